import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { bodyOf, isCloudError, Secret } from '@portolan/core/driver';
import { describe, expect, it } from 'vitest';
import { SigV4 } from '../../auth.ts';
import { S3Client } from '../../client.ts';
import { S3Endpoint } from '../../endpoints.ts';
import { aws, eucalyptus, type Preset } from '../../presets.ts';
import { type FakeConnection, fakeConnection, type Play } from '../../testing/fake-connection.ts';
import { S3Storage } from '../driver.ts';

interface Bench extends FakeConnection {
  readonly storage: S3Storage;
}

function bench(plays: readonly Play[], url = 'http://h:1', preset: Preset = aws): Bench {
  const connection = fakeConnection(plays);
  const s3 = new S3Endpoint(url, undefined);
  const auth = new SigV4({
    identity: { accessKeyId: 'AKID', secretAccessKey: new Secret('s') },
    region: 'us-east-1',
    clock: connection.clock,
    ec2: undefined,
    s3,
    clockToleranceMs: preset.clockToleranceMs,
  });
  return Object.assign(connection, { storage: new S3Storage(new S3Client(connection, auth, s3), auth, preset, 'us-east-1') });
}

const error = (code: string, more = ''): string => `<?xml version="1.0"?><Error><Code>${code}</Code><Message>m</Message>${more}</Error>`;
const put = (storage: S3Storage, body: Parameters<typeof bodyOf>[0], length?: number) =>
  storage.objects.put({ bucket: 'b', key: 'k', contentType: 'a/b', metadata: {}, body: bodyOf(body, length === undefined ? {} : { length }) }, {});
const headers = {
  etag: '"5eb63bbbe01eeed093cb22bb8f5acdc3"',
  'content-length': '11',
  'content-type': 'text/plain',
  'x-amz-meta-a': '1',
  'cache-control': 'no-cache',
};

describe('listPage', () => {
  const page = (more: string): string =>
    `<ListBucketResult><IsTruncated>true</IsTruncated><Contents><Key>a</Key></Contents><Contents><Key>c</Key></Contents>${more}</ListBucketResult>`;

  it('goes on by the token', async () => {
    const { storage, transport } = bench([
      { body: page('<KeyCount>2</KeyCount><NextContinuationToken>t/+=</NextContinuationToken>') },
      { body: '<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>' },
    ]);
    const { next } = await storage.objects.listPage('b', { prefix: '' });
    expect((await storage.objects.listPage('b', { prefix: '' }, next)).next).toBeUndefined();
    expect(transport.sent[1]?.target).toContain('continuation-token=t%2F%2B%3D');
  });

  it('goes on after the last key where a server answers version 1', async () => {
    const { storage, transport } = bench([{ body: page('<CommonPrefixes><Prefix>d/</Prefix></CommonPrefixes>') }]);
    const { next } = await storage.objects.listPage('b', { prefix: '', delimiter: '/' });
    await storage.objects.listPage('b', { prefix: '', delimiter: '/' }, next);
    expect(transport.sent[1]?.target).toContain('marker=d%2F');
    expect(transport.sent[1]?.target).not.toContain('list-type');
  });

  it('takes a truncated page without a next one for an error, not for the end', async () => {
    const { storage } = bench([{ body: '<ListBucketResult><KeyCount>0</KeyCount><IsTruncated>true</IsTruncated></ListBucketResult>' }]);
    await expect(storage.objects.listPage('b', { prefix: '' })).rejects.toMatchObject({ code: 'protocol' });
  });

  it('takes a listing that is cut off for an error, not for a short one', async () => {
    const { storage } = bench([{ body: '<ListBucketResult><IsTruncated>false</IsTruncated><Contents><Key>a</Key></Contents>' }]);
    await expect(storage.objects.listPage('b', { prefix: '' })).rejects.toMatchObject({ code: 'protocol' });
  });
});

describe('get', () => {
  it('refuses the whole where a range was asked for', async () => {
    const { storage } = bench([{ headers, body: 'hello world' }]);
    await expect(storage.objects.get('b', 'k', { range: { start: 0, end: 4 } })).rejects.toMatchObject({ code: 'protocol' });
    const other = bench([{ status: 206, headers: { ...headers, 'content-range': 'bytes 1-5/11', 'content-length': '5' }, body: 'ello ' }]);
    await expect(other.storage.objects.get('b', 'k', { range: { start: 0, end: 4 } })).rejects.toMatchObject({ code: 'protocol' });
  });

  it('tells the size of the whole with a range', async () => {
    const { storage } = bench([{ status: 206, headers: { ...headers, 'content-range': 'bytes 0-4/11', 'content-length': '5' }, body: 'hello' }]);
    const content = await storage.objects.get('b', 'k', { range: { start: 0, end: 4 } });
    expect([content.length, content.info.sizeBytes]).toEqual([5, 11]);
  });
});

