import type { RackspaceCall } from '../rackspace-service.ts';

/** Each cloud server has an entity, which comes with it and goes with it. */
export function followServers(call: RackspaceCall): void {
  const { monitoring } = call.region.rackspace;
  const there = new Set<string>();
  for (const region of call.cloud.regions()) {
    for (const server of region.compute.ofProject(call.project.id)) {
      const uri = `${region.linkOrigin}/servers/v2/${call.project.id}/servers/${server.id}`;
      there.add(uri);
      if (monitoring.forgotten.has(uri) || monitoring.list('entities', call.project.id).some((row) => row.body['uri'] === uri)) continue;
      const addresses = [...region.networks.ports.values()].filter((port) => port.deviceId === server.id).flatMap((port) => port.fixedIps);
      const named = addresses.map(({ address }, index) => {
        const side = /^10\./.test(address) ? 'private' : 'public';
        return [`${side}${index}_v${address.includes(':') ? 6 : 4}`, address] as const;
      });
      monitoring.add(
        'entities',
        call.project.id,
        { label: server.name, ip_addresses: Object.fromEntries(named), metadata: null, managed: true, uri, agent_id: null },
        call.now,
      );
    }
  }
  for (const row of monitoring.list('entities', call.project.id)) {
    const { uri } = row.body;
    if (typeof uri === 'string' && row.body['managed'] === true && !there.has(uri)) monitoring.delete('entities', row.id);
  }
}
