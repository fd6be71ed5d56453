import { startEmulator } from '@portolan/emulators';
import { connect } from 'portolan';
import { expect, it } from 'vitest';

it('the generated SDK of oVirt works over the connection’s own session', async () => {
  await using emulator = await startEmulator('ovirt');
  await using cloud = await connect({ ...emulator.profile, provider: 'ovirt' } as never);
  if (!cloud.is('ovirt')) throw new Error('not oVirt');
  const { sdk } = cloud.native;
  const vms = sdk.system().vmsService();
  const [template] = await sdk.system().templatesService().list({ search: 'name=ubuntu*' });
  const [cluster] = await sdk.system().clustersService().list();
  const made = await vms.add({ vm: { name: 'from-the-sdk', template: { id: template?.id }, cluster: { id: cluster?.id } } });
  expect(made.name).toBe('from-the-sdk');
  const server = await cloud.compute.servers.waitUntil(made.id ?? '', 'stopped', { timeoutMs: 20_000, intervalMs: 50 });
  expect(server.name).toBe('from-the-sdk');
  await sdk.service(`vms/${made.id ?? ''}`).start();
  await cloud.compute.servers.waitUntil(server, 'running', { timeoutMs: 20_000, intervalMs: 50 });
  const names: (string | undefined)[] = [];
  for await (const vm of vms.iterate({ search: 'status=up' })) names.push(vm.name);
  expect(names).toContain('from-the-sdk');
  await expect(vms.vmService('00000000-0000-4000-8000-000000000000').get()).rejects.toMatchObject({ code: 'not-found' });
  // One session for both, however they are mixed.
  expect(emulator.seen.filter(({ target }) => target.includes('/sso/oauth/token')).length).toBe(1);
  await cloud.compute.servers.delete(server);
});