describe('put', () => {
  it('hashes bytes, over https too', async () => {
    const { storage, transport } = bench([{ headers }], 'https://h');
    expect(await put(storage, 'hello world')).toMatchObject({
      etag: '5eb63bbbe01eeed093cb22bb8f5acdc3',
      md5: '5eb63bbbe01eeed093cb22bb8f5acdc3',
      sizeBytes: 11,
    });
    expect(transport.sent[0]?.headers['x-amz-content-sha256']).toBe(createHash('sha256').update('hello world').digest('hex'));
  });

  it('leaves a stream unsigned over https alone', async () => {
    const { storage, transport } = bench([{ headers }], 'https://h');
    await put(storage, Readable.from([Buffer.from('hello')]), 5);
    expect(transport.sent[0]?.headers['x-amz-content-sha256']).toBe('UNSIGNED-PAYLOAD');
  });

  it('reads a short stream before it sends it over plain http, and can send it twice', async () => {
    const { storage, transport } = bench([{ status: 503, body: error('SlowDown') }, { headers }]);
    await put(storage, Readable.from([Buffer.from('hel'), Buffer.from('lo')]), 5);
    expect(transport.sent.map((sent) => sent.text)).toEqual(['hello', 'hello']);
    expect(transport.sent[0]?.headers).toMatchObject({
      'Content-MD5': createHash('md5').update('hello').digest('base64'),
      'x-amz-content-sha256': createHash('sha256').update('hello').digest('hex'),
    });
  });

  it('signs the chunks of a long stream over plain http', async () => {
    const { storage, transport } = bench([{ headers }]);
    const bytes = Buffer.alloc(9 * 1024 ** 2, 'x');
    await put(storage, Readable.from([bytes]), bytes.byteLength);
    expect(transport.sent[0]?.headers).toMatchObject({
      'x-amz-content-sha256': 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD',
      'x-amz-decoded-content-length': String(bytes.byteLength),
    });
    expect(transport.sent[0]?.expectContinue).toBe(true);
    expect(transport.sent[0]?.text).toMatch(/^10000;chunk-signature=/);
  });

  it('reads the stream first where the server knows no signed chunks, and remembers', async () => {
    const { storage, transport } = bench([{ status: 501, body: error('NotImplemented'), unread: true }, { headers }]);
    const bytes = Buffer.alloc(9 * 1024 ** 2, 'x');
    await put(storage, Readable.from([bytes]), bytes.byteLength);
    await put(storage, Readable.from([bytes]), bytes.byteLength);
    const hash = createHash('sha256').update(bytes).digest('hex');
    expect(transport.sent.map((sent) => sent.headers['x-amz-content-sha256'])).toEqual(['STREAMING-AWS4-HMAC-SHA256-PAYLOAD', hash, hash]);
    expect(transport.sent[1]?.text).toHaveLength(bytes.byteLength);
  });

  it('does not send a stream twice that the server had begun to read', async () => {
    const { storage, transport } = bench([{ status: 501, body: error('NotImplemented') }]);
    const bytes = Buffer.alloc(9 * 1024 ** 2, 'x');
    await expect(put(storage, Readable.from([bytes]), bytes.byteLength)).rejects.toMatchObject({ code: 'unsupported' });
    expect(transport.sent).toHaveLength(1);
  });

  it('destroys a stream that it could not send', async () => {
    const { storage } = bench([{ status: 403, body: error('AccessDenied'), unread: true }]);
    const source = Readable.from([Buffer.alloc(9 * 1024 ** 2)]);
    await expect(put(storage, source, 9 * 1024 ** 2)).rejects.toMatchObject({ code: 'permission-denied' });
    expect(source.destroyed).toBe(true);
  });

  it('fails when a stream is not as long as it was said', async () => {
    await expect(put(bench([{ headers }]).storage, Readable.from([Buffer.from('hello')]), 6)).rejects.toMatchObject({
      code: 'invalid-argument',
      outcome: 'not-done',
    });
    await expect(put(bench([{ headers }]).storage, Readable.from([Buffer.from('hello')]), 4)).rejects.toMatchObject({ code: 'invalid-argument' });
  });

  it('calls a missing object that was to be replaced a failed condition', async () => {
    const { storage } = bench([{ status: 404, body: error('NoSuchKey') }]);
    const request = { bucket: 'b', key: 'k', contentType: 'a/b', metadata: {}, ifMatch: 'e', body: bodyOf('x') };
    await expect(storage.objects.put(request, {})).rejects.toMatchObject({ code: 'precondition-failed', status: 404 });
  });
});

