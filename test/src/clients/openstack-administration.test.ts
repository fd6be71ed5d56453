import { randomBytes } from 'node:crypto';
import { startEmulator } from '@portolan/emulators';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { ClientHome } from './client-home.ts';

interface Row {
  readonly [column: string]: unknown;
}

const OPENSTACK = '/usr/bin/openstack';

describe("OpenStack's own clients, beyond servers and volumes", () => {
  let emulator: Awaited<ReturnType<typeof startEmulator<'openstack'>>>;
  let home: ClientHome;
  let administrator: ClientHome;

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
    const { name = '', password = '', projectName = '' } = emulator.administrator ?? {};
    administrator = home.with({ OS_USERNAME: name, OS_PASSWORD: password, OS_PROJECT_NAME: projectName });
  });
  afterAll(async () => {
    await home?.close();
    await emulator?.close();
  });

  describe.concurrent('openstack', () => {
    const json = <T = Row>(...args: string[]): Promise<T> => home.json<T>(OPENSTACK, [...args, '-f', 'json']);
    const openstack = (...args: string[]): Promise<string> => home.run(OPENSTACK, args);
    const admin = (...args: string[]): Promise<string> => administrator.run(OPENSTACK, args);
    const adminJson = <T = Row>(...args: string[]): Promise<T> => administrator.json<T>(OPENSTACK, [...args, '-f', 'json']);

    it('lets an administrator make projects and users, who may then sign in', async ({ expect }) => {
      await admin('project', 'create', '--description', 'for tests', 'crew');
      await admin('user', 'create', '--password', 'aye', '--email', 'sailor@example.com', 'sailor');
      const before = home.with({ OS_USERNAME: 'sailor', OS_PASSWORD: 'aye', OS_PROJECT_NAME: 'crew' });
      expect(await before.refused(OPENSTACK, ['token', 'issue'])).toMatch(/HTTP 401/);
      await admin('role', 'add', '--project', 'crew', '--user', 'sailor', 'member');
      expect(await before.json(OPENSTACK, ['token', 'issue', '-f', 'json'])).toMatchObject({ project_id: expect.any(String) });
      expect(await adminJson<Row[]>('role', 'assignment', 'list', '--user', 'sailor', '--names')).toContainEqual(
        expect.objectContaining({ Role: 'member', User: 'sailor@Default', Project: 'crew@Default' }),
      );
      await admin('user', 'delete', 'sailor');
      expect(await before.refused(OPENSTACK, ['token', 'issue'])).toMatch(/HTTP 401/);
      expect(await home.refused(OPENSTACK, ['project', 'create', 'mine'])).toMatch(/HTTP 403/);
    });

    it('lets an administrator make flavors and set quotas', async ({ expect }) => {
      await admin('flavor', 'create', '--ram', '1024', '--vcpus', '3', '--disk', '7', '--property', 'hw:cpu_policy=dedicated', 'odd');
      expect(await json('flavor', 'show', 'odd')).toMatchObject({ ram: 1024, vcpus: 3, disk: 7 });
      await admin('quota', 'set', '--volumes', '77', '--cores', '33', emulator.profile['projectName'] as string);
      expect(await json('quota', 'show')).toMatchObject({ volumes: 77, cores: 33 });
    });

    it('groups servers, and joins subnets with routers', async ({ expect }) => {
      expect(await json('server', 'group', 'create', '--policy', 'anti-affinity', 'apart')).toMatchObject({ name: 'apart', members: [] });
      await openstack('server', 'group', 'delete', 'apart');
      await openstack('network', 'create', 'n2');
      await openstack('subnet', 'create', '--network', 'n2', '--subnet-range', '10.9.0.0/24', 's2');
      await openstack('router', 'create', 'r2');
      await openstack('router', 'set', '--external-gateway', 'public', 'r2');
      await openstack('router', 'add', 'subnet', 'r2', 's2');
      const router = await json<{ readonly interfaces_info: unknown; readonly external_gateway_info: unknown }>('router', 'show', 'r2');
      expect(JSON.stringify(router.interfaces_info)).toMatch(/10\.9\.0\.1/);
      expect(await home.refused(OPENSTACK, ['router', 'delete', 'r2'])).toMatch(/still has ports/);
      await openstack('router', 'remove', 'subnet', 'r2', 's2');
      await openstack('router', 'delete', 'r2');
      await openstack('network', 'delete', 'n2');
    });

    it('backs volumes up and gives them away', async ({ expect }) => {
      const status = async (...args: string[]): Promise<unknown> => (await json(...args))['status'];
      await openstack('volume', 'create', '--size', '1', 'v2');
      await expect.poll(() => status('volume', 'show', 'v2'), { timeout: 20_000 }).toBe('available');
      await openstack('volume', 'backup', 'create', '--name', 'b2', 'v2');
      await expect.poll(() => status('volume', 'backup', 'show', 'b2'), { timeout: 20_000 }).toBe('available');
      await openstack('volume', 'backup', 'delete', 'b2');
      const transfer = await json('volume', 'transfer', 'request', 'create', '--name', 't2', 'v2');
      expect(transfer).toMatchObject({ name: 't2', auth_key: expect.any(String) });
      await admin('volume', 'transfer', 'request', 'accept', '--auth-key', String(transfer['auth_key']), String(transfer['id']));
      expect(JSON.stringify(await json('volume', 'list'))).not.toContain('"v2"');
      await admin('volume', 'delete', 'v2');
    });

    it('shares images with other projects', async ({ expect }) => {
      await home.write('shared.raw', randomBytes(1000));
      await openstack('image', 'create', '--disk-format', 'raw', '--container-format', 'bare', '--shared', '--file', 'shared.raw', 'between');
      const { id } = await json('image', 'show', 'between');
      const { id: project } = await adminJson('project', 'show', 'admin');
      await openstack('image', 'add', 'project', String(id), String(project));
      await admin('image', 'set', '--accept', String(id));
      expect(JSON.stringify(await json('image', 'member', 'list', String(id)))).toMatch(/accepted/);
      await openstack('image', 'remove', 'project', String(id), String(project));
      await openstack('image', 'delete', String(id));
    });
  });

  describe.concurrent("swift, by Swift's own sign-in", () => {
    const swift = (...args: string[]): Promise<string> => {
      const { username = '', password = '', projectName = '' } = emulator.profile as Record<string, string>;
      return home.run('/usr/bin/swift', ['-V', '1.0', '-A', `${emulator.url}/auth/v1.0`, '-U', `${projectName}:${username}`, '-K', password, ...args]);
    };

    it('keeps objects, and tells what the cluster can', async ({ expect }) => {
      await home.write('plain', 'here');
      await swift('upload', 'first', 'plain');
      expect(await swift('download', 'first', 'plain', '-o', '-')).toBe('here');
      expect(await swift('capabilities')).toMatch(/slo/);
      await swift('delete', 'first');
    });

    it('serves rclone, which puts large files in segments', async ({ expect }) => {
      const { authUrl, username, password, projectName } = emulator.profile as Record<string, string>;
      const lines = ['[sea]', 'type = swift', `user = ${username}`, `key = ${password}`, `auth = ${authUrl}`, `tenant = ${projectName}`];
      await home.write('rclone.conf', [...lines, 'domain = Default', 'tenant_domain = Default', 'region = RegionOne', ''].join('\n'));
      const rclone = (...args: string[]): Promise<string> => home.run('/usr/bin/rclone', ['--config', home.at('rclone.conf'), ...args]);
      const content = randomBytes(2_000_000);
      await home.write('cargo/big', content);
      await home.write('cargo/in/small é', 'small');
      await rclone('sync', home.at('cargo'), 'sea:hold', '--swift-chunk-size', '500k');
      expect(await rclone('check', '--download', home.at('cargo'), 'sea:hold').then(() => 'same')).toBe('same');
      expect((await rclone('lsf', '-R', 'sea:hold')).trim().split('\n').toSorted()).toEqual(['big', 'in/', 'in/small é']);
      await rclone('copy', 'sea:hold/big', home.at('back'));
      expect((await home.read('back/big')).equals(content)).toBe(true);
      await rclone('purge', 'sea:hold');
    });
  });
});
