import type { Marks } from '@portolan/core/driver';

/**
 * Nova's metadata are names with texts, its tags plain words. So portable tags are kept in metadata, under a prefix:
 * the tag `role: web` is the item `portolan.tag.role: web`. Items without the prefix are the portable metadata.
 *
 * Nova takes letters, digits and `-_:. ` in names; what else stands in a tag's name is written `:2F` (the byte in hex), and a colon `:3A`.
 */
const MARKS = 'portolan.';
const TAGS = 'portolan.tag.';

/** The item that holds an idempotency key. */
export const KEY_MARK = 'portolan.key';
/** Of volumes, snapshots and images; servers have it as a tag. */
export const OWNER_MARK = 'portolan.owner';

/** What there is to write of these marks, and only that. */
export const markItems = ({ idempotencyKey, owner }: Marks): Record<string, string> => ({
  ...(idempotencyKey === undefined ? {} : { [KEY_MARK]: idempotencyKey }),
  ...(owner === undefined ? {} : { [OWNER_MARK]: owner }),
});

export interface SplitMetadata {
  readonly tags: Record<string, string>;
  readonly metadata: Record<string, string>;
  readonly key: string | undefined;
}

export const itemOfTag = (name: string): string => `${TAGS}${escapeName(name)}`;

export const isTagItem = (item: string): boolean => item.startsWith(TAGS);

/** The user's own, without tags and marks. */
export const isOwnItem = (item: string): boolean => !item.startsWith(MARKS);

export function joinMetadata(tags: Readonly<Record<string, string>>, metadata: Readonly<Record<string, string>>, key?: string): Record<string, string> {
  const items: Record<string, string> = { ...metadata };
  for (const [name, value] of Object.entries(tags)) items[itemOfTag(name)] = value;
  if (key !== undefined) items[KEY_MARK] = key;
  return items;
}

export function splitMetadata(items: Readonly<Record<string, unknown>> | null | undefined): SplitMetadata {
  const tags: Record<string, string> = {};
  const metadata: Record<string, string> = {};
  for (const [item, value] of Object.entries(items ?? {})) {
    if (isTagItem(item)) tags[unescapeName(item.slice(TAGS.length))] = String(value);
    else if (isOwnItem(item)) metadata[item] = String(value);
  }
  const key = items?.[KEY_MARK];
  return { tags, metadata, key: typeof key === 'string' ? key : undefined };
}

function escapeName(name: string): string {
  if (/^[A-Za-z0-9\-_. ]*$/.test(name)) return name;
  let escaped = '';
  for (const byte of Buffer.from(name, 'utf8')) {
    const char = String.fromCharCode(byte);
    escaped += /[A-Za-z0-9\-_. ]/.test(char) ? char : `:${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return escaped;
}

function unescapeName(escaped: string): string {
  if (!escaped.includes(':')) return escaped;
  const bytes = escaped.replace(/:([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
