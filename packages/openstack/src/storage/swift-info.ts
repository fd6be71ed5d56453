import { asJson, type CallOptions, isCloudError } from '@portolan/core/driver';
import type { OpenstackClient, ServiceRequest } from '../client.ts';
import type { InfoWire } from './objects/wire.ts';

/**
 * What this Swift says of itself at `/info`, beside `/v1` and without a token. Asked once a connection. Many providers switch it off:
 * then nothing is known, and the defaults hold.
 */
export class SwiftInfo {
  readonly #client: OpenstackClient;
  #known: Promise<InfoWire> | undefined;

  constructor(client: OpenstackClient) {
    this.#client = client;
  }

  async get(options: CallOptions): Promise<InfoWire> {
    // Shared by all callers: it must not end with the first one's signal.
    this.#known ??= this.#ask(options.timeoutMs).catch((error: unknown) => {
      this.#known = undefined;
      throw error;
    });
    return this.#known;
  }

  async #ask(timeoutMs: number | undefined): Promise<InfoWire> {
    const account = await this.#client.endpoint('object-store', {});
    // `/v1/AUTH_x` at most clouds, `/swift/v1` before Ceph's gateway, whose `/swift/info` it is.
    const root = { origin: account.origin, path: account.path.replace(/\/v1(?:\.0)?(?:\/.*)?$/, '') };
    const request: ServiceRequest = { service: 'object-store', method: 'GET', path: '/info', operation: 'SwiftInfo' };
    try {
      const { body } = await this.#client.readUnsigned(root, request, timeoutMs === undefined ? {} : { timeoutMs }, asJson<InfoWire>());
      return typeof body === 'object' && body !== null ? body : {};
    } catch (error) {
      if (isCloudError(error, 'unavailable') || isCloudError(error, 'timeout') || isCloudError(error, 'rate-limited')) throw error;
      return {};
    }
  }
}
