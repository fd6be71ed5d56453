import { verify } from 'node:crypto';
import type { SshPublicKey } from './ssh-key.ts';

/** What a signature covers: method and target exactly as the service's verifier sees them, headers with lower-case names. */
export interface SignedMessage {
  readonly method: string;
  readonly target: string;
  readonly httpVersion: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface ParsedSignature {
  readonly keyId: string;
  /** Upper case, e.g. `RSA-SHA256`: services compare it so. */
  readonly algorithm: string;
  /** Base64. */
  readonly signature: string;
  readonly signingString: string;
}

/** A header no verifier gets as far as checking. The text is http-signature's own: it reaches the client inside the service's error. */
export class SignatureHeaderProblem extends Error {}

const CLOCK_SKEW_S = 300;

/** The algorithm list of CloudAPI 9.20 (`lib/auth.js` SIGN_ALGOS) and muskie of 2025-09 (`SIGN_ALG`); the order is in muskie's error text. */
export const SIGNING_ALGORITHMS: readonly string[] = [
  'RSA-SHA1',
  'RSA-SHA256',
  'RSA-SHA384',
  'RSA-SHA512',
  'DSA-SHA1',
  'DSA-SHA256',
  'ECDSA-SHA256',
  'ECDSA-SHA384',
  'ECDSA-SHA512',
  'ED25519-SHA512',
];

/** Modern grammar: `Signature keyId="…",algorithm="…",headers="…",signature="…"`. Behaviour of npm http-signature 1.4.0 `parseRequest`. */
export function parseModern(authorization: string, message: SignedMessage, nowMs: number): ParsedSignature {
  const space = authorization.indexOf(' ');
  const scheme = space === -1 ? authorization : authorization.slice(0, space);
  const params = modernParams(space === -1 ? '' : authorization.slice(space + 1));
  const names = headerNames(params['headers'], message);
  if (scheme !== 'Signature') throw new SignatureHeaderProblem('scheme was not "Signature"');
  const keyId = required(params, 'keyId');
  const algorithm = required(params, 'algorithm');
  const signature = required(params, 'signature');
  checkAlgorithm(algorithm);
  const lines = names.map((name) => {
    switch (name) {
      case 'request-line':
        return `${message.method} ${message.target} HTTP/${message.httpVersion}`;
      case '(request-target)':
        return `(request-target): ${message.method.toLowerCase()} ${message.target}`;
      case '(keyid)':
        return `(keyid): ${keyId}`;
      case '(algorithm)':
        return `(algorithm): ${algorithm}`;
      case '(created)':
      case '(expires)':
        return `${name}: ${params[name.slice(1, -1)] ?? ''}`;
      case '(opaque)':
        if (params['opaque'] === undefined) throw new SignatureHeaderProblem('opaque param was not in the undefined header');
        return `(opaque): ${params['opaque']}`;
      default:
        if (message.headers[name] === undefined) throw new SignatureHeaderProblem(`${name} was not in the request`);
        return `${name}: ${message.headers[name]}`;
    }
  });
  checkSkew(message, nowMs);
  checkDateSigned(names, message);
  return { keyId, algorithm: algorithm.toUpperCase(), signature, signingString: lines.join('\n') };
}

function modernParams(text: string): Record<string, string> {
  const params: Record<string, string> = Object.create(null) as Record<string, string>;
  const param = /([A-Za-z]+)=(?:"([^"]*)"|([0-9]+))(,|$)/y;
  while (param.lastIndex < text.length) {
    const match = param.exec(text);
    // A blank after a comma, an unquoted value, a digit in a name: all one error.
    if (match === null) throw new SignatureHeaderProblem('bad param format');
    params[match[1] ?? ''] = match[2] ?? match[3] ?? '';
  }
  return params;
}

/**
 * Legacy grammar: `Signature keyId="…",algorithm="…" BASE64`, header values only in the signed string.
 * Behaviour of CloudAPI's own copy of http-signature 0.9 (`lib/node-http-signature/parser.js`).
 */
