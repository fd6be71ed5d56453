import { bytesBody, type HttpRequest } from '@portolan/core/driver';
import { beforeEach, describe, expect, it } from 'vitest';
import { bodyOfRequest, json } from '../../testing/fake-connection.ts';
import { FakeManta } from '../../testing/fake-manta.ts';
import { MantaMultipart } from './multipart.ts';

const ID = '0f7ae9a5-9e06-6b52-b9b1-dfb1dd7bff33';
const DIRECTORY = `/demo/uploads/0f7/${ID}`;
const request = { bucket: 'b1', key: 'a b/ü%', contentType: 'text/plain', metadata: { color: 'grün' } };
const upload = { bucket: 'b1', key: 'a b/ü%', id: ID, state: { partsDirectory: `/uploads/0f7/${ID}` } };

let manta: FakeManta;
let multipart: MantaMultipart;
let commits: (() => ReturnType<FakeManta['before']>)[];
beforeEach(() => {
  manta = new FakeManta();
  manta.addDirectory('b1');
  multipart = new MantaMultipart(manta.client);
  commits = [];
  manta.before = (sent: HttpRequest, path) => {
    if (path === '/demo/uploads') return json({ id: ID, partsDirectory: DIRECTORY }, 201);
    if (!path.startsWith(DIRECTORY)) return undefined;
    if (path.endsWith('/commit')) return commits.shift()?.() ?? { status: 201, headers: { 'computed-md5': Buffer.alloc(16, 7).toString('base64') } };
    if (path.endsWith('/state')) return json({ id: ID, state: 'done', result: 'committed' });
    return sent.method === 'PUT' ? { status: 204, headers: { etag: `e${path.at(-1)}` } } : { status: 204 };
  };
});

it('begins with the encoded path of the object and its headers, in lower case', async () => {
  expect(await multipart.begin({ ...request, cacheControl: 'no-store', native: { durabilityLevel: 3 } }, {})).toEqual(upload);
  expect(bodyOfRequest(manta.connection.sent[0])).toEqual({
    objectPath: '/demo/stor/b1/a%20b/%C3%BC%25',
    headers: { 'content-type': 'text/plain', 'cache-control': 'no-store', 'm-color': Buffer.from('grün').toString('latin1'), 'durability-level': 3 },
  });
});

it('parts are counted from 0 on the wire, and their digests are checked there', async () => {
  const part = await multipart.putPart(upload, 1, bytesBody(Buffer.from('abc')), Buffer.alloc(16, 1), {});
  expect(part).toEqual({ number: 1, etag: 'e0', sizeBytes: 3 });
  expect(manta.asked).toEqual([`PUT /uploads/0f7/${ID}/0`]);
  expect(manta.connection.sent[0]?.headers['Content-MD5']).toBe(Buffer.alloc(16, 1).toString('base64'));
});

describe('complete', () => {
  const parts = [
    { number: 1, etag: 'e0', sizeBytes: 5 },
    { number: 2, etag: 'e1', sizeBytes: 2 },
  ];

  it('names the parts by their etags, in order', async () => {
    expect(await multipart.complete(upload, parts, request, {})).toEqual({ key: request.key, sizeBytes: 7, md5: '07'.repeat(16) });
    expect(bodyOfRequest(manta.connection.sent[0])).toEqual({ parts: ['e0', 'e1'] });
  });

  it('makes the folder that is missing only now', async () => {
    commits.push(() => json({ code: 'DirectoryDoesNotExist', message: '' }, 404));
    await multipart.complete(upload, parts, request, {});
    expect(manta.paths).toEqual(['b1/', 'b1/a b/']);
  });

  it('a commit that was answered before, and forgotten, is a success', async () => {
    commits.push(() => json({ code: 'InvalidMultipartUploadState', message: 'already finalized' }, 409));
    expect(await multipart.complete(upload, parts, request, {})).toEqual({ key: request.key, sizeBytes: 7 });
  });

  it('conditions are looked at before the first part, and again before the commit', async () => {
    await multipart.begin({ ...request, ifNoneMatch: '*' }, {});
    manta.addObject('b1/a b/ü%');
    await expect(multipart.complete(upload, parts, { ...request, ifNoneMatch: '*' }, {})).rejects.toMatchObject({
      code: 'precondition-failed',
      outcome: 'not-done',
    });
    await expect(multipart.begin({ ...request, ifNoneMatch: '*' }, {})).rejects.toMatchObject({ code: 'precondition-failed' });
    await expect(multipart.begin({ ...request, ifMatch: 'other' }, {})).rejects.toMatchObject({ code: 'precondition-failed' });
    await multipart.begin({ ...request, ifMatch: 'etag-1' }, {});
    expect(manta.asked.filter((line) => line.endsWith('/commit'))).toEqual([]);
  });
});

describe('abort', () => {
  it.each([404, 409])('of an upload that is no more resolves (%i)', async (status) => {
    manta.before = () => json({ code: status === 404 ? 'ResourceNotFound' : 'InvalidMultipartUploadState', message: '' }, status);
    await multipart.abort(upload, {});
  });

  it('finds the directory by the id alone, whose last digit says how', async () => {
    await multipart.abort({ bucket: 'b1', key: 'x', id: ID }, {});
    expect(manta.asked).toEqual([`POST /uploads/0f7/${ID}/abort`]);
  });
});

it('lists the parts that are there, from 1; of an upload that is over, none', async () => {
  const entries = [
    { name: '10', type: 'object', etag: 'e10', size: 7, contentMD5: Buffer.alloc(16, 7).toString('base64') },
    { name: '2', type: 'object', etag: 'e2', size: 5 },
  ];
  let state = 'created';
  manta.before = (_, path) => {
    if (path === `${DIRECTORY}/state`) return json({ id: ID, state });
    return {
      status: 200,
      headers: { 'content-type': 'application/x-json-stream; type=directory' },
      body: entries.map((one) => JSON.stringify(one)).join('\n'),
    };
  };
  expect(await multipart.listPartsPage(upload, {})).toEqual({
    items: [
      { number: 3, etag: 'e2', sizeBytes: 5 },
      { number: 11, etag: 'e10', sizeBytes: 7, md5: '07'.repeat(16) },
    ],
  });
  state = 'done';
  await expect(multipart.listPartsPage(upload, {})).rejects.toMatchObject({ code: 'not-found' });
});

it('a parts directory outside of the uploads is not followed', async () => {
  manta.before = () => json({ id: ID, partsDirectory: '/other/stor/x' }, 201);
  await expect(multipart.begin(request, {})).rejects.toMatchObject({ code: 'protocol' });
});
