import type { ConnectionSettings, Secret } from '@portolan/core/driver';
import type { Dialect } from './dialect.ts';

export type EndpointInterface = 'public' | 'internal' | 'admin';

export type DomainRef = { readonly id: string } | { readonly name: string };

/** Names need a domain, ids must not have one. */
export type UserRef = { readonly id: string } | { readonly name: string; readonly domain: DomainRef };

export type Credentials =
  | { readonly kind: 'password'; readonly user: UserRef; readonly password: Secret }
  | { readonly kind: 'token'; readonly token: Secret }
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
  | { readonly trustId: string };

export interface IdentitySettings {
  /** Without version: `https://cloud.example.com:5000`, `https://cloud.example.com/identity`. */
  readonly url: string;
  /** Absent: asked of the server. */
  readonly version?: 2 | 3 | undefined;
  readonly credentials: Credentials;
  readonly scope?: Scope | undefined;
}

/** What `parseConfig` of every preset makes of a profile: the driver reads nothing else. */
export interface OpenstackSettings extends ConnectionSettings {
  readonly dialect: Dialect;
  readonly identity: IdentitySettings;
  readonly region?: string | undefined;
  readonly interface: EndpointInterface;
  /** By official service type. */
  readonly endpointOverrides: Readonly<Record<string, string>>;
  /** Networks of new servers when a create names none. */
  readonly networks?: readonly string[] | undefined;
  readonly tempUrlKey?: Secret | undefined;
}
