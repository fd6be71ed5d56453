import { startEmulator } from '@portolan/emulators';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ClientHome, npm } from './client-home.ts';

interface Instance {
  readonly id: string;
  readonly name: string;
  readonly state: string;
  readonly package: string;
  readonly tags: Readonly<Record<string, unknown>>;
}

const TRITON = npm('.bin/triton');

describe('node-triton', () => {
  let emulator: Awaited<ReturnType<typeof startEmulator<'smartdc'>>>;
  let home: ClientHome;
  const triton = (...args: string[]): Promise<string> => home.run(TRITON, args);
  const get = (name: string): Promise<Instance> => home.json(TRITON, ['instance', 'get', '-j', name]);

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

  it('lists images, packages, networks and datacenters', async () => {
    const images = await home.lines<{ name: string; os: string; id: string }>(TRITON, ['image', 'list', '-j']);
    expect(images.map(({ name }) => name)).toContainEqual(expect.stringMatching(/ubuntu.*22\.04/));
    const packages = await home.lines<{ name: string; memory: number }>(TRITON, ['package', 'list', '-j']);
    expect(packages.length).toBeGreaterThan(2);
    expect(packages.every(({ memory }) => Number.isInteger(memory) && memory > 0)).toBe(true);
    expect((await home.lines<{ id: string }>(TRITON, ['network', 'list', '-j'])).length).toBeGreaterThan(0);
    expect(await triton('datacenters', '-H')).toContain(emulator.url);
    expect(await home.json(TRITON, ['account', 'get', '-j'])).toMatchObject({ login: 'demo' });
  });

  it('takes an instance through its life', async () => {
    const create = ['-w', '-j', '-n', 'web-1', '-t', 'role=web', '-m', 'color=blå', 'ubuntu-22.04', 'g4-highcpu-512M'];
    const created = await home.lines<Instance>(TRITON, ['instance', 'create', ...create]);
    expect(created.at(-1)).toMatchObject({ name: 'web-1', state: 'running', package: 'g4-highcpu-512M' });

    await triton('instance', 'stop', '-w', 'web-1');
    expect((await get('web-1')).state).toBe('stopped');
    await triton('instance', 'start', '-w', 'web-1');
    await triton('instance', 'reboot', '-w', 'web-1');
    await triton('instance', 'rename', '-w', 'web-1', 'web-2');
    await triton('instance', 'resize', '-w', 'web-2', 'g4-highcpu-2G');
    await triton('instance', 'tag', 'set', '-w', 'web-2', 'tier=front');
    expect(await get('web-2')).toMatchObject({ state: 'running', memory: 2048, tags: { role: 'web', tier: 'front' } });
    expect(await home.json(TRITON, ['instance', 'metadata', 'get', '-j', 'web-2', 'color']).catch((error: Error) => error.message)).toContain('blå');

    await triton('instance', 'snapshot', 'create', '-w', '-n', 'before', 'web-2');
    expect(await home.lines(TRITON, ['instance', 'snapshot', 'list', '-j', 'web-2'])).toMatchObject([{ name: 'before', state: 'created' }]);
    expect((await home.lines<Instance>(TRITON, ['instance', 'list', '-j', 'tag.role=web'])).map(({ name }) => name)).toEqual(['web-2']);

    await triton('instance', 'delete', '-w', '-f', 'web-2');
    expect(await home.lines(TRITON, ['instance', 'list', '-j'])).toEqual([]);
    expect(await home.refused(TRITON, ['instance', 'stop', 'web-2'])).toMatch(/no instance/i);
  });

  it('adds and deletes keys, and makes firewall rules', async () => {
    await home.run('/usr/bin/ssh-keygen', ['-q', '-t', 'ecdsa', '-N', '', '-f', home.at('laptop')]);
    await triton('key', 'add', '-n', 'laptop', home.at('laptop.pub'));
    expect((await home.lines<{ name: string }>(TRITON, ['key', 'list', '-j'])).map(({ name }) => name).sort()).toEqual(['id_rsa', 'laptop']);
    await triton('key', 'delete', '-y', 'laptop');
    expect((await home.lines<{ name: string }>(TRITON, ['key', 'list', '-j'])).map(({ name }) => name)).toEqual(['id_rsa']);

    await triton('fwrule', 'create', 'FROM any TO tag "role" = "web" ALLOW tcp PORT 443');
    expect(await home.lines(TRITON, ['fwrule', 'list', '-j'])).toMatchObject([{ rule: 'FROM any TO tag "role" = "web" ALLOW tcp PORT 443' }]);
  });

  it('is refused with a key that the account has not', async () => {
    const key = home.at('.ssh/id_other');
    await home.run('/usr/bin/ssh-keygen', ['-q', '-t', 'rsa', '-b', '2048', '-m', 'PEM', '-N', '', '-f', key]);
    const fingerprint = (await home.run('/usr/bin/ssh-keygen', ['-l', '-E', 'md5', '-f', key])).split(' ')[1]?.replace(/^MD5:/, '') ?? '';
    const output = await home.refused(TRITON, ['instance', 'list'], { env: { SDC_KEY_ID: fingerprint } });
    expect(output).toMatch(/InvalidCredentials|InvalidSignature/);
  });
});
