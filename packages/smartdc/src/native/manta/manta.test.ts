import { Readable } from 'node:stream';
import { inspect } from 'node:util';
import type { HttpRequest } from '@portolan/core/driver';
import { describe, expect, it } from 'vitest';
import { bodyOfRequest, type FakeAnswer, json } from '../../testing/fake-connection.ts';
import { callOf, fakeNative } from '../../testing/fake-native.ts';
import { parentsOf } from './manta-calls.ts';

const DIRECTORY = { 'content-type': 'application/x-json-stream; type=directory' };
const refusal = (status: number, code: string): FakeAnswer => json({ code, message: code }, status);
const entries = (...names: string[]): FakeAnswer => ({
  status: 200,
  headers: DIRECTORY,
  body: names.map((name) => JSON.stringify({ name, type: 'object' })).join('\n'),
});
const over = (answer: (request: HttpRequest, call: string) => FakeAnswer): ReturnType<typeof fakeNative> => fakeNative(answer);

describe('directories', () => {
  it('are made with those above, and never over an object', async () => {
    const { native, connection } = over((request) => (request.method === 'HEAD' ? { status: 404 } : { status: 204 }));
    await native.manta.directories.make('/stor/a b/c', { parents: true });
    expect(connection.sent.filter(({ method }) => method === 'PUT').map(callOf)).toEqual(['PUT stor/a%20b', 'PUT stor/a%20b/c']);
    const object = over(() => ({ status: 200, headers: { 'content-type': 'text/plain' } }));
    await expect(object.native.manta.directories.make('/stor/x')).rejects.toMatchObject({ code: 'already-exists' });
    expect(object.connection.sent.map(({ method }) => method)).toEqual(['HEAD']);
  });

  it('are listed to their end: the marker comes again and is told once', async () => {
    const all = ['a', 'b', 'c', 'd', 'e'];
    const { native, connection } = over((request) => {
      const query = new URLSearchParams(request.target.split('?')[1]);
      const from = query.get('marker') === null ? 0 : all.indexOf(query.get('marker') ?? '');
      return entries(...all.slice(from, from + Number(query.get('limit'))));
    });
    expect((await native.manta.directories.list('/stor', { pageSize: 2 }).toArray()).map(({ name }) => name)).toEqual(all);
    expect(connection.sent.map(callOf)[1]).toBe('GET stor?limit=3&marker=c');
    expect((await native.manta.directories.list('/stor', { search: '[ac]' }).toArray()).map(({ name }) => name)).toEqual(['a', 'c']);
  });

  it('an object is no directory', async () => {
    const { native } = over(() => ({ status: 200, headers: { 'content-type': 'text/plain' }, body: 'x' }));
    await expect(native.manta.directories.list('/stor/x').toArray()).rejects.toMatchObject({ code: 'protocol' });
    await expect(native.manta.directories.count('/stor/x')).rejects.toMatchObject({ code: 'not-found' });
    expect(await native.manta.directories.kind('/stor/x')).toBe('object');
  });

  it('absent is deleted; not empty is a conflict; recursive takes what is in it first', async () => {
    await over(() => refusal(404, 'ResourceNotFound')).native.manta.directories.delete('/stor/x');
    await expect(over(() => refusal(400, 'DirectoryNotEmpty')).native.manta.directories.delete('/stor/x')).rejects.toMatchObject({ code: 'conflict' });
    let left = ['o'];
    const { native, connection } = over((request) => {
      if (request.method === 'GET') return entries(...left);
      if (request.target.endsWith('/o')) left = [];
      return { status: 204 };
    });
    await native.manta.directories.delete('/stor/x', { recursive: true });
    expect(connection.sent.filter(({ method }) => method === 'DELETE').map(callOf)).toEqual(['DELETE stor/x/o', 'DELETE stor/x']);
  });

  it.each(['stor/x', '/', '', '/stor//x', '/stor/../x', '/stor/.'])('%j is no path', async (path) => {
    const { native, connection } = over(() => ({ status: 204 }));
    await expect(native.manta.directories.delete(path)).rejects.toMatchObject({ code: 'invalid-argument' });
    expect(connection.sent).toEqual([]);
  });

  it('above a path are those below the account’s own', () => {
    expect(parentsOf('/stor/a/b/c')).toEqual(['/stor/a', '/stor/a/b']);
    expect(parentsOf('/stor/a')).toEqual([]);
  });
});

