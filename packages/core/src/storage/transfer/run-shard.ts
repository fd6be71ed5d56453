import { CloudError, isCloudError } from '../../errors/cloud-error.ts';
import type { UploadedPart } from '../storage-driver.ts';
import type { ObjectInfo } from '../storage-types.ts';
import { CloudPlace } from './cloud-place.ts';
import type { PartWriter, Source } from './ends.ts';
import { partRange, sendParts } from './move-object.ts';
import { Mover } from './mover.ts';
import { notWhatItSays } from './object-source.ts';
import type { TransferOptions, TransferResult } from './options.ts';
import { madeOf } from './ordered-digest.ts';
import type { HasObjects } from './place.ts';
import { readPlan, readShard, type ShardClouds, type ShardPlan, type ShardResult, type TransferShard } from './shard.ts';
import type { OpenUpload, TokenEnd } from './token.ts';
import type { TransferRun } from './transfer-run.ts';

export interface RunShardOptions extends Omit<TransferOptions, 'partSizeBytes'> {}

/** The place that one end is, if the connection is one to that service. */
async function placeAt(storage: HasObjects, end: TokenEnd, which: string, signal: AbortSignal): Promise<CloudPlace> {
  const place = new CloudPlace(storage.objects, end.bucket, end.key);
  const here = await place.tokenEnd('', { signal });
  if (here.service === end.service) return place;
  throw new CloudError('invalid-argument', `${which}: the connection is one to another service than was planned for`, { outcome: 'not-done' });
}

interface Ends {
  readonly source: CloudPlace;
  readonly target: CloudPlace;
}

async function endsOf(storage: HasObjects, given: Pick<ShardPlan, 'from' | 'to'>, clouds: ShardClouds, signal: AbortSignal): Promise<Ends> {
  return {
    source: await placeAt(clouds.from?.storage ?? storage, given.from, 'from', signal),
    target: await placeAt(clouds.to?.storage ?? storage, given.to, 'to', signal),
  };
}

export async function runShard(storage: HasObjects, given: TransferShard, clouds: ShardClouds, run: TransferRun): Promise<ShardResult> {
  const shard = readShard(given);
  const { source, target } = await endsOf(storage, shard, clouds, run.signal);
  if (shard.parts === undefined) {
    const mover = await Mover.between(source, target, run);
    await mover.all(shard.names ?? {});
    return { id: shard.id, ...run.result() };
  }
  const { upload, first, last } = shard.parts;
  const { from, writer } = await reopen(source, target, upload, run.signal);
  try {
    const numbers = Array.from({ length: last - first + 1 }, (_, index) => first + index);
    const { parts } = await sendParts(from, writer, numbers, upload.partBytes, {
      slots: run.slots,
      signal: run.signal,
      onBytes: run.progress(source.address(upload.from), () => shard.bytes),
    });
    if (from.facts.etag === undefined) await from.unchanged(run.signal);
    return { id: shard.id, ...run.result(), bytes: shard.bytes, digests: parts.map((part) => part.md5 ?? '') };
  } finally {
    await Promise.all([writer.leave(), from.close()]);
  }
}

/** Source and upload of a large object, both still what they were when it was planned. */
async function reopen(
  source: CloudPlace,
  target: CloudPlace,
  upload: OpenUpload,
  signal: AbortSignal,
): Promise<{ readonly from: Source; readonly writer: PartWriter }> {
  const from = await source.open(upload.from, undefined, 0, { signal });
  const { facts } = from;
  const same =
    facts.sizeBytes === upload.sizeBytes && facts.etag === upload.etag && (facts.etag !== undefined || facts.modifiedAt?.toISOString() === upload.modifiedAt);
  if (!same) throw conflict(source.address(upload.from), 'the source changed since the transfer was planned');
  const writer = await target.target(upload.from).resume(upload.upload, facts, upload.partBytes, signal);
  if (writer === undefined) throw conflict(upload.to, 'the upload that was begun for it is gone');
  return { from, writer };
}

const conflict = (target: string, said: string): CloudError =>
  new CloudError('conflict', said, { target, outcome: 'not-done', remedy: 'plan the transfer again' });

