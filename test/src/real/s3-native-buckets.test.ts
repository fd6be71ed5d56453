import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DOORS, type Door, openDoor } from './s3-native.ts';

const NOT_IMPLEMENTED = { code: 'unsupported', status: 501 };
/** Swift leaves out of an address what it does not know: such a wish would be for the bucket or the object itself, and is not sent. */
const IGNORED = { code: 'unsupported', outcome: 'not-done', message: expect.stringMatching(/takes no notice of \?/) };

describe.each(DOORS)('buckets of S3 at %s', (name) => {
  const swift = name === 'swift';
  let door: Door;
  let Bucket: string;
  beforeAll(async () => {
    door = await openDoor(name);
    Bucket = await door.bucket();
    await door.s3.putObject({ Bucket, Key: 'k', Body: 'content' });
  });
  afterAll(() => door.close());

  it('are there or not, and not deleted with something in them', async () => {
    const { s3 } = door;
    await s3.headBucket({ Bucket });
    expect((await s3.all.buckets().toArray()).map(({ Name }) => Name)).toContain(Bucket);
    await s3.getBucketLocation({ Bucket });
    await expect(s3.listObjects({ Bucket: 'portolan-no-such-bucket' })).rejects.toMatchObject({ code: 'not-found', providerCode: 'NoSuchBucket' });
    await expect(s3.headBucket({ Bucket: 'portolan-no-such-bucket' })).rejects.toMatchObject({ code: 'not-found' });
    await expect(s3.deleteBucket({ Bucket })).rejects.toMatchObject({ code: 'conflict', providerCode: 'BucketNotEmpty' });
  });

  it('refuse others', async () => {
    const wrong = await door.connect({ secretAccessKey: 'not-the-secret-access-key' });
    await expect(wrong.native.s3.listBuckets()).rejects.toMatchObject({ code: 'unauthenticated', providerCode: 'SignatureDoesNotMatch' });
    const nobody = await door.connect({ accessKeyId: 'AKNOBODY' });
    await expect(nobody.native.s3.listBuckets()).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  it('are found whatever region the profile says: strict servers name theirs, and it is signed for', async () => {
    const elsewhere = await door.connect({ region: 'atlantis-1' });
    await elsewhere.native.s3.headBucket({ Bucket });
    expect(await (await elsewhere.storage.objects.get(Bucket, 'k')).text()).toBe('content');
  });

  it('keep versions, and markers of what was deleted', async () => {
    const { s3 } = door;
    const versioned = await door.bucket();
    expect((await s3.getBucketVersioning({ Bucket: versioned })).Status).toBeUndefined();
    await s3.putBucketVersioning({ Bucket: versioned, VersioningConfiguration: { Status: 'Enabled' } });
    expect(await s3.getBucketVersioning({ Bucket: versioned })).toMatchObject({ Status: 'Enabled' });
    const first = await s3.putObject({ Bucket: versioned, Key: 'v', Body: '1' });
    await s3.putObject({ Bucket: versioned, Key: 'v', Body: '22' });
    expect(await s3.deleteObject({ Bucket: versioned, Key: 'v' })).toMatchObject({ DeleteMarker: true });
    const versions = await s3.all.versions({ Bucket: versioned, MaxKeys: 1 }).toArray();
    expect(versions.map((one) => [one.Key, one.isDeleteMarker, one.IsLatest, one.isDeleteMarker ? undefined : one.Size])).toEqual([
      ['v', true, true, undefined],
      ['v', false, false, 2],
      ['v', false, false, 1],
    ]);
    await expect(s3.headObject({ Bucket: versioned, Key: 'v' })).rejects.toMatchObject({ code: 'not-found' });
    const { Body } = await s3.getObject({ Bucket: versioned, Key: 'v', VersionId: first.VersionId });
    expect(Buffer.concat(await Body.toArray()).toString()).toBe('1');
    await s3.deleteObject({ Bucket: versioned, Key: 'v', VersionId: versions[0]?.VersionId });
    expect(await s3.headObject({ Bucket: versioned, Key: 'v' })).toMatchObject({ ContentLength: 2 });
  });

  it('have lists of who may do what', async () => {
    const { s3 } = door;
    const { Owner, AccessControlList } = await s3.getBucketAcl({ Bucket });
    expect(AccessControlList).toMatchObject([{ Permission: 'FULL_CONTROL', Grantee: { type: 'CanonicalUser', ID: Owner?.ID } }]);
    await s3.putBucketAcl({ Bucket, ACL: 'private' });
    if (swift) {
      await expect(s3.putObjectAcl({ Bucket, Key: 'k', ACL: 'public-read' })).rejects.toMatchObject(NOT_IMPLEMENTED);
      return;
    }
    const everybody = 'http://acs.amazonaws.com/groups/global/AllUsers';
    await s3.putObjectAcl({
      Bucket,
      Key: 'k',
      AccessControlPolicy: {
        Owner,
        AccessControlList: [
          { Grantee: { type: 'CanonicalUser', ID: Owner?.ID }, Permission: 'FULL_CONTROL' },
          { Grantee: { type: 'Group', URI: everybody }, Permission: 'READ' },
        ],
      },
    });
    const grants = (await s3.getObjectAcl({ Bucket, Key: 'k' })).AccessControlList;
    expect(grants).toContainEqual({ Permission: 'READ', Grantee: { type: 'Group', URI: everybody } });
    const anonymous = await door.connect({ accessKeyId: undefined, secretAccessKey: undefined, anonymous: true });
    expect(await (await anonymous.storage.objects.get(Bucket, 'k')).text()).toBe('content');
    await expect(anonymous.storage.objects.put(Bucket, 'mine', 'x')).rejects.toMatchObject({ code: 'permission-denied' });
  });

  it('have rules for pages of other origins', async () => {
    const { s3 } = door;
    const rules = [{ AllowedMethod: ['GET', 'PUT'], AllowedOrigin: ['https://app.example'], AllowedHeader: ['*'], ExposeHeader: ['ETag'], MaxAgeSeconds: 60 }];
    const put = (): Promise<unknown> => s3.putBucketCors({ Bucket, CORSConfiguration: { CORSRule: rules } });
    if (swift) {
      await expect(put()).rejects.toMatchObject(NOT_IMPLEMENTED);
      return;
    }
    await expect(s3.getBucketCors({ Bucket })).rejects.toMatchObject({ code: 'not-found', providerCode: 'NoSuchCORSConfiguration' });
    await put();
    expect((await s3.getBucketCors({ Bucket })).CORSRule).toEqual(rules);
    const asked = await fetch(`${door.endpoint.s3Url}/${Bucket}/k`, {
      method: 'OPTIONS',
      headers: { Origin: 'https://app.example', 'Access-Control-Request-Method': 'PUT' },
    });
    expect([asked.status, asked.headers.get('access-control-allow-origin')]).toEqual([200, 'https://app.example']);
    await s3.deleteBucketCors({ Bucket });
    await expect(s3.getBucketCors({ Bucket })).rejects.toMatchObject({ code: 'not-found' });
  });

  it('have rules for the life of objects', async () => {
    const { s3 } = door;
    const rule = {
      ID: 'old',
      Status: 'Enabled',
      Filter: { Prefix: 'logs/' },
      Expiration: { Days: 30 },
      AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
    };
    const put = (): Promise<unknown> => s3.putBucketLifecycleConfiguration({ Bucket, LifecycleConfiguration: { Rule: [rule] } });
    if (swift) {
      await expect(put()).rejects.toMatchObject(IGNORED);
      await expect(s3.getBucketLifecycleConfiguration({ Bucket })).rejects.toMatchObject({ code: 'unsupported' });
      const empty = await door.bucket();
      await expect(s3.deleteBucketLifecycle({ Bucket: empty })).rejects.toMatchObject(IGNORED);
      // It would have been gone.
      await s3.headBucket({ Bucket: empty });
      return;
    }
    await put();
    expect((await s3.getBucketLifecycleConfiguration({ Bucket })).Rule).toMatchObject([rule]);
    await s3.deleteBucketLifecycle({ Bucket });
    await expect(s3.getBucketLifecycleConfiguration({ Bucket })).rejects.toMatchObject({ code: 'not-found' });
  });

  it('have policies', async () => {
    const { s3 } = door;
    const Resource = [`arn:aws:s3:::${Bucket}/public/*`];
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: '*', Action: ['s3:GetObject'], Resource }] });
    if (swift) {
      await expect(s3.putBucketPolicy({ Bucket, Policy })).rejects.toMatchObject(NOT_IMPLEMENTED);
      return;
    }
    await expect(s3.getBucketPolicy({ Bucket })).rejects.toMatchObject({ code: 'not-found', providerCode: 'NoSuchBucketPolicy' });
    await s3.putBucketPolicy({ Bucket, Policy });
    expect(JSON.parse((await s3.getBucketPolicy({ Bucket })).Policy)).toEqual(JSON.parse(Policy));
    expect(await s3.getBucketPolicyStatus({ Bucket })).toEqual({ IsPublic: true });
    await s3.putObject({ Bucket, Key: 'public/p', Body: 'open' });
    expect(await (await fetch(`${door.endpoint.s3Url}/${Bucket}/public/p`)).text()).toBe('open');
    await expect(s3.putBucketPolicy({ Bucket, Policy: '{"x":1}' })).rejects.toMatchObject({ code: 'invalid-argument' });
    await s3.deleteBucketPolicy({ Bucket });
    await expect(s3.getBucketPolicy({ Bucket })).rejects.toMatchObject({ code: 'not-found' });
  });

  it('and their objects have tags', async () => {
    const { s3 } = door;
    const Tagging = { TagSet: [{ Key: 'a', Value: 'ü b' }] };
    if (swift) {
      await expect(s3.putBucketTagging({ Bucket, Tagging })).rejects.toMatchObject(NOT_IMPLEMENTED);
      await expect(s3.putObjectTagging({ Bucket, Key: 'k', Tagging })).rejects.toMatchObject(NOT_IMPLEMENTED);
      return;
    }
    await expect(s3.getBucketTagging({ Bucket })).rejects.toMatchObject({ code: 'not-found', providerCode: 'NoSuchTagSet' });
    await s3.putBucketTagging({ Bucket, Tagging });
    expect(await s3.getBucketTagging({ Bucket })).toEqual(Tagging);
    await s3.deleteBucketTagging({ Bucket });
    await s3.putObjectTagging({ Bucket, Key: 'k', Tagging });
    expect(await s3.getObjectTagging({ Bucket, Key: 'k' })).toEqual(Tagging);
    await s3.deleteObjectTagging({ Bucket, Key: 'k' });
    expect(await s3.getObjectTagging({ Bucket, Key: 'k' })).toEqual({ TagSet: [] });
  });

  it('keep locked objects', async () => {
    const { s3 } = door;
    const locked = await door.bucket({ lock: true });
    await s3.putObject({ Bucket: locked, Key: 'k', Body: 'content' });
    const retention = { Mode: 'GOVERNANCE', RetainUntilDate: new Date(Math.ceil(Date.now() / 1000) * 1000 + 86_400_000) };
    if (swift) {
      await expect(s3.getObjectLockConfiguration({ Bucket: locked })).rejects.toMatchObject({ code: 'unsupported' });
      await expect(s3.putObjectRetention({ Bucket: locked, Key: 'k', Retention: retention })).rejects.toMatchObject(IGNORED);
      await expect(s3.putObjectLegalHold({ Bucket: locked, Key: 'k', LegalHold: { Status: 'ON' } })).rejects.toMatchObject(IGNORED);
      // It would have been the document.
      expect(await (await door.cloud.storage.objects.get(locked, 'k')).text()).toBe('content');
      return;
    }
    const rule = { ObjectLockEnabled: 'Enabled', Rule: { DefaultRetention: { Mode: 'GOVERNANCE', Days: 1 } } };
    await s3.putObjectLockConfiguration({ Bucket: locked, ObjectLockConfiguration: rule });
    expect(await s3.getObjectLockConfiguration({ Bucket: locked })).toEqual(rule);
    const { VersionId } = await s3.putObject({
      Bucket: locked,
      Key: 'held',
      Body: 'x',
      ObjectLockMode: retention.Mode,
      ObjectLockRetainUntilDate: retention.RetainUntilDate,
    });
    expect(await s3.getObjectRetention({ Bucket: locked, Key: 'held' })).toEqual(retention);
    await s3.putObjectLegalHold({ Bucket: locked, Key: 'held', LegalHold: { Status: 'ON' } });
    expect(await s3.getObjectLegalHold({ Bucket: locked, Key: 'held' })).toEqual({ Status: 'ON' });
    await s3.putObjectLegalHold({ Bucket: locked, Key: 'held', LegalHold: { Status: 'OFF' } });
    await expect(s3.deleteObject({ Bucket: locked, Key: 'held', VersionId })).rejects.toMatchObject({ code: 'permission-denied' });
    await s3.deleteObject({ Bucket: locked, Key: 'held', VersionId, BypassGovernanceRetention: true });
  });

  it('say what they do not know, and nothing is sent that would do something else', async () => {
    const { s3 } = door;
    const website = s3.putBucketWebsite({ Bucket, WebsiteConfiguration: { IndexDocument: { Suffix: 'index.html' } } });
    // radosgw is asked for it at another endpoint alone.
    await expect(website).rejects.toMatchObject({ code: 'unsupported', status: swift ? 501 : 405 });
    await expect(s3.putBucketLogging({ Bucket, BucketLoggingStatus: {} })).rejects.toMatchObject({ code: 'unsupported' });
    for (const read of [
      () => s3.getBucketEncryption({ Bucket }),
      () => s3.getBucketOwnershipControls({ Bucket }),
      () => s3.getBucketAccelerateConfiguration({ Bucket }),
    ]) {
      await expect(read()).rejects.toMatchObject({ code: 'unsupported' });
    }
    await expect(s3.deleteBucketEncryption({ Bucket })).rejects.toMatchObject(IGNORED);
    await expect(s3.getObjectAttributes({ Bucket, Key: 'k', ObjectAttributes: 'ETag' })).rejects.toMatchObject({ code: 'unsupported' });
    const block = { BlockPublicAcls: true, IgnorePublicAcls: false, BlockPublicPolicy: false, RestrictPublicBuckets: false };
    const blocked = s3.putPublicAccessBlock({ Bucket, PublicAccessBlockConfiguration: block });
    if (swift) {
      await expect(blocked).rejects.toMatchObject(IGNORED);
      return;
    }
    await blocked;
    expect(await s3.getPublicAccessBlock({ Bucket })).toEqual(block);
    await s3.deletePublicAccessBlock({ Bucket });
  });
});
