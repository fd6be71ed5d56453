import { AsyncLocalStorage } from 'node:async_hooks';
import { redactExcerpt, redactedUrlOf, redactHeaders } from './redact.ts';
import type { HttpRequest } from './transport.ts';

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

/** What is going on while a call is planned: reads are sent, since what is to be sent depends on them; the first change is kept and ends the call. */
export class Planning {
  readonly requests: PlannedRequest[] = [];
  readonly #stop: AbortController = new AbortController();

  /** Ends the planned call; its reason is no failure. */
  get signal(): AbortSignal {
    return this.#stop.signal;
  }

  /** Whether this request must not go out. `hide` blanks out of a text what is secret in the request. */
  keeps(request: HttpRequest, hide: (text: string) => string): boolean {
    if (isRead(request)) return false;
    // Whatever a driver tries after that is tidying up after something that was never made.
    if (this.signal.aborted) return true;
    this.requests.push(planned(request, hide));
    this.#stop.abort(new Error('this call was planned, not made'));
    return true;
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

const SAFE: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** EC2 reads by POST: its actions say what they are. */
const isRead = ({ method, operation }: HttpRequest): boolean => SAFE.has(method) || /^(Describe|Get|List|Head)[A-Z]/.test(operation ?? '');

function planned(request: HttpRequest, hide: (text: string) => string): PlannedRequest {
  const { method, operation, headers, body } = request;
  let text: string | undefined;
  if (body?.replayable === true) {
    const source = body.open();
    if (source instanceof Uint8Array) text = redactExcerpt(hide(Buffer.from(source).toString('utf8')));
    else source.on('error', () => {}).destroy();
  }
  return { method, url: redactedUrlOf(request), headers: redactHeaders(headers), body: text, operation };
}
