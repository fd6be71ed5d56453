import { digestOf } from '../../digest/digest.ts';
import { CloudError, isCloudError } from '../../errors/cloud-error.ts';
import type { MultipartUpload, UploadedPart } from '../storage-driver.ts';
import type { ContentDigest } from '../storage-types.ts';
import type { PartBounds, PartWriter, Source, SourceFacts, Target, Written } from './ends.ts';
import { notWhatItSays } from './object-source.ts';
import { madeOf, OrderedDigest, partsIn } from './ordered-digest.ts';
import type { Slot, Slots } from './slots.ts';
import type { OpenUpload } from './token.ts';

/** How one object is moved. */
export interface MovePlan {
  readonly slots: Slots;
  /** The object's own place, which it gives back. */
  readonly slot: Slot;
  readonly partBytes: number | undefined;
  readonly signal: AbortSignal;
  /** So many bytes more have come from the source. Negative: they have to come again. */
  readonly onBytes: (bytes: number) => void;
  /** An upload in parts has begun and can be gone on with. Parts are sent when it resolves. */
  readonly onOpen?: ((upload: Omit<OpenUpload, 'from' | 'to'>) => Promise<void>) | undefined;
  /** One that another process began. */
  readonly resume?: OpenUpload | undefined;
  /** Of a failure: whether what was begun stays, to be gone on with. */
  readonly keep: boolean;
}

export interface Moved extends Written {
  /** Whether the source named a digest that what passed through here has. */
  readonly verified: boolean;
}

export const DEFAULT_PART_BYTES: number = 16 * 1024 * 1024;

/** The size of parts: as wished, within the target's bounds, and no more of them than it takes. A multiple of the source's own, where its etag can be made again so. */
export function partBytesFor(wanted: number | undefined, facts: Pick<SourceFacts, 'sizeBytes' | 'etag' | 'md5'>, bounds: PartBounds): number {
  const { minPartBytes, maxPartBytes, maxParts } = bounds;
  if (wanted !== undefined && !(Number.isSafeInteger(wanted) && wanted >= minPartBytes && wanted <= maxPartBytes)) {
    throw new CloudError('invalid-argument', `partSizeBytes: got ${String(wanted)}, the target takes ${minPartBytes} to ${maxPartBytes}`, {
      outcome: 'not-done',
    });
  }
  const needed = Math.ceil(facts.sizeBytes / maxParts);
  const size = Math.max(wanted ?? Math.min(Math.max(DEFAULT_PART_BYTES, minPartBytes), maxPartBytes), needed);
  if (size > maxPartBytes) {
    throw new CloudError('invalid-argument', `the object has ${facts.sizeBytes} bytes: more than ${maxParts} parts of ${maxPartBytes}`, {
      outcome: 'not-done',
    });
  }
  const theirs = facts.md5 === undefined ? likelyPartBytes(facts) : undefined;
  return theirs !== undefined && theirs >= Math.max(minPartBytes, needed) && theirs <= size ? theirs : size;
}

const MIB = 1024 * 1024;

/** What other programs cut objects into. */
function likelyPartBytes({ sizeBytes, etag }: Pick<SourceFacts, 'sizeBytes' | 'etag'>): number | undefined {
  const count = partsIn(etag);
  if (count === undefined) return undefined;
  return [16, 8, 5, 10, 15, 6, 12].map((size) => size * MIB).find((size) => Math.ceil(sizeBytes / size) === count);
}

/** Part `number` (from 1) of an object cut into parts of one size. */
export function partRange(number: number, partBytes: number, sizeBytes: number): { readonly start: number; readonly bytes: number } {
  const start = (number - 1) * partBytes;
  return { start, bytes: Math.min(partBytes, sizeBytes - start) };
}

/** In one piece where that will do, else in parts that are read and written at the same time; whatever is cut is repeated, and no more than that. */
export async function moveObject(source: Source, target: Target, plan: MovePlan): Promise<Moved> {
  const { facts } = source;
  let own = true;
  const free = (): void => {
    if (own) plan.slots.release(plan.slot);
    own = false;
  };
  try {
    await target.ready(facts);
    const resumed = await resume(target, facts, plan);
    if (resumed !== undefined) {
      free();
      return await moveParts(source, resumed, plan.resume?.partBytes ?? DEFAULT_PART_BYTES, plan);
    }
    const { parts } = target;
    const partBytes = parts === undefined ? (plan.partBytes ?? DEFAULT_PART_BYTES) : partBytesFor(plan.partBytes, facts, parts);
    if (facts.sizeBytes <= partBytes) return await moveWhole(source, target, plan);
    if (parts === undefined || !source.ranged) return await moveStream(source, target, plan, partBytes);
    // Its parts need places of their own.
    free();
    const writer = await target.begin(facts, partBytes, plan.signal);
    try {
      await plan.onOpen?.({ sizeBytes: facts.sizeBytes, etag: facts.etag, modifiedAt: facts.modifiedAt?.toISOString(), partBytes, upload: writer.upload });
    } catch (error) {
      await writer.abandon(error);
      throw error;
    }
    return await moveParts(source, writer, partBytes, plan);
  } catch (error) {
    if (own) plan.slot.forget();
    throw error;
  } finally {
    free();
  }
}

