import { type CallOptions, CloudError, type ListObjectsDriverOptions, type ObjectPrefix, type ObjectSummary, type Page } from '@portolan/core/driver';
import type { MantaClient } from '../../client.ts';
import { assertBucket } from '../directory.ts';
import { bucketPath, isFolderPath } from '../paths.ts';
import { toSummary } from './mapping.ts';
import { readWalkState, startWalk, startWalkAfter, Walk, type WalkState } from './walk.ts';

const PAGE_SIZE = 1_000;
/** Directories read at once, at most. */
const MOST_AHEAD = 8;
const ROWS_PER_DIRECTORY_AHEAD = 16;

type Row = ObjectSummary | ObjectPrefix;

interface Cursor {
  readonly walk: WalkState;
  /** The folded row told last: the next page must not tell it again. */
  readonly folded?: string | undefined;
}

/** A page of keys. `/` as delimiter is one directory's listing; without one directories are walked; any other one folds what the walk finds. */
export async function listObjects(client: MantaClient, bucket: string, options: ListObjectsDriverOptions, cursorText?: string): Promise<Page<Row>> {
  bucketPath(bucket);
  const { prefix, delimiter, startAfter } = options;
  const folder = prefix.slice(0, Math.max(0, prefix.lastIndexOf('/')));
  if (!isFolderPath(folder) || prefix.startsWith('/')) {
    // No key of this cloud can begin so.
    await assertBucket(client, bucket, options);
    return { items: [] };
  }
  const items: Row[] = [];
  const size = options.pageSize ?? PAGE_SIZE;
  // The fewer rows are wanted yet, the less is read that might not be reached.
  const ahead = (): number => Math.min(MOST_AHEAD, Math.floor((size - items.length) / ROWS_PER_DIRECTORY_AHEAD));
  const walking = { signal: options.signal, timeoutMs: options.timeoutMs, enter: delimiter !== '/', ahead };
  const cursor = cursorText === undefined ? undefined : readCursor(cursorText);
  const start = cursor?.walk ?? (startAfter === undefined ? startWalk(prefix) : await startWalkAfter(client, bucket, prefix, startAfter, walking));
  const walk = new Walk(client, bucket, start, walking);
  let folded = cursor?.folded;
  while (items.length < size) {
    const item = await walk.next();
    if (item === undefined) {
      if (cursor === undefined && !walk.found) await explainNothing(client, bucket, options);
      return { items };
    }
    if (item.kind === 'folder') {
      items.push({ kind: 'prefix', prefix: item.prefix });
      continue;
    }
    const fold = delimiter === undefined || delimiter === '/' ? -1 : item.key.indexOf(delimiter, prefix.length);
    if (delimiter === undefined || fold < 0) {
      items.push(toSummary(item.key, item.entry));
      continue;
    }
    const row = item.key.slice(0, fold + delimiter.length);
    if (row === folded) continue;
    folded = row;
    items.push({ kind: 'prefix', prefix: row });
  }
  const state = walk.state();
  return state === undefined ? { items } : { items, next: JSON.stringify({ walk: state, folded } satisfies Cursor) };
}

/** The first directory was not there: no such prefix, or no such bucket? */
async function explainNothing(client: MantaClient, bucket: string, options: CallOptions): Promise<void> {
  await assertBucket(client, bucket, { signal: options.signal, timeoutMs: options.timeoutMs });
}

function readCursor(text: string): Cursor {
  let value: Partial<Cursor>;
  try {
    value = JSON.parse(text) as Partial<Cursor>;
  } catch {
    throw new CloudError('invalid-argument', 'the cursor is not one of this list', { outcome: 'not-done' });
  }
  return { walk: readWalkState(value.walk), folded: typeof value.folded === 'string' ? value.folded : undefined };
}
