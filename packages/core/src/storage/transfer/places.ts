import type { CallOptions } from '../../call-options.ts';
import { CloudError } from '../../errors/cloud-error.ts';
import type { Source, Target } from './ends.ts';
import type { TokenEnd } from './token.ts';

/** A thing under a prefix or in a folder. Its name is what goes on after the prefix, with `/` between. */
export interface PlaceRow {
  readonly name: string;
  readonly sizeBytes: number;
  readonly modifiedAt?: Date | undefined;
  readonly etag?: string | undefined;
  readonly md5?: string | undefined;
}

/** Only names after `after`, and up to `until`, by their bytes. */
export interface NameRange {
  readonly after?: string | undefined;
  readonly until?: string | undefined;
}

/** A prefix in a bucket, or a folder: what things are moved from and to. */
export interface Place {
  /** In the order of the names' bytes. */
  rows(range: NameRange, call: CallOptions): AsyncIterable<PlaceRow>;
  open(name: string, expectedBytes: number | undefined, smallBytes: number, call: CallOptions): Promise<Source>;
  target(name: string): Target;
  /** Key, or path of the file. */
  address(name: string): string;
  /** Whether it can hold such a thing: what only stands for a folder is nothing on a disk. */
  takes(row: Pick<PlaceRow, 'name' | 'sizeBytes'>): boolean;
  exists(name: string, call: CallOptions): Promise<boolean>;
  /** Deletes all of them; those that were not there count. */
  remove(names: readonly string[], call: CallOptions): Promise<void>;
  /** MD5 of the content, if it can be known. `read`: also by reading all of it. */
  digest(row: PlaceRow, read: boolean, call: CallOptions): Promise<string | undefined>;
  /** Whether all of the other place is in this one: the same place is. */
  holds(other: Place, call: CallOptions): Promise<boolean>;
  tokenEnd(name: string, call: CallOptions): Promise<TokenEnd>;
  readonly provider: string | undefined;
}

export const standsForFolder = ({ name, sizeBytes }: Pick<PlaceRow, 'name' | 'sizeBytes'>): boolean => sizeBytes === 0 && (name === '' || name.endsWith('/'));

/** Rows as they come, and an error when a list is not in the order that merging and resuming rely on. */
export async function* inOrder(rows: AsyncIterable<PlaceRow>, place: Place): AsyncGenerator<PlaceRow, void, undefined> {
  let before: Buffer | undefined;
  for await (const row of rows) {
    const name = Buffer.from(row.name);
    if (before !== undefined && Buffer.compare(before, name) >= 0) {
      throw new CloudError('protocol', `the list is not in order: ${JSON.stringify(row.name)} comes after ${JSON.stringify(before.toString())}`, {
        provider: place.provider,
      });
    }
    before = name;
    yield row;
  }
}
