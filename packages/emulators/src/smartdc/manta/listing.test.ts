import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Reply } from '../testing/signed-client.ts';
import { startTestBed, type TestBed } from '../testing/start.ts';

let bed: TestBed;
const ROOT = '/demo/stor/list';
// In the order of their UTF-8 bytes, which is not that of UTF-16: U+FF5E comes before U+1F98A.
const NAMES = ['A', 'B', 'a', 'a b', 'b', 'é', '～', '🦊'];

beforeAll(async () => {
  bed = await startTestBed({ maxPageSize: 3 });
  await bed.manta.send('PUT', ROOT, { headers: { 'content-type': 'application/json; type=directory', 'content-length': '0' } });
  for (const name of NAMES.toReversed()) {
    bed.clock.advance(1000);
    const directory = name === 'B' ? { 'content-type': 'application/json; type=directory' } : {};
    await bed.manta.send('PUT', `${ROOT}/${encodeURIComponent(name)}`, { body: name === 'B' ? '' : name, headers: directory });
  }
});
afterAll(() => bed.emulator.close());

const list = (query = ''): Promise<Reply> => bed.manta.send('GET', `${ROOT}${query}`);
const entries = async (query?: string): Promise<Record<string, unknown>[]> =>
  (await list(query)).text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
const names = async (query?: string): Promise<unknown[]> => (await entries(query)).map((entry) => entry['name']);

describe('listing a directory', () => {
  it('streams a JSON line for each entry, with the total in a header', async () => {
    const reply = await list('?limit=1024');
    expect(reply.headers).toMatchObject({ 'content-type': 'application/x-json-stream; type=directory', 'result-set-size': '8' });
    const [file, directory] = await entries();
    expect(file).toEqual({
      name: 'A',
      etag: expect.any(String) as string,
      size: 1,
      type: 'object',
      contentType: 'application/octet-stream',
      contentMD5: expect.any(String) as string,
      mtime: expect.stringMatching(/Z$/) as string,
      durability: 2,
    });
    expect(directory).toEqual({ name: 'B', type: 'directory', mtime: expect.any(String) as string });
  });

  it('goes by the bytes of names, a default page at a time, from the marker on, inclusive', async () => {
    expect(await names('?limit=1024')).toEqual(NAMES);
    expect(await names()).toEqual(['A', 'B', 'a']);
    expect(await names('?marker=a')).toEqual(['a', 'a b', 'b']);
    expect(await names('?limit=2&marker=aa')).toEqual(['b', 'é']);
    expect(await names(`?limit=5&marker=${encodeURIComponent('é')}`)).toEqual(['é', '～', '🦊']);
    expect(await names('?limit=1&marker=a')).toEqual(['a']);
  });

  it('goes backwards, by time, and by type', async () => {
    expect(await names('?sort_order=reverse&limit=2')).toEqual(['🦊', '～']);
    expect(await names('?sort_order=reverse&limit=2&marker=aa')).toEqual(['a b', 'a']);
    expect(await names('?sort=mtime&limit=2')).toEqual(['A', 'B']);
    const [first] = await entries('?sort=mtime&limit=3');
    expect(await names(`?sort=mtime&limit=2&marker=${String(first?.['mtime'])}`)).toEqual(['A', 'B']);
    expect(await names('?dir&limit=9')).toEqual(['B']);
    expect(await names('?obj&limit=2')).toEqual(['A', 'a']);
  });

  it('refuses limits outside 1 to 1024, markers that are no dates, and what is for operators', async () => {
    const fails = async (query: string): Promise<unknown> => {
      const reply = await list(query);
      return [reply.status, reply.json().code];
    };
    for (const query of ['?limit=0', '?limit=1025', '?limit=-1']) expect(await fails(query)).toEqual([400, 'InvalidArgumentError']);
    expect(await fails('?sort=mtime&marker=yesterday')).toEqual([400, 'InvalidParameter']);
    expect(await fails('?sort=none')).toEqual([403, 'QueryParameterForbidden']);
  });

  it('HEAD gives the number of entries; the account’s root lists its areas', async () => {
    const head = await bed.manta.send('HEAD', ROOT);
    expect([head.status, head.headers['result-set-size'], head.text]).toEqual([200, '8', '']);
    const root = (await bed.manta.send('GET', '/demo')).text.trim().split('\n');
    expect(root.map((line) => (JSON.parse(line) as { name: string }).name)).toEqual(['public', 'reports', 'stor', 'uploads']);
    expect((await bed.manta.send('PUT', '/demo', { body: '' })).status).toBe(400);
  });

  it('mkdir is 204 twice, needs its parent, and not one that is an object', async () => {
    const mkdir = (path: string): Promise<Reply> =>
      bed.manta.send('PUT', path, { headers: { 'content-type': 'application/json; type=directory', 'content-length': '0' } });
    expect((await mkdir(`${ROOT}/B`)).status).toBe(204);
    expect((await mkdir('/demo/stor')).status).toBe(204);
    const orphan = await mkdir(`${ROOT}/x/y`);
    expect([orphan.status, orphan.json().code, orphan.json().message]).toEqual([404, 'DirectoryDoesNotExist', `${ROOT}/x does not exist`]);
    expect((await mkdir(`${ROOT}/A/y`)).json().code).toBe('ParentNotDirectory');
  });
});
