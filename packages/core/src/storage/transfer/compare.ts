import { createHash } from 'node:crypto';
import type { CallOptions } from '../../call-options.ts';
import { CloudPlace } from './cloud-place.ts';
import { madeOf, partsIn } from './ordered-digest.ts';
import { inOrder, type Place, type PlaceRow } from './places.ts';

/**
 * What makes two things of one name the same. Lengths always count; besides them:
 * `size`: nothing. `time`: the target is no older than the source. `digest`: their contents have the same digest, for which files are read;
 * where clouds name no digests that can be compared, they count as different.
 */
export type CompareBy = 'size' | 'time' | 'digest';

export interface Difference {
  readonly kind: 'same' | 'new' | 'changed' | 'extra';
  /** Behind the prefix or below the folder. */
  readonly name: string;
  /** Why it is not the same. */
  readonly why?: string | undefined;
  readonly source?: PlaceRow | undefined;
  readonly target?: PlaceRow | undefined;
}

/** Clocks of clouds and disks differ, and some keep whole seconds. */
const SAME_TIME_MS = 1_000;

const DIGEST = /^[0-9a-f]{32}(-\d+)?$/i;

/** Both lists side by side, in one pass: memory holds a page of each, however long they are. */
export async function* compare(source: Place, target: Place, by: CompareBy, call: CallOptions): AsyncGenerator<Difference, void, undefined> {
  const left = inOrder(source.rows({}, call), source)[Symbol.asyncIterator]();
  const right = inOrder(target.rows({}, call), target)[Symbol.asyncIterator]();
  try {
    let [a, b] = [await next(left), await next(right)];
    while (a !== undefined || b !== undefined) {
      const order = a === undefined ? 1 : b === undefined ? -1 : Buffer.compare(Buffer.from(a.name), Buffer.from(b.name));
      if (a !== undefined && order < 0) {
        yield { kind: 'new', name: a.name, why: 'not there', source: a };
        a = await next(left);
      } else if (b !== undefined && order > 0) {
        yield { kind: 'extra', name: b.name, target: b };
        b = await next(right);
      } else if (a !== undefined && b !== undefined) {
        const why = await differs(source, a, target, b, by, call);
        yield { kind: why === undefined ? 'same' : 'changed', name: a.name, why, source: a, target: b };
        [a, b] = [await next(left), await next(right)];
      }
    }
  } finally {
    await left.return?.(undefined);
    await right.return?.(undefined);
  }
}

async function next(rows: AsyncIterator<PlaceRow>): Promise<PlaceRow | undefined> {
  const step = await rows.next();
  return step.done === true ? undefined : step.value;
}

async function differs(source: Place, a: PlaceRow, target: Place, b: PlaceRow, by: CompareBy, call: CallOptions): Promise<string | undefined> {
  if (a.sizeBytes !== b.sizeBytes) return `${a.sizeBytes} bytes, not ${b.sizeBytes}`;
  if (by === 'size') return undefined;
  if (by === 'time') {
    if (a.modifiedAt === undefined || b.modifiedAt === undefined) return 'one of them has no time';
    return a.modifiedAt.getTime() > b.modifiedAt.getTime() + SAME_TIME_MS ? 'newer' : undefined;
  }
  // An etag that is a digest, be it of parts, is the same for the same content.
  if (a.etag !== undefined && a.etag === b.etag && DIGEST.test(a.etag)) return undefined;
  const [first, second] = [await source.digest(a, false, call), await target.digest(b, false, call)];
  const ours = first ?? (second === undefined ? undefined : await source.digest(a, true, call));
  const theirs = second ?? (first === undefined ? undefined : await target.digest(b, true, call));
  if (ours !== undefined && theirs !== undefined) return ours === theirs ? undefined : `its MD5 is ${ours}, not ${theirs}`;
  const made = (await madeOfParts(source, a, b.etag, call)) || (await madeOfParts(target, b, a.etag, call));
  if (made) return undefined;
  const [all, every] = [await source.digest(a, true, call), await target.digest(b, true, call)];
  if (all !== undefined && every !== undefined) return all === every ? undefined : `its MD5 is ${all}, not ${every}`;
  return 'no digest to compare by';
}

const MIB = 1024 * 1024;

/** Whether a file, cut as usual, makes the etag that an upload in parts was given. */
async function madeOfParts(place: Place, row: PlaceRow, etag: string | undefined, call: CallOptions): Promise<boolean> {
  const count = partsIn(etag);
  if (count === undefined || etag === undefined || place instanceof CloudPlace) return false;
  const sizes = [16, 8, 5, 10, 15, 6, 12, 32, 64].map((size) => size * MIB).filter((size) => Math.ceil(row.sizeBytes / size) === count);
  for (const size of sizes) if (madeOf(etag, await partDigests(place, row, size, call))) return true;
  return false;
}

async function partDigests(place: Place, row: PlaceRow, partBytes: number, { signal = new AbortController().signal }: CallOptions): Promise<string[]> {
  const source = await place.open(row.name, row.sizeBytes, 0, { signal });
  try {
    const buffer = Buffer.allocUnsafeSlow(Math.min(partBytes, row.sizeBytes));
    const digests: string[] = [];
    for (let start = 0; start < row.sizeBytes; start += partBytes) {
      const part = buffer.subarray(0, Math.min(partBytes, row.sizeBytes - start));
      await source.fill(part, start, signal, () => undefined);
      digests.push(createHash('md5').update(part).digest('hex'));
    }
    return digests;
  } finally {
    await source.close();
  }
}
