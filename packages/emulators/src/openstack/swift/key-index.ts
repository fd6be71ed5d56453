/**
 * Compares as Swift sorts: by the bytes of UTF-8, which is the order of code points. JavaScript's own order differs for surrogates:
 * '\uffff' < '\u{1f600}' in bytes, the other way round in UTF-16.
 */
export function compareBytes(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i += 1) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x === y) continue;
    const xSurrogate = x >= 0xd800 && x <= 0xdfff;
    const ySurrogate = y >= 0xd800 && y <= 0xdfff;
    if (xSurrogate !== ySurrogate) return xSurrogate ? 1 : -1;
    return x - y;
  }
  return a.length - b.length;
}

/** The names of a container (or of an account), kept sorted when somebody looks: a million puts cost one sort, not a million. */
export class KeyIndex {
  #keys: string[] = [];
  readonly #present = new Set<string>();
  #unsorted = false;
  #gone = 0;

  add(key: string): void {
    if (this.#present.has(key)) return;
    // A key that was removed and not yet swept out is still in the array.
    if (this.#gone > 0) this.#sweep();
    this.#present.add(key);
    const last = this.#keys.at(-1);
    if (last !== undefined && compareBytes(last, key) > 0) this.#unsorted = true;
    this.#keys.push(key);
  }

  remove(key: string): void {
    if (this.#present.delete(key)) this.#gone += 1;
  }

  get size(): number {
    return this.#present.size;
  }

  /** All names in order. Not a copy: do not hold it across a change. */
  sorted(): readonly string[] {
    if (this.#gone > 0) this.#sweep();
    if (this.#unsorted) {
      this.#keys.sort(compareBytes);
      this.#unsorted = false;
    }
    return this.#keys;
  }

  #sweep(): void {
    this.#keys = this.#keys.filter((key) => this.#present.has(key));
    this.#gone = 0;
  }
}

/** Index of the first key that is `>= key` (`> key` when `after`). */
export function lowerBound(keys: readonly string[], key: string, after: boolean): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const order = compareBytes(keys[middle] ?? '', key);
    if (order < 0 || (after && order === 0)) low = middle + 1;
    else high = middle;
  }
  return low;
}
