import { createHash, createPublicKey } from 'node:crypto';

/**
 * The fingerprints EC2 may show for an imported public key: MD5 of its DER form with colons (RSA), SHA-256 in base64 (Ed25519).
 * Empty where the key is of a kind that is not read here.
 */
export function fingerprintsOf(openssh: string): readonly string[] {
  const [kind = '', encoded = ''] = openssh.trim().split(/\s+/);
  const blob = Buffer.from(encoded, 'base64');
  const sha256 = createHash('sha256').update(blob).digest('base64');
  const found = [sha256, sha256.replace(/=+$/, ''), `SHA256:${sha256.replace(/=+$/, '')}`, colons(createHash('md5').update(blob).digest('hex'))];
  if (kind === 'ssh-rsa') {
    const [, exponent, modulus] = fields(blob);
    if (exponent !== undefined && modulus !== undefined) {
      const key = createPublicKey({ format: 'jwk', key: { kty: 'RSA', e: unsigned(exponent), n: unsigned(modulus) } });
      found.push(
        colons(
          createHash('md5')
            .update(key.export({ format: 'der', type: 'spki' }))
            .digest('hex'),
        ),
      );
    }
  }
  return found;
}

/** RFC 4251 strings: a length of four bytes, then so many bytes. */
function fields(blob: Buffer): Buffer[] {
  const parts: Buffer[] = [];
  for (let at = 0; at + 4 <= blob.byteLength; ) {
    const length = blob.readUInt32BE(at);
    parts.push(blob.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return parts;
}

const unsigned = (number: Buffer): string => (number[0] === 0 ? number.subarray(1) : number).toString('base64url');

const colons = (hex: string): string => hex.replace(/..(?!$)/g, '$&:');
