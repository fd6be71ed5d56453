import { reply } from '../../../kit/exchange.ts';
import { children, type XmlElement } from '../../../kit/xml.ts';
import type { S3Call } from '../call.ts';
import { malformedXml, S3Error } from '../s3-error.ts';
import type { Bucket } from '../store.ts';
import { rootElement, trimmed } from './xml-body.ts';

const METHODS = ['GET', 'PUT', 'POST', 'DELETE', 'HEAD'];
const MAX_RULES = 100;

interface CorsRule {
  readonly origins: readonly string[];
  readonly methods: readonly string[];
  readonly headers: readonly string[];
  readonly exposed: readonly string[];
  readonly maxAgeSeconds: string | undefined;
}

const texts = (element: XmlElement, name: string): string[] => children(element, name).map((item) => item.text.trim());

const rulesOf = (root: XmlElement): CorsRule[] =>
  children(root, 'CORSRule').map((rule) => ({
    origins: texts(rule, 'AllowedOrigin'),
    methods: texts(rule, 'AllowedMethod'),
    headers: texts(rule, 'AllowedHeader'),
    exposed: texts(rule, 'ExposeHeader'),
    maxAgeSeconds: trimmed(rule, 'MaxAgeSeconds'),
  }));

export function checkCors(root: XmlElement): void {
  const rules = rulesOf(root);
  if (rules.length === 0 || rules.length > MAX_RULES) throw malformedXml();
  for (const { origins, methods, headers } of rules) {
    if (origins.length === 0 || methods.length === 0) throw malformedXml();
    for (const method of methods) {
      if (!METHODS.includes(method)) throw new S3Error(400, 'InvalidRequest', `Found unsupported HTTP method in CORS config. Unsupported method is ${method}`);
    }
    for (const [name, values] of Object.entries({ AllowedOrigin: origins, AllowedHeader: headers })) {
      const wild = values.find((value) => value.split('*').length > 2);
      if (wild !== undefined) throw new S3Error(400, 'InvalidRequest', `${name} "${wild}" can not have more than one wildcard.`);
    }
  }
}

/** One `*` at most, for any run of characters. */
function fits(pattern: string, text: string): boolean {
  const [before = '', after] = pattern.split('*');
  if (after === undefined) return pattern === text;
  return text.length >= before.length + after.length && text.startsWith(before) && text.endsWith(after);
}

function ruleFor(bucket: Bucket, origin: string, method: string, headers: readonly string[]): CorsRule | undefined {
  const stored = bucket.documents.get('cors');
  if (stored === undefined) return undefined;
  return rulesOf(rootElement(stored, 'CORSConfiguration')).find(
    (rule) =>
      rule.methods.includes(method) &&
      rule.origins.some((pattern) => fits(pattern, origin)) &&
      headers.every((header) => rule.headers.some((pattern) => fits(pattern.toLowerCase(), header))),
  );
}

/** A rule open to everyone does not name the one who asked, and then takes no credentials. */
function corsHeaders(rule: CorsRule, origin: string): Record<string, string> {
  const open = rule.origins.includes('*');
  return {
    'Access-Control-Allow-Origin': open ? '*' : origin,
    'Access-Control-Allow-Methods': rule.methods.join(', '),
    ...(rule.exposed.length === 0 ? {} : { 'Access-Control-Expose-Headers': rule.exposed.join(', ') }),
    ...(rule.maxAgeSeconds === undefined ? {} : { 'Access-Control-Max-Age': rule.maxAgeSeconds }),
    ...(open ? {} : { 'Access-Control-Allow-Credentials': 'true' }),
    Vary: 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method',
  };
}

/** `OPTIONS` of a browser before the request it means; nobody signs it. */
export function preflight(call: S3Call): void {
  const origin = call.header('origin');
  const method = call.header('access-control-request-method');
  if (origin === undefined) throw new S3Error(400, 'BadRequest', 'Insufficient information. Origin request header needed.');
  if (method === undefined || !METHODS.includes(method)) throw new S3Error(400, 'BadRequest', `Invalid Access-Control-Request-Method: ${method ?? 'null'}`);
  const headers = (call.header('access-control-request-headers') ?? '')
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '');
  const bucket = call.settings.store.buckets.get(call.bucketName);
  const resource = { Method: method, ResourceType: call.key === '' ? 'BUCKET' : 'OBJECT' };
  if (bucket === undefined || !bucket.documents.has('cors'))
    throw new S3Error(403, 'AccessForbidden', 'CORSResponse: CORS is not enabled for this bucket.', resource);
  const rule = ruleFor(bucket, origin, method, headers);
  if (rule === undefined) {
    throw new S3Error(
      403,
      'AccessForbidden',
      'CORSResponse: This CORS request is not allowed. This is usually because the evalution of Origin, request method / Access-Control-Request-Method or Access-Control-Request-Headers are not whitelisted by the resource’s CORS spec.',
      resource,
    );
  }
  const asked = headers.length === 0 ? {} : { 'Access-Control-Allow-Headers': headers.join(', ') };
  reply(call.response, 200, { ...corsHeaders(rule, origin), ...asked });
}

/** The headers a browser wants to see on the answer itself; errors carry them, too. */
export function addCorsHeaders(call: S3Call): void {
  const origin = call.header('origin');
  const bucket = call.settings.store.buckets.get(call.bucketName);
  if (origin === undefined || bucket === undefined) return;
  const rule = ruleFor(bucket, origin, call.request.method, []);
  if (rule !== undefined) for (const [name, value] of Object.entries(corsHeaders(rule, origin))) call.response.setHeader(name, value);
}
