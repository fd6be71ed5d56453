import { type Answer, json, Refusal } from '../answer.ts';
import type { ServiceCall } from '../cloud.ts';
import { pageLimit } from '../cloud.ts';
import { isObject, type JsonObject, objectAt, stringAt, textOf } from '../values.ts';

export interface NetworkCall extends ServiceCall {
  /** `http://host/networking/v2.0`. */
  readonly base: string;
  /** One of several that are made at once. */
  readonly resource?: JsonObject;
}

export const neutronFault = (status: number, type: string, message: string): Refusal =>
  new Refusal(json(status, { NeutronError: { type, message, detail: '' } }));

export const notFound = (type: string, text: string): Refusal => neutronFault(404, type, text);

export const badRequest = (message: string): Refusal => neutronFault(400, 'HTTPBadRequest', message);

const PAGING = new Set(['limit', 'marker', 'page_reverse', 'sort_key', 'sort_dir', 'fields']);

async function readAll(call: NetworkCall): Promise<JsonObject> {
  try {
    const body: unknown = JSON.parse((await call.request.body()).toString('utf8'));
    if (isObject(body)) return body;
  } catch {
    // Told below.
  }
  throw badRequest('Body contains invalid data');
}

/** `{"ports": […]}`: several at once, all or none. */
export async function bulk(call: NetworkCall, one: string, many: string, create: (call: NetworkCall) => Promise<Answer>): Promise<Answer> {
  const rows = (await readAll(call))[many];
  if (!Array.isArray(rows)) return create(call);
  const made: unknown[] = [];
  let status = 201;
  try {
    for (const resource of rows as readonly unknown[]) {
      if (!isObject(resource)) throw badRequest('Body contains invalid data');
      const answer = await create({ ...call, resource });
      status = answer.status;
      made.push((JSON.parse(String(answer.body)) as JsonObject)[one]);
    }
  } catch (error) {
    for (const row of made) call.region.networks.drop(stringAt(row, 'id') ?? '');
    throw error;
  }
  return { status, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ [many]: made }) };
}

/** The member `name` of the body, with nothing in it but what `known` lists. */
export async function readResource(call: NetworkCall, name: string, known: readonly string[]): Promise<JsonObject> {
  const resource = call.resource ?? objectAt(await readAll(call), name);
  if (resource === undefined) throw badRequest(`Unable to find '${name}' in request body`);
  const unknown = Object.keys(resource).filter((key) => !known.includes(key) && !['tenant_id', 'project_id'].includes(key));
  if (unknown.length > 0) throw badRequest(`Unrecognized attribute(s) '${unknown.join(', ')}'`);
  return resource;
}

/** A list: filters by any attribute (repeated: or), `fields`, sorted by id unless asked otherwise, paged with links. */
export function listRows(call: NetworkCall, collection: string, all: readonly JsonObject[]): JsonObject {
  const pairs = call.request.queryPairs();
  const wanted = new Map<string, string[]>();
  for (const [name, value] of pairs) if (!PAGING.has(name)) wanted.set(name, [...(wanted.get(name) ?? []), value]);
  const rows = all.filter((row) => [...wanted].every(([name, values]) => matches(row, name, values)));
  const limitText = pairs.find(([name]) => name === 'limit')?.[1];
  if (limitText !== undefined && !/^\d+$/.test(limitText)) throw badRequest(`Limit must be an integer 0 or greater and not '${limitText}'`);
  const sortKey = pairs.find(([name]) => name === 'sort_key')?.[1] ?? 'id';
  const sign = pairs.find(([name]) => name === 'sort_dir')?.[1] === 'desc' ? -1 : 1;
  const key = (row: JsonObject): string => textOf(row[sortKey] ?? '');
  rows.sort((a, b) => (key(a) < key(b) ? -sign : key(a) > key(b) ? sign : 0));
  const paged = limitText !== undefined || call.cloud.maxPageSize !== undefined;
  if (!paged) return { [collection]: rows.map((row) => pick(row, pairs)) };
  const limit = pageLimit(call.cloud, limitText === undefined || limitText === '0' ? undefined : Number(limitText), Number.MAX_SAFE_INTEGER);
  const marker = pairs.find(([name]) => name === 'marker')?.[1];
  const start = marker === undefined ? 0 : rows.findIndex((row) => row['id'] === marker) + 1;
  const page = rows.slice(start, start + limit);
  const links = pageLinks(call, collection, pairs, page, limit);
  return { [collection]: page.map((row) => pick(row, pairs)), ...(links.length === 0 ? {} : { [`${collection}_links`]: links }) };
}

function matches(row: JsonObject, name: string, values: readonly string[]): boolean {
  // `fixed_ips=ip_address=10.0.0.5`.
  if (name === 'fixed_ips') {
    return values.every((value) => {
      const [member = '', text] = value.split('=');
      return Array.isArray(row[name]) && row[name].some((item: unknown) => isObject(item) && item[member] === text);
    });
  }
  if (name === 'tags') return values.flatMap((value) => value.split(',')).every((tag) => Array.isArray(row['tags']) && row['tags'].includes(tag));
  const actual = row[name];
  // Neutron drops filters on attributes the resource does not have.
  if (actual === undefined) return true;
  if (Array.isArray(actual)) return values.some((value) => actual.includes(value));
  return values.some((value) => textOf(actual ?? '').toLowerCase() === value.toLowerCase());
}

const pick = (row: JsonObject, pairs: readonly (readonly [string, string])[]): JsonObject => {
  const fields = pairs.filter(([name]) => name === 'fields').map(([, value]) => value);
  return fields.length === 0 ? row : Object.fromEntries(Object.entries(row).filter(([name]) => fields.includes(name)));
};

/** A full page links on, even when it was the last; any page with rows links back (seen on Zed and on Rackspace). */
function pageLinks(
  call: NetworkCall,
  collection: string,
  pairs: readonly (readonly [string, string])[],
  page: readonly JsonObject[],
  limit: number,
): JsonObject[] {
  const kept = pairs.filter(([name]) => name !== 'marker' && name !== 'page_reverse');
  const url = (extra: readonly (readonly [string, string])[]): string =>
    `${call.base}/${collection}?${[...kept, ...extra].map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&')}`;
  const first = page[0];
  const last = page.at(-1);
  if (first === undefined || last === undefined) return [];
  const next = page.length === limit ? [{ rel: 'next', href: url([['marker', String(last['id'])]]) }] : [];
  const previous = url([
    ['marker', String(first['id'])],
    ['page_reverse', 'True'],
  ]);
  return [...next, { rel: 'previous', href: previous }];
}
