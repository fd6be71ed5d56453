import { Readable } from 'node:stream';
import { asXmlList } from '@portolan/core/driver';
import { describe, expect, it } from 'vitest';
import { etagOf, LIST_ROWS, md5Of, merged, readList, readRow, sizeOf, toInfo } from './mapping.ts';

const read = async (text: string) => {
  const reader = asXmlList({ root: 'ListBucketResult', items: LIST_ROWS }, readRow);
  const { root, items } = await reader({ status: 200, headers: {}, body: Readable.from([Buffer.from(text)]) });
  return readList(root, items);
};

describe('readList', () => {
  it('reads version 1 as Eucalyptus sends it', async () => {
    const list = await read(
      `<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>bkt</Name><Prefix>dir/</Prefix><Marker/><NextMarker>dir/sub/</NextMarker><MaxKeys>2</MaxKeys><Delimiter>/</Delimiter><IsTruncated>true</IsTruncated>
<Contents><Key>dir/a b+c~é.txt</Key><LastModified>2015-08-30T12:36:00.000Z</LastModified><ETag>&quot;5eb63bbbe01eeed093cb22bb8f5acdc3&quot;</ETag><Size>11</Size><Owner><ID>1</ID><DisplayName>me</DisplayName></Owner><StorageClass>STANDARD</StorageClass></Contents>
<CommonPrefixes><Prefix>dir/sub/</Prefix></CommonPrefixes></ListBucketResult>`,
    );
    expect(list).toMatchObject({ truncated: true, nextMarker: 'dir/sub/', prefixes: ['dir/sub/'], hasKeyCount: false });
    expect(merged(list)).toMatchObject([
      { kind: 'object', key: 'dir/a b+c~é.txt', sizeBytes: 11, etag: '5eb63bbbe01eeed093cb22bb8f5acdc3', lastModified: new Date('2015-08-30T12:36:00.000Z') },
      { kind: 'prefix', prefix: 'dir/sub/' },
    ]);
  });

  it('decodes keys where the answer says they are encoded, with either blank', async () => {
    const list = await read(
      `<ListBucketResult><KeyCount>3</KeyCount><EncodingType>url</EncodingType><IsTruncated>true</IsTruncated><NextContinuationToken>1ue%2FGcx=</NextContinuationToken>
<Contents><Key>dir/a+b%2Bc~%C3%A9.txt</Key></Contents><Contents><Key>dir%2Fx%20%01</Key></Contents><CommonPrefixes><Prefix>dir/s+b/</Prefix></CommonPrefixes></ListBucketResult>`,
    );
    expect(list.contents.map((row) => row.Key)).toEqual(['dir/a b+c~é.txt', 'dir/x \u0001']);
    expect(list.prefixes).toEqual(['dir/s b/']);
    // Opaque: never decoded.
    expect(list.nextContinuationToken).toBe('1ue%2FGcx=');
  });

  it('leaves keys alone where it does not say so', async () => {
    const list = await read(
      '<ListBucketResult><IsTruncated>false</IsTruncated><Contents><Key>a+b%20</Key></Contents><Contents><Key>1e3</Key></Contents><Contents><Key> x </Key></Contents></ListBucketResult>',
    );
    expect(list.contents.map((row) => row.Key)).toEqual(['a+b%20', '1e3', ' x ']);
  });

  it('refuses keys that cannot be decoded', async () => {
    await expect(read('<ListBucketResult><EncodingType>url</EncodingType><Contents><Key>%FF</Key></Contents></ListBucketResult>')).rejects.toMatchObject({
      code: 'protocol',
    });
  });
});

describe('merged', () => {
  it('orders keys and folders by their UTF-8 bytes', () => {
    const contents = ['a', 'b', '\ufb01', '😀'].map((Key) => ({ Key }));
    const rows = merged({ contents, prefixes: ['a/', 'c/'], truncated: false, nextContinuationToken: undefined, nextMarker: undefined, hasKeyCount: true });
    expect(rows.map((row) => (row.kind === 'object' ? row.key : row.prefix))).toEqual(['a', 'a/', 'b', 'c/', '\ufb01', '😀']);
  });
});

describe('toInfo', () => {
  it('reads headers, and drops the frame that some servers store', () => {
    const info = toInfo(
      'b',
      'k',
      {
        etag: '"5eb63bbbe01eeed093cb22bb8f5acdc3"',
        'content-type': 'text/plain',
        'content-encoding': 'aws-chunked, gzip',
        'cache-control': 'no-cache',
        'last-modified': 'Sun, 30 Aug 2015 12:36:00 GMT',
        'x-amz-meta-owner': 'me',
      },
      11,
    );
    expect(info).toMatchObject({
      bucket: 'b',
      key: 'k',
      sizeBytes: 11,
      contentEncoding: 'gzip',
      cacheControl: 'no-cache',
      metadata: { owner: 'me' },
      md5: '5eb63bbbe01eeed093cb22bb8f5acdc3',
      lastModified: new Date('2015-08-30T12:36:00Z'),
    });
    expect(toInfo('b', 'k', { 'content-encoding': 'aws-chunked' }, 0).contentEncoding).toBeUndefined();
  });
});

describe('md5Of', () => {
  const etag = '5eb63bbbe01eeed093cb22bb8f5acdc3';
  it('takes an ETag for an MD5 only where it is one', () => {
    expect(md5Of(etag, {})).toBe(etag);
    expect(md5Of(etag, { 'x-amz-server-side-encryption': 'AES256' })).toBe(etag);
    expect(md5Of(`${etag}-2`, {})).toBeUndefined();
    expect(md5Of(etag, { 'x-amz-server-side-encryption': 'aws:kms' })).toBeUndefined();
    expect(md5Of(etag, { 'x-amz-server-side-encryption-customer-algorithm': 'AES256' })).toBeUndefined();
  });
});

describe('sizes and etags', () => {
  it('tells the whole from a range', () => {
    expect(sizeOf({ 'content-range': 'bytes 0-4/11', 'content-length': '5' })).toBe(11);
    expect(sizeOf({ 'content-length': '11' })).toBe(11);
    expect(sizeOf({})).toBeUndefined();
  });

  it.each([
    ['"abc"', 'abc'],
    ['abc', 'abc'],
    ['W/"abc"', 'abc'],
    ['', undefined],
    ['""', undefined],
    [undefined, undefined],
  ])('reads the etag %j', (text, etag) => {
    expect(etagOf(text)).toBe(etag);
  });
});
