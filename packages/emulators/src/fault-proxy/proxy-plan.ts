import { SeededRandom } from './seeded-random.ts';

/** A number, or a range that the seed draws one from for every request it hits. */
export type Amount = number | { readonly min: number; readonly max: number };

/** How a connection ends: `reset` as when a host or a firewall drops it, `close` as when a process ends in order. */
export type EndBy = 'reset' | 'close';

/** Documents that break careless readers. */
export type HostileDocument =
  | 'xml-entities'
  | 'xml-external-entity'
  | 'xml-deep'
  | 'xml-unclosed'
  | 'json-deep'
  | 'json-prototype'
  | 'json-huge-number'
  | 'json-half'
  | 'invalid-utf8'
  | 'wrong-type'
  | 'gzip-bomb'
  | 'bad-gzip'
  | 'html-page'
  | 'empty';

/** What goes wrong with one exchange. Bytes count from the first byte of the status or request line, heads included. */
export type ProxyEffect =
  /** The request waits before it is passed on. */
  | { readonly kind: 'latency'; readonly ms: Amount }
  /** One direction trickles: so many bytes, then a pause. */
  | { readonly kind: 'slow'; readonly direction: 'request' | 'response'; readonly bytes: Amount; readonly everyMs: Amount }
  /** The server gets just so many bytes of the request; then both sides lose their connection. More than there are: it gets all, and the client no answer. */
  | { readonly kind: 'cut-request'; readonly bytes: Amount; readonly by?: EndBy }
  /** The server works; the client gets just so many bytes of the answer. */
  | { readonly kind: 'cut-response'; readonly bytes: Amount; readonly by?: EndBy }
  /**
   * The answer's body ends after so many bytes. `length`: Content-Length announced all of it. `chunked`: the last chunk never comes.
   * `close`: nothing announced how much there is, so that it looks whole.
   */
  | { readonly kind: 'truncate'; readonly bytes: Amount; readonly framing: 'length' | 'chunked' | 'close' }
  /** Somebody else answers: a gateway, a limiter. `after`: once the service has done its work; else it never sees the request. */
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string;
      readonly after?: boolean;
    }
  /** A redirect to `location`; the path of the request is put behind it when it ends without one. */
  | { readonly kind: 'redirect'; readonly status?: 301 | 302 | 303 | 307 | 308; readonly location: string }
  /** An answer of so many bytes, sent as fast as they are taken; never held in memory. */
  | { readonly kind: 'flood'; readonly status: number; readonly bytes: Amount; readonly announced?: boolean; readonly contentType?: string }
  /** An answer made to break whoever reads it. */
  | { readonly kind: 'hostile'; readonly document: HostileDocument; readonly status?: number; readonly contentType?: string; readonly after?: boolean }
  /** What is no HTTP at all. */
  | { readonly kind: 'garbage'; readonly bytes?: Amount }
  /** The service gets the request twice, one after the other. The client gets the answer named. */
  | { readonly kind: 'duplicate'; readonly answer?: 'first' | 'last' }
  /** A read is answered as it was answered when it was first seen. */
  | { readonly kind: 'stale' }
  /** All is taken, nothing is answered, until the client gives up. */
  | { readonly kind: 'silence' };

/** Which requests are hit. What is absent does not matter. */
export interface ProxyMatch {
  readonly method?: string | readonly string[];
  /** Source of a regular expression over path and query. */
  readonly target?: string;
  /** The same over `host:port` of where it goes. */
  readonly host?: string;
  /** The same over the first 16 KiB of the body (Query APIs say the action in there). Bodies of unknown length, and those held back by `Expect`, match nothing. */
  readonly body?: string;
}

export interface ProxyFault {
  readonly match?: ProxyMatch;
  /** How many matching requests pass unharmed first. Default 0. */
  readonly skip?: number;
  /** How many are hit. Default: all. */
  readonly times?: number;
  /** Which share of the matching requests is hit, from 0 to 1, as the seed decides. Default 1. */
  readonly probability?: number;
  readonly effect: ProxyEffect;
}

/** Plain data, so that it can stand in a file. The first fault that matches a request is the one it suffers. */
export interface ProxyPlan {
  readonly faults: readonly ProxyFault[];
}

/** What a plan may look at. */
export interface ProxiedRequest {
  readonly method: string;
  readonly target: string;
  /** `host:port` of the server. */
  readonly host: string;
  /** The beginning of the body. */
  readonly body: string;
}

interface LiveFault {
  readonly fault: ProxyFault;
  readonly matches: (request: ProxiedRequest) => boolean;
  skip: number;
  left: number;
}

/** A plan under way: what was used up is used up. The same requests in the same order meet the same faults. */
export class LivePlan {
  readonly #random: SeededRandom;
  #live: LiveFault[] = [];

  constructor(plan: ProxyPlan, seed: number) {
    this.#random = new SeededRandom(seed);
    this.replace(plan);
  }

  replace(plan: ProxyPlan): void {
    this.#live = plan.faults.map((fault) => ({
      fault,
      matches: matcherOf(fault.match ?? {}),
      skip: fault.skip ?? 0,
      left: fault.times ?? Number.POSITIVE_INFINITY,
    }));
  }

  take(request: ProxiedRequest): ProxyEffect | undefined {
    for (const live of this.#live) {
      if (live.left <= 0 || !live.matches(request)) continue;
      if (live.skip > 0) {
        live.skip -= 1;
        continue;
      }
      const { probability = 1 } = live.fault;
      if (probability < 1 && this.#random.next() >= probability) continue;
      live.left -= 1;
      return live.fault.effect;
    }
    return undefined;
  }

  draw(amount: Amount): number {
    return typeof amount === 'number' ? amount : this.#random.between(amount.min, amount.max);
  }
}

function matcherOf(match: ProxyMatch): (request: ProxiedRequest) => boolean {
  const methods = match.method === undefined ? undefined : typeof match.method === 'string' ? [match.method] : match.method;
  const target = match.target === undefined ? undefined : new RegExp(match.target);
  const host = match.host === undefined ? undefined : new RegExp(match.host);
  const body = match.body === undefined ? undefined : new RegExp(match.body);
  return (request) =>
    (methods === undefined || methods.includes(request.method)) &&
    (target === undefined || target.test(request.target)) &&
    (host === undefined || host.test(request.host)) &&
    (body === undefined || body.test(request.body));
}
