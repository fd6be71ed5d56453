import { createServer } from 'node:net';
import { startEmulator } from '@portolan/emulators';
import { connect } from 'portolan';
import { describe, expect, it } from 'vitest';

type Connected = Awaited<ReturnType<typeof connect>>;
const native = (cloud: Connected) => {
  if (!cloud.is('ovirt')) throw new Error('not oVirt');
  return cloud.native;
};
const open = (profile: object): Promise<Connected> => connect({ ...profile, provider: 'ovirt' } as never);

describe('a connection to oVirt', () => {
  it('is tested: the engine says what it is, or why it does not take us', async () => {
    await using emulator = await startEmulator('ovirt');
    await using cloud = await open(emulator.profile);
    expect(await native(cloud).test()).toMatchObject({ name: expect.stringMatching(/oVirt/), version: expect.stringMatching(/^4\./) });
    await using wrong = await open({ ...emulator.profile, password: 'wrong' });
    await expect(native(wrong).test()).rejects.toMatchObject({ code: 'unauthenticated', operation: 'native.test' });
    await using elsewhere = await open({ ...emulator.profile, url: `${emulator.url}/ovirt-engine/api/vms` });
    await expect(native(elsewhere).test()).rejects.toMatchObject({ provider: 'ovirt' });
  });

  it('shares its token, which ends with it unless the session is kept', async () => {
    await using emulator = await startEmulator('ovirt');
    const { url } = emulator.profile as { url: string };
    const first = await open(emulator.profile);
    const token = await native(first).authenticate();
    expect(String(token)).toBe('***');
    const second = await open({ url, token: token?.reveal() });
    await native(second).test();
    await second.close();
    // A token that was given is not ended by whom it was given.
    expect(emulator.openSessions).toBe(1);
    native(first).keepSession();
    await first.close();
    expect(emulator.openSessions).toBe(1);
    const third = await open({ url, token: token?.reveal() });
    expect((await native(third).test()).name).not.toBe('');
    await third.close();
    const fourth = await open(emulator.profile);
    await native(fourth).test();
    await fourth.close();
    expect(emulator.openSessions).toBe(1);
  });

  it('works with Basic, without any session', async () => {
    await using emulator = await startEmulator('ovirt');
    await using cloud = await open({ ...emulator.profile, auth: 'basic' });
    expect((await native(cloud).sdk.system().clustersService().list()).length).toBeGreaterThan(0);
    expect(await native(cloud).authenticate()).toBeUndefined();
    expect(emulator.seen.some(({ target }) => target.includes('/sso/'))).toBe(false);
    await using wrong = await open({ ...emulator.profile, auth: 'basic', password: 'wrong' });
    await expect(native(wrong).test()).rejects.toMatchObject({ code: 'unauthenticated', status: 401 });
  });

  it('closes in time when the engine has gone silent', async () => {
    const emulator = await startEmulator('ovirt');
    const { url } = emulator.profile as { url: string };
    const cloud = await open(emulator.profile);
    await native(cloud).test();
    await emulator.close();
    // Takes connections at the same port and never says a word.
    const silent = createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(Number(new URL(url).port), '127.0.0.1', resolve));
    const began = Date.now();
    await cloud.close();
    expect(Date.now() - began).toBeLessThan(8_000);
    silent.close();
  });
});
