import { createHash } from 'node:crypto';

export interface Fingerprint {
  readonly hash: 'md5' | 'sha256';
  /** MD5: hex pairs with colons, as it goes on the wire. SHA256: unpadded base64. */
  readonly value: string;
}

/** What an SSH public key is called. */
export interface Fingerprints {
  /** `69:34:b9:…`: the only form the services know. */
  readonly md5: string;
  /** `SHA256:…`: what ssh-keygen prints. */
  readonly sha256: string;
}

/**
 * `69:34:…`, `MD5:69:34:…`, `SHA256:…`, or the last part of `/acme/keys/69:34:…`. Undefined: something else, the name of a key for example.
 */
export function readFingerprint(text: string): Fingerprint | undefined {
  const path = /^\/[^/]+(?:\/users)?(?:\/[^/]+)?\/keys\/(.+)$/.exec(text);
  const bare = path?.[1] ?? text;
  const md5 = /^(?:MD5:)?([0-9a-f]{2}(?::[0-9a-f]{2}){15})$/i.exec(bare)?.[1];
  if (md5 !== undefined) return { hash: 'md5', value: md5.toLowerCase() };
  const sha256 = /^SHA256:([A-Za-z0-9+/]{43})=?$/i.exec(bare)?.[1];
  return sha256 === undefined ? undefined : { hash: 'sha256', value: sha256 };
}

/**
 * The name in `laptop` or `/acme/keys/laptop`; undefined where a fingerprint is given, or a name that a header cannot carry between quotes:
 * then the fingerprint does.
 */
export function readKeyName(text: string): string | undefined {
  if (readFingerprint(text) !== undefined) return undefined;
  return /^(?:\/[^/]+(?:\/users)?(?:\/[^/]+)?\/keys\/)?([ !#-.0-[\]-~]+)$/.exec(text)?.[1];
}

/** `SHA256:` or `MD5:` with something behind that is no such thing: cut short, mostly. */
export const isBrokenFingerprint = (text: string): boolean => readFingerprint(text) === undefined && /(^|\/)(SHA256|MD5):/i.test(text);

/** Of the public key's blob: the middle field of a `.pub` line, decoded. */
export function fingerprintsOf(blob: Uint8Array): Fingerprints {
  const md5 = createHash('md5').update(blob).digest('hex');
  return { md5: (md5.match(/../g) ?? []).join(':'), sha256: `SHA256:${createHash('sha256').update(blob).digest('base64').replace(/=+$/, '')}` };
}

export const isOf = (fingerprint: Fingerprint, key: Fingerprints): boolean =>
  fingerprint.hash === 'md5' ? fingerprint.value === key.md5 : `SHA256:${fingerprint.value}` === key.sha256;
