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

  it('libcloud drives load balancers, DNS and the CDN', async () => {
    // Its calls do not wait for each other: nothing may be in between.
    await using prompt = await startEmulator('rackspace', { transitionMs: 0 });
    const { username, apiKey, region } = prompt.profile as Record<'username' | 'apiKey' | 'region', string>;
    const seen = await home.json(venv('python'), [script('rackspace-libcloud-services.py'), prompt.url, username, apiKey, region]);
    expect(seen).toEqual({
      load_balancers: {
        protocols: true,
        algorithms: ['LEAST_CONNECTIONS', 'RANDOM', 'ROUND_ROBIN', 'WEIGHTED_LEAST_CONNECTIONS', 'WEIGHTED_ROUND_ROBIN'],
        ports: 443,
        made: ['front', 80, 2, 'HTTP'],
        member: ['10.0.0.6', true, 7],
        detached: true,
        members: ['10.0.0.5'],
        renamed: ['front-2', 'RANDOM'],
        monitor: 'CONNECT',
        http: '^200$',
        unmonitored: true,
        throttle: 50,
        logging: true,
        sessions: 'HTTP_COOKIE',
        page: '<html>gone</html>',
        rules: ['192.0.2.1', '192.0.2.2'],
        usage: true,
        found: ['front-2', 'front-2'],
        destroyed: true,
        left: [],
        missing: 404,
      },
      dns: {
        zone: ['example.com', 900, 'mine'],
        record: ['www', '192.0.2.1', 300],
        changed: '192.0.2.2',
        zones: [['example.com', 'yours']],
        records: [
          ['A', 'www'],
          ['MX', null],
        ],
        deleted: true,
        norecord: true,
        twice: expect.stringContaining('Domain already exists'),
        gone: true,
        nozone: true,
      },
      files: { published: true, urls: [true, true], object: true, purged: true, meta: 1, key: true, range: 'el', deleted: true },
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
