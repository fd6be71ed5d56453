import type { Dirent, Stats } from 'node:fs';
import { lstat, mkdir, opendir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, sep } from 'node:path';
import { CloudError } from '../../errors/cloud-error.ts';

/** `skip`: links are left out. `follow`: what they lead to is taken, circles end. `refuse`: a link is an error. */
export type LinkPolicy = 'skip' | 'follow' | 'refuse';

export interface LocalFile {
  /** Below the folder, with `/` between. */
  readonly relative: string;
  readonly path: string;
  readonly sizeBytes: number;
  readonly modifiedAt: Date;
}

export interface WalkOptions {
  readonly links: LinkPolicy;
  /** Only files after this one. */
  readonly after?: string | undefined;
  readonly onSkipped?: ((path: string) => void) | undefined;
}

/** What a download under way, or one that was interrupted, writes beside its file. */
const UNFINISHED = /\.[0-9a-f]{16}\.parts?$/;

const bytes = (text: string): Buffer => Buffer.from(text);

/**
 * Every file of a folder but those that a download has not finished, in the order that their keys have in a list: by the bytes of the whole relative path, where `a.txt` comes before `a/b`.
 * Memory holds the names of one folder a level.
 */
export async function* walk(root: string, options: WalkOptions): AsyncGenerator<LocalFile, void, undefined> {
  yield* walkFolder(root, '', options, [await realpath(root)]);
}

interface Entry {
  readonly name: string;
  readonly kind: 'file' | 'folder';
}

async function* walkFolder(root: string, under: string, options: WalkOptions, above: readonly string[]): AsyncGenerator<LocalFile, void, undefined> {
  const entries: Entry[] = [];
  for await (const entry of await opendir(join(root, under))) {
    const kind = await kindOf(join(root, under, entry.name), entry, options);
    if (kind !== undefined) entries.push({ name: entry.name, kind });
  }
  const sorted = entries.map((entry) => ({ ...entry, order: bytes(entry.kind === 'folder' ? `${entry.name}/` : entry.name) }));
  sorted.sort((a, b) => Buffer.compare(a.order, b.order));
  for (const { name, kind } of sorted) {
    const relative = `${under}${name}`;
    const path = join(root, relative);
    if (kind === 'folder') {
      if (!mayHold(`${relative}/`, options.after)) continue;
      const real = options.links === 'follow' ? await realpath(path) : path;
      if (above.includes(real)) options.onSkipped?.(path);
      else yield* walkFolder(root, `${relative}/`, options, [...above, real]);
    } else if (options.after === undefined || Buffer.compare(bytes(relative), bytes(options.after)) > 0) {
      const { size, mtime } = await stat(path);
      yield { relative, path, sizeBytes: size, modifiedAt: mtime };
    }
  }
}

/** Whether a folder can hold files after this one. */
const mayHold = (folder: string, after: string | undefined): boolean =>
  after === undefined || after.startsWith(folder) || Buffer.compare(bytes(folder), bytes(after)) > 0;

async function kindOf(path: string, entry: Dirent, { links, onSkipped }: WalkOptions): Promise<Entry['kind'] | undefined> {
  if (entry.isFile()) {
    if (!UNFINISHED.test(entry.name)) return 'file';
    onSkipped?.(path);
    return undefined;
  }
  if (entry.isDirectory()) return 'folder';
  if (entry.isSymbolicLink() && links === 'refuse') {
    throw new CloudError('invalid-argument', `${path} is a link`, {
      outcome: 'not-done',
      remedy: 'take it away, or say what links mean: links: "skip" or "follow"',
    });
  }
  if (entry.isSymbolicLink() && links === 'follow') {
    // A link to nowhere is like no file.
    const found: Stats | undefined = await stat(path).catch(() => undefined);
    if (found?.isFile() === true) return 'file';
    if (found?.isDirectory() === true) return 'folder';
  }
  onSkipped?.(path);
  return undefined;
}

const RESERVED = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)/i;

