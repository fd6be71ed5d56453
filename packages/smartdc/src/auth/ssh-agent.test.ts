import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConnectionKey } from '../auth.ts';
import { golden, opensshKeys } from '../testing/golden-vectors.ts';
import { readFingerprint } from './fingerprint.ts';
import { publicLineBlob } from './openssh-public-blob.ts';
import type { SigningKey } from './signing-key.ts';
import { agentKey } from './ssh-agent.ts';
import { SshReader, sshString, sshUint32 } from './ssh-wire.ts';

const RSA = createPrivateKey(golden.keys.rsa.private);
const EC = createPrivateKey(golden.keys.ec256.private);
const blobOf = (line: string): Buffer => publicLineBlob(line) ?? Buffer.alloc(0);

/** An agent in a few lines: frames, two kinds of questions, signatures as agents write them. */
class FakeAgent {
  asked: number[] = [];
  /** Before 2017 agents did not know the flag for SHA-256. */
  old = false;
  answer: ((type: number) => Buffer | undefined) | undefined;
  /** Cuts answers into single bytes. */
  trickle = false;
  server: Server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', (frame: Buffer) => {
      const type = frame[4] ?? 0;
      this.asked.push(type);
      const answer = this.answer?.(type) ?? (type === 11 ? this.#identities() : this.#signed(frame.subarray(5)));
      if (!this.trickle) socket.end(sshString(answer));
      else for (const byte of sshString(answer)) socket.write(Buffer.from([byte]));
    });
  });

  readonly #keys: readonly { readonly line: string; readonly key?: KeyObject }[] = [
    { line: opensshKeys.ec384.public },
    { line: golden.keys.rsa.public, key: RSA },
    { line: golden.keys.ec256.public, key: EC },
  ];

  #identities(): Buffer {
    const list = this.#keys.flatMap(({ line }) => [sshString(blobOf(line)), sshString(Buffer.from('a comment'))]);
    return Buffer.concat([Buffer.from([12]), sshUint32(this.#keys.length), ...list]);
  }

  #signed(request: Buffer): Buffer {
    const reader = new SshReader(request);
    const [blob = Buffer.alloc(0), data = Buffer.alloc(0), flags = 0] = [reader.string(), reader.string(), reader.uint32()];
    const found = this.#keys.find(({ line }) => blobOf(line).equals(blob));
    if (found?.key === undefined) return Buffer.from([5]);
    const response = (name: string, bytes: Buffer): Buffer =>
      Buffer.concat([Buffer.from([14]), sshString(Buffer.concat([sshString(Buffer.from(name)), sshString(bytes)]))]);
    if (found.key === EC) {
      const raw = sign('sha256', data, { key: EC, dsaEncoding: 'ieee-p1363' });
      const mpint = (half: Buffer): Buffer => {
        const bare = half.subarray(half.findIndex((byte) => byte !== 0));
        return sshString((bare[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.from([0]), bare]) : bare);
      };
      return response('ecdsa-sha2-nistp256', Buffer.concat([mpint(raw.subarray(0, 32)), mpint(raw.subarray(32))]));
    }
    const sha2 = flags === 2 && !this.old;
    return response(sha2 ? 'rsa-sha2-256' : 'ssh-rsa', sign(sha2 ? 'sha256' : 'sha1', data, RSA));
  }
}

let directory: string;
let socketPath: string;
let agent: FakeAgent;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'smartdc-agent-'));
  socketPath = join(directory, 'agent.sock');
  agent = new FakeAgent();
  await new Promise<void>((resolve) => agent.server.listen(socketPath, resolve));
});
afterEach(async () => {
  await new Promise((resolve) => agent.server.close(resolve));
  await rm(directory, { recursive: true });
});
const key = async (fingerprint: string): Promise<SigningKey | undefined> => {
  const wanted = readFingerprint(fingerprint);
  return wanted === undefined ? undefined : agentKey(socketPath, wanted);
};

it('an RSA key is found by its fingerprint and signs as the file would', async () => {
  const found = await key(golden.keys.rsa.sha256);
  expect(found).toMatchObject({ algorithm: 'rsa-sha256', md5: golden.keys.rsa.md5 });
  expect(await found?.sign('date: now')).toEqual(sign('sha256', Buffer.from('date: now'), RSA));
});

it('an old agent signs with SHA-1, and that is what is said', async () => {
  agent.old = true;
  const found = await key(golden.keys.rsa.md5);
  expect(found?.algorithm).toBe('rsa-sha1');
  expect(verify('sha1', Buffer.from('x'), createPublicKey(RSA), (await found?.sign('x')) ?? Buffer.alloc(0))).toBe(true);
});

it('ECDSA signatures become DER, whatever their numbers look like', async () => {
  const found = await key(golden.keys.ec256.md5);
  expect(found?.algorithm).toBe('ecdsa-sha256');
  for (let index = 0; index < 40; index += 1) {
    const text = createHash('md5').update(String(index)).digest('hex');
    expect(verify('sha256', Buffer.from(text), createPublicKey(EC), (await found?.sign(text)) ?? Buffer.alloc(0))).toBe(true);
  }
});

it('answers may come byte by byte', async () => {
  agent.trickle = true;
  expect((await key(golden.keys.rsa.md5))?.algorithm).toBe('rsa-sha256');
});

it('a key it does not hold is not there', async () => {
  expect(await key(golden.keys.ed.md5)).toBeUndefined();
});

it('a P-384 key is refused before it signs anything', async () => {
  const blob = blobOf(opensshKeys.ec384.public);
  const md5 = (createHash('md5').update(blob).digest('hex').match(/../g) ?? []).join(':');
  await expect(key(md5)).rejects.toMatchObject({ code: 'invalid-argument', message: expect.stringContaining('P-384') });
  expect(agent.asked).toEqual([11]);
});

describe('an agent that does not help', () => {
  it.each([
    ['refuses', Buffer.from([5])],
    ['sends a short list', Buffer.concat([Buffer.from([12]), sshUint32(9)])],
  ])('%s', async (_, answer) => {
    agent.answer = () => answer;
    await expect(key(golden.keys.rsa.md5)).rejects.toMatchObject({ code: 'unauthenticated', remedy: expect.stringContaining('ssh-add -l') });
  });

  it('refuses to sign', async () => {
    agent.answer = (type) => (type === 13 ? Buffer.from([5]) : undefined);
    await expect(key(golden.keys.rsa.md5)).rejects.toThrow(/owner said no/);
  });

  it('is gone', async () => {
    await expect(agentKey(join(directory, 'nothing.sock'), { hash: 'md5', value: golden.keys.rsa.md5 })).rejects.toMatchObject({ code: 'unauthenticated' });
  });
});

it('a connection asks it last, for a key that is in no file', async () => {
  const settings = { account: 'demo', apiVersion: '*', sshDirectory: directory };
  const found = await new ConnectionKey({ ...settings, keyId: golden.keys.rsa.md5, agentSocket: socketPath }).get();
  expect(found.md5).toBe(golden.keys.rsa.md5);
  await expect(new ConnectionKey({ ...settings, keyId: golden.keys.ed.md5, agentSocket: socketPath }).get()).rejects.toThrow(/none of the 0 keys/);
});
