import { utf8FromHeader, utf8ToHeader } from '@portolan/core/driver';

/**
 * Swift keeps metadata as headers, and headers lose things: `_` in a name becomes `-` (WSGI servers, nginx drops it), blanks around a value
 * are cut, and an empty value deletes. So an underscore is written `-x5f`, a hyphen that could be read as such an escape `-x2d`,
 * and a value that would not survive as an encoded word (RFC 2047): `=?utf-8?b?ICA=?=`. All others go as they are, in UTF-8, as other clients write them.
 */
export const OBJECT_META = 'X-Object-Meta-';

export function metadataToHeaders(metadata: Readonly<Record<string, string>>): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(metadata)) headers[`${OBJECT_META}${nameToHeader(name)}`] = valueToHeader(value);
  return headers;
}

/** From an answer's headers, whose names are in lower case. */
export function metadataFromHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  const prefix = OBJECT_META.toLowerCase();
  const metadata: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers))
    if (name.startsWith(prefix)) metadata[nameFromHeader(name.slice(prefix.length))] = valueFromHeader(value);
  return metadata;
}

export const nameToHeader = (name: string): string => name.replace(/-(?=x[0-9a-f]{2})/gi, '-x2d').replaceAll('_', '-x5f');

export const nameFromHeader = (name: string): string => name.toLowerCase().replace(/-x(5f|2d)/g, (_, hex: string) => (hex === '5f' ? '_' : '-'));

const ENCODED_WORD = /^=\?utf-8\?b\?([A-Za-z0-9+/]*={0,2})\?=$/i;

export function valueToHeader(value: string): string {
  const survives = value !== '' && value === value.trim() && !ENCODED_WORD.test(value) && !/[\u0000-\u0008\u000a-\u001f\u007f]/.test(value);
  return survives ? utf8ToHeader(value) : `=?utf-8?b?${Buffer.from(value, 'utf8').toString('base64')}?=`;
}

export function valueFromHeader(value: string): string {
  const word = ENCODED_WORD.exec(value);
  return word === null ? utf8FromHeader(value) : Buffer.from(word[1] as string, 'base64').toString('utf8');
}
