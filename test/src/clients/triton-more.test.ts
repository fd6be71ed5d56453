import { connect, type Socket } from 'node:net';
import { startEmulator } from '@portolan/emulators';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ClientHome, npm } from './client-home.ts';

interface Named {
  readonly id: string;
  readonly name: string;
}

interface Disk {
  readonly id: string;
  readonly size: number;
  readonly pci_slot: string;
}

const TRITON = npm('.bin/triton');

/** Says nothing to the client; passes its first line on. */
const answerOnce =
  (tell: (line: string) => void) =>
  (line: string): undefined => {
    tell(line);
  };

describe('node-triton, on what only Triton has', () => {
  let emulator: Awaited<ReturnType<typeof startEmulator<'smartdc'>>>;
  let home: ClientHome;
  const triton = (...args: string[]): Promise<string> => home.run(TRITON, args);
  const refused = (...args: string[]): Promise<string> => home.refused(TRITON, args);
  const list = <T>(...args: string[]): Promise<T[]> => home.lines<T>(TRITON, args);
  const create = (name: string, image: string, size: string, ...more: string[]): Promise<string> =>
    triton('instance', 'create', '-w', '-n', name, ...more, image, size);

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

  it('cuts, grows and drops the disks of a bhyve machine', async () => {
    await create('disky', 'ubuntu-certified-24.04', 'b1-bhyve-8G', '--disk', '{"size":20480}');
    expect(await refused('instance', 'disk', 'add', 'disky', '1000')).toContain('VM must be stopped');
    await triton('instance', 'stop', '-w', 'disky');
    await triton('instance', 'disk', 'add', '-w', 'disky', '1000');
    const [boot, added] = await list<Disk>('instance', 'disks', '-j', 'disky');
    expect([boot?.size, added?.size, added?.pci_slot]).toEqual([20_480, 1000, '0:4:1']);
    const id = added?.id ?? '';
    await triton('instance', 'disk', 'resize', '-w', 'disky', id, '2000');
    await triton('instance', 'disk', 'resize', '-w', '--dangerous-allow-shrink', 'disky', id, '500');
    expect((await list<Disk>('instance', 'disks', '-j', 'disky')).map(({ size }) => size)).toEqual([20_480, 500]);
    await triton('instance', 'disk', 'delete', '-w', 'disky', id);
    expect(await list<Disk>('instance', 'disks', '-j', 'disky')).toHaveLength(1);
    expect(await refused('instance', 'disk', 'delete', 'disky', boot?.id ?? '')).toContain('Invalid Parameters');
    await triton('instance', 'resize', '-w', 'disky', 'b1-bhyve-4G');
    await triton('instance', 'delete', '-w', '-f', 'disky');
  });

  it('makes volumes and mounts them', async () => {
    expect((await list<{ size: number }>('volume', 'sizes', '-j'))[0]).toMatchObject({ type: 'tritonnfs', size: 10_240 });
    await triton('volume', 'create', '-w', '-n', 'data', '-s', '20G');
    expect(await list<Named>('volume', 'list', '-j')).toMatchObject([{ name: 'data', size: 20_480, state: 'ready' }]);
    await create('mounter', 'base-64-lts', 'sdc_128', '-v', 'data:/data:ro');
    expect(await refused('volume', 'delete', '-f', 'data')).toContain('is used by vms');
    await triton('instance', 'delete', '-w', '-f', 'mounter');
    await triton('volume', 'delete', '-f', '-w', 'data');
    expect(await list('volume', 'list', '-j')).toEqual([]);
  });

  it('migrates a machine by steps and at once, watching', async () => {
    await create('mover', 'base-64-lts', 'sdc_128');
    expect(await triton('instance', 'migration', 'begin', '-w', 'mover')).toContain('Done - begin');
    expect(await refused('instance', 'migration', 'switch', 'mover')).toContain('at least one');
    await triton('instance', 'migration', 'sync', '-w', 'mover');
    await triton('instance', 'migration', 'switch', '-w', 'mover');
    expect(await triton('instance', 'migration', 'get', 'mover')).toContain('Migration finished successfully');
    await triton('instance', 'migration', 'finalize', 'mover');
    expect(await triton('instance', 'migration', 'automatic', '-w', 'mover')).toContain('Done - switch');
    await triton('instance', 'migration', 'finalize', 'mover');
    expect(await list('instance', 'migration', 'list', '-j')).toEqual([]);
    await triton('instance', 'enable-deletion-protection', '-w', 'mover');
    expect(await refused('instance', 'delete', '-f', 'mover')).toContain('deletion_protection');
    await triton('instance', 'disable-deletion-protection', '-w', 'mover');
    await triton('instance', 'delete', '-w', '-f', 'mover');
  });

  it('makes an image of a machine and takes it around', async () => {
    await create('original', 'base-64-lts', 'sdc_128');
    await triton('image', 'create', '-w', 'original', 'mine', '1.0.0', '-t', 'a=b');
    await triton('image', 'update', 'mine', 'description=ours');
    const friend = '5d0f4e5a-0000-4000-8000-000000000000';
    await triton('image', 'share', 'mine', friend);
    expect(await home.json<object>(TRITON, ['image', 'get', '-j', 'mine'])).toMatchObject({ description: 'ours', acl: [friend], tags: { a: 'b' } });
    await triton('image', 'unshare', 'mine', friend);
    expect(await refused('image', 'clone', 'mine')).toContain('is not shared');
    expect(await triton('image', 'export', 'mine', '/demo/stor')).toContain('/demo/stor/mine-1.0.0.imgmanifest');
    expect(JSON.parse(emulator.storedObject('/demo/stor/mine-1.0.0.imgmanifest')?.toString() ?? '')).toMatchObject({ name: 'mine' });
    await triton('image', 'copy', 'mine', 'us-test-2');
    expect(await refused('image', 'copy', 'mine', 'us-test-2')).toContain('already exists');
    await triton('image', 'delete', '-f', 'mine');
    await triton('instance', 'delete', '-w', '-f', 'original');
  });

  it('lays fabric networks, reserves addresses and hands out those asked for', async () => {
    await triton('vlan', 'create', '-n', 'v7', '7');
    await triton('network', 'create', '-n', 'net7', '-x', '-s', '10.7.0.0/24', '-S', '10.7.0.10', '-E', '10.7.0.200', '7');
    const { id } = await home.json<Named>(TRITON, ['network', 'get', '-j', 'net7']);
    await triton('network', 'ip', 'update', 'net7', '10.7.0.10', 'reserved=true');
    expect(await home.json(TRITON, ['network', 'ip', 'get', '-j', 'net7', '10.7.0.10'])).toMatchObject({ reserved: true, managed: false });
    await triton('network', 'set-default', 'net7');
    expect(await triton('network', 'get-default')).toContain(id);
    await create('one', 'base-64-lts', 'sdc_128', '-N', 'net7');
    await create('two', 'base-64-lts', 'sdc_128', '--nic', `ipv4_uuid=${id},ipv4_ips=10.7.0.60`);
    expect([(await triton('instance', 'ip', 'one')).trim(), (await triton('instance', 'ip', 'two')).trim()]).toEqual(['10.7.0.11', '10.7.0.60']);
    expect(await refused('network', 'delete', 'net7')).toContain('no NICs');
    await triton('instance', 'delete', '-w', '-f', 'one', 'two');
    await triton('network', 'delete', 'net7');
    await triton('vlan', 'delete', 'v7');
  });

  it('applies users, roles and policies from a file, and resets them', async () => {
    const file = await home.write(
      'rbac.json',
      JSON.stringify({
        users: [{ login: 'carol', email: 'carol@example.test' }],
        roles: [{ name: 'reader', policies: [{ name: 'read' }], members: [{ type: 'subuser', login: 'carol', default: true }] }],
        policies: [{ name: 'read', rules: ['CAN listmachines', 'CAN getmachine'] }],
      }),
    );
    expect(await triton('rbac', 'apply', '-y', '-f', file)).toContain('Created role reader (1 member)');
    expect(await triton('rbac', 'info')).toContain('carol');
    expect(await triton('rbac', 'reset', '-y')).toContain('Deleted user carol');
    expect(await triton('account', 'limits')).toMatch(/^TYPE\s+USED\s+LIMIT\s*$/);
    expect(await triton('services', '-H')).toContain(emulator.mantaUrl);
  });

  it('reaches a console and the feed of changes over web sockets', async () => {
    await create('screen', 'ubuntu-certified-24.04', 'b1-bhyve-4G');
    let socket: Socket | undefined;
    const greeted = new Promise<string>((resolve) => {
      // The client listens on a port of its own and passes on what comes.
      void home
        .run(TRITON, ['instance', 'vnc', 'screen'], {
          answer: (line) => {
            const port = /vnc:\/\/127\.0\.0\.1:(\d+)/.exec(line)?.[1];
            if (port === undefined) return undefined;
            socket = connect(Number(port), '127.0.0.1');
            socket.setEncoding('latin1').once('data', (text: string) => {
              resolve(text);
              socket?.end('RFB 003.008\n');
            });
            return undefined;
          },
        })
        .catch((error: Error) => resolve(error.message));
    });
    expect(await greeted).toBe('RFB 003.008\n');
    socket?.destroy();
    const changed = new Promise<string>((resolve) => {
      // Ends with the home.
      void home.run(TRITON, ['changefeed', '-j'], { answer: answerOnce(resolve) }).catch((error: Error) => resolve(error.message));
    });
    const seen = (): boolean => emulator.seen.some(({ target }) => target === '/demo/changefeed');
    await expect.poll(seen, { timeout: 20_000 }).toBe(true);
    await triton('instance', 'tag', 'set', '-w', 'screen', 'a=b');
    expect(JSON.parse(await changed)).toMatchObject({ changeKind: { resource: 'vm', subResources: ['tags'] }, resourceObject: { tags: { a: 'b' } } });
    await triton('instance', 'delete', '-w', '-f', 'screen');
  });
});
