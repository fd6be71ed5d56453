import { asJson, type CallOptions, type DeleteFailure, encodePathSegment, isCloudError, type RequestBody } from '@portolan/core/driver';
import type { OpenstackClient } from '../../client.ts';
import { discardBody } from '../../discard-body.ts';
import { isStaticLarge } from './mapping.ts';
import { OUR_SEGMENTS, segmentsOf } from './paths.ts';
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
  readonly #seen = new Map<string, { readonly any: boolean; readonly until: number }>();

  constructor(client: OpenstackClient, removeKeys: (bucket: string, keys: readonly string[], options: CallOptions) => Promise<readonly DeleteFailure[]>) {
    this.#client = client;
    this.#removeKeys = removeKeys;
  }

  /** Whether the bucket may hold large objects made of segments. */
  async mayHave(bucket: string, options: CallOptions): Promise<boolean> {
    const now = this.#client.connection.clock.now();
    const known = this.#seen.get(bucket);
    if (known !== undefined && now < known.until) return known.any;
    const answer = await this.#client.empty(
      { service: 'object-store', method: 'HEAD', path: `/${encodePathSegment(segmentsOf(bucket))}`, accept: [400, 404], operation: 'HeadSegmentsContainer' },
      options,
    );
    // 400: with the ending, the name is longer than names can be.
    const any = answer.status < 300;
    this.#remember(bucket, any);
    return any;
  }

  /** An upload in parts has begun here. */
  expect(bucket: string): void {
    this.#remember(bucket, true);
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

  /** Runs a write that replaces the object, and then frees what the old one was made of. That failing does not undo the write. */
  async replacing<T>(bucket: string, key: string, options: CallOptions, write: () => Promise<T>, body?: RequestBody): Promise<T> {
    let old: readonly string[];
    try {
      old = await this.ownSegments(bucket, key, options);
    } catch (error) {
      discardBody(body);
      throw error;
    }
    const result = await write();
    if (old.length > 0) await this.free(bucket, old).catch(() => undefined);
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

  #remember(bucket: string, any: boolean): void {
    if (this.#seen.size >= REMEMBERED) this.#seen.delete(this.#seen.keys().next().value as string);
    this.#seen.set(bucket, { any, until: this.#client.connection.clock.now() + BELIEVED_MS });
  }
}
