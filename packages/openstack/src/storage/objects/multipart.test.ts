import { createHash } from 'node:crypto';
import { bytesBody, isCloudError } from '@portolan/core/driver';
import { describe, expect, it } from 'vitest';
import { type Script, type ScriptedCloud, scriptedCloud } from '../../testing/scripted-cloud.ts';
import { SwiftInfo } from '../swift-info.ts';
import { BulkDelete } from './bulk-delete.ts';
import { SwiftObjects } from './objects.ts';

const objectsOf = (script: Script): { cloud: ScriptedCloud; objects: SwiftObjects } => {
  const cloud = scriptedCloud(script);
  const info = new SwiftInfo(cloud.client);
  return { cloud, objects: new SwiftObjects(cloud.client, info, new BulkDelete(cloud.client, info)) };
};
const ACCOUNT = 'https://swift.test/v1/AUTH_8f4c0d';
const request = { bucket: 'photos', key: 'big', contentType: 'x/y', metadata: { a: '1' } };
const parts = [
  { number: 2, etag: '7d793037a0760186574b0282f2f435e7', sizeBytes: 5 },
  { number: 1, etag: 'f814893777bcc2295fff05f00e508da6', sizeBytes: 6 },
];
const upload = { bucket: 'photos', key: 'big', id: 'up-1' };
const segment = (number: number): string => `/photos_segments/portolan/up-1/0000${number}`;
const fails = async (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('begin', () => {
  it('makes the container of the segments with the bucket’s policy', async () => {
    const { cloud, objects } = objectsOf((one) => (one.method === 'HEAD' ? { status: 204, headers: { 'x-storage-policy': 'silver' } } : { status: 201 }));
    const begun = await objects.multipart.begin(request, {});
    expect(begun.id).toMatch(/^[0-9a-f-]{36}$/);
    expect(cloud.seen.map((one) => `${one.method} ${one.url}`)).toEqual([`HEAD ${ACCOUNT}/photos`, `PUT ${ACCOUNT}/photos_segments`]);
    expect(cloud.seen[1]?.headers['X-Storage-Policy']).toBe('silver');
  });

  it('makes nothing when the bucket is not there, or the object is and must not be', async () => {
    const absent = objectsOf(() => ({ status: 404 }));
    expect(isCloudError(await fails(absent.objects.multipart.begin(request, {})), 'not-found')).toBe(true);
    const there = objectsOf(() => ({ status: 204 }));
    expect(isCloudError(await fails(there.objects.multipart.begin({ ...request, ifNoneMatch: '*' }, {})), 'precondition-failed')).toBe(true);
    for (const { cloud } of [absent, there]) expect(cloud.seen.every((one) => one.method === 'HEAD')).toBe(true);
  });
});

it('a part is a segment whose MD5 Swift checks', async () => {
  const { cloud, objects } = objectsOf(() => ({ status: 201, headers: { etag: 'f814893777bcc2295fff05f00e508da6' } }));
  const md5 = Buffer.from('f814893777bcc2295fff05f00e508da6', 'hex');
  const part = await objects.multipart.putPart(upload, 1, bytesBody(Buffer.from('hello ')), md5, {});
  expect(part).toEqual({ number: 1, etag: 'f814893777bcc2295fff05f00e508da6', sizeBytes: 6, md5: 'f814893777bcc2295fff05f00e508da6' });
  expect(cloud.seen[0]).toMatchObject({ method: 'PUT', url: `${ACCOUNT}${segment(1)}`, body: 'hello ', headers: { ETag: part.md5 } });
});

describe('complete', () => {
  const heartbeat =
    (body: object): Script =>
    (one) =>
      one.url.includes('multipart-manifest=put') ? { status: 202, body: `   ${JSON.stringify(body)}` } : { status: 404 };

  it('names the segments in the order of their numbers and reads the true status from the report', async () => {
    const { cloud, objects } = objectsOf(heartbeat({ 'Response Status': '201 Created', Etag: '"a9241ba5acd28b215123d94a556f0dcc"', Errors: [] }));
    const result = await objects.multipart.complete(upload, parts, request, {});
    expect(result).toEqual({ key: 'big', etag: 'a9241ba5acd28b215123d94a556f0dcc', sizeBytes: 11 });
    const put = cloud.seen.find((one) => one.method === 'PUT');
    expect(put?.url).toBe(`${ACCOUNT}/photos/big?multipart-manifest=put&heartbeat=on`);
    expect(put?.headers).toMatchObject({ 'Content-Type': 'x/y', 'X-Object-Meta-a': '1' });
    expect(JSON.parse(put?.body ?? '')).toEqual([
      { path: segment(1), etag: 'f814893777bcc2295fff05f00e508da6', size_bytes: 6 },
      { path: segment(2), etag: '7d793037a0760186574b0282f2f435e7', size_bytes: 5 },
    ]);
  });

  it('fails with what the report says, though the answer was 202', async () => {
    const { objects } = objectsOf(heartbeat({ 'Response Status': '400 Bad Request', Errors: [['photos_segments/x', 'Etag Mismatch']] }));
    const error = await fails(objects.multipart.complete(upload, parts, request, {}));
    expect(isCloudError(error, 'invalid-argument')).toBe(true);
    expect(String(error)).toContain('Etag Mismatch');
  });
});

describe('going on in another process', () => {
  it('lists the segments that are there, by their numbers', async () => {
    const rows = [
      { name: 'portolan/up-1/00001', hash: parts[1]?.etag, bytes: 6 },
      { name: 'portolan/up-1/readme', hash: 'x', bytes: 1 },
      { name: 'portolan/up-1/00012', hash: parts[0]?.etag, bytes: 5 },
    ];
    const { cloud, objects } = objectsOf((one) => ({ body: one.url.includes('marker=') ? [] : rows }));
    const page = await objects.multipart.listPartsPage(upload, {});
    expect(page.items).toEqual([
      { ...parts[1], md5: parts[1]?.etag },
      { ...parts[0], number: 12, md5: parts[0]?.etag },
    ]);
    expect(await objects.multipart.listPartsPage(upload, {}, page.next)).toEqual({ items: [] });
    expect(cloud.seen.map(({ url }) => url.slice(ACCOUNT.length))).toEqual([
      '/photos_segments?format=json&prefix=portolan%2Fup-1%2F',
      '/photos_segments?format=json&prefix=portolan%2Fup-1%2F&marker=portolan%2Fup-1%2F00012',
    ]);
  });

  it('completing again what was completed already frees none of its segments', async () => {
    const { cloud, objects } = objectsOf((one) => {
      if (one.url.includes('multipart-manifest=put')) return { status: 201, headers: { etag: '"e"' } };
      if (one.url.includes('multipart-manifest=get'))
        return {
          headers: { 'x-static-large-object': 'True' },
          body: [{ name: segment(1) }, { name: segment(2) }, { name: '/photos_segments/portolan/older/00001' }],
        };
      if (one.url.includes('bulk-delete')) return { body: { 'Response Status': '200 OK', Errors: [] } };
      return one.url.endsWith('/info') ? { body: { swift: {}, bulk_delete: {} } } : { status: 200, headers: { 'x-static-large-object': 'True' } };
    });
    await objects.multipart.complete(upload, parts, request, {});
    expect(cloud.seen.find((one) => one.url.includes('bulk-delete'))?.body).toBe('photos_segments/portolan/older/00001\n');
  });

  it('foretells the etag of the whole', () => {
    const { multipart } = objectsOf(() => ({ status: 200 })).objects;
    expect(multipart.etagOf(parts)).toBe(createHash('md5').update(`${parts[1]?.etag}${parts[0]?.etag}`).digest('hex'));
  });
});

describe('abort', () => {
  const listing = [{ name: 'portolan/up-1/00001' }, { name: 'portolan/up-1/00002' }];
  const report = { 'Response Status': '200 OK', 'Number Deleted': 2, 'Number Not Found': 0, Errors: [] };

  it('frees the segments', async () => {
    const { cloud, objects } = objectsOf((one) => {
      if (one.url.includes('bulk-delete')) return { body: report };
      if (one.url.includes('photos_segments?')) return { body: listing };
      return one.url.endsWith('/info') ? { body: { swift: {}, bulk_delete: { max_deletes_per_request: 1000 } } } : { status: 404 };
    });
    await objects.multipart.abort(upload, {});
    expect(cloud.seen.at(-1)).toMatchObject({ method: 'POST', url: `${ACCOUNT}?bulk-delete=true`, body: `${segment(1).slice(1)}\n${segment(2).slice(1)}\n` });
  });

  it('keeps them when they are the object after all: its completion’s answer was lost', async () => {
    const { cloud, objects } = objectsOf((one) => {
      if (one.url.includes('multipart-manifest=get'))
        return { headers: { 'x-static-large-object': 'True' }, body: [{ name: segment(1) }, { name: segment(2) }] };
      return one.method === 'HEAD' ? { status: 200, headers: { 'x-static-large-object': 'True' } } : { body: listing };
    });
    await objects.multipart.abort(upload, {});
    expect(cloud.seen.every((one) => one.method === 'HEAD' || one.url.includes('multipart-manifest=get'))).toBe(true);
  });
});

describe('deleting', () => {
  it('takes the segments of a large object along, and looks only where there can be some', async () => {
    const plain = objectsOf((one) => (one.method === 'DELETE' ? { status: 204 } : { status: 404 }));
    await plain.objects.delete('photos', 'a', {});
    await plain.objects.delete('photos', 'b', {});
    expect(plain.cloud.seen.map((one) => `${one.method} ${one.url.slice(ACCOUNT.length)}`)).toEqual([
      'HEAD /photos_segments',
      'DELETE /photos/a',
      'DELETE /photos/b',
    ]);
    const large = objectsOf((one) =>
      one.method === 'HEAD' ? { headers: { 'x-static-large-object': 'True' } } : { body: { 'Response Status': '200 OK', Errors: [] } },
    );
    await large.objects.delete('photos', 'big', {});
    expect(large.cloud.seen.at(-1)).toMatchObject({ method: 'DELETE', url: `${ACCOUNT}/photos/big?multipart-manifest=delete` });
  });

  it('tells which of many failed', async () => {
    const { objects } = objectsOf((one) => {
      if (one.url.includes('bulk-delete')) return { body: { 'Response Status': '400 Bad Request', Errors: [['/photos/a%20b', '409 Conflict']] } };
      return one.url.endsWith('/info') ? { body: { swift: {}, bulk_delete: {} } } : { status: 404 };
    });
    const failures = await objects.deleteMany('photos', ['a b', 'c'], {});
    expect(failures).toHaveLength(1);
    expect(failures[0]).toMatchObject({ key: 'a b', error: { code: 'conflict' } });
  });

  it('deletes one by one where Swift says that it has no bulk delete', async () => {
    const { cloud, objects } = objectsOf((one) =>
      one.url.endsWith('/info') ? { body: { swift: {} } } : one.method === 'DELETE' ? { status: 204 } : { status: 404 },
    );
    expect(await objects.deleteMany('photos', ['a', 'b'], {})).toEqual([]);
    expect(cloud.seen.filter((one) => one.method === 'DELETE')).toHaveLength(2);
  });
});

it('asks once whether a bucket has segments, however many write at the same time', async () => {
  const { cloud, objects } = objectsOf((one) =>
    one.method === 'PUT' ? { status: 201, headers: { etag: '5d41402abc4b2a76b9719d911017c592' } } : { status: 404 },
  );
  const put = (key: string): Promise<unknown> =>
    objects.put({ bucket: 'photos', key, body: bytesBody(Buffer.from('hello')), contentType: 'text/plain', metadata: {} }, {});
  await Promise.all(['a', 'b', 'c'].map(put));
  expect(cloud.seen.filter((one) => one.method === 'HEAD')).toHaveLength(1);
  cloud.advance(11_000);
  await put('d');
  expect(cloud.seen.filter((one) => one.method === 'HEAD')).toHaveLength(2);
});
