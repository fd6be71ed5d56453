import { type CallOptions, CloudError } from '@portolan/core/driver';
import type { MantaClient } from '../../client.ts';
import { type EntryPage, kindOf, listEntries, MAX_ENTRIES } from '../directory.ts';
import { folderPath } from '../paths.ts';
import type { EntryWire } from './wire.ts';

/** A directory being read. */
interface Level {
  /** From the bucket: `a/b`, or `''`. */
  readonly folder: string;
  /** The last name read. */
  readonly after?: string | undefined;
  /** Only names that begin so. */
  readonly prefix: string;
  /** Directories that were met and whose turn has not come: see `due`. The first is the one met last. */
  readonly held: readonly string[];
  /** How many entries were read, when from the beginning. */
  readonly seen?: number | undefined;
  readonly ended: boolean;
}

/** All there is to know to go on: plain data, as deep as the tree and no longer. */
export interface WalkState {
  readonly levels: readonly Level[];
}

export type WalkItem =
  | { readonly kind: 'object'; readonly key: string; readonly entry: EntryWire }
  /** A directory that was not entered. Ends with a slash. */
  | { readonly kind: 'folder'; readonly prefix: string };

export interface WalkOptions extends CallOptions {
  /** Enter directories, or tell them. */
  readonly enter: boolean;
  /** How many directories may be read before their turn, at this moment. Default 0: what is read ahead and not reached is read again. */
  readonly ahead?: (() => number) | undefined;
}

/** Before the first key that begins with `prefix`. */
export function startWalk(prefix: string): WalkState {
  const slash = prefix.lastIndexOf('/');
  return { levels: [level(slash < 0 ? '' : prefix.slice(0, slash), prefix.slice(slash + 1))] };
}

const level = (folder: string, prefix = ''): Level => ({ folder, prefix, held: [], seen: 0, ended: false });

/**
 * Walks directories in the order of keys, at any depth, holding one page of entries for every level in memory.
 *
 * Names come in the order of their bytes, keys are ordered by theirs, and these differ: `a`, `a-b`, `a.txt` is the order of names, but the keys in the
 * directory `a` begin with `a/`, which is behind `a-b` and `a.txt`. So a directory is held back until a name comes that is behind its own with the slash.
 */
export class Walk {
  readonly #client: MantaClient;
  readonly #bucket: string;
  readonly #options: WalkOptions;
  readonly #levels: OpenLevel[];
  /** First pages of directories whose turn will come. */
  readonly #early = new Map<string, Promise<EntryPage | undefined>>();
  /** Whether the first directory asked for was there. */
  found = true;

  constructor(client: MantaClient, bucket: string, state: WalkState, options: WalkOptions) {
    this.#client = client;
    this.#bucket = bucket;
    this.#options = options;
    this.#levels = state.levels.map((one) => ({ ...one, held: [...one.held], entries: [], at: 0 }));
  }

