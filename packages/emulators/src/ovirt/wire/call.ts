import type { XmlElement } from '../../kit/xml.ts';
import { SearchError } from '../search/parse-search.ts';
import { runSearch, type Searchable } from '../search/run-search.ts';
import type { EngineUser } from '../sessions.ts';
import type { EngineState } from '../state/engine-state.ts';
import { type Element, element, lazyList, leaf, link, type Part } from './element.ts';
import { EngineFault, NotFound, UsageFault } from './faults.ts';
import { booleanAt } from './read-body.ts';

export const API = '/ovirt-engine/api';

/** One API request, ready for a resource to act on. */
export interface Call {
  readonly state: EngineState;
  readonly user: EngineUser;
  /** Ids of the path, by their name in the route. */
  readonly ids: Readonly<Record<string, string>>;
  /** Query and matrix parameters. */
  readonly parameters: ReadonlyMap<string, string>;
  readonly correlationId: string;
  /** The parsed body; absent for methods without one. */
  readonly body: XmlElement | undefined;
  /** Path of the request below the API, without version: `/vms/ID/start`. */
  readonly path: string;
  /** Origin of the imageio daemon. */
  readonly imageioOrigin: string;
  /** The document of another path; undefined where there is none. */
  readonly fetch: (path: string) => Element | undefined;
  /** Does what another request would do, with the same user and correlation. */
  readonly send: (method: string, path: string, body?: XmlElement) => Answer;
}

export interface Answer {
  readonly status: number;
  readonly element?: Element;
  /** Path below the API of what was made. */
  readonly location?: string;
}

export type Handler = (call: Call) => Answer;

export const ok = (body?: Element): Answer => (body === undefined ? { status: 200 } : { status: 200, element: body });

/** 201 with the object when it is ready, 202 while the engine works on it. */
export const created = (body: Element, ready = true): Answer => ({
  status: ready ? 201 : 202,
  element: body,
  ...(body.attributes['href'] === undefined ? {} : { location: body.attributes['href'] }),
});

/** The server's booleans: t, true, y, yes, 1 in any case; a parameter without value counts as true; anything else is ignored. */
export function flag(call: Call, name: string): boolean | undefined {
  const text = call.parameters.get(name)?.toLowerCase();
  if (text === undefined) return undefined;
  if (['', 't', 'true', 'y', 'yes', '1'].includes(text)) return true;
  return ['f', 'false', 'n', 'no', '0'].includes(text) ? false : undefined;
}

/** A number from the parameters; bad ones are ignored silently. */
export function number(call: Call, name: string): number | undefined {
  const text = call.parameters.get(name);
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}

/** A list answer: search and max applied where the collection has them. The engine itself has no page limit. */
export function listing<T>(call: Call, name: string, items: Iterable<T>, searchable: Searchable<T>, toElement: (item: T) => Element): Answer {
  const options = { search: call.parameters.get('search'), max: number(call, 'max'), caseSensitive: flag(call, 'case_sensitive') ?? false };
  try {
    return ok(lazyList(name, runSearch(items, searchable, options), toElement));
  } catch (error) {
    if (error instanceof SearchError) throw new EngineFault(400, 'Operation Failed', `The search query is invalid: ${error.message}.`);
    throw error;
  }
}

/** A list without search: `max` alone. */
export function plainListing<T>(call: Call, name: string, items: Iterable<T>, toElement: (item: T) => Element): Answer {
  return ok(lazyList(name, [...items].slice(0, number(call, 'max')), toElement));
}

export function must<T>(item: T | undefined): T {
  if (item === undefined) throw new NotFound();
  return item;
}

/** The body, which has to have this root. */
export function bodyOf(call: Call, root: string): XmlElement {
  if (call.body === undefined || call.body.name !== root) throw new UsageFault();
  return call.body;
}

/** `<actions>` of an object: one link for each. */
export const actions = (href: string, names: readonly string[]): Element =>
  element(
    'actions',
    {},
    names.map((name) => link(`${href}/${name}`, name)),
  );

export const reference = (name: string, path: string, id: string | undefined): Part =>
  id === undefined ? undefined : element(name, { href: `${API}${path}/${id}`, id });

/** `<action>` with what was sent and how it went. Credentials that were sent are not echoed. */
export function actionAnswer(call: Call, jobId: string | undefined, out: readonly Part[] = [], pending = false): Answer {
  const body = call.body?.name === 'action' ? call.body : undefined;
  const apart = flag(call, 'async') ?? booleanAt(body, 'async') ?? false;
  const scalars = (body?.children ?? []).filter(
    (item) => item.children.length === 0 && Object.keys(item.attributes).length === 0 && item.name !== 'root_password',
  );
  return {
    status: pending || apart ? 202 : 200,
    element: element('action', {}, [
      ...scalars.filter((item) => !out.some((one) => one?.name === item.name)).map((item) => leaf(item.name, item.text)),
      ...out,
      jobId === undefined ? undefined : reference('job', '/jobs', jobId),
      leaf('status', pending ? 'pending' : apart ? 'in_progress' : 'complete'),
    ]),
  };
}
