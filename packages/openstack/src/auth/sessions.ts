import { asEmpty, asJson, type CallOptions, CloudError, type Connection, type HttpClient, isCloudError, TokenCache } from '@portolan/core/driver';
import type { OpenstackSettings } from '../settings.ts';
import { userAgent } from '../user-agent.ts';
import type { Endpoint } from './catalog.ts';
import { chooseVersion, identityRoot } from './identity-url.ts';
import { type AccessV2Wire, authenticateV2, sessionFromV2 } from './keystone-v2.ts';
import { authenticateV3, revokeV3, sessionFromV3, type TokenV3Wire } from './keystone-v3.ts';
import type { Session } from './session.ts';

const SURELY_FRESH_MS = 60_000;

/**
 * Signs in at Keystone, once for all callers, and anew before the token ends. Token and catalog belong together: both are here.
 * Nothing is sent before the first call.
 */
export class Sessions {
  readonly #settings: OpenstackSettings;
  readonly #connection: Connection;
  readonly #client: HttpClient;
  readonly #root: Endpoint;
  readonly #cache: TokenCache<Session>;
  readonly #headers: Readonly<Record<string, string>>;
  #version: 2 | 3 | undefined;

  /** `client` sends without a strategy: these calls carry the credentials themselves. */
  constructor(settings: OpenstackSettings, connection: Connection, client: HttpClient) {
    this.#settings = settings;
    this.#connection = connection;
    this.#client = client;
    this.#root = identityRoot(settings.identity.url);
    this.#headers = { 'User-Agent': userAgent(settings.dialect), Accept: 'application/json' };
    this.#version = settings.identity.version;
    this.#cache = new TokenCache<Session>({ clock: connection.clock, fetch: async (signal) => this.#signIn({ signal }) });
  }

  /** Where tokens come from, without version. */
  get root(): Endpoint {
    return this.#root;
  }

  /** The version spoken, as far as it is known. */
  get version(): 2 | 3 | undefined {
    return this.#version;
  }

  /** A session that is good now. The time allowed counts here too: `timeout`. */
  async get(options: CallOptions = {}): Promise<Session> {
    const limitMs = options.timeoutMs ?? this.#connection.timeoutMs;
    if (limitMs === undefined || this.#isFresh()) return this.#cache.get(options);
    const limit = new AbortController();
    const timer = new AbortController();
    this.#connection.clock.sleep(limitMs, timer.signal).then(
      () => limit.abort(new CloudError('timeout', `signing in took longer than the ${limitMs} ms allowed`, { retry: 'maybe', outcome: 'not-done' })),
      () => {}, // Signed in by then.
    );
    try {
      return await this.#cache.get({ signal: options.signal === undefined ? limit.signal : AbortSignal.any([options.signal, limit.signal]) });
    } finally {
      timer.abort();
    }
  }

  /**
   * The server refused this token. True: another one can be had. A token that another call has already replaced stays as it is,
   * so that many refused calls make one renewal.
   */
  refuse(token: string | undefined): boolean {
    // A token is exchanged for one of the same age: when that is refused, there is nothing to renew it with.
    if (this.#settings.identity.credentials.kind === 'token') return false;
    const held = this.#cache.peek();
    if (held !== undefined && held.token === token) this.#cache.invalidate(held);
    return true;
  }

  /** Ends the token on the server, if there is one of ours. */
  async end(signal: AbortSignal): Promise<void> {
    const held = this.#cache.peek();
    // v2 takes the token to end in the path, where logs would show it, and from administrators alone.
    if (held === undefined || this.#version === 2 || !this.#settings.dialect.revokeTokens) return;
    this.#cache.invalidate(held);
    await this.#client.read(revokeV3(this.#root, held.token, this.#headers), { signal }, asEmpty());
  }

  /** Sure to be handed out without waiting. */
  #isFresh(): boolean {
    const held = this.#cache.peek();
    return held !== undefined && (held.expiresAt === undefined || held.expiresAt.getTime() - this.#connection.clock.now() > SURELY_FRESH_MS);
  }

  async #signIn(options: CallOptions): Promise<{ readonly value: Session; readonly expiresAt?: Date }> {
    const session = await this.#authenticate(await this.#discover(options), options);
    return session.expiresAt === undefined ? { value: session } : { value: session, expiresAt: session.expiresAt };
  }

  async #authenticate(version: 2 | 3, options: CallOptions): Promise<Session> {
    const { identity } = this.#settings;
    if (version === 2) {
      const answer = await this.#client.read(authenticateV2(this.#root, identity, this.#headers), options, asJson<AccessV2Wire>());
      return sessionFromV2(answer.body);
    }
    const answer = await this.#client.read(authenticateV3(this.#root, identity, this.#headers), options, asJson<TokenV3Wire>());
    return sessionFromV3(answer.body, answer.headers);
  }

  /** Asked once a connection, and only when neither the profile nor the address says the version. */
  async #discover(options: CallOptions): Promise<2 | 3> {
    if (this.#version !== undefined) return this.#version;
    let document: unknown;
    try {
      document = await this.#client.json<unknown>(
        { method: 'GET', origin: this.#root.origin, target: `${this.#root.path}/`, headers: this.#headers, accept: [300], operation: 'ListIdentityVersions' },
        options,
      );
    } catch (error) {
      if (!isCloudError(error) || error.code === 'unavailable' || error.code === 'timeout') throw error;
      // No version document there: the token call will tell.
    }
    this.#version = chooseVersion(document);
    return this.#version;
  }
}
