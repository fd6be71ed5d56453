import { type CallOptions, CloudError, Secret } from '@portolan/core/driver';
import { type Catalog, regionsOf } from '../../auth/catalog.ts';
import type { SessionUser } from '../../auth/session.ts';
import type { OpenstackClient } from '../../client.ts';
import { AccountsV2 } from './accounts-v2.ts';
import { ApplicationCredentials, Ec2Credentials } from './credentials.ts';
import { KeystoneCalls, KeystoneCollection } from './keystone-calls.ts';
import { KeystoneRoles } from './roles.ts';
import { KeystoneUsers } from './users.ts';
import type * as wire from './wire.ts';

export interface WhoAmI {
  readonly user: SessionUser;
  readonly projectId: string | undefined;
  readonly projectName: string | undefined;
  readonly expiresAt: Date | undefined;
  /** The account's own, where it has one. */
  readonly defaultRegion: string | undefined;
}

type Fields<T> = { readonly [K in keyof T]?: T[K] | undefined };

/**
 * Keystone's own calls. What is not under `v2` is of v3; whom the token is for, regions and services are told with both.
 * Most of it is for administrators.
 */
export class IdentityNative {
  readonly users: KeystoneUsers;
  readonly projects: KeystoneCollection<
    wire.ProjectWire,
    wire.ProjectFields & { readonly name: string; readonly domain_id?: string; readonly parent_id?: string },
    wire.ProjectFields
  >;
  readonly domains: KeystoneCollection<wire.DomainWire, Fields<Omit<wire.DomainWire, 'id'>> & { readonly name: string }, Fields<Omit<wire.DomainWire, 'id'>>>;
  readonly groups: KeystoneCollection<
    wire.GroupWire,
    Fields<Omit<wire.GroupWire, 'id'>> & { readonly name: string },
    Fields<Pick<wire.GroupWire, 'name' | 'description'>>
  >;
  readonly roles: KeystoneRoles;
  readonly registeredRegions: KeystoneCollection<wire.RegionWire, Fields<wire.RegionWire>, Fields<Omit<wire.RegionWire, 'id'>>>;
  readonly registeredServices: KeystoneCollection<
    wire.ServiceWire,
    Fields<Omit<wire.ServiceWire, 'id'>> & { readonly type: string },
    Fields<Omit<wire.ServiceWire, 'id'>>
  >;
  readonly registeredEndpoints: KeystoneCollection<wire.EndpointWire, Omit<wire.EndpointWire, 'id'>, Fields<Omit<wire.EndpointWire, 'id'>>>;
  /** Second factors and other secrets of users: `{ type: 'totp', user_id, blob: 'BASE32…' }`. */
  readonly credentials: KeystoneCollection<
    wire.CredentialWire,
    wire.CredentialFields & { readonly type: string; readonly user_id: string; readonly blob: string },
    wire.CredentialFields
  >;
  /** Made by who gives the trust; then `trustId` of a profile, or `inScope({ trustId })`, works by it. There is no update. */
  readonly trusts: KeystoneCollection<wire.TrustWire, wire.CreateTrustFields, Record<never, never>>;
  readonly applicationCredentials: ApplicationCredentials;
  readonly ec2Credentials: Ec2Credentials;
  /** Identity v2.0: Rackspace's users, roles, tenants and API keys. */
  readonly v2: AccountsV2;
  readonly #client: OpenstackClient;
  readonly #calls: KeystoneCalls;
  readonly #callsV2: KeystoneCalls;

