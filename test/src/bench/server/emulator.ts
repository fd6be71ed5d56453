import { type EmulatedProvider, startEmulator } from '@portolan/emulators';

/** One of the emulators in a process of its own, with so many servers in it; tells the profile that connects. */
const [, , provider = '', count = '0'] = process.argv;
const names = Array.from({ length: Number(count) }, (_, index) => `web-${String(index).padStart(4, '0')}`);
const named = names.map((name) => ({ name }));
const seeds: Readonly<Record<string, object>> = { aws: { servers: names }, openstack: { servers: named }, smartdc: { machines: named } };
const emulator = await startEmulator(provider as EmulatedProvider, { seed: seeds[provider] } as object);

process.on('disconnect', () => process.exit());
process.send?.({ profile: emulator.profile });
