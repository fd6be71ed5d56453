import { createHash, createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { bodyOf, bytesBody, encodePath, encodeQuery, type FailedResponse, type HttpRequest, Secret } from '@portolan/core/driver';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { signingKey } from './auth/aws-chunked.ts';
import { amzTime, type Identity, MAX_EXPIRES_SECONDS, SIGNED_CHUNKS, type SignerOptions, SigV4, signRequest, UNSIGNED_PAYLOAD } from './auth.ts';
import { endpointOf, S3Endpoint } from './endpoints.ts';
import { FakeClock } from './testing/fake-connection.ts';

interface Vector {
  readonly id: string;
  readonly kind: string;
  readonly method: string;
  readonly target: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
  readonly normalizePath?: boolean;
  readonly signBody?: boolean;
  readonly signature: string;
  readonly authorization?: string;
  readonly expires?: number;
  readonly sessionToken?: string;
  readonly policyBase64?: string;
  readonly date?: string;
}

interface Defaults {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly region: string;
  readonly service: string;
  readonly date: string;
}

const vectors = JSON.parse(readFileSync(new URL('./fixtures/signature-vectors.json', import.meta.url), 'utf8')) as {
  readonly defaults: Defaults;
  readonly s3Defaults: Defaults;
  readonly cases: readonly Vector[];
};

const msOf = (date: string): number => Date.parse(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
const identityOf = (defaults: Defaults, sessionToken?: string): Identity => ({
  accessKeyId: defaults.accessKeyId,
  secretAccessKey: new Secret(defaults.secretAccessKey),
  ...(sessionToken === undefined ? {} : { sessionToken: new Secret(sessionToken) }),
});

function headersOf(vector: Vector): Record<string, string> {
  const joined: Record<string, string> = {};
  for (const [name, value] of vector.headers) {
    const known = Object.keys(joined).find((one) => one.toLowerCase() === name.toLowerCase()) ?? name;
    joined[known] = joined[known] === undefined ? value : `${joined[known]},${value}`;
  }
  if (vector.signBody === true && vector.kind === 'header') joined['x-amz-content-sha256'] = createHash('sha256').update(vector.body).digest('hex');
  return joined;
}

/** The query as this library writes it; the path as it is, since what is not S3 has no paths that need writing. */
function targetOf(vector: Vector): string {
  const [path = '', query] = vector.target.split('?');
  if (query === undefined) return path;
  return `${path}?${encodeQuery(query.split('&').map((pair): [string, string] => [pair.split('=')[0] ?? '', pair.split('=').slice(1).join('=')]))}`;
}

function signVector(vector: Vector): ReturnType<typeof signRequest> {
  const defaults = vector.id.startsWith('s3/') ? vectors.s3Defaults : vectors.defaults;
  const { Host: authority = '', host = authority, 'X-Amz-Security-Token': token = vector.sessionToken, ...headers } = headersOf(vector);
  return signRequest(
    { method: vector.method, authority: host, target: targetOf(vector), headers, body: Buffer.from(vector.body) },
    { region: defaults.region, service: defaults.service, timeMs: msOf(defaults.date) },
    identityOf(defaults, token),
    vector.kind === 'query' ? vector.expires : undefined,
  );
}

// Paths of services other than S3 are always normalised, which is what AWS does; these cases want them left alone.
const unnormalized = (vector: Vector): boolean => vector.normalizePath === false && /^\/(?:\/|\.\/|example\/\.\.)/.test(vector.target);

describe('signRequest', () => {
  const signed = vectors.cases.filter((vector) => (vector.kind === 'header' || vector.kind === 'query') && !unnormalized(vector));

  it('has vectors to run', () => {
    expect(signed.length).toBeGreaterThan(45);
  });

  it.each(signed.filter((vector) => vector.kind === 'header' && vector.id !== 's3/get-object-range').map((vector) => [vector.id, vector] as const))(
    'signs %s as published',
    (_, vector) => {
      expect(signVector(vector).headers['Authorization']).toBe(vector.authorization);
    },
  );

  it.each(vectors.cases.filter((vector) => vector.kind === 'streaming').map((vector) => [vector.id, vector] as const))(
    'signs the request before the chunks of %s as published',
    (_, vector) => {
      expect(signVector(vector).headers['Authorization']).toContain(`Signature=${vector.signature}`);
    },
  );

  it.each(signed.filter((vector) => vector.kind === 'query').map((vector) => [vector.id, vector] as const))('presigns %s as published', (_, vector) => {
    expect(new URL(`https://host${signVector(vector).target}`).searchParams.get('X-Amz-Signature')).toBe(vector.signature);
  });

  it('leaves Range unsigned, which S3 allows', () => {
    const vector = vectors.cases.find((one) => one.id === 's3/get-object-range') as Vector;
    const authorization = signVector(vector).headers['Authorization'];
    expect(authorization).toContain('SignedHeaders=host;x-amz-content-sha256;x-amz-date,');
    // Section 12.10 style: computed by hand from the same canonical request without the range line.
    expect(authorization).toContain(
      `Signature=${byHand('GET', '/test.txt', '', headersOf(vector), ['host', 'x-amz-content-sha256', 'x-amz-date'], vectors.s3Defaults)}`,
    );
  });

  it('derives the key that browser forms are signed with', () => {
    const vector = vectors.cases.find((one) => one.kind === 'post-policy') as Vector;
    const key = signingKey(vectors.s3Defaults.secretAccessKey, (vector.date ?? '').slice(0, 8), 'us-east-1', 's3');
    expect(
      createHmac('sha256', key)
        .update(vector.policyBase64 ?? '')
        .digest('hex'),
    ).toBe(vector.signature);
  });

  it.each(['a b+c~é.txt', '..', '.', 'a/../b', 'a//b', '/lead', '%2F', "it's(1)*!", '😀', 'a?b=c#d', 'a&b<c>', '1e3', 'a%20b', 'tab\tkey', '\u0001'])(
    'signs the S3 key %j as it is sent, byte for byte',
    (key) => {
      const target = `/bucket/${encodePath(key)}`;
      const headers = { 'x-amz-content-sha256': UNSIGNED_PAYLOAD };
      const result = signRequest(
        { method: 'GET', authority: 'h:1', target, headers },
        { region: 'us-east-1', service: 's3', timeMs: msOf(vectors.defaults.date) },
        identityOf(vectors.defaults),
      );
      expect(result.target).toBe(target);
      const sent = { ...result.headers };
      expect(result.headers['Authorization']).toContain(
        `Signature=${byHand('GET', target, '', sent, ['host', 'x-amz-content-sha256', 'x-amz-date'], { ...vectors.defaults, service: 's3' }, UNSIGNED_PAYLOAD)}`,
      );
    },
  );

  it('signs sub-resources, blanks and pluses of a query as they are sent', () => {
    const target = `/bucket?${encodeQuery({ uploads: '', prefix: "a b+c*'/ü", marker: '~' })}`;
    const result = signRequest(
      { method: 'GET', authority: 'h', target, headers: { 'x-amz-content-sha256': UNSIGNED_PAYLOAD } },
      { region: 'r', service: 's3', timeMs: 0 },
      identityOf(vectors.defaults),
    );
    expect(result.target).toBe(target);
    const sorted = 'marker=~&prefix=a%20b%2Bc%2A%27%2F%C3%BC&uploads=';
    expect(result.headers['Authorization']).toContain(
      byHand(
        'GET',
        '/bucket',
        sorted,
        result.headers,
        ['host', 'x-amz-content-sha256', 'x-amz-date'],
        { ...vectors.defaults, region: 'r', service: 's3', date: '19700101T000000Z' },
        UNSIGNED_PAYLOAD,
      ),
    );
  });

  it('neither keeps nor signs what the signer adds by itself', () => {
    const result = signRequest(
      { method: 'POST', authority: 'h', target: '/', headers: { 'Content-Type': 'a/b' }, body: Buffer.from('Action=X') },
      { region: 'r', service: 'ec2', timeMs: 0 },
      identityOf(vectors.defaults),
    );
    expect(Object.keys(result.headers).sort()).toEqual(['Authorization', 'Content-Type', 'Host', 'X-Amz-Date']);
    expect(result.headers['Authorization']).toContain('SignedHeaders=content-type;host;x-amz-date,');
  });

  it('replaces the date, token and signature of an earlier attempt', () => {
    const scope = (timeMs: number) => ({ region: 'r', service: 's3', timeMs });
    const identity = identityOf(vectors.defaults, 'token-2');
    const first = signRequest({ method: 'GET', authority: 'h', target: '/b/k', headers: {} }, scope(0), identityOf(vectors.defaults, 'token-1'));
    const second = signRequest({ method: 'GET', authority: 'h', target: '/b/k', headers: first.headers }, scope(86_400_000), identity);
    const fresh = signRequest(
      { method: 'GET', authority: 'h', target: '/b/k', headers: { 'X-Amz-Content-Sha256': first.headers['X-Amz-Content-Sha256'] as string } },
      scope(86_400_000),
      identity,
    );
    expect(second.headers).toEqual(fresh.headers);
    expect(second.headers['X-Amz-Security-Token']).toBe('token-2');
  });

  it('does not change what it is given', () => {
    const headers = Object.freeze({ 'Content-Type': 'a/b' });
    signRequest(
      Object.freeze({ method: 'PUT', authority: 'h', target: '/b/k', headers, body: Buffer.from('x') }),
      { region: 'r', service: 's3', timeMs: 0 },
      identityOf(vectors.defaults),
    );
    expect(headers).toEqual({ 'Content-Type': 'a/b' });
  });
});

/** The scheme itself, written down once more. `target` is sent and canonical alike: S3 does not encode twice. */
function byHand(
  method: string,
  path: string,
  query: string,
  headers: Readonly<Record<string, string>>,
  names: readonly string[],
  defaults: Defaults,
  payload: string = createHash('sha256').digest('hex'),
): string {
  const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  const canonical = [method, path, query, ...names.map((name) => `${name}:${lower[name]}`), '', names.join(';'), payload].join('\n');
  const day = defaults.date.slice(0, 8);
  const scope = `${day}/${defaults.region}/${defaults.service}/aws4_request`;
  const text = ['AWS4-HMAC-SHA256', defaults.date, scope, createHash('sha256').update(canonical).digest('hex')].join('\n');
  return createHmac('sha256', signingKey(defaults.secretAccessKey, day, defaults.region, defaults.service))
    .update(text)
    .digest('hex');
}

const NOW = Date.parse('2026-11-21T12:00:00Z');

function strategy(options: Partial<SignerOptions> & { readonly s3Url?: string; readonly pathStyle?: boolean } = {}): {
  readonly auth: SigV4;
  readonly clock: FakeClock;
  readonly s3: S3Endpoint;
} {
  const clock = new FakeClock(NOW);
  const s3 = new S3Endpoint(options.s3Url ?? 'http://cloud.example:8773/services/objectstorage', options.pathStyle);
  const auth = new SigV4({
    identity: identityOf(vectors.defaults),
    region: 'us-east-1',
    clock,
    ec2: endpointOf('http://cloud.example:8773/services/compute'),
    s3,
    clockToleranceMs: 240_000,
    ...options,
  });
  return { auth, clock, s3 };
}

const request = (changes: Partial<HttpRequest> = {}): HttpRequest => ({
  method: 'GET',
  origin: 'http://cloud.example:8773',
  target: '/services/objectstorage/bkt/k',
  headers: {},
  ...changes,
});

const rejected = (sent: HttpRequest, changes: Partial<FailedResponse> = {}): FailedResponse => ({
  request: sent,
  status: 403,
  headers: { date: new Date(NOW).toUTCString() },
  body: Buffer.alloc(0),
  receivedAt: NOW,
  ...changes,
});

const scopeOf = (signed: HttpRequest): string => /Credential=[^/]+\/([^,]+)/.exec(signed.headers['Authorization'] ?? '')?.[1] ?? '';

describe('SigV4', () => {
  afterEach(() => vi.unstubAllEnvs());

  it('signs the Host with its port, as it is sent', async () => {
    const { auth } = strategy();
    const signed = await auth.authorize(request(), {});
    expect(signed.headers['Host']).toBe('cloud.example:8773');
    const { auth: standard } = strategy({ s3Url: 'https://s3.example' });
    expect((await standard.authorize(request({ origin: 'https://s3.example', target: '/bkt/k' }), {})).headers['Host']).toBe('s3.example');
  });

  it('signs EC2 and S3 for their own service, even on one host', async () => {
    const { auth } = strategy();
    const query = await auth.authorize(
      request({ method: 'POST', target: '/services/compute', headers: { 'Content-Type': 'x' }, body: bytesBody(Buffer.from('Action=X')) }),
      {},
    );
    expect(scopeOf(query)).toBe('20261121/us-east-1/ec2/aws4_request');
    expect(query.headers['x-amz-content-sha256']).toBeUndefined();
    expect(scopeOf(await auth.authorize(request(), {}))).toBe('20261121/us-east-1/s3/aws4_request');
    // A bucket that is called like the other service.
    const { auth: rooted } = strategy({ s3Url: 'http://cloud.example:8773' });
    expect(scopeOf(await rooted.authorize(request({ target: '/services/compute' }), {}))).toContain('/s3/');
    expect(scopeOf(await rooted.authorize(request({ method: 'POST', target: '/services/compute?uploads=' }), {}))).toContain('/s3/');
  });

  it('hashes bytes, and takes what the request says of streams', async () => {
    const { auth } = strategy();
    const bytes = await auth.authorize(request({ method: 'PUT', body: bytesBody(Buffer.from('hello world')) }), {});
    expect(bytes.headers['x-amz-content-sha256']).toBe('b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9');
    const said = await auth.authorize(
      request({ method: 'PUT', headers: { 'x-amz-content-sha256': UNSIGNED_PAYLOAD }, body: bodyOf(Readable.from(['x'])) }),
      {},
    );
    expect(said.headers['x-amz-content-sha256']).toBe(UNSIGNED_PAYLOAD);
    await expect(auth.authorize(request({ method: 'PUT', body: bodyOf(Readable.from(['x'])) }), {})).rejects.toMatchObject({ code: 'invalid-argument' });
  });

  it('frames and signs the chunks of a stream that is said to be signed so', async () => {
    const { auth } = strategy();
    const stream = request({
      method: 'PUT',
      headers: { 'x-amz-content-sha256': SIGNED_CHUNKS, 'Content-Encoding': 'gzip' },
      body: bodyOf(Readable.from([Buffer.from('hello world')]), { length: 11 }),
    });
    const signed = await auth.authorize(stream, {});
    expect(signed.headers).toMatchObject({ 'Content-Encoding': 'aws-chunked,gzip', 'x-amz-decoded-content-length': '11' });
    expect(signed.body?.length).toBe(183);
    const sent = (await Readable.from(signed.body?.open() as Readable).toArray()).join('');
    expect(sent).toMatch(/^b;chunk-signature=[0-9a-f]{64}\r\nhello world\r\n0;chunk-signature=[0-9a-f]{64}\r\n\r\n$/);
    expect(sent).toHaveLength(183);
  });

  it('refuses to sign for another origin', async () => {
    const { auth } = strategy();
    await expect(auth.authorize(request({ origin: 'http://elsewhere.example' }), {})).rejects.toMatchObject({ code: 'protocol', outcome: 'not-done' });
    await expect(auth.authorize(request({ origin: 'https://cloud.example:8773' }), {})).rejects.toMatchObject({ code: 'protocol' });
    await expect(auth.authorize(request({ origin: 'http://bkt.cloud.example:8773', target: '/k' }), {})).rejects.toMatchObject({ code: 'protocol' });
    const { auth: amazon } = strategy({ s3Url: 'https://s3.eu-west-1.amazonaws.com' });
    await expect(amazon.authorize(request({ origin: 'https://bkt.s3.eu-west-1.amazonaws.com', target: '/k' }), {})).resolves.toBeDefined();
    await expect(amazon.authorize(request({ origin: 'https://evil-s3.eu-west-1.amazonaws.com', target: '/k' }), {})).rejects.toMatchObject({
      code: 'protocol',
    });
  });

  it('takes nothing from the environment', async () => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'FROMENV');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'fromenv');
    vi.stubEnv('AWS_SESSION_TOKEN', 'fromenv');
    const { auth } = strategy();
    const signed = await auth.authorize(request(), {});
    expect(signed.headers['Authorization']).toContain('Credential=AKIDEXAMPLE/');
    expect(signed.headers['X-Amz-Security-Token']).toBeUndefined();
    expect(() => strategy({ identity: { accessKeyId: '', secretAccessKey: new Secret('x') } })).toThrow(/access key id/);
  });

  it('sends and signs the session token of temporary keys', async () => {
    const { auth } = strategy({ identity: identityOf(vectors.defaults, 'session') });
    const signed = await auth.authorize(request(), {});
    expect(signed.headers['X-Amz-Security-Token']).toBe('session');
    expect(signed.headers['Authorization']).toContain(';x-amz-security-token,');
  });

  it('measures a clock that is off by the refused request, and signs with the server’s time from then on', async () => {
    const { auth } = strategy();
    const first = await auth.authorize(request(), {});
    const theirs = NOW + 2_400_000;
    expect(await auth.refresh(rejected(first, { headers: { date: new Date(theirs).toUTCString() } }), {})).toBe(true);
    expect((await auth.authorize(request(), {})).headers['X-Amz-Date']).toBe(amzTime(theirs));
    // Another request that was on its way with the old time may be repeated, too.
    expect(await auth.refresh(rejected(first, { headers: { date: new Date(theirs).toUTCString() } }), {})).toBe(true);
    // One that was signed with the right time was refused for something else.
    const second = await auth.authorize(request(), {});
    expect(await auth.refresh(rejected(second, { headers: { date: new Date(theirs).toUTCString() } }), {})).toBe(false);
  });

  it('does not take a few seconds, or a cached answer, for a clock that is off', async () => {
    const { auth } = strategy();
    const first = await auth.authorize(request(), {});
    expect(await auth.refresh(rejected(first, { headers: { date: new Date(NOW + 30_000).toUTCString() } }), {})).toBe(false);
    expect(await auth.refresh(rejected(first, { headers: { date: new Date(NOW + 3_000_000).toUTCString(), age: '3000' } }), {})).toBe(false);
    const { auth: strict } = strategy({ clockToleranceMs: 15_000 });
    expect(await strict.refresh(rejected(await strict.authorize(request(), {}), { headers: { date: new Date(NOW + 30_000).toUTCString() } }), {})).toBe(true);
  });

  it('takes the region that S3 names, for that bucket alone', async () => {
    const { auth } = strategy();
    const first = await auth.authorize(request(), {});
    const body = Buffer.from(
      "<Error><Code>AuthorizationHeaderMalformed</Code><Message>the region 'us-east-1' is wrong; expecting 'north'</Message><Region>north</Region></Error>",
    );
    expect(await auth.refresh(rejected(first, { status: 400, body }), {})).toBe(true);
    expect(scopeOf(await auth.authorize(request(), {}))).toContain('/north/s3/');
    expect(scopeOf(await auth.authorize(request({ target: '/services/objectstorage/other/k' }), {}))).toContain('/us-east-1/s3/');
    const second = await auth.authorize(request(), {});
    expect(await auth.refresh(rejected(second, { status: 400, body }), {})).toBe(false);
  });

  it('presigns with the server’s time, the bucket’s region and the token', async () => {
    const { auth } = strategy({ identity: identityOf(vectors.defaults, 'session'), s3Url: 'http://10.111.5.3:8773/services/objectstorage' });
    const url = new URL(
      await auth.presign(
        {
          method: 'GET',
          origin: 'http://10.111.5.3:8773',

          target: '/services/objectstorage/bkt/k1.txt',
          headers: {},
          bucket: 'bkt',
        },
        MAX_EXPIRES_SECONDS,
      ),
    );
    expect(url.searchParams.get('X-Amz-Date')).toBe('20261121T120000Z');
    expect(url.searchParams.get('X-Amz-Expires')).toBe('604800');
    expect(url.searchParams.get('X-Amz-Security-Token')).toBe('session');
    expect(url.searchParams.get('X-Amz-SignedHeaders')).toBe('host');
  });
});
