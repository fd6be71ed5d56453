import type { CallOptions } from '../call-options.ts';
import { contextual, withContext } from '../errors/with-context.ts';
import type { GroupContext } from '../group.ts';
import { Buckets } from './buckets.ts';
import { memoryOf } from './object-access.ts';
import { Objects } from './objects.ts';
import type { StorageDriver } from './storage-driver.ts';
import { abandon } from './transfer/abandon.ts';
import { type CloudPlace, cloudPlace } from './transfer/cloud-place.ts';
import type { Difference } from './transfer/compare.ts';
import { type DownloadOptions, download } from './transfer/download.ts';
import type { TransferOptions, TransferResult } from './transfer/options.ts';
import { asPrefix, type ObjectPlace } from './transfer/place.ts';
import { type PlanShardsOptions, planShards } from './transfer/plan-shards.ts';
import { abandonShards, finishShards, type RunShardOptions, runShard } from './transfer/run-shard.ts';
import type { ShardClouds, ShardPlan, ShardResult, TransferShard } from './transfer/shard.ts';
import { type CompareOptions, differences, type SyncOptions, type SyncPlace, type SyncResult, sync } from './transfer/sync.ts';
import type { TransferToken } from './transfer/token.ts';
import { transfer } from './transfer/transfer.ts';
import { TransferRun } from './transfer/transfer-run.ts';
import { type UploadOptions, upload } from './transfer/upload.ts';

/** Buckets of objects, the same on every cloud. */
export class Storage {
  readonly buckets: Buckets;
  readonly objects: Objects;
  readonly #context: GroupContext;

  constructor(context: GroupContext, driver: StorageDriver | undefined) {
    this.#context = context;
    this.objects = new Objects(context, driver?.objects);
    this.buckets = new Buckets(context, driver?.buckets, this.objects);
  }

  /**
   * Copies an object, or everything under a prefix (a key that is empty or ends with `/`), to another place: of this connection or of any other.
   * The cloud copies by itself where both places are one account's; else bytes stream through this program in bounded memory, large objects in
   * parts that are read and written at the same time. What is cut is repeated, and no more than that. Digests are compared at both ends.
   * Type, content headers and metadata go along; what the other side cannot keep is told in `dropped`.
   */
  async transfer(from: ObjectPlace, to: ObjectPlace, options: TransferOptions = {}): Promise<TransferResult> {
    return withContext({ operation: 'storage.transfer' }, options.signal, () => transfer(this, from, to, options, this.#context.clock));
  }

  /** Puts a file, or every file of a folder under the key as prefix. */
  async upload(path: string, to: ObjectPlace, options: UploadOptions = {}): Promise<TransferResult> {
    return withContext({ operation: 'storage.upload', target: path }, options.signal, () => upload(this, path, to, options, this.#context.clock));
  }

  /** Writes an object to a file, or everything under a prefix into a folder. A file appears when it is whole; keys that would leave the folder are refused. */
  async download(from: ObjectPlace, path: string, options: DownloadOptions = {}): Promise<TransferResult> {
    return withContext({ operation: 'storage.download', target: path }, options.signal, () => download(this, from, path, options, this.#context.clock));
  }

  /**
   * Makes a prefix or a folder like another one: what is new or changed is moved, what is too much is deleted on request. Both lists are read once,
   * side by side; memory stays flat however long they are. `dryRun` only looks.
   */
  async sync(from: SyncPlace, to: SyncPlace, options: SyncOptions = {}): Promise<SyncResult> {
    return withContext({ operation: 'storage.sync' }, options.signal, () => sync(this, from, to, options, this.#context.clock));
  }

  /** Every name of two places, and whether it is the same in both. Reads; with `compare: 'digest'` also whole files. */
  async *compare(from: SyncPlace, to: SyncPlace, options: CompareOptions = {}): AsyncGenerator<Difference, void, undefined> {
    try {
      yield* differences(this, from, to, options);
    } catch (error) {
      throw contextual(error, { operation: 'storage.compare' }, options.signal);
    }
  }

  /**
   * Cuts a transfer of a prefix into shards for workers on any number of machines: JSON for a queue. Each is run by `runShard`, in any order and as often
   * as need be; when all were, `finishShards` makes the large objects whole. `abandonShards` frees what was begun.
   */
  async planShards(from: ObjectPlace, to: ObjectPlace, options: PlanShardsOptions = {}): Promise<ShardPlan> {
    return withContext({ operation: 'storage.planShards' }, options.signal, () => {
      const run = new TransferRun(options, this.#context.clock, memoryOf(this.objects));
      const [source, target] = [from, to].map((place) => cloudPlace(this, { ...place, key: asPrefix(place.key ?? '') })) as [CloudPlace, CloudPlace];
      return run.run(() => planShards(source, target, options, run));
    });
  }

  /** Does one shard's work. `clouds`: the connections it is between, as far as they are others than this one. */
  async runShard(shard: TransferShard, clouds: ShardClouds = {}, options: RunShardOptions = {}): Promise<ShardResult> {
    return withContext({ operation: 'storage.runShard', target: shard?.id }, options.signal, () => {
      const run = new TransferRun(options, this.#context.clock, memoryOf((clouds.to?.storage ?? this).objects));
      return run.run(() => runShard(this, shard, clouds, run));
    });
  }

  /** Adds up what was done and makes the large objects whole. A shard without a result is a `conflict`. */
  async finishShards(plan: ShardPlan, results: readonly ShardResult[], clouds: ShardClouds = {}, options: CallOptions = {}): Promise<TransferResult> {
    return withContext({ operation: 'storage.finishShards' }, options.signal, () => {
      const run = new TransferRun(options, this.#context.clock, memoryOf(this.objects));
      return run.run(() => finishShards(this, plan, results, clouds, run.signal));
    });
  }

  /** Frees what was begun for a plan that will not be finished. */
  async abandonShards(plan: ShardPlan, clouds: ShardClouds = {}, options: CallOptions = {}): Promise<void> {
    await withContext({ operation: 'storage.abandonShards' }, options.signal, () => {
      const run = new TransferRun(options, this.#context.clock, memoryOf(this.objects));
      return run.run(() => abandonShards(this, plan, clouds, run.signal));
    });
  }

  /** Frees what a transfer that will not be resumed has left: of a transfer or an upload to this connection, or a download. */
  async abandon(token: TransferToken): Promise<void> {
    await withContext({ operation: 'storage.abandon' }, undefined, () => abandon(this, token));
  }
}
