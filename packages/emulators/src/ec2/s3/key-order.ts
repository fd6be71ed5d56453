/** UTF-8 byte order. UTF-16 order differs only where a surrogate meets U+E000…U+FFFF. */
export function compareKeys(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i += 1) {
    const left = a.charCodeAt(i);
    const right = b.charCodeAt(i);
    if (left === right) continue;
    const leftAstral = left >= 0xd800 && left <= 0xdfff;
    const rightAstral = right >= 0xd800 && right <= 0xdfff;
    if (leftAstral !== rightAstral) return leftAstral ? 1 : -1;
    return left - right;
  }
  return a.length - b.length;
}

const FEW = 64;

/** Keys kept in order lazily: many inserts cost one sort at the next listing, few cost a splice each. */
export class OrderedKeys {
  #sorted: string[] = [];
  #added = new Set<string>();
  #removed = new Set<string>();

  add(key: string): void {
    if (!this.#removed.delete(key)) this.#added.add(key);
  }

  remove(key: string): void {
    if (!this.#added.delete(key)) this.#removed.add(key);
  }

  /** In order. Not to be changed. */
  all(): readonly string[] {
    if (this.#removed.size > 0) {
      if (this.#removed.size > FEW) this.#sorted = this.#sorted.filter((key) => !this.#removed.has(key));
      else for (const key of this.#removed) this.#sorted.splice(this.#at(key), 1);
      this.#removed.clear();
    }
    if (this.#added.size > 0) {
      if (this.#added.size > FEW) this.#sorted = [...this.#sorted, ...this.#added].sort(compareKeys);
      else for (const key of this.#added) this.#sorted.splice(this.#at(key), 0, key);
      this.#added.clear();
    }
    return this.#sorted;
  }

  #at(key: string): number {
    return firstIndex(this.#sorted, (candidate) => compareKeys(candidate, key) >= 0);
  }
}

/** The first index from `from` on whose item passes; passing must be monotonic. */
export function firstIndex<T>(items: readonly T[], passes: (item: T) => boolean, from = 0): number {
  let low = from;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (passes(items[middle]!)) high = middle;
    else low = middle + 1;
  }
  return low;
}
