import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { bodyOf, Secret } from '@portolan/core/driver';
import { describe, expect, it } from 'vitest';
import { SigV4 } from '../../auth.ts';
import { type ChecksumAlgorithm, checksumOf } from '../../checksums/checksum.ts';
import { S3Client } from '../../client.ts';
import { S3Endpoint } from '../../endpoints.ts';
import { aws } from '../../presets.ts';
import { type FakeConnection, fakeConnection, type Play } from '../../testing/fake-connection.ts';
import { S3Storage } from '../driver.ts';

const MIB = 1024 ** 2;

function bench(plays: readonly Play[], url = 'http://h:1', checksum: ChecksumAlgorithm = 'crc32c'): FakeConnection & { readonly storage: S3Storage } {
  const connection = fakeConnection(plays);
  const s3 = new S3Endpoint(url, undefined);
  const identity = { accessKeyId: 'AKID', secretAccessKey: new Secret('s') };
  const auth = new SigV4({ identity, region: 'us-east-1', clock: connection.clock, ec2: undefined, s3, clockToleranceMs: aws.clockToleranceMs });
  return { ...connection, storage: new S3Storage(new S3Client(connection, auth, s3), auth, aws, 'us-east-1', undefined, checksum) };
}

const put = (storage: S3Storage, body: Parameters<typeof bodyOf>[0], length?: number) =>
  storage.objects.put({ bucket: 'b', key: 'k', contentType: 'a/b', metadata: {}, body: bodyOf(body, length === undefined ? {} : { length }) }, {});
const refused = (status: number, code: string): Play => ({ status, body: `<Error><Code>${code}</Code><Message>m</Message></Error>` });

