import { MantaError } from '../manta-error.ts';
import { compareUtf8 } from '../tree.ts';

const MAX_LIMIT = 1024;
const MAX_PREFIX = 1000;
const UNPRINTABLE = /[\x00-\x08\x0a-\x1f\x7f-\x9f]/;

export type ListedName = { readonly name: string } | { readonly group: string };

export interface NamePage {
  readonly entries: readonly ListedName[];
  /** `Next-Marker`; none: there is no more. */
  readonly next: string | undefined;
}

const invalid = (name: string, what: string): MantaError => new MantaError(400, 'InvalidParameter', `"${what}" is invalid for "${name}"`);

/** `prefix`, `marker`, `delimiter` and `limit`, in buckets and objects alike. A group counts as one entry. */
export function pageOfNames(names: readonly string[], query: ReadonlyMap<string, string>, maxPageSize: number): NamePage {
  const [prefix, marker, delimiter] = [query.get('prefix') ?? '', query.get('marker') ?? '', query.get('delimiter') ?? ''];
  if (UNPRINTABLE.test(prefix)) throw invalid('prefix', 'Prefix parameter contains invalid characters');
  if (prefix.includes('../')) throw invalid('prefix', 'Invalid prefix format');
  if (prefix.length > MAX_PREFIX) throw invalid('prefix', 'Prefix parameter too long');
  if (UNPRINTABLE.test(marker)) throw invalid('marker', 'Marker parameter contains invalid characters');
  if (delimiter.length > 1 || UNPRINTABLE.test(delimiter)) throw invalid('delimiter', delimiter);
  const limit = readLimit(query.get('limit'), maxPageSize);

  const entries: ListedName[] = [];
  let last = marker;
  // Names are sorted: after the marker, and once a group has been told past everything in it.
  for (let index = after(names, marker); index < names.length; index += 1) {
    const name = names[index] ?? '';
    if (!name.startsWith(prefix)) continue;
    if (entries.length === limit) return { entries, next: last };
    const at = delimiter === '' ? -1 : name.indexOf(delimiter, prefix.length);
    if (at === -1) {
      entries.push({ name });
      last = name;
      continue;
    }
    const base = name.slice(0, at);
    entries.push({ group: base + delimiter });
    last = base + String.fromCharCode(delimiter.charCodeAt(0) + 1);
    index = after(names, last, true) - 1;
  }
  return { entries, next: undefined };
}

function readLimit(asked: string | undefined, maxPageSize: number): number {
  const limit = asked ? Number.parseInt(asked, 10) : MAX_LIMIT;
  if (!(limit > 0 && limit <= MAX_LIMIT)) throw new MantaError(400, 'InvalidArgumentError', `limit=${asked} is invalid: must be between [1, 1024]`);
  return Math.min(limit, maxPageSize);
}

/** Index of the first name past `marker`, or at it. */
function after(names: readonly string[], marker: string, inclusive = false): number {
  if (marker === '') return 0;
  let [low, high] = [0, names.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const order = compareUtf8(names[middle] ?? '', marker);
    if (order < 0 || (order === 0 && !inclusive)) low = middle + 1;
    else high = middle;
  }
  return low;
}
