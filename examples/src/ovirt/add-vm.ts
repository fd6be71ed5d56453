import type { Cloud } from 'portolan';

/** A VM from a template, with memory and processors of its own. Adding does not start it. */
export async function example(cloud: Cloud<'ovirt'>): Promise<string> {
  const vms = cloud.native.sdk.system().vmsService();
  const vm = await vms.add({
    vm: {
      name: 'web-1',
      description: 'made by an example',
      cluster: { name: 'Default' },
      template: { name: 'ubuntu-22.04' },
      memory: 2 * 1024 ** 3,
      cpu: { topology: { sockets: 1, cores: 2, threads: 1 } },
    },
  });
  const made = await cloud.compute.servers.waitUntil(vm.id ?? '', 'stopped', { intervalMs: 100 });
  const seen = await vms.vmService(made.id).get();
  await vms.vmService(made.id).remove();
  return `${seen.name}: ${seen.status}, ${(seen.memory as number) / 1024 ** 2} MiB, ${seen.cpu?.topology?.cores} cores`;
}
