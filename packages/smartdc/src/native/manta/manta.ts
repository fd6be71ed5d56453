import { type CallOptions, encodePath, type HttpResponse, type QueryInput, type RequestBody, withContext } from '@portolan/core/driver';
import type { MantaClient, MantaRequest } from '../../client.ts';
import { MantaDirectories } from './directories.ts';
import { MantaCalls } from './manta-calls.ts';
import { MantaNativeObjects, type SignMantaUrl } from './objects.ts';
import { MantaTokens } from './tokens.ts';
import { MantaUploads } from './uploads.ts';

export interface MantaCallOptions extends CallOptions {
  readonly query?: QueryInput | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly body?: RequestBody | undefined;
}

/** Manta as it is. */
export class MantaNative {
  readonly directories: MantaDirectories;
  readonly objects: MantaNativeObjects;
  readonly uploads: MantaUploads;
  readonly tokens: MantaTokens;
  readonly #calls: MantaCalls;

  constructor(client: MantaClient | undefined, signUrl: SignMantaUrl) {
    this.#calls = new MantaCalls(client);
    this.directories = new MantaDirectories(this.#calls);
    this.objects = new MantaNativeObjects(this.#calls, this.directories, signUrl);
    this.uploads = new MantaUploads(this.#calls, this.directories);
    this.tokens = new MantaTokens(this.#calls);
  }

  /** `path` begins behind the account and is not encoded: `/public/a b`. The body of the answer is unread: read it to the end or destroy it. */
  async request(method: MantaRequest['method'], path: string, options: MantaCallOptions = {}): Promise<HttpResponse> {
    const { client } = this.#calls;
    const { query, headers, body } = options;
    const request: MantaRequest = { operation: `${method} ${path}`, method, path: encodePath(path), query, headers, body };
    return withContext({ provider: 'smartdc', operation: `manta ${method}`, target: path }, options.signal, () => client.send(request, options));
  }
}
