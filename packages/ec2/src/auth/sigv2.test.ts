import { readFileSync } from 'node:fs';
import { bytesBody, type FailedResponse, formBody, type HttpRequest, Secret } from '@portolan/core/driver';
import { describe, expect, it } from 'vitest';
import { endpointOf, S3Endpoint } from '../endpoints.ts';
import { FakeClock } from '../testing/fake-connection.ts';
import { querySignature, queryStringToSign, restSignature, restStringToSign, SigV2 } from './sigv2.ts';

interface Vector {
  readonly id: string;
  readonly kind: string;
  readonly secretAccessKey: string;
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly sts: string;
  readonly signature: string;
}

const vectors = JSON.parse(readFileSync(new URL('../fixtures/signature-vectors.json', import.meta.url), 'utf8')) as {
  readonly defaults: { readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly s3Defaults: { readonly secretAccessKey: string };
  readonly cases: readonly Vector[];
};
const named = (kind: string) => vectors.cases.filter((vector) => vector.kind === kind).map((vector) => [vector.id, vector] as const);

describe('queries', () => {
  it.each(named('sigv2'))('signs %s as published', (_, vector) => {
    const text = queryStringToSign(vector.method, vector.host, vector.path, Object.entries(vector.params));
    expect(text).toBe(vector.sts);
    expect(querySignature(vector.secretAccessKey, text)).toBe(vector.signature);
  });
});

describe('REST', () => {
  const requests: Readonly<Record<string, readonly [Pick<HttpRequest, 'method' | 'target' | 'headers'>, string, string?]>> = {
    's3v2/get': [{ method: 'GET', target: '/photos/puppy.jpg', headers: {} }, 'Tue, 27 Mar 2007 19:36:42 +0000', 'johnsmith'],
    's3v2/put': [{ method: 'PUT', target: '/photos/puppy.jpg', headers: { 'Content-Type': 'image/jpeg' } }, 'Tue, 27 Mar 2007 21:15:45 +0000', 'johnsmith'],
    's3v2/list-buckets': [{ method: 'GET', target: '/', headers: {} }, 'Wed, 28 Mar 2007 01:29:59 +0000'],
    's3v2/presigned': [{ method: 'GET', target: '/photos/puppy.jpg', headers: {} }, '1175139620', 'johnsmith'],
  };

  it.each(named('s3v2'))('signs %s as published', (id, vector) => {
    const [request, date, bucket] = requests[id] ?? [];
    const text = restStringToSign(request as HttpRequest, date ?? '', bucket);
    expect(text).toBe(vector.sts);
    expect(restSignature(vectors.s3Defaults.secretAccessKey, text)).toBe(vector.signature);
  });

  it('covers amz headers and sub-resources, decoded, and no other parameter', () => {
    const request = {
      method: 'PUT',
      target: '/services/Walrus/bkt/k%201.txt?uploadId=a%2Bb&partNumber=1&prefix=x&uploads=',
      headers: { 'Content-Type': 'text/plain', 'X-Amz-Meta-Owner': ' me ', 'x-amz-acl': 'private', 'Content-MD5': 'm' },
    };
    expect(restStringToSign(request, 'D')).toBe(
      'PUT\nm\ntext/plain\nD\nx-amz-acl:private\nx-amz-meta-owner:me\n/services/Walrus/bkt/k%201.txt?partNumber=1&uploadId=a+b&uploads',
    );
  });
});

function strategy(s3Url = 'http://10.111.5.3:8773/services/Walrus', token?: string): { readonly auth: SigV2; readonly clock: FakeClock } {
  const clock = new FakeClock(Date.parse('2015-08-30T12:36:00Z'));
  const { accessKeyId, secretAccessKey } = vectors.defaults;
  const identity = { accessKeyId, secretAccessKey: new Secret(secretAccessKey), ...(token === undefined ? {} : { sessionToken: new Secret(token) }) };
  const ec2 = endpointOf('http://10.111.5.3:8773/services/Eucalyptus/');
  return { auth: new SigV2({ identity, region: 'r', clock, ec2, s3: new S3Endpoint(s3Url, undefined), clockToleranceMs: 15_000 }), clock };
}

const query: HttpRequest = {
  method: 'POST',
  origin: 'http://10.111.5.3:8773',
  target: '/services/Eucalyptus',
  headers: {},
  body: formBody({ Action: 'DescribeInstances', Version: '2014-10-01' }),
};
const put: HttpRequest = {
  method: 'PUT',
  origin: 'http://10.111.5.3:8773',
  target: '/services/Walrus/bkt/k1.txt',
  headers: { 'Content-Type': 'text/plain', 'x-amz-acl': 'private', 'x-amz-meta-owner': 'me' },
  body: bytesBody(Buffer.from('x')),
};
const textOf = (request: HttpRequest): string => Buffer.from(request.body?.open() as Uint8Array).toString();

describe('SigV2', () => {
  it('adds the signature to the form', async () => {
    const { auth } = strategy();
    const form = new URLSearchParams(textOf(await auth.authorize(query, {})));
    expect(Object.fromEntries(form)).toMatchObject({
      Action: 'DescribeInstances',
      AWSAccessKeyId: 'AKIDEXAMPLE',
      SignatureVersion: '2',
      SignatureMethod: 'HmacSHA256',
      Timestamp: '2015-08-30T12:36:00Z',
    });
    const { Signature: signature = '', ...rest } = Object.fromEntries(form);
    expect(signature).toBe(
      querySignature(vectors.defaults.secretAccessKey, queryStringToSign('POST', '10.111.5.3:8773', '/services/Eucalyptus', Object.entries(rest))),
    );
    expect(new URLSearchParams(textOf(await strategy(undefined, 'tok').auth.authorize(query, {}))).get('SecurityToken')).toBe('tok');
  });

  it('signs S3 requests as Eucalyptus checked it', async () => {
    const signed = await strategy().auth.authorize(put, {});
    expect(signed.headers).toMatchObject({ Date: 'Sun, 30 Aug 2015 12:36:00 GMT', Authorization: 'AWS AKIDEXAMPLE:sdixtyXl5mCmOIF9RQNiMgHd7u8=' });
  });

  it('presigns as Eucalyptus checked it', async () => {
    const { origin, target } = put;
    expect(await strategy().auth.presign({ method: 'GET', origin, target, headers: {}, bucket: 'bkt' }, 3600)).toBe(
      'http://10.111.5.3:8773/services/Walrus/bkt/k1.txt?AWSAccessKeyId=AKIDEXAMPLE&Expires=1440941760&Signature=WOmUisPY0vRswoUB3%2FzhzBR%2BH8U%3D',
    );
  });

  it('refuses to sign for another origin', async () => {
    await expect(strategy().auth.authorize({ ...put, origin: 'http://elsewhere.example' }, {})).rejects.toMatchObject({ code: 'protocol' });
  });

  it('measures a clock that is off, in either protocol', async () => {
    const date = new Date(Date.parse('2015-08-30T13:00:00Z')).toUTCString();
    for (const request of [query, put]) {
      const { auth, clock } = strategy();
      const rejected: FailedResponse = {
        request: await auth.authorize(request, {}),
        status: 403,
        headers: { date },
        body: Buffer.alloc(0),
        receivedAt: clock.now(),
      };
      expect(await auth.refresh(rejected, {})).toBe(true);
      expect(auth.now()).toBe(Date.parse('2015-08-30T13:00:00Z'));
      expect(await auth.refresh({ ...rejected, request: await auth.authorize(request, {}) }, {})).toBe(false);
    }
  });
});
