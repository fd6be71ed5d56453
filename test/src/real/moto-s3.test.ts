import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import { type Cloud, connect } from 'portolan';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Moto, startMoto } from '../harness/moto.ts';

const Bucket = 'moto-bucket';
let moto: Moto;
let cloud: Cloud<'aws'>;
beforeAll(async () => {
  moto = await startMoto();
  cloud = await connect(moto.profile, { env: {} });
  await cloud.native.s3.createBucket({ Bucket });
  await cloud.native.s3.putObject({ Bucket, Key: 'k', Body: 'content' });
});
afterAll(async () => {
  await cloud.close();
  await moto.close();
});

// What radosgw and Swift do not have: written, read back as it was, and taken away.
describe('parts of buckets at moto', () => {
  it('keep the website', async () => {
    const { s3 } = cloud.native;
    const website = {
      IndexDocument: { Suffix: 'index.html' },
      ErrorDocument: { Key: '404.html' },
      RoutingRules: [{ Condition: { KeyPrefixEquals: 'old/' }, Redirect: { ReplaceKeyPrefixWith: 'new/', HttpRedirectCode: '301' } }],
    };
    await expect(s3.getBucketWebsite({ Bucket })).rejects.toMatchObject({ code: 'not-found', providerCode: 'NoSuchWebsiteConfiguration' });
    await s3.putBucketWebsite({ Bucket, WebsiteConfiguration: website });
    expect(await s3.getBucketWebsite({ Bucket })).toMatchObject(website);
    await s3.deleteBucketWebsite({ Bucket });
    await expect(s3.getBucketWebsite({ Bucket })).rejects.toMatchObject({ code: 'not-found' });
  });

  it('keep the encryption', async () => {
    const { s3 } = cloud.native;
    const rules = [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: 'key' }, BucketKeyEnabled: true }];
    await s3.putBucketEncryption({ Bucket, ServerSideEncryptionConfiguration: { Rule: rules } });
    expect((await s3.getBucketEncryption({ Bucket })).Rule).toEqual(rules);
    await s3.deleteBucketEncryption({ Bucket });
  });

  it('keep who owns objects, and what may be public', async () => {
    const { s3 } = cloud.native;
    await s3.putBucketOwnershipControls({ Bucket, OwnershipControls: { Rule: [{ ObjectOwnership: 'BucketOwnerPreferred' }] } });
    expect((await s3.getBucketOwnershipControls({ Bucket })).Rule).toEqual([{ ObjectOwnership: 'BucketOwnerPreferred' }]);
    await s3.deleteBucketOwnershipControls({ Bucket });
    const block = { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: false, RestrictPublicBuckets: false };
    await s3.putPublicAccessBlock({ Bucket, PublicAccessBlockConfiguration: block });
    expect(await s3.getPublicAccessBlock({ Bucket })).toEqual(block);
    await s3.deletePublicAccessBlock({ Bucket });
  });

  it('keep logging and speed', async () => {
    const { s3 } = cloud.native;
    await s3.createBucket({ Bucket: 'moto-logs', ACL: 'log-delivery-write' });
    await s3.putBucketLogging({ Bucket, BucketLoggingStatus: { LoggingEnabled: { TargetBucket: 'moto-logs', TargetPrefix: 'a/' } } });
    expect(await s3.getBucketLogging({ Bucket })).toMatchObject({ LoggingEnabled: { TargetBucket: 'moto-logs', TargetPrefix: 'a/' } });
    await s3.putBucketLogging({ Bucket, BucketLoggingStatus: {} });
    expect((await s3.getBucketLogging({ Bucket })).LoggingEnabled).toBeUndefined();
    await s3.putBucketAccelerateConfiguration({ Bucket, AccelerateConfiguration: { Status: 'Enabled' } });
  });

  it('keep whom to tell', async () => {
    const { s3 } = cloud.native;
    const topic = {
      Topic: 'arn:aws:sns:us-east-1:123456789012:t',
      Event: ['s3:ObjectCreated:*'],
      Filter: { S3Key: { FilterRule: [{ Name: 'prefix', Value: 'a/' }] } },
    };
    await s3.putBucketNotificationConfiguration({ Bucket, NotificationConfiguration: { TopicConfiguration: [topic] } });
    expect((await s3.getBucketNotificationConfiguration({ Bucket })).TopicConfiguration).toMatchObject([topic]);
  });

  it('tell what an object is made of', async () => {
    const { s3 } = cloud.native;
    const attributes = await s3.getObjectAttributes({ Bucket, Key: 'k', ObjectAttributes: 'ETag,ObjectSize,StorageClass' });
    expect(attributes).toMatchObject({ ObjectSize: 7, StorageClass: 'STANDARD' });
    await s3.putObject({ Bucket, Key: 'summed', Body: 'hello world', ChecksumAlgorithm: 'CRC32' });
    expect(await s3.headObject({ Bucket, Key: 'summed', ChecksumMode: 'ENABLED' })).toMatchObject({ ChecksumCRC32: 'DUoRhQ==' });
  });
});

// moto computes checksums by itself, with Python's zlib and hashlib.
describe('a profile with a checksum at moto', () => {
  it.each([
    ['crc32', (content: Buffer) => crc32(content).toString(16).padStart(8, '0')],
    ['sha256', (content: Buffer) => createHash('sha256').update(content).digest('hex')],
  ] as const)('has objects of any length compared by its %s, up and down', async (algorithm, hexOf) => {
    await using checked = await connect({ ...moto.profile, checksum: algorithm }, { env: {} });
    const { objects } = checked.storage;
    const long = Buffer.alloc(12 * 1024 * 1024 + 5, 'portolan ');
    for (const [key, content] of [
      ['short', Buffer.from('hello')],
      ['again', Buffer.from('hello')],
      ['long', long],
    ] as const) {
      await objects.put(Bucket, key, content);
      expect((await objects.head(Bucket, key)).digest).toEqual({ algorithm, hex: hexOf(content) });
      expect((await (await objects.get(Bucket, key)).bytes()).equals(content)).toBe(true);
    }
    await objects.put(Bucket, 'parts', Readable.from([long], { objectMode: false }), { partSizeBytes: 5 * 1024 * 1024 });
    expect((await (await objects.get(Bucket, 'parts')).bytes()).equals(long)).toBe(true);
  });
});