describe('copy', () => {
  const result =
    '<CopyObjectResult><LastModified>2015-08-30T12:36:05.000Z</LastModified><ETag>&quot;5eb63bbbe01eeed093cb22bb8f5acdc3&quot;</ETag></CopyObjectResult>';
  const request = { from: { bucket: 'b', key: 'k' }, to: { bucket: 'b', key: 'c' } };

  it('sees the error in a 200 and tries again', async () => {
    const { storage, transport } = bench([{ headers }, { body: error('InternalError') }, { body: `\n \n${result}` }]);
    expect(await storage.objects.copy(request, {})).toMatchObject({ etag: '5eb63bbbe01eeed093cb22bb8f5acdc3', sizeBytes: 11 });
    expect(transport.sent).toHaveLength(3);
  });

  it.each(['', '<CopyObjectResult><ETag>', '<html/>'])('tries again where the answer is %j', async (body) => {
    const { storage, transport } = bench([{ headers }, { body }, { body: result }]);
    await storage.objects.copy(request, {});
    expect(transport.sent).toHaveLength(3);
  });

  it('reports what stays an error, its outcome open', async () => {
    const { storage } = bench([{ headers }, { body: error('InternalError') }]);
    await expect(storage.objects.copy(request, {})).rejects.toMatchObject({ code: 'unavailable', status: 200, outcome: 'unknown', retry: 'exhausted' });
  });

  it('says everything again where one thing is changed', async () => {
    const { storage, transport } = bench([{ headers: { ...headers, 'x-amz-storage-class': 'STANDARD_IA' } }, { body: result }]);
    await storage.objects.copy({ ...request, headers: { contentType: 'text/css' } }, {});
    expect(transport.sent[1]?.headers).toMatchObject({
      'x-amz-metadata-directive': 'REPLACE',
      'Content-Type': 'text/css',
      'Cache-Control': 'no-cache',
      'x-amz-meta-a': '1',
      'x-amz-storage-class': 'STANDARD_IA',
    });
  });

  it('says the condition in radosgw’s words too, until a server has none of it, and never to Amazon', async () => {
    const copied = { body: '<CopyObjectResult><ETag>"e"</ETag></CopyObjectResult>' };
    const request = { from: { bucket: 'b', key: 'k', ifMatch: 'e' }, to: { bucket: 'b', key: 'c' } } as const;
    const { storage, transport } = bench([{ headers }, { status: 501, body: error('NotImplemented') }, copied, { headers }, copied]);
    await storage.objects.copy(request, {});
    await storage.objects.copy(request, {});
    const said = transport.sent
      .filter(({ method }) => method === 'PUT')
      .map((sent) => [sent.headers['x-amz-copy-source-if-match'], sent.headers['x-amz-copy-if-match']]);
    expect(said).toEqual([
      ['"e"', '"e"'],
      ['"e"', undefined],
      ['"e"', undefined],
    ]);
    const amazon = bench([{ headers }, copied], 'https://s3.eu-west-1.amazonaws.com');
    await amazon.storage.objects.copy(request, {});
    expect(amazon.transport.sent[1]?.headers['x-amz-copy-if-match']).toBeUndefined();
  });

  it('sends nothing for a copy onto itself that changes nothing', async () => {
    const { storage, transport } = bench([{ headers }]);
    expect(await storage.objects.copy({ from: request.from, to: request.from }, {})).toMatchObject({ sizeBytes: 11 });
    expect(transport.sent).toHaveLength(1);
  });

  it('copies more than 5 GiB in parts, of one and the same object, with its headers', async () => {
    const size = 5 * 1024 ** 3 + 1;
    const { storage, transport } = bench([
      { headers: { ...headers, 'content-length': String(size) } },
      { body: '<InitiateMultipartUploadResult><UploadId>u</UploadId></InitiateMultipartUploadResult>' },
      (sent) =>
        sent.method === 'PUT'
          ? { body: '<CopyPartResult><ETag>&quot;5eb63bbbe01eeed093cb22bb8f5acdc3&quot;</ETag></CopyPartResult>' }
          : { body: '<CompleteMultipartUploadResult><ETag>&quot;x-11&quot;</ETag></CompleteMultipartUploadResult>' },
    ]);
    expect(await storage.objects.copy(request, {})).toEqual({ key: 'c', etag: 'x-11', sizeBytes: size });
    expect(transport.sent[1]?.headers).toMatchObject({ 'Content-Type': 'text/plain', 'x-amz-meta-a': '1' });
    const ranges = transport.sent.map((sent) => sent.headers['x-amz-copy-source-range']).filter((range) => range !== undefined);
    expect(ranges).toHaveLength(11);
    expect(ranges).toContain(`bytes=0-${512 * 1024 ** 2 - 1}`);
    expect(ranges).toContain(`bytes=${size - 1}-${size - 1}`);
    expect(transport.sent[2]?.headers['x-amz-copy-source-if-match']).toBe('"5eb63bbbe01eeed093cb22bb8f5acdc3"');
  });

  it('carries by itself what Eucalyptus cannot name', async () => {
    const { storage, transport } = bench(
      [
        { headers },
        { body: '<InitiateMultipartUploadResult><UploadId>u</UploadId></InitiateMultipartUploadResult>' },
        (sent) =>
          sent.method === 'GET'
            ? { status: 206, headers: { ...headers, 'content-range': 'bytes 0-10/11' }, body: 'hello world' }
            : { headers, body: '<CompleteMultipartUploadResult><ETag>&quot;x-1&quot;</ETag></CompleteMultipartUploadResult>' },
      ],
      'http://h:1',
      eucalyptus,
    );
    await storage.objects.copy({ from: { bucket: 'b', key: 'a?b' }, to: { bucket: 'b', key: 'c' } }, {});
    expect(transport.sent.map((sent) => sent.operation)).toEqual(['HeadObject', 'CreateMultipartUpload', 'GetObject', 'UploadPart', 'CompleteMultipartUpload']);
    expect(transport.sent[3]?.text).toBe('hello world');
  });
});