/** What is left of an earlier process's work, if it was on the same content. If not, it is freed. */
async function resume(target: Target, facts: SourceFacts, plan: MovePlan): Promise<PartWriter | undefined> {
  const { resume: begun, signal } = plan;
  if (begun === undefined) return undefined;
  const { parts } = target;
  // A stream is gone on with as a stream.
  if (parts === undefined && target.resumesStreams && plan.keep && isOf(begun, facts)) return undefined;
  const writer =
    parts !== undefined && isOf(begun, facts) && begun.partBytes <= parts.maxPartBytes
      ? await target.resume(begun.upload, facts, begun.partBytes, signal)
      : undefined;
  if (writer === undefined) await target.abandon(begun.upload).catch(() => undefined);
  return writer;
}

/** Whether it was begun with the same content. */
const isOf = (begun: OpenUpload, facts: SourceFacts): boolean =>
  begun.sizeBytes === facts.sizeBytes && begun.etag === facts.etag && (facts.etag !== undefined || begun.modifiedAt === facts.modifiedAt?.toISOString());

async function moveWhole(source: Source, target: Target, { slot, signal, onBytes }: MovePlan): Promise<Moved> {
  const { facts } = source;
  const buffer = await slot.buffer(facts.sizeBytes, signal);
  await source.fill(buffer, 0, signal, onBytes);
  const algorithm = digestSaidBy(facts)?.algorithm ?? 'md5';
  const hex = (await digestOf(algorithm, buffer)).toString('hex');
  const verified = agrees(facts, { algorithm, hex }, algorithm === 'md5' ? [hex] : []);
  if (facts.etag === undefined) await source.unchanged(signal);
  return { ...(await target.put(buffer, facts, signal)), verified };
}

/** The source opens anew where the target is cut: it cannot go on in the middle. */
async function moveStream(source: Source, target: Target, plan: MovePlan, partBytes: number): Promise<Moved> {
  const { slot, signal, onBytes, onOpen, resume: begun } = plan;
  const { sizeBytes, etag, modifiedAt } = source.facts;
  slot.empty();
  let passed = 0;
  const open = (): ReturnType<Source['stream']> => {
    onBytes(-passed);
    passed = 0;
    return source.stream(signal, (bytes) => {
      passed += bytes;
      onBytes(bytes);
    });
  };
  const onUpload = async (upload: MultipartUpload): Promise<void> => onOpen?.({ sizeBytes, etag, modifiedAt: modifiedAt?.toISOString(), partBytes, upload });
  const put = (resume: MultipartUpload | undefined): Promise<Written> =>
    target.putStream(open, source.facts, signal, plan.keep && target.resumesStreams ? { resume, onUpload, everyBytes: partBytes } : undefined);
  let written: Written;
  try {
    written = await put(begun !== undefined && isOf(begun, source.facts) ? begun.upload : undefined);
  } catch (error) {
    // Nothing is left of what another process began.
    if (begun === undefined || !isCloudError(error, 'not-found')) throw error;
    written = await put(undefined);
  }
  await source.unchanged(signal);
  return { ...written, verified: source.facts.md5 !== undefined };
}

async function moveParts(source: Source, writer: PartWriter, partBytes: number, plan: MovePlan): Promise<Moved> {
  const { facts } = source;
  try {
    const count = Math.ceil(facts.sizeBytes / partBytes);
    const numbers = Array.from({ length: count }, (_, index) => index + 1);
    const { parts, whole } = await sendParts(source, writer, numbers, partBytes, plan);
    const md5 = whole?.algorithm === 'md5' ? whole.hex : undefined;
    // Ranges of one etag are of one version; where there is none, size and time must do.
    if (facts.etag === undefined) await source.unchanged(plan.signal);
    const digests = parts.map((part) => part.md5);
    const verified = agrees(
      facts,
      whole,
      digests.filter((digest) => digest !== undefined),
    );
    const written = await writer.complete(parts, plan.signal);
    const { bucket, key } = writer.upload;
    if (written.md5 !== undefined && md5 !== undefined && written.md5 !== md5) {
      throw new CloudError('protocol', `what was stored is not what was sent: its MD5 is ${written.md5}, ours ${md5}`, {
        outcome: 'done',
        leftover: { kind: 'object', id: `${bucket}/${key}` },
        retry: 'maybe',
      });
    }
    // Parts of another process passed through there: what the target says of the whole is compared with what the source says.
    if (written.md5 !== undefined && facts.md5 !== undefined && written.md5 !== facts.md5) throw notWhatItSays(written.md5, facts.md5);
    return { ...written, sizeBytes: facts.sizeBytes, verified: verified || (written.md5 !== undefined && written.md5 === facts.md5) };
  } catch (error) {
    await (plan.keep ? writer.leave() : writer.abandon(error));
    throw error;
  }
}

