import { createHash, generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parsePublicKey } from '../identity/ssh-key.ts';
import type { SendOptions } from '../testing/signed-client.ts';
import { startTestBed, type TestBed } from '../testing/start.ts';

interface Pair {
  readonly publicKey: string;
  readonly privateKey: string;
}
const publicKeyEncoding = { type: 'spki', format: 'pem' } as const;
const privateKeyEncoding = { type: 'pkcs8', format: 'pem' } as const;
const ed: Pair = generateKeyPairSync('ed25519', { publicKeyEncoding, privateKeyEncoding });
const ec: Pair = generateKeyPairSync('ec', { namedCurve: 'P-256', publicKeyEncoding, privateKeyEncoding });
const stranger: Pair = generateKeyPairSync('rsa', { modulusLength: 2048, publicKeyEncoding, privateKeyEncoding });
const bob: Pair = generateKeyPairSync('ec', { namedCurve: 'P-256', publicKeyEncoding, privateKeyEncoding });

let bed: TestBed;
beforeAll(async () => {
  bed = await startTestBed({
    keys: { ed: parsePublicKey(ed.publicKey).openssh, ec: ec.publicKey },
    users: {
      bob: { keys: { laptop: bob.publicKey }, rules: ['CAN listmachines AND getmachine'], resources: ['/machines'] },
      eve: { keys: { k: stranger.publicKey } },
    },
    accounts: {
      other: { keys: { k: stranger.publicKey } },
      root: { keys: { k: stranger.publicKey }, operator: true },
      gone: { keys: { k: stranger.publicKey }, disabled: true },
    },
  });
});
afterAll(() => bed.emulator.close());

const get = (options?: SendOptions, path = '/demo/keys') => bed.cloud.send('GET', path, options);
const outcome = async (options: SendOptions, path?: string): Promise<unknown> => {
  const { status, json } = await get(options, path);
  return status === 200 ? 200 : [status, json().code, json().message];
};
const refused = [401, 'InvalidCredentials', 'Invalid authorization credentials supplied'];

describe('credentials that are good', () => {
  it('are RSA with any of its hashes, ECDSA and Ed25519, by fingerprint or name', async () => {
    for (const algorithm of ['rsa-sha1', 'rsa-sha256', 'rsa-sha512', 'RSA-SHA256']) expect(await outcome({ algorithm })).toBe(200);
    expect(await outcome({ keyId: '/demo/keys/id_rsa' })).toBe(200);
    expect(await outcome({ keyId: '/demo/keys/ed', privateKey: ed.privateKey, algorithm: 'ed25519-sha512' })).toBe(200);
    expect(await outcome({ keyId: '/demo/keys/ec', privateKey: ec.privateKey, algorithm: 'ecdsa-sha256' })).toBe(200);
  });

  it('may sign the date alone, and may be written in the legacy grammar', async () => {
    expect(await outcome({ signed: ['date'] })).toBe(200);
    expect(await outcome({ legacy: true, keyId: '/demo/keys/id_rsa' })).toBe(200);
  });

  it('reach the own account as `my`', async () => {
    expect((await get({}, '/my')).json()['login']).toBe('demo');
  });
});

describe('credentials that are not', () => {
  it('have an unknown account, key or user, or another key', async () => {
    expect(await outcome({ keyId: '/nobody/keys/id_rsa' })).toEqual(refused);
    expect(await outcome({ keyId: '/demo/keys/nope' })).toEqual(refused);
    expect(await outcome({ keyId: '/demo/users/carol/keys/laptop' })).toEqual(refused);
    expect(await outcome({ privateKey: stranger.privateKey })).toEqual(refused);
    expect(await outcome({ keyId: '/my/keys/id_rsa' })).toEqual(refused);
  });

  it('were made for another path, query, method or date', async () => {
    expect(await outcome({ sentPath: '/demo/images' })).toEqual(refused);
    expect(await outcome({ sentPath: '/demo/keys?x=1' })).toEqual(refused);
    const later = (headers: Record<string, string>): void => {
      headers['date'] = new Date(bed.clock.now() + 1000).toUTCString();
    };
    expect(await outcome({ tamper: later })).toEqual(refused);
  });

  it('have a keyId of another shape', async () => {
    const keyId = '/demo/keys/SHA256:8lJ/Q5';
    expect(await outcome({ keyId })).toEqual([401, 'InvalidCredentials', `Invalid KeyId ${keyId} in authorization header`]);
  });

  it('have a stale or early date: 400, not 401', async () => {
    for (const seconds of [-301, 301]) {
      const date = new Date(bed.clock.now() + seconds * 1000).toUTCString();
      expect(await outcome({ headers: { date } })).toEqual([400, 'InvalidHeader', 'Authorization header invalid: clock skew of 301s was greater than 300s']);
    }
  });

  it('are malformed: 400', async () => {
    const spaced = (headers: Record<string, string>): void => {
      headers['authorization'] = (headers['authorization'] ?? '').replace('",algorithm', '", algorithm');
    };
    expect(await outcome({ tamper: spaced })).toEqual([400, 'InvalidHeader', 'Authorization header invalid: bad param format']);
  });

  it('are missing, or Basic', async () => {
    const none = [401, 'InvalidCredentials', 'You must make authenticated requests to use CloudAPI'];
    expect(await outcome({ anonymous: true })).toEqual(none);
    expect(await outcome({ anonymous: true, headers: { authorization: 'Basic ZGVtbzpkZW1v' } })).toEqual(none);
  });

  it('belong to a disabled account', async () => {
    expect(await outcome({ keyId: '/gone/keys/k', privateKey: stranger.privateKey }, '/gone')).toEqual([403, 'NotAuthorized', 'Account or user is disabled']);
  });

  it('use HMAC', async () => {
    const hmac = (headers: Record<string, string>): void => {
      headers['authorization'] = 'Signature keyId="/demo/keys/id_rsa",algorithm="hmac-sha256",signature="AA=="';
    };
    expect(await outcome({ tamper: hmac })).toEqual([401, 'InvalidCredentials', 'HMAC-SHA256 is not a supported signing algorithm']);
  });

  it('unsigned with an old date are RequestExpired', async () => {
    const date = new Date(bed.clock.now() - 301_000).toUTCString();
    expect(await outcome({ anonymous: true, headers: { date } })).toEqual([400, 'RequestExpired', `Date header ${date} is too old`]);
  });
});

