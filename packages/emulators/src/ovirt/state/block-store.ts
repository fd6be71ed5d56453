export const BLOCK_BYTES: number = 64 * 1024;

export interface Extent {
  readonly start: number;
  readonly length: number;
  readonly zero: boolean;
}

/** A sparse volume: only blocks that were written are held. Clones share blocks until one of them writes. */
export class BlockStore {
  readonly #blocks: Map<number, Buffer>;
  /** Blocks this store alone holds and may write in place. */
  #owned = new Set<number>();
  /** One past the last byte ever written. */
  #end = 0;

  constructor(blocks: Map<number, Buffer> = new Map()) {
    this.#blocks = blocks;
  }

  get allocatedBytes(): number {
    return this.#blocks.size * BLOCK_BYTES;
  }

  get endBytes(): number {
    return this.#end;
  }

  clone(): BlockStore {
    this.#owned = new Set();
    const copy = new BlockStore(new Map(this.#blocks));
    copy.#end = this.#end;
    return copy;
  }

  /** Takes over the content of another store, as a disk does when a snapshot is restored. */
  become(other: BlockStore): void {
    const copy = other.clone();
    this.clear();
    for (const [index, block] of copy.#blocks) this.#blocks.set(index, block);
    this.#end = copy.#end;
  }

  clear(): void {
    this.#blocks.clear();
    this.#owned.clear();
    this.#end = 0;
  }

  write(offset: number, bytes: Buffer): void {
    let done = 0;
    while (done < bytes.length) {
      const index = Math.floor((offset + done) / BLOCK_BYTES);
      const within = (offset + done) % BLOCK_BYTES;
      const take = Math.min(BLOCK_BYTES - within, bytes.length - done);
      bytes.copy(this.#writable(index), within, done, done + take);
      done += take;
    }
    this.#end = Math.max(this.#end, offset + bytes.length);
  }

  /** Zeroes a range; whole blocks are given back to the storage. */
  zero(offset: number, length: number): void {
    const end = offset + length;
    const first = Math.floor(offset / BLOCK_BYTES);
    const last = Math.floor((end - 1) / BLOCK_BYTES);
    const indexes = last - first > this.#blocks.size ? [...this.#blocks.keys()].filter((at) => at >= first && at <= last) : range(first, last);
    for (const index of indexes) {
      if (!this.#blocks.has(index)) continue;
      const from = Math.max(offset, index * BLOCK_BYTES);
      const to = Math.min(end, (index + 1) * BLOCK_BYTES);
      if (to - from === BLOCK_BYTES) {
        this.#blocks.delete(index);
        this.#owned.delete(index);
      } else this.#writable(index).fill(0, from - index * BLOCK_BYTES, to - index * BLOCK_BYTES);
    }
    this.#end = Math.max(this.#end, end);
  }

  /** The bytes from `offset`, at most to the end of that block; undefined when they are a hole. */
  peek(offset: number, atMost: number): { readonly length: number; readonly bytes: Buffer | undefined } {
    const index = Math.floor(offset / BLOCK_BYTES);
    const within = offset % BLOCK_BYTES;
    const length = Math.min(BLOCK_BYTES - within, atMost);
    return { length, bytes: this.#blocks.get(index)?.subarray(within, within + length) };
  }

  /** Runs of data and of holes that cover exactly `size` bytes. */
  extents(size: number): Extent[] {
    const out: Extent[] = [];
    const push = (start: number, end: number, zero: boolean): void => {
      if (end > start) out.push({ start, length: end - start, zero });
    };
    let at = 0;
    let dataFrom = -1;
    for (const index of [...this.#blocks.keys()].sort((a, b) => a - b)) {
      const start = index * BLOCK_BYTES;
      if (start >= size) break;
      if (dataFrom !== -1 && start === at) {
        at = Math.min(size, start + BLOCK_BYTES);
        continue;
      }
      if (dataFrom !== -1) push(dataFrom, at, false);
      push(at, start, true);
      dataFrom = start;
      at = Math.min(size, start + BLOCK_BYTES);
    }
    if (dataFrom !== -1) push(dataFrom, at, false);
    push(at, size, true);
    return out;
  }

  #writable(index: number): Buffer {
    const known = this.#blocks.get(index);
    if (known !== undefined && this.#owned.has(index)) return known;
    const fresh = known === undefined ? Buffer.alloc(BLOCK_BYTES) : Buffer.from(known);
    this.#blocks.set(index, fresh);
    this.#owned.add(index);
    return fresh;
  }
}

const range = (first: number, last: number): number[] => Array.from({ length: last - first + 1 }, (_, i) => first + i);
