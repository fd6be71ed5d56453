import { randomBytes } from 'node:crypto';
import { startEmulator } from '@portolan/emulators';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ClientHome, script } from './client-home.ts';

interface Server {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly addresses: Readonly<Record<string, readonly string[]>>;
  readonly properties: Readonly<Record<string, string>>;
}

interface Row {
  readonly [column: string]: unknown;
}

const OPENSTACK = '/usr/bin/openstack';

describe("OpenStack's own clients", () => {
  let emulator: Awaited<ReturnType<typeof startEmulator<'openstack'>>>;
  let home: ClientHome;
  const openstack = (...args: string[]): Promise<string> => home.run(OPENSTACK, args);
  const json = <T>(...args: string[]): Promise<T> => home.json<T>(OPENSTACK, [...args, '-f', 'json']);
  const names = async (...args: string[]): Promise<unknown[]> => (await json<Row[]>(...args, 'list')).map((row) => row['Name']);

  beforeAll(async () => {
    emulator = await startEmulator('openstack');
    const profile = emulator.profile as Record<'authUrl' | 'username' | 'password' | 'projectName', string>;
    home = await ClientHome.make({
      OS_AUTH_URL: profile.authUrl,
      OS_USERNAME: profile.username,
      OS_PASSWORD: profile.password,
      OS_PROJECT_NAME: profile.projectName,
      OS_USER_DOMAIN_NAME: 'Default',
      OS_PROJECT_DOMAIN_NAME: 'Default',
      OS_REGION_NAME: 'RegionOne',
      OS_IDENTITY_API_VERSION: '3',
    });
  });
  afterAll(async () => {
    await home?.close();
    await emulator?.close();
  });

  // Each call takes a second or two, most of it to load the client: side by side.
  describe.concurrent('openstack', () => {
    it('takes a server through its life', async ({ expect }) => {
      const images = (await json<Row[]>('image', 'list')).map((row) => row['Name'] as string);
      const image = images.find((name) => /ubuntu.*22\.04/i.test(name)) ?? '';
      await home.write('boot.sh', '#!/bin/sh\necho hello\n');
      const create = ['--image', image, '--flavor', 'm1.small', '--network', 'private', '--user-data', 'boot.sh', '--property', 'role=web', '--wait', 'web-1'];
      const made = await json<Server>('server', 'create', ...create);
      expect(made).toMatchObject({ name: 'web-1', status: 'ACTIVE', properties: { role: 'web' }, addresses: { private: [expect.any(String)] } });
      expect(Buffer.from(emulator.userData(made.id) ?? '', 'base64').toString()).toBe('#!/bin/sh\necho hello\n');
      await openstack('server', 'reboot', '--wait', 'web-1');
      await openstack('server', 'resize', '--flavor', 'm1.medium', '--wait', 'web-1');
      await openstack('server', 'resize', 'confirm', 'web-1');
      await openstack('server', 'set', '--name', 'web-2', '--property', 'tier=front', 'web-1');
      expect(await json<Server>('server', 'show', 'web-2')).toMatchObject({ status: 'ACTIVE', properties: { role: 'web', tier: 'front' } });
      expect(await openstack('console', 'log', 'show', 'web-2')).not.toBe('');
      await openstack('server', 'stop', 'web-2');
      await expect.poll(async () => (await json<Server>('server', 'show', 'web-2')).status, { timeout: 20_000 }).toBe('SHUTOFF');
      await openstack('server', 'delete', '--wait', 'web-2');
      expect(await names('server')).toEqual([]);
      expect(await home.refused(OPENSTACK, ['server', 'show', 'web-2'])).toMatch(/No server with a name or ID of 'web-2' exists|No Server found/i);
    });

    it('makes images of files, and files of images', async () => {
      const content = randomBytes(100_000);
      await home.write('disk.raw', content);
      await openstack('image', 'create', '--disk-format', 'raw', '--container-format', 'bare', '--file', 'disk.raw', '--property', 'x=y', 'mine');
      expect(await json('image', 'show', 'mine')).toMatchObject({ status: 'active', size: 100_000, properties: expect.objectContaining({ x: 'y' }) });
      await openstack('image', 'save', '--file', 'saved.raw', 'mine');
      expect((await home.read('saved.raw')).equals(content)).toBe(true);
      await openstack('image', 'delete', 'mine');
      expect(await names('image')).not.toContain('mine');
    });

    it('makes, extends and photographs volumes', async ({ expect }) => {
      const status = async (...args: string[]): Promise<unknown> => (await json<Row>(...args))['status'];
      expect(await json('volume', 'create', '--size', '2', 'data')).toMatchObject({ name: 'data', size: 2 });
      await expect.poll(() => status('volume', 'show', 'data'), { timeout: 20_000 }).toBe('available');
      await openstack('volume', 'set', '--size', '3', 'data');
      await openstack('volume', 'snapshot', 'create', '--volume', 'data', 'before');
      await expect.poll(() => status('volume', 'snapshot', 'show', 'before'), { timeout: 20_000 }).toBe('available');
      expect((await json<Row>('volume', 'show', 'data'))['size']).toBe(3);
      expect(await home.refused(OPENSTACK, ['volume', 'delete', 'data'])).toMatch(/snapshot/);
      await openstack('volume', 'snapshot', 'delete', 'before');
      await openstack('volume', 'delete', 'data');
    });

    it('makes networks, security groups and floating addresses', async () => {
      await openstack('network', 'create', 'n1');
      const subnet = await json<Row>('subnet', 'create', '--network', 'n1', '--subnet-range', '10.5.0.0/24', 's1');
      expect(subnet).toMatchObject({ cidr: '10.5.0.0/24', gateway_ip: '10.5.0.1', allocation_pools: [{ start: '10.5.0.2', end: '10.5.0.254' }] });
      await openstack('port', 'create', '--network', 'n1', 'p1');
      expect(await home.refused(OPENSTACK, ['network', 'delete', 'n1'])).toMatch(/in use/);
      await openstack('port', 'delete', 'p1');
      await openstack('network', 'delete', 'n1');
      expect(await names('network')).toEqual(expect.arrayContaining(['private', 'public']));
      await openstack('security', 'group', 'create', 'g1');
      await openstack('security', 'group', 'rule', 'create', '--protocol', 'tcp', '--dst-port', '22', 'g1');
      const rules = await json<Row[]>('security', 'group', 'rule', 'list', 'g1');
      expect(rules).toContainEqual(expect.objectContaining({ 'IP Protocol': 'tcp', 'Port Range': '22:22', 'IP Range': '0.0.0.0/0' }));
      await openstack('security', 'group', 'delete', 'g1');
      const address = (await json<Row>('floating', 'ip', 'create', 'public'))['floating_ip_address'] as string;
      await openstack('floating', 'ip', 'delete', address);
      expect(await json('floating', 'ip', 'list')).toEqual([]);
    });

    it('is refused with a wrong password', async () => {
      expect(await home.refused(OPENSTACK, ['token', 'issue'], { env: { OS_PASSWORD: 'wrong' } })).toMatch(/HTTP 401/);
    });
  });

  describe.concurrent('swift', () => {
    const swift = (...args: string[]): Promise<string> => home.run('/usr/bin/swift', args);

    it.each([
      ['a static large object', ['--use-slo'], 'SLO'],
      ['a dynamic large object', [], 'DLO'],
    ])('uploads in segments, as %s, and downloads the same bytes', async (_kind, flags, name) => {
      const content = randomBytes(5_000_000);
      await home.write(name, content);
      await swift('upload', 'box', name, '-S', '1000000', ...flags, '-H', 'X-Object-Meta-Color: red');
      expect((await swift('list', 'box_segments', '-p', name)).trim().split('\n')).toHaveLength(5);
      const stat = await swift('stat', 'box', name);
      expect(stat).toMatch(/Content Length: 5000000/);
      expect(stat).toMatch(/Meta Color: red/);
      await swift('download', 'box', name, '-o', `${name}.out`);
      expect((await home.read(`${name}.out`)).equals(content)).toBe(true);
      await swift('delete', 'box', name);
      expect(await swift('list', 'box')).not.toContain(name);
    });

    it('uploads folders, lists them by prefix, copies, and deletes all', async () => {
      for (const name of ['a b.txt', 'é/ü.txt', 'deep/er/x', 'deep/y']) await home.write(`tree/${name}`, name);
      await swift('upload', 'folders', 'tree');
      expect((await swift('list', 'folders')).trim().split('\n')).toEqual(['tree/a b.txt', 'tree/deep/er/x', 'tree/deep/y', 'tree/é/ü.txt']);
      expect((await swift('list', 'folders', '-p', 'tree/', '-d', '/')).trim().split('\n')).toEqual(['tree/a b.txt', 'tree/deep/', 'tree/é/']);
      await swift('copy', '-d', '/folders/copy é', 'folders', 'tree/a b.txt');
      expect(await swift('download', 'folders', 'copy é', '-o', '-')).toBe('a b.txt');
      await swift('delete', 'folders');
      expect((await swift('list')).trim().split('\n')).not.toContain('folders');
    });

    it('signs links that anybody may follow', async () => {
      await home.write('public', 'for you');
      await swift('upload', 'links', 'public');
      await swift('post', '-m', 'Temp-URL-Key:sesame');
      const path = `/v1/${emulator.storageAccount}/links/public`;
      const signed = (await home.run('/usr/bin/swift', ['tempurl', 'GET', '60', path, 'sesame', '--digest', 'sha256'])).trim();
      const base = /StorageURL: (\S+)\/v1\//.exec(await swift('stat', '-v'))?.[1] ?? '';
      expect(await (await fetch(base + signed)).text()).toBe('for you');
      expect((await fetch(base + signed.replace('links/public', 'links/other'))).status).toBe(401);
      expect((await fetch(base + path)).status).toBe(401);
    });
  });

  describe.concurrent('openstacksdk', () => {
    it.each(['RegionOne', 'RegionTwo'])('works in %s with an application credential', async (region) => {
      const credential = emulator.applicationCredential;
      const args = [script('openstack-sdk.py'), emulator.profile['authUrl'] as string, region, credential?.id ?? '', credential?.secret ?? ''];
      expect(await home.json('/usr/bin/python3', args)).toEqual({
        status: 'ACTIVE',
        metadata: { a: 'b' },
        addresses: ['private'],
        volume: 'available',
        bytes: 100_000,
        left: [],
      });
    });
  });
});
