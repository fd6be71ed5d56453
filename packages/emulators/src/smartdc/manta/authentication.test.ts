import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SendOptions } from '../testing/signed-client.ts';
import { startTestBed, type TestBed } from '../testing/start.ts';

const stranger = generateKeyPairSync('ec', {
  namedCurve: 'P-256',
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});

let bed: TestBed;
beforeAll(async () => {
  bed = await startTestBed({
    tokenLifetimeMs: 60_000,
    users: { bob: { keys: { k: stranger.publicKey }, rules: ['CAN getobject', 'CAN getdirectory'] } },
    accounts: { other: { keys: { k: stranger.publicKey } } },
  });
  await bed.manta.send('PUT', '/demo/public/seen.txt', { body: 'hello' });
  await bed.manta.send('PUT', '/demo/stor/kept.txt', { body: 'mine' });
});
afterAll(() => bed.emulator.close());

const get = (path: string, options?: SendOptions) => bed.manta.send('GET', path, options);
const outcome = async (options: SendOptions, path = '/demo/stor/kept.txt'): Promise<unknown> => {
  const { status, json } = await get(path, options);
  return status === 200 ? 200 : [status, json().code, json().message];
};
const fingerprint = (): string => bed.emulator.profile.keyId;

describe('good credentials', () => {
  it('sign the date, the target, or both, and percent-encode the keyId or not', async () => {
    expect(await outcome({})).toBe(200);
    expect(await outcome({ signed: ['date'] })).toBe(200);
    expect(await outcome({ keyId: `/demo/keys/${encodeURIComponent(fingerprint())}` })).toBe(200);
  });

  it('sign the path as it is once doubled and final slashes are gone', async () => {
    expect(await outcome({ sentPath: '/demo//stor///kept.txt/' })).toBe(200);
    expect(await outcome({}, '/demo//stor/kept.txt')).toEqual([403, 'InvalidSignature', 'The signature we calculated does not match the one you sent']);
  });
});

describe('bad credentials are 403', () => {
  const mismatch = [403, 'InvalidSignature', 'The signature we calculated does not match the one you sent'];

  it('for another key, path or date', async () => {
    expect(await outcome({ privateKey: stranger.privateKey, algorithm: 'ecdsa-sha256' })).toEqual(mismatch);
    expect(await outcome({ sentPath: '/demo/stor' })).toEqual(mismatch);
    const later = (headers: Record<string, string>): void => {
      headers['date'] = new Date(bed.clock.now() + 1000).toUTCString();
    };
    expect(await outcome({ tamper: later })).toEqual(mismatch);
  });

  it('for unknown accounts, users and keys; a key name is no key', async () => {
    expect(await outcome({ keyId: `/nobody/keys/${fingerprint()}` })).toEqual([403, 'AccountDoesNotExist', 'nobody does not exist']);
    expect(await outcome({ keyId: `/demo/carol/keys/${fingerprint()}` })).toEqual([403, 'UserDoesNotExist', 'demo/carol does not exist']);
    expect(await outcome({ keyId: '/demo/keys/id_rsa' })).toEqual([403, 'KeyDoesNotExist', '/demo/keys/id_rsa does not exist']);
    expect(await outcome({ keyId: `/demo/users/bob/keys/${fingerprint()}` })).toEqual([403, 'InvalidKeyId', 'the KeyId token you provided is invalid']);
  });

  it('for the legacy grammar, which is 400 here', async () => {
    expect(await outcome({ legacy: true })).toEqual([400, 'InvalidHeader', 'Invalid Signature Authorization header: bad param format']);
  });

  it('for other schemes, and for none', async () => {
    expect(await outcome({ anonymous: true, headers: { authorization: 'Basic ZGVtbzpkZW1v' } })).toEqual([
      403,
      'AuthorizationSchemeNotAllowed',
      "basic is not allowed (use 'signature')",
    ]);
    expect(await outcome({ anonymous: true })).toEqual([403, 'AuthorizationFailed', 'anonymous is not allowed to access /demo/stor/kept.txt']);
  });

  it('for a stale date (400), and an early one', async () => {
    const date = (seconds: number): string => new Date(bed.clock.now() + seconds * 1000).toUTCString();
    expect(await outcome({ headers: { date: date(-301) } })).toEqual([400, 'RequestExpired', `Date header ${date(-301)} is too old`]);
    expect(await outcome({ headers: { date: date(301) } })).toEqual([
      400,
      'InvalidHeader',
      'Invalid Signature Authorization header: clock skew of 301s was greater than 300s',
    ]);
  });

  it('for somebody else’s account', async () => {
    const key = bed.emulator.addKey('second', stranger.publicKey);
    const as = { keyId: `/other/keys/${key}`, privateKey: stranger.privateKey, algorithm: 'ecdsa-sha256' };
    expect(await outcome(as)).toEqual([403, 'AuthorizationFailed', 'other is not allowed to access /demo/stor/kept.txt']);
    expect(await outcome(as, '/demo/public/seen.txt')).toBe(200);
  });
});

