import {
  type CallOptions,
  CloudError,
  type CreateVolumeRequest,
  isCloudError,
  type ListDriverOptions,
  type Page,
  type Volume,
  type VolumeDriver,
  type XmlNode,
  xmlChild,
  xmlChildren,
  xmlText,
} from '@portolan/core/driver';
import type { EngineClient } from '../../client.ts';
import type { Patience } from '../../patience.ts';
import { type EnginePage, pageById } from '../../sdk/runtime/pages.ts';
import type { StorageDomains } from '../../storage/buckets/buckets.ts';
import { idOf, numberOf, refOf } from '../../wire-values.ts';
import { isVolume, markOf, toVolume, volumeNotes } from './mapping.ts';
import * as requests from './requests.ts';

const PAGE_SIZE = 500;
const LARGEST_PAGE = 1_000;
const LONGEST_MS = 600_000;
const SCAN_MS = 60_000;

/** Ids of VMs or templates by the id of the disk. */
type Holders = ReadonlyMap<string, readonly string[]>;

/** Disks. The engine tells of a VM which disks it has, and not of a disk which VMs have it: that is looked up. */
export class OvirtVolumes implements VolumeDriver {
  readonly #client: EngineClient;
  readonly #domains: StorageDomains;
  /** Who was last seen to have a disk: asked first. */
  readonly #lastHolder = new Map<string, string>();
  #scanned: { readonly at: number; readonly holders: readonly [Promise<Holders>, Promise<Holders>] } | undefined;

  constructor(client: EngineClient, domains: StorageDomains) {
    this.#client = client;
    this.#domains = domains;
  }

