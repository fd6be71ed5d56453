import {
  type CallOptions,
  encodePathSegment,
  type ListDriverOptions,
  type Network,
  type NetworkDriver,
  type Page,
  type XmlNode,
  xmlChild,
  xmlText,
  xmlTexts,
} from '@portolan/core/driver';
import type { EngineClient } from '../../client.ts';
import { idOf, refOf } from '../../wire-values.ts';

/** Logical networks that VMs can be plugged into. They are layer 2: the engine knows no addresses of theirs. Administrators make them. */
export class OvirtNetworks implements NetworkDriver {
  readonly #client: EngineClient;

  constructor(client: EngineClient) {
    this.#client = client;
  }

  async listPage(options: ListDriverOptions): Promise<Page<Network>> {
    const nodes = await this.#client.list({ operation: 'ListNetworks', method: 'GET', path: '/networks' }, 'networks', 'network', options);
    return { items: nodes.filter(isForVms).map(toNetwork) };
  }

  async get(id: string, options: CallOptions): Promise<Network> {
    return toNetwork(await this.#client.document({ operation: 'GetNetwork', method: 'GET', path: `/networks/${encodePathSegment(id)}` }, 'network', options));
  }
}

/** Others carry migrations, storage or displays between hosts. */
function isForVms(node: XmlNode): boolean {
  const usages = xmlChild(node, 'usages');
  return usages === undefined || xmlTexts(usages, 'usage').includes('vm');
}

const toNetwork = (node: XmlNode): Network => ({
  id: idOf(node),
  name: xmlText(node, 'name') ?? '',
  cidrs: [],
  locationId: refOf(node, 'data_center'),
  raw: node,
});
