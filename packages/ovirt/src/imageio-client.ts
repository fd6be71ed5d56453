import {
  asText,
  bytesBody,
  type CallOptions,
  CloudError,
  type HttpClient,
  type HttpRequest,
  type HttpResponse,
  isCloudError,
  unexpectedBody,
  withQuery,
} from '@portolan/core/driver';
import { USER_AGENT } from './user-agent.ts';

/** Address of an image under transfer: whoever has it may read or write the disk. */
export interface ImageUrl {
  readonly origin: string;
  readonly target: string;
}

export function imageUrl(text: string): ImageUrl {
  const [, origin, target] = /^(https?:\/\/[^/?#@]+)(\/[^?#]*)$/i.exec(text.trim()) ?? [];
  if (origin === undefined || target === undefined)
    throw new CloudError('protocol', 'the engine told an address of the image that cannot be read', { outcome: 'not-done' });
  return { origin, target };
}

/** What a daemon can do: `OPTIONS`. */
export interface ImageioFeatures {
  readonly flush: boolean;
  readonly zero: boolean;
  /** Connections that may write at once. */
  readonly maxWriters: number;
}

/** Speaks to imageio daemons. The address is all the authority there is: the engine's token never goes there. */
export class ImageioClient {
  readonly #http: HttpClient;

  /** One without a strategy. */
  constructor(http: HttpClient) {
    this.#http = http;
  }

  /** Old daemons (405, or no answer body) have GET and PUT alone. */
  async features(url: ImageUrl, options: CallOptions): Promise<ImageioFeatures> {
    const plain = { flush: false, zero: false, maxWriters: 1 };
    const { status, body } = await this.#http.read(this.#request(url, 'OPTIONS', 'GetImageOptions', { accept: [405] }), options, asText());
    if (status !== 200 || body.trim() === '') return plain;
    let told: unknown;
    try {
      told = JSON.parse(body);
    } catch {
      throw unexpectedBody('it is not what an imageio daemon says', { status }, body);
    }
    const { features, max_writers: maxWriters } = (told ?? {}) as { readonly features?: unknown; readonly max_writers?: unknown };
    const list: readonly unknown[] = Array.isArray(features) ? features : [];
    return {
      flush: list.includes('flush'),
      zero: list.includes('zero'),
      maxWriters: typeof maxWriters === 'number' && maxWriters >= 1 ? Math.floor(maxWriters) : 1,
    };
  }

  /** Writing the same bytes to the same place twice is harmless, so a cut connection is repaired by doing it again. */
  async write(url: ImageUrl, offset: number, bytes: Uint8Array, flush: boolean | undefined, options: CallOptions): Promise<void> {
    const headers = { 'Content-Type': 'application/octet-stream', 'Content-Range': `bytes ${offset}-${offset + bytes.byteLength - 1}/*` };
    const target = withQuery(url.target, flush === undefined ? {} : { flush: flush ? 'y' : 'n' });
    await this.#silent(this.#request({ ...url, target }, 'PUT', 'PutImage', { headers, body: bytesBody(bytes) }), options);
  }

  async flush(url: ImageUrl, options: CallOptions): Promise<void> {
    const body = bytesBody(Buffer.from('{"op":"flush"}'));
    await this.#silent(this.#request(url, 'PATCH', 'FlushImage', { headers: { 'Content-Type': 'application/json' }, body, idempotent: true }), options);
  }

  /** Bytes from `first` to `last`, both included, as they arrive. */
  async read(url: ImageUrl, first: number, last: number, options: CallOptions): Promise<HttpResponse> {
    const response = await this.#http.send(this.#request(url, 'GET', 'GetImage', { headers: { Range: `bytes=${first}-${last}` } }), options);
    const told = /^bytes (\d+)-(\d+)\//.exec(response.headers['content-range'] ?? '');
    if (response.status === 206 && Number(told?.[1]) === first && Number(told?.[2]) === last) return response;
    response.body.destroy();
    throw new CloudError(
      'protocol',
      `the daemon was asked for bytes ${first}-${last} and sent ${response.status} ${response.headers['content-range'] ?? 'without a range'}`,
      {
        status: response.status,
      },
    );
  }

  /** The daemon says nothing when all went well. Who talks is somebody else (a proxy's page), and kept no bytes. */
  async #silent(request: HttpRequest, options: CallOptions): Promise<void> {
    const { status, headers, body } = await this.#http.read(request, options, asText());
    if (body.trim() !== '') throw unexpectedBody('it is not an imageio daemon’s', { status, contentType: headers['content-type'] }, body);
  }

  #request(url: ImageUrl, method: string, operation: string, rest: Partial<HttpRequest>): HttpRequest {
    return {
      ...rest,
      method,
      origin: url.origin,
      target: url.target,
      secretTarget: true,
      headers: { 'User-Agent': USER_AGENT, 'Accept-Encoding': 'identity', ...rest.headers },
      operation,
    };
  }
}

/** Whether nothing answered at that address: another way to the same image may do. */
export const isUnreachable = (error: unknown): boolean =>
  isCloudError(error) && (error.code === 'unavailable' || error.code === 'timeout') && error.outcome === 'not-done' && error.status === undefined;
