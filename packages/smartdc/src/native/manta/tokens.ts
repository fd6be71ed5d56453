import { type CallOptions, Secret, unexpectedBody } from '@portolan/core/driver';
import type { MantaCalls } from './manta-calls.ts';

/** Tokens that stand for a signature: `Authorization: Token …`, for programs that hold no key. */
export class MantaTokens {
  readonly #calls: MantaCalls;

  constructor(calls: MantaCalls) {
    this.#calls = calls;
  }

  async create(options: CallOptions = {}): Promise<Secret> {
    const made = await this.#calls.json<{ readonly token?: unknown }>({ operation: 'CreateToken', method: 'POST', path: '/tokens' }, options);
    // Not printed: it may be a token in another place.
    if (typeof made?.token !== 'string') throw unexpectedBody('it holds no token', {});
    return new Secret(made.token);
  }
}
