import { createHash } from 'node:crypto';
import { md5 } from '../content.ts';

/** What came in, by size and digest: the bytes themselves are not kept. */
export interface Stored {
  readonly sizeBytes: number;
  readonly md5: string;
}

/** Digests of what was put, and of parts of uploads, to be compared with what should have come. */
export class Store {
  readonly #objects = new Map<string, readonly Stored[]>();
  readonly #uploads = new Map<string, Map<number, Stored>>();
  #next = 1;

  get openUploads(): number {
    return this.#uploads.size;
  }

  put(path: string, stored: Stored): void {
    this.#objects.set(path, [stored]);
  }

  begin(): string {
    const id = `upload-${this.#next++}`;
    this.#uploads.set(id, new Map());
    return id;
  }

  putPart(id: string, number: number, stored: Stored): boolean {
    return this.#uploads.get(id)?.set(number, stored) !== undefined;
  }

  abort(id: string): void {
    this.#uploads.delete(id);
  }

  /** The composite ETag, or nothing when the upload is unknown. */
  complete(path: string, id: string): string | undefined {
    const upload = this.#uploads.get(id);
    if (upload === undefined) return undefined;
    const parts = [...upload].sort(([a], [b]) => a - b).map(([, part]) => part);
    this.#uploads.delete(id);
    this.#objects.set(path, parts);
    const digests = Buffer.concat(parts.map((part) => Buffer.from(part.md5, 'hex')));
    return `${createHash('md5').update(digests).digest('hex')}-${parts.length}`;
  }

  /** Whether an object holds the first `sizeBytes` of the content, byte for byte; forgets it. */
  verify(path: string, sizeBytes: number): boolean {
    const parts = this.#objects.get(path) ?? [];
    this.#objects.delete(path);
    let at = 0;
    for (const part of parts) {
      if (md5(at, at + part.sizeBytes).toString('hex') !== part.md5) return false;
      at += part.sizeBytes;
    }
    return at === sizeBytes && parts.length > 0;
  }

  /** How many objects of this size and digest there are under a prefix; forgets them. */
  count(prefix: string, stored: Stored): number {
    let found = 0;
    for (const [path, parts] of this.#objects) {
      if (!path.startsWith(prefix)) continue;
      if (parts.length === 1 && parts[0]?.md5 === stored.md5 && parts[0].sizeBytes === stored.sizeBytes) found += 1;
      this.#objects.delete(path);
    }
    return found;
  }
}
