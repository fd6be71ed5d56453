import { MantaError } from './manta-error.ts';
import { compareUtf8, type DirectoryEntry, type TreeEntry } from './tree.ts';

const MAX_LIMIT = 1024;

/** One page, a JSON text for each entry. The marker is inclusive: the page begins at it (muskie `lib/common.js` readdir()). */
export function listingLines(directory: DirectoryEntry, query: ReadonlyMap<string, string>, defaultPageSize: number): string[] {
  const operators = [...(query.get('sort') === 'none' ? ['sort=none'] : []), ...(query.get('skip_owner_check') === 'true' ? ['skip_owner_check=true'] : [])];
  if (operators.length > 0) {
    throw new MantaError(403, 'QueryParameterForbidden', `Use of these query parameters is restricted to operators: ${operators.join(', ')}`);
  }
  const limit = Number.parseInt(query.get('limit') || String(defaultPageSize), 10);
  if (!(limit > 0 && limit <= MAX_LIMIT)) throw new MantaError(400, 'InvalidArgumentError', `limit=${limit} is invalid: must be between [1, ${MAX_LIMIT}]`);
  const wanted = typeFilter(query);
  const entries = query.get('sort') === 'mtime' ? byTime(directory, query) : byName(directory, query);
  const lines: string[] = [];
  for (const entry of entries) {
    if (lines.length === limit) break;
    if (wanted === undefined || entry.type === wanted) lines.push(JSON.stringify(view(entry)));
  }
  return lines;
}

/** `?dir` or `?obj`; both together are none. */
function typeFilter(query: ReadonlyMap<string, string>): TreeEntry['type'] | undefined {
  const directories = query.has('dir') || query.has('directory');
  const objects = query.has('obj') || query.has('object');
  if (directories === objects) return undefined;
  return directories ? 'directory' : 'object';
}

function* byName(directory: DirectoryEntry, query: ReadonlyMap<string, string>): Iterable<TreeEntry> {
  const marker = query.get('marker');
  const names = directory.names();
  const reverse = query.get('sort_order') === 'reverse';
  const step = reverse ? -1 : 1;
  let index = reverse ? names.length - 1 : 0;
  if (marker) {
    const at = lowerBound(names, marker);
    index = reverse && names[at] !== marker ? at - 1 : at;
  }
  for (; index >= 0 && index < names.length; index += step) {
    const entry = directory.get(names[index] ?? '');
    if (entry !== undefined) yield entry;
  }
}

/** The first index whose name is not before `marker`. */
function lowerBound(names: readonly string[], marker: string): number {
  let [low, high] = [0, names.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compareUtf8(names[middle] ?? '', marker) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Newest first; the marker is a date. */
function byTime(directory: DirectoryEntry, query: ReadonlyMap<string, string>): TreeEntry[] {
  const reverse = query.get('sort_order') === 'reverse';
  const sorted = [...directory.entries()].sort((a, b) => (reverse ? a.mtimeMs - b.mtimeMs : b.mtimeMs - a.mtimeMs));
  const marker = query.get('marker');
  if (!marker) return sorted;
  const time = Date.parse(marker);
  if (Number.isNaN(time)) throw new MantaError(400, 'InvalidParameter', `"${marker}" is invalid for "marker"`);
  return sorted.filter((entry) => (reverse ? entry.mtimeMs >= time : entry.mtimeMs <= time));
}

function view(entry: TreeEntry): Record<string, unknown> {
  const mtime = new Date(entry.mtimeMs).toISOString();
  if (entry.type === 'directory') return { name: entry.name, type: 'directory', mtime };
  return {
    name: entry.name,
    etag: entry.etag,
    size: entry.body.length,
    type: 'object',
    contentType: entry.contentType,
    contentDisposition: entry.contentDisposition,
    contentMD5: entry.contentMD5,
    mtime,
    durability: entry.copies,
  };
}
