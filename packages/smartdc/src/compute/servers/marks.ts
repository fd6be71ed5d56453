/** Names of this library's own in tags. */
export const MARK_PREFIX = 'portolan.';
/** Holds the idempotency key. */
export const KEY_TAG = 'portolan.key';

/**
 * Metadata that is the cloud's or the boot script's and no entry of the user's: hidden from `metadata`, untouched by `setMetadata`.
 * `credentials` and what ends in `_pw` are passwords.
 */
const CLOUDS_OWN = new Set(['root_authorized_keys', 'user-script', 'user-data', 'cloud-init:user-data', 'operator-script', 'credentials']);

export const isCloudsOwn = (name: string): boolean => CLOUDS_OWN.has(name) || name.endsWith('_pw') || name.startsWith(MARK_PREFIX);

/** Parameters of the calls that write metadata and tags: as names of entries they are lost. Source: sdc-cloudapi lib/metadata.js, lib/tags.js. */
const SWALLOWED = new Set(['account', 'machine', 'uuid', 'owner_uuid', 'context', 'image', 'as-role']);

export const isSwallowed = (name: string): boolean => SWALLOWED.has(name);
