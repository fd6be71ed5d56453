import type { IdentityVersion } from '../settings.ts';
import type { Catalog } from './catalog.ts';

/** Whom a token is for, as far as signing in told. */
export interface SessionUser {
  readonly id: string | undefined;
  readonly name: string | undefined;
  /** Of v3. */
  readonly domain: { readonly id?: string | undefined; readonly name?: string | undefined } | undefined;
  /** With v2 each may be of one tenant alone: at Rackspace `object-store:default` is of another than `compute:default`. */
  readonly roles: readonly { readonly id: string | undefined; readonly name: string; readonly projectId: string | undefined }[];
}

/** What signing in gave. */
export interface Session {
  readonly token: string;
  readonly expiresAt: Date | undefined;
  readonly catalog: Catalog;
  readonly userId: string | undefined;
  readonly user: SessionUser;
  /** Of Keystone's API; 1 where there is no Keystone. */
  readonly version: IdentityVersion;
  readonly projectId: string | undefined;
  readonly projectName: string | undefined;
  /** Rackspace's `RAX-AUTH:defaultRegion`. */
  readonly defaultRegion: string | undefined;
}
