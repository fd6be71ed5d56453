import {
  type Answer,
  asJson,
  type CallOptions,
  CloudError,
  encodePath,
  type HttpResponse,
  type QueryInput,
  type RequestBody,
  withContext,
} from '@portolan/core/driver';
import type { CloudapiClient, CloudapiRequest, MantaClient, MantaRequest } from './client.ts';

export interface CloudapiCallOptions extends CallOptions {
  readonly query?: QueryInput | undefined;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Whether doing it twice is the same as doing it once. Default by method. */
  readonly idempotent?: boolean | undefined;
}

export interface MantaCallOptions extends CallOptions {
  readonly query?: QueryInput | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly body?: RequestBody | undefined;
}

/** CloudAPI as it is: any call, signed, retried and with its errors told like ours. */
export class CloudapiNative {
  readonly #client: CloudapiClient | undefined;

  constructor(client: CloudapiClient | undefined) {
    this.#client = client;
  }

  /** `path` begins behind the account and is not encoded: `/machines/9f…/snapshots`. An empty answer is `undefined`. */
  async request<T>(method: CloudapiRequest['method'], path: string, options: CloudapiCallOptions = {}): Promise<Answer<T>> {
    if (this.#client === undefined) throw absent('url or location', 'CloudAPI');
    const { query, body, idempotent } = options;
    return this.#client.read(
      { operation: `${method} ${path}`, method, path: encodePath(path), query, body, idempotent },
      options,
      asJson<T>({ allowEmpty: true }),
    );
  }
}

/** Manta as it is. */
export class MantaNative {
  readonly #client: MantaClient | undefined;

  constructor(client: MantaClient | undefined) {
    this.#client = client;
  }

  /** `path` begins behind the account and is not encoded: `/public/a b`. The body of the answer is unread: read it to the end or destroy it. */
  async request(method: MantaRequest['method'], path: string, options: MantaCallOptions = {}): Promise<HttpResponse> {
    if (this.#client === undefined) throw absent('mantaUrl', 'Manta');
    const { query, headers, body } = options;
    const client = this.#client;
    const request: MantaRequest = { operation: `${method} ${path}`, method, path: encodePath(path), query, headers, body };
    return withContext({ provider: 'smartdc', operation: `manta ${method}`, target: path }, options.signal, () => client.send(request, options));
  }
}

/** `cloud.native` of this provider. */
export class SmartdcNative {
  readonly cloudapi: CloudapiNative;
  readonly manta: MantaNative;

  constructor(cloudapi: CloudapiClient | undefined, manta: MantaClient | undefined) {
    this.cloudapi = new CloudapiNative(cloudapi);
    this.manta = new MantaNative(manta);
  }
}

const absent = (field: string, service: string): CloudError =>
  new CloudError('unsupported', `this connection has no ${service}`, { provider: 'smartdc', outcome: 'not-done', remedy: `set ${field}` });
