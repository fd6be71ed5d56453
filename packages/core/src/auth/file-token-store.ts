import { randomBytes } from 'node:crypto';
import { constants, type Stats } from 'node:fs';
import { type FileHandle, lstat, mkdir, open, readdir, rename, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { CloudError } from '../errors/cloud-error.ts';
import type { TokenStore } from './token-store.ts';

const ENDING = '.token';
/** A program that was killed while it wrote leaves one behind. */
const UNFINISHED = '.part';
const UNFINISHED_AGE_MS = 60_000;
/** Others may do nothing with a file of ours, and may not put files into our folder. */
const OTHERS = 0o077;
const OTHERS_WRITE = 0o022;

interface Entry {
  readonly until: number;
  readonly value: string;
}

/**
 * Shares tokens between the processes of one user: one file an entry, of mode 0600, replaced as a whole, so that readers see the old or the new one
 * and of two writers the last one stays. Files and folders that others could have read or written are refused, not used.
 */
export class FileTokenStore implements TokenStore {
  readonly #folder: string;
  #swept = false;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async get(key: string): Promise<string | undefined> {
    return this.#told(async () => {
      const entry = await this.#read(this.#pathOf(key));
      return entry !== undefined && Date.now() < entry.until ? entry.value : undefined;
    });
  }

  async set(key: string, value: string, ttlMs: number): Promise<void> {
    return this.#told(async () => {
      await mkdir(this.#folder, { recursive: true, mode: 0o700 });
      assertOurs(this.#folder, await stat(this.#folder), OTHERS_WRITE, 'chmod 700');
      const entry: Entry = { until: Date.now() + ttlMs, value };
      await this.#replace(this.#pathOf(key), JSON.stringify(entry));
      if (this.#swept) return;
      this.#swept = true;
      await this.#sweep();
    });
  }

  async delete(key: string): Promise<void> {
    return this.#told(async () => remove(this.#pathOf(key)));
  }

  #pathOf(key: string): string {
    if (!/^[\w-]+$/.test(key)) throw new TypeError('the key of a token is made of letters, digits and dashes');
    return join(this.#folder, `${key}${ENDING}`);
  }

  /** Not through a symbolic link: one that somebody else put there leads to a file of his. */
  async #read(path: string): Promise<Entry | undefined> {
    let file: FileHandle;
    try {
      file = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return undefined;
      throw error;
    }
    try {
      assertOurs(path, await file.stat(), OTHERS, 'delete it, or chmod 600');
      return parse(await file.readFile('utf8'));
    } finally {
      await file.close();
    }
  }

  async #replace(path: string, text: string): Promise<void> {
    const part = `${path}.${randomBytes(6).toString('hex')}${UNFINISHED}`;
    try {
      const file = await open(part, 'wx', 0o600);
      try {
        await file.writeFile(text);
      } finally {
        await file.close();
      }
      await rename(part, path);
    } catch (error) {
      await remove(part);
      throw error;
    }
  }

  /** Entries that have ended, and what writers left unfinished. Others may sweep at the same time. */
  async #sweep(): Promise<void> {
    for (const name of await readdir(this.#folder)) {
      const path = join(this.#folder, name);
      if (name.endsWith(UNFINISHED)) {
        const found = await lstat(path).catch(ignoreAbsence);
        if (found !== undefined && Date.now() - found.mtimeMs > UNFINISHED_AGE_MS) await remove(path);
      } else if (name.endsWith(ENDING)) {
        const entry = await this.#read(path);
        if (entry !== undefined && entry.until <= Date.now()) await remove(path);
      }
    }
  }

  /** What keeps the store from working is told in our words: it will not pass by itself. */
  async #told<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      const code = codeOf(error);
      if (code === undefined || !['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EISDIR', 'ELOOP'].includes(code)) throw error;
      throw new CloudError('invalid-argument', `tokens cannot be kept in ${this.#folder}: ${code}`, {
        outcome: 'not-done',
        remedy: 'check the folder of tokenStore and its owner',
        cause: error,
      });
    }
  }
}

/** Windows has no such modes: its profile folders are the user's own. */
function assertOurs(path: string, found: Stats, forbidden: number, remedy: string): void {
  const me = process.getuid?.();
  if (me === undefined) return;
  const others = found.mode & forbidden;
  if (found.uid === me && others === 0) return;
  const what = found.uid === me ? `has mode ${(found.mode & 0o777).toString(8).padStart(4, '0')}` : `belongs to user ${found.uid}`;
  throw new CloudError('invalid-argument', `${path} ${what}: others may have read or written the tokens in it`, { outcome: 'not-done', remedy });
}

/** What is no entry of ours is none: it will be written over. */
function parse(text: string): Entry | undefined {
  try {
    const entry = JSON.parse(text) as Partial<Entry> | null;
    return typeof entry?.until === 'number' && typeof entry.value === 'string' ? { until: entry.until, value: entry.value } : undefined;
  } catch {
    return undefined;
  }
}

const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code;

function ignoreAbsence(error: unknown): undefined {
  if (codeOf(error) !== 'ENOENT') throw error;
  return undefined;
}

async function remove(path: string): Promise<void> {
  await unlink(path).catch(ignoreAbsence);
}
