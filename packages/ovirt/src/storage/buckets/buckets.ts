import {
  type Bucket,
  type BucketDriver,
  type CallOptions,
  CloudError,
  type CreateBucketRequest,
  encodePathSegment,
  type ListBucketsDriverOptions,
  type Page,
  type XmlNode,
  xmlChild,
  xmlText,
} from '@portolan/core/driver';
import type { EngineClient } from '../../client.ts';
import type { Places } from '../../compute/places.ts';
import { idOf, textOf } from '../../wire-values.ts';

/** A storage domain that disks can be made in. */
export interface StorageDomain {
  readonly id: string;
  readonly name: string;
  /** LUNs and not files: raw disks there cannot be sparse, and grow to whole extents of 128 MiB. */
  readonly block: boolean;
}

const BLOCK_STORAGE: ReadonlySet<string> = new Set(['iscsi', 'fcp', 'managed_block_storage', 'cinder']);

/** The data domains of the current data center that are active. Their status is told below the data center alone. */
export class StorageDomains {
  readonly #client: EngineClient;
  readonly #places: Places;
  readonly #known = new Map<string, StorageDomain>();

  constructor(client: EngineClient, places: Places) {
    this.#client = client;
    this.#places = places;
  }

  async list(options: CallOptions): Promise<{ readonly nodes: readonly XmlNode[]; readonly dataCenterId: string }> {
    const { dataCenterId } = await this.#places.current(options);
    const request = { operation: 'ListStorageDomains', method: 'GET', path: `/datacenters/${encodePathSegment(dataCenterId)}/storagedomains` } as const;
    const nodes = await this.#client.list(request, 'storage_domains', 'storage_domain', options);
    return { nodes: nodes.filter((node) => xmlText(node, 'type') === 'data' && xmlText(node, 'status') === 'active'), dataCenterId };
  }

  /** By name, which is unique in an engine. Remembered: they neither come nor go often, and the engine refuses what one that is gone is asked. */
  async find(name: string, options: CallOptions): Promise<StorageDomain> {
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    const { nodes } = await this.list(options);
    const node = nodes.find((one) => xmlText(one, 'name') === name);
    if (node === undefined) throw noSuchDomain(nodes);
    const domain = toDomain(node);
    this.#known.set(name, domain);
    return domain;
  }
}

/** Storage domains stand on real storage that an administrator attaches: they can be found here, not made. */
export class OvirtBuckets implements BucketDriver {
  readonly #domains: StorageDomains;

  constructor(domains: StorageDomains) {
    this.#domains = domains;
  }

  async listPage(options: ListBucketsDriverOptions): Promise<Page<Bucket>> {
    const { nodes, dataCenterId } = await this.#domains.list(options);
    return { items: nodes.map((node) => toBucket(node, dataCenterId)) };
  }

  async get(name: string, options: CallOptions): Promise<Bucket> {
    const { nodes, dataCenterId } = await this.#domains.list(options);
    const node = nodes.find((one) => xmlText(one, 'name') === name);
    if (node === undefined) throw noSuchDomain(nodes);
    return toBucket(node, dataCenterId);
  }

  async create(request: CreateBucketRequest, options: CallOptions): Promise<Bucket> {
    return this.get(request.name, options);
  }
}

function toDomain(node: XmlNode): StorageDomain {
  const storage = xmlChild(node, 'storage');
  return { id: idOf(node), name: xmlText(node, 'name') ?? '', block: BLOCK_STORAGE.has((storage === undefined ? undefined : textOf(storage, 'type')) ?? '') };
}

const toBucket = (node: XmlNode, dataCenterId: string): Bucket => ({ name: xmlText(node, 'name') ?? '', locationId: dataCenterId, raw: node });

function noSuchDomain(nodes: readonly XmlNode[]): CloudError {
  const names = nodes.map((node) => xmlText(node, 'name'));
  return new CloudError('not-found', 'no active data storage domain of the data center has this name', {
    outcome: 'not-done',
    remedy: `an administrator makes and attaches storage domains; there are: ${names.join(', ') || 'none'}`,
  });
}
