import { type CallOptions, CloudError, isCloudError, type XmlNode, xmlText } from '@portolan/core/driver';
import type { EngineClient } from '../../client.ts';
import type { Patience } from '../../patience.ts';
import { idOf } from '../../wire-values.ts';
import type { StorageDomain } from '../buckets/buckets.ts';
import { aliasOf } from './alias.ts';
import { UPLOADING } from './description.ts';
import { newestFirst, type ObjectDisk, toObjectDisk } from './mapping.ts';
import * as requests from './requests.ts';

const LONGEST_MS = 1_800_000;
const APPEARS_MS = 30_000;

/** Disks as objects are made of them: found by key, made, published, removed. */
export class ObjectDisks {
  readonly #client: EngineClient;

  constructor(client: EngineClient) {
    this.#client = client;
  }

  patience(options: CallOptions): Patience {
    return this.#client.patience(options, LONGEST_MS);
  }

  async list(domain: StorageDomain, options: CallOptions): Promise<readonly ObjectDisk[]> {
    // Disks of others are forgotten as soon as they are seen.
    const disks = await this.#client.list(requests.listMarked(domain), 'disks', 'disk', options, (node) => toObjectDisk(node, domain));
    return disks.filter((disk) => disk !== undefined);
  }

  /** All disks of a key, the object first: behind it those that an overwrite has not yet removed. */
  async ofKey(domain: StorageDomain, key: string, options: CallOptions): Promise<readonly ObjectDisk[]> {
    const nodes = await this.#client.list(requests.listByAlias(aliasOf(key)), 'disks', 'disk', options);
    return nodes
      .flatMap((node) => toObjectDisk(node, domain) ?? [])
      .filter((disk) => disk.key === key)
      .sort(newestFirst);
  }

  /** Makes an empty disk under an alias that nobody else has. When the answer is lost, the alias tells whether it was made. */
  async create(domain: StorageDomain, alias: string, sizeBytes: number, patience: Patience): Promise<string> {
    try {
      return idOf(await this.#client.document(requests.create(domain, alias, UPLOADING, sizeBytes), 'disk', patience.options));
    } catch (error) {
      if (!isCloudError(error) || error.outcome !== 'unknown') throw error;
      const made = await this.byAlias(alias, patience.options);
      if (made === undefined) throw error;
      return made;
    }
  }

  async byAlias(alias: string, options: CallOptions): Promise<string | undefined> {
    const nodes = await this.#client.list(requests.listByAlias(alias), 'disks', 'disk', options);
    const node = nodes.find((one) => xmlText(one, 'alias') === alias);
    return node === undefined ? undefined : idOf(node);
  }

  /** Has the engine copy a disk, under an alias that nobody else has. */
  async copy(id: string, domain: StorageDomain, alias: string, patience: Patience): Promise<string> {
    let failure: unknown;
    try {
      await patience.whileLocked('the object', (given) => this.#client.perform(requests.copy(id, domain, alias), given));
    } catch (error) {
      if (!isCloudError(error) || error.outcome !== 'unknown') throw error;
      failure = error;
    }
    const appears = patience.next(APPEARS_MS);
    for (;;) {
      const made = await this.byAlias(alias, appears.options);
      if (made !== undefined) return made;
      if (failure !== undefined) throw failure;
      await appears.pause('the copy to appear');
    }
  }

  /** The engine works on new disks for a while. */
  async untilOk(id: string, patience: Patience): Promise<void> {
    patience.fresh();
    for (;;) {
      const status = xmlText(await this.#look(id, patience.options), 'status');
      if (status === 'ok') return;
      if (status === 'illegal') throw new CloudError('unknown', 'the disk has become illegal: the engine’s events tell why', { outcome: 'unknown' });
      await patience.pause('the disk to be ready');
    }
  }

  async namesOf(id: string, options: CallOptions): Promise<{ readonly alias: string | undefined; readonly description: string | undefined }> {
    const disk = await this.#look(id, options);
    return { alias: xmlText(disk, 'alias'), description: xmlText(disk, 'description') };
  }

  async statusOf(id: string, options: CallOptions): Promise<string | undefined> {
    return xmlText(await this.#look(id, options), 'status');
  }

  /** Alias and description in one change: from then on it is an object. */
  async publish(id: string, change: { readonly alias?: string; readonly description: string }, patience: Patience): Promise<void> {
    await patience.whileLocked('the disk', (given) => this.#client.document(requests.update(id, change), 'disk', given));
  }

  /** Accepted, or gone already. */
  async remove(id: string, patience: Patience): Promise<void> {
    try {
      await patience.whileLocked('the object', (given) => this.#client.perform(requests.remove(id), given));
    } catch (error) {
      if (!isCloudError(error, 'not-found')) throw error;
    }
  }

  async untilGone(id: string, patience: Patience): Promise<void> {
    patience.fresh();
    for (;;) {
      try {
        await this.#look(id, patience.options);
      } catch (error) {
        if (isCloudError(error, 'not-found')) return;
        throw error;
      }
      await patience.pause('the disk to be gone');
    }
  }

  #look(id: string, options: CallOptions): Promise<XmlNode> {
    return this.#client.document(requests.get(id), 'disk', options);
  }
}