describe('a profile with a checksum', () => {
  it('tells that of bytes at hand before them', async () => {
    const { storage, transport } = bench([{ headers: { etag: '"e"' } }]);
    await put(storage, 'hello world');
    expect(transport.sent[0]?.headers).toMatchObject({
      'x-amz-checksum-crc32c': checksumOf('crc32c', Buffer.from('hello world')),
      'x-amz-sdk-checksum-algorithm': 'CRC32C',
    });
    expect(transport.sent[0]?.headers['Authorization']).toContain('x-amz-checksum-crc32c;');
  });

  it.each(['crc32', 'sha1', 'sha256'] as const)('takes %s from the core, which the server gets as it wants it', async (checksum) => {
    const { storage, transport } = bench([{ headers: { etag: '"e"' } }], 'http://h:1', checksum);
    await put(storage, 'hello world');
    expect(transport.sent[0]?.headers[`x-amz-checksum-${checksum}`]).toBe(checksumOf(checksum, Buffer.from('hello world')));
  });

  it('makes both digests of long bytes, which the signature covers as it covers short ones', async () => {
    const long = Buffer.alloc(2 * MIB + 1, 'x');
    const { storage, transport } = bench([{ headers: { etag: '"e"' } }], 'http://h:1', 'crc32');
    await put(storage, long);
    const { headers = {} } = transport.sent[0] ?? {};
    expect(headers['x-amz-checksum-crc32']).toBe(checksumOf('crc32', long));
    expect(headers['x-amz-content-sha256']).toBe(createHash('sha256').update(long).digest('hex'));
    expect(headers['Authorization']).toContain('x-amz-checksum-crc32;x-amz-content-sha256;');
  });

  it.each([11, 2 * MIB + 1])('signs and tells one digest of %i bytes, where they are the same', async (length) => {
    const bytes = Buffer.alloc(length, 'x');
    const { storage, transport } = bench([{ headers: { etag: '"e"' } }], 'https://h:1', 'sha256');
    await put(storage, bytes);
    const { headers = {} } = transport.sent[0] ?? {};
    const digest = createHash('sha256').update(bytes).digest();
    expect(headers['x-amz-checksum-sha256']).toBe(digest.toString('base64'));
    expect(headers['x-amz-content-sha256']).toBe(digest.toString('hex'));
    expect(headers['Authorization']).toContain('x-amz-checksum-sha256;x-amz-content-sha256;');
  });

  it('needs no other digest once the server has said it again, and not before', async () => {
    const value = checksumOf('crc32', Buffer.from('x'));
    const { storage } = bench([{ headers: { etag: '"e"' } }, { headers: { etag: '"e"', 'x-amz-checksum-crc32': value } }], 'http://h:1', 'crc32');
    await put(storage, 'x');
    expect(storage.objects.checksUploads).toBe(false);
    await put(storage, 'x');
    expect(storage.objects.checksUploads).toBe(true);
  });

  it('asks reads for it, and hands what the core knows to the core', async () => {
    const told = { 'content-length': '1', 'x-amz-checksum-crc32': checksumOf('crc32', Buffer.from('x')) };
    const { storage, transport } = bench(
      [{ headers: told, body: 'x' }, { headers: told }, { headers: { ...told, 'x-amz-checksum-type': 'COMPOSITE' } }],
      'http://h:1',
      'crc32',
    );
    const hex = Buffer.from(told['x-amz-checksum-crc32'], 'base64').toString('hex');
    expect((await storage.objects.get('b', 'k', {})).info.digest).toEqual({ algorithm: 'crc32', hex });
    expect((await storage.objects.head('b', 'k', {})).digest).toEqual({ algorithm: 'crc32', hex });
    expect((await storage.objects.head('b', 'k', {})).digest).toBeUndefined();
    for (const sent of transport.sent) expect(sent.headers['x-amz-checksum-mode']).toBe('ENABLED');
  });

  it('tells that of a stream after it: signed over plain http, unsigned under TLS', async () => {
    const bytes = Buffer.alloc(9 * MIB, 'x');
    const trailer = `x-amz-checksum-crc32c:${checksumOf('crc32c', bytes)}`;
    const plain = bench([{ headers: { etag: '"e"' } }]);
    await put(plain.storage, Readable.from([bytes]), bytes.byteLength);
    expect(plain.transport.sent[0]?.headers).toMatchObject({
      'x-amz-content-sha256': 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER',
      'x-amz-trailer': 'x-amz-checksum-crc32c',
      'x-amz-decoded-content-length': String(bytes.byteLength),
      'Content-Encoding': 'aws-chunked',
    });
    expect(plain.transport.sent[0]?.text.slice(-250)).toMatch(
      /\r\n0;chunk-signature=\w{64}\r\nx-amz-checksum-crc32c:.{8}\r\nx-amz-trailer-signature:\w{64}\r\n\r\n$/,
    );
    expect(plain.transport.sent[0]?.text).toContain(trailer);
    const tls = bench([{ headers: { etag: '"e"' } }], 'https://h');
    await put(tls.storage, Readable.from([Buffer.from('hello')]), 5);
    expect(tls.transport.sent[0]?.headers['x-amz-content-sha256']).toBe('STREAMING-UNSIGNED-PAYLOAD-TRAILER');
    expect(tls.transport.sent[0]?.text).toBe(`5\r\nhello\r\n0\r\nx-amz-checksum-crc32c:${checksumOf('crc32c', Buffer.from('hello'))}\r\n\r\n`);
  });

  it.each([
    ['radosgw 16', refused(400, 'XAmzContentSHA256Mismatch')],
    ['Swift', refused(501, 'NotImplemented')],
  ])('says what to leave out where %s takes none after a body, and does not go on without', async (_, play) => {
    const { storage, transport } = bench([play], 'https://h');
    await expect(put(storage, Readable.from([Buffer.from('hello')]), 5)).rejects.toMatchObject({
      code: 'unsupported',
      outcome: 'not-done',
      remedy: 'leave out checksum',
    });
    expect(transport.sent).toHaveLength(1);
  });

  it('begins uploads in parts with it, and says the parts’ again when they become an object', async () => {
    const { storage, transport } = bench([
      { body: '<InitiateMultipartUploadResult><UploadId>u</UploadId></InitiateMultipartUploadResult>' },
      { headers: { etag: '"e1"' } },
      { body: '<CompleteMultipartUploadResult><ETag>"e-1"</ETag></CompleteMultipartUploadResult>' },
    ]);
    const request = { bucket: 'b', key: 'k', contentType: 'a/b', metadata: {} };
    const upload = await storage.objects.multipart.begin(request, {});
    const part = await storage.objects.multipart.putPart(upload, 1, bodyOf('hello'), undefined, {});
    await storage.objects.multipart.complete(upload, [part], request, {});
    expect(transport.sent[0]?.headers).toMatchObject({ 'x-amz-checksum-algorithm': 'CRC32C', 'x-amz-checksum-type': 'FULL_OBJECT' });
    const value = checksumOf('crc32c', Buffer.from('hello'));
    expect(transport.sent[1]?.headers['x-amz-checksum-crc32c']).toBe(value);
    expect(transport.sent[2]?.text).toContain(`<ETag>&quot;e1&quot;</ETag><ChecksumCRC32C>${value}</ChecksumCRC32C></Part>`);
  });

  it('asks for it with a download, and fails where the bytes are others', async () => {
    const told = (value: string): Play => ({ headers: { 'content-length': '5', 'x-amz-checksum-crc32c': value }, body: 'hello' });
    const read = async (play: Play): Promise<string> => {
      const { storage, transport } = bench([play]);
      const { body } = await storage.objects.get('b', 'k', {});
      expect(transport.sent[0]?.headers['x-amz-checksum-mode']).toBe('ENABLED');
      return Buffer.concat(await body.toArray()).toString();
    };
    expect(await read(told(checksumOf('crc32c', Buffer.from('hello'))))).toBe('hello');
    await expect(read(told(checksumOf('crc32c', Buffer.from('jello'))))).rejects.toMatchObject({ code: 'protocol', retry: 'maybe' });
    // Of parts, and none at all: nothing to compare with.
    expect(await read(told('AAAAAA==-3'))).toBe('hello');
    expect(await read({ headers: { 'content-length': '5' }, body: 'hello' })).toBe('hello');
  });
});
