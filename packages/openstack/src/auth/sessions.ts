import { type CallOptions, CloudError, type Connection, type HttpClient } from '@portolan/core/driver';
import type { Credentials, IdentityVersion, OpenstackSettings, Scope } from '../settings.ts';
import type { Endpoint } from './catalog.ts';
import { ScopedSessions } from './scoped-sessions.ts';
import type { Session } from './session.ts';
import { SessionCache } from './session-cache.ts';
import { sharedSessions } from './shared-sessions.ts';
import { SignIn } from './sign-in.ts';

/** Where calls have their token and their catalog from: they belong together. */
export interface SessionSource {
  /** Where tokens come from, without version. */
  readonly root: Endpoint;
  /** The version spoken, as far as it is known. */
  readonly version: IdentityVersion | undefined;
  /** A session that is good now. */
  get(options?: CallOptions): Promise<Session>;
  /** The server refused this token. True: another one can be had. */
  refuse(token: string | undefined): boolean;
  /** The same user's sessions in another scope. */
  inScope(scope: Scope): SessionSource;
}

/** Signs in, once for all callers, and anew before the token ends. Nothing is sent before the first call. */
export class Sessions implements SessionSource {
  readonly #settings: OpenstackSettings;
  readonly #connection: Connection;
  readonly #signIn: SignIn;
  readonly #cache: SessionCache;
  readonly #scoped = new Map<string, ScopedSessions>();
  #passcodeUsed = false;

  /** `client` sends without a strategy: these calls carry the credentials themselves. */
  constructor(settings: OpenstackSettings, connection: Connection, client: HttpClient) {
    this.#settings = settings;
    this.#connection = connection;
    this.#signIn = new SignIn(settings, connection, client);
    this.#cache = new SessionCache(connection, (options) => this.#fetch(options), sharedSessions(settings, connection.clock));
  }

  get root(): Endpoint {
    return this.#signIn.root;
  }

  get version(): IdentityVersion | undefined {
    return this.#cache.peek()?.version ?? this.#signIn.version;
  }

  get(options: CallOptions = {}): Promise<Session> {
    return this.#cache.get(options);
  }

  refuse(token: string | undefined): boolean {
    const { kind } = this.#settings.identity.credentials;
    // A token is exchanged for one of the same age: when that is refused, there is nothing to renew it with.
    if (kind === 'token' || kind === 'given' || this.#passcodeUsed) return false;
    this.#cache.forget(token);
    return true;
  }

  inScope(scope: Scope): ScopedSessions {
    const { kind } = this.#settings.identity.credentials;
    if (kind === 'application-credential') throw noOther('an application credential is for its own project alone');
    if (kind === 'given' || kind === 'v1') throw noOther('there is no Keystone here to ask for another token');
    const key = JSON.stringify(scope);
    let scoped = this.#scoped.get(key);
    if (scoped === undefined) {
      scoped = new ScopedSessions(this, this.#signIn, scope, this.#connection);
      this.#scoped.set(key, scoped);
    }
    return scoped;
  }

  /** Ends the tokens on the server that nobody else has. */
  async end(signal: AbortSignal): Promise<void> {
    if (!this.#settings.dialect.revokeTokens) return;
    await Promise.allSettled([...this.#scoped.values()].map((scoped) => scoped.end(signal)));
    const held = this.#cache.peek();
    // What is in a store, other processes use.
    if (held === undefined || this.#settings.tokenStore !== undefined) return;
    this.#cache.forget(held.token);
    await this.#signIn.revoke(held, signal);
  }

  async #fetch(options: CallOptions): Promise<Session> {
    const { identity } = this.#settings;
    if (this.#passcodeUsed) {
      throw new CloudError('unauthenticated', 'the token has ended, and the passcode was good once', {
        outcome: 'not-done',
        remedy: 'connect again with a new passcode, or give totpSecret',
      });
    }
    const session = await this.#signIn.session(identity, options);
    this.#passcodeUsed = hasPasscode(identity.credentials);
    return session;
  }
}

const noOther = (why: string): CloudError => new CloudError('unsupported', why, { outcome: 'not-done', remedy: 'connect with a user and password' });

function hasPasscode(credentials: Credentials): boolean {
  const factor = credentials.kind === 'totp' ? credentials.factor : credentials.kind === 'password' ? credentials.second : undefined;
  return factor !== undefined && 'passcode' in factor;
}
