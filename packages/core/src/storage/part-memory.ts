import { sharedBuffer } from '../digest/digest.ts';
import { onAbort } from '../time/on-abort.ts';

export const DEFAULT_BUFFERED_BYTES: number = 256 * 1024 * 1024;

/** What is shorter is not worth keeping: `Buffer` makes it anew, and it is digested where it is. */
const WORTH_KEEPING_BYTES = 1024 * 1024;

/** A piece of memory, given for a time. */
export interface Piece {
  /** Exactly as many as were asked for; what they hold is of no account. */
  readonly bytes: Buffer;
  /** To be used again by whoever comes next. */
  release(): void;
  /** After a failure: somebody may still be reading from it, so that nobody gets it. */
  forget(): void;
}

interface Waiting {
  readonly share: PartShare;
  readonly byteCount: number;
  readonly give: (piece: Piece) => void;
}

/**
 * The memory of one connection for parts that wait to be sent, whatever calls are under way: so many bytes, of which the call gets the next ones that has least.
 * A call without any gets its first piece at once, beyond the limit if need be: so each call can always go on by itself, and none waits for another whose
 * source, or target, waits for it in turn. What is in use is thus at most the limit, or one piece a call.
 */
export class PartMemory {
  readonly #maxBytes: number;
  readonly #waiting = new Set<Waiting>();
  #usedBytes = 0;
  #largestBytes = 0;
  #openShares = 0;
  #kept: Buffer[] = [];
  /** When nobody needs it, it is the garbage collector's, who may leave it for the next call. */
  #left: WeakRef<Buffer[]> | undefined;

  constructor(maxBytes: number = DEFAULT_BUFFERED_BYTES) {
    this.#maxBytes = maxBytes;
  }

  /** One call's share. To be closed. */
  share(): PartShare {
    if (this.#openShares === 0) this.#kept = this.#left?.deref() ?? [];
    this.#openShares += 1;
    this.#left = undefined;
    return new PartShare({
      takeNow: (share, byteCount) => (this.#mayHave(share, byteCount) ? this.#give(share, byteCount) : undefined),
      take: (share, byteCount, signal) => this.#take(share, byteCount, signal),
      close: () => {
        this.#openShares -= 1;
        if (this.#openShares > 0) return;
        this.#largestBytes = 0;
        this.#left = new WeakRef(this.#kept);
        this.#kept = [];
      },
    });
  }

  #take(share: PartShare, byteCount: number, signal: AbortSignal | undefined): Piece | Promise<Piece> {
    signal?.throwIfAborted();
    if (this.#mayHave(share, byteCount)) return this.#give(share, byteCount);
    return new Promise((resolve, reject) => {
      const waiting: Waiting = {
        share,
        byteCount,
        give: (piece) => {
          forget();
          resolve(piece);
        },
      };
      const forget = onAbort(signal, () => {
        this.#waiting.delete(waiting);
        reject(signal?.reason as Error);
        // Who stood behind it may need less.
        this.#serve();
      });
      this.#waiting.add(waiting);
    });
  }

  #mayHave(share: PartShare, byteCount: number): boolean {
    return share.pieces === 0 || (this.#waiting.size === 0 && this.#fits(byteCount));
  }

  #fits(byteCount: number): boolean {
    return this.#usedBytes + byteCount <= this.#maxBytes;
  }

  #serve(): void {
    for (let next = this.#next(); next !== undefined; next = this.#next()) {
      if (next.share.pieces > 0 && !this.#fits(next.byteCount)) return;
      this.#waiting.delete(next);
      next.give(this.#give(next.share, next.byteCount));
    }
  }

  /** Of the call that has least; of two, who came first. Nobody gets past it, or what is large would wait for ever. */
  #next(): Waiting | undefined {
    let least: Waiting | undefined;
    for (const waiting of this.#waiting) if (least === undefined || waiting.share.byteCount < least.share.byteCount) least = waiting;
    return least;
  }

  #give(share: PartShare, byteCount: number): Piece {
    const memory = this.#memory(byteCount);
    const weight = memory.byteLength;
    this.#usedBytes += weight;
    this.#largestBytes = Math.max(this.#largestBytes, weight);
    return share.given(memory.subarray(0, byteCount), weight, (again) => {
      this.#usedBytes -= weight;
      if (again && weight >= WORTH_KEEPING_BYTES && this.#openShares > 0) this.#kept.push(memory);
      this.#serve();
      this.#shrink(0);
    });
  }

  /** One that is there and not much too large, or a new one; what is kept makes room for it. */
  #memory(byteCount: number): Buffer {
    if (byteCount < WORTH_KEEPING_BYTES) return Buffer.allocUnsafe(byteCount);
    let best = -1;
    for (const [index, { byteLength }] of this.#kept.entries()) {
      if (byteLength < byteCount || byteLength > 2 * byteCount) continue;
      if (best < 0 || byteLength < (this.#kept[best]?.byteLength ?? 0)) best = index;
    }
    const [found] = best < 0 ? [] : this.#kept.splice(best, 1);
    if (found !== undefined) return found;
    this.#shrink(byteCount);
    return sharedBuffer(byteCount);
  }

  /** Threads' memory is collected late, however much of it there is: what every call will need again at once stays, beyond the limit too. */
  #shrink(byteCount: number): void {
    const most = Math.max(this.#maxBytes, this.#openShares * this.#largestBytes);
    let keptBytes = this.#kept.reduce((sum, { byteLength }) => sum + byteLength, 0);
    while (keptBytes > 0 && this.#usedBytes + keptBytes + byteCount > most) keptBytes -= this.#kept.shift()?.byteLength ?? 0;
  }
}

interface ShareParts {
  readonly takeNow: (share: PartShare, byteCount: number) => Piece | undefined;
  readonly take: (share: PartShare, byteCount: number, signal: AbortSignal | undefined) => Piece | Promise<Piece>;
  readonly close: () => void;
}

/** What one call has of it. */
export class PartShare {
  readonly #parts: ShareParts;
  readonly #given = new Set<Piece>();
  #byteCount = 0;
  #open = true;

  constructor(parts: ShareParts) {
    this.#parts = parts;
  }

  get pieces(): number {
    return this.#given.size;
  }

  get byteCount(): number {
    return this.#byteCount;
  }

  /** Resolves when there is room; a call that has none gets it at once. */
  async take(byteCount: number, signal?: AbortSignal): Promise<Piece> {
    return this.#parts.take(this, byteCount, signal);
  }

  /** If there is room at once. */
  takeNow(byteCount: number): Piece | undefined {
    return this.#parts.takeNow(this, byteCount);
  }

  /** A piece of this call's. `back` is told once, and whether the memory may be used again. */
  given(bytes: Buffer, weight: number, back: (again: boolean) => void): Piece {
    const end = (again: boolean): void => {
      if (!this.#given.delete(piece)) return;
      this.#byteCount -= weight;
      back(again);
    };
    const piece: Piece = { bytes, release: () => end(true), forget: () => end(false) };
    this.#given.add(piece);
    this.#byteCount += weight;
    return piece;
  }

  /** The call is over. What it did not give back, because it failed, counts no more. */
  close(): void {
    if (!this.#open) return;
    this.#open = false;
    for (const piece of this.#given) piece.forget();
    this.#parts.close();
  }
}
