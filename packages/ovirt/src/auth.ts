import {
  type AuthStrategy,
  asJson,
  assertSameOrigin,
  type CallOptions,
  CloudError,
  type Connection,
  type FailedResponse,
  type FreshToken,
  formBody,
  type HttpClient,
  type HttpRequest,
  isCloudError,
  Secret,
  TokenCache,
} from '@portolan/core/driver';
import { ssoHttp } from './client.ts';
import { ssoFault } from './errors.ts';
import { USER_AGENT } from './user-agent.ts';

const SCOPE = 'ovirt-app-api';

export interface SsoOptions {
  readonly origin: string;
  /** `/ovirt-engine` */
  readonly enginePath: string;
  readonly username?: string | undefined;
  readonly password?: Secret | undefined;
  /** One that somebody else got. */
  readonly token?: Secret | undefined;
  /** Where tokens are asked for, if not beside the API: `https://sso.example.com/oauth/token`. User and password go there. */
  readonly ssoUrl?: string | undefined;
  /** Where sessions are ended, if not beside the API. */
  readonly ssoRevokeUrl?: string | undefined;
  /** Member of the answer that holds the token. Default `access_token`. */
  readonly ssoTokenName?: string | undefined;
}

/** Who signs requests of the engine's API, and what of it can be shared and ended. */
export interface EngineAuth extends AuthStrategy {
  /** Of a session, for others to use: got unless there is one. Undefined where there are no sessions. */
  token(options: CallOptions): Promise<Secret | undefined>;
  /** Ends what this program began. */
  logout(signal: AbortSignal): Promise<void>;
}

/**
 * A bearer token of the engine's SSO. Its `exp` is `Long.MAX`: it ends when it is not used for some time, which the engine tells by a 401 alone;
 * then another is got, once, and the request is sent again.
 */
export class SsoAuth implements EngineAuth {
  readonly scheme = 'ovirt-sso';
  readonly #options: SsoOptions;
  readonly #http: HttpClient;
  readonly #tokens: TokenCache<string>;
  /** The given token, until the engine refuses it. */
  #given: string | undefined;

  constructor(options: SsoOptions, connection: Connection) {
    this.#options = options;
    this.#given = options.token?.reveal();
    this.#http = ssoHttp(connection);
    this.#tokens = new TokenCache<string>({ clock: connection.clock, fetch: (signal) => this.#fetch({ signal }) });
  }

  async authorize(request: HttpRequest, options: CallOptions): Promise<HttpRequest> {
    assertSameOrigin(request, this.#options.origin);
    const token = await this.#tokens.get(options);
    return { ...request, headers: { ...request.headers, Authorization: `Bearer ${token}` } };
  }

  /** The session's own, got from the engine unless there is one. */
  async token(options: CallOptions): Promise<Secret> {
    return new Secret(await this.#tokens.get(options));
  }

  async refresh(rejected: FailedResponse): Promise<boolean> {
    const token = rejected.request.headers['Authorization']?.replace(/^Bearer /, '');
    if (token === undefined) return false;
    if (token === this.#given) this.#given = undefined;
    this.#tokens.invalidate(token);
    return this.#options.username !== undefined && this.#options.password !== undefined;
  }

  /** Ends our own session. A token that was given may be in use elsewhere: it stays. */
  async logout(signal: AbortSignal): Promise<void> {
    const token = this.#tokens.peek();
    if (token === undefined || token === this.#given) return;
    this.#tokens.invalidate(token);
    await this.#http.empty(this.#form(this.#options.ssoRevokeUrl, '/services/sso-logout', 'Logout', { scope: SCOPE, token }), { signal });
  }

  async #fetch(options: CallOptions): Promise<FreshToken<string>> {
    if (this.#given !== undefined) return { value: this.#given };
    const { username, password } = this.#options;
    if (username === undefined || password === undefined) {
      throw new CloudError('unauthenticated', 'the token was refused, and there is no user to get another for', {
        outcome: 'not-done',
        remedy: 'give a new token, or username and password',
      });
    }
    const form = { grant_type: 'password', scope: SCOPE, username, password: password.reveal() };
    return { value: await this.#login(this.#form(this.#options.ssoUrl, '/sso/oauth/token', 'GetToken', form), options) };
  }

  async #login(request: HttpRequest, options: CallOptions): Promise<string> {
    try {
      // Judged while it is read: an answer that repeats the password is blanked out of errors there.
      return (await this.#http.read(request, options, async (response) => tokenOf(await asJson<unknown>()(response), this.#options.ssoTokenName))).body;
    } catch (error) {
      // Nobody signed in for nothing: whatever was to be done was not.
      if (isCloudError(error)) error.outcome = 'not-done';
      throw error;
    }
  }

  /** The engine compares `Accept` with this very text. Signing in or out twice does no harm. */
  #form(url: string | undefined, path: string, operation: string, form: Readonly<Record<string, string>>): HttpRequest {
    const [, origin = this.#options.origin, target = `${this.#options.enginePath}${path}`] = /^(https?:\/\/[^/?]+)(.*)$/i.exec(url ?? '') ?? [];
    return {
      method: 'POST',
      origin,
      target: target === '' ? '/' : target,
      headers: { 'User-Agent': USER_AGENT, Accept: 'application/json', 'Content-Type': 'application/x-www-form-urlencoded' },
      body: formBody(form),
      idempotent: true,
      operation,
    };
  }
}

function tokenOf(answer: unknown, name = 'access_token'): string {
  // Some versions wrap it in a list.
  const grant: unknown = Array.isArray(answer) ? answer[0] : answer;
  const fault = ssoFault(grant);
  if (fault !== undefined) throw new CloudError(fault.code, fault.message, { ...fault, outcome: 'not-done' });
  const token = typeof grant === 'object' && grant !== null ? (grant as Readonly<Record<string, unknown>>)[name] : undefined;
  if (typeof token === 'string' && token !== '') return token;
  throw new CloudError('protocol', `the login has no ${name}`, { outcome: 'not-done', remedy: 'check the url of the engine' });
}
