export interface ByteRange {
  readonly first: number;
  /** Inclusive. */
  readonly last: number;
}

/**
 * The ranges a `Range` header asks of `size` bytes. Undefined: no header, or one that makes no sense, which is ignored.
 * An empty list: sensible, but none of it is there (416).
 */
export function parseRanges(header: string | undefined, size: number): ByteRange[] | undefined {
  const spec = /^bytes=(.+)$/.exec(header ?? '')?.[1];
  if (spec === undefined) return undefined;
  const ranges: ByteRange[] = [];
  for (const part of spec.split(',')) {
    const match = /^\s*(\d*)-(\d*)\s*$/.exec(part);
    if (match === null || (match[1] === '' && match[2] === '')) return undefined;
    if (match[1] === '') {
      const length = Math.min(Number(match[2]), size);
      if (length > 0) ranges.push({ first: size - length, last: size - 1 });
      continue;
    }
    const first = Number(match[1]);
    const last = match[2] === '' ? size - 1 : Math.min(Number(match[2]), size - 1);
    if (match[2] !== '' && Number(match[2]) < first) return undefined;
    if (first < size) ranges.push({ first, last });
  }
  return ranges;
}

/** The bytes of a range, out of pieces in a row, without joining the rest. */
export function* sliceChunks(chunks: readonly Buffer[], range: ByteRange): Generator<Buffer> {
  let offset = 0;
  for (const chunk of chunks) {
    const from = Math.max(range.first - offset, 0);
    const to = Math.min(range.last - offset + 1, chunk.length);
    if (from < to) yield chunk.subarray(from, to);
    offset += chunk.length;
    if (offset > range.last) return;
  }
}
