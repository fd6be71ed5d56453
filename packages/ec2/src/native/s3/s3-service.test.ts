import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { nativeBench } from '../../testing/native-bench.ts';

const XML = (content: string): { body: string } => ({ body: `<?xml version="1.0" encoding="UTF-8"?>${content}` });
const signatureOf = (bench: ReturnType<typeof nativeBench>, index = 0): string =>
  /Signature=(\w+)/.exec(bench.sent[index]?.headers['Authorization'] ?? '')?.[1] ?? '';

describe('an operation of S3', () => {
  it('deletes many as the worked example does, to the signature', async () => {
    const bench = nativeBench([
      XML(
        '<DeleteResult xmlns="n"><Deleted><Key>gone</Key></Deleted><Error><Key>a&amp;b</Key><Code>AccessDenied</Code><Message>Access Denied</Message></Error></DeleteResult>',
      ),
    ]);
    const answer = await bench.native.s3.deleteObjects({ Bucket: 'bkt', Delete: { Object: [{ Key: 'a&b' }, { Key: 'gone' }], Quiet: false } });
    expect(answer).toEqual({ Deleted: [{ Key: 'gone' }], Error: [{ Key: 'a&b', Code: 'AccessDenied', Message: 'Access Denied' }] });
    const [sent] = bench.sent;
    expect(sent?.target).toBe('/services/objectstorage/bkt?delete=');
    expect(sent?.headers['Content-MD5']).toBe(
      createHash('md5')
        .update(sent?.text ?? '')
        .digest('base64'),
    );
    expect(sent?.text).toContain('<Object><Key>a&amp;b</Key></Object><Object><Key>gone</Key></Object><Quiet>false</Quiet>');
  });

  it('copies, begins uploads and lists with the signatures of the worked examples', async () => {
    const bench = nativeBench([
      XML(
        '<CopyObjectResult xmlns="n"><LastModified>2015-08-30T12:36:05.000Z</LastModified><ETag>&quot;5eb63bbbe01eeed093cb22bb8f5acdc3&quot;</ETag></CopyObjectResult>',
      ),
      XML('<InitiateMultipartUploadResult><Bucket>bkt</Bucket><Key>big</Key><UploadId>VXBsb2Fk</UploadId></InitiateMultipartUploadResult>'),
      XML('<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>'),
    ]);
    const copied = await bench.native.s3.copyObject({ Bucket: 'bkt', Key: 'dst', CopySource: '/bkt/dir/a%20b%2Bc~%C3%A9.txt', MetadataDirective: 'COPY' });
    expect(copied).toEqual({ ETag: '"5eb63bbbe01eeed093cb22bb8f5acdc3"', LastModified: new Date('2015-08-30T12:36:05Z') });
    expect((await bench.native.s3.createMultipartUpload({ Bucket: 'bkt', Key: 'big' })).UploadId).toBe('VXBsb2Fk');
    await bench.native.s3.listObjects({ Bucket: 'bkt', Delimiter: '/', MaxKeys: 2, Prefix: 'dir/' });
    expect([signatureOf(bench), signatureOf(bench, 1)]).toEqual([
      'b4a306c1b0a12538bbee85935bedc8f042c9309f5a6052f440a02a513114a943',
      '3dbd1c678558e5a794f233851beefbceeeeb696179282b5d0c9bb9bf4935a4b8',
    ]);
    expect(bench.sent[2]?.target).toBe('/services/objectstorage/bkt?delimiter=%2F&max-keys=2&prefix=dir%2F');
    expect(signatureOf(bench, 2)).toBe('f2eff6cda44bed2387a6fdd8852c607037afbecbf738088be2035fc51ebdf41e');
  });

  it('puts with the signature of the worked example', async () => {
    const bench = nativeBench([{ headers: { etag: '"5eb63bbbe01eeed093cb22bb8f5acdc3"', 'x-amz-version-id': 'v1' } }]);
    const parameters = { Bucket: 'bkt', Key: 'dir/a b+c~é.txt', Body: 'hello world', ContentType: 'text/plain', Metadata: { owner: 'me' } };
    expect(await bench.native.s3.putObject(parameters)).toEqual({ ETag: '"5eb63bbbe01eeed093cb22bb8f5acdc3"', VersionId: 'v1' });
    expect(bench.sent[0]).toMatchObject({ target: '/services/objectstorage/bkt/dir/a%20b%2Bc~%C3%A9.txt', text: 'hello world' });
    expect(signatureOf(bench)).toBe('3d561cadf4353a98ab4e1c86a9618a96d5bf24adc7bbd4608b9b8baddbcfd3ba');
  });

  it('makes the checksum that an upload asks for, and sends one that is made already as it is', async () => {
    const bench = nativeBench([{}]);
    const { s3 } = bench.native;
    await s3.putObject({ Bucket: 'b', Key: 'k', Body: 'hello world', ChecksumAlgorithm: 'CRC32' });
    expect(bench.sent[0]?.headers).toMatchObject({ 'x-amz-sdk-checksum-algorithm': 'CRC32', 'x-amz-checksum-crc32': 'DUoRhQ==' });
    await s3.uploadPart({ Bucket: 'b', Key: 'k', UploadId: 'u', PartNumber: 1, Body: 'x', ChecksumSHA1: 'given' });
    expect(bench.sent[1]?.headers).toMatchObject({ 'x-amz-checksum-sha1': 'given' });
    expect(bench.sent[1]?.headers['x-amz-sdk-checksum-algorithm']).toBeUndefined();
    await s3.putObject({ Bucket: 'b', Key: 'k', Body: 'x' });
    expect(Object.keys(bench.sent[2]?.headers ?? {}).filter((name) => name.includes('checksum'))).toEqual([]);
    await expect(s3.putObject({ Bucket: 'b', Key: 'k', Body: 'x', ChecksumAlgorithm: 'XXHASH64' })).rejects.toMatchObject({ code: 'invalid-argument' });
    await expect(s3.putObject({ Bucket: 'b', Key: 'k', Body: Readable.from(['x']) })).rejects.toMatchObject({ code: 'invalid-argument' });
    expect(bench.sent).toHaveLength(3);
  });

  it('carries the profile’s checksum with objects, and none with parts that nobody began so', async () => {
    const bench = nativeBench([{}], 'aws', undefined, 'crc32');
    const { s3 } = bench.native;
    await s3.putObject({ Bucket: 'b', Key: 'k', Body: 'hello world' });
    await s3.putObject({ Bucket: 'b', Key: 'k', Body: 'hello world', ChecksumCRC32: 'AAAAAA==' });
    await s3.uploadPart({ Bucket: 'b', Key: 'k', UploadId: 'u', PartNumber: 1, Body: 'hello world' });
    await s3.uploadPart({ Bucket: 'b', Key: 'k', UploadId: 'u', PartNumber: 1, Body: 'hello world', ChecksumAlgorithm: 'CRC32' });
    expect(bench.sent.map(({ headers }) => headers['x-amz-checksum-crc32'])).toEqual(['DUoRhQ==', 'AAAAAA==', undefined, 'DUoRhQ==']);
  });

  it('sends lock, encryption and grants as headers, dates as each header has them', async () => {
    const bench = nativeBench([{}]);
    await bench.native.s3.putObject({
      Bucket: 'b',
      Key: 'k',
      ACL: 'public-read',
      Expires: new Date('2030-01-01T00:00:00Z'),
      ObjectLockMode: 'GOVERNANCE',
      ObjectLockRetainUntilDate: new Date('2030-01-01T00:00:00Z'),
      ServerSideEncryption: 'aws:kms',
      ServerSideEncryptionBucketKeyEnabled: true,
      GrantFullControl: 'id="x"',
      StorageClass: 'REDUCED_REDUNDANCY',
    });
    expect(bench.sent[0]?.headers).toMatchObject({
      'x-amz-acl': 'public-read',
      Expires: 'Tue, 01 Jan 2030 00:00:00 GMT',
      'x-amz-object-lock-mode': 'GOVERNANCE',
      'x-amz-object-lock-retain-until-date': '2030-01-01T00:00:00Z',
      'x-amz-server-side-encryption': 'aws:kms',
      'x-amz-server-side-encryption-bucket-key-enabled': 'true',
      'x-amz-grant-full-control': 'id="x"',
      'x-amz-storage-class': 'REDUCED_REDUNDANCY',
      'Content-Type': 'application/octet-stream',
    });
  });

  it('reads and writes access lists with the kind of each grantee', async () => {
    const policy =
      '<AccessControlPolicy xmlns="n"><Owner><ID>o</ID></Owner><AccessControlList><Grant><Grantee xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="Group"><URI>all</URI></Grantee><Permission>READ</Permission></Grant></AccessControlList></AccessControlPolicy>';
    const bench = nativeBench([XML(policy), {}]);
    const { Owner, AccessControlList } = await bench.native.s3.getBucketAcl({ Bucket: 'b' });
    expect(AccessControlList).toEqual([{ Grantee: { type: 'Group', URI: 'all' }, Permission: 'READ' }]);
    await bench.native.s3.putBucketAcl({ Bucket: 'b', AccessControlPolicy: { Owner, AccessControlList } });
    expect(bench.sent[1]?.text).toContain('<Grantee xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="Group"><URI>all</URI></Grantee>');
  });

  it('writes documents as they are read: CORS, lifecycle, website, tags, notifications', async () => {
    const bench = nativeBench([{}]);
    const { s3 } = bench.native;
    const written = (index: number) => bench.sent.filter(({ method }) => method === 'PUT')[index];
    await s3.putBucketCors({ Bucket: 'b', CORSConfiguration: { CORSRule: [{ AllowedMethod: ['GET', 'PUT'], AllowedOrigin: ['*'], MaxAgeSeconds: 3 }] } });
    expect(written(0)?.text).toContain(
      '<CORSRule><AllowedMethod>GET</AllowedMethod><AllowedMethod>PUT</AllowedMethod><AllowedOrigin>*</AllowedOrigin><MaxAgeSeconds>3</MaxAgeSeconds></CORSRule>',
    );
    const rule = { ID: 'r', Prefix: '', Status: 'Enabled', Expiration: { Date: new Date('2030-01-01T00:00:00Z') } };
    await s3.putBucketLifecycleConfiguration({ Bucket: 'b', LifecycleConfiguration: { Rule: [rule] } });
    expect(written(1)?.text).toContain('<Rule><Expiration><Date>2030-01-01T00:00:00Z</Date></Expiration><ID>r</ID><Prefix/><Status>Enabled</Status></Rule>');
    const routing = [{ Condition: { KeyPrefixEquals: 'a/' }, Redirect: { ReplaceKeyPrefixWith: 'b/' } }];
    await s3.putBucketWebsite({ Bucket: 'b', WebsiteConfiguration: { IndexDocument: { Suffix: 'i' }, RoutingRules: routing } });
    expect(written(2)?.text).toContain('<RoutingRules><RoutingRule><Condition><KeyPrefixEquals>a/</KeyPrefixEquals></Condition>');
    await s3.putObjectTagging({ Bucket: 'b', Key: 'k', VersionId: 'v', Tagging: { TagSet: [{ Key: 'x', Value: '' }] } });
    expect(written(3)).toMatchObject({ target: '/services/objectstorage/b/k?tagging=&versionId=v' });
    expect(written(3)?.text).toContain('<TagSet><Tag><Key>x</Key><Value/></Tag></TagSet>');
    await s3.putBucketNotificationConfiguration({
      Bucket: 'b',
      NotificationConfiguration: { QueueConfiguration: [{ Queue: 'q', Event: ['s3:ObjectCreated:*'] }] },
    });
    expect(written(4)?.text).toContain('<QueueConfiguration><Queue>q</Queue><Event>s3:ObjectCreated:*</Event></QueueConfiguration>');
  });

  it('passes policies as the text they are', async () => {
    const bench = nativeBench([{}, {}, { body: '{"Version":"2012-10-17"}', headers: { 'content-type': 'application/json' } }]);
    await bench.native.s3.putBucketPolicy({ Bucket: 'b', Policy: '{"Version":"2012-10-17"}' });
    expect(bench.sent[1]?.text).toBe('{"Version":"2012-10-17"}');
    expect(await bench.native.s3.getBucketPolicy({ Bucket: 'b' })).toEqual({ Policy: '{"Version":"2012-10-17"}' });
  });

  it('names an error that comes with a 200', async () => {
    const bench = nativeBench([XML('<Error><Code>NoSuchUpload</Code><Message>gone</Message></Error>')]);
    const complete = { Bucket: 'b', Key: 'k', UploadId: 'u', CompleteMultipartUpload: { Part: [{ PartNumber: 1, ETag: '"e"' }] } };
    await expect(bench.native.s3.completeMultipartUpload(complete)).rejects.toMatchObject({ code: 'not-found', operation: 's3.CompleteMultipartUpload' });
  });

  it('is not sent to Eucalyptus where it would do something else', async () => {
    const bench = nativeBench([], 'eucalyptus');
    const { s3 } = bench.native;
    const part = { Bucket: 'b', Key: 'k', UploadId: 'u', PartNumber: 1, CopySource: '/b/x' };
    await expect(s3.uploadPartCopy(part)).rejects.toMatchObject({ code: 'unsupported' });
    await expect(s3.putObjectTagging({ Bucket: 'b', Key: 'k', Tagging: { TagSet: [] } })).rejects.toMatchObject({ code: 'unsupported' });
    await expect(s3.listObjectsV2({ Bucket: 'b' })).rejects.toMatchObject({ code: 'unsupported' });
    expect(bench.sent).toHaveLength(0);
  });

  it('is not sent where the server would leave the sub-resource out: asked once, by reading it', async () => {
    const listing = XML('<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>');
    const bench = nativeBench([listing]);
    const { s3 } = bench.native;
    const refused = {
      code: 'unsupported',
      outcome: 'not-done',
      message: expect.stringMatching(/no notice of \?lifecycle, and would delete the bucket itself/),
    };
    await expect(s3.deleteBucketLifecycle({ Bucket: 'b' })).rejects.toMatchObject(refused);
    await expect(s3.deleteBucketLifecycle({ Bucket: 'c' })).rejects.toMatchObject(refused);
    expect(bench.sent.map(({ method, target }) => `${method} ${target}`)).toEqual(['GET /services/objectstorage/b?lifecycle=']);
    await expect(s3.getBucketEncryption({ Bucket: 'b' })).rejects.toMatchObject({ code: 'unsupported' });
  });

  it('is not sent where it would replace the object, or make one', async () => {
    const tags = { Bucket: 'b', Key: 'k', VersionId: 'v', Tagging: { TagSet: [] } };
    const bench = nativeBench([{ body: 'the object itself' }]);
    await expect(bench.native.s3.putObjectTagging(tags)).rejects.toMatchObject({ code: 'unsupported' });
    await expect(bench.native.s3.getObjectTagging({ Bucket: 'b', Key: 'k', VersionId: 'v' })).rejects.toMatchObject({ code: 'unsupported' });
    expect(bench.sent.map(({ method, target }) => `${method} ${target}`)).toEqual([
      'GET /services/objectstorage/b/k?tagging=&versionId=v',
      'GET /services/objectstorage/b/k?tagging=&versionId=v',
    ]);
    const none = nativeBench([{ status: 404, body: '<Error><Code>NoSuchKey</Code></Error>' }]);
    await expect(none.native.s3.putObjectTagging(tags)).rejects.toMatchObject({ code: 'not-found' });
    expect(none.sent).toHaveLength(1);
  });

  it('tells a document that was cut off from one that is another', async () => {
    const of = (body: string) => nativeBench([{ body }]).native.s3.getObjectTagging({ Bucket: 'b', Key: 'k' });
    await expect(of('<Tagging><TagSet>')).rejects.toMatchObject({ code: 'protocol' });
    await expect(of('<html><body>')).rejects.toMatchObject({ code: 'unsupported' });
    await expect(of('<Error><Code>SlowDown</Code></Error>')).rejects.toMatchObject({ code: 'rate-limited' });
  });

  it.each([
    ['nothing is set so far', { status: 404, body: '<Error><Code>NoSuchTagSet</Code></Error>' }],
    ['it may not be read', { status: 403, body: '<Error><Code>AccessDenied</Code></Error>' }],
    ['it answers with what was asked for', XML('<Tagging><TagSet/></Tagging>')],
  ])('is sent where %s, and not asked about again', async (_, answer) => {
    const bench = nativeBench([answer, {}]);
    for (const Bucket of ['b', 'c']) await bench.native.s3.putBucketTagging({ Bucket, Tagging: { TagSet: [] } });
    expect(bench.sent.map(({ method }) => method)).toEqual(['GET', 'PUT', 'PUT']);
  });

  it('refuses parameters it does not have, and a bucket without a name', async () => {
    const bench = nativeBench([]);
    await expect(bench.native.s3.getObject({ Bucket: 'b', Key: 'k', Versionid: 'v' } as never)).rejects.toMatchObject({ remedy: 'did you mean VersionId?' });
    await expect(bench.native.s3.deleteBucket({ Bucket: '' })).rejects.toMatchObject({ code: 'invalid-argument' });
    expect(bench.sent).toHaveLength(0);
  });
});

