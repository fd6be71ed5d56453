import { CloudError } from '../../errors/cloud-error.ts';
import type { HasObjects } from './place.ts';
import { type OpenUpload, type TokenEnd, uploadProblem } from './token.ts';

/**
 * A piece of a transfer that any worker with the two connections can do by itself: plain JSON without a secret, for a queue. Doing it twice does no
 * harm. Either objects whose names (behind the prefix) come after `after` and up to `until`, or some parts of one large object.
 */
export interface TransferShard {
  readonly portolan: 'shard';
  readonly version: 1;
  /** Its own within the plan. */
  readonly id: string;
  readonly from: TokenEnd;
  readonly to: TokenEnd;
  readonly names?: { readonly after?: string | undefined; readonly until: string } | undefined;
  readonly parts?: { readonly upload: OpenUpload; readonly first: number; readonly last: number } | undefined;
  /** What a list said when it was planned. */
  readonly objects: number;
  readonly bytes: number;
}

/** All of a transfer, cut. Keep it until `finishShards` or `abandonShards`. */
export interface ShardPlan {
  readonly portolan: 'shards';
  readonly version: 1;
  readonly from: TokenEnd;
  readonly to: TokenEnd;
  readonly shards: readonly TransferShard[];
  /** Large objects, whose parts come from several shards. */
  readonly uploads: readonly OpenUpload[];
}

/** What a worker tells: plain JSON. */
export interface ShardResult {
  readonly id: string;
  readonly objects: number;
  readonly bytes: number;
  readonly dropped: readonly string[];
  readonly copied: number;
  readonly unverified: number;
  readonly skipped: number;
  /** Of a large object's parts, in the order of their numbers: the MD5 of each, `''` where an earlier run had sent it. */
  readonly digests?: readonly string[] | undefined;
}

/** The connections that a plan's or a shard's two ends are on. Absent: the one that is asked. */
export interface ShardClouds {
  readonly from?: { readonly storage: HasObjects } | undefined;
  readonly to?: { readonly storage: HasObjects } | undefined;
}

const isText = (value: unknown): value is string => typeof value === 'string';
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);
const isEnd = (value: unknown): boolean => isRecord(value) && isText(value['service']) && isText(value['bucket']) && isText(value['key']);
const isNumber = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 1;

/** A shard as it comes out of a queue: of a stranger, until it was looked at. */
export function readShard(given: unknown): TransferShard {
  const problem = shardProblem(given);
  if (problem === undefined) return given as TransferShard;
  throw new CloudError('invalid-argument', `shard: ${problem}`, { outcome: 'not-done', remedy: 'give one of the plan’s shards, as it was' });
}

export function readPlan(given: unknown): ShardPlan {
  const problem = planProblem(given);
  if (problem === undefined) return given as ShardPlan;
  throw new CloudError('invalid-argument', `plan: ${problem}`, { outcome: 'not-done', remedy: 'give what planShards returned, as it was' });
}

function shardProblem(given: unknown): string | undefined {
  if (!isRecord(given) || given['portolan'] !== 'shard') return 'this is no shard of a transfer';
  if (given['version'] !== 1) return `it is of version ${String(given['version'])}, this library knows version 1`;
  if (!isText(given['id']) || !isEnd(given['from']) || !isEnd(given['to'])) return 'id, from or to is missing or broken';
  const { names, parts } = given;
  if ((names === undefined) === (parts === undefined)) return 'it has neither names nor parts, or both';
  if (names !== undefined) {
    const proper = isRecord(names) && isText(names['until']) && (names['after'] === undefined || isText(names['after']));
    return proper ? undefined : 'names is broken';
  }
  if (!isRecord(parts) || !isNumber(parts['first']) || !isNumber(parts['last']) || parts['last'] < parts['first']) return 'parts is broken';
  return uploadProblem(parts['upload']);
}

function planProblem(given: unknown): string | undefined {
  if (!isRecord(given) || given['portolan'] !== 'shards') return 'this is no plan of a transfer';
  if (given['version'] !== 1) return `it is of version ${String(given['version'])}, this library knows version 1`;
  if (!isEnd(given['from']) || !isEnd(given['to'])) return 'from or to is missing or broken';
  if (!Array.isArray(given['shards']) || !Array.isArray(given['uploads'])) return 'shards or uploads is no list';
  return [...given['shards'].map(shardProblem), ...given['uploads'].map(uploadProblem)].find((problem) => problem !== undefined);
}
