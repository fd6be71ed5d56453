import type { CallOptions, QueryInput, XmlElement, XmlNode } from '@portolan/core/driver';
import type { EngineClient } from './client.ts';
import { Sdk } from './sdk/index.ts';

export interface OvirtRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Encoded, from behind `/ovirt-engine/api`: `/vms/ID/start`. */
  readonly path: string;
  readonly query?: QueryInput | undefined;
  readonly body?: XmlElement | undefined;
}

/** The engine's own API, signed in and with its faults made errors. */
export class OvirtNative {
  /** The whole API, typed: `cloud.native.sdk.system().vmsService().list({ search: 'status=up' })`. Its tables load with the first call. */
  readonly sdk: Sdk;
  readonly #client: EngineClient;

  constructor(client: EngineClient) {
    this.#client = client;
    this.sdk = new Sdk(client.sdkTransport(), { clock: client.connection.clock });
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
