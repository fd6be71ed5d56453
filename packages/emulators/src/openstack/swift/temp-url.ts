import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Account, Container } from './swift-store.ts';

/** By the length of the signature in hex. */
const DIGESTS: Readonly<Record<number, string>> = { 40: 'sha1', 64: 'sha256', 128: 'sha512' };

/** What a signature of one method also allows. */
const ALLOWED_WITH: Readonly<Record<string, readonly string[]>> = {
  HEAD: ['HEAD', 'GET', 'PUT', 'POST'],
  GET: ['GET'],
  PUT: ['PUT'],
  POST: ['POST'],
  DELETE: ['DELETE'],
};

export interface TempUrlRequest {
  readonly method: string;
  /** Decoded `/v1/<account>/<container>/<object>`. */
  readonly path: string;
  readonly query: ReadonlyMap<string, string>;
  readonly remoteAddress: string;
  readonly nowMs: number;
}

export const isTempUrl = (query: ReadonlyMap<string, string>): boolean => query.has('temp_url_sig') || query.has('temp_url_expires');

export function temporaryUntil(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d+$/.test(text)) return Number(text);
  const parsed = Date.parse(text);
  return Number.isNaN(parsed) ? undefined : Math.floor(parsed / 1000);
}

/** `<hex>`, or `sha512:<base64>` as python-swiftclient writes long ones. */
function signature(text: string): { readonly digest: string; readonly bytes: Buffer } | undefined {
  const prefixed = /^(sha1|sha256|sha512):(.+)$/.exec(text);
  if (prefixed !== null) return { digest: prefixed[1] ?? '', bytes: Buffer.from(prefixed[2] ?? '', 'base64url') };
  const digest = DIGESTS[text.length];
  return digest === undefined || !/^[0-9a-f]+$/i.test(text) ? undefined : { digest, bytes: Buffer.from(text, 'hex') };
}

const ipv4 = (text: string): number => text.split('.').reduce((value, part) => value * 256 + Number(part), 0);

function inRange(address: string, range: string): boolean {
  const [network = '', length = '32'] = range.split('/');
  const size = 2 ** (32 - Number(length));
  return Math.floor(ipv4(address) / size) === Math.floor(ipv4(network) / size);
}

/** Whether a key of the account or of the container signed this request, for this path or a prefix of it, until a time not yet past. */
export function tempUrlAllows(request: TempUrlRequest, account: Account | undefined, container: Container | undefined): boolean {
  const given = signature(request.query.get('temp_url_sig') ?? '');
  const expires = temporaryUntil(request.query.get('temp_url_expires'));
  if (given === undefined || expires === undefined || expires * 1000 < request.nowMs) return false;
  const keys = [
    ...['Temp-Url-Key', 'Temp-Url-Key-2'].map((name) => account?.headers.get(`X-Account-Meta-${name}`)),
    ...['Temp-Url-Key', 'Temp-Url-Key-2'].map((name) => container?.headers.get(`X-Container-Meta-${name}`)),
  ].filter((key) => key !== undefined);
  const prefix = request.query.get('temp_url_prefix');
  let path = request.path;
  if (prefix !== undefined) {
    const [, version = '', accountName = '', containerName = '', ...object] = request.path.split('/');
    if (!object.join('/').startsWith(prefix)) return false;
    path = `prefix:/${version}/${accountName}/${containerName}/${prefix}`;
  }
  const range = request.query.get('temp_url_ip_range');
  if (range !== undefined && !inRange(request.remoteAddress, range)) return false;
  const ip = range === undefined ? '' : `ip=${range}\n`;
  const methods = ALLOWED_WITH[request.method] ?? [];
  return keys.some((key) =>
    methods.some((method) => {
      const wanted = createHmac(given.digest, key).update(`${ip}${method}\n${expires}\n${path}`).digest();
      return wanted.length === given.bytes.length && timingSafeEqual(wanted, given.bytes);
    }),
  );
}

/** `Content-Disposition` of a download by temporary URL: the object's own name, or the one asked for. */
export function tempUrlDisposition(query: ReadonlyMap<string, string>, objectName: string): string {
  if (query.has('inline') && !query.has('filename')) return 'inline';
  const name = query.get('filename') ?? objectName.replace(/\/+$/, '').split('/').at(-1) ?? '';
  const quoted = encodeURIComponent(name).replaceAll('%20', ' ').replaceAll('%2F', '/');
  return `${query.has('inline') ? 'inline' : 'attachment'}; filename="${quoted}"; filename*=UTF-8''${encodeURIComponent(name)}`;
}
