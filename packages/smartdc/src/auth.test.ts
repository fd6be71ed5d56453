import { createPrivateKey, createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Secret } from '@portolan/core/driver';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ConnectionKey, readSigningKey } from './auth.ts';
import type { SmartdcSettings } from './config.ts';
import { golden, opensshKeys, signatureIn } from './testing/golden-vectors.ts';

const where = 'field "keyFile": /keys/id';
const read = (text: string, passphrase?: string): ReturnType<typeof readSigningKey> => readSigningKey(text, { where, passphrase });
const pkcs8 = (type: 'rsa' | 'ed25519', passphrase?: string): string => {
  const privateKey = type === 'rsa' ? createPrivateKey(golden.keys.rsa.private) : generateKeyPairSync('ed25519').privateKey;
  return privateKey.export({ type: 'pkcs8', format: 'pem', ...(passphrase === undefined ? {} : { cipher: 'aes-256-cbc', passphrase }) }).toString();
};

describe('golden keys', () => {
  it.each(['rsa', 'ed', 'ec256', 'enced'] as const)('%s has the fingerprints that ssh-keygen prints', async (name) => {
    const key = await read(golden.keys[name].private, 'correct horse');
    expect(key).toMatchObject({ md5: golden.keys[name].md5, sha256: golden.keys[name].sha256 });
  });

  it.each([
    ['V1', 'rsa'],
    ['V2', 'rsa'],
    ['V3', 'ed'],
    ['V4', 'rsa'],
    ['V7', 'rsa'],
  ] as const)('%s is signed byte for byte by key %s', async (vector, name) => {
    const { string, authorization } = golden.signatures[vector] as { string: string; authorization: string };
    const expected = vector === 'V4' ? Buffer.from(authorization.split(' ').at(-1) ?? '', 'base64') : signatureIn(authorization);
    const signature = await (await read(golden.keys[name].private)).sign(string);
    expect(signature.toString('base64')).toBe(expected.toString('base64'));
  });

  it('V6: an ECDSA signature is DER, and both ours and the published one verify', async () => {
    const { string, authorization } = golden.signatures['V6'] as { string: string; authorization: string };
    const key = await read(golden.keys.ec256.private);
    expect(key.algorithm).toBe('ecdsa-sha256');
    const publicKey = createPublicKey(golden.keys.ec256.private);
    expect(verify('sha256', Buffer.from(string), publicKey, signatureIn(authorization))).toBe(true);
    expect(verify('sha256', Buffer.from(string), publicKey, await key.sign(string))).toBe(true);
  });

  it('V5: rsa-sha1 of old agents verifies, but is not what we sign with', async () => {
    const { string, authorization } = golden.signatures['V5'] as { string: string; authorization: string };
    expect(verify('sha1', Buffer.from(string), createPublicKey(golden.keys.rsa.private), signatureIn(authorization))).toBe(true);
    expect((await read(golden.keys.rsa.private)).algorithm).toBe('rsa-sha256');
  });
});

describe('forms of keys', () => {
  it('an RSA key in OpenSSH format signs as the same key in PEM does', async () => {
    const { string, authorization } = golden.signatures['V2'] as { string: string; authorization: string };
    const key = await read(opensshKeys.rsa);
    expect(key.md5).toBe(golden.keys.rsa.md5);
    expect(await key.sign(string)).toEqual(signatureIn(authorization));
  });

  it('an encrypted RSA key in OpenSSH format opens with its passphrase', async () => {
    expect((await read(opensshKeys.rsaEncrypted, 'correct horse')).md5).toBe(golden.keys.rsa.md5);
  });

  it.each([
    ['256', 'ecdsa-sha256', 'sha256'],
    ['521', 'ecdsa-sha512', 'sha512'],
  ] as const)('an ECDSA P-%s key in OpenSSH format signs as %s', async (size, algorithm, hash) => {
    const pair = opensshKeys[`ec${size}`];
    const key = await read(pair.private);
    expect(key.algorithm).toBe(algorithm);
    const blob = Buffer.from(pair.public.split(' ')[1] ?? '', 'base64');
    const point = blob.subarray(-(size === '256' ? 65 : 133));
    const half = (point.length - 1) / 2;
    const jwk = { kty: 'EC', crv: `P-${size}`, x: point.subarray(1, 1 + half).toString('base64url'), y: point.subarray(1 + half).toString('base64url') };
    expect(verify(hash, Buffer.from('text'), createPublicKey({ key: jwk, format: 'jwk' }), await key.sign('text'))).toBe(true);
  });

  it.each(['rsa', 'ed25519'] as const)('PKCS#8 is read, encrypted or not: %s', async (type) => {
    await expect(read(pkcs8(type))).resolves.toMatchObject({ algorithm: type === 'rsa' ? 'rsa-sha256' : 'ed25519-sha512' });
    await expect(read(pkcs8(type, 'pass'), 'pass')).resolves.toMatchObject({ algorithm: type === 'rsa' ? 'rsa-sha256' : 'ed25519-sha512' });
  });

  it('a passphrase that is not needed does no harm', async () => {
    expect((await read(golden.keys.rsa.private, 'unneeded')).md5).toBe(golden.keys.rsa.md5);
    expect((await read(golden.keys.ed.private, 'unneeded')).md5).toBe(golden.keys.ed.md5);
  });

  it('line breaks may come as \\n in one line, as environment variables have them', async () => {
    expect((await read(golden.keys.rsa.private.trim().replaceAll('\n', '\\n'))).md5).toBe(golden.keys.rsa.md5);
  });
});

