import { utf8FromHeader } from '@portolan/core/driver';

export const METADATA_PREFIX = 'x-amz-meta-';

// What every server and signer on the way keeps as it is: visible ASCII, single blanks inside. Runs of blanks are folded by SigV4 on
// Amazon and not on Eucalyptus; blanks at the ends are lost on the wire; anything else is signed as UTF-8 and sent as ISO 8859-1.
const PLAIN = /^[\x21-\x7e]+(?: [\x21-\x7e]+)*$/;
const ENCODED_WORD = /=\?([\w-]+)\?([bq])\?([^?]*)\?=/gi;

/** A metadata value as a header: itself, or an encoded word of RFC 2047 (`=?UTF-8?B?…?=`), which is what Amazon itself answers for such values. */
export function metadataToHeader(value: string): string {
  if (PLAIN.test(value) && !/=\?/.test(value)) return value;
  return `=?UTF-8?B?${Buffer.from(value, 'utf8').toString('base64')}?=`;
}

/** The value of a metadata header: encoded words of any writer, raw UTF-8, or plain. */
export function metadataFromHeader(header: string): string {
  if (!header.includes('=?')) return utf8FromHeader(header);
  // Blanks between two encoded words belong to neither.
  return header.replace(/(\?=)\s+(?==\?)/g, '$1').replace(ENCODED_WORD, (word: string, charset: string, kind: string, text: string) => {
    if (!/^(?:utf-?8|us-ascii)$/i.test(charset)) return word;
    return kind.toLowerCase() === 'b' ? Buffer.from(text, 'base64').toString('utf8') : quotedPrintable(text);
  });
}

function quotedPrintable(text: string): string {
  const bytes = text.replaceAll('_', ' ').replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

export function metadataHeaders(metadata: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(metadata).map(([name, value]) => [`${METADATA_PREFIX}${name}`, metadataToHeader(value)]));
}

/** From an answer's headers, whose names are in lower case. */
export function metadataOf(headers: Readonly<Record<string, string>>): Record<string, string> {
  const own = Object.entries(headers).filter(([name]) => name.startsWith(METADATA_PREFIX));
  return Object.fromEntries(own.map(([name, value]) => [name.slice(METADATA_PREFIX.length), metadataFromHeader(value)]));
}