export function parseLegacy(authorization: string, message: SignedMessage, nowMs: number): ParsedSignature {
  const match = /^([^ ]*) ((?:[^" ]*"[^"]*")*[^" ]*) ?(.*)$/s.exec(authorization);
  if (match === null) throw new SignatureHeaderProblem('bad param format');
  const params: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const [, name, value] of (match[2] ?? '').matchAll(/([^" ]*)"([^"]*)"/g)) params[(name ?? '').replaceAll(/[=,]/g, '')] = value ?? '';
  if (match[1] !== 'Signature') throw new SignatureHeaderProblem('scheme was not "Signature"');
  const keyId = required(params, 'keyId');
  const algorithm = required(params, 'algorithm').toLowerCase();
  const signature = match[3] ?? '';
  if (signature === '') throw new SignatureHeaderProblem('signature was empty');
  if (!LEGACY_ALGORITHMS.has(algorithm)) throw new SignatureHeaderProblem(`${algorithm} is not supported`);
  const names = headerNames(params['headers'], message);
  const values = names.map((name) => {
    if (name === 'request-line') return `${message.method} ${message.target} HTTP/${message.httpVersion}`;
    const value = message.headers[name];
    if (value === undefined || value === '') throw new SignatureHeaderProblem(`${name} was not in the request`);
    return value;
  });
  checkSkew(message, nowMs);
  checkDateSigned(names, message);
  return { keyId, algorithm: algorithm.toUpperCase(), signature, signingString: values.join('\n') };
}

const LEGACY_ALGORITHMS = new Set(['rsa-sha1', 'rsa-sha256', 'rsa-sha512', 'dsa-sha1', 'hmac-sha1', 'hmac-sha256', 'hmac-sha512']);

function required(params: Readonly<Record<string, string>>, name: string): string {
  const value = params[name];
  if (value === undefined || value === '') throw new SignatureHeaderProblem(`${name} was not specified`);
  return value;
}

/** Without `headers`, the date is signed: `x-date` if that header is there. */
function headerNames(list: string | undefined, message: SignedMessage): string[] {
  if (list === undefined || list === '') return [message.headers['x-date'] === undefined ? 'date' : 'x-date'];
  return list.split(' ').map((name) => name.toLowerCase());
}

/** http-signature verifies with sha1, sha256 and sha512 alone, so P-384 keys (`ecdsa-sha384`) fail here already. */
function checkAlgorithm(algorithm: string): void {
  const [kind, hash, more] = algorithm.toLowerCase().split('-');
  const known = ['rsa', 'dsa', 'ecdsa', 'ed25519', 'hmac'].includes(kind ?? '') && ['sha1', 'sha256', 'sha512'].includes(hash ?? '') && more === undefined;
  if (!known) throw new SignatureHeaderProblem(`${algorithm} is not supported`);
}

function checkSkew(message: SignedMessage, nowMs: number): void {
  const date = message.headers['x-date'] ?? message.headers['date'];
  if (date === undefined) return;
  const skewMs = Math.abs(nowMs - Date.parse(date));
  if (skewMs > CLOCK_SKEW_S * 1000) throw new SignatureHeaderProblem(`clock skew of ${skewMs / 1000}s was greater than ${CLOCK_SKEW_S}s`);
}

function checkDateSigned(names: readonly string[], message: SignedMessage): void {
  const date = message.headers['x-date'] === undefined ? 'date' : 'x-date';
  if (!names.includes(date)) throw new SignatureHeaderProblem(`${date} was not a signed header`);
}

/** Whether `key` made this signature, with the hash the header names. ECDSA signatures are DER, Ed25519 ones are over the text itself. */
export function verifySignature(parsed: Pick<ParsedSignature, 'algorithm' | 'signature' | 'signingString'>, key: SshPublicKey): boolean {
  const [kind, hash] = parsed.algorithm.toLowerCase().split('-');
  if (kind !== key.kind || hash === undefined || !['sha1', 'sha256', 'sha512'].includes(hash)) return false;
  try {
    return verify(kind === 'ed25519' ? null : hash, Buffer.from(parsed.signingString), key.key, Buffer.from(parsed.signature, 'base64'));
  } catch {
    return false;
  }
}
