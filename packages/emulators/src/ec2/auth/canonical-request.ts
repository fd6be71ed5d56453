import { createHash, createHmac } from 'node:crypto';
import { decodeBytes, strictEncode, strictEncodeBytes } from './strict-encoding.ts';

/** How the verifier reads path and headers; the two clouds differ. */
export interface CanonicalRules {
  /** `s3`: encode the decoded path once. `service`: remove dot segments, encode the wire's path again. `eucalyptus`: decode, normalise, encode once. */
  readonly path: 's3' | 'service' | 'eucalyptus';
  /** Eucalyptus trims header values only, and sorts repeated ones. */
  readonly eucalyptusHeaders?: boolean;
}

export interface CanonicalInput {
  readonly method: string;
  /** Still percent-encoded. */
  readonly path: string;
  /** Still percent-encoded, without `?`. */
  readonly query: string;
  readonly rawHeaders: readonly (readonly [name: string, value: string])[];
  readonly signedHeaders: readonly string[];
  readonly payloadHash: string;
}

export const sha256Hex = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex');

const hmac = (key: string | Uint8Array, data: string): Buffer => createHmac('sha256', key).update(data, 'utf8').digest();

/** RFC 3986 dot-segment removal, doubled slashes collapsed, a final slash kept. */
function normalise(path: string): string {
  const kept: string[] = [];
  const segments = path.split('/').filter((segment) => segment !== '' && segment !== '.');
  for (const segment of segments) {
    if (segment === '..') kept.pop();
    else kept.push(segment);
  }
  const joined = `/${kept.join('/')}`;
  return joined !== '/' && /\/(\.{0,2})$/.test(path) ? `${joined}/` : joined;
}

const encodeSegments = (path: string): string => path.split('/').map(strictEncode).join('/');

export function canonicalPath(path: string, rule: CanonicalRules['path']): string {
  if (path === '') return '/';
  if (rule === 'service') return encodeSegments(normalise(path));
  const decoded = path
    .split('/')
    .map((segment) => strictEncodeBytes(decodeBytes(segment, false)))
    .join('/');
  return rule === 's3' ? decoded : normalise(decoded);
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Sorted by encoded name, then encoded value. A name without `=` gets one. */
export function canonicalQuery(query: string, leftOut?: string): string {
  return query
    .split('&')
    .filter((part) => part !== '')
    .map((part) => {
      const equals = part.indexOf('=');
      const name = equals === -1 ? part : part.slice(0, equals);
      const value = equals === -1 ? '' : part.slice(equals + 1);
      return [strictEncodeBytes(decodeBytes(name, true)), strictEncodeBytes(decodeBytes(value, true))] as const;
    })
    .filter(([name]) => name !== leftOut)
    .sort((a, b) => byText(a[0], b[0]) || byText(a[1], b[1]))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

/** Node hands header bytes over as latin1; clients sign them as UTF-8. */
const headerText = (value: string): string => Buffer.from(value, 'latin1').toString('utf8');

export const canonicalHeaderValue = (values: readonly string[]): string => values.map((value) => headerText(value).trim().replace(/\s+/g, ' ')).join(',');

export function canonicalRequest(input: CanonicalInput, rules: CanonicalRules, leftOut?: string): string {
  const headers = input.signedHeaders.map((name) => {
    const values = input.rawHeaders.filter(([given]) => given.toLowerCase() === name).map(([, value]) => value);
    if (rules.eucalyptusHeaders !== true) return `${name}:${canonicalHeaderValue(values)}\n`;
    const trimmed = values.map((value) => headerText(value).trim()).sort();
    return `${name}:${trimmed.join(',')}\n`;
  });
  return [
    input.method.toUpperCase(),
    canonicalPath(input.path, rules.path),
    canonicalQuery(input.query, leftOut),
    headers.join(''),
    input.signedHeaders.join(';'),
    input.payloadHash,
  ].join('\n');
}

export interface Scope {
  readonly date: string;
  readonly region: string;
  readonly service: string;
}

export const scopeText = (scope: Scope): string => `${scope.date}/${scope.region}/${scope.service}/aws4_request`;

export const stringToSign = (time: string, scope: Scope, canonical: string): string =>
  ['AWS4-HMAC-SHA256', time, scopeText(scope), sha256Hex(Buffer.from(canonical, 'utf8'))].join('\n');

export const signingKey = (secret: string, scope: Scope): Buffer =>
  hmac(hmac(hmac(hmac(`AWS4${secret}`, scope.date), scope.region), scope.service), 'aws4_request');

export const sign = (key: Buffer, text: string): string => hmac(key, text).toString('hex');
