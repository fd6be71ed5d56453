import { createHash, generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { fingerprintsOf } from './fingerprint.ts';

const field = (bytes: Buffer): Buffer => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.byteLength);
  return Buffer.concat([length, bytes]);
};
/** As ssh writes numbers: with a zero before a high first bit. */
const number = (text: string): Buffer => {
  const bytes = Buffer.from(text, 'base64url');
  return field((bytes[0] ?? 0) > 127 ? Buffer.concat([Buffer.alloc(1), bytes]) : bytes);
};

describe('fingerprintsOf', () => {
  it('has the MD5 of an RSA key’s DER form, as EC2 shows imported keys', () => {
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const { e = '', n = '' } = publicKey.export({ format: 'jwk' });
    const line = `ssh-rsa ${Buffer.concat([field(Buffer.from('ssh-rsa')), number(e), number(n)]).toString('base64')} me@host`;
    const md5 = createHash('md5')
      .update(publicKey.export({ format: 'der', type: 'spki' }))
      .digest('hex')
      .replace(/..(?!$)/g, '$&:');
    expect(fingerprintsOf(line)).toContain(md5);
  });

  it('has the SHA-256 of an Ed25519 key, with and without its padding', () => {
    // Computed with ssh-keygen -lf.
    const line = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ0N0kc1n3zTCS8rHvTzrWn2wQZ0MR0lFUBCmVF1mXcP me';
    expect(fingerprintsOf(line)).toEqual(
      expect.arrayContaining(['WgNKYfofOQyfVn+8DIubyfENmB+RnMuNApuUXPVG+qw=', 'SHA256:WgNKYfofOQyfVn+8DIubyfENmB+RnMuNApuUXPVG+qw']),
    );
  });

  it('makes nothing up of nonsense', () => {
    expect(() => fingerprintsOf('ssh-dss AAAA')).not.toThrow();
    expect(() => fingerprintsOf('')).not.toThrow();
  });
});