describe('multipart', () => {
  const upload = { bucket: 'b', key: 'k', id: 'u' };
  const part = { number: 1, etag: '5eb63bbbe01eeed093cb22bb8f5acdc3', sizeBytes: 11 };
  const whole = `${createHash('md5').update(Buffer.from(part.etag, 'hex')).digest('hex')}-1`;
  const request = { bucket: 'b', key: 'k', contentType: 'a/b', metadata: {} };

  it('knows its own object again when the answer to complete was lost', async () => {
    const { storage } = bench([
      { status: 500, body: error('InternalError') },
      { status: 404, body: error('NoSuchUpload') },
      { headers: { etag: `"${whole}"` } },
    ]);
    expect(await storage.objects.multipart.complete(upload, [part], request, {})).toEqual({ key: 'k', etag: whole, sizeBytes: 11 });
    const other = bench([{ status: 404, body: error('NoSuchUpload') }, { headers: { etag: '"another-1"' } }]);
    await expect(other.storage.objects.multipart.complete(upload, [part], request, {})).rejects.toMatchObject({ code: 'not-found' });
  });

  it('asks for the etag where the answer leaves it empty', async () => {
    const { storage } = bench([{ body: '<CompleteMultipartUploadResult><ETag/></CompleteMultipartUploadResult>' }, { headers: { etag: `"${whole}"` } }]);
    expect((await storage.objects.multipart.complete(upload, [part], request, {})).etag).toBe(whole);
  });

  it('lists the parts that are there, page by page', async () => {
    const row = (number: number): string => `<Part><PartNumber>${number}</PartNumber><ETag>&quot;${part.etag}&quot;</ETag><Size>11</Size></Part>`;
    const { storage, transport } = bench([
      { body: `<ListPartsResult><IsTruncated>true</IsTruncated><NextPartNumberMarker>7</NextPartNumberMarker>${row(7)}</ListPartsResult>` },
      { body: `<ListPartsResult><IsTruncated>false</IsTruncated>${row(9)}</ListPartsResult>` },
    ]);
    const first = await storage.objects.multipart.listPartsPage(upload, {});
    expect(first).toEqual({ items: [{ number: 7, etag: part.etag, sizeBytes: 11 }], next: '7' });
    expect((await storage.objects.multipart.listPartsPage(upload, {}, first.next)).items).toEqual([{ number: 9, etag: part.etag, sizeBytes: 11 }]);
    expect(transport.sent.map(({ target }) => target)).toEqual(['/b/k?uploadId=u', '/b/k?part-number-marker=7&uploadId=u']);
    const gone = bench([{ status: 404, body: error('NoSuchUpload') }]);
    await expect(gone.storage.objects.multipart.listPartsPage(upload, {})).rejects.toMatchObject({ code: 'not-found' });
  });

  it('foretells the etag of the whole only where those of the parts are MD5s', () => {
    const { multipart } = bench([]).storage.objects;
    expect(multipart.etagOf([{ ...part, md5: part.etag }])).toBe(whole);
    expect(multipart.etagOf([part])).toBeUndefined();
    expect(multipart.etagOf([{ ...part, md5: 'f'.repeat(32) }])).toBeUndefined();
  });

  it('is done when the upload to abort is no more', async () => {
    await bench([{ status: 404, body: error('NoSuchUpload') }]).storage.objects.multipart.abort(upload, {});
    await expect(bench([{ status: 403, body: error('AccessDenied') }]).storage.objects.multipart.abort(upload, {})).rejects.toMatchObject({
      code: 'permission-denied',
    });
  });
});

