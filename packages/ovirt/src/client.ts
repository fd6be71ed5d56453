import {
  type AuthStrategy,
  asText,
  asXmlList,
  buildXml,
  bytesBody,
  type CallOptions,
  type Connection,
  HttpClient,
  type HttpRequest,
  parseXml,
  type QueryInput,
  unexpectedBody,
  withQuery,
  type XmlElement,
  type XmlNode,
  xmlChild,
  xmlText,
} from '@portolan/core/driver';
import { engineError, faultError, faultOf, imageioError, rootName, ssoError } from './errors.ts';
import { Patience } from './patience.ts';
import type { SdkTransport } from './sdk/index.ts';
import { USER_AGENT } from './user-agent.ts';

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
  /** What a plan takes for the answer; `''`: nothing. */
  readonly planned?: XmlElement | '' | undefined;
}

export interface EngineClientOptions {
  readonly address: EngineAddress;
  readonly filter?: boolean | undefined;
  /** Ask for packed answers. Default false. */
  readonly compress?: boolean | undefined;
  /** Sent with every request; none of those below. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Until the first look again at what the engine works on. Default 100. */
  readonly pollIntervalMs?: number | undefined;
}

/** Sends to the engine: XML there and back. */
export class EngineClient {
  readonly #http: HttpClient;
  readonly #address: EngineAddress;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #pollIntervalMs: number | undefined;
  readonly #extra: Readonly<Record<string, string>>;
  readonly connection: Connection;

  constructor(connection: Connection, auth: AuthStrategy, options: EngineClientOptions) {
    this.connection = connection;
    this.#http = new HttpClient(connection, { auth, toError: engineError });
    this.#address = options.address;
    this.#pollIntervalMs = options.pollIntervalMs;
    this.#extra = options.headers ?? {};
    this.#headers = {
      ...this.#extra,
      'User-Agent': USER_AGENT,
      Version: '4',
      Accept: 'application/xml',
      // Faults have no codes: they are told apart by their words, which the engine translates.
      'Accept-Language': 'en-US',
      ...(options.compress === true ? { 'Accept-Encoding': 'gzip' } : {}),
      ...(options.filter === undefined ? {} : { Filter: String(options.filter) }),
    };
  }

  /** For a call of several requests, and looks at what becomes of them. */
  patience(options: CallOptions, limitMs: number): Patience {
    return new Patience(this.connection.clock, options, limitMs, this.#pollIntervalMs);
  }

  /** The document of an answer, which has to be of this kind. */
  async document(request: EngineRequest, root: string, options: CallOptions): Promise<XmlNode> {
    // Judged while it is read: what a server repeats of our secrets is blanked out of errors there, and nowhere later.
    const { body } = await this.#http.read(this.#complete(request), options, async (response) => {
      const text = await asText()(response);
      const { status, headers } = response;
      const { name, root: node } = await parseXml(text, { root: [root, 'fault', 'action'], status, contentType: headers['content-type'] });
      // The engine has been seen to say 200 and send a fault.
      const fault = name === 'fault' ? faultOf(node) : name === 'action' ? faultOf(xmlChild(node, 'fault')) : undefined;
      if (fault !== undefined) throw faultError(status, fault);
      if (name === root) return node;
      throw unexpectedBody(`<${name}> instead of <${root}>`, { status }, text);
    });
    return body;
  }

  /**
   * The items of a collection, `<vms><vm/>…</vms>`, each made into something as it arrives: memory holds what `map` keeps, and a collection of
   * any length does not stop the event loop.
   */
  async list<T = XmlNode>(request: EngineRequest, root: string, item: string, options: CallOptions, map?: (node: XmlNode) => T): Promise<readonly T[]> {
    const { body } = await this.#http.read(this.#complete(request), options, async (response) => {
      const { status } = response;
      const read = asXmlList({ root: [root, 'fault', 'action'], items: item }, map ?? ((node) => node as T));
      const { name, items, root: rest } = await read(response);
      if (name === root) return items;
      const fault = faultOf(name === 'fault' ? rest : xmlChild(rest, 'fault'));
      throw fault === undefined ? unexpectedBody(`<${name}> instead of <${root}>`, { status }) : faultError(status, fault);
    });
    return body;
  }

  /** Actions and removals: what matters is that it was done. A web page is no such answer, whatever its status. */
  async perform(request: EngineRequest, options: CallOptions): Promise<void> {
    await this.#http.read(this.#complete(request), options, async (response) => {
      const text = await asText()(response);
      if (text.trim() === '') return;
      const { status, headers } = response;
      const root = rootName(text);
      if (root === undefined || root === 'html') throw unexpectedBody('it is not the engine’s', { status, contentType: headers['content-type'] }, text);
      const { root: node } = await parseXml(text, { root: rootAsWritten(text), status });
      const fault = faultOf(root === 'fault' ? node : xmlChild(node, 'fault'));
      if (fault !== undefined || xmlText(node, 'status') === 'failed') throw faultError(status, fault ?? { detail: 'the action failed' });
    });
  }

  /** For what this library has no method for: the answer as text. */
  async text(request: EngineRequest, options: CallOptions): Promise<string> {
    return this.#http.text(this.#complete(request), options);
  }

  /** What the generated SDK stands on: the same session, errors and retries. */
  sdkTransport(): SdkTransport {
    const { 'User-Agent': agent = USER_AGENT, 'Accept-Language': language = 'en-US', Filter: filter, 'Accept-Encoding': encoding } = this.#headers;
    return {
      origin: this.#address.origin,
      apiPath: this.#address.apiPath,
      headers: {
        ...this.#extra,
        'User-Agent': agent,
        'Accept-Language': language,
        ...(filter === undefined ? {} : { Filter: filter }),
        ...(encoding === undefined ? {} : { 'Accept-Encoding': encoding }),
      },
      fault: faultError,
      read: (request, options, reader) => this.#http.read(request, options, reader),
    };
  }

  #complete(request: EngineRequest): HttpRequest {
    const { method, path, query, body, idempotent, operation, planned } = request;
    return {
      method,
      origin: this.#address.origin,
      target: withQuery(`${this.#address.apiPath}${path}`, query ?? {}),
      headers: body === undefined ? this.#headers : { ...this.#headers, 'Content-Type': 'application/xml' },
      body: body === undefined ? undefined : bytesBody(Buffer.from(buildXml(body), 'utf8')),
      idempotent,
      operation,
      ...(planned === undefined ? {} : { planned: planned === '' ? planned : buildXml(planned) }),
    };
  }
}

const rootAsWritten = (body: string): string => /<([A-Za-z_][\w.-]*)/.exec(body.replace(/^\s*<\?xml[^>]*\?>/, ''))?.[1] ?? '';

/** For signing in: those requests carry the password themselves. */
export const ssoHttp = (connection: Connection): HttpClient => new HttpClient(connection, { toError: ssoError });

/** For imageio daemons: the address is all the authority there is, and the engine's token never goes there. */
export const imageioHttp = (connection: Connection): HttpClient => new HttpClient(connection, { toError: imageioError });
