import { type Answer, asJson, encodePath, type QueryInput } from '@portolan/core/driver';
import type { CloudapiRequest } from '../client.ts';
import type { Calls, NativeOptions } from './calls.ts';

export interface CloudapiCallOptions extends NativeOptions {
  readonly query?: QueryInput | undefined;
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Whether doing it twice is the same as doing it once. Default by method. */
  readonly idempotent?: boolean | undefined;
}

/** CloudAPI as it is: any call, signed, retried and with its errors told like ours. */
export class CloudapiNative {
  readonly #calls: Calls;

  constructor(calls: Calls) {
    this.#calls = calls;
  }

  /** Base URL of this data center, without a final slash. */
  get url(): string {
    return this.#calls.client.url;
  }

  /** `path` begins behind the account and is not encoded: `/machines/9f…/snapshots`. An empty answer is `undefined`. */
  async request<T>(method: CloudapiRequest['method'], path: string, options: CloudapiCallOptions = {}): Promise<Answer<T>> {
    const { query, body, headers, idempotent, apiVersion, roles } = options;
    const request: CloudapiRequest = { operation: `${method} ${path}`, method, path: encodePath(path), query, body, headers, idempotent, apiVersion, roles };
    // The target is the path, so the name of the call is its method alone.
    return this.#calls.within({ operation: method, path: request.path }, options, () =>
      this.#calls.client.read(request, options, asJson<T>({ allowEmpty: true })),
    );
  }
}