  /** The next item, or undefined at the end. */
  async next(): Promise<WalkItem | undefined> {
    for (;;) {
      const current = this.#levels.at(-1);
      if (current === undefined) return undefined;
      const entry = await this.#peek(current);
      const held = current.held[0];
      if (held !== undefined && (entry === undefined || isDue(held, entry.name))) {
        current.held.shift();
        const folder = join(current.folder, held);
        if (!this.#options.enter) return { kind: 'folder', prefix: `${folder}/` };
        this.#readAhead(current);
        this.#levels.push({ ...level(folder), held: [], entries: [], at: 0 });
        continue;
      }
      if (entry === undefined) {
        this.#levels.pop();
        continue;
      }
      current.at += 1;
      current.after = entry.name;
      if (!entry.name.startsWith(current.prefix)) {
        // Behind all names that begin so.
        if (compareBytes(entry.name, current.prefix) > 0) current.ended = true;
        if (current.ended) {
          current.entries = [];
          current.at = 0;
        }
        continue;
      }
      if (entry.type === 'directory') current.held.unshift(entry.name);
      else if (entry.type === 'object') return { kind: 'object', key: join(current.folder, entry.name), entry };
    }
  }

  /** Where `next` would go on. Undefined: at the end. */
  state(): WalkState | undefined {
    if (this.#levels.length === 0) return undefined;
    return {
      levels: this.#levels.map(({ folder, after, prefix, held, seen, ended, entries, at }) => ({
        folder,
        after,
        prefix,
        held: [...held],
        seen: seen === undefined ? undefined : seen - (entries.length - at),
        ended: ended && at >= entries.length,
      })),
    };
  }

  async #peek(current: OpenLevel): Promise<EntryWire | undefined> {
    while (current.at >= current.entries.length && !current.ended) await this.#read(current);
    return current.entries[current.at];
  }

  async #read(current: OpenLevel): Promise<void> {
    this.#options.signal?.throwIfAborted();
    const marker = current.after ?? (current.prefix === '' ? undefined : current.prefix);
    const early = marker === undefined ? this.#early.get(current.folder) : undefined;
    this.#early.delete(current.folder);
    const page = await (early ?? this.#list(current.folder, marker));
    current.at = 0;
    if (page === undefined) {
      // Deleted while we walked, or never there.
      if (this.#levels.length === 1) this.found = false;
      current.entries = [];
      current.ended = true;
      return;
    }
    // The marker itself comes first, if it is still there.
    const fresh = page.entries[0]?.name === current.after ? page.entries.slice(1) : page.entries;
    if (current.seen !== undefined) current.seen += fresh.length;
    current.entries = fresh;
    // A listing that fails half-way ends early: the directory's own count tells, for one read from its beginning.
    const complete = current.prefix !== '' || page.total === undefined || current.seen === undefined || current.seen >= page.total;
    current.ended = fresh.length === 0 || (page.entries.length < MAX_ENTRIES && complete);
  }

  #list(folder: string, marker: string | undefined): Promise<EntryPage | undefined> {
    return listEntries(this.#client, folderPath(this.#bucket, folder), marker, MAX_ENTRIES, this.#options);
  }

  /** Many small directories would cost a round trip each, one after the other. */
  #readAhead({ folder, held, entries, at }: OpenLevel): void {
    const most = this.#options.ahead?.() ?? 0;
    const waiting = entries.slice(at, at + 2 * most).filter((entry) => entry.type === 'directory');
    for (const name of [...held, ...waiting.map((entry) => entry.name)]) {
      if (this.#early.size >= most) return;
      const path = join(folder, name);
      if (this.#early.has(path)) continue;
      const page = this.#list(path, undefined);
      // Told when its turn comes, if it comes.
      page.catch(() => undefined);
      this.#early.set(path, page);
    }
  }
}

interface OpenLevel {
  readonly folder: string;
  readonly prefix: string;
  after?: string | undefined;
  readonly held: string[];
  seen?: number | undefined;
  ended: boolean;
  entries: readonly EntryWire[];
  at: number;
}

const join = (folder: string, name: string): string => (folder === '' ? name : `${folder}/${name}`);

/** Whether keys in the directory come before anything named so, and named so or later. */
const isDue = (directory: string, name: string): boolean => compareBytes(`${directory}/`, name) < 0;

/** The order of UTF-8 bytes. That of JavaScript's strings differs where surrogates stand against characters past U+DFFF. */
export function compareBytes(a: string, b: string): number {
  if (/[\ud800-\udfff]/.test(a) || /[\ud800-\udfff]/.test(b)) return Buffer.compare(Buffer.from(a), Buffer.from(b));
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * A walk that starts behind `after`. Directories whose turn comes later than their name's (see `Walk`) and are named before the place
 * are asked for one by one: `a` for `a-b`, since `a/…` is behind `a-b`.
 */
export async function startWalkAfter(client: MantaClient, bucket: string, prefix: string, after: string, options: WalkOptions): Promise<WalkState> {
  const start = startWalk(prefix);
  const [top] = start.levels;
  if (top === undefined || compareBytes(after, prefix) <= 0) return start;
  // Every key that begins with the prefix is before `after`, or `after` is one of them.
  if (!after.startsWith(prefix)) return { levels: [{ ...top, ended: true }] };
  const rest = after.slice(top.folder === '' ? 0 : top.folder.length + 1).split('/');
  const levels: Level[] = [];
  let folder = top.folder;
  for (const [index, name] of rest.entries()) {
    // Behind a part that no name can be (`a/`, `a/../b`) may be all of the directory.
    const last = !isName(rest[index + 1] ?? '');
    const own = index === 0 ? top.prefix : '';
    if (!isName(name)) break;
    const held = await heldBefore(client, bucket, folder, own, name, options);
    const path = join(folder, name);
    // `a` itself is not behind `a`, but all in the directory `a` is.
    if (last && (await kindOf(client, folderPath(bucket, path), options)) === 'directory') held.unshift(name);
    levels.push({ folder, prefix: own, after: name, held, ended: false });
    folder = path;
    // What is deeper shows as one row, which is before `after`.
    if (!options.enter) break;
  }
  return levels.length === 0 ? start : { levels };
}

const isName = (name: string): boolean => name !== '' && name !== '.' && name !== '..';

async function heldBefore(client: MantaClient, bucket: string, folder: string, prefix: string, name: string, options: CallOptions): Promise<string[]> {
  const held: string[] = [];
  for (let length = name.length - 1; length >= Math.max(1, prefix.length); length -= 1) {
    const shorter = name.slice(0, length);
    if (!isName(shorter) || !shorter.isWellFormed() || name.charCodeAt(length) >= 0x2f) continue;
    if ((await kindOf(client, folderPath(bucket, join(folder, shorter)), options)) === 'directory') held.push(shorter);
  }
  return held;
}

/** The state out of a cursor, or the refusal of one that is not of this kind of list. */
export function readWalkState(value: unknown): WalkState {
  const levels = (value as Partial<WalkState> | null)?.levels;
  const fits = (one: Partial<Level> | null): boolean =>
    typeof one?.folder === 'string' && typeof one.prefix === 'string' && Array.isArray(one.held) && typeof one.ended === 'boolean';
  if (Array.isArray(levels) && levels.every(fits)) return { levels };
  throw new CloudError('invalid-argument', 'the cursor is not one of this list', { outcome: 'not-done' });
}
