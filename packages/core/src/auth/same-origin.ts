import { CloudError } from '../errors/cloud-error.ts';
import type { HttpRequest } from '../transport/transport.ts';

/** For strategies: refuses to put credentials on a request to an origin they were not given for, e.g. a link taken from an answer. */
export function assertSameOrigin(request: HttpRequest, allowed: string | Iterable<string>): void {
  const origins = typeof allowed === 'string' ? [allowed] : [...allowed];
  const asked = normalOrigin(request.origin);
  if (asked !== undefined && origins.some((origin) => normalOrigin(origin) === asked)) return;
  throw new CloudError('protocol', `credentials of ${origins.join(', ')} were about to be sent to ${asked ?? 'an address that cannot be read'}`, {
    outcome: 'not-done',
    remedy: 'check the endpoint',
  });
}

/** Scheme, host in lower case, port unless it is the scheme's own. */
function normalOrigin(text: string): string | undefined {
  try {
    const url = new URL(text);
    return `${url.protocol}//${url.host}`;
  } catch {
    return undefined;
  }
}
