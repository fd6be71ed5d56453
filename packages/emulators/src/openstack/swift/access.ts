import type { EmulatorRequest } from '../../kit/exchange.ts';
import type { Token } from '../identity/tokens.ts';
import type { Container } from './swift-store.ts';

export interface AccessRequest {
  readonly request: EmulatorRequest;
  readonly token: Token | undefined;
  readonly accountName: string;
  readonly container: Container | undefined;
  /** A whole object, not a listing. */
  readonly isObject: boolean;
}

const splitAcl = (acl: string | undefined): string[] =>
  (acl ?? '')
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');

/** `.r:*`, `.r:example.com`, `.r:.example.com` (any host below), `.r:-bad.com`: the last that fits decides. */
function referrerAllowed(acl: readonly string[], referrer: string | undefined): boolean {
  let host = '';
  try {
    host = new URL(referrer ?? '').hostname;
  } catch {
    // No referrer, or none that is a URL: only `*` fits.
  }
  let allowed = false;
  for (const item of acl) {
    const pattern = /^\.(?:r|ref|referer|referrer):(.*)$/.exec(item)?.[1];
    if (pattern === undefined) continue;
    const negative = pattern.startsWith('-');
    const wanted = negative ? pattern.slice(1) : pattern;
    const fits = wanted === '*' || (host !== '' && (wanted === host || (wanted.startsWith('.') && host.endsWith(wanted))));
    if (fits) allowed = !negative;
  }
  return allowed;
}

/** `<project>:<user>`, by id or name, `*` for any. */
function grantedTo(acl: readonly string[], token: Token | undefined): boolean {
  if (token?.project === undefined) return false;
  const { project, user } = token;
  return acl.some((item) => {
    const colon = item.indexOf(':');
    if (colon < 1 || item.startsWith('.')) return false;
    const [wantedProject, wantedUser] = [item.slice(0, colon), item.slice(colon + 1)];
    const projectFits = ['*', project.id].includes(wantedProject);
    const userFits = ['*', user.id].includes(wantedUser);
    return projectFits && userFits;
  });
}

/** What Swift's keystoneauth decides: the account's own project may do everything, others what an ACL of the container gives them. */
export function accessTo(access: AccessRequest): 'owner' | 'granted' | 'refused' {
  const { request, token, container } = access;
  if (token?.project?.storageAccount === access.accountName) return 'owner';
  if (container === undefined) return 'refused';
  const reading = request.method === 'GET' || request.method === 'HEAD';
  const read = splitAcl(container.headers.get('X-Container-Read'));
  if (reading && grantedTo(read, token)) return 'granted';
  if (reading && referrerAllowed(read, request.header('referer')) && (access.isObject || read.includes('.rlistings'))) return 'granted';
  const write = splitAcl(container.headers.get('X-Container-Write'));
  return access.isObject && ['PUT', 'POST', 'DELETE'].includes(request.method) && grantedTo(write, token) ? 'granted' : 'refused';
}