describe('lists of S3', () => {
  it('decode keys that were asked for encoded, and go on after the last row', async () => {
    const bench = nativeBench([
      XML(
        '<ListBucketResult><EncodingType>url</EncodingType><IsTruncated>true</IsTruncated><Contents><Key>a+b%2Bc%01</Key></Contents><CommonPrefixes><Prefix>b%2F</Prefix></CommonPrefixes></ListBucketResult>',
      ),
      XML('<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>'),
    ]);
    expect(await bench.native.s3.all.objects({ Bucket: 'b', Delimiter: '/' }).toArray()).toMatchObject([{ Key: 'a b+c\u0001' }, { Prefix: 'b/' }]);
    expect(bench.sent[1]?.target).toContain('marker=b%2F');
  });

  it('go on where the page ended, whether the server wrote that encoded or not', async () => {
    const of = (marker: string): { body: string } =>
      XML(
        `<ListBucketResult><EncodingType>url</EncodingType><IsTruncated>true</IsTruncated><NextMarker>${marker}</NextMarker><Contents><Key>dir/a%20b%2Bc%2541</Key></Contents></ListBucketResult>`,
      );
    // Amazon, Swift, radosgw 16.
    for (const marker of ['dir/a+b%2Bc%2541', 'dir/a%20b%2Bc%2541', 'dir/a b+c%41']) {
      const bench = nativeBench([of(marker), XML('<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>')]);
      await bench.native.s3.all.objects({ Bucket: 'b' }).toArray();
      expect(bench.sent[1]?.target, marker).toContain('marker=dir%2Fa%20b%2Bc%2541');
    }
  });

  it('put versions and markers in one order, and page by both', async () => {
    const row = (kind: string, key: string, id: string, minute: number, latest: boolean): string =>
      `<${kind}><Key>${key}</Key><VersionId>${id}</VersionId><IsLatest>${latest}</IsLatest><LastModified>2015-08-30T12:0${minute}:00Z</LastModified></${kind}>`;
    const bench = nativeBench([
      XML(
        `<ListVersionsResult><IsTruncated>true</IsTruncated><NextKeyMarker>k</NextKeyMarker><NextVersionIdMarker>2</NextVersionIdMarker>${row('Version', 'k', '1', 1, false)}${row('Version', 'j', '9', 1, true)}${row('DeleteMarker', 'k', '2', 2, true)}</ListVersionsResult>`,
      ),
      XML('<ListVersionsResult><IsTruncated>false</IsTruncated></ListVersionsResult>'),
    ]);
    const versions = await bench.native.s3.all.versions({ Bucket: 'b' }).toArray();
    expect(versions.map(({ Key, VersionId, isDeleteMarker }) => [Key, VersionId, isDeleteMarker])).toEqual([
      ['j', '9', false],
      ['k', '2', true],
      ['k', '1', false],
    ]);
    expect(bench.sent[1]?.target).toMatch(/key-marker=k.*version-id-marker=2/);
  });

  it('go on after the last row where the server says wrong, or nothing', async () => {
    const end = XML('<ListVersionsResult><IsTruncated>false</IsTruncated></ListVersionsResult>');
    const version = (id: string) =>
      `<ListVersionsResult><IsTruncated>true</IsTruncated><NextKeyMarker>k</NextKeyMarker><NextVersionIdMarker>null</NextVersionIdMarker><Version><Key>k</Key><VersionId>${id}</VersionId></Version></ListVersionsResult>`;
    for (const id of ['1795300665.17897', 'null']) {
      const bench = nativeBench([XML(version(id)), end]);
      await bench.native.s3.all.versions({ Bucket: 'b' }).toArray();
      expect(bench.sent[1]?.target).toContain(`key-marker=k&version-id-marker=${id}`);
    }
    const uploads = nativeBench([
      XML(
        '<ListMultipartUploadsResult><IsTruncated>true</IsTruncated><NextKeyMarker/><NextUploadIdMarker/><Upload><Key>a%20b</Key><UploadId>u</UploadId></Upload></ListMultipartUploadsResult>',
      ),
      XML('<ListMultipartUploadsResult><IsTruncated>false</IsTruncated></ListMultipartUploadsResult>'),
    ]);
    // Keys are as they stand: encoding was not asked for.
    expect(await uploads.native.s3.all.uploads({ Bucket: 'b' }).toArray()).toMatchObject([{ Key: 'a%20b' }]);
    expect(uploads.sent[0]?.target).not.toContain('encoding-type');
    expect(uploads.sent[1]?.target).toContain('key-marker=a%2520b&upload-id-marker=u');
  });

  it('are errors when there is more and nobody says where', async () => {
    const bench = nativeBench([XML('<ListPartsResult><IsTruncated>true</IsTruncated></ListPartsResult>')]);
    await expect(bench.native.s3.all.parts({ Bucket: 'b', Key: 'k', UploadId: 'u' }).toArray()).rejects.toMatchObject({ code: 'protocol' });
  });
});

