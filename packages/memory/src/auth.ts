import type { AuthStrategy, HttpRequest } from '@portolan/core/driver';

/** Nobody needs to be told who we are. It is here because every driver registers a strategy of its own. */
export class NoAuth implements AuthStrategy {
  readonly scheme = 'none';

  async authorize(request: HttpRequest): Promise<HttpRequest> {
    return { ...request };
  }
}
