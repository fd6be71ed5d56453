import type { ConnectionSettings, Secret, TokenStore } from '@portolan/core/driver';
import type { Dialect } from './dialect.ts';

export type EndpointInterface = 'public' | 'internal' | 'admin';

export type DomainRef = { readonly id: string } | { readonly name: string };

/** Names need a domain, ids must not have one. */
export type UserRef = { readonly id: string } | { readonly name: string; readonly domain: DomainRef };

/** The second factor: a passcode that is good once, or what passcodes are made of (base32, as authenticator apps take it). */
export type SecondFactor = { readonly passcode: Secret } | { readonly totpSecret: Secret };

export type Credentials =
  | { readonly kind: 'password'; readonly user: UserRef; readonly password: Secret; readonly second?: SecondFactor | undefined }
  | { readonly kind: 'totp'; readonly user: UserRef; readonly factor: SecondFactor }
  | { readonly kind: 'token'; readonly token: Secret }
  /** Nothing is asked of Keystone: the token is for the addresses that the profile names. */
  | { readonly kind: 'given'; readonly token: Secret }
  /** Of Swift's first way to sign in. `account`: another one than the user's own. */
  | { readonly kind: 'v1'; readonly user: string; readonly key: Secret; readonly account?: string | undefined }
  | {
      readonly kind: 'application-credential';
      readonly credential: { readonly id: string } | { readonly name: string; readonly user: UserRef };
      readonly secret: Secret;
    }
  | { readonly kind: 'api-key'; readonly username: string; readonly apiKey: Secret };

export type Scope =
  | { readonly project: { readonly id: string } | { readonly name: string; readonly domain: DomainRef } }
  | { readonly domain: DomainRef }
  | { readonly system: 'all' }
  /** Of no project, even where the user has a default one. */
  | { readonly unscoped: true }
  | { readonly trustId: string };

/** 1 is Swift's own, before and beside Keystone (TempAuth, swauth, radosgw). */
export type IdentityVersion = 1 | 2 | 3;

export interface IdentitySettings extends Who {
  /** Without version: `https://cloud.example.com:5000`, `https://cloud.example.com/identity`. For v1 the whole address: `https://swift.example.com/auth/v1.0`. */
  readonly url: string;
}

/** Who signs in, for what. */
export interface Who {
  /** Absent: asked of the server. */
  readonly version?: IdentityVersion | undefined;
  readonly credentials: Credentials;
  readonly scope?: Scope | undefined;
}

/** What `parseConfig` of every preset makes of a profile: the driver reads nothing else. */
export interface OpenstackSettings extends ConnectionSettings {
  readonly dialect: Dialect;
  readonly identity: IdentitySettings;
  readonly region?: string | undefined;
  readonly interface: EndpointInterface;
  /** By official service type, where it is another one. */
  readonly interfaces?: Readonly<Record<string, EndpointInterface>> | undefined;
  /** By official service type: the row of the catalog to take where several have the type. */
  readonly serviceNames?: Readonly<Record<string, string>> | undefined;
  /** By official service type. */
  readonly endpointOverrides: Readonly<Record<string, string>>;
  /** Networks of new servers when a create names none. */
  readonly networks?: readonly string[] | undefined;
  readonly tempUrlKey?: Secret | undefined;
  /** Stands before ours. */
  readonly userAgent?: string | undefined;
  /** Where tokens are shared with other processes. */
  readonly tokenStore?: TokenStore | undefined;
  /** By official service type: the microversion of native calls that name none. */
  readonly microversions?: Readonly<Record<string, string>> | undefined;
}
