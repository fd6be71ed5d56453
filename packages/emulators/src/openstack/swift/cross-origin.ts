import type { Answer } from '../answer.ts';
import type { SwiftCall } from './swift-call.ts';
import type { Container } from './swift-store.ts';

const META = 'X-Container-Meta-Access-Control-';
const METHODS = 'POST, HEAD, PUT, DELETE, OPTIONS, GET, COPY';
const SHOWN = [
  'cache-control',
  'content-language',
  'content-type',
  'expires',
  'last-modified',
  'pragma',
  'etag',
  'x-timestamp',
  'x-trans-id',
  'x-openstack-request-id',
];

/** A browser's question before the request proper. Swift is not strict by default: where a container allows anybody, it allows everybody. */
export function preflight(call: SwiftCall, container: Container | undefined): Answer | undefined {
  const origin = call.request.header('origin');
  const method = call.request.header('access-control-request-method');
  if (call.request.method !== 'OPTIONS' || origin === undefined) return undefined;
  if (container === undefined || method === undefined) return { status: 401, headers: { Allow: METHODS } };
  const asked = call.request.header('access-control-request-headers');
  return {
    status: 200,
    headers: {
      Allow: METHODS,
      'Access-Control-Allow-Origin': container.headers.get(`${META}Allow-Origin`)?.trim() === '*' ? '*' : origin,
      'Access-Control-Max-Age': container.headers.get(`${META}Max-Age`),
      'Access-Control-Allow-Methods': METHODS,
      'Access-Control-Allow-Headers': asked,
      Vary: asked === undefined ? 'Origin' : 'Origin, Access-Control-Request-Headers',
    },
  };
}

/** What an answer says to a script of another origin. */
export function crossOriginHeaders(call: SwiftCall, container: Container | undefined, shown: readonly string[]): Record<string, string> {
  const origin = call.request.header('origin');
  if (origin === undefined || container === undefined) return {};
  const allowed = container.headers.get(`${META}Allow-Origin`);
  const exposed = (container.headers.get(`${META}Expose-Headers`) ?? '').split(/[\s,]+/).filter((name) => name !== '');
  const own = shown.map((name) => name.toLowerCase()).filter((name) => name.startsWith('x-container-meta-') || name.startsWith('x-object-meta-'));
  return {
    'Access-Control-Allow-Origin': allowed?.trim() === '*' ? '*' : origin,
    'Access-Control-Expose-Headers': [...new Set([...SHOWN, ...own, ...exposed])].join(', '),
  };
}