/** Makes the large objects of their parts, when all shards were run. Again is as good as once. */
export async function finishShards(
  storage: HasObjects,
  given: ShardPlan,
  results: readonly ShardResult[],
  clouds: ShardClouds,
  signal: AbortSignal,
): Promise<TransferResult> {
  const plan = readPlan(given);
  const told = new Map(results.map((result) => [result.id, result]));
  const missing = plan.shards.filter(({ id }) => !told.has(id)).map(({ id }) => id);
  if (missing.length > 0) {
    throw new CloudError('conflict', `${missing.length} of ${plan.shards.length} shards have no result: ${missing.slice(0, 10).join(', ')}`, {
      outcome: 'not-done',
      remedy: 'run them first',
    });
  }
  const { source, target } = await endsOf(storage, plan, clouds, signal);
  const dropped = new Set(results.flatMap((result) => result.dropped));
  let unverified = 0;
  for (const upload of plan.uploads) {
    const shards = plan.shards.filter(({ parts }) => parts?.upload.upload.id === upload.upload.id);
    const digests = shards.flatMap(({ id }) => told.get(id)?.digests ?? []);
    const finished = await finishOne(source, target, upload, digests, signal);
    for (const name of finished.dropped) dropped.add(name);
    if (!finished.verified) unverified += 1;
  }
  const sum = (count: (result: ShardResult) => number): number => [...told.values()].reduce((total, result) => total + count(result), 0);
  return {
    objects: sum(({ objects }) => objects) + plan.uploads.length,
    bytes: sum(({ bytes }) => bytes),
    dropped: [...dropped].sort(),
    copied: sum(({ copied }) => copied),
    unverified: sum((result) => result.unverified) + unverified,
    skipped: sum(({ skipped }) => skipped),
  };
}

interface Finished {
  readonly dropped: readonly string[];
  readonly verified: boolean;
}

/** `digests`: of the parts as the workers read them. */
async function finishOne(source: CloudPlace, target: CloudPlace, upload: OpenUpload, digests: readonly string[], signal: AbortSignal): Promise<Finished> {
  let opened: { readonly from: Source; readonly writer: PartWriter };
  try {
    opened = await reopen(source, target, upload, signal);
  } catch (error) {
    // An earlier call may have completed it, and its answer was lost.
    if (isCloudError(error, 'conflict') && (await isThere(source, target, upload, digests, signal))) return { dropped: [], verified: true };
    throw error;
  }
  const { from, writer } = opened;
  try {
    const written = await writer.complete(checkedParts(writer, upload, digests), signal);
    const { md5, etag } = from.facts;
    if (md5 !== undefined && written.md5 !== undefined && md5 !== written.md5) throw notWhatItSays(written.md5, md5);
    return { dropped: written.dropped, verified: (md5 !== undefined && written.md5 === md5) || (etag !== undefined && madeOf(etag, digests)) };
  } finally {
    await from.close();
  }
}

/** Every part, of the right length, and what its worker sent. */
function checkedParts(writer: PartWriter, upload: OpenUpload, digests: readonly string[]): readonly UploadedPart[] {
  const count = Math.ceil(upload.sizeBytes / upload.partBytes);
  const parts: UploadedPart[] = [];
  const wrong: number[] = [];
  for (let number = 1; number <= count; number += 1) {
    const part = writer.have.get(number);
    const sent = digests[number - 1];
    const known = part?.md5 !== undefined && sent !== undefined && sent !== '';
    if (part?.sizeBytes !== partRange(number, upload.partBytes, upload.sizeBytes).bytes || (known && part.md5 !== sent)) wrong.push(number);
    else parts.push(part);
  }
  if (wrong.length === 0) return parts;
  throw new CloudError('conflict', `${wrong.length} of ${count} parts are not there as they were sent: ${wrong.slice(0, 10).join(', ')}`, {
    target: upload.to,
    outcome: 'not-done',
    remedy: 'run their shards again',
  });
}

async function isThere(source: CloudPlace, target: CloudPlace, upload: OpenUpload, digests: readonly string[], signal: AbortSignal): Promise<boolean> {
  const look = (place: CloudPlace): Promise<ObjectInfo | undefined> =>
    place.objects.head(place.bucket, place.address(upload.from), { signal }).catch((error: unknown) => {
      if (isCloudError(error, 'not-found')) return undefined;
      throw error;
    });
  const [was, is] = [await look(source), await look(target)];
  if (was?.etag !== upload.etag || is?.sizeBytes !== upload.sizeBytes) return false;
  return (is.md5 !== undefined && is.md5 === was?.md5) || (is.etag !== undefined && !digests.includes('') && madeOf(is.etag, digests));
}

/** Frees what was begun for large objects. */
export async function abandonShards(storage: HasObjects, given: ShardPlan, clouds: ShardClouds, signal: AbortSignal): Promise<void> {
  const plan = readPlan(given);
  const target = await placeAt(clouds.to?.storage ?? storage, plan.to, 'to', signal);
  for (const { from, upload } of plan.uploads) await target.target(from).abandon(upload);
}
