import { createHash, createPublicKey, type KeyObject } from 'node:crypto';

/** How http-signature names kinds of keys: the first half of an algorithm such as `rsa-sha256`. */
export type KeyKind = 'rsa' | 'ecdsa' | 'ed25519';

export interface SshPublicKey {
  readonly kind: KeyKind;
  /** `aa:bb:…`: MD5 of the SSH wire form, the only fingerprint that travels in a keyId. */
  readonly fingerprint: string;
  /** `ssh-rsa AAAA… comment`. */
  readonly openssh: string;
  readonly key: KeyObject;
}

const CURVES: Readonly<Record<string, { readonly jwk: string; readonly bytes: number }>> = {
  nistp256: { jwk: 'P-256', bytes: 32 },
  nistp384: { jwk: 'P-384', bytes: 48 },
  nistp521: { jwk: 'P-521', bytes: 66 },
};

/** Reads a public key as users paste it: one OpenSSH line (trailing newline allowed), or PEM. Throws on anything else. */
export function parsePublicKey(text: string): SshPublicKey {
  if (text.includes('-----BEGIN')) {
    const key = createPublicKey(text);
    const { name, blob, kind } = toWire(key);
    return { kind, key, fingerprint: md5Fingerprint(blob), openssh: `${name} ${blob.toString('base64')}` };
  }
  const [name, encoded, ...comment] = text.trim().split(/[ \t]+/);
  if (name === undefined || encoded === undefined) throw new Error('not an OpenSSH public key');
  const blob = Buffer.from(encoded, 'base64');
  const { key, kind } = fromWire(name, blob);
  return { kind, key, fingerprint: md5Fingerprint(blob), openssh: [name, encoded, ...comment].join(' ') };
}

const md5Fingerprint = (blob: Buffer): string => (createHash('md5').update(blob).digest('hex').match(/../g) ?? []).join(':');

const base64url = (bytes: Buffer): string => bytes.toString('base64url');

/** RFC 4253, section 6.6, and RFC 5656, section 3.1: strings of uint32 length and bytes. */
function fromWire(name: string, blob: Buffer): { key: KeyObject; kind: KeyKind } {
  let offset = 0;
  const next = (): Buffer => {
    if (offset + 4 > blob.length) throw new Error('SSH public key is cut short');
    const length = blob.readUInt32BE(offset);
    const bytes = blob.subarray(offset + 4, offset + 4 + length);
    if (bytes.length !== length) throw new Error('SSH public key is cut short');
    offset += 4 + length;
    return bytes;
  };
  if (next().toString('latin1') !== name) throw new Error('SSH public key is of another type than it says');
  if (name === 'ssh-rsa') {
    const e = unsigned(next());
    const n = unsigned(next());
    return { kind: 'rsa', key: createPublicKey({ key: { kty: 'RSA', e: base64url(e), n: base64url(n) }, format: 'jwk' }) };
  }
  if (name === 'ssh-ed25519') {
    return { kind: 'ed25519', key: createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: base64url(next()) }, format: 'jwk' }) };
  }
  const curve = CURVES[name.replace('ecdsa-sha2-', '')];
  if (curve !== undefined && name.startsWith('ecdsa-sha2-')) {
    next();
    const point = next();
    if (point[0] !== 4 || point.length !== 1 + 2 * curve.bytes) throw new Error('SSH public key: point is not uncompressed');
    const x = base64url(point.subarray(1, 1 + curve.bytes));
    const y = base64url(point.subarray(1 + curve.bytes));
    return { kind: 'ecdsa', key: createPublicKey({ key: { kty: 'EC', crv: curve.jwk, x, y }, format: 'jwk' }) };
  }
  throw new Error(`SSH public key type ${name} is not supported`);
}

/** An mpint without the zero byte that keeps it positive. */
const unsigned = (bytes: Buffer): Buffer => (bytes[0] === 0 ? bytes.subarray(1) : bytes);

function toWire(key: KeyObject): { name: string; blob: Buffer; kind: KeyKind } {
  const jwk = key.export({ format: 'jwk' });
  const raw = (value: string | undefined): Buffer => Buffer.from(value ?? '', 'base64url');
  if (jwk.kty === 'RSA') {
    return { name: 'ssh-rsa', kind: 'rsa', blob: strings(Buffer.from('ssh-rsa'), positive(raw(jwk.e)), positive(raw(jwk.n))) };
  }
  if (jwk.kty === 'OKP' && jwk.crv === 'Ed25519') {
    return { name: 'ssh-ed25519', kind: 'ed25519', blob: strings(Buffer.from('ssh-ed25519'), raw(jwk.x)) };
  }
  const curve = Object.entries(CURVES).find(([, { jwk: name }]) => name === jwk.crv)?.[0];
  if (jwk.kty === 'EC' && curve !== undefined) {
    const name = `ecdsa-sha2-${curve}`;
    const point = Buffer.concat([Buffer.from([4]), raw(jwk.x), raw(jwk.y)]);
    return { name, kind: 'ecdsa', blob: strings(Buffer.from(name), Buffer.from(curve), point) };
  }
  throw new Error('key is neither RSA, ECDSA nor Ed25519');
}

const positive = (bytes: Buffer): Buffer => ((bytes[0] ?? 0) & 0x80 ? Buffer.concat([Buffer.from([0]), bytes]) : bytes);

function strings(...parts: readonly Buffer[]): Buffer {
  return Buffer.concat(
    parts.flatMap((part) => {
      const length = Buffer.alloc(4);
      length.writeUInt32BE(part.length);
      return [length, part];
    }),
  );
}
