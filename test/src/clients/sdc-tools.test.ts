import { startEmulator } from '@portolan/emulators';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ClientHome, npm } from './client-home.ts';

interface Machine {
  readonly id: string;
  readonly name: string;
  readonly state: string;
  readonly memory: number;
}

interface Named {
  readonly id: string;
  readonly name: string;
}

/** The older generation: restify 4, http-signature 0.11, CloudAPI 7. */
describe('node-smartdc', () => {
  let emulator: Awaited<ReturnType<typeof startEmulator<'smartdc'>>>;
  let home: ClientHome;
  const tool = (name: string, args: readonly string[]): [string, string[]] => [process.execPath, [npm(`smartdc/bin/sdc-${name}`), ...args]];
  const sdc = (name: string, ...args: string[]): Promise<string> => home.run(...tool(name, args));
  const json = <T>(name: string, ...args: string[]): Promise<T> => home.json<T>(...tool(name, args));
  const until = async (id: string, state: string): Promise<Machine> => {
    for (;;) {
      const machine = await json<Machine>('getmachine', id);
      if (machine.state === state) return machine;
    }
  };

  beforeAll(async () => {
    emulator = await startEmulator('smartdc');
    const { url, account, keyId, privateKey } = emulator.profile;
    home = await ClientHome.make({ SDC_URL: url as string, SDC_ACCOUNT: account, SDC_KEY_ID: keyId });
    await home.write('.ssh/id_rsa', privateKey);
  });
  afterAll(async () => {
    await home?.close();
    await emulator?.close();
  });

  it('lists what the account can use', async () => {
    expect((await json<Named[]>('listimages')).map(({ name }) => name)).toContain('ubuntu-22.04');
    expect((await json<Named[]>('listpackages')).map(({ name }) => name)).toContain('g4-highcpu-1G');
    expect((await json<Named[]>('listnetworks')).length).toBeGreaterThan(0);
    expect(await json<Named[]>('listkeys')).toMatchObject([{ name: 'id_rsa', fingerprint: emulator.profile.keyId }]);
    expect(Object.values(await json<Record<string, string>>('listdatacenters'))).toContain(emulator.url);
  });

  it('takes a machine through its life', async () => {
    const image = (await json<Named[]>('listimages')).find(({ name }) => name === 'ubuntu-22.04')?.id ?? '';
    const sizes = await json<Named[]>('listpackages');
    const size = (name: string): string => sizes.find((each) => each.name === name)?.id ?? '';
    const made = await json<Machine>('createmachine', '-n', 'old-1', '-i', image, '-p', size('g4-highcpu-512M'), '-t', 'role=db', '-m', 'note=hello');
    expect(made).toMatchObject({ name: 'old-1', state: 'provisioning' });
    const { id } = made;
    expect(await until(id, 'running')).toMatchObject({ memory: 512 });
    await sdc('stopmachine', id);
    await until(id, 'stopped');
    await sdc('startmachine', id);
    await until(id, 'running');
    await sdc('renamemachine', '-n', 'old-2', id);
    await sdc('addmachinetags', '-t', 'tier=back', id);
    expect(await json('listmachinetags', id)).toEqual({ role: 'db', tier: 'back' });
    expect(await json('listmachinemetadata', id)).toMatchObject({ note: 'hello' });
    expect(await json<Machine[]>('listmachines', '--tag', 'role=db')).toMatchObject([{ id, name: 'old-2' }]);
    const audit = await json<{ action: string }[]>('getmachineaudit', id);
    expect(audit.map(({ action }) => action)).toEqual(expect.arrayContaining(['provision', 'stop', 'start']));
    await sdc('stopmachine', id);
    await until(id, 'stopped');
    await sdc('deletemachine', id);
    expect(await json<Machine[]>('listmachines')).toEqual([]);
  });

  it('is refused without a machine of that id', async () => {
    expect(await home.refused(...tool('getmachine', ['b0f0c1b1-1111-4222-8333-444455556666']))).toMatch(/not found|does not exist/i);
  });
});