/** What is wrong with one part of a path as a file's name on Windows. */
function windowsProblem(part: string): string | undefined {
  if (/[<>:"\\|?*\u0001-\u001f]/.test(part)) return 'has a character that Windows keeps for itself';
  if (/[. ]$/.test(part)) return 'ends with a dot or a blank, which Windows drops';
  return RESERVED.test(part) ? 'is a device on Windows' : undefined;
}

/** A key as a path under a folder. Keys that would leave it, or that no file can be named like, are refused. */
export function pathOfKey(key: string, windowsNames: boolean = sep === '\\'): string {
  const parts = key.split('/');
  const outside = parts.some((part) => part === '' || part === '.' || part === '..' || part.includes('\0'));
  const problem = outside
    ? 'would leave the folder, or has an empty part'
    : windowsNames
      ? parts.map(windowsProblem).find((one) => one !== undefined)
      : undefined;
  if (problem === undefined) return parts.join(sep);
  throw new CloudError('invalid-argument', `the key ${JSON.stringify(key)} cannot be a file's path: it ${problem}`, {
    operation: 'storage.download',
    outcome: 'not-done',
    remedy: 'download it by itself, to a path of your choice',
  });
}

/**
 * Of keys that differ in case alone, and that a file system takes for one name, the last would silently take the place of the others. Remembers the names
 * there were, where that is so.
 */
export class CaseClashes {
  readonly #root: string;
  readonly #known = new Map<string, string>();
  #folds: Promise<boolean> | undefined;

  /** `folds`: whether names that differ in case alone are one; absent: as the root's file system has it. */
  constructor(root: string, folds: boolean | undefined) {
    this.#root = root;
    this.#folds = folds === true ? Promise.resolve(true) : undefined;
  }

  /** The root must be there. */
  async check(relative: string): Promise<void> {
    this.#folds ??= foldsCase(this.#root);
    if (!(await this.#folds)) return;
    const folded = relative.toLowerCase();
    const other = this.#known.get(folded);
    if (other === undefined) this.#known.set(folded, relative);
    if (other === undefined || other === relative) return;
    throw new CloudError('conflict', `${JSON.stringify(relative)} and ${JSON.stringify(other)} are one file here, where case does not count`, {
      operation: 'storage.download',
      outcome: 'not-done',
      remedy: 'download one of them by itself, under another name',
    });
  }
}

/** Whether the folder is found under its name in the other case, too. */
async function foldsCase(folder: string): Promise<boolean> {
  const name = basename(folder);
  const other = name === name.toLowerCase() ? name.toUpperCase() : name.toLowerCase();
  // A name without letters tells nothing; most such folders are on file systems of the usual kind of their system.
  if (other === name) return process.platform === 'darwin' || process.platform === 'win32';
  const [one, two] = await Promise.all([stat(folder), stat(join(dirname(folder), other)).catch(() => undefined)]);
  return two !== undefined && one.ino === two.ino && one.dev === two.dev;
}

/** Makes folders below a root, and sees that none of them is a link that leads out of it. */
export class Folders {
  readonly #root: string;
  readonly #known = new Map<string, Promise<void>>();

  constructor(root: string) {
    this.#root = root;
  }

  /** The folder that `relative` (a file's path below the root) is in. */
  async above(relative: string): Promise<void> {
    const parts = relative.split(sep).slice(0, -1);
    await this.#ready('', () => mkdir(this.#root, { recursive: true }).then(() => undefined));
    let at = '';
    for (const part of parts) {
      at = join(at, part);
      const folder = at;
      await this.#ready(folder, () => this.#make(join(this.#root, folder)));
    }
  }

  /** Remembers a while; a hundred thousand folders need not all be remembered. */
  #ready(folder: string, make: () => Promise<void>): Promise<void> {
    const known = this.#known.get(folder);
    if (known !== undefined) return known;
    const made = make();
    if (this.#known.size >= 1_000) this.#known.clear();
    this.#known.set(folder, made);
    made.catch(() => this.#known.delete(folder));
    return made;
  }

  async #make(path: string): Promise<void> {
    await mkdir(path).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    });
    const found = await lstat(path);
    if (found.isDirectory()) return;
    throw new CloudError(
      'conflict',
      found.isSymbolicLink() ? `${path} is a link, which may lead out of the folder` : `${path} is a file, and a folder is needed`,
      {
        outcome: 'not-done',
        remedy: 'take it away',
      },
    );
  }
}
