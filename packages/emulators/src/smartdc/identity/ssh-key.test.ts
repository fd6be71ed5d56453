import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { VECTOR_KEYS } from '../testing/vectors.ts';
import { parsePublicKey } from './ssh-key.ts';

describe('parsePublicKey', () => {
  it.each(Object.entries(VECTOR_KEYS))('reads an OpenSSH %s line and its MD5 fingerprint', (kind, { openssh, fingerprint }) => {
    const key = parsePublicKey(`${openssh}\n`);
    expect([key.kind, key.fingerprint, key.openssh]).toEqual([kind, fingerprint, openssh]);
  });

  it.each(Object.values(VECTOR_KEYS))('gives the same fingerprint for PEM and OpenSSH ($fingerprint)', ({ openssh, fingerprint }) => {
    const pem = parsePublicKey(openssh).key.export({ type: 'spki', format: 'pem' }).toString();
    const again = parsePublicKey(pem);
    expect(again.fingerprint).toBe(fingerprint);
    expect(again.openssh).toBe(openssh.split(' ').slice(0, 2).join(' '));
  });

  it('writes an RSA modulus with a clear top bit without a padding byte, and reads it back', () => {
    for (let round = 0; round < 4; round += 1) {
      const pem = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey.export({ type: 'spki', format: 'pem' }).toString();
      const key = parsePublicKey(pem);
      expect(parsePublicKey(key.openssh).key.export({ type: 'spki', format: 'pem' })).toBe(pem);
    }
  });

  it('refuses what is no public key', () => {
    expect(() => parsePublicKey('nonsense')).toThrow('not an OpenSSH public key');
    expect(() => parsePublicKey('ssh-rsa AAAA')).toThrow('cut short');
    expect(() => parsePublicKey(VECTOR_KEYS.rsa.openssh.replace('ssh-rsa', 'ssh-ed25519'))).toThrow('another type');
    expect(() => parsePublicKey('sk-ssh-ed25519@openssh.com AAAAGnNrLXNzaC1lZDI1NTE5QG9wZW5zc2guY29t')).toThrow('not supported');
  });
});
