import type { CallOptions } from '../../call-options.ts';
import { CloudError } from '../../errors/cloud-error.ts';
import type { CloudPlace } from './cloud-place.ts';
import { partBytesFor } from './move-object.ts';
import { kinship } from './place.ts';
import { inOrder, type PlaceRow } from './places.ts';
import type { ShardPlan, TransferShard } from './shard.ts';
import type { OpenUpload, TokenEnd } from './token.ts';

export interface PlanShardsOptions extends CallOptions {
  /** Objects of one shard at most. Default 10 000. */
  readonly maxObjects?: number | undefined;
  /** Bytes of one shard, about. Default 8 GiB. An object with more is cut into several, where the target takes parts. */
  readonly maxBytes?: number | undefined;
  /** Whether workers may let the cloud copy by itself: then nothing is cut that it copies. Default true. */
  readonly serverCopy?: boolean | undefined;
  /** Of objects that are cut. Default 16 MiB, more where there would be too many. */
  readonly partSizeBytes?: number | undefined;
}

const DEFAULT_OBJECTS = 10_000;
const DEFAULT_BYTES = 8 * 1024 ** 3;

/** Lists the source once and cuts it. Uploads of large objects are begun here, so that workers only send parts. */
export async function planShards(
  source: CloudPlace,
  target: CloudPlace,
  options: PlanShardsOptions,
  call: { readonly signal: AbortSignal },
): Promise<ShardPlan> {
  const { maxObjects = DEFAULT_OBJECTS, maxBytes = DEFAULT_BYTES } = options;
  for (const [name, value] of Object.entries({ maxObjects, maxBytes })) {
    if (!Number.isSafeInteger(value) || value < 1)
      throw new CloudError('invalid-argument', `${name}: got ${String(value)}, expected a whole number from 1`, { outcome: 'not-done' });
  }
  const mayCopy = options.serverCopy !== false && target.objects.capabilities?.copy === 'server';
  const byCloud = mayCopy && (await kinship(source.objects, target.objects, call)).sameAccount;
  const plan = new Plan(await source.tokenEnd('', call), await target.tokenEnd('', call), maxObjects, maxBytes);
  try {
    for await (const row of inOrder(source.rows({}, call), source)) {
      if (byCloud || row.sizeBytes <= maxBytes) plan.add(row);
      else plan.cut(row, await begin(source, target, row, options, call));
    }
    plan.close();
  } catch (error) {
    for (const { from, upload } of plan.uploads)
      await target
        .target(from)
        .abandon(upload)
        .catch(() => undefined);
    throw error;
  }
  return plan.made();
}

/** `undefined`: it cannot be cut, and goes in one piece. */
async function begin(
  source: CloudPlace,
  target: CloudPlace,
  row: PlaceRow,
  { partSizeBytes }: PlanShardsOptions,
  call: { readonly signal: AbortSignal },
): Promise<OpenUpload | undefined> {
  const to = target.target(row.name);
  const from = await source.open(row.name, undefined, 0, call);
  const { facts } = from;
  const resumable = target.objects.capabilities?.resumeMultipart === true;
  if (to.parts === undefined || !resumable || !from.ranged || facts.sizeBytes === 0) return undefined;
  const partBytes = partBytesFor(partSizeBytes, facts, to.parts);
  await to.ready(facts);
  const writer = await to.begin(facts, partBytes, call.signal);
  await writer.leave();
  const { sizeBytes, etag, modifiedAt } = facts;
  return { from: row.name, to: target.address(row.name), sizeBytes, etag, modifiedAt: modifiedAt?.toISOString(), partBytes, upload: writer.upload };
}

class Plan {
  readonly uploads: OpenUpload[] = [];
  readonly #from: TokenEnd;
  readonly #to: TokenEnd;
  readonly #maxObjects: number;
  readonly #maxBytes: number;
  readonly #shards: TransferShard[] = [];
  #after: string | undefined;
  #until: string | undefined;
  #objects = 0;
  #bytes = 0;

  constructor(from: TokenEnd, to: TokenEnd, maxObjects: number, maxBytes: number) {
    this.#from = from;
    this.#to = to;
    this.#maxObjects = maxObjects;
    this.#maxBytes = maxBytes;
  }

  add(row: PlaceRow): void {
    if (this.#objects >= this.#maxObjects || (this.#objects > 0 && this.#bytes + row.sizeBytes > this.#maxBytes)) this.close();
    this.#until = row.name;
    this.#objects += 1;
    this.#bytes += row.sizeBytes;
  }

  cut(row: PlaceRow, upload: OpenUpload | undefined): void {
    this.close();
    if (upload === undefined) {
      this.add(row);
      this.close();
      return;
    }
    this.uploads.push(upload);
    const count = Math.ceil(upload.sizeBytes / upload.partBytes);
    const each = Math.max(1, Math.floor(this.#maxBytes / upload.partBytes));
    for (let first = 1; first <= count; first += each) {
      const last = Math.min(count, first + each - 1);
      const bytes = Math.min(upload.sizeBytes, last * upload.partBytes) - (first - 1) * upload.partBytes;
      this.#shards.push({ ...this.#head(), parts: { upload, first, last }, objects: 0, bytes });
    }
    // What comes next comes after it.
    this.#after = row.name;
  }

  close(): void {
    if (this.#until === undefined) return;
    const names = { ...(this.#after === undefined ? {} : { after: this.#after }), until: this.#until };
    this.#shards.push({ ...this.#head(), names, objects: this.#objects, bytes: this.#bytes });
    this.#after = this.#until;
    this.#until = undefined;
    this.#objects = 0;
    this.#bytes = 0;
  }

  made(): ShardPlan {
    return { portolan: 'shards', version: 1, from: this.#from, to: this.#to, shards: this.#shards, uploads: this.uploads };
  }

  #head(): Pick<TransferShard, 'portolan' | 'version' | 'id' | 'from' | 'to'> {
    return { portolan: 'shard', version: 1, id: String(this.#shards.length + 1), from: this.#from, to: this.#to };
  }
}
