import type { FailedResponse, HttpRequest } from '@portolan/core/driver';
import { describe, expect, it } from 'vitest';
import { readSigningKey } from '../auth.ts';
import { FakeClock } from '../testing/fake-connection.ts';
import { GOLDEN_TIME_MS, golden, signatureIn } from '../testing/golden-vectors.ts';
import { authorizationHeader, HttpSignature, type HttpSignatureOptions, keyIdOf, signingString } from './http-signature.ts';
import type { SigningKey } from './signing-key.ts';

const DATE = 'Thu, 05 Jan 2017 21:31:40 GMT';
const origin = 'https://cloudapi.example.test';
const mantaOrigin = 'https://manta.example.test';
const request: HttpRequest = { method: 'GET', origin, target: '/demo/machines?limit=1000&offset=0', headers: { Accept: 'application/json' } };
const keyOf = (name: 'rsa' | 'ed' | 'ec256'): Promise<SigningKey> => readSigningKey(golden.keys[name].private, { where: name });

function strategy(more: Partial<HttpSignatureOptions> = {}): { auth: HttpSignature; clock: FakeClock } {
  const clock = new FakeClock(GOLDEN_TIME_MS + 123);
  const auth = new HttpSignature({
    identity: { account: 'demo' },
    services: [
      { kind: 'cloudapi', origin, basePath: '' },
      { kind: 'manta', origin: mantaOrigin, basePath: '' },
    ],
    key: () => keyOf('rsa'),
    clock,
    ...more,
  });
  return { auth, clock };
}

describe('golden vectors', () => {
  it.each([
    ['V2', 'rsa', undefined],
    ['V3', 'ed', undefined],
    ['V7', 'rsa', 'bob'],
  ] as const)('%s: the whole header of a CloudAPI request', async (vector, name, user) => {
    const { auth } = strategy({ key: () => keyOf(name), identity: { account: 'demo', user } });
    const signed = await auth.authorize(request, {});
    expect(signed.headers).toEqual({ Accept: 'application/json', Date: DATE, Authorization: golden.signatures[vector]?.authorization });
  });

  it('V6: the header of an ECDSA key, but for its random signature', async () => {
    const { auth } = strategy({ key: () => keyOf('ec256') });
    const without = (header = ''): string => header.replace(/signature="[^"]+"/, '');
    expect(without((await auth.authorize(request, {})).headers['Authorization'])).toBe(without(golden.signatures['V6']?.authorization));
  });

  it('V1: a key by name, headers left out', async () => {
    const { string, authorization } = golden.signatures['V1'] as { string: string; authorization: string };
    expect(signingString(['date'], request, DATE)).toBe(string);
    const signature = await (await keyOf('rsa')).sign(string);
    expect(authorizationHeader({ keyId: keyIdOf('cloudapi', { account: 'demo' }, 'id_rsa'), algorithm: 'rsa-sha256', signature })).toBe(authorization);
  });

  it('V4: the legacy grammar, a key by name: what py-smartdc sent, byte for byte', async () => {
    const { auth } = strategy({ grammar: 'legacy', keyName: 'id_rsa' });
    const signed = await auth.authorize(request, {});
    expect(signed.headers).toEqual({ Accept: 'application/json', Date: DATE, Authorization: golden.signatures['V4']?.authorization });
  });

  it('Manta is signed for in the modern grammar and by fingerprint, whatever CloudAPI is told', async () => {
    const { auth } = strategy({ grammar: 'legacy', keyName: 'id_rsa' });
    const { headers } = await auth.authorize({ ...request, origin: mantaOrigin, target: '/demo/stor' }, {});
    expect(headers['Authorization']).toMatch(
      new RegExp(`^Signature keyId="/demo/keys/${golden.keys.rsa.md5}",algorithm="rsa-sha256",headers="date",signature="`),
    );
  });

  it('a key by name is told to CloudAPI so, in the modern grammar too', async () => {
    const { auth } = strategy({ keyName: 'laptop', identity: { account: 'demo', user: 'bob' } });
    expect((await auth.authorize(request, {})).headers['Authorization']).toContain('keyId="/demo/users/bob/keys/laptop"');
  });

  it('V5: the header of an rsa-sha1 signature', () => {
    const { string, authorization } = golden.signatures['V5'] as { string: string; authorization: string };
    expect(signingString(['date'], request, DATE)).toBe(string);
    const keyId = keyIdOf('cloudapi', { account: 'demo' }, golden.keys.rsa.md5);
    expect(authorizationHeader({ keyId, algorithm: 'rsa-sha1', headers: ['date'], signature: signatureIn(authorization) })).toBe(authorization);
  });

  it.each(['V2', 'V3', 'V6', 'V7'])('%s: the string that is signed', (vector) => {
    expect(signingString(['(request-target)', 'date'], request, DATE)).toBe(golden.signatures[vector]?.string);
  });
});