  constructor(client: OpenstackClient) {
    const calls = new KeystoneCalls(client, 'v3');
    this.#client = client;
    this.#calls = calls;
    this.#callsV2 = new KeystoneCalls(client, 'v2.0');
    this.users = new KeystoneUsers(calls);
    this.projects = new KeystoneCollection(calls, { path: '/projects', one: 'project', many: 'projects', name: 'Project' });
    this.domains = new KeystoneCollection(calls, { path: '/domains', one: 'domain', many: 'domains', name: 'Domain' });
    this.groups = new KeystoneCollection(calls, { path: '/groups', one: 'group', many: 'groups', name: 'Group' });
    this.roles = new KeystoneRoles(calls);
    this.registeredRegions = new KeystoneCollection(calls, { path: '/regions', one: 'region', many: 'regions', name: 'Region' });
    this.registeredServices = new KeystoneCollection(calls, { path: '/services', one: 'service', many: 'services', name: 'Service' });
    this.registeredEndpoints = new KeystoneCollection(calls, { path: '/endpoints', one: 'endpoint', many: 'endpoints', name: 'Endpoint' });
    this.credentials = new KeystoneCollection(calls, { path: '/credentials', one: 'credential', many: 'credentials', name: 'Credential' });
    this.trusts = new KeystoneCollection(calls, { path: '/OS-TRUST/trusts', one: 'trust', many: 'trusts', name: 'Trust' });
    this.applicationCredentials = new ApplicationCredentials(calls);
    this.ec2Credentials = new Ec2Credentials(calls);
    this.v2 = new AccountsV2(this.#callsV2);
  }

  /** Whom the token is for, with roles. Signs in, if that was not done yet. */
  async whoAmI(options: CallOptions = {}): Promise<WhoAmI> {
    const { user, projectId, projectName, expiresAt, defaultRegion } = await this.#client.session(options);
    return { user, projectId, projectName, expiresAt, defaultRegion };
  }

  /** Regions of the catalog, or those in which one service is: at Rackspace they differ. */
  async regions(options: CallOptions & { readonly service?: string | undefined } = {}): Promise<readonly string[]> {
    const { service } = options;
    return regionsOf((await this.services(options)).filter((row) => service === undefined || row.type === service || row.name === service));
  }

  /** The catalog that came with the token. */
  async services(options: CallOptions = {}): Promise<Catalog> {
    return (await this.#client.session(options)).catalog;
  }

  /** The token in use; another one when it is about to end. */
  async token(options: CallOptions = {}): Promise<Secret> {
    return new Secret((await this.#client.session(options)).token);
  }

  /** Projects that the user may have a token for. */
  async myProjects(options: CallOptions = {}): Promise<readonly { readonly id: string; readonly name: string; readonly enabled?: boolean | undefined }[]> {
    const { version } = await this.#client.session(options);
    if (version === 2) return (await this.v2.tenants.list(options)).map(({ id, name, enabled }) => ({ id: String(id), name, enabled }));
    return this.#calls.list<wire.ProjectWire>({ method: 'GET', path: '/auth/projects', operation: 'ListMyProjects' }, 'projects', options).toArray();
  }

  /** What Keystone says of a token. Of one that is none, or of no concern to this user: `not-found`. */
  async describeToken(token: string | Secret, options: CallOptions = {}): Promise<wire.TokenWire> {
    const subject = Secret.of(token).reveal();
    const call = { method: 'GET', path: '/auth/tokens', headers: { 'X-Subject-Token': subject }, operation: 'ValidateToken' };
    return this.#calls.member(call, 'token', options);
  }

  /** Whether a token is good. */
  async checkToken(token: string | Secret, options: CallOptions = {}): Promise<boolean> {
    const headers = { 'X-Subject-Token': Secret.of(token).reveal() };
    return (await this.#calls.empty({ method: 'HEAD', path: '/auth/tokens', headers, accept: [404], operation: 'CheckToken' }, options)) !== 404;
  }

  /** Ends a token. One that has ended is success. With v2 the connection's own alone. */
  async revokeToken(token: string | Secret, options: CallOptions = {}): Promise<void> {
    const subject = Secret.of(token).reveal();
    const session = await this.#client.session(options);
    if (session.version === 2) {
      if (subject !== session.token) {
        throw new CloudError('unsupported', 'Identity v2 takes a token to end in its path, where logs would show it', { outcome: 'not-done' });
      }
      await this.#callsV2.empty({ method: 'DELETE', path: '/tokens', accept: [404], operation: 'EndTokenV2' }, options);
      return;
    }
    await this.#calls.empty({ method: 'DELETE', path: '/auth/tokens', headers: { 'X-Subject-Token': subject }, accept: [404], operation: 'EndToken' }, options);
  }
}
