import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { redactExcerpt, redactedUrlOf, redactHeaders } from './redact.ts';
import type { HttpRequest, HttpResponse } from './transport.ts';

/** A request as it would be sent, credentials and what else is secret blanked out. */
export interface PlannedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The body as text, where it is known before it is sent. */
  readonly body: string | undefined;
  /** The operation in the provider's words, where the driver names it. */
  readonly operation: string | undefined;
}

const ID_OF = '__id-of-';
const PLANNED_ID = new RegExp(`${ID_OF}([a-z0-9-]+)__`, 'g');

/** Stands for the id of what a plan would make, in any spelling of an address or a document; `<id of the server>` in what is told of the plan. */
export const plannedId = (what: string): string => `${ID_OF}${what.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}__`;

export const isPlannedId = (id: string): boolean => id.startsWith(ID_OF);

const legible = (text: string): string => text.replaceAll(PLANNED_ID, (_, what: string) => `<id of the ${what.replaceAll('-', ' ')}>`);

/**
 * What is going on while a call is planned. Reads are sent, since what is to be sent depends on them. Changes are kept, and so are reads of what they would
 * have made; a driver that has more to send after one says what to take for its answer (`HttpRequest.planned`), else the plan ends there.
 */
export class Planning {
  readonly requests: PlannedRequest[] = [];
  readonly #stop: AbortController = new AbortController();

  /** Ends the planned call; its reason is no failure. */
  get signal(): AbortSignal {
    return this.#stop.signal;
  }

  /** What stands for the answer; `undefined`: it is to be sent. Throws where the plan ends. `hide` blanks out of a text what is secret in the request. */
  answer(request: HttpRequest, hide: (text: string) => string): HttpResponse | undefined {
    const change = !isRead(request);
    if (!change && !namesPlanned(request)) return undefined;
    // Whatever a driver tries after the end is tidying up after something that was never made.
    this.signal.throwIfAborted();
    if (change) this.requests.push(plannedRequest(request, hide));
    if (request.planned === undefined) this.#stop.abort(new Error('this call was planned, not made'));
    this.signal.throwIfAborted();
    return { status: 200, headers: {}, body: Readable.from([Buffer.from(request.planned ?? '')]) };
  }

  /** Runs a call in which nothing is changed. */
  run<T>(work: () => Promise<T>): Promise<T> {
    storage ??= new AsyncLocalStorage<Planning>();
    return storage.run(this, work);
  }
}

// Made by the first plan: programs that never plan do not pay for following their calls.
let storage: AsyncLocalStorage<Planning> | undefined;

export const currentPlanning = (): Planning | undefined => storage?.getStore();

/** An id that the driver makes up for what it makes: another each time. */
export const madeUpId = (what: string): string => (currentPlanning() === undefined ? randomUUID() : plannedId(what));

const SAFE: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** EC2 reads by POST: its actions say what they are. */
const isRead = ({ method, operation }: HttpRequest): boolean => SAFE.has(method) || /^(Describe|Get|List|Head)[A-Z]/.test(operation ?? '');

/** EC2 says in the body what it reads. */
const namesPlanned = (request: HttpRequest): boolean => request.target.includes(ID_OF) || textOf(request)?.includes(ID_OF) === true;

/** A body that is there before it is sent. */
function textOf({ body }: HttpRequest): string | undefined {
  if (body?.replayable !== true) return undefined;
  const source = body.open();
  if (source instanceof Uint8Array) return Buffer.from(source).toString('utf8');
  source.on('error', () => {}).destroy();
  return undefined;
}

/** A request as a plan tells of it. */
export function plannedRequest(request: HttpRequest, hide: (text: string) => string): PlannedRequest {
  const { method, operation, headers } = request;
  const text = textOf(request);
  const body = text === undefined ? undefined : legible(redactExcerpt(hide(text)));
  return { method, url: legible(redactedUrlOf(request)), headers: redactHeaders(headers), body, operation };
}
