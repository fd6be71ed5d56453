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

  async deliver(agents: Agents, signal: AbortSignal | undefined): Promise<void> {
    this.#response = await exchange(this.#request, agents, signal);
  }
}

class AxiosTransport implements Transport {
  readonly #agents: Agents;
  #client: Promise<AxiosClass> | undefined;
  #closed = false;

  constructor(agents: Agents) {
    this.#agents = agents;
  }

  async send(request: HttpRequest, options: CallOptions): Promise<HttpResponse> {
    const { signal } = options;
    signal?.throwIfAborted();
    if (this.#closed) throw new CloudError('unavailable', 'this connection was closed', { outcome: 'not-done' });
    this.#client ??= loadClient(this.#agents);
    const client = await this.#client;
    const parcel = new Parcel(request);
    try {
      await client.request({ method: request.method, url: request.origin, data: parcel, ...(signal === undefined ? {} : { signal }) });
    } catch (error) {
      // Axios puts an error of its own in place of the caller's reason.
      signal?.throwIfAborted();
      throw error;
    }
    return parcel.response;
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#agents.close();
  }
}

/** A bare client: no defaults of axios', no transforms, our adapter, which alone would read the rest of its options. Importing axios costs more than all of core, so it waits for the first request. */
async function loadClient(agents: Agents): Promise<AxiosClass> {
  const { Axios } = await import('axios');
  const adapter = async (config: InternalAxiosRequestConfig): Promise<AxiosResponse> => {
    await (config.data as Parcel).deliver(agents, config.signal as AbortSignal | undefined);
    return { data: undefined, status: 200, statusText: '', headers: {}, config };
  };
  return new Axios({ adapter });
}
