import { type Answer, type CallOptions, CloudError, encodePath, type HttpResponse, withContext } from '@portolan/core/driver';
import type { MantaClient, MantaRequest } from '../../client.ts';
import { lacking } from '../calls.ts';

/** What the native resources of Manta send through. */
export class MantaCalls {
  readonly #client: MantaClient | undefined;

  constructor(client: MantaClient | undefined) {
    this.#client = client;
  }

  get client(): MantaClient {
    if (this.#client !== undefined) return this.#client;
    throw lacking('mantaUrl', 'Manta');
  }

  async empty(request: MantaRequest, options: CallOptions): Promise<Answer<undefined>> {
    return this.within(request, options, () => (request.method === 'HEAD' ? this.client.head(request, options) : this.client.empty(request, options)));
  }

  async json<T>(request: MantaRequest, options: CallOptions): Promise<T> {
    return this.within(request, options, () => this.client.json<T>(request, options));
  }

  async send(request: MantaRequest, options: CallOptions): Promise<HttpResponse> {
    return this.within(request, options, () => this.client.send(request, options));
  }

  async within<T>(request: Pick<MantaRequest, 'operation' | 'path'>, options: CallOptions, work: () => Promise<T>): Promise<T> {
    return withContext({ provider: 'smartdc', operation: `manta ${request.operation}`, target: decodeURIComponent(request.path) }, options.signal, work);
  }
}

/** `/stor/a b` to its encoded form. Paths begin behind the account: `/stor`, `/public`, `/uploads`, `/reports`. */
export function mantaPath(path: string): string {
  const parts = path.replace(/\/$/, '').split('/');
  if (parts[0] === '' && parts.length > 1 && parts.slice(1).every((part) => part !== '' && part !== '.' && part !== '..')) return encodePath(parts.join('/'));
  throw new CloudError('invalid-argument', `path: ${JSON.stringify(path)} is none of Manta's: it begins behind the account, as "/stor/…" does`, {
    outcome: 'not-done',
  });
}

/** The directories above, the highest first, without the account's own (`/stor`): `/stor/a`, `/stor/a/b` for `/stor/a/b/c`. */
export function parentsOf(path: string): readonly string[] {
  const parts = path.replace(/\/$/, '').split('/');
  return parts.slice(3).map((_, index) => parts.slice(0, index + 3).join('/'));
}
