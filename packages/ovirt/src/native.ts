import { type CallOptions, type QueryInput, type Secret, withContext, type XmlElement, type XmlNode, xmlChild, xmlText } from '@portolan/core/driver';
import type { EngineAuth } from './auth.ts';
import type { Cleanups } from './cleanups.ts';
import type { EngineClient } from './client.ts';
import { OvirtConsoles } from './native/consoles/consoles.ts';
import type { OvirtImages } from './native/images/images.ts';
import { OvirtPreviews } from './native/snapshots/previews.ts';
import { Sdk } from './sdk/index.ts';

export interface OvirtRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Encoded, from behind `/ovirt-engine/api`: `/vms/ID/start`. */
  readonly path: string;
  readonly query?: QueryInput | undefined;
  readonly body?: XmlElement | undefined;
}

export interface NativeParts {
  readonly client: EngineClient;
  readonly images: OvirtImages;
  readonly auth: EngineAuth;
  readonly cleanups: Cleanups;
}

/** What an engine says of itself. */
export interface EngineProduct {
  /** `oVirt Engine` */
  readonly name: string;
  readonly vendor?: string | undefined;
  /** `4.5.6-1.el8` */
  readonly version: string;
}

/** The engine's own API, signed in and with its faults made errors. */
export class OvirtNative {
  /** The whole API, typed: `cloud.native.sdk.system().vmsService().list({ search: 'status=up' })`. Its tables load with the first call. */
  readonly sdk: Sdk;
  /** Disk images, up and down. */
  readonly images: OvirtImages;
  /** Graphical consoles: tickets, and files for `remote-viewer`. */
  readonly consoles: OvirtConsoles;
  /** Looking at a snapshot before it is restored. */
  readonly snapshots: OvirtPreviews;
  readonly #client: EngineClient;
  readonly #auth: EngineAuth;
  readonly #cleanups: Cleanups;

  constructor({ client, images, auth, cleanups }: NativeParts) {
    this.#client = client;
    this.images = images;
    this.consoles = new OvirtConsoles(client);
    this.snapshots = new OvirtPreviews(client);
    this.#auth = auth;
    this.#cleanups = cleanups;
    this.sdk = new Sdk(client.sdkTransport(), { clock: client.connection.clock });
  }

  /** Whether the engine can be reached and takes us: rejects with what is wrong, as any call does. */
  async test(options: CallOptions = {}): Promise<EngineProduct> {
    return withContext({ provider: 'ovirt', operation: 'native.test', target: '/' }, options.signal, async () => {
      const product = xmlChild(await this.#client.document({ operation: 'Test', method: 'GET', path: '' }, 'api', options), 'product_info');
      const version = product === undefined ? undefined : xmlChild(product, 'version');
      const text = (name: string): string | undefined => (product === undefined ? undefined : xmlText(product, name));
      return { name: text('name') ?? '', vendor: text('vendor'), version: (version === undefined ? undefined : xmlText(version, 'full_version')) ?? '' };
    });
  }

  /**
   * The token of this session, for another connection: `connect({ provider: 'ovirt', url, token })`. Got from the engine unless there is one. Whoever has it
   * is this user; it ends with this connection, unless `keepSession()` was called. Undefined with Basic, which has no sessions.
   */
  async authenticate(options: CallOptions = {}): Promise<Secret | undefined> {
    return withContext({ provider: 'ovirt', operation: 'native.authenticate', target: '/' }, options.signal, () => this.#auth.token(options));
  }

  /** From now on closing the connection leaves its session alone, as `close(logout=False)` did: others go on with the token. */
  keepSession(): void {
    this.#cleanups.keepSession();
  }

  /** The document of an answer, whose root has to have this name: `document({ method: 'GET', path: '/vms' }, 'vms')`. */
  document(request: OvirtRequest, root: string, options: CallOptions = {}): Promise<XmlNode> {
    return this.#client.document({ operation: 'Native', ...request }, root, options);
  }

  /** An action or a removal. */
  perform(request: OvirtRequest, options: CallOptions = {}): Promise<void> {
    return this.#client.perform({ operation: 'Native', ...request }, options);
  }

  /** The answer as text, whatever it is. */
  text(request: OvirtRequest, options: CallOptions = {}): Promise<string> {
    return this.#client.text({ operation: 'Native', ...request }, options);
  }
}
