import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { CloudError, isCloudError } from '@portolan/core/driver';
import type sshpkTypes from 'sshpk';
import { findKeyFile, type KeyText } from './auth/find-key-file.ts';
import { type Fingerprint, type Fingerprints, isOf, readFingerprint } from './auth/fingerprint.ts';
import { ecJwk, rsaJwk } from './auth/jwk.ts';
import { refused, type SigningKey, signingKeyOf } from './auth/signing-key.ts';
import { agentKey } from './auth/ssh-agent.ts';
import type { SmartdcSettings } from './config.ts';

export { readKeyName } from './auth/fingerprint.ts';
export { HttpSignature, type HttpSignatureOptions, type Identity, keyIdOf, type ServiceKind, type SignedService } from './auth/http-signature.ts';
export { signedTarget } from './auth/signed-url.ts';
export type { SigningKey } from './auth/signing-key.ts';

/** The only door to sshpk; it is loaded with the first key, not with the driver. */
async function loadSshpk(): Promise<typeof sshpkTypes> {
  return (await import('sshpk')).default;
}

export interface ReadKeyOptions {
  readonly passphrase?: string | undefined;
  /** `field "keyFile": /home/me/.ssh/id_rsa`, for messages. */
  readonly where: string;
}

/** A private key from its text: PEM (PKCS#1, SEC1), PKCS#8, OpenSSH; encrypted ones with their passphrase. */
export async function readSigningKey(given: string, options: ReadKeyOptions): Promise<SigningKey> {
  const { where } = options;
  // A key that came through an environment variable or one line of YAML.
  const text = given.includes('\n') ? given : given.replaceAll('\\n', '\n');
  if (/-----BEGIN (RSA )?PUBLIC KEY-----|^\s*(ssh-|ecdsa-|sk-)/.test(text)) throw unreadable(where, 'is a public key', 'give the private one');
  if (!text.includes('PRIVATE KEY-----') && !text.startsWith('PuTTY-User-Key-File'))
    throw unreadable(where, 'is no private key', 'give PEM, PKCS#8 or OpenSSH text');
  const sshpk = await loadSshpk();
  const key = /-----BEGIN OPENSSH PRIVATE KEY-----|^PuTTY-/.test(text) ? keyFromSshpk(sshpk, text, options) : keyFromNode(text, options);
  if (!['rsa', 'ec', 'ed25519'].includes(key.asymmetricKeyType ?? '')) return signingKeyOf(key, { md5: '', sha256: '' }, where); // Which refuses it.
  return signingKeyOf(key, fingerprintsWith(sshpk, key), where);
}

/** Node reads every PEM but OpenSSH's own. */
function keyFromNode(text: string, { passphrase, where }: ReadKeyOptions): KeyObject {
  try {
    return createPrivateKey({ key: text, format: 'pem', ...(passphrase === undefined ? {} : { passphrase }) });
  } catch (error) {
    const code = (error as { code?: string }).code ?? '';
    if (code === 'ERR_MISSING_PASSPHRASE' || (passphrase === undefined && /ENCRYPTED/.test(text))) throw lacksPassphrase(where, error);
    // A wrong one shows as bad padding or as rubbish where the key should be.
    if (passphrase !== undefined && /ENCRYPTED/.test(text)) throw wrongPassphrase(where, error);
    throw unreadable(where, 'cannot be read as a private key', 'give PEM, PKCS#8 or OpenSSH text', error);
  }
}

function keyFromSshpk(sshpk: typeof sshpkTypes, text: string, { passphrase, where }: ReadKeyOptions): KeyObject {
  let parsed: sshpkTypes.PrivateKey;
  try {
    parsed = sshpk.parsePrivateKey(text, 'auto', { filename: 'key', ...(passphrase === undefined ? {} : { passphrase }) });
  } catch (error) {
    const said = error instanceof Error ? `${error.name} ${error.message}` : '';
    if (/KeyEncryptedError/.test(said) || (passphrase === undefined && /passphrase|encrypted/i.test(said))) throw lacksPassphrase(where, error);
    if (passphrase !== undefined && /passphrase/i.test(said)) throw wrongPassphrase(where, error);
    // FIDO keys sign with fields of their own inside, which no server here expects.
    if (/sk-(ssh|ecdsa)/.test(said)) throw refused(where, 'is a FIDO key, which lives in a device');
    throw unreadable(where, 'cannot be read as a private key', 'give PEM, PKCS#8 or OpenSSH text', error);
  }
  return keyObjectOf(parsed, where);
}

/** A part of a key; @types/sshpk calls these by their place and not by their name. */
function partOf(key: sshpkTypes.PrivateKey, name: string): Buffer {
  return (key.part as unknown as Readonly<Record<string, { readonly data: Buffer }>>)[name]?.data ?? Buffer.alloc(0);
}

/** sshpk signs in slow JavaScript, or with RSA exponents that are wrong and make OpenSSL slow: it reads, node signs. */
function keyObjectOf(key: sshpkTypes.PrivateKey, where: string): KeyObject {
  switch (key.type) {
    case 'rsa':
      return createPrivateKey({ key: rsaJwk((name) => partOf(key, name)), format: 'jwk' });
    case 'ed25519': {
      // PKCS#8 as node wants it (RFC 8410); sshpk's own has the public half in it and is refused.
      const seed = partOf(key, 'k').subarray(-32);
      return createPrivateKey({ key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]), format: 'der', type: 'pkcs8' });
    }
    case 'ecdsa':
      return createPrivateKey({ key: ecJwk(partOf(key, 'Q'), partOf(key, 'd')), format: 'jwk' });
    case 'dsa':
      throw refused(where, 'is a DSA key, which is obsolete and refused here');
    default:
      throw refused(where, `is a key of the kind ${String(key.type)}`);
  }
}

