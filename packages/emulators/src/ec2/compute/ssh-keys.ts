import { createHash, createPublicKey, generateKeyPair, type KeyObject, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';

const generate = promisify(generateKeyPair);

export interface PublicKeyText {
  readonly keyType: 'rsa' | 'ed25519';
  readonly openSsh: string;
  /** Of an imported key. */
  readonly fingerprint: string;
}

const colons = (hex: string): string => hex.replace(/..(?!$)/g, '$&:');

const sshString = (data: Buffer | string): Buffer => {
  const bytes = Buffer.isBuffer(data) ? data : Buffer.from(data, 'utf8');
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
};

const positive = (bytes: Buffer): Buffer => (bytes[0] !== undefined && bytes[0] >= 0x80 ? Buffer.concat([Buffer.of(0), bytes]) : bytes);

function sshBlob(key: KeyObject): { type: 'rsa' | 'ed25519'; name: string; blob: Buffer } | undefined {
  const jwk = key.export({ format: 'jwk' });
  if (key.asymmetricKeyType === 'rsa' && jwk.e !== undefined && jwk.n !== undefined) {
    const parts = [jwk.e, jwk.n].map((part) => sshString(positive(Buffer.from(part, 'base64url'))));
    return { type: 'rsa', name: 'ssh-rsa', blob: Buffer.concat([sshString('ssh-rsa'), ...parts]) };
  }
  if (key.asymmetricKeyType === 'ed25519' && jwk.x !== undefined) {
    return { type: 'ed25519', name: 'ssh-ed25519', blob: Buffer.concat([sshString('ssh-ed25519'), sshString(Buffer.from(jwk.x, 'base64url'))]) };
  }
  return undefined;
}

function readStrings(blob: Buffer): Buffer[] {
  const parts: Buffer[] = [];
  for (let at = 0; at < blob.length; ) {
    if (at + 4 > blob.length) throw new Error('truncated key');
    const length = blob.readUInt32BE(at);
    if (at + 4 + length > blob.length) throw new Error('truncated key');
    parts.push(blob.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return parts;
}

function fromSshBlob(blob: Buffer): KeyObject {
  const [name, first, second] = readStrings(blob);
  const url = (bytes: Buffer | undefined): string => (bytes ?? Buffer.alloc(0)).subarray(bytes?.[0] === 0 ? 1 : 0).toString('base64url');
  if (name?.toString() === 'ssh-rsa') return createPublicKey({ key: { kty: 'RSA', e: url(first), n: url(second) }, format: 'jwk' });
  if (name?.toString() === 'ssh-ed25519')
    return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: (first ?? Buffer.alloc(0)).toString('base64url') }, format: 'jwk' });
  throw new Error('key type not known');
}

/** OpenSSH line, RFC 4716 block, or base64 of DER: what ImportKeyPair takes. Throws on anything else. */
export function readPublicKey(text: string): PublicKeyText & { readonly key: KeyObject } {
  const line = /^(ssh-rsa|ssh-ed25519)\s+([A-Za-z0-9+/=]+)/.exec(text.trim());
  const rfc4716 = /^---- BEGIN SSH2 PUBLIC KEY ----\r?\n([\s\S]*?)---- END SSH2 PUBLIC KEY ----/.exec(text.trim());
  let key: KeyObject;
  if (line !== null) key = fromSshBlob(Buffer.from(line[2]!, 'base64'));
  else if (rfc4716 !== null) {
    const body = rfc4716[1]!
      .replace(/\\\r?\n/g, '')
      .split(/\r?\n/)
      .filter((row) => !row.includes(':'));
    key = fromSshBlob(Buffer.from(body.join(''), 'base64'));
  } else key = createPublicKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'spki' });
  const ssh = sshBlob(key);
  if (ssh === undefined) throw new Error('key type not known');
  // Imported RSA keys: MD5 of the DER public key; ed25519: SHA-256 as OpenSSH shows it.
  const fingerprint =
    ssh.type === 'rsa'
      ? colons(
          createHash('md5')
            .update(key.export({ format: 'der', type: 'spki' }))
            .digest('hex'),
        )
      : createHash('sha256').update(ssh.blob).digest('base64');
  return { key, keyType: ssh.type, openSsh: `${ssh.name} ${ssh.blob.toString('base64')}`, fingerprint };
}

function openSshPrivateKey(seed: Buffer, publicBytes: Buffer, blob: Buffer): string {
  const check = randomBytes(4);
  const secret = Buffer.concat([check, check, sshString('ssh-ed25519'), sshString(publicBytes), sshString(Buffer.concat([seed, publicBytes])), sshString('')]);
  const padding = Buffer.from(Array.from({ length: (8 - (secret.length % 8)) % 8 }, (_, index) => index + 1));
  const body = Buffer.concat([
    Buffer.from('openssh-key-v1\0'), sshString('none'), sshString('none'), sshString(''), Buffer.of(0, 0, 0, 1), sshString(blob), sshString(Buffer.concat([secret, padding])),
  ]); // biome-ignore format: the layout of PROTOCOL.key
  const lines = body.toString('base64').match(/.{1,70}/g) ?? [];
  return `-----BEGIN OPENSSH PRIVATE KEY-----\n${lines.join('\n')}\n-----END OPENSSH PRIVATE KEY-----\n`;
}

/** A new pair. RSA: PKCS#1 PEM, fingerprint SHA-1 of the DER PKCS#8 private key. */
export async function createSshKeyPair(keyType: 'rsa' | 'ed25519'): Promise<PublicKeyText & { readonly material: string }> {
  if (keyType === 'rsa') {
    const { privateKey, publicKey } = await generate('rsa', { modulusLength: 2048 });
    const der = privateKey.export({ format: 'der', type: 'pkcs8' });
    const material = privateKey.export({ format: 'pem', type: 'pkcs1' }).toString();
    const ssh = sshBlob(publicKey)!;
    return { keyType, material, openSsh: `${ssh.name} ${ssh.blob.toString('base64')}`, fingerprint: colons(createHash('sha1').update(der).digest('hex')) };
  }
  const { privateKey, publicKey } = await generate('ed25519');
  const ssh = sshBlob(publicKey)!;
  const jwk = privateKey.export({ format: 'jwk' });
  const material = openSshPrivateKey(Buffer.from(jwk.d!, 'base64url'), Buffer.from(jwk.x!, 'base64url'), ssh.blob);
  return { keyType, material, openSsh: `${ssh.name} ${ssh.blob.toString('base64')}`, fingerprint: createHash('sha256').update(ssh.blob).digest('base64') };
}
