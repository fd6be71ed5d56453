import type { Ec2Emulator, Ec2EmulatorOptions } from './ec2/index.ts';
import type { OpenstackEmulator, OpenstackEmulatorOptions } from './openstack/index.ts';
import type { OvirtEmulator, OvirtEmulatorOptions } from './ovirt/index.ts';
import type { SmartdcEmulator, SmartdcEmulatorOptions } from './smartdc/index.ts';

/** The clouds that can be emulated, by the provider ids of profiles. */
export const EMULATED = ['smartdc', 'ovirt', 'openstack', 'rackspace', 'eucalyptus', 'aws'] as const;

export type EmulatedProvider = (typeof EMULATED)[number];

interface Emulators {
  readonly smartdc: { readonly options: SmartdcEmulatorOptions; readonly emulator: SmartdcEmulator };
  readonly ovirt: { readonly options: OvirtEmulatorOptions; readonly emulator: OvirtEmulator };
  readonly openstack: { readonly options: Omit<OpenstackEmulatorOptions, 'flavour'>; readonly emulator: OpenstackEmulator };
  readonly rackspace: { readonly options: Omit<OpenstackEmulatorOptions, 'flavour'>; readonly emulator: OpenstackEmulator };
  readonly eucalyptus: { readonly options: Omit<Ec2EmulatorOptions, 'flavour'>; readonly emulator: Ec2Emulator };
  readonly aws: { readonly options: Omit<Ec2EmulatorOptions, 'flavour'>; readonly emulator: Ec2Emulator };
}

export type EmulatorOptionsOf<P extends EmulatedProvider> = Emulators[P]['options'];
export type EmulatorOf<P extends EmulatedProvider> = Emulators[P]['emulator'];

const STARTERS: { readonly [P in EmulatedProvider]: (options: EmulatorOptionsOf<P>) => Promise<EmulatorOf<P>> } = {
  smartdc: async (options) => (await import('./smartdc/index.ts')).startSmartdcEmulator(options),
  ovirt: async (options) => (await import('./ovirt/index.ts')).startOvirtEmulator(options),
  openstack: async (options) => (await import('./openstack/index.ts')).startOpenstackEmulator({ ...options, flavour: 'openstack' }),
  rackspace: async (options) => (await import('./openstack/index.ts')).startOpenstackEmulator({ ...options, flavour: 'rackspace' }),
  eucalyptus: async (options) => (await import('./ec2/index.ts')).startEc2Emulator({ ...options, flavour: 'eucalyptus' }),
  aws: async (options) => (await import('./ec2/index.ts')).startEc2Emulator({ ...options, flavour: 'aws' }),
};

/**
 * Starts a server on 127.0.0.1 that speaks a cloud's wire protocol and verifies what it receives: signatures, tokens, digests.
 * `emulator.profile` connects to it. Close it when done, or hold it with `await using`.
 *
 * ```ts
 * await using emulator = await startEmulator('ovirt');
 * await using cloud = await connect(emulator.profile);
 * ```
 */
export async function startEmulator<P extends EmulatedProvider>(provider: P, options?: EmulatorOptionsOf<P>): Promise<EmulatorOf<P>> {
  const start = STARTERS[provider];
  if (start === undefined) throw new TypeError(`no emulator of ${JSON.stringify(provider)}; there are: ${EMULATED.join(', ')}`);
  return start(options ?? {});
}