describe('deleteMany', () => {
  it('tells what stayed, counts what never was as gone, and deletes singly what XML cannot carry', async () => {
    const { storage, transport } = bench([
      {
        body: '<DeleteResult><Error><Key>a&amp;b</Key><Code>AccessDenied</Code><Message>no</Message></Error><Error><Key>gone</Key><Code>NoSuchKey</Code></Error></DeleteResult>',
      },
      { status: 204 },
    ]);
    const failures = await storage.objects.deleteMany('b', ['a&b', 'gone', 'x\u0001'], {});
    expect(failures.map(({ key, error: reason }) => [key, reason.code])).toEqual([['a&b', 'permission-denied']]);
    expect(transport.sent.map((sent) => [sent.method, sent.target])).toEqual([
      ['POST', '/b?delete='],
      ['DELETE', '/b/x%01'],
    ]);
  });

  it('deletes one by one from then on where the server has no bulk delete', async () => {
    const { storage, transport } = bench([{ status: 501, body: error('NotImplemented') }, { status: 204 }]);
    expect(await storage.objects.deleteMany('b', ['x', 'y'], {})).toEqual([]);
    await storage.objects.deleteMany('b', ['z'], {});
    expect(transport.sent.map((sent) => sent.method)).toEqual(['POST', 'DELETE', 'DELETE', 'DELETE']);
  });
});

describe('regions', () => {
  it('follows a bucket to its region, and remembers', async () => {
    const { storage, transport } = bench([{ status: 301, headers: { 'x-amz-bucket-region': 'us-west-2' } }, { headers }], 'https://s3.eu-west-1.amazonaws.com');
    await storage.objects.head('bkt', 'k', {});
    await storage.objects.head('bkt', 'k', {});
    expect(transport.sent.map((sent) => sent.origin)).toEqual([
      'https://bkt.s3.eu-west-1.amazonaws.com',
      'https://bkt.s3.us-west-2.amazonaws.com',
      'https://bkt.s3.us-west-2.amazonaws.com',
    ]);
    expect(transport.sent[1]?.headers['Authorization']).toContain('/us-west-2/s3/');
  });

  it('signs anew for the region that a server of one address names', async () => {
    const { storage, transport } = bench([{ status: 400, body: error('AuthorizationHeaderMalformed', '<Region>north</Region>') }, { headers }]);
    await storage.objects.head('bkt', 'k', {}).catch(() => undefined);
    await storage.objects.get('bkt', 'k', {}).catch(() => undefined);
    expect(transport.sent.at(-1)?.headers['Authorization']).toContain('/north/s3/');
  });

  it('asks why a HEAD was refused, which cannot tell, and signs for the region that is named then', async () => {
    const wrong = { status: 400, body: error('AuthorizationHeaderMalformed', '<Region>north</Region>') };
    const { storage, transport } = bench([{ status: 400 }, wrong, { body: '<ListBucketResult/>' }, { headers }]);
    expect(await storage.objects.head('b', 'k', {})).toMatchObject({ sizeBytes: 11 });
    expect(transport.sent.map(({ method, target }) => `${method} ${target}`)).toEqual(['HEAD /b/k', 'GET /b?max-keys=0', 'GET /b?max-keys=0', 'HEAD /b/k']);
    expect(transport.sent[3]?.headers['Authorization']).toContain('/north/s3/');
    const other = bench([{ status: 400 }, { body: '<ListBucketResult/>' }]);
    await expect(other.storage.objects.head('b', 'k', {})).rejects.toMatchObject({ status: 400 });
    expect(other.transport.sent).toHaveLength(2);
  });

  it('names the region where it cannot go there', async () => {
    const { storage } = bench([{ status: 301, headers: { 'x-amz-bucket-region': 'us-west-2' } }]);
    const reason = await storage.objects.head('bkt', 'k', {}).catch((thrown: unknown) => thrown);
    expect(isCloudError(reason, 'protocol') && reason.remedy).toContain('us-west-2');
  });
});

