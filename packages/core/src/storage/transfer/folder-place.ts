import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import type { CallOptions } from '../../call-options.ts';
import { CloudError } from '../../errors/cloud-error.ts';
import type { Source, Target } from './ends.ts';
import { FileSource } from './file-source.ts';
import { FileTarget } from './file-target.ts';
import { CaseClashes, Folders, type LinkPolicy, pathOfKey, walk } from './local-files.ts';
import { fileEnd } from './place.ts';
import { type NameRange, type Place, type PlaceRow, standsForFolder } from './places.ts';
import type { TokenEnd } from './token.ts';

export interface FolderOptions {
  /** One that is not there is like an empty one: it is made when something goes into it. */
  readonly mayBeAbsent?: boolean | undefined;
  readonly links?: LinkPolicy | undefined;
  readonly windowsNames?: boolean | undefined;
  readonly metadata?: Readonly<Record<string, string>> | undefined;
  readonly onSkipped?: ((path: string) => void) | undefined;
}

/** What is in a folder. */
export class FolderPlace implements Place {
  readonly root: string;
  readonly provider = undefined;
  readonly #options: FolderOptions;
  readonly #folders: Folders;
  readonly #clashes: CaseClashes;

  constructor(root: string, options: FolderOptions) {
    this.root = resolve(root);
    this.#options = options;
    this.#folders = new Folders(this.root);
    this.#clashes = new CaseClashes(this.root, options.windowsNames);
  }

  async *rows({ after, until }: NameRange): AsyncGenerator<PlaceRow, void, undefined> {
    const { links = 'skip', onSkipped, mayBeAbsent } = this.#options;
    const found = await stat(this.root).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      return undefined;
    });
    if (found === undefined && mayBeAbsent === true) return;
    if (found?.isDirectory() !== true) throw new CloudError('invalid-argument', `${this.root} is no folder`, { outcome: 'not-done' });
    const last = until === undefined ? undefined : Buffer.from(until);
    for await (const { relative, sizeBytes, modifiedAt } of walk(this.root, { links, after, onSkipped })) {
      if (last !== undefined && Buffer.compare(Buffer.from(relative), last) > 0) return;
      yield { name: relative, sizeBytes, modifiedAt };
    }
  }

  open(name: string): Promise<Source> {
    return FileSource.open(this.address(name), this.#options.metadata ?? {});
  }

  target(name: string): Target {
    const relative = pathOfKey(name, this.#options.windowsNames);
    return new FileTarget(join(this.root, relative), async () => {
      await this.#folders.above(relative);
      await this.#clashes.check(relative);
    });
  }

  address(name: string): string {
    return join(this.root, name);
  }

  takes(row: Pick<PlaceRow, 'name' | 'sizeBytes'>): boolean {
    return !standsForFolder(row);
  }

  async exists(name: string): Promise<boolean> {
    return stat(this.address(name)).then(
      (found) => found.isFile(),
      () => false,
    );
  }

  async remove(names: readonly string[]): Promise<void> {
    for (const name of names) await rm(join(this.root, pathOfKey(name, false)), { force: true });
  }

  async digest(row: PlaceRow, read: boolean, { signal }: CallOptions): Promise<string | undefined> {
    if (!read) return undefined;
    const hash = createHash('md5');
    for await (const chunk of createReadStream(this.address(row.name), { signal })) hash.update(chunk as Buffer);
    return hash.digest('hex');
  }

  async holds(other: Place): Promise<boolean> {
    return other instanceof FolderPlace && (other.root === this.root || other.root.startsWith(this.root.endsWith(sep) ? this.root : `${this.root}${sep}`));
  }

  async tokenEnd(name: string): Promise<TokenEnd> {
    return fileEnd(this.address(name));
  }
}
