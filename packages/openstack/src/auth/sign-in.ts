import { asEmpty, asJson, asText, type BodyReader, type CallOptions, CloudError, type Connection, type HttpClient, isCloudError } from '@portolan/core/driver';
import type { IdentityVersion, OpenstackSettings, Who } from '../settings.ts';
import { userAgent } from '../user-agent.ts';
import type { Endpoint } from './catalog.ts';
import { chooseVersion, identityRoot } from './identity-url.ts';
import { type AccessV2Wire, authenticateV2, passcodeStepV2, sessionFromV2 } from './keystone-v2.ts';
import { authenticateV3, revokeV3, sessionFromV3, type TokenV3Wire } from './keystone-v3.ts';
import type { Session } from './session.ts';
import { authenticateV1, sessionFromV1, sessionOfToken } from './swift-v1.ts';

const unlessRefused: BodyReader<AccessV2Wire | undefined> = async (response) => {
  if (response.status !== 401) return asJson<AccessV2Wire>()(response);
  await asText()(response);
  return undefined;
};

/** Gets tokens, and ends them: one request a token, in the version that the server speaks. Keeps none. */
export class SignIn {
  readonly root: Endpoint;
  readonly #settings: OpenstackSettings;
  readonly #connection: Connection;
  readonly #client: HttpClient;
  readonly #headers: Readonly<Record<string, string>>;
  #version: IdentityVersion | undefined;

  /** `client` sends without a strategy: these calls carry the credentials themselves. */
  constructor(settings: OpenstackSettings, connection: Connection, client: HttpClient) {
    this.root = identityRoot(settings.identity.url);
    this.#settings = settings;
    this.#connection = connection;
    this.#client = client;
    this.#headers = { 'User-Agent': userAgent(settings), Accept: 'application/json' };
    this.#version = settings.identity.version;
  }

  /** The version spoken, as far as it is known. */
  get version(): IdentityVersion | undefined {
    return this.#version;
  }

  /** `identity.url` is not looked at: it is `root`. */
  async session(identity: Who, options: CallOptions): Promise<Session> {
    const { credentials } = identity;
    if (credentials.kind === 'given') return sessionOfToken(credentials.token.reveal());
    if (credentials.kind === 'v1') {
      const { headers } = await this.#client.read(authenticateV1(this.root, credentials, this.#headers), options, asEmpty());
      return sessionFromV1(headers, credentials, this.#connection.clock.now());
    }
    if ((identity.version ?? (await this.#discover(options))) === 2) return this.#v2(identity, options);
    const request = authenticateV3(this.root, identity, this.#headers, this.#connection.clock.now());
    const answer = await this.#client.read(request, options, asJson<TokenV3Wire>());
    return sessionFromV3(answer.body, answer.headers);
  }

  /** Ends a token on the server, where that can be done without showing it. */
  async revoke({ token, version }: Session, signal: AbortSignal): Promise<void> {
    // v2 takes the token to end in the path, where logs would show it, and from administrators alone. v1 has nothing.
    if (version === 3) await this.#client.read(revokeV3(this.root, token, this.#headers), { signal }, asEmpty());
  }

  async #v2(identity: Who, options: CallOptions): Promise<Session> {
    const first = await this.#accessV2(identity, options);
    const role = this.#settings.dialect.storageRole;
    const tenant = role === undefined || identity.credentials.kind !== 'token' ? undefined : first.user.roles.find(({ name }) => name === role)?.projectId;
    if (tenant === undefined || tenant === first.projectId) return first;
    // A token for one tenant comes with the services of that tenant alone.
    const second = await this.#accessV2({ ...identity, scope: { project: { id: tenant } } }, options);
    const known = new Set(first.catalog.map(({ type, name }) => `${type} ${name}`));
    return { ...first, catalog: [...first.catalog, ...second.catalog.filter(({ type, name }) => !known.has(`${type} ${name}`))] };
  }

  async #accessV2(identity: Who, options: CallOptions): Promise<Session> {
    const request = authenticateV2(this.root, identity, this.#headers);
    if (request.accept === undefined) return sessionFromV2((await this.#client.read(request, options, asJson<AccessV2Wire>())).body);
    const answer = await this.#client.read(request, options, unlessRefused);
    if (answer.body !== undefined) return sessionFromV2(answer.body);
    const next = passcodeStepV2(this.root, identity, this.#headers, answer);
    if (next === undefined) {
      throw new CloudError('unauthenticated', 'user or password was refused', { status: 401, outcome: 'not-done', remedy: 'check username and password' });
    }
    return sessionFromV2((await this.#client.read(next, options, asJson<AccessV2Wire>())).body);
  }

  /** Asked once a connection, and only when neither the profile nor the address says the version. */
  async #discover(options: CallOptions): Promise<IdentityVersion> {
    if (this.#version !== undefined) return this.#version;
    let document: unknown;
    try {
      document = await this.#client.json<unknown>(
        { method: 'GET', origin: this.root.origin, target: `${this.root.path}/`, headers: this.#headers, accept: [300], operation: 'ListIdentityVersions' },
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
