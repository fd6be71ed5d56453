import { SIGNING_ALGORITHMS } from './signature.ts';

/** Why a pre-signed URL is refused; each service wraps the text in its own error. */
export class PresignedProblem extends Error {}

export interface PresignedSignature {
  readonly keyId: string;
  readonly algorithm: string;
  readonly signature: string;
  readonly signingString: string;
}

export interface PresignedRequest {
  readonly method: string;
  readonly host: string;
  /** As on the request line, still percent-encoded. */
  readonly path: string;
  readonly query: ReadonlyMap<string, string>;
}

export const PRESIGNED_PARAMETERS = ['algorithm', 'expires', 'keyId', 'signature'] as const;

/** muskie `lib/auth.js` preSignedUrl(); CloudAPI's is the same but for the error. */
export function parsePresigned(request: PresignedRequest, nowMs: number): PresignedSignature {
  const { query } = request;
  const methods = (query.get('method') || request.method).split(/\s*,\s*/).sort();
  if (!methods.includes(request.method)) throw new PresignedProblem(`${request.method} was not a signed method`);
  const missing = PRESIGNED_PARAMETERS.filter((name) => !query.get(name));
  if (missing.length > 0) throw new PresignedProblem(`parameters "${missing.join(', ')}" are required`);
  const expires = Number.parseInt(query.get('expires') ?? '', 10);
  if (Number.isNaN(expires)) throw new PresignedProblem('expires is invalid');
  if (Math.floor(nowMs / 1000) > expires) throw new PresignedProblem('request expired');
  const algorithm = (query.get('algorithm') ?? '').toUpperCase();
  const pairs = [...query]
    .filter(([name]) => name.toLowerCase() !== 'signature')
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([name, value]) => `${rfc3986(name)}=${rfc3986(value)}`);
  if (!SIGNING_ALGORITHMS.includes(algorithm)) throw new PresignedProblem(`${algorithm} is not a supported signing algorithm`);
  return {
    keyId: query.get('keyId') ?? '',
    algorithm,
    signature: query.get('signature') ?? '',
    signingString: [methods.join(','), request.host, request.path, pairs.join('&')].join('\n'),
  };
}

const rfc3986 = (text: string): string => encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
