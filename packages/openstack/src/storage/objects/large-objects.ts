import { asJson, type CallOptions, type DeleteFailure, isCloudError, type RequestBody } from '@portolan/core/driver';
import type { OpenstackClient } from '../../client.ts';
import { discardBody } from '../../discard-body.ts';
import { isStaticLarge } from './mapping.ts';
import { containerPath, OUR_SEGMENTS, segmentsOf } from './paths.ts';
import * as requests from './requests.ts';
import type { SegmentWire } from './wire.ts';

/** What was seen of a bucket's segments is believed so long. */
const BELIEVED_MS = 10_000;
const REMEMBERED = 1_000;
const CLEANUP_MS = 30_000;
const BULK = 1_000;

/**
 * The segments of large objects outlive a plain PUT or DELETE of the object, unseen and billed. Here they go with it.
 *
 * A bucket without a `_segments` neighbour has no such objects, which is looked up once in ten seconds; in one that has, each object
 * is looked at before it is overwritten or deleted.
 */
export class LargeObjects {
  readonly #client: OpenstackClient;
  readonly #removeKeys: (bucket: string, keys: readonly string[], options: CallOptions) => Promise<readonly DeleteFailure[]>;
  readonly #seen = new Map<string, { readonly any: Promise<boolean>; readonly until: number }>();

  constructor(client: OpenstackClient, removeKeys: (bucket: string, keys: readonly string[], options: CallOptions) => Promise<readonly DeleteFailure[]>) {
    this.#client = client;
    this.#removeKeys = removeKeys;
  }

  /** Whether the bucket may hold large objects made of segments. One question for all who ask at once: it does not end with one caller's signal. */
  async mayHave(bucket: string, options: CallOptions): Promise<boolean> {
    const known = this.#seen.get(bucket);
    if (known !== undefined && this.#client.connection.clock.now() < known.until) return known.any;
    const any = this.#ask(bucket, options.timeoutMs);
    this.#remember(bucket, any);
    any.catch(() => this.#seen.delete(bucket));
    return any;
  }

  /** An upload in parts has begun here. */
  expect(bucket: string): void {
    this.#remember(bucket, Promise.resolve(true));
  }

  async isLarge(bucket: string, key: string, options: CallOptions): Promise<boolean> {
    if (!(await this.mayHave(bucket, options))) return false;
    try {
      const { headers } = await this.#client.empty(requests.head(bucket, key), options);
      return isStaticLarge(headers);
    } catch (error) {
      if (isCloudError(error, 'not-found')) return false;
      throw error;
    }
  }

  /** Segments that only this object needs: ours, by their names. Other clients' may be shared between manifests. */
  async ownSegments(bucket: string, key: string, options: CallOptions): Promise<readonly string[]> {
    if (!(await this.isLarge(bucket, key, options))) return [];
    const { body } = await this.#client.read(requests.getManifest(bucket, key), options, asJson<readonly SegmentWire[]>());
    const start = `/${segmentsOf(bucket)}/`;
    const names = (Array.isArray(body) ? (body as readonly SegmentWire[]) : []).map((segment) => segment.name ?? '');
    return names.filter((name) => name.startsWith(`${start}${OUR_SEGMENTS}`)).map((name) => name.slice(start.length));
  }

  /**
   * Runs a write that replaces the object, and then frees what the old one was made of. That failing does not undo the write.
   * `kept`: how the new one's segments begin, which an earlier attempt may have made the object already.
   */
  async replacing<T>(bucket: string, key: string, options: CallOptions, write: () => Promise<T>, body?: RequestBody, kept?: string): Promise<T> {
    let old: readonly string[];
    try {
      old = await this.ownSegments(bucket, key, options);
    } catch (error) {
      discardBody(body);
      throw error;
    }
    const result = await write();
    const freed = kept === undefined ? old : old.filter((segment) => !segment.startsWith(kept));
    if (freed.length > 0) await this.free(bucket, freed).catch(() => undefined);
    return result;
  }

  /** On its own time: the caller's may be up. */
  async free(bucket: string, segments: readonly string[]): Promise<void> {
    const options = { signal: AbortSignal.timeout(CLEANUP_MS) };
    for (let start = 0; start < segments.length; start += BULK) {
      const [failure] = await this.#removeKeys(segmentsOf(bucket), segments.slice(start, start + BULK), options);
      if (failure !== undefined) throw failure.error;
    }
  }

  async #ask(bucket: string, timeoutMs: number | undefined): Promise<boolean> {
    const answer = await this.#client.empty(
      // 400: with the ending, the name is longer than names can be.
      { service: 'object-store', method: 'HEAD', path: containerPath(segmentsOf(bucket)), accept: [400, 404], operation: 'HeadSegmentsContainer' },
      timeoutMs === undefined ? {} : { timeoutMs },
    );
    return answer.status < 300;
  }

  #remember(bucket: string, any: Promise<boolean>): void {
    if (this.#seen.size >= REMEMBERED) this.#seen.delete(this.#seen.keys().next().value as string);
    this.#seen.set(bucket, { any, until: this.#client.connection.clock.now() + BELIEVED_MS });
  }
}