describe('what others may use', () => {
  it('presigns as the worked example does, and any other operation', async () => {
    const { native } = nativeBench([]);
    const { url } = await native.s3.presign('GetObject', { Bucket: 'bkt', Key: 'k1.txt' }, 3600);
    const { searchParams, pathname } = new URL(url);
    expect(pathname).toBe('/services/objectstorage/bkt/k1.txt');
    expect(Object.fromEntries(searchParams)).toEqual({
      'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
      'X-Amz-Credential': 'AKIDEXAMPLE/20150830/us-east-1/s3/aws4_request',
      'X-Amz-Date': '20150830T123600Z',
      'X-Amz-Expires': '3600',
      'X-Amz-SignedHeaders': 'host',
      'X-Amz-Signature': 'da22774f3ed2c0d4ce2b1f1caf56279a1b9392849999b1d011f3a1c2c0a43bdc',
    });
    const put = await native.s3.presign('UploadPart', { Bucket: 'bkt', Key: 'k', UploadId: 'u', PartNumber: 2 }, 60);
    expect(put).toMatchObject({ method: 'PUT', headers: {}, url: expect.stringMatching(/uploadId=u&partNumber=2&X-Amz/) });
    await expect(native.s3.presign('GetObject', { Bucket: 'b', Key: 'k' }, 604_801)).rejects.toMatchObject({ code: 'invalid-argument' });
  });

  it('signs the form of the worked example', async () => {
    const { native } = nativeBench([]);
    const form = await native.s3.postForm({
      Bucket: 'bkt',
      Key: 'up/x',
      expiresInSeconds: 3600,
      fields: { acl: 'private', success_action_status: '201' },
      conditions: [['starts-with', '$key', 'up/'], { acl: 'private' }, ['content-length-range', 0, 1_048_576], { success_action_status: '201' }],
    });
    expect(form.url).toBe('http://10.111.5.3:8773/services/objectstorage/bkt');
    expect(Buffer.from(form.fields['policy'] ?? '', 'base64').toString()).toBe(
      '{"expiration":"2015-08-30T13:36:00.000Z","conditions":[{"bucket":"bkt"},["starts-with","$key","up/"],{"acl":"private"},["content-length-range",0,1048576],{"success_action_status":"201"},{"x-amz-algorithm":"AWS4-HMAC-SHA256"},{"x-amz-credential":"AKIDEXAMPLE/20150830/us-east-1/s3/aws4_request"},{"x-amz-date":"20150830T123600Z"}]}',
    );
    expect(form.fields['x-amz-signature']).toBe('6716acd42a83d02ae4f5794888468ae1443baab6466565167b10302e7b0319c2');
    expect(Object.keys(form.fields)).toEqual(expect.arrayContaining(['key', 'acl', 'policy', 'x-amz-credential']));
  });

  it('lets the file name itself below a prefix', async () => {
    const { native } = nativeBench([]);
    const { fields } = await native.s3.postForm({ Bucket: 'b', Key: `up/${'$'}{filename}`, expiresInSeconds: 1, maxBytes: 9 });
    const policy = JSON.parse(Buffer.from(fields['policy'] ?? '', 'base64').toString()) as { conditions: unknown[] };
    expect(policy.conditions).toContainEqual(['starts-with', '$key', 'up/']);
    expect(policy.conditions).toContainEqual(['content-length-range', 0, 9]);
  });
});