describe('objects', () => {
  const put = { status: 204, headers: { etag: 'e-1', 'computed-md5': '1B2M2Y8AsgTpgAmY7PhCfg==' } };

  it('are put with their headers, and tell etag and digest', async () => {
    const { native, connection } = over(() => put);
    const done = await native.manta.objects.put('/public/ü.txt', 'hi', {
      contentType: 'text/plain',
      metadata: { color: 'red' },
      durabilityLevel: 3,
      roleTags: ['a'],
      headers: { 'Access-Control-Allow-Origin': '*' },
      ifNoneMatch: '*',
    });
    expect(done).toEqual({ etag: 'e-1', md5: 'd41d8cd98f00b204e9800998ecf8427e' });
    expect(connection.sent[0]).toMatchObject({
      target: '/demo/public/%C3%BC.txt',
      headers: {
        'Content-Type': 'text/plain',
        'm-color': 'red',
        'Durability-Level': '3',
        'Role-Tag': 'a',
        'Access-Control-Allow-Origin': '*',
        'If-Match': '""',
      },
    });
  });

  it('parents: missing directories are made, for bytes once they turn out missing, for a stream before it is sent', async () => {
    let made = false;
    const { native, connection } = over((request) => {
      if (request.method === 'HEAD') return { status: 404 };
      if (request.headers['Content-Type']?.includes('directory') === true) {
        made = true;
        return { status: 204 };
      }
      return made ? put : refusal(404, 'DirectoryDoesNotExist');
    });
    await native.manta.objects.put('/stor/a/x', 'hi', { parents: true });
    expect(connection.sent.filter(({ method }) => method === 'PUT').map(callOf)).toEqual(['PUT stor/a/x', 'PUT stor/a', 'PUT stor/a/x']);
    made = false;
    connection.sent.length = 0;
    await native.manta.objects.put('/stor/a/x', Readable.from([Buffer.from('hi')]), { parents: true });
    expect(connection.sent.filter(({ method }) => method === 'PUT').map(callOf)).toEqual(['PUT stor/a', 'PUT stor/a/x']);
  });

  it('absent: head is undefined, delete is success', async () => {
    const { native } = over(() => refusal(404, 'ResourceNotFound'));
    expect(await native.manta.objects.head('/stor/x')).toBeUndefined();
    await native.manta.objects.delete('/stor/x');
  });

  it('metadata are replaced without a length, which Manta would refuse', async () => {
    const { native, connection } = over(() => ({ status: 204 }));
    await native.manta.objects.putMetadata('/stor/x', { metadata: { a: 'b' }, contentType: 'text/css' });
    expect(connection.sent[0]).toMatchObject({ target: '/demo/stor/x?metadata=true', headers: { 'm-a': 'b', 'Content-Type': 'text/css' } });
    expect(connection.sent[0]?.body?.length).toBeUndefined();
  });

  it('links are refused by Manta of today: unsupported, with what to do instead', async () => {
    const { native, connection } = over(() => refusal(403, 'SnaplinksDisabledError'));
    await expect(native.manta.objects.link('/stor/b', '/stor/a c')).rejects.toMatchObject({ code: 'unsupported', remedy: expect.stringContaining('copy') });
    expect(connection.sent[0]?.headers).toMatchObject({ Location: '/demo/stor/a%20c', 'Content-Type': 'application/json; type=link' });
  });

  it('addresses are signed for their methods', async () => {
    const { native } = over(() => put);
    expect((await native.manta.objects.signUrl('/stor/a b', { methods: ['GET', 'HEAD'], expiresInSeconds: 5 })).url).toBe(
      'https://manta.test/demo/stor/a%20b?method=GET,HEAD&expires=5',
    );
  });
});

it('tokens hide themselves', async () => {
  const { native, connection } = over(() => json({ token: 'hidden-token' }, 201));
  const token = await native.manta.tokens.create();
  expect(inspect(token) + JSON.stringify(token)).not.toContain('hidden-token');
  expect(token.reveal()).toBe('hidden-token');
  expect(connection.sent.map(callOf)).toEqual(['POST tokens']);
});

it('uploads in parts, by what their create told', async () => {
  const id = '0f7ae9a5-c1b2-4f0e-8c6d-000000000003';
  const { native, connection } = over((request, call) => {
    if (call === 'POST uploads') return json({ id, partsDirectory: `/demo/uploads/0f7/${id}` }, 201);
    if (request.method === 'PUT') return { status: 204, headers: { etag: 'p0' } };
    if (request.method === 'GET') return json({ id, state: 'created' });
    return { status: 201, headers: { 'computed-md5': '1B2M2Y8AsgTpgAmY7PhCfg==' } };
  });
  const upload = await native.manta.uploads.create('/stor/big', { 'Content-Type': 'text/plain', 'durability-level': 2 });
  expect(bodyOfRequest(connection.sent[0])).toEqual({ objectPath: '/demo/stor/big', headers: { 'content-type': 'text/plain', 'durability-level': 2 } });
  expect(await native.manta.uploads.putPart(upload, 0, 'part')).toBe('p0');
  expect(await native.manta.uploads.state(id)).toMatchObject({ state: 'created' });
  expect(await native.manta.uploads.commit(upload, ['p0'])).toMatchObject({ md5: 'd41d8cd98f00b204e9800998ecf8427e' });
  await native.manta.uploads.abort(upload);
  expect(connection.sent.map(callOf).slice(1)).toEqual([
    `PUT uploads/0f7/${id}/0`,
    `GET uploads/0f7/${id}/state`,
    `POST uploads/0f7/${id}/commit`,
    `POST uploads/0f7/${id}/abort`,
  ]);
});