describe('subusers and other accounts', () => {
  const asBob = { keyId: '/demo/users/bob/keys/laptop', privateKey: bob.privateKey, algorithm: 'ecdsa-sha256' };
  const denied = (path: string, action: string): unknown => [403, 'NotAuthorized', `You do not have permission to access ${path} (${action})`];

  it('may do what a role tagged on the resource allows', async () => {
    expect(await outcome(asBob, '/demo/machines')).toBe(200);
    expect(await outcome(asBob, '/demo/machines?as-role=bob-role')).toBe(200);
    expect(await outcome(asBob, '/demo/images')).toEqual(denied('/demo/images', 'listimages'));
    expect(await outcome(asBob, '/demo/machines?as-role=nope')).toEqual([403, 'NotAuthorized', 'You do not have permission to access demo']);
    expect(await outcome({ keyId: '/demo/users/eve/keys/k', privateKey: stranger.privateKey }, '/demo/machines')).toEqual(
      denied('/demo/machines', 'listmachines'),
    );
  });

  it('sees 404 before it sees 403', async () => {
    expect(await outcome(asBob, '/demo/machines/00000000-0000-4000-8000-000000000000')).toEqual([404, 'ResourceNotFound', 'VM not found']);
  });

  it('of another account is refused, unless the caller is an operator', async () => {
    const as = (login: string): SendOptions => ({ keyId: `/${login}/keys/k`, privateKey: stranger.privateKey });
    expect(await outcome(as('other'), '/demo/machines')).toEqual(denied('/demo/machines', 'listmachines'));
    expect(await outcome(as('other'), '/nobody/machines')).toEqual([404, 'ResourceNotFound', 'nobody does not exist']);
    expect(await outcome(as('root'), '/demo/machines')).toBe(200);
  });
});

describe('the framework, before any credentials', () => {
  it('404, 405, 406 and a version nobody serves', async () => {
    const anonymous = { anonymous: true };
    expect(await outcome(anonymous, '/demo/nothing')).toEqual([404, 'ResourceNotFound', '/demo/nothing does not exist']);
    const wrong = await bed.cloud.send('DELETE', '/demo/machines', anonymous);
    expect([wrong.status, wrong.json().code, wrong.headers.allow]).toEqual([405, 'MethodNotAllowedError', 'GET, HEAD, POST, PUT']);
    expect(await outcome({ headers: { accept: 'text/html' } })).toEqual([406, 'NotAcceptableError', expect.any(String)]);
    expect(await outcome({ headers: { 'accept-version': '~5' } }, '/my/machines')).toEqual([400, 'InvalidVersion', '~5 is not supported by GET /my/machines']);
  });

  it('takes the version from Accept-Version or X-Api-Version, and says which', async () => {
    expect((await get({ headers: { 'accept-version': '~7.2' } })).headers['api-version']).toBe('7.2.0');
    expect((await get({ headers: { 'x-api-version': '~7.3' } })).headers['api-version']).toBe('7.3.0');
    expect((await get()).headers['api-version']).toBe('9.0.0');
  });

  it('checks the body: JSON, size and Content-MD5', async () => {
    const post = async (options: SendOptions): Promise<unknown> => {
      const { status, json } = await bed.cloud.send('POST', '/demo/fwrules', options);
      return [status, json().code];
    };
    expect(await post({ body: '{', headers: { 'content-type': 'application/json' } })).toEqual([400, 'InvalidContent']);
    expect(await post({ body: { rule: 'x'.repeat(100_001) } })).toEqual([413, 'PayloadTooLargeError']);
    expect(await post({ body: {}, headers: { 'content-md5': 'AAAA' } })).toEqual([400, 'BadDigest']);
    expect(await post({ body: '{}', headers: { 'content-type': 'application/json', 'content-md5': createHash('md5').update('{}').digest('base64') } })).toEqual(
      [409, 'MissingParameter'],
    );
  });

  it('answers the ping without credentials', async () => {
    const { status, json } = await get({ anonymous: true }, '/--ping');
    expect([status, json()['ping']]).toEqual([200, 'pong']);
  });

  it('sends a Content-MD5 over the bytes of the body', async () => {
    const { headers, bytes } = await get();
    expect(headers['content-md5']).toBe(createHash('md5').update(bytes).digest('base64'));
  });
});

describe('throttling', () => {
  it('answers 429 once the burst is spent, and recovers with time', async () => {
    await using busy = await startTestBed({ throttle: { burst: 2, rate: 1 } });
    const statuses = async (): Promise<number[]> => [
      (await busy.cloud.send('GET', '/demo')).status,
      (await busy.cloud.send('GET', '/demo')).status,
      (await busy.cloud.send('GET', '/demo')).status,
    ];
    expect(await statuses()).toEqual([200, 200, 429]);
    busy.clock.advance(1000);
    expect(await statuses()).toEqual([200, 429, 429]);
  });
});
