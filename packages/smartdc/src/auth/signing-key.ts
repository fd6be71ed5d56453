import { type KeyObject, sign as signCallback } from 'node:crypto';
import { promisify } from 'node:util';
import { CloudError } from '@portolan/core/driver';
import type { Fingerprints } from './fingerprint.ts';

/** A private key that signs, ready in memory. */
export interface SigningKey extends Fingerprints {
  /** As the services call it: `rsa-sha256`. */
  readonly algorithm: string;
  /** The signature's bytes: PKCS#1 v1.5 for RSA, DER for ECDSA, 64 bytes for Ed25519. */
  sign(text: string): Promise<Buffer>;
}

const sign = promisify(signCallback);

/** Refuses keys the services cannot verify, with the reason. `where`: `field "keyFile": /home/me/.ssh/id_rsa`, for messages. */
export function signingKeyOf(key: KeyObject, fingerprints: Fingerprints, where: string): SigningKey {
  const [algorithm, hash] = algorithmOf(key, where);
  return { ...fingerprints, algorithm, sign: (text) => sign(hash, Buffer.from(text, 'utf8'), key) };
}

function algorithmOf(key: KeyObject, where: string): readonly [name: string, hash: string | null] {
  const curve = key.asymmetricKeyDetails?.namedCurve;
  switch (key.asymmetricKeyType) {
    case 'rsa':
      return ['rsa-sha256', 'sha256'];
    case 'ed25519':
      return ['ed25519-sha512', null]; // Hashes inside: the name says how, the text is signed as it is.
    case 'ec':
      if (curve === 'prime256v1') return ['ecdsa-sha256', 'sha256'];
      if (curve === 'secp521r1') return ['ecdsa-sha512', 'sha512'];
      // http-signature, which both services verify with, knows sha1, sha256 and sha512, while P-384 goes with sha384.
      throw refused(where, curve === 'secp384r1' ? 'is an ECDSA P-384 key, which CloudAPI and Manta cannot verify' : `is an ECDSA key on the curve ${curve}`);
    case 'dsa':
      throw refused(where, 'is a DSA key, which is obsolete and refused here');
    default:
      throw refused(where, `is a key of the kind ${key.asymmetricKeyType}`);
  }
}

/** For keys that are good for nothing here. */
export function refused(where: string, why: string): CloudError {
  return new CloudError('invalid-argument', `${where} ${why}`, { outcome: 'not-done', remedy: 'use an RSA, ECDSA P-256 or Ed25519 key' });
}