describe('public reads', () => {
  it('need no credentials; writes do', async () => {
    const { text, headers } = await get('/demo/public/seen.txt', { anonymous: true });
    expect([text, headers['access-control-allow-origin']]).toEqual(['hello', '*']);
    expect((await bed.manta.send('PUT', '/demo/public/x', { anonymous: true, body: 'x' })).status).toBe(403);
  });
});

describe('subusers', () => {
  it('read what carries their role', async () => {
    const bobKey = bed.emulator.addKey('again', generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }).toString(), { user: 'bob' });
    expect(bobKey).toMatch(/^[0-9a-f:]{47}$/);
    const as: SendOptions = { keyId: `/demo/bob/keys/${await strangerFingerprint()}`, privateKey: stranger.privateKey, algorithm: 'ecdsa-sha256' };
    expect(await outcome(as)).toEqual([403, 'NoMatchingRoleTag', 'None of your active roles are present on the resource.']);
    await bed.manta.send('PUT', '/demo/stor/shared.txt', { body: 'x', headers: { 'role-tag': 'bob-role' } });
    const shared = await get('/demo/stor/shared.txt', as);
    expect([shared.status, shared.headers['role-tag']]).toEqual([200, 'bob-role']);
    const written = await bed.manta.send('PUT', '/demo/stor/shared.txt', { ...as, body: 'y' });
    expect([written.status, written.json().message]).toEqual([403, 'demo/bob is not allowed to access /demo/stor/shared.txt']);
    expect(await outcome({ ...as, headers: { role: 'nope' } })).toEqual([409, 'InvalidRole', 'Role "nope" is invalid.']);
  });

  it('role tags that do not exist are 409', async () => {
    const { status, json } = await bed.manta.send('PUT', '/demo/stor/t', { body: '', headers: { 'role-tag': 'nope' } });
    expect([status, json().code]).toEqual([409, 'InvalidRoleTag']);
  });

  const strangerFingerprint = async (): Promise<string> => {
    const keys = (await bed.cloud.send('GET', '/demo/users/bob/keys')).json<{ name: string; fingerprint: string }[]>();
    return keys.find(({ name }) => name === 'k')?.fingerprint ?? '';
  };
});

describe('tokens', () => {
  const issue = async (): Promise<string> => {
    const reply = await bed.manta.send('POST', '/demo/tokens');
    expect(reply.status).toBe(201);
    return reply.json<{ token: string }>().token;
  };
  const malformed = [403, 'InvalidAuthenticationToken', 'the authentication token you provided is malformed'];
  const using = (token: string): SendOptions => ({ anonymous: true, headers: { authorization: `Token ${token}` } });

  it('work until they expire or are revoked', async () => {
    const token = await issue();
    expect(await outcome(using(token))).toBe(200);
    bed.clock.advance(60_001);
    expect(await outcome(using(token))).toEqual(malformed);
    const second = await issue();
    bed.emulator.revokeTokens();
    expect(await outcome(using(second))).toEqual(malformed);
    expect(await outcome(using('x'))).toEqual(malformed);
  });
});

describe('transport', () => {
  it('must be TLS where that is asked for, but for public reads', async () => {
    await using strict = await startTestBed({ mantaRequiresTls: true });
    const refused = await strict.manta.send('GET', '/demo/stor');
    expect([refused.status, refused.json().code]).toEqual([403, 'SecureTransportRequired']);
    expect((await strict.manta.send('GET', '/demo/public', { anonymous: true })).status).toBe(200);
  });
});