describe('what is signed', () => {
  it('on Manta the date alone, by a key id without "users"', async () => {
    const { auth } = strategy({ identity: { account: 'demo', user: 'bob' } });
    const { headers } = await auth.authorize({ ...request, origin: mantaOrigin, target: '/demo/stor/x' }, {});
    const key = await keyOf('rsa');
    const signature = (await key.sign(`date: ${DATE}`)).toString('base64');
    expect(headers['Authorization']).toBe(`Signature keyId="/demo/bob/keys/${key.md5}",algorithm="rsa-sha256",headers="date",signature="${signature}"`);
  });

  it('the target as it is sent: encoded, with its query', () => {
    expect(signingString(['(request-target)', 'date'], { method: 'DELETE', target: '/demo/keys/a%3Ab?as-role=a,b' }, DATE)).toBe(
      `(request-target): delete /demo/keys/a%3Ab?as-role=a,b\ndate: ${DATE}`,
    );
  });

  it('the request given is not changed', async () => {
    await strategy().auth.authorize(request, {});
    expect(request.headers).toEqual({ Accept: 'application/json' });
  });
});

describe('how often', () => {
  function counting(): { key: () => Promise<SigningKey>; signed: string[] } {
    const signed: string[] = [];
    return { signed, key: async () => ({ md5: 'm', sha256: 's', algorithm: 'rsa-sha256', sign: async (text) => Buffer.from(String(signed.push(text))) }) };
  }
  const manta: HttpRequest = { ...request, origin: mantaOrigin, target: '/demo/stor/a' };

  it('Manta: one signature serves a second, at any rate and for any target', async () => {
    const { key, signed } = counting();
    const { auth, clock } = strategy({ key });
    await Promise.all(Array.from({ length: 50 }, (_, index) => auth.authorize({ ...manta, target: `/demo/stor/${index}` }, {})));
    expect(signed).toHaveLength(1);
    clock.ms += 1_000;
    await auth.authorize(manta, {});
    expect(signed).toHaveLength(2);
  });

  it('CloudAPI: one for each target in a second', async () => {
    const { key, signed } = counting();
    const { auth } = strategy({ key });
    await Promise.all([request, request, { ...request, target: '/demo' }, { ...request, method: 'POST' }].map((one) => auth.authorize(one, {})));
    expect(signed).toHaveLength(3);
  });
});

describe('whom credentials go to', () => {
  it.each(['https://other.example.test', 'http://cloudapi.example.test', 'https://cloudapi.example.test:8443'])('not to %s', async (other) => {
    await expect(strategy().auth.authorize({ ...request, origin: other }, {})).rejects.toMatchObject({ code: 'protocol' });
  });

  it('two services on one host are told apart by their paths, and nothing else there is signed', async () => {
    const { auth } = strategy({
      services: [
        { kind: 'cloudapi', origin, basePath: '/api' },
        { kind: 'manta', origin, basePath: '/api/manta' },
      ],
    });
    const header = async (target: string): Promise<string> => (await auth.authorize({ ...request, target }, {})).headers['Authorization'] ?? '';
    expect(await header('/api/demo/machines')).toContain('headers="(request-target) date"');
    expect(await header('/api/manta/demo/stor')).toContain('headers="date"');
    await expect(header('/other')).rejects.toMatchObject({ code: 'protocol' });
    await expect(header('/apis/x')).rejects.toMatchObject({ code: 'protocol' });
  });
});

describe('a clock that is off', () => {
  const rejected = (signed: HttpRequest, receivedAt: number, theirs: number): FailedResponse => ({
    request: signed,
    status: 400,
    headers: { date: new Date(theirs).toUTCString() },
    body: Buffer.alloc(0),
    receivedAt,
  });

  it('is corrected by the date of the refusal, for that service alone', async () => {
    const { auth, clock } = strategy();
    const theirs = clock.ms + 372_000;
    expect(await auth.refresh(rejected(await auth.authorize(request, {}), clock.ms, theirs))).toBe(true);
    expect((await auth.authorize(request, {})).headers['Date']).toBe(new Date(theirs).toUTCString());
    expect((await auth.authorize({ ...request, origin: mantaOrigin }, {})).headers['Date']).toBe(DATE);
    expect(Math.abs(auth.now('cloudapi') - theirs)).toBeLessThanOrEqual(1_000);
  });

  it('that agrees is not to blame: no second try', async () => {
    const { auth, clock } = strategy();
    expect(await auth.refresh(rejected(await auth.authorize(request, {}), clock.ms, clock.ms + 5_000))).toBe(false);
  });

  it('is worth a second try for every request signed before the correction', async () => {
    const { auth, clock } = strategy();
    const [one, two] = await Promise.all([auth.authorize(request, {}), auth.authorize(request, {})]);
    const theirs = clock.ms - 400_000;
    expect(await auth.refresh(rejected(one, clock.ms, theirs))).toBe(true);
    expect(await auth.refresh(rejected(two, clock.ms, theirs))).toBe(true);
    expect(await auth.refresh(rejected(await auth.authorize(request, {}), clock.ms, theirs))).toBe(false);
  });

  it('cannot be corrected without a date', async () => {
    const { auth, clock } = strategy();
    expect(await auth.refresh({ ...rejected(await auth.authorize(request, {}), clock.ms, 0), headers: {} })).toBe(false);
  });
});