function fingerprintsWith(sshpk: typeof sshpkTypes, key: KeyObject): Fingerprints {
  const spki = createPublicKey(key).export({ type: 'spki', format: 'pem' });
  const parsed = sshpk.parseKey(spki, 'pem');
  return { md5: parsed.fingerprint('md5').toString('hex'), sha256: parsed.fingerprint('sha256').toString() };
}

function unreadable(where: string, why: string, remedy: string, cause?: unknown): CloudError {
  return new CloudError('invalid-argument', `${where} ${why}`, { outcome: 'not-done', remedy, cause });
}

/** Errors that a passphrase would have spared. */
const locked = new WeakSet<object>();
const isLocked = (error: unknown): boolean => typeof error === 'object' && error !== null && locked.has(error);

function lacksPassphrase(where: string, cause: unknown): CloudError {
  const error = unreadable(where, 'is encrypted, and there is no field "passphrase"', 'set passphrase or askPassphrase, or give an unencrypted key', cause);
  locked.add(error);
  return error;
}

const wrongPassphrase = (where: string, cause: unknown): CloudError =>
  unreadable(where, 'cannot be decrypted with the passphrase given (field "passphrase" or "askPassphrase")', 'give that of this very key', cause);

/** The connection's key, read at its first use. A failure is told and not kept: the file may be mended meanwhile. */
export class ConnectionKey {
  readonly #settings: SmartdcSettings;
  #loading: Promise<SigningKey> | undefined;

  constructor(settings: SmartdcSettings) {
    this.#settings = settings;
  }

  readonly get = (): Promise<SigningKey> => {
    if (this.#loading !== undefined) return this.#loading;
    const loading = this.#load();
    this.#loading = loading;
    loading.catch(() => {
      if (this.#loading === loading) this.#loading = undefined;
    });
    return loading;
  };

  async #load(): Promise<SigningKey> {
    const { keyId, keyFile, privateKey } = this.#settings;
    const wanted = keyId === undefined ? undefined : readFingerprint(keyId);
    if (privateKey !== undefined) return checked(await this.#open(privateKey.reveal(), 'field "privateKey"'), wanted, 'field "privateKey"');
    if (keyFile !== undefined) {
      const where = `field "keyFile": ${keyFile}`;
      return checked(await this.#open(await readKeyFile(keyFile), where), wanted, where);
    }
    if (wanted === undefined) throw unreadable('field "keyId"', 'is no fingerprint, so the key cannot be found in ~/.ssh', 'set keyFile or privateKey');
    return this.#find(wanted);
  }

  async #find(wanted: Fingerprint): Promise<SigningKey> {
    const { agentSocket, sshDirectory } = this.#settings;
    const passphrase = this.#settings.passphrase?.reveal();
    let found: KeyText | undefined;
    try {
      found = await findKeyFile(sshDirectory, wanted, (key) => fingerprintsOrNothing(key, passphrase), agentSocket !== undefined);
      return await readSigningKey(found.text, { passphrase, where: found.path });
    } catch (error) {
      // None there, or one that needs its passphrase: an agent may hold it, as triton looks there last. Its owner is asked when nothing else is left.
      const held = agentSocket === undefined ? undefined : await agentKey(agentSocket, wanted);
      if (held !== undefined) return held;
      if (found === undefined || !isLocked(error)) throw error;
      return this.#open(found.text, found.path);
    }
  }

  /** Asks for the passphrase only when the key turns out to need one. */
  async #open(text: string, where: string): Promise<SigningKey> {
    const { passphrase, askPassphrase } = this.#settings;
    try {
      return await readSigningKey(text, { passphrase: passphrase?.reveal(), where });
    } catch (error) {
      if (passphrase !== undefined || askPassphrase === undefined || !isLocked(error)) throw error;
      const said = await askPassphrase(where);
      return readSigningKey(text, { passphrase: typeof said === 'string' ? said : said.reveal(), where });
    }
  }
}

/** A name instead of a fingerprint says nothing that could be checked: the fingerprint is sent either way. */
function checked(key: SigningKey, wanted: ReturnType<typeof readFingerprint>, where: string): SigningKey {
  if (wanted === undefined || isOf(wanted, key)) return key;
  const has = wanted.hash === 'md5' ? key.md5 : key.sha256;
  throw unreadable(where, `is not the key of field "keyId": its fingerprint is ${has}`, 'correct keyId, or leave it out');
}

async function readKeyFile(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw unreadable('field "keyFile":', error instanceof Error ? error.message : String(error), 'check the path and the rights', error);
  }
}

/** An old PEM tells its fingerprint only when it can be decrypted; one that cannot is passed over, it may well be another key. */
async function fingerprintsOrNothing(key: KeyText, passphrase: string | undefined): Promise<Fingerprints | undefined> {
  try {
    return await readSigningKey(key.text, { passphrase, where: key.path });
  } catch (error) {
    if (isCloudError(error)) return undefined;
    throw error;
  }
}
