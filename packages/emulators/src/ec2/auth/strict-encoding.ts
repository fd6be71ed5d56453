/** Percent-encodes every UTF-8 byte but the unreserved `A-Z a-z 0-9 - . _ ~`, as the signature schemes demand. */
export const strictEncode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);

/** Strictly encodes raw bytes: what `strictEncode` does for text that need not be valid UTF-8. */
export function strictEncodeBytes(bytes: Uint8Array): string {
  let encoded = '';
  for (const byte of bytes) {
    const character = String.fromCharCode(byte);
    encoded += /[A-Za-z0-9\-._~]/.test(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return encoded;
}

const isHex = (code: number): boolean => (code >= 48 && code <= 57) || (code >= 65 && code <= 70) || (code >= 97 && code <= 102);

/** Percent-decodes to bytes; a `%` that starts no escape stays a `%`. */
export function decodeBytes(text: string, plusIsBlank: boolean): Buffer {
  const source = Buffer.from(text, 'utf8');
  const decoded = Buffer.allocUnsafe(source.length);
  let length = 0;
  for (let i = 0; i < source.length; i += 1) {
    const byte = source[i]!;
    if (byte === 37 && isHex(source[i + 1] ?? 0) && isHex(source[i + 2] ?? 0)) {
      decoded[length++] = Number.parseInt(source.toString('latin1', i + 1, i + 3), 16);
      i += 2;
    } else decoded[length++] = plusIsBlank && byte === 43 ? 32 : byte;
  }
  return decoded.subarray(0, length);
}
