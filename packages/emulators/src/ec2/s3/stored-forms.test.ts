import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ManualClock } from '../../kit/clock.ts';
import { type Ec2Emulator, startEc2Emulator } from '../index.ts';
import { type Answer, s3, send } from '../testing/client.ts';
import { signV4 } from '../testing/sign.ts';

const START = Date.UTC(2026, 0, 15, 12);
const clock = new ManualClock(START);
let emulator: Ec2Emulator;

beforeAll(async () => {
  emulator = await startEc2Emulator({ clock, minPartBytes: 4, restoreMs: 1000, redirectRegions: true });
  await s3(emulator, 'PUT', '/bkt');
});
afterAll(() => emulator.close());

describe('encryption', () => {
  const customer = (fill: number, prefix = ''): Record<string, string> => {
    const key = Buffer.alloc(32, fill);
    const name = `x-amz-${prefix}server-side-encryption-customer-`;
    return { [`${name}algorithm`]: 'AES256', [`${name}key`]: key.toString('base64'), [`${name}key-md5`]: createHash('md5').update(key).digest('base64') };
  };

  it('with a key of the customer wants that key for every read', async () => {
    const put = await s3(emulator, 'PUT', '/bkt/own', { body: 'x', headers: customer(1) });
    expect([put.status, put.headers['x-amz-server-side-encryption-customer-algorithm']]).toEqual([200, 'AES256']);
    expect((await s3(emulator, 'GET', '/bkt/own')).element('Code')).toBe('InvalidRequest');
    expect((await s3(emulator, 'GET', '/bkt/own', { headers: customer(2) })).status).toBe(403);
    expect((await s3(emulator, 'GET', '/bkt/own', { headers: customer(1) })).text).toBe('x');
    const copy = { 'x-amz-copy-source': '/bkt/own' };
    expect((await s3(emulator, 'PUT', '/bkt/copied', { headers: copy })).status).toBe(400);
    expect((await s3(emulator, 'PUT', '/bkt/copied', { headers: { ...copy, ...customer(1, 'copy-source-') } })).status).toBe(200);
    expect((await s3(emulator, 'GET', '/bkt/copied')).text).toBe('x');
    const bent = { ...customer(1), 'x-amz-server-side-encryption-customer-key-md5': 'AAAA' };
    expect((await s3(emulator, 'PUT', '/bkt/bent', { body: 'x', headers: bent })).element('Code')).toBe('InvalidArgument');
  });

  it('is told back, and comes from the bucket where a write says nothing', async () => {
    const asked = await s3(emulator, 'PUT', '/bkt/kms', { body: 'x', headers: { 'x-amz-server-side-encryption': 'aws:kms' } });
    expect(asked.headers['x-amz-server-side-encryption-aws-kms-key-id']).toContain('arn:aws:kms:');
    const body =
      '<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>AES256</SSEAlgorithm></ApplyServerSideEncryptionByDefault></Rule></ServerSideEncryptionConfiguration>';
    await s3(emulator, 'PUT', '/bkt?encryption', { body });
    await s3(emulator, 'PUT', '/bkt/standard', { body: 'x' });
    expect((await s3(emulator, 'HEAD', '/bkt/standard')).headers['x-amz-server-side-encryption']).toBe('AES256');
    await s3(emulator, 'DELETE', '/bkt?encryption');
  });
});

describe('archived objects', () => {
  const restore = (days: string): Promise<Answer> =>
    s3(emulator, 'POST', '/bkt/cold?restore', { body: `<RestoreRequest><Days>${days}</Days></RestoreRequest>` });

  it('are out of reach until restored, for the days asked for', async () => {
    await s3(emulator, 'PUT', '/bkt/cold', { body: 'ice', headers: { 'x-amz-storage-class': 'GLACIER' } });
    expect((await s3(emulator, 'GET', '/bkt/cold')).element('Code')).toBe('InvalidObjectState');
    expect((await s3(emulator, 'HEAD', '/bkt/cold')).status).toBe(200);
    expect((await restore('x')).element('Code')).toBe('MalformedXML');
    expect((await restore('1')).status).toBe(202);
    expect((await restore('1')).element('Code')).toBe('RestoreAlreadyInProgress');
    expect((await s3(emulator, 'HEAD', '/bkt/cold')).headers['x-amz-restore']).toBe('ongoing-request="true"');
    clock.advance(1000);
    expect((await s3(emulator, 'GET', '/bkt/cold')).text).toBe('ice');
    expect((await s3(emulator, 'HEAD', '/bkt/cold')).headers['x-amz-restore']).toBe('ongoing-request="false", expiry-date="Sat, 17 Jan 2026 00:00:00 GMT"');
    expect((await restore('2')).status).toBe(200);
    clock.advance(3 * 86_400_000);
    expect((await s3(emulator, 'GET', '/bkt/cold')).status).toBe(403);
    await s3(emulator, 'PUT', '/bkt/warm', { body: 'x' });
    expect((await s3(emulator, 'POST', '/bkt/warm?restore', { body: '<RestoreRequest><Days>1</Days></RestoreRequest>' })).element('Code')).toBe(
      'InvalidObjectState',
    );
  });
});

