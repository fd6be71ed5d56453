import type { Axios as AxiosClass, AxiosResponse, InternalAxiosRequestConfig } from 'axios';
import type { CallOptions } from '../call-options.ts';
import { CloudError } from '../errors/cloud-error.ts';
import { type Agents, createAgents } from './agents.ts';
import { exchange } from './node-adapter.ts';
import type { HttpRequest, HttpResponse, Transport, TransportOptions } from './transport.ts';

/** The transport of a connection. Nothing is loaded or opened before the first request. */
export function createTransport(options: TransportOptions = {}): Transport {
  return new AxiosTransport(createAgents(options));
}

/**
 * What travels through axios. A class of its own, not a record: axios copies records deeply, and rewrites headers, URLs and bodies on the way
 * (dropped characters, folded `..`, form types, guessed JSON). With all of it in here, behind private fields, the request reaches the adapter as it was
 * signed, and an error of axios, which prints its whole configuration, has no credential to print.
 */
class Parcel {
  readonly #request: HttpRequest;
  #response: HttpResponse | undefined;

  constructor(request: HttpRequest) {
    this.#request = request;
  }

  get response(): HttpResponse {
    if (this.#response === undefined) throw new CloudError('unknown', 'the transport ended without an answer', { outcome: 'unknown' });
    return this.#response;
  }

  async deliver(agents: Agents, config: InternalAxiosRequestConfig): Promise<AxiosResponse> {
    this.#response = await exchange(this.#request, agents, config.signal as AbortSignal | undefined);
    // Headers of its own kind are left alone.
    return { data: undefined, status: 200, statusText: '', headers: config.headers, config };
  }
}

class AxiosTransport implements Transport {
  readonly #agents: Agents;
  #loading: Promise<AxiosClass> | undefined;
  #loaded: AxiosClass | undefined;
  #closed = false;

  constructor(agents: Agents) {
    this.#agents = agents;
  }

  async send(request: HttpRequest, options: CallOptions): Promise<HttpResponse> {
    const { signal } = options;
    signal?.throwIfAborted();
    if (this.#closed) throw new CloudError('unavailable', 'this connection was closed', { outcome: 'not-done' });
    const client = this.#loaded ?? (await this.#load());
    const parcel = new Parcel(request);
    try {
      // No more than this: axios looks at all it is told, and makes a form of what is told to be a PUT.
      await client.request(signal === undefined ? { data: parcel } : { data: parcel, signal });
    } catch (error) {
      // Axios puts an error of its own in place of the caller's reason.
      signal?.throwIfAborted();
      throw error;
    }
    return parcel.response;
  }

  async #load(): Promise<AxiosClass> {
    this.#loading ??= loadClient(this.#agents);
    this.#loaded = await this.#loading;
    return this.#loaded;
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#agents.close();
  }
}

/** A bare client: no defaults of axios', no transforms, our adapter, which alone would read the rest of its options. Importing axios costs more than all of core, so it waits for the first request. */
async function loadClient(agents: Agents): Promise<AxiosClass> {
  const { Axios } = await import('axios');
  return new Axios({ adapter: (config) => (config.data as Parcel).deliver(agents, config) });
}
