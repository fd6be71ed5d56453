import type { CallOptions } from '@portolan/core/driver';
import type { OpenstackClient } from '../../client.ts';
import { parseTimestamp } from '../../timestamps.ts';
import type { NetworkWire } from '../networks/wire.ts';

/**
 * The network for a server that names none, where Nova will not choose between several: the project's own before shared ones,
 * the oldest first. Networks of other projects that lead outside are not for servers.
 */
export function chooseNetwork(networks: readonly NetworkWire[], projectId: string | undefined): string | undefined {
  const usable = networks.filter((network) => network['router:external'] !== true && network.admin_state_up !== false && (network.subnets?.length ?? 0) > 0);
  const rank = (network: NetworkWire): number => (projectId !== undefined && (network.project_id ?? network.tenant_id) === projectId ? 0 : 1);
  const age = (network: NetworkWire): number => parseTimestamp(network.created_at)?.getTime() ?? Number.POSITIVE_INFINITY;
  const [best] = [...usable].sort((a, b) => rank(a) - rank(b) || compare(age(a), age(b)) || compare(a.id, b.id));
  return best?.id;
}

const compare = <T extends number | string>(a: T, b: T): number => (a < b ? -1 : a > b ? 1 : 0);

export async function defaultNetwork(client: OpenstackClient, options: CallOptions): Promise<string | undefined> {
  if (!(await client.offers('network', options))) return undefined;
  const { projectId } = await client.session(options);
  const { networks } = await client.json<{ readonly networks?: readonly NetworkWire[] }>(
    { service: 'network', method: 'GET', path: '/networks', operation: 'ListNetworks' },
    options,
  );
  return chooseNetwork(networks ?? [], projectId);
}
