import { encodeQuery } from '@portolan/core/driver';
import type { SigningKey } from './signing-key.ts';

export interface SignedUrlRequest {
  /** Upper case. More than one makes an address good for each of them. */
  readonly methods: readonly string[];
  /** Value of the Host header, with the port if it is not the scheme's own. */
  readonly host: string;
  /** As on the request line: percent-encoded, without a query. */
  readonly path: string;
  readonly keyId: string;
  /** Seconds since the epoch. */
  readonly expires: number;
}

/**
 * Path and query of a pre-signed address. Signed are methods, host, path and all parameters sorted by name, a line each.
 * Source: muskie lib/auth.js preSignedUrl(); the names used here sort alike by `localeCompare` (theirs) and by code.
 */
export async function signedTarget(request: SignedUrlRequest, key: Pick<SigningKey, 'algorithm' | 'sign'>): Promise<string> {
  const methods = [...request.methods].sort().join(',');
  const parameters: [string, string][] = [
    ['algorithm', key.algorithm.toUpperCase()],
    ['expires', String(request.expires)],
    ['keyId', request.keyId],
    ...(request.methods.length > 1 ? [['method', methods] as [string, string]] : []),
  ];
  const query = encodeQuery(parameters);
  const signature = await key.sign([methods, request.host, request.path, query].join('\n'));
  return `${request.path}?${query}&${encodeQuery([['signature', signature.toString('base64')]])}`;
}
