import { generateKeyPairSync } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { connect } from 'portolan';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { npm } from './client-home.ts';

/** What is needed here of Joyent's library: the servers' side of the scheme. */
interface HttpSignature {
  parseRequest(request: IncomingMessage, options?: object): { readonly keyId: string; readonly algorithm: string; readonly signingString: string };
  verifySignature(parsed: object, publicKey: string): boolean;
}

const { parseRequest, verifySignature } = createRequire(npm('/'))('http-signature') as HttpSignature;

const KEYS = {
  rsa: generateKeyPairSync('rsa', { modulusLength: 2048 }),
  ecdsa: generateKeyPairSync('ec', { namedCurve: 'prime256v1' }),
};

/** Our driver signs; the library that CloudAPI and Manta themselves use verifies. */
describe('http-signature', () => {
  const received: IncomingMessage[] = [];
  let server: Server;
  let url: string;

  beforeAll(async () => {
    server = createServer((request, response) => {
      received.push(request);
      request.resume().on('end', () => response.writeHead(200, { 'Content-Type': 'application/json' }).end('[]'));
    });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => server.close());

  it.each(Object.keys(KEYS) as (keyof typeof KEYS)[])('verifies what we sign with an %s key for CloudAPI and Manta', async (kind) => {
    const privateKey = KEYS[kind].privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const publicKey = KEYS[kind].publicKey.export({ type: 'spki', format: 'pem' }).toString();
    received.length = 0;
    {
      await using cloud = await connect({ provider: 'smartdc', url, mantaUrl: url, account: 'demo', privateKey }, { env: {} });
      for await (const server of cloud.compute.servers.list()) expect(server).toBeUndefined();
      await cloud.storage.objects.put('stor', 'a b/é.txt', 'hello').catch(() => undefined);
    }
    expect(received.map(({ method }) => method)).toEqual(expect.arrayContaining(['GET', 'PUT']));
    for (const request of received) {
      const parsed = parseRequest(request);
      expect(parsed.keyId).toMatch(/^\/demo\/keys\//);
      expect(verifySignature(parsed, publicKey)).toBe(true);
      const later = { ...parsed, signingString: parsed.signingString.replace(/\d\d:\d\d:\d\d/, '00:00:00') };
      expect(verifySignature(later, publicKey)).toBe(false);
      expect(verifySignature(parsed, otherKey(kind))).toBe(false);
    }
  });
});

function otherKey(kind: keyof typeof KEYS): string {
  const pair = kind === 'rsa' ? generateKeyPairSync('rsa', { modulusLength: 2048 }) : generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  return pair.publicKey.export({ type: 'spki', format: 'pem' }).toString();
}
