import type { CloudErrorCode, Outcome, Retry } from './cloud-error.ts';

export interface StatusMeaning {
  readonly code: CloudErrorCode;
  readonly retry: Retry;
  readonly outcome: Outcome;
  readonly remedy?: string | undefined;
}

const refused = (code: CloudErrorCode, remedy?: string): StatusMeaning => ({ code, retry: 'never', outcome: 'not-done', remedy });
const later = (code: CloudErrorCode, outcome: Outcome): StatusMeaning => ({ code, retry: 'maybe', outcome });

const MEANINGS: Readonly<Record<number, StatusMeaning>> = {
  304: refused('precondition-failed'),
  400: refused('invalid-argument'),
  401: refused('unauthenticated'),
  402: refused('quota-exceeded'),
  403: refused('permission-denied'),
  404: refused('not-found'),
  405: refused('unsupported'),
  406: refused('unsupported'),
  407: refused('unavailable', "check the proxy's user and password"),
  408: later('timeout', 'not-done'), // The server gave up waiting for the request.
  409: refused('conflict'),
  410: refused('not-found'),
  411: refused('invalid-argument'),
  412: refused('precondition-failed'),
  413: refused('invalid-argument'),
  414: refused('invalid-argument'),
  415: refused('invalid-argument'),
  416: refused('invalid-argument'),
  417: refused('unsupported'),
  421: refused('protocol', 'check the endpoint'),
  422: refused('invalid-argument'),
  423: refused('conflict'),
  424: refused('conflict'),
  425: later('unavailable', 'not-done'),
  428: refused('precondition-failed'),
  429: later('rate-limited', 'not-done'),
  431: refused('invalid-argument'),
  451: refused('permission-denied'),
  500: later('unknown', 'unknown'),
  501: refused('unsupported'),
  502: later('unavailable', 'unknown'),
  503: later('unavailable', 'unknown'),
  504: later('unavailable', 'unknown'), // The upstream may still be at work.
  505: refused('unsupported'),
  507: refused('quota-exceeded'),
  509: later('rate-limited', 'not-done'),
};

/**
 * What a status means where the provider's own code says nothing better.
 * `outcome` is careful: a 503 may come from a gateway that had passed the request on. Drivers that know their server say otherwise.
 */
export function errorFromStatus(status: number): StatusMeaning {
  const known = MEANINGS[status];
  if (known !== undefined) return known;
  // Redirects are never followed: credentials would go with them.
  if (status >= 300 && status < 400) return refused('protocol', 'check the endpoint: it redirects');
  if (status >= 400 && status < 500) return refused('invalid-argument');
  if (status >= 500) return later('unavailable', 'unknown');
  return { code: 'protocol', retry: 'never', outcome: 'unknown' };
}
