import { randomUUID } from 'node:crypto';

interface Entry {
  readonly name: string;
  mtimeMs: number;
  /** Stored headers that are given back: m-*, CORS, Cache-Control, Surrogate-Key. Names as they are sent. */
  headers: Readonly<Record<string, string>>;
  roleTags: readonly string[];
}

export interface ObjectEntry extends Entry {
  readonly type: 'object';
  /** A bare uuid, new with every write of the bytes. */
  readonly etag: string;
  readonly body: Buffer;
  readonly contentMD5: string;
  contentType: string;
  contentDisposition: string | undefined;
  /** Copies kept; none of an empty object. */
  readonly copies: number;
}

export class DirectoryEntry implements Entry {
  readonly type = 'directory';
  readonly name: string;
  mtimeMs: number;
  headers: Readonly<Record<string, string>> = {};
  roleTags: readonly string[] = [];
  readonly #children = new Map<string, TreeEntry>();
  #names: string[] | undefined;

  constructor(name: string, mtimeMs: number) {
    this.name = name;
    this.mtimeMs = mtimeMs;
  }

  get size(): number {
    return this.#children.size;
  }

  get(name: string): TreeEntry | undefined {
    return this.#children.get(name);
  }

  set(entry: TreeEntry): void {
    if (!this.#children.has(entry.name)) this.#names = undefined;
    this.#children.set(entry.name, entry);
  }

  delete(name: string): void {
    if (this.#children.delete(name)) this.#names = undefined;
  }

  /** Names in the order of their UTF-8 bytes; sorted once per change, so that paging through many stays cheap. */
  names(): readonly string[] {
    this.#names ??= [...this.#children.keys()].sort(compareUtf8);
    return this.#names;
  }

  entries(): IterableIterator<TreeEntry> {
    return this.#children.values();
  }
}

export type TreeEntry = ObjectEntry | DirectoryEntry;

/** Code-unit order differs from byte order only where surrogates stand against characters past U+DFFF. */
export function compareUtf8(a: string, b: string): number {
  if (/[\ud800-\udfff]/.test(a) || /[\ud800-\udfff]/.test(b)) return Buffer.compare(Buffer.from(a), Buffer.from(b));
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Every account's namespace: `/:login/stor`, `/public`, `/uploads`, `/reports`, and what is under them. */
export class Tree {
  readonly #roots = new Map<string, DirectoryEntry>();

  addAccount(login: string, nowMs: number): void {
    const root = new DirectoryEntry(login, nowMs);
    for (const name of STORAGE_ROOTS) root.set(new DirectoryEntry(name, nowMs));
    this.#roots.set(login, root);
  }

  /** The entry at a decoded path, by pieces. */
  find(pieces: readonly string[]): TreeEntry | undefined {
    let entry: TreeEntry | undefined = this.#roots.get(pieces[0] ?? '');
    for (const piece of pieces.slice(1)) {
      if (entry?.type !== 'directory') return undefined;
      entry = entry.get(piece);
    }
    return entry;
  }
}

export const STORAGE_ROOTS = ['public', 'reports', 'stor', 'uploads'] as const;

export const newEtag = (): string => randomUUID();
