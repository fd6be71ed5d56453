import {
  asBytes,
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
  readonly extents: boolean;
  readonly checksum: boolean;
  /** Connections that may write at once. */
  readonly maxWriters: number;
  /** Connections that may read at once. */
  readonly maxReaders: number;
}

/** A run of an image. */
export interface ImageExtent {
  readonly start: number;
  readonly length: number;
  /** It reads as zeroes. */
  readonly zero: boolean;
  /** Nothing is allocated for it. */
  readonly hole: boolean;
}

/** A digest over the digests of the image's blocks. */
export interface ImageChecksum {
  readonly algorithm: string;
  readonly blockSize: number;
  /** Hexadecimal. */
  readonly checksum: string;
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
    const plain = { flush: false, zero: false, extents: false, checksum: false, maxWriters: 1, maxReaders: 1 };
    const { status, body } = await this.#http.read(this.#request(url, 'OPTIONS', 'GetImageOptions', { accept: [405] }), options, asText());
    if (status !== 200 || body.trim() === '') return plain;
    let told: unknown;
    try {
      told = JSON.parse(body);
    } catch {
      throw unexpectedBody('it is not what an imageio daemon says', { status }, body);
    }
    const { features, max_writers: writers, max_readers: readers } = (told ?? {}) as Readonly<Record<string, unknown>>;
    const list: readonly unknown[] = Array.isArray(features) ? features : [];
    return {
      flush: list.includes('flush'),
      zero: list.includes('zero'),
      extents: list.includes('extents'),
      checksum: list.includes('checksum'),
      maxWriters: connections(writers),
      maxReaders: connections(readers),
    };
  }

  /** Writing the same bytes to the same place twice is harmless, so a cut connection is repaired by doing it again. */
  async write(url: ImageUrl, offset: number, bytes: Uint8Array, flush: boolean | undefined, options: CallOptions): Promise<void> {
    const headers = { 'Content-Type': 'application/octet-stream', 'Content-Range': `bytes ${offset}-${offset + bytes.byteLength - 1}/*` };
    const target = withQuery(url.target, flush === undefined ? {} : { flush: flush ? 'y' : 'n' });
    await this.#silent(this.#request({ ...url, target }, 'PUT', 'PutImage', { headers, body: bytesBody(bytes) }), options);
  }

  async flush(url: ImageUrl, options: CallOptions): Promise<void> {
    await this.#patch(url, 'FlushImage', { op: 'flush' }, options);
  }

  /** Makes a range read as zeroes, without sending them. */
  async zero(url: ImageUrl, offset: number, size: number, options: CallOptions): Promise<void> {
    await this.#patch(url, 'ZeroImage', { op: 'zero', offset, size, flush: false }, options);
  }

  /** What of the image is data and what zeroes. A daemon that works on files says that all is data. */
  async extents(url: ImageUrl, options: CallOptions): Promise<readonly ImageExtent[]> {
    const request = this.#request({ ...url, target: `${url.target}/extents` }, 'GET', 'GetImageExtents', {});
    const { status, body } = await this.#http.read(request, options, asText());
    const told = jsonOf(body);
    let end = 0;
    if (!Array.isArray(told) || told.length === 0) throw unexpectedBody('it is no list of extents', { status }, body);
    return told.map((one: Readonly<Record<string, unknown>>): ImageExtent => {
      const { start, length, zero, hole } = one ?? {};
      // They follow each other without a gap: a hole in the list would be a hole in the copy.
      if (typeof start !== 'number' || typeof length !== 'number' || start !== end || !Number.isSafeInteger(length) || length <= 0)
        throw unexpectedBody('its extents do not follow each other', { status }, body);
      end += length;
      return { start, length, zero: zero === true, hole: hole === true };
    });
  }

  /** The daemon reads the whole image for it, and is silent meanwhile. */
  async checksum(url: ImageUrl, algorithm: string, blockSize: number, options: CallOptions): Promise<ImageChecksum> {
    const target = withQuery(`${url.target}/checksum`, { algorithm, block_size: blockSize });
    const { status, body } = await this.#http.read(this.#request({ ...url, target }, 'GET', 'GetImageChecksum', {}), options, asText());
    const { checksum, algorithm: used, block_size: size } = (jsonOf(body) ?? {}) as Readonly<Record<string, unknown>>;
    if (typeof checksum !== 'string' || used !== algorithm || size !== blockSize)
      throw unexpectedBody('it is not the checksum that was asked for', { status }, body);
    return { algorithm, blockSize, checksum };
  }

  /** A piece of the image, read whole: a connection that breaks is repaired by asking again. */
  async readBytes(url: ImageUrl, first: number, last: number, options: CallOptions): Promise<Buffer> {
    const { status, headers, body } = await this.#http.read(this.#range(url, first, last), options, asBytes());
    if (status !== 206 || body.byteLength !== last - first + 1) throw wrongRange(first, last, status, headers['content-range']);
    return body;
  }

  /** Bytes from `first` to `last`, both included, as they arrive. */
  async read(url: ImageUrl, first: number, last: number, options: CallOptions): Promise<HttpResponse> {
    const response = await this.#http.send(this.#range(url, first, last), options);
    const told = /^bytes (\d+)-(\d+)\//.exec(response.headers['content-range'] ?? '');
    if (response.status === 206 && Number(told?.[1]) === first && Number(told?.[2]) === last) return response;
    response.body.destroy();
    throw wrongRange(first, last, response.status, response.headers['content-range']);
  }

  #range(url: ImageUrl, first: number, last: number): HttpRequest {
    return this.#request(url, 'GET', 'GetImage', { headers: { Range: `bytes=${first}-${last}` } });
  }

  async #patch(url: ImageUrl, operation: string, message: object, options: CallOptions): Promise<void> {
    const body = bytesBody(Buffer.from(JSON.stringify(message)));
    await this.#silent(this.#request(url, 'PATCH', operation, { headers: { 'Content-Type': 'application/json' }, body, idempotent: true }), options);
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

const connections = (told: unknown): number => (typeof told === 'number' && told >= 1 ? Math.floor(told) : 1);

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

const wrongRange = (first: number, last: number, status: number, told: string | undefined): CloudError =>
  new CloudError('protocol', `the daemon was asked for bytes ${first}-${last} and sent ${status} ${told ?? 'without a range'}`, { status });

/** Whether nothing answered at that address: another way to the same image may do. */
export const isUnreachable = (error: unknown): boolean =>
  isCloudError(error) && (error.code === 'unavailable' || error.code === 'timeout') && error.outcome === 'not-done' && error.status === undefined;
