import type { Catalog } from './catalog.ts';

/** What signing in gave. */
export interface Session {
  readonly token: string;
  readonly expiresAt: Date | undefined;
  readonly catalog: Catalog;
  readonly userId: string | undefined;
  readonly projectId: string | undefined;
  readonly projectName: string | undefined;
  /** Rackspace's `RAX-AUTH:defaultRegion`. */
  readonly defaultRegion: string | undefined;
}
