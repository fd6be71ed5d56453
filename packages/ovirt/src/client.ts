import {
  type AuthStrategy,
  asText,
  buildXml,
  bytesBody,
  type CallOptions,
  CloudError,
  type Connection,
  HttpClient,
  type HttpRequest,
  type HttpResponse,
  isCloudError,
  parseXml,
  type QueryInput,
  unexpectedBody,
  withQuery,
  type XmlElement,
  type XmlNode,
  xmlChild,
  xmlChildren,
  xmlText,
} from '@portolan/core/driver';
import { engineError, faultError, faultOf, imageioError, rootName } from './errors.ts';

const USER_AGENT = 'portolan/0.1.0 ovirt';

/** Origin of the engine, paths of its API and of all that is beside it. */
export interface EngineAddress {
  readonly origin: string;
  /** `/ovirt-engine/api` */
  readonly apiPath: string;
  /** `/ovirt-engine` */
  readonly enginePath: string;
}

export function engineAddress(url: string): EngineAddress {
  const [, origin = '', apiPath = ''] = /^(https?:\/\/[^/]+)(.*)$/i.exec(url) ?? [];
  return { origin, apiPath, enginePath: apiPath.replace(/\/api(\/v\d+)?$/, '') };
}

/** One request to the engine's API. */
export interface EngineRequest {
  /** As the model calls it: `AddVm`. For diagnostics. */
  readonly operation: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Encoded, from behind `/ovirt-engine/api`: `/vms/ID`. */
  readonly path: string;
  readonly query?: QueryInput | undefined;
  readonly body?: XmlElement | undefined;
  readonly idempotent?: boolean | undefined;
}

export interface EngineClientOptions {
  readonly address: EngineAddress;
  readonly filter?: boolean | undefined;
}

/** Sends to the engine: XML there and back. */
export class EngineClient {
  readonly #http: HttpClient;
  readonly #address: EngineAddress;
  readonly #headers: Readonly<Record<string, string>>;
  readonly connection: Connection;

  constructor(connection: Connection, auth: AuthStrategy, options: EngineClientOptions) {
    this.connection = connection;
    this.#http = new HttpClient(connection, { auth, toError: engineError });
    this.#address = options.address;
    this.#headers = {
      'User-Agent': USER_AGENT,
      Version: '4',
      Accept: 'application/xml',
      ...(options.filter === undefined ? {} : { Filter: String(options.filter) }),
    };
  }

  /** The document of an answer, which has to be of this kind. */
  async document(request: EngineRequest, root: string, options: CallOptions): Promise<XmlNode> {
    const { status, headers, body } = await this.#http.read(this.#complete(request), options, asText());
    const { name, root: node } = await parseXml(body, { root: [root, 'fault', 'action'], status, contentType: headers['content-type'] });
    if (name === root) return node;
    // The engine has been seen to say 200 and send a fault.
    const fault = faultOf(name === 'fault' ? node : xmlChild(node, 'fault'));
    if (fault !== undefined) throw faultError(status, fault);
    throw unexpectedBody(`<${name}> instead of <${root}>`, { status }, body);
  }

  /** The items of a collection: `<vms><vm/>…</vms>`. */
  async list(request: EngineRequest, root: string, item: string, options: CallOptions): Promise<readonly XmlNode[]> {
    return xmlChildren(await this.document(request, root, options), item);
  }

  /** Actions and removals: what matters is that it was done. A web page is no such answer, whatever its status. */
  async perform(request: EngineRequest, options: CallOptions): Promise<void> {
    const { status, headers, body } = await this.#http.read(this.#complete(request), options, asText());
    if (body.trim() === '') return;
    const root = rootName(body);
    if (root === undefined || root === 'html') throw unexpectedBody('it is not the engine’s', { status, contentType: headers['content-type'] }, body);
    const { root: node } = await parseXml(body, { root: rootAsWritten(body), status });
    const fault = faultOf(root === 'fault' ? node : xmlChild(node, 'fault'));
    if (fault !== undefined || xmlText(node, 'status') === 'failed') throw faultError(status, fault ?? { detail: 'the action failed' });
  }

  /** For what this library has no method for: the answer as text. */
  async text(request: EngineRequest, options: CallOptions): Promise<string> {
    return this.#http.text(this.#complete(request), options);
  }

  #complete(request: EngineRequest): HttpRequest {
    const { method, path, query, body, idempotent, operation } = request;
    return {
      method,
      origin: this.#address.origin,
      target: withQuery(`${this.#address.apiPath}${path}`, query ?? {}),
      headers: body === undefined ? this.#headers : { ...this.#headers, 'Content-Type': 'application/xml' },
      body: body === undefined ? undefined : bytesBody(Buffer.from(buildXml(body), 'utf8')),
      idempotent,
      operation,
    };
  }
}

const rootAsWritten = (body: string): string => /<([A-Za-z_][\w.-]*)/.exec(body.replace(/^\s*<\?xml[^>]*\?>/, ''))?.[1] ?? '';

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

/** Sends to imageio daemons. The address is all the authority there is: the engine's token never goes there. */
export class ImageioClient {
  readonly #http: HttpClient;

  constructor(connection: Connection) {
    this.#http = new HttpClient(connection, { toError: imageioError });
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
      headers: { 'User-Agent': USER_AGENT, 'Accept-Encoding': 'identity', ...rest.headers },
      operation,
    };
  }
}

/** Whether nothing answered at that address: another way to the same image may do. */
export const isUnreachable = (error: unknown): boolean =>
  isCloudError(error) && (error.code === 'unavailable' || error.code === 'timeout') && error.outcome === 'not-done' && error.status === undefined;
