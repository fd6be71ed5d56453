import { randomBytes } from 'node:crypto';
import { startEmulator } from '@portolan/emulators';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ClientHome, script, venv } from './client-home.ts';

/** Clients that know Rackspace's API keys (RAX-KSKEY). */
describe('clients of Rackspace', () => {
  let emulator: Awaited<ReturnType<typeof startEmulator<'rackspace'>>>;
  let home: ClientHome;
  const profile = (): Record<'username' | 'apiKey' | 'region', string> => emulator.profile as Record<'username' | 'apiKey' | 'region', string>;

  beforeAll(async () => {
    emulator = await startEmulator('rackspace');
    home = await ClientHome.make();
  });
  afterAll(async () => {
    await home?.close();
    await emulator?.close();
  });

  it('libcloud boots a server and stores objects; rackspaceauth finds the catalog', async () => {
    const { username, apiKey, region } = profile();
    const seen = await home.json(venv('python'), [script('rackspace-libcloud.py'), emulator.url, username, apiKey, region]);
    expect(seen).toEqual({
      state: 'running',
      public: expect.arrayContaining([expect.stringMatching(/^\d+\.\d+\.\d+\.\d+$/)]),
      metadata: expect.objectContaining({ role: 'web' }),
      destroyed: true,
      left: [],
      object: [5, 'hello', { color: 'red' }],
      listed: ['a b/é.txt'],
      box: true,
      flavors: expect.any(Number),
      refused: 'InvalidCredsError',
    });
  });

  it('rclone syncs with Cloud Files', async () => {
    const { username, apiKey, region } = profile();
    await home.write('rclone.conf', `[rack]\ntype = swift\nuser = ${username}\nkey = ${apiKey}\nauth = ${emulator.url}/v2.0\nregion = ${region}\n`);
    const rclone = (...args: string[]): Promise<string> => home.run('/usr/bin/rclone', ['--config', 'rclone.conf', ...args]);
    const content = randomBytes(2_000_000);
    await home.write('tree/big.bin', content);
    await home.write('tree/é/a b.txt', 'hello');
    await rclone('sync', 'tree', 'rack:box', '--swift-chunk-size', '500k', '--swift-no-chunk=false');
    await rclone('check', 'tree', 'rack:box');
    await rclone('copy', 'rack:box', 'back');
    expect((await home.read('back/big.bin')).equals(content)).toBe(true);
    expect((await home.read('back/é/a b.txt')).toString()).toBe('hello');
    await rclone('purge', 'rack:box');
    expect(await rclone('lsd', 'rack:')).not.toMatch(/ box$/m);
  });
});
