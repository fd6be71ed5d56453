import { utf8FromHeader, utf8ToHeader } from '@portolan/core/driver';
import { type Headers, numberOf } from './header-values.ts';

/** What a container's headers say. `null` in an update takes a setting away. */
export interface ContainerSettings {
  /** `.r:*,.rlistings` (everybody, listings too), `.r:example.com`, `project:user`, `*:user`: see `containers.publicRead`. */
  readonly readAcl?: string | null | undefined;
  readonly writeAcl?: string | null | undefined;
  /** A put that would exceed it is refused with `quota-exceeded`. */
  readonly quotaBytes?: number | null | undefined;
  readonly quotaCount?: number | null | undefined;
  /** Static web site: the page of a folder. It also needs `readAcl` for everybody. */
  readonly webIndex?: string | null | undefined;
  /** Ending of the pages of errors: `error.html` is `404error.html`. */
  readonly webError?: string | null | undefined;
  readonly webListings?: boolean | null | undefined;
  readonly webListingsCss?: string | null | undefined;
  readonly webListingsLabel?: string | null | undefined;
  /** Content type of objects that stand for folders. Default `application/directory`. */
  readonly webDirectoryType?: string | null | undefined;
  readonly corsAllowOrigin?: string | null | undefined;
  readonly corsMaxAge?: number | null | undefined;
  readonly corsExposeHeaders?: string | null | undefined;
  /** Container that old versions go to, the last coming back with a delete. */
  readonly versionsLocation?: string | null | undefined;
  /** Container that old versions and deleted objects go to. */
  readonly historyLocation?: string | null | undefined;
  /** Versions in the container itself, with ids of their own. */
  readonly versionsEnabled?: boolean | undefined;
  readonly syncTo?: string | null | undefined;
  readonly syncKey?: string | null | undefined;
}

const HEADERS: Readonly<Record<keyof ContainerSettings, string>> = {
  readAcl: 'X-Container-Read',
  writeAcl: 'X-Container-Write',
  quotaBytes: 'X-Container-Meta-Quota-Bytes',
  quotaCount: 'X-Container-Meta-Quota-Count',
  webIndex: 'X-Container-Meta-Web-Index',
  webError: 'X-Container-Meta-Web-Error',
  webListings: 'X-Container-Meta-Web-Listings',
  webListingsCss: 'X-Container-Meta-Web-Listings-CSS',
  webListingsLabel: 'X-Container-Meta-Web-Listings-Label',
  webDirectoryType: 'X-Container-Meta-Web-Directory-Type',
  corsAllowOrigin: 'X-Container-Meta-Access-Control-Allow-Origin',
  corsMaxAge: 'X-Container-Meta-Access-Control-Max-Age',
  corsExposeHeaders: 'X-Container-Meta-Access-Control-Expose-Headers',
  versionsLocation: 'X-Versions-Location',
  historyLocation: 'X-History-Location',
  versionsEnabled: 'X-Versions-Enabled',
  syncTo: 'X-Container-Sync-To',
  syncKey: 'X-Container-Sync-Key',
};

/** Metadata by these names are settings, and not one's own; the keys are secrets. */
export const SETTING_META: RegExp =
  /^(quota-(bytes|count)|web-(index|error|listings|listings-css|listings-label|directory-type)|access-control-.*|temp-url-key(-2)?)$/;

export function settingHeaders(settings: ContainerSettings): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, header] of Object.entries(HEADERS)) {
    const value = settings[name as keyof ContainerSettings];
    if (value === undefined) continue;
    if (value !== null) headers[header] = utf8ToHeader(String(value));
    // Sync's headers have no removing twin: an empty value is it.
    else if (header.startsWith('X-Container-Sync-')) headers[header] = '';
    else headers[header.replace(/^X-/, 'X-Remove-')] = 'x';
  }
  return headers;
}

/** Settings as an answer tells them. `syncKey` is a secret of its own and stays in the headers. */
export function settingsOf(headers: Headers): ContainerSettings {
  const text = (name: keyof ContainerSettings): string | undefined => {
    const value = headers[HEADERS[name].toLowerCase()];
    return value === undefined || value === '' ? undefined : utf8FromHeader(value);
  };
  const flag = (name: keyof ContainerSettings): boolean | undefined => {
    const value = text(name);
    return value === undefined ? undefined : /^(true|1|yes|on|t|y)$/i.test(value);
  };
  const number = (name: keyof ContainerSettings): number | undefined => numberOf(headers, HEADERS[name].toLowerCase());
  const all: ContainerSettings = {
    readAcl: text('readAcl'),
    writeAcl: text('writeAcl'),
    quotaBytes: number('quotaBytes'),
    quotaCount: number('quotaCount'),
    webIndex: text('webIndex'),
    webError: text('webError'),
    webListings: flag('webListings'),
    webListingsCss: text('webListingsCss'),
    webListingsLabel: text('webListingsLabel'),
    webDirectoryType: text('webDirectoryType'),
    corsAllowOrigin: text('corsAllowOrigin'),
    corsMaxAge: number('corsMaxAge'),
    corsExposeHeaders: text('corsExposeHeaders'),
    versionsLocation: text('versionsLocation'),
    historyLocation: text('historyLocation'),
    versionsEnabled: flag('versionsEnabled'),
    syncTo: text('syncTo'),
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}
