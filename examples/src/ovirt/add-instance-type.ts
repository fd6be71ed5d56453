import type { Cloud } from 'portolan';

/** A size for servers, and the same without one. */
export async function example(cloud: Cloud<'ovirt'>): Promise<string> {
  const types = cloud.native.sdk.system().instanceTypesService();
  const made = await types.add({
    instanceType: { name: 'build-host', memory: 6 * 2 ** 30, cpu: { topology: { sockets: 3, cores: 1, threads: 1 } } },
  });
  const { name, memoryMiB, cpus } = await cloud.compute.sizes.get(made.id ?? '');
  await types.instanceTypeService(made.id ?? '').remove();
  const custom = await cloud.compute.sizes.get('custom:6144:3');
  return `${name}: ${memoryMiB} MiB, ${cpus} CPUs; ${custom.name}`;
}
