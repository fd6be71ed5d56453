import { notFound } from './api-error.ts';
import { type Answer, type Call, ok } from './call.ts';
import type { Network } from './catalog.ts';
import { given, text } from './params.ts';

export function listNetworks(call: Call): Answer {
  const fabricOnly = given(call.params, 'fabric');
  return ok(call.cloud.networks.filter((network) => !fabricOnly || network.fabric !== undefined).map(networkView));
}

export function getNetwork(call: Call): Answer {
  const id = text(call.params, 'network') ?? '';
  const network = call.cloud.networks.find((candidate) => candidate.id === id);
  if (network === undefined) throw notFound(`${id} not found`);
  return ok(networkView(network));
}

const networkView = (network: Network): Record<string, unknown> => ({
  id: network.id,
  name: network.name,
  public: network.public,
  ...(network.description === undefined ? {} : { description: network.description }),
  ...(network.fabric === undefined
    ? {}
    : {
        fabric: true,
        gateway: `${network.prefix}.1`,
        internet_nat: network.fabric.internetNat,
        provision_end_ip: `${network.prefix}.250`,
        provision_start_ip: `${network.prefix}.5`,
        resolvers: ['8.8.8.8', '8.8.4.4'],
        routes: {},
        subnet: `${network.prefix}.0/24`,
        vlan_id: network.fabric.vlanId,
      }),
});
