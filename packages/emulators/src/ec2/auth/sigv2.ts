import { createHmac } from 'node:crypto';
import { strictEncode } from './strict-encoding.ts';

/** Query API, signature version 2: everything but `Signature`, sorted by name, strictly encoded. */
export function queryStringToSign(method: string, host: string, path: string, parameters: readonly (readonly [name: string, value: string])[]): string {
  const canonical = parameters
    .filter(([name]) => name !== 'Signature')
    .map(([name, value]) => [name, `${strictEncode(name)}=${strictEncode(value)}`] as const)
    .sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0))
    .map(([, pair]) => pair)
    .join('&');
  return [method, host.toLowerCase(), path, canonical].join('\n');
}

export const hmacBase64 = (algorithm: 'sha1' | 'sha256', secret: string, text: string): string =>
  createHmac(algorithm, secret).update(text, 'utf8').digest('base64');

const SIGNED_SUBRESOURCES = new Set([
  'acl', 'cors', 'delete', 'lifecycle', 'location', 'logging', 'notification', 'partNumber', 'policy', 'requestPayment', 'restore', 'tagging', 'torrent',
  'uploadId', 'uploads', 'versionId', 'versioning', 'versions', 'website',
  'response-cache-control', 'response-content-disposition', 'response-content-encoding', 'response-content-language', 'response-content-type', 'response-expires',
]); // biome-ignore format: a word list

export interface RestV2Input {
  readonly method: string;
  readonly rawHeaders: readonly (readonly [name: string, value: string])[];
  /** The Date line: the header, empty when `x-amz-date` is sent, or the `Expires` of a presigned URL. */
  readonly date: string;
  /** Bucket in the host name and path on the wire. */
  readonly resource: string;
  /** Decoded. */
  readonly query: readonly (readonly [name: string, value: string])[];
  readonly withContentType: boolean;
}

/** S3 REST, `Authorization: AWS id:signature`. */
export function restStringToSign(input: RestV2Input): string {
  const amz = new Map<string, string>();
  // Repeated headers are joined with a bare comma; a comma of the value's own (`Sat, 21 Nov …`) keeps its blank.
  const header = (wanted: string): string =>
    input.rawHeaders
      .filter(([name]) => name.toLowerCase() === wanted)
      .map(([, value]) => Buffer.from(value, 'latin1').toString('utf8').trim())
      .join(',');
  for (const [name] of input.rawHeaders) if (name.toLowerCase().startsWith('x-amz-')) amz.set(name.toLowerCase(), header(name.toLowerCase()));
  for (const [name, value] of input.query) if (name.toLowerCase().startsWith('x-amz-')) amz.set(name.toLowerCase(), value);
  const amzLines = [...amz].sort((a, b) => (a[0] < b[0] ? -1 : 1)).map(([name, value]) => `${name}:${value}\n`);
  const subresources = input.query
    .filter(([name]) => SIGNED_SUBRESOURCES.has(name))
    .sort((a, b) => (a[0] < b[0] ? -1 : 1))
    .map(([name, value]) => (value === '' ? name : `${name}=${value}`));
  const resource = subresources.length === 0 ? input.resource : `${input.resource}?${subresources.join('&')}`;
  const type = input.withContentType ? header('content-type') : '';
  return `${input.method}\n${header('content-md5')}\n${type}\n${input.date}\n${amzLines.join('')}${resource}`;
}
