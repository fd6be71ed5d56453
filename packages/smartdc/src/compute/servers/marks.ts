import type { Marks } from '@portolan/core/driver';

/** Names of this library's own in tags. */
export const MARK_PREFIX = 'portolan.';
/** Holds the idempotency key. */
export const KEY_TAG = 'portolan.key';
/** Of volumes and images; servers have it from the portable class. */
export const OWNER_TAG = 'portolan-owner';

/** What there is to write of these marks, and only that. */
export const markTags = ({ idempotencyKey, owner }: Marks): Record<string, string> => ({
  ...(idempotencyKey === undefined ? {} : { [KEY_TAG]: idempotencyKey }),
  ...(owner === undefined ? {} : { [OWNER_TAG]: owner }),
});

/** A machine behind a firewall wears the tag `portolan.fw.ID`. */
const FIREWALL_TAG_PREFIX = 'portolan.fw.';
/** Rules go by the tag's name; a tag has to have a value. */
export const FIREWALL_TAG_VALUE = 'true';

export const firewallTag = (firewallId: string): string => `${FIREWALL_TAG_PREFIX}${firewallId}`;

export const firewallIdOf = (tag: string): string | undefined =>
  tag.length > FIREWALL_TAG_PREFIX.length && tag.startsWith(FIREWALL_TAG_PREFIX) ? tag.slice(FIREWALL_TAG_PREFIX.length) : undefined;

/**
 * Metadata that is the cloud's or the boot script's and no entry of the user's: hidden from `metadata`, untouched by `setMetadata`.
 * `credentials` and what ends in `_pw` are passwords.
 */
const CLOUDS_OWN = new Set(['root_authorized_keys', 'user-script', 'user-data', 'cloud-init:user-data', 'operator-script', 'credentials']);

export const isCloudsOwn = (name: string): boolean => CLOUDS_OWN.has(name) || name.endsWith('_pw') || name.startsWith(MARK_PREFIX);

/** Parameters of the calls that write metadata and tags: as names of entries they are lost. Source: sdc-cloudapi lib/metadata.js, lib/tags.js. */
const SWALLOWED = new Set(['account', 'machine', 'uuid', 'owner_uuid', 'context', 'image', 'as-role']);

export const isSwallowed = (name: string): boolean => SWALLOWED.has(name);