describe('presign', () => {
  it('refuses more than seven days', async () => {
    const { storage } = bench([]);
    await expect(storage.objects.presign({ bucket: 'b', key: 'k', method: 'GET', expiresInSeconds: 604_801 }, {})).rejects.toMatchObject({
      code: 'invalid-argument',
    });
  });

  it('tells which header an upload must carry', async () => {
    const { storage, clock } = bench([]);
    const signed = await storage.objects.presign({ bucket: 'b', key: 'a b', method: 'PUT', expiresInSeconds: 60, contentType: 'text/css' }, {});
    expect(signed).toMatchObject({ method: 'PUT', headers: { 'Content-Type': 'text/css' }, expiresAt: new Date(clock.now() + 60_000) });
    expect(signed.url).toMatch(/^http:\/\/h:1\/b\/a%20b\?.*X-Amz-SignedHeaders=content-type%3Bhost/);
  });
});

describe('buckets', () => {
  it('takes one of ours that is there for success, another’s for an error', async () => {
    expect(await bench([{ status: 409, body: error('BucketAlreadyOwnedByYou') }]).storage.buckets.create({ name: 'b' }, {})).toMatchObject({ name: 'b' });
    const ours = '<ListAllMyBucketsResult><Owner/><Buckets><Bucket><Name>b</Name></Bucket></Buckets></ListAllMyBucketsResult>';
    expect(await bench([{ status: 409, body: error('BucketAlreadyExists') }, { body: ours }]).storage.buckets.create({ name: 'b' }, {})).toMatchObject({
      name: 'b',
    });
    const none = '<ListAllMyBucketsResult><Owner/><Buckets/></ListAllMyBucketsResult>';
    await expect(bench([{ status: 409, body: error('BucketAlreadyExists') }, { body: none }]).storage.buckets.create({ name: 'b' }, {})).rejects.toMatchObject({
      code: 'already-exists',
    });
  });

  it('names the region where Amazon wants it named, and nowhere else', async () => {
    const made = async (url: string, region: string): Promise<string> => {
      const connection = fakeConnection([{}]);
      const s3 = new S3Endpoint(url, undefined);
      const auth = new SigV4({
        identity: { accessKeyId: 'A', secretAccessKey: new Secret('s') },
        region,
        clock: connection.clock,
        ec2: undefined,
        s3,
        clockToleranceMs: 1,
      });
      await new S3Storage(new S3Client(connection, auth, s3), auth, aws, region).buckets.create({ name: 'bkt' }, {});
      return connection.transport.sent[0]?.text ?? '';
    };
    expect(await made('https://s3.eu-west-1.amazonaws.com', 'eu-west-1')).toContain('<LocationConstraint>eu-west-1</LocationConstraint>');
    expect(await made('https://s3.us-east-1.amazonaws.com', 'us-east-1')).toBe('');
    expect(await made('http://127.0.0.1:9000', 'eu-west-1')).toBe('');
  });

  it('names the region where an endpoint of another name insists on it', async () => {
    const { storage, transport } = bench([{ status: 400, body: error('IllegalLocationConstraintException') }, {}]);
    await storage.buckets.create({ name: 'b' }, {});
    expect(transport.sent.map((sent) => sent.text)).toEqual(['', expect.stringContaining('<LocationConstraint>us-east-1</LocationConstraint>')]);
  });

  it('deletes what is not there, and not what is not empty', async () => {
    await bench([{ status: 404, body: error('NoSuchBucket') }]).storage.buckets.delete('b', {});
    await expect(bench([{ status: 409, body: error('BucketNotEmpty') }]).storage.buckets.delete('b', {})).rejects.toMatchObject({ code: 'conflict' });
  });
});
