import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ManualClock } from '../../kit/clock.ts';
import { type Ec2Emulator, startEc2Emulator } from '../index.ts';
import { s3, send } from '../testing/client.ts';
import { EXAMPLE_KEY, presignV4, signChunks, signV4 } from '../testing/sign.ts';

const START = Date.UTC(2026, 0, 15, 12);
let clock: ManualClock;
let emulator: Ec2Emulator;

beforeEach(async () => {
  clock = new ManualClock(START);
  emulator = await startEc2Emulator({ clock });
  await s3(emulator, 'PUT', '/bkt');
});

afterEach(() => emulator.close());

const host = (): string => new URL(emulator.s3Url).host;
const signed = (method: string, target: string, more: object = {}) =>
  signV4({ method, host: host(), target, service: 's3', region: 'us-east-1', timeMs: START, ...more });

describe('header signatures', () => {
  it('takes a good one', async () => {
    expect((await s3(emulator, 'PUT', '/bkt/k', { body: 'x' })).status).toBe(200);
  });

  it('refuses a wrong secret, showing what it signed', async () => {
    const answer = await s3(emulator, 'GET', '/bkt', { key: { ...EXAMPLE_KEY, secretAccessKey: 'wrong' } });
    expect([answer.status, answer.element('Code')]).toEqual([403, 'SignatureDoesNotMatch']);
    expect(answer.element('StringToSign')).toMatch(/^AWS4-HMAC-SHA256\n20260115T120000Z\n/);
    expect(answer.element('CanonicalRequest')).toMatch(/^GET\n\/bkt\n/);
  });

  it('refuses an unknown key id', async () => {
    const answer = await s3(emulator, 'GET', '/bkt', { key: { ...EXAMPLE_KEY, accessKeyId: 'NOBODY' } });
    expect([answer.status, answer.element('Code'), answer.element('AWSAccessKeyId')]).toEqual([403, 'InvalidAccessKeyId', 'NOBODY']);
  });

  it('refuses a path and a query changed after signing', async () => {
    const { headers } = signed('GET', '/bkt?prefix=a');
    expect((await send(emulator.s3Url, 'GET', '/bkt?prefix=a', headers)).status).toBe(200);
    expect((await send(emulator.s3Url, 'GET', '/bkt?prefix=b', headers)).element('Code')).toBe('SignatureDoesNotMatch');
    expect((await send(emulator.s3Url, 'GET', '/bkt2?prefix=a', headers)).element('Code')).toBe('SignatureDoesNotMatch');
    expect((await send(emulator.s3Url, 'HEAD', '/bkt?prefix=a', headers)).status).toBe(403);
  });

  it('refuses a changed body and stores nothing of it', async () => {
    const { headers } = signed('PUT', '/bkt/k', { body: 'good' });
    const answer = await send(emulator.s3Url, 'PUT', '/bkt/k', headers, 'evil');
    expect([answer.status, answer.element('Code')]).toEqual([400, 'XAmzContentSHA256Mismatch']);
    expect((await s3(emulator, 'GET', '/bkt/k')).status).toBe(404);
  });

  it('refuses a header changed after signing, and an x-amz header added', async () => {
    const { headers } = signed('PUT', '/bkt/k', { headers: { 'x-amz-meta-a': '1' } });
    expect((await send(emulator.s3Url, 'PUT', '/bkt/k', { ...headers, 'x-amz-meta-a': '2' })).element('Code')).toBe('SignatureDoesNotMatch');
    const added = await send(emulator.s3Url, 'PUT', '/bkt/k', { ...headers, 'x-amz-acl': 'public-read' });
    expect([added.status, added.element('Code'), added.element('HeadersNotSigned')]).toEqual([403, 'AccessDenied', 'x-amz-acl']);
  });

  it('takes clocks up to fifteen minutes off, and tells its own time past that', async () => {
    expect((await s3(emulator, 'GET', '/bkt', { timeMs: START - 14 * 60_000 })).status).toBe(200);
    for (const off of [-16, 16]) {
      const answer = await s3(emulator, 'GET', '/bkt', { timeMs: START + off * 60_000 });
      expect([answer.status, answer.element('Code'), answer.element('ServerTime')]).toEqual([403, 'RequestTimeTooSkewed', '2026-01-15T12:00:00Z']);
      expect(answer.headers['date']).toBe('Thu, 15 Jan 2026 12:00:00 GMT');
    }
  });

  it('wants its region and service in the scope, and names the region', async () => {
    const region = await s3(emulator, 'GET', '/bkt', { region: 'eu-west-1' });
    expect([region.status, region.element('Code'), region.element('Region')]).toEqual([400, 'AuthorizationHeaderMalformed', 'us-east-1']);
    const { headers } = signV4({
      method: 'GET',
      host: host(),
      target: '/bkt',
      service: 'ec2',
      region: 'us-east-1',
      timeMs: START,
      headers: { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' },
      payload: 'UNSIGNED-PAYLOAD',
    });
    expect((await send(emulator.s3Url, 'GET', '/bkt', headers)).element('Code')).toBe('AuthorizationHeaderMalformed');
  });

  it('wants the region of the bucket, where that is another', async () => {
    const body = '<CreateBucketConfiguration><LocationConstraint>eu-west-1</LocationConstraint></CreateBucketConfiguration>';
    expect((await s3(emulator, 'PUT', '/far-away', { body })).status).toBe(200);
    const wrong = await s3(emulator, 'GET', '/far-away');
    expect([wrong.element('Region'), wrong.headers['x-amz-bucket-region']]).toEqual(['eu-west-1', 'eu-west-1']);
    expect((await s3(emulator, 'GET', '/far-away', { region: 'eu-west-1' })).status).toBe(200);
  });

  it('wants x-amz-content-sha256', async () => {
    const { headers } = signed('GET', '/bkt');
    const { 'x-amz-content-sha256': _, ...rest } = headers;
    expect((await send(emulator.s3Url, 'GET', '/bkt', rest)).element('Code')).toBe('InvalidRequest');
  });

  it('takes an unsigned payload', async () => {
    expect((await s3(emulator, 'PUT', '/bkt/k', { body: 'x', payload: 'UNSIGNED-PAYLOAD' })).status).toBe(200);
  });

  it('answers anonymous requests 403, and reads of a public object', async () => {
    await s3(emulator, 'PUT', '/bkt/open', { body: 'x', headers: { 'x-amz-acl': 'public-read' } });
    await s3(emulator, 'PUT', '/bkt/shut', { body: 'x' });
    expect((await send(emulator.s3Url, 'GET', '/bkt/open')).status).toBe(200);
    expect((await send(emulator.s3Url, 'GET', '/bkt/shut')).element('Code')).toBe('AccessDenied');
    expect((await send(emulator.s3Url, 'GET', '/bkt/no-such-key')).status).toBe(403);
    expect((await send(emulator.s3Url, 'PUT', '/bkt/new', {}, 'x')).status).toBe(403);
  });

  it('finds the bucket in the host name', async () => {
    await s3(emulator, 'PUT', '/k', { host: 'bkt.s3.localhost', body: 'virtual' });
    expect((await s3(emulator, 'GET', '/bkt/k')).text).toBe('virtual');
  });
});

describe('session tokens', () => {
  it('are needed, must be right, expire and can be revoked', async () => {
    const session = emulator.issueSession(60_000);
    expect((await s3(emulator, 'GET', '/bkt', { key: session })).status).toBe(200);
    const { sessionToken: _, ...without } = session;
    expect((await s3(emulator, 'GET', '/bkt', { key: without })).element('Code')).toBe('InvalidAccessKeyId');
    expect((await s3(emulator, 'GET', '/bkt', { key: { ...session, sessionToken: 'other' } })).element('Code')).toBe('InvalidToken');
    clock.advance(61_000);
    const late = await s3(emulator, 'GET', '/bkt', { key: session });
    expect([late.status, late.element('Code')]).toEqual([400, 'ExpiredToken']);
    const other = emulator.issueSession();
    emulator.revokeTokens();
    expect((await s3(emulator, 'GET', '/bkt', { key: other })).element('Code')).toBe('InvalidAccessKeyId');
  });

  it('end a presigned URL before its own time', async () => {
    const key = emulator.issueSession(60_000);
    const target = presignV4({ method: 'GET', host: host(), target: '/bkt', service: 's3', region: 'us-east-1', timeMs: START, expires: 3600, key });
    expect((await send(emulator.s3Url, 'GET', target)).status).toBe(200);
    clock.advance(61_000);
    expect((await send(emulator.s3Url, 'GET', target)).element('Code')).toBe('ExpiredToken');
  });
});

describe('presigned URLs', () => {
  const url = (expires: number, method = 'GET', timeMs = START): string =>
    presignV4({ method, host: host(), target: '/bkt/k', service: 's3', region: 'us-east-1', timeMs, expires });

  it('work for their time and not longer', async () => {
    expect((await send(emulator.s3Url, 'PUT', url(60, 'PUT'), {}, 'x')).status).toBe(200);
    const target = url(60);
    expect((await send(emulator.s3Url, 'GET', target)).text).toBe('x');
    clock.advance(61_000);
    const late = await send(emulator.s3Url, 'GET', target);
    expect([late.status, late.element('Code'), late.element('Message')]).toEqual([403, 'AccessDenied', 'Request has expired']);
  });

  it('are refused when changed, used for another method, made for the future or for over a week', async () => {
    expect((await send(emulator.s3Url, 'GET', url(60).replace('/bkt/k', '/bkt/l'))).element('Code')).toBe('SignatureDoesNotMatch');
    expect((await send(emulator.s3Url, 'PUT', url(60), {}, 'x')).element('Code')).toBe('SignatureDoesNotMatch');
    expect((await send(emulator.s3Url, 'GET', url(60, 'GET', START + 16 * 60_000))).element('Message')).toBe('Request is not yet valid');
    expect((await send(emulator.s3Url, 'GET', url(604_801))).element('Code')).toBe('AuthorizationQueryParametersError');
  });
});

describe('aws-chunked bodies', () => {
  const chunks = [Buffer.alloc(65_536, 'a'), Buffer.alloc(1024, 'a')];
  const headersFor = (payload: string, decoded: number, more: object = {}) =>
    signed('PUT', '/bkt/st', { payload, headers: { 'x-amz-decoded-content-length': String(decoded), 'content-encoding': 'aws-chunked,gzip', ...more } });

  it('are decoded, and leave no trace in Content-Encoding', async () => {
    const seed = headersFor('STREAMING-AWS4-HMAC-SHA256-PAYLOAD', 66_560);
    const body = signChunks(seed, chunks);
    expect(body.length).toBe(66_824);
    expect((await send(emulator.s3Url, 'PUT', '/bkt/st', seed.headers, body)).status).toBe(200);
    const stored = await s3(emulator, 'GET', '/bkt/st');
    expect([stored.bytes.equals(Buffer.concat(chunks)), stored.headers['content-encoding']]).toEqual([true, 'gzip']);
  });

  it('are refused when a byte is flipped, cut short, or of another length than announced', async () => {
    const seed = headersFor('STREAMING-AWS4-HMAC-SHA256-PAYLOAD', 66_560);
    const flipped = signChunks(seed, chunks);
    flipped[5000] = 98;
    expect((await send(emulator.s3Url, 'PUT', '/bkt/st', seed.headers, flipped)).element('Code')).toBe('SignatureDoesNotMatch');
    expect((await send(emulator.s3Url, 'PUT', '/bkt/st', seed.headers, signChunks(seed, chunks).subarray(0, -90))).element('Code')).toBe('IncompleteBody');
    const lying = headersFor('STREAMING-AWS4-HMAC-SHA256-PAYLOAD', 99);
    expect((await send(emulator.s3Url, 'PUT', '/bkt/st', lying.headers, signChunks(lying, chunks))).element('Code')).toBe('IncompleteBody');
    expect((await s3(emulator, 'GET', '/bkt/st')).status).toBe(404);
  });

  it('carry a checksum behind them, signed or not', async () => {
    const trailer = 'x-amz-checksum-crc32:DUoRhQ==';
    const seed = headersFor('STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER', 11, { 'x-amz-trailer': 'x-amz-checksum-crc32' });
    const answer = await send(emulator.s3Url, 'PUT', '/bkt/st', seed.headers, signChunks(seed, [Buffer.from('hello world')], trailer));
    expect([answer.status, answer.headers['x-amz-checksum-crc32']]).toEqual([200, 'DUoRhQ==']);
    const unsigned = headersFor('STREAMING-UNSIGNED-PAYLOAD-TRAILER', 11, { 'x-amz-trailer': 'x-amz-checksum-crc32' });
    const frame = (sum: string): string => `6\r\nhello \r\n5\r\nworld\r\n0\r\nx-amz-checksum-crc32:${sum}\r\n\r\n`;
    expect((await send(emulator.s3Url, 'PUT', '/bkt/st', unsigned.headers, frame('DUoRhQ=='))).status).toBe(200);
    expect((await send(emulator.s3Url, 'PUT', '/bkt/st', unsigned.headers, frame('AAAAAA=='))).element('Code')).toBe('BadDigest');
    const forged = signChunks(seed, [Buffer.from('hello world')], trailer)
      .toString()
      .replace(/(trailer-signature:)..../, '$10000');
    expect((await send(emulator.s3Url, 'PUT', '/bkt/st', seed.headers, forged)).element('Code')).toBe('SignatureDoesNotMatch');
  });
});

describe('signature version 2', () => {
  const v2 = (resource: string, date: string): string =>
    `AWS AKIDEXAMPLE:${createHmac('sha1', EXAMPLE_KEY.secretAccessKey).update(`GET\n\n\n${date}\n${resource}`).digest('base64')}`;

  it('is refused by aws and taken by Eucalyptus, with its service prefix in the resource or without', async () => {
    const date = new Date(START).toUTCString();
    const refused = await send(emulator.s3Url, 'GET', '/bkt', { authorization: v2('/bkt', date), date });
    expect([refused.status, refused.element('Code')]).toEqual([400, 'InvalidRequest']);
    await using euca = await startEc2Emulator({ flavour: 'eucalyptus', clock });
    await s3(euca, 'PUT', '/bkt');
    for (const [prefix, resource] of [
      ['/services/objectstorage', '/services/objectstorage/bkt'],
      ['/services/Walrus', '/services/Walrus/bkt'],
      ['/services/Walrus', '/bkt'],
    ] as const) {
      expect((await send(euca.url.replace(/\d+$/, new URL(euca.s3Url).port), 'GET', `${prefix}/bkt`, { authorization: v2(resource, date), date })).status).toBe(
        200,
      );
    }
    const wrong = await send(euca.s3Url, 'GET', '/services/Walrus/bkt', { authorization: v2('/other', date), date });
    expect(wrong.element('Code')).toBe('SignatureDoesNotMatch');
    const stale = new Date(START - 16 * 60_000).toUTCString();
    expect((await send(euca.s3Url, 'GET', '/services/Walrus/bkt', { authorization: v2('/bkt', stale), date: stale })).element('Code')).toBe(
      'RequestTimeTooSkewed',
    );
  });
});
