import { asJson, type CallOptions, CloudError, type Page } from '@portolan/core/driver';
import type { CloudapiClient, CloudapiRequest } from '../../client.ts';
import { assertMachines } from './mapping.ts';
import { type ListMachinesQuery, list } from './requests.ts';
import type { MachineWire } from './wire.ts';

/** Default and maximum of CloudAPI's `limit`. */
const MAX_LIMIT = 1_000;
/** How many machines of the page before are read again, to find the seam. */
const OVERLAP = 8;
/** How many are remembered: so many may vanish in a row between two pages. */
const REMEMBERED = 256;

export interface MachinePageOptions extends CallOptions, Pick<CloudapiRequest, 'apiVersion' | 'roles'> {
  readonly pageSize?: number | undefined;
}

interface Cursor {
  /** Position behind the last machine of the page before, as it was then. */
  readonly offset: number;
  /** The machines told last, the very last at the end. */
  readonly tail: readonly string[];
  /** `tail` is all that were told so far. */
  readonly all: boolean;
  /** The most that the server put on a page. */
  readonly limit: number;
}

/**
 * A page of machines. CloudAPI pages by offset alone: a machine destroyed between two pages moves all behind it forward, past the reader, and a new one
 * moves them back, to be read twice. So every page begins a little before its place, and goes on behind the last machine it knows from the page before.
 */
export async function machinePage(
  client: CloudapiClient,
  filters: Omit<ListMachinesQuery, 'limit' | 'offset'>,
  options: MachinePageOptions,
  cursorText?: string,
): Promise<Page<MachineWire>> {
  const cursor = cursorText === undefined ? undefined : readCursor(cursorText);
  const overlap = cursor === undefined ? 0 : Math.min(OVERLAP, cursor.offset, Math.floor(cursor.limit / 2));
  const limit = Math.min(MAX_LIMIT, (options.pageSize ?? MAX_LIMIT) + overlap);
  const fetch = (offset: number): Promise<Fetched> => fetchAt(client, { ...filters, limit, offset }, options);
  const page = cursor === undefined ? await fetch(0) : await behind(cursor, cursor.offset - overlap, fetch);
  if (page.complete) return { items: page.machines };
  const told = [...(cursor?.tail ?? []), ...page.machines.map((machine) => machine.id)];
  const next: Cursor = { offset: page.offset, tail: told.slice(-REMEMBERED), all: (cursor?.all ?? true) && told.length <= REMEMBERED, limit: page.limit };
  return { items: page.machines, next: JSON.stringify(next) };
}

interface Fetched {
  readonly machines: readonly MachineWire[];
  /** Position behind the last of them. */
  readonly offset: number;
  /** There is nothing behind. */
  readonly complete: boolean;
  /** The most that the server puts on a page. */
  readonly limit: number;
}

async function fetchAt(client: CloudapiClient, query: ListMachinesQuery, { apiVersion, roles, ...options }: MachinePageOptions): Promise<Fetched> {
  const answer = await client.read<unknown>({ ...list(query), apiVersion, roles }, options, asJson<unknown>());
  const machines = assertMachines(answer.body);
  // The limit the server used; `x-resource-count` is only the length of this very page.
  const used = Number(answer.headers['x-query-limit'] ?? query.limit);
  const limit = Number.isInteger(used) && used > 0 ? Math.min(used, query.limit) : query.limit;
  return { machines, offset: query.offset + machines.length, complete: machines.length < limit, limit };
}

/** The machines behind those told: first where they should be, then further forward until one of those is met. */
async function behind(cursor: Cursor, start: number, fetch: (offset: number) => Promise<Fetched>): Promise<Fetched> {
  const known = new Set(cursor.tail);
  const fromSeam = (page: Fetched): Fetched | undefined => {
    const seam = page.machines.findLastIndex((machine) => known.has(machine.id));
    return seam < 0 ? undefined : { ...page, machines: page.machines.slice(seam + 1) };
  };
  let page = await seamPage(cursor, start, fetch, fromSeam);
  // A page may end within those told: what is wanted is on the next one.
  while (page.machines.length === 0 && !page.complete) {
    const next = await fetch(page.offset);
    page = fromSeam(next) ?? next;
  }
  return page;
}

async function seamPage(
  cursor: Cursor,
  start: number,
  fetch: (offset: number) => Promise<Fetched>,
  fromSeam: (page: Fetched) => Fetched | undefined,
): Promise<Fetched> {
  const first = await fetch(start);
  // Machines before this place vanished: what is behind the seam moved forward.
  let offset = start;
  for (let page = first; ; page = await fetch(offset)) {
    const found = fromSeam(page);
    if (found !== undefined) return found;
    if (offset === 0) break;
    offset = Math.max(0, offset - (page.machines.length < 2 ? cursor.limit : page.machines.length - 1));
  }
  // Not from the beginning to here. Either so many are new that they fill the space, or all that are remembered are gone.
  for (let page = first; !page.complete; ) {
    page = await fetch(page.offset);
    const found = fromSeam(page);
    if (found !== undefined) return found;
  }
  const rest = await fetch(0);
  // Nothing that was told is left, so whatever there is was not told.
  if (cursor.all || rest.machines.length === 0) return rest;
  throw new CloudError('conflict', `the list changed too much while it was read: ${cursor.tail.length} machines in a row are gone`, {
    outcome: 'not-done',
    remedy: 'list again',
  });
}

function readCursor(text: string): Cursor {
  try {
    const { offset, tail, all, limit } = JSON.parse(text) as Cursor;
    const whole = [offset, limit].every((value) => Number.isSafeInteger(value) && value >= 0);
    if (whole && Array.isArray(tail) && typeof all === 'boolean') return { offset, tail, all, limit };
  } catch {
    // Told below.
  }
  throw new CloudError('invalid-argument', 'the cursor is not one of this list', { outcome: 'not-done' });
}
