import {
  type CallOptions,
  CloudError,
  type CreateNetworkRequest,
  isCloudError,
  type ListDriverOptions,
  type Network,
  type NetworkDriver,
  type Page,
  readTextMarks,
  type TextMarks,
  writeTextMarks,
  type XmlNode,
  xmlChild,
  xmlText,
  xmlTexts,
} from '@portolan/core/driver';
import type { EngineClient } from '../../client.ts';
import type { Patience } from '../../patience.ts';
import { idOf, refOf } from '../../wire-values.ts';
import type { Places } from '../places.ts';
import { readNetworkOptions } from './native-options.ts';
import * as requests from './requests.ts';

const LONGEST_MS = 120_000;

/**
 * Logical networks that VMs can be plugged into. They are layer 2: the engine knows no addresses of theirs. A network belongs to a data center, and
 * is for the VMs of those of its clusters that it is assigned to.
 */
export class OvirtNetworks implements NetworkDriver {
  readonly #client: EngineClient;
  readonly #places: Places;

  constructor(client: EngineClient, places: Places) {
    this.#client = client;
    this.#places = places;
  }

  async listPage(options: ListDriverOptions): Promise<Page<Network>> {
    const nodes = await this.#client.list(requests.list, 'networks', 'network', options);
    return { items: nodes.filter(isForVms).map(toNetwork) };
  }

  async get(id: string, options: CallOptions): Promise<Network> {
    return toNetwork(await this.#client.document(requests.get(id), 'network', options));
  }

  /** With a vNIC profile, and assigned to a cluster. Which cards of the hosts carry it, an administrator says: servers start on hosts where one does. */
  async create(request: CreateNetworkRequest, options: CallOptions): Promise<Network> {
    const native = readNetworkOptions(request.native);
    const patience = this.#client.patience(options, LONGEST_MS);
    const { clusterId, dataCenterId } = await this.#places.at(request.locationId, patience.options);
    const { idempotencyKey: key, owner } = request;
    // With the cluster, for whoever has to finish this; the engine tells no times of networks.
    const made = owner === undefined && key === undefined ? undefined : new Date(this.#client.connection.clock.now()).toISOString();
    const comment = writeTextMarks(undefined, { key, owner, made, cluster: key === undefined ? undefined : clusterId });
    const network = toNetwork(await this.#client.document(requests.create(request.name, dataCenterId, native, comment), 'network', patience.options));
    if (clusterId === undefined) return network;
    try {
      await this.#assign(network.id, clusterId, patience);
    } catch (error) {
      await this.#takeBack(network.id, error);
      throw error;
    }
    return network;
  }

  /** One that was left unassigned is assigned. */
  async listByIdempotencyKey(key: string, options: CallOptions): Promise<readonly Network[]> {
    const { items } = await this.listPage(options);
    const marked = items.filter(({ raw }) => marksOf(raw as XmlNode)['key'] === key);
    for (const { id, raw } of marked) {
      const { cluster } = marksOf(raw as XmlNode);
      if (cluster !== undefined && !(await this.#isAssigned(id, cluster, options))) await this.#assign(id, cluster, this.#client.patience(options, LONGEST_MS));
    }
    return marked;
  }

  async delete(id: string, options: CallOptions): Promise<void> {
    try {
      await this.#client.patience(options, LONGEST_MS).whileLocked('the network', (given) => this.#client.perform(requests.remove(id), given));
    } catch (error) {
      if (!isCloudError(error, 'not-found')) throw error;
    }
  }

  async #assign(id: string, clusterId: string, patience: Patience): Promise<void> {
    try {
      await patience.whileLocked('the cluster', (given) => this.#client.document(requests.assign(id, clusterId), 'network', given));
    } catch (error) {
      // Assigned already is what was wanted; so is an assignment whose answer was lost.
      const doubtful = isCloudError(error) && (['conflict', 'already-exists'].includes(error.code) || error.outcome === 'unknown');
      if (!doubtful || !(await this.#isAssigned(id, clusterId, patience.options))) throw error;
    }
  }

  async #isAssigned(id: string, clusterId: string, options: CallOptions): Promise<boolean> {
    try {
      await this.#client.document(requests.getAssignment(id, clusterId), 'network', options);
      return true;
    } catch (error) {
      if (isCloudError(error, 'not-found')) return false;
      throw error;
    }
  }

  async #takeBack(id: string, error: unknown): Promise<void> {
    try {
      await this.delete(id, { timeoutMs: LONGEST_MS });
      if (isCloudError(error)) error.outcome = 'not-done';
    } catch {
      if (error instanceof CloudError) {
        error.leftover ??= { kind: 'network', id };
        error.outcome = 'done';
      }
    }
  }
}

/** Others carry migrations, storage or displays between hosts. */
function isForVms(node: XmlNode): boolean {
  const usages = xmlChild(node, 'usages');
  return usages === undefined || xmlTexts(usages, 'usage').includes('vm');
}

const marksOf = (node: XmlNode): TextMarks => readTextMarks(xmlText(node, 'comment')).marks;

function toNetwork(node: XmlNode): Network {
  const { owner, made } = marksOf(node);
  const createdAt = Date.parse(made ?? '');
  return {
    id: idOf(node),
    name: xmlText(node, 'name') ?? '',
    cidrs: [],
    locationId: refOf(node, 'data_center'),
    ...(Number.isNaN(createdAt) ? {} : { createdAt: new Date(createdAt) }),
    owner,
    raw: node,
  };
}
