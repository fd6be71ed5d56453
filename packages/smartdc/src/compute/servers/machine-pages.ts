import { asJson, type CallOptions, CloudError, type Page } from '@portolan/core/driver';
import type { CloudapiClient } from '../../client.ts';
import { assertMachines } from './mapping.ts';
import { type ListMachinesQuery, list } from './requests.ts';
import type { MachineWire } from './wire.ts';

/** Default and maximum of CloudAPI's `limit`. */
const MAX_LIMIT = 1_000;
/** How many machines of the page before are read again, to find the seam. */
const OVERLAP = 8;
/** How many are remembered: so many may vanish in a row between two pages. */
const REMEMBERED = 48;

interface Cursor {
  /** Position behind the last machine of the page before, as it was then. */
  readonly offset: number;
  /** The last machines of the page before, the very last at the end. */
  readonly tail: readonly string[];
}

/**
 * A page of machines. CloudAPI pages by offset alone: a machine destroyed between two pages moves all behind it forward, past the reader, and a new one
 * moves them back, to be read twice. So every page begins a little before its place, and goes on behind the last machine it knows from the page before.
 */
export async function machinePage(
  client: CloudapiClient,
  filters: Omit<ListMachinesQuery, 'limit' | 'offset'>,
  options: CallOptions & { readonly pageSize?: number | undefined },
  cursorText?: string,
): Promise<Page<MachineWire>> {
  const cursor = cursorText === undefined ? undefined : readCursor(cursorText);
  const overlap = cursor === undefined ? 0 : Math.min(OVERLAP, cursor.offset, cursor.tail.length);
  const limit = Math.min(MAX_LIMIT, (options.pageSize ?? MAX_LIMIT) + overlap);
  const fetch = (offset: number): Promise<Fetched> => fetchAt(client, { ...filters, limit, offset }, options);
  const start = (cursor?.offset ?? 0) - overlap;
  const { machines, offset, complete } = cursor === undefined ? await fetch(0) : await behind(cursor, start, fetch);
  if (complete) return { items: machines };
  const tail = [...(cursor?.tail ?? []), ...machines.map((machine) => machine.id)].slice(-REMEMBERED);
  return { items: machines, next: JSON.stringify({ offset, tail } satisfies Cursor) };
}

interface Fetched {
  readonly machines: readonly MachineWire[];
  /** Position behind the last of them. */
  readonly offset: number;
  /** There is nothing behind. */
  readonly complete: boolean;
}

async function fetchAt(client: CloudapiClient, query: ListMachinesQuery, options: CallOptions): Promise<Fetched> {
  const answer = await client.read<unknown>(list(query), options, asJson<unknown>());
  const machines = assertMachines(answer.body);
  // The limit the server used; `x-resource-count` is only the length of this very page.
  const used = Number(answer.headers['x-query-limit'] ?? query.limit);
  const limit = Number.isInteger(used) && used > 0 ? Math.min(used, query.limit) : query.limit;
  return { machines, offset: query.offset + machines.length, complete: machines.length < limit };
}

/** The machines behind those of the page before: first where they should be, then further forward until one of those is met. */
async function behind(cursor: Cursor, start: number, fetch: (offset: number) => Promise<Fetched>): Promise<Fetched> {
  const known = new Set(cursor.tail);
  const fromSeam = (page: Fetched): Fetched | undefined => {
    const seam = page.machines.findLastIndex((machine) => known.has(machine.id));
    return seam < 0 ? undefined : { ...page, machines: page.machines.slice(seam + 1) };
  };
  const first = await fetch(start);
  // Machines before this place vanished: what is behind the seam moved forward.
  for (let page = first, offset = start; ; ) {
    const found = fromSeam(page);
    if (found !== undefined) return found;
    if (offset === 0) break;
    offset = Math.max(0, offset - (page.machines.length < 2 ? REMEMBERED : page.machines.length - 1));
    page = await fetch(offset);
  }
  // Not from the beginning to here. Either so many are new that they fill the space, or all that are remembered are gone.
  for (let page = first; !page.complete; ) {
    page = await fetch(page.offset);
    const found = fromSeam(page);
    if (found !== undefined) return found;
  }
  // All that were remembered were destroyed: what stood behind them now stands where the first of them was.
  return fetch(Math.max(0, cursor.offset - cursor.tail.length));
}

function readCursor(text: string): Cursor {
  try {
    const { offset, tail } = JSON.parse(text) as Cursor;
    if (Number.isSafeInteger(offset) && offset >= 0 && Array.isArray(tail)) return { offset, tail };
  } catch {
    // Told below.
  }
  throw new CloudError('invalid-argument', 'the cursor is not one of this list', { outcome: 'not-done' });
}
