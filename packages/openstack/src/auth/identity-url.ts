import { CloudError } from '@portolan/core/driver';
import type { IdentityVersion } from '../settings.ts';
import type { Endpoint } from './catalog.ts';

/**
 * An identity address in any of the forms that rc files have (`https://h:5000`, `…/v3/`, `…/identity/v2.0`, `…/v2.0/tokens`),
 * taken apart into what is before the version, and the version it says.
 */
export function parseIdentityUrl(url: string): { readonly root: string; readonly version: IdentityVersion | undefined } {
  const bare = url.replace(/\/+$/, '').replace(/\/(auth\/)?tokens$/, '');
  // Swift's own has no root with versions under it.
  if (/\/v1(?:\.0)?$/.test(bare)) return { root: bare, version: 1 };
  const parts = /^(.*)\/v([23])(?:\.\d+)?$/.exec(bare);
  if (parts === null) return { root: bare, version: undefined };
  return { root: (parts[1] as string).replace(/\/+$/, ''), version: parts[2] === '3' ? 3 : 2 };
}

export function identityRoot(url: string): Endpoint {
  const parts = /^(https?:\/\/[^/?#@\s]+)(\/[^?#\s]*)?$/i.exec(url);
  if (parts === null) throw new CloudError('invalid-argument', 'the identity address cannot be read', { outcome: 'not-done', remedy: 'check authUrl' });
  return { origin: (parts[1] as string).toLowerCase(), path: (parts[2] ?? '').replace(/\/+$/, '') };
}

/** The version document: `{versions: {values: [{id, status}]}}` with status 300, or 200. */
export interface VersionsWire {
  readonly versions?: { readonly values?: readonly { readonly id?: string; readonly status?: string }[] } | readonly { readonly id?: string }[];
}

/** v3 when it is offered or nothing can be read (v2 was removed in 2018), else v2. Links in the document are not used: they often name another host. */
export function chooseVersion(document: unknown): 2 | 3 {
  const versions = (document as VersionsWire | null | undefined)?.versions;
  const values: readonly { readonly id?: string }[] = Array.isArray(versions)
    ? versions
    : ((versions as { values?: readonly { id?: string }[] } | undefined)?.values ?? []);
  const ids = values.map((value) => String(value?.id ?? ''));
  return ids.some((id) => id.startsWith('v2')) && !ids.some((id) => id.startsWith('v3')) ? 2 : 3;
}