describe('keys that cannot be used', () => {
  const oldEncrypted = (): string =>
    generateKeyPairSync('rsa', { modulusLength: 2048 })
      .privateKey.export({ type: 'pkcs1', format: 'pem', cipher: 'aes-128-cbc', passphrase: 'right' })
      .toString();

  it.each([
    ['OpenSSH', () => golden.keys.enced.private],
    ['OpenSSH RSA', () => opensshKeys.rsaEncrypted],
    ['PKCS#8', () => pkcs8('rsa', 'right')],
    ['old PEM', oldEncrypted],
  ])('%s without its passphrase says which field is missing', async (_, text) => {
    await expect(read(text())).rejects.toMatchObject({
      code: 'invalid-argument',
      message: expect.stringContaining(where),
      remedy: expect.stringContaining('set passphrase'),
    });
  });

  it.each([
    ['OpenSSH', () => golden.keys.enced.private],
    ['OpenSSH RSA', () => opensshKeys.rsaEncrypted],
    ['PKCS#8', () => pkcs8('rsa', 'right')],
    ['old PEM', oldEncrypted],
  ])('%s with a wrong passphrase says so, and does not tell the passphrase', async (_, text) => {
    const error = await read(text(), 'wrong-secret').then(
      () => undefined,
      (reason: unknown) => reason as Error,
    );
    expect(error).toMatchObject({ code: 'invalid-argument', message: expect.stringMatching(/cannot be decrypted.*passphrase/) });
    expect(String(error?.stack)).not.toContain('wrong-secret');
  });

  it('ECDSA P-384 is refused with the reason, in both forms', async () => {
    const pem = generateKeyPairSync('ec', { namedCurve: 'secp384r1' }).privateKey.export({ type: 'sec1', format: 'pem' }).toString();
    for (const text of [pem, opensshKeys.ec384.private])
      await expect(read(text)).rejects.toMatchObject({
        code: 'invalid-argument',
        message: expect.stringContaining('P-384'),
        remedy: expect.stringContaining('Ed25519'),
      });
  });

  it('DSA is refused with the reason', async () => {
    await expect(read(opensshKeys.dsa)).rejects.toMatchObject({ code: 'invalid-argument', message: expect.stringContaining('DSA') });
  });

  it('RSA-PSS and curves of other uses are refused', async () => {
    for (const { privateKey } of [generateKeyPairSync('rsa-pss', { modulusLength: 2048 }), generateKeyPairSync('x25519')])
      await expect(read(privateKey.export({ type: 'pkcs8', format: 'pem' }).toString())).rejects.toMatchObject({ code: 'invalid-argument' });
  });

  it('a public key, and what is no key, are told apart', async () => {
    await expect(read(golden.keys.rsa.public)).rejects.toThrow('is a public key');
    await expect(read('hello')).rejects.toThrow('is no private key');
    await expect(read('-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n')).rejects.toMatchObject({ code: 'invalid-argument' });
  });
});