describe('attributes', () => {
  it('tell of parts and checksums what was asked', async () => {
    const begun = await s3(emulator, 'POST', '/bkt/parts?uploads', { headers: { 'x-amz-checksum-algorithm': 'SHA256' } });
    const id = begun.element('UploadId') ?? '';
    const sum = (text: string): string => createHash('sha256').update(text).digest('base64');
    expect((await s3(emulator, 'PUT', `/bkt/parts?partNumber=1&uploadId=${id}`, { body: 'aaaa' })).element('Code')).toBe('InvalidRequest');
    const rows: string[] = [];
    for (const [index, text] of ['aaaa', 'bb'].entries()) {
      const part = await s3(emulator, 'PUT', `/bkt/parts?partNumber=${index + 1}&uploadId=${id}`, {
        body: text,
        headers: { 'x-amz-checksum-sha256': sum(text) },
      });
      rows.push(`<Part><PartNumber>${index + 1}</PartNumber><ETag>${part.headers['etag']}</ETag><ChecksumSHA256>${sum(text)}</ChecksumSHA256></Part>`);
    }
    await s3(emulator, 'POST', `/bkt/parts?uploadId=${id}`, { body: `<CompleteMultipartUpload>${rows.join('')}</CompleteMultipartUpload>` });
    const headers = { 'x-amz-object-attributes': 'ETag, Checksum,ObjectParts,ObjectSize,StorageClass' };
    const told = await s3(emulator, 'GET', '/bkt/parts?attributes', { headers });
    expect([told.element('ObjectSize'), told.element('PartsCount'), told.elements('Size'), told.element('StorageClass')]).toEqual([
      '6',
      '2',
      ['4', '2'],
      'STANDARD',
    ]);
    expect(told.elements('ChecksumSHA256')).toEqual([expect.stringMatching(/-2$/), sum('aaaa'), sum('bb')]);
    expect(told.element('ETag')).toMatch(/^[0-9a-f]{32}-2$/);
    const few = await s3(emulator, 'GET', '/bkt/parts?attributes', { headers: { 'x-amz-object-attributes': 'ObjectParts', 'x-amz-max-parts': '1' } });
    expect([few.element('IsTruncated'), few.element('NextPartNumberMarker'), few.element('ETag')]).toEqual(['true', '1', undefined]);
    expect((await s3(emulator, 'GET', '/bkt/parts?attributes', { headers: { 'x-amz-object-attributes': 'Colour' } })).element('Code')).toBe('InvalidArgument');
  });
});

describe('buckets of other regions', () => {
  it('are redirected to, without a Location', async () => {
    const body = '<CreateBucketConfiguration><LocationConstraint>eu-west-1</LocationConstraint></CreateBucketConfiguration>';
    await s3(emulator, 'PUT', '/abroad', { body });
    const sent = await s3(emulator, 'GET', '/abroad');
    const { port } = new URL(emulator.s3Url);
    expect([sent.status, sent.element('Code'), sent.element('Endpoint'), sent.headers['location'], sent.headers['x-amz-bucket-region']]).toEqual([
      301,
      'PermanentRedirect',
      `s3.eu-west-1.localhost:${port}`,
      undefined,
      'eu-west-1',
    ]);
    const host = `s3.eu-west-1.localhost:${port}`;
    const signed = signV4({ method: 'GET', host, target: '/abroad', service: 's3', region: 'eu-west-1', timeMs: clock.now() });
    expect((await send(emulator.s3Url, 'GET', '/abroad', signed.headers)).status).toBe(200);
  });
});