  async listPage(options: ListDriverOptions & { readonly name?: string | undefined }, cursor?: string): Promise<Page<Volume>> {
    const size = Math.min(options.pageSize ?? PAGE_SIZE, LARGEST_PAGE);
    const [page, holders, ofTemplates] = await Promise.all([
      pageById(cursor, size, (wanted) => this.#client.list(requests.list(options.name, wanted), 'disks', 'disk', options, withId)),
      ...this.#scan(cursor !== undefined, options),
    ]);
    const items = page.items.filter(({ id, node }) => isVolume(node) && !ofTemplates.has(id)).map(({ id, node }) => toVolume(node, holders.get(id) ?? []));
    return page.next === undefined ? { items } : { items, next: page.next };
  }

  async get(id: string, options: CallOptions): Promise<Volume> {
    const node = await this.#client.document(requests.get(id), 'disk', options);
    return toVolume(node, await this.#holdersOf(node, options));
  }

  /** `type` is the name of a storage domain; without one, that with the most room. */
  async create(request: CreateVolumeRequest, options: CallOptions): Promise<Volume> {
    const { name, sizeMiB, snapshotId, type, locationId, native } = request;
    if (snapshotId !== undefined) throw unsupported('snapshots here are of servers: a volume cannot be made of one');
    if (locationId !== undefined) throw unsupported('a volume lies in a storage domain: name it as its type');
    if (native !== undefined) throw new CloudError('invalid-argument', 'native: a volume has no options of this provider alone', { outcome: 'not-done' });
    const domainId = type === undefined ? await this.#roomiest(options) : (await this.#domains.find(type, options)).id;
    const made = new Date(this.#client.connection.clock.now()).toISOString();
    const mark = markOf({ volume: request.idempotencyKey, owner: request.owner, made });
    return toVolume(await this.#client.document(requests.create(name, sizeMiB, domainId, mark), 'disk', options), []);
  }

  async listByIdempotencyKey(key: string, options: CallOptions): Promise<readonly Volume[]> {
    const nodes = await this.#client.list(requests.listByMark(key), 'disks', 'disk', options);
    const marked = nodes.filter((one) => volumeNotes(one).volume === key);
    return Promise.all(marked.map(async (node) => toVolume(node, await this.#holdersOf(node, options))));
  }

  async extend(id: string, sizeMiB: number, options: CallOptions): Promise<void> {
    const volume = await this.get(id, options);
    if (sizeMiB < volume.sizeMiB)
      throw new CloudError('invalid-argument', `sizeMiB: got ${sizeMiB}, it has ${volume.sizeMiB} and cannot shrink`, { outcome: 'not-done' });
    if (sizeMiB === volume.sizeMiB) return;
    const { request, root } = requests.extend(id, volume.attachments[0]?.serverId, sizeMiB);
    await this.#patience(options).whileLocked('the volume', (given) => this.#client.document(request, root, given));
  }

  async attach(id: string, serverId: string, _device: string | undefined, options: CallOptions): Promise<void> {
    try {
      await this.#patience(options).whileLocked('the volume', (given) => this.#client.document(requests.attach(id, serverId), 'disk_attachment', given));
    } catch (error) {
      // Attached there already is what was wanted; so is an attachment whose answer was lost.
      if (!isCloudError(error) || !(error.code === 'conflict' || error.outcome === 'unknown') || !(await this.#has(serverId, id, options))) throw error;
    }
    this.#lastHolder.set(id, serverId);
  }

  async detach(id: string, serverId: string | undefined, options: CallOptions): Promise<void> {
    const holders = serverId === undefined ? await this.#holdersOf(await this.#client.document(requests.get(id), 'disk', options), options) : [serverId];
    for (const vmId of holders) {
      try {
        await this.#patience(options).whileLocked('the volume', (given) => this.#client.perform(requests.detach(id, vmId), given));
      } catch (error) {
        if (!isCloudError(error, 'not-found')) throw error;
      }
      if (this.#lastHolder.get(id) === vmId) this.#lastHolder.delete(id);
    }
  }

  /** The engine would take a disk away from a VM that is down. */
  async delete(id: string, options: CallOptions): Promise<void> {
    try {
      const holders = await this.#holdersOf(await this.#client.document(requests.get(id), 'disk', options), options);
      if (holders.length > 0) throw new CloudError('conflict', `it is attached to ${holders.join(', ')}`, { outcome: 'not-done', remedy: 'detach it first' });
      await this.#patience(options).whileLocked('the volume', (given) => this.#client.perform(requests.remove(id), given));
    } catch (error) {
      if (!isCloudError(error, 'not-found')) throw error;
    }
  }

  #patience(options: CallOptions): Patience {
    return this.#client.patience(options, LONGEST_MS);
  }

  async #holdersOf(disk: XmlNode, options: CallOptions): Promise<readonly string[]> {
    const id = idOf(disk);
    const last = this.#lastHolder.get(id);
    if (last !== undefined && xmlText(disk, 'shareable') !== 'true' && (await this.#has(last, id, options))) return [last];
    if ((await this.#client.list(requests.getUnattached(id), 'disks', 'disk', options)).length > 0) return [];
    const domains = xmlChild(disk, 'storage_domains');
    const domain = domains === undefined ? undefined : xmlChildren(domains, 'storage_domain')[0];
    const found = (await this.#holders('vms', domain === undefined ? undefined : await this.#domainName(idOf(domain), options), options)).get(id) ?? [];
    if (found[0] !== undefined) this.#lastHolder.set(id, found[0]);
    return found;
  }

  async #has(vmId: string, diskId: string, options: CallOptions): Promise<boolean> {
    try {
      await this.#client.document(requests.getAttachment(vmId, diskId), 'disk_attachment', options);
      return true;
    } catch (error) {
      if (isCloudError(error, 'not-found')) return false;
      throw error;
    }
  }

  async #domainName(id: string, options: CallOptions): Promise<string | undefined> {
    const { nodes } = await this.#domains.list(options);
    const node = nodes.find((one) => idOf(one) === id);
    return node === undefined ? undefined : xmlText(node, 'name');
  }

  /** Who has what, of all there are: once for all pages of a list. */
  #scan(goesOn: boolean, options: CallOptions): readonly [Promise<Holders>, Promise<Holders>] {
    const now = this.#client.connection.clock.now();
    if (goesOn && this.#scanned !== undefined && now - this.#scanned.at < SCAN_MS) return this.#scanned.holders;
    const holders = [this.#holders('vms', undefined, options), this.#holders('templates', undefined, options)] as const;
    const scanned = { at: now, holders };
    this.#scanned = scanned;
    const forget = (): void => {
      if (this.#scanned === scanned) this.#scanned = undefined;
    };
    for (const one of holders) one.catch(forget);
    return holders;
  }

  /** Which VMs (or templates) have which disks. */
  async #holders(kind: 'vms' | 'templates', domainName: string | undefined, options: CallOptions): Promise<Holders> {
    const found = new Map<string, string[]>();
    for (let cursor: string | undefined; ; ) {
      const read = (page: EnginePage | undefined): Promise<readonly Owner[]> =>
        this.#client.list(requests.listHolders(kind, domainName, page), kind, kind === 'vms' ? 'vm' : 'template', options, disksOf);
      // Templates cannot be sorted by id: they come all at once.
      const { items, next }: Page<Owner> = kind === 'templates' ? { items: await read(undefined) } : await pageById(cursor, PAGE_SIZE, read);
      for (const { id, diskIds } of items) {
        for (const diskId of diskIds) {
          const held = found.get(diskId);
          if (held === undefined) found.set(diskId, [id]);
          else held.push(id);
        }
      }
      if (next === undefined) return found;
      cursor = next;
    }
  }

  async #roomiest(options: CallOptions): Promise<string> {
    const { nodes } = await this.#domains.list(options);
    const [best] = [...nodes].sort((a, b) => (numberOf(b, 'available') ?? 0) - (numberOf(a, 'available') ?? 0));
    if (best === undefined) throw new CloudError('not-found', 'the data center has no active data storage domain', { outcome: 'not-done' });
    return idOf(best);
  }
}

const withId = (node: XmlNode): { readonly id: string; readonly node: XmlNode } => ({ id: idOf(node), node });

/** What is kept of a VM or template while all are looked through. */
interface Owner {
  readonly id: string;
  readonly diskIds: readonly string[];
}

function disksOf(owner: XmlNode): Owner {
  const attachments = xmlChild(owner, 'disk_attachments');
  const all = attachments === undefined ? [] : xmlChildren(attachments, 'disk_attachment');
  return { id: idOf(owner), diskIds: all.map((attachment) => refOf(attachment, 'disk') ?? idOf(attachment)) };
}

const unsupported = (said: string): CloudError => new CloudError('unsupported', said, { outcome: 'not-done' });