export interface SentParts {
  /** In the order of their numbers, with the MD5 of each as far as it is known, or wanted. */
  readonly parts: readonly UploadedPart[];
  /** Of the whole, when all of it passed through here and its source says what it should be. */
  readonly whole: ContentDigest | undefined;
}

/** Sends those of the parts that are not there yet, as many at once as there are slots; a slot is a part's memory. */
export async function sendParts(
  source: Source,
  writer: PartWriter,
  numbers: readonly number[],
  partBytes: number,
  plan: Pick<MovePlan, 'slots' | 'signal' | 'onBytes'>,
): Promise<SentParts> {
  const { sizeBytes } = source.facts;
  const said = digestSaidBy(source.facts);
  const done: UploadedPart[] = [];
  const missing: number[] = [];
  for (const number of numbers) {
    const there = writer.have.get(number);
    // One of another size is of another plan, or was cut: it is sent again.
    if (there !== undefined && there.sizeBytes === partRange(number, partBytes, sizeBytes).bytes) {
      done.push(there);
      plan.onBytes(there.sizeBytes);
    } else missing.push(number);
  }
  const all = done.length === 0 && numbers[0] === 1 && numbers.length === Math.ceil(sizeBytes / partBytes);
  // Made only where there is something to compare it with: digesting costs more than copying.
  const whole = all && said !== undefined ? new OrderedDigest(said.algorithm) : undefined;
  const failure = new AbortController();
  const signal = AbortSignal.any([plan.signal, failure.signal]);
  const underway = new Set<Promise<void>>();
  let failed: { readonly error: unknown } | undefined;
  const fail = (error: unknown): void => {
    failed ??= { error };
    failure.abort(error);
  };
  try {
    for (const number of missing) {
      const slot = await plan.slots.acquire(signal);
      const buffer = await slot.buffer(partRange(number, partBytes, sizeBytes).bytes, signal).catch((error: unknown) => {
        plan.slots.release(slot);
        throw error;
      });
      const one: Promise<void> = sendPart(source, writer, number, buffer, {
        partBytes,
        whole,
        signal,
        onBytes: plan.onBytes,
      })
        .then((part) => void done.push(part))
        .catch((error: unknown) => {
          slot.forget();
          fail(error);
        })
        .finally(() => {
          underway.delete(one);
          plan.slots.release(slot);
        });
      underway.add(one);
    }
  } catch (error) {
    fail(error);
  }
  await Promise.all(underway);
  if (failed !== undefined) {
    plan.signal.throwIfAborted();
    throw (failed as { readonly error: unknown }).error;
  }
  return { parts: done.sort((a, b) => a.number - b.number), whole: await whole?.digest() };
}

interface PartWork {
  readonly partBytes: number;
  readonly whole: OrderedDigest | undefined;
  readonly signal: AbortSignal;
  readonly onBytes: (bytes: number) => void;
}

async function sendPart(source: Source, writer: PartWriter, number: number, buffer: Buffer, work: PartWork): Promise<UploadedPart> {
  const { signal } = work;
  await source.fill(buffer, (number - 1) * work.partBytes, signal, work.onBytes);
  // The whole is digested while the part is, and goes on its way.
  const ordered = work.whole?.add(number, buffer, signal);
  ordered?.catch(() => undefined);
  // Where the source says nothing of the whole, what it says of its parts may do.
  const md5 = writer.checks && work.whole !== undefined ? undefined : await digestOf('md5', buffer);
  const [part] = await Promise.all([writer.put(number, buffer, md5, signal), ordered]);
  return { ...part, md5: md5?.toString('hex') };
}

const digestSaidBy = ({ digest, md5 }: SourceFacts): ContentDigest | undefined => digest ?? (md5 === undefined ? undefined : { algorithm: 'md5', hex: md5 });

/** Whether the source says of its content what came: a digest that differs is an error; what says nothing comparable is not. */
function agrees(facts: SourceFacts, whole: ContentDigest | undefined, parts: readonly string[]): boolean {
  const said = digestSaidBy(facts);
  if (said !== undefined && whole !== undefined) {
    if (said.hex !== whole.hex) throw notWhatItSays(whole.hex, said.hex, said.algorithm);
    return true;
  }
  return facts.etag !== undefined && madeOf(facts.etag, parts);
}
