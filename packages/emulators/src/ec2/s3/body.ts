/** An object's bytes as the pieces they arrived in: nothing is copied to join or to slice them. */
export class ObjectBody {
  readonly chunks: readonly Buffer[];
  readonly length: number;

  constructor(chunks: readonly Buffer[]) {
    this.chunks = chunks;
    this.length = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  }

  static join(bodies: readonly ObjectBody[]): ObjectBody {
    return new ObjectBody(bodies.flatMap((body) => body.chunks));
  }

  slice(start: number, end: number): ObjectBody {
    const kept: Buffer[] = [];
    let at = 0;
    for (const chunk of this.chunks) {
      const from = Math.max(start - at, 0);
      const to = Math.min(end - at, chunk.length);
      if (from < to) kept.push(chunk.subarray(from, to));
      at += chunk.length;
      if (at >= end) break;
    }
    return new ObjectBody(kept);
  }

  toBuffer(): Buffer {
    return Buffer.concat(this.chunks, this.length);
  }
}