describe("a connection's key", () => {
  let directory: string;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'smartdc-keys-'));
  });
  afterAll(() => rm(directory, { recursive: true }));
  const settings = (more: Partial<SmartdcSettings>): SmartdcSettings => ({ account: 'demo', apiVersion: '*', sshDirectory: directory, ...more });

  it('is loaded once, however many ask', async () => {
    const key = new ConnectionKey(settings({ privateKey: new Secret(golden.keys.ed.private) }));
    const [a, b] = await Promise.all([key.get(), key.get()]);
    expect(a).toBe(b);
  });

  it('is looked for again after a failure', async () => {
    const path = join(directory, 'later');
    const key = new ConnectionKey(settings({ keyFile: path }));
    await expect(key.get()).rejects.toMatchObject({ code: 'invalid-argument', message: expect.stringContaining(path) });
    await writeFile(path, golden.keys.rsa.private);
    expect((await key.get()).md5).toBe(golden.keys.rsa.md5);
  });

  it('must be the one that keyId names, in either form of fingerprint', async () => {
    for (const keyId of [golden.keys.rsa.md5, `MD5:${golden.keys.rsa.md5}`, golden.keys.rsa.sha256, `/demo/keys/${golden.keys.rsa.md5}`])
      expect((await new ConnectionKey(settings({ keyId, privateKey: new Secret(golden.keys.rsa.private) })).get()).md5).toBe(golden.keys.rsa.md5);
    await expect(new ConnectionKey(settings({ keyId: golden.keys.ed.md5, privateKey: new Secret(golden.keys.rsa.private) })).get()).rejects.toMatchObject({
      code: 'invalid-argument',
      message: expect.stringContaining(golden.keys.rsa.md5),
    });
  });

  it('may be called by its name: then it is the key given', async () => {
    expect((await new ConnectionKey(settings({ keyId: '/demo/keys/laptop', privateKey: new Secret(golden.keys.rsa.private) })).get()).md5).toBe(
      golden.keys.rsa.md5,
    );
  });

  it('asks for the passphrase once, when the key needs one, however many wait for it', async () => {
    const asked: string[] = [];
    const askPassphrase = async (about: string): Promise<string> => {
      asked.push(about);
      return 'correct horse';
    };
    const key = new ConnectionKey(settings({ privateKey: new Secret(golden.keys.enced.private), askPassphrase }));
    const [a, b] = await Promise.all([key.get(), key.get()]);
    await key.get();
    expect([a, b]).toEqual([a, a]);
    expect(a.md5).toBe(golden.keys.enced.md5);
    expect(asked).toEqual(['field "privateKey"']);
  });

  it('asks nobody when the key is plain, or when passphrase says it', async () => {
    const askPassphrase = (): string => {
      throw new Error('asked');
    };
    expect((await new ConnectionKey(settings({ privateKey: new Secret(golden.keys.rsa.private), askPassphrase })).get()).md5).toBe(golden.keys.rsa.md5);
    const passphrase = new Secret('correct horse');
    expect((await new ConnectionKey(settings({ privateKey: new Secret(golden.keys.enced.private), passphrase, askPassphrase })).get()).md5).toBe(
      golden.keys.enced.md5,
    );
  });

  it('a wrong answer is an error without the answer in it, and the next call asks again', async () => {
    const answers = ['wrong-secret', 'correct horse'];
    const key = new ConnectionKey(settings({ privateKey: new Secret(golden.keys.enced.private), askPassphrase: () => new Secret(answers.shift() ?? '') }));
    const error = await key.get().then(
      () => undefined,
      (reason: unknown) => reason as Error,
    );
    expect(error).toMatchObject({ code: 'invalid-argument', message: expect.stringContaining('cannot be decrypted') });
    expect(String(error?.stack)).not.toContain('wrong-secret');
    expect((await key.get()).md5).toBe(golden.keys.enced.md5);
  });

  it('what the asked one throws is thrown', async () => {
    const key = new ConnectionKey(
      settings({ privateKey: new Secret(golden.keys.enced.private), askPassphrase: () => Promise.reject(new Error('nobody at the terminal')) }),
    );
    await expect(key.get()).rejects.toThrow('nobody at the terminal');
  });

  it('found in ~/.ssh and locked, without an agent: its owner is asked, and told which it is', async () => {
    const { md5 } = golden.keys.enced;
    await writeFile(join(directory, 'id_locked'), golden.keys.enced.private);
    await writeFile(join(directory, 'id_locked.pub'), golden.keys.enced.public);
    const asked: string[] = [];
    const askPassphrase = (about: string): string => {
      asked.push(about);
      return 'correct horse';
    };
    expect((await new ConnectionKey(settings({ keyId: md5, askPassphrase })).get()).md5).toBe(md5);
    expect(asked).toEqual([join(directory, 'id_locked')]);
  });

  it('nowhere, and no agent: says that there is none to ask', async () => {
    await expect(new ConnectionKey(settings({ keyId: golden.keys.ec256.md5 })).get()).rejects.toMatchObject({
      code: 'invalid-argument',
      remedy: expect.stringContaining('SSH_AUTH_SOCK is not set'),
    });
  });
});
