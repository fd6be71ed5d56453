import { type CallOptions, CloudError, encodePathSegment, isCloudError, type XmlNode, xmlText } from '@portolan/core/driver';
import type { EngineClient } from '../client.ts';
import type { OvirtSettings } from '../config.ts';
import { idOf, refOf } from '../wire-values.ts';

export interface Place {
  readonly clusterId: string;
  readonly dataCenterId: string;
}

const ANY_DATA_CENTER = '-';

/** Where this connection works: the cluster that servers are made in, the data center whose storage is used. Found out once. */
export class Places {
  readonly #client: EngineClient;
  readonly #settings: Pick<OvirtSettings, 'location' | 'dataCenter'>;
  #known: Place | undefined;

  constructor(client: EngineClient, settings: Pick<OvirtSettings, 'location' | 'dataCenter'>) {
    this.#client = client;
    this.#settings = settings;
  }

  dataCenters(options: CallOptions): Promise<readonly XmlNode[]> {
    return this.#client.list({ operation: 'ListDataCenters', method: 'GET', path: '/datacenters' }, 'data_centers', 'data_center', options);
  }

  clusters(options: CallOptions): Promise<readonly XmlNode[]> {
    return this.#client.list({ operation: 'ListClusters', method: 'GET', path: '/clusters' }, 'clusters', 'cluster', options);
  }

  dataCenter(id: string, options: CallOptions): Promise<XmlNode> {
    return this.#client.document({ operation: 'GetDataCenter', method: 'GET', path: `/datacenters/${encodePathSegment(id)}` }, 'data_center', options);
  }

  cluster(id: string, options: CallOptions): Promise<XmlNode> {
    return this.#client.document({ operation: 'GetCluster', method: 'GET', path: `/clusters/${encodePathSegment(id)}` }, 'cluster', options);
  }

  /** A cluster, or a data center with the current cluster if that is in it; where the connection works when none is named. */
  async at(locationId: string | undefined, options: CallOptions): Promise<{ readonly clusterId: string | undefined; readonly dataCenterId: string }> {
    const current = await this.current(options);
    if (locationId === undefined || locationId === current.clusterId) return current;
    try {
      const center = refOf(await this.cluster(locationId, options), 'data_center');
      return { clusterId: locationId, dataCenterId: center ?? ANY_DATA_CENTER };
    } catch (error) {
      if (!isCloudError(error, 'not-found')) throw error;
    }
    await this.dataCenter(locationId, options);
    return { clusterId: locationId === current.dataCenterId ? current.clusterId : undefined, dataCenterId: locationId };
  }

  async current(options: CallOptions): Promise<Place> {
    if (this.#known !== undefined) return this.#known;
    const [clusters, dataCenters] = await Promise.all([
      this.clusters(options),
      this.#settings.dataCenter === undefined ? ([] as readonly XmlNode[]) : this.dataCenters(options),
    ]);
    this.#known = choosePlace(clusters, dataCenters, this.#settings);
    return this.#known;
  }
}

/** By name or id, as the profile says; else what a fresh engine calls Default; else the first by name. */
export function choosePlace(clusters: readonly XmlNode[], dataCenters: readonly XmlNode[], wanted: Pick<OvirtSettings, 'location' | 'dataCenter'>): Place {
  const centerId = wanted.dataCenter === undefined ? undefined : idOf(find(dataCenters, wanted.dataCenter, 'dataCenter', 'data center'));
  const candidates = centerId === undefined ? clusters : clusters.filter((one) => refOf(one, 'data_center') === centerId);
  const chosen =
    wanted.location === undefined
      ? (candidates.find((one) => named(one, 'Default')) ?? byName(candidates)[0])
      : find(candidates, wanted.location, 'location', 'cluster');
  if (chosen === undefined) {
    throw new CloudError(
      'not-found',
      `the engine shows no cluster${centerId === undefined ? '' : ` in the data center ${JSON.stringify(wanted.dataCenter)}`}`,
      {
        outcome: 'not-done',
        remedy: 'the account needs the right to use one',
      },
    );
  }
  // A cluster may stand outside of every data center; then there is no storage.
  return { clusterId: idOf(chosen), dataCenterId: centerId ?? refOf(chosen, 'data_center') ?? ANY_DATA_CENTER };
}

function find(among: readonly XmlNode[], wanted: string, field: string, what: string): XmlNode {
  const found = among.find((one) => idOf(one) === wanted) ?? among.find((one) => named(one, wanted));
  if (found !== undefined) return found;
  const names = byName(among).map((one) => xmlText(one, 'name'));
  throw new CloudError('not-found', `field "${field}": there is no ${what} ${JSON.stringify(wanted)}; there are: ${names.join(', ') || 'none'}`, {
    outcome: 'not-done',
  });
}

const named = (node: XmlNode, name: string): boolean => xmlText(node, 'name') === name;

const byName = (nodes: readonly XmlNode[]): readonly XmlNode[] => [...nodes].sort((a, b) => ((xmlText(a, 'name') ?? '') < (xmlText(b, 'name') ?? '') ? -1 : 1));
