import { type CallOptions, CloudError, isCloudError, List, type Page, type PageOptions, unexpectedBody } from '@portolan/core/driver';
import * as requests from '../../storage/directory.ts';
import { isDirectory, kindOf, listEntries, MAX_ENTRIES, parseEntries } from '../../storage/directory.ts';
import type { EntryWire } from '../../storage/objects/wire.ts';
import { type SearchOptions, searched } from '../search.ts';
import { type MantaCalls, mantaPath, parentsOf } from './manta-calls.ts';

export interface ListDirectoryOptions extends CallOptions, PageOptions, SearchOptions {
  /** Begin behind this name. */
  readonly after?: string | undefined;
  /** Directories or objects alone. */
  readonly only?: 'dir' | 'obj' | undefined;
  readonly reverse?: boolean | undefined;
}

/** Real directories, as they are. Paths begin behind the account and are not encoded: `/stor/a b`. */
export class MantaDirectories {
  readonly #calls: MantaCalls;

  constructor(calls: MantaCalls) {
    this.#calls = calls;
  }

  /** There already: resolves. An object of that name is refused here; Manta would put the directory in its place. `parents`: those above too. */
  async make(path: string, options: CallOptions & { readonly parents?: boolean | undefined } = {}): Promise<void> {
    const { parents, ...call } = options;
    for (const directory of [...(parents === true ? parentsOf(path) : []), path]) {
      const request = requests.make(mantaPath(directory));
      await this.#calls.within(request, call, async () => {
        if ((await kindOf(this.#calls.client, request.path, call)) === 'object')
          throw new CloudError('already-exists', 'there is an object of that name', { outcome: 'not-done' });
        await this.#calls.client.empty(request, call);
      });
    }
  }

  /** Entries in the order of their names, however many: Manta's marker is included, and told once. */
  list(path: string, options: ListDirectoryOptions = {}): List<EntryWire> {
    const encoded = mantaPath(path);
    const limit = Math.min(MAX_ENTRIES, Math.max(2, (options.pageSize ?? MAX_ENTRIES) + 1));
    const keep = searched(options, ['name']);
    const fetch = async (marker: string | undefined = options.after): Promise<Page<EntryWire>> => {
      const entries = await this.#entries(encoded, marker, limit, options);
      const items = entries[0]?.name === marker ? entries.slice(1) : entries;
      const last = entries.at(-1);
      return entries.length < limit || last === undefined ? { items } : { items, next: last.name };
    };
    const context = { provider: 'smartdc', operation: 'manta ListDirectory', target: path };
    return new List<EntryWire>({ context, signal: options.signal, fetch, ...(keep === undefined ? {} : { keep }) });
  }

  /** How many entries it has. */
  async count(path: string, options: CallOptions = {}): Promise<number> {
    const answer = await this.#calls.empty(requests.head(mantaPath(path)), options);
    const count = Number(answer.headers['result-set-size'] ?? Number.NaN);
    if (isDirectory(answer) && Number.isInteger(count)) return count;
    throw new CloudError('not-found', 'there is an object of that name, and no directory', {
      provider: 'smartdc',
      operation: 'manta HeadDirectory',
      target: path,
    });
  }

  /** What is there. */
  async kind(path: string, options: CallOptions = {}): Promise<'directory' | 'object' | 'nothing'> {
    const request = requests.head(mantaPath(path));
    return this.#calls.within(request, options, () => kindOf(this.#calls.client, request.path, options));
  }

  /** An empty one. Absent is success. `recursive`: all that is in it first, which cannot be taken back. */
  async delete(path: string, options: CallOptions & { readonly recursive?: boolean | undefined } = {}): Promise<void> {
    const { recursive, ...call } = options;
    if (recursive === true) await this.#empty(path, call);
    try {
      await this.#calls.empty(requests.remove(mantaPath(path)), call);
    } catch (error) {
      if (!isCloudError(error, 'not-found')) throw error;
    }
  }

  async #empty(path: string, options: CallOptions): Promise<void> {
    // What was listed is deleted: each round begins anew.
    for (;;) {
      const page = await listEntries(this.#calls.client, mantaPath(path), undefined, MAX_ENTRIES, options);
      if (page === undefined || page.entries.length === 0) return;
      for (const entry of page.entries) {
        if (entry.type === 'directory') await this.delete(`${path}/${entry.name}`, { ...options, recursive: true });
        else await this.#calls.empty({ ...requests.remove(mantaPath(`${path}/${entry.name}`)), accept: [404] }, options);
      }
    }
  }

  async #entries(
    path: string,
    marker: string | undefined,
    limit: number,
    { only, reverse, signal, timeoutMs }: ListDirectoryOptions,
  ): Promise<readonly EntryWire[]> {
    const request = requests.list(path, marker, limit);
    const query = { limit, marker, sort_order: reverse === true ? 'reverse' : undefined, ...(only === undefined ? {} : { [only]: '' }) };
    const answer = await this.#calls.send({ ...request, query }, { signal, timeoutMs });
    if (!isDirectory(answer)) {
      answer.body.destroy();
      throw unexpectedBody('it is no directory', { status: answer.status, contentType: answer.headers['content-type'] });
    }
    return parseEntries(await answer.body.toArray().then((chunks) => Buffer.concat(chunks as Buffer[]).toString('utf8')));
  }
}
