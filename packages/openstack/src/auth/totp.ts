import { createHmac } from 'node:crypto';
import { CloudError, type Secret } from '@portolan/core/driver';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const PERIOD_MS = 30_000;
const DIGITS = 6;

/** The passcode of that moment. Sources: RFC 6238, RFC 4226; Keystone's TOTP is HMAC-SHA1, 6 digits, 30 s, with a base32 secret. */
export function passcodeAt(secret: Secret, now: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(now / PERIOD_MS)));
  const mac = createHmac('sha1', base32(secret.reveal())).update(counter).digest();
  const offset = mac.readUInt8(mac.length - 1) & 0x0f;
  const code = mac.readUInt32BE(offset) & 0x7fffffff;
  return String(code % 10 ** DIGITS).padStart(DIGITS, '0');
}

/** Blanks and small letters, as people copy them from a screen, are fine. */
function base32(text: string): Buffer {
  const bytes: number[] = [];
  let bits = 0;
  let value = 0;
  for (const letter of text.replace(/[\s-]|=+$/g, '').toUpperCase()) {
    const digit = ALPHABET.indexOf(letter);
    if (digit === -1) throw new CloudError('invalid-argument', 'totpSecret is not base32: letters A to Z and digits 2 to 7', { outcome: 'not-done' });
    value = ((value << 5) | digit) & 0xffff;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes.push((value >>> bits) & 0xff);
    }
  }
  return Buffer.from(bytes);
}
