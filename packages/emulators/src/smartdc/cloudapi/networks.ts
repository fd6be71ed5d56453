import { notFound } from './api-error.ts';
import { type Answer, type Call, ok } from './call.ts';
import type { Network } from './catalog.ts';
import { visibleNetworks } from './lookup.ts';
import { given, text } from './params.ts';

export function listNetworks(call: Call): Answer {
  const fabricOnly = given(call.params, 'fabric');
  return ok(
    visibleNetworks(call)
      .filter((network) => !fabricOnly || network.fabric !== undefined)
      .map(networkView),
  );
}

export function findNetwork(call: Call): Network {
  const id = text(call.params, 'network') ?? '';
  const network = visibleNetworks(call).find((candidate) => candidate.id === id);
  if (network === undefined) throw notFound(`${id} not found`);
  return network;
}

export const getNetwork = (call: Call): Answer => ok(networkView(findNetwork(call)));

export const networkView = (network: Network): Record<string, unknown> => ({
  id: network.id,
  name: network.name,
  public: network.public,
  ...(network.description === undefined ? {} : { description: network.description }),
  ...(network.fabric === undefined
    ? {}
    : {
        fabric: true,
        ...(network.gateway === undefined ? {} : { gateway: network.gateway }),
        internet_nat: network.fabric.internetNat,
        provision_end_ip: network.endIp,
        provision_start_ip: network.startIp,
        resolvers: network.resolvers,
        routes: network.routes,
        subnet: network.subnet,
        vlan_id: network.fabric.vlanId,
      }),
});
