import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Reply } from '../../testing/signed-client.ts';
import { startTestBed, type TestBed } from '../../testing/start.ts';

type Wire = Record<string, unknown> & { readonly id: string };

let bed: TestBed;
beforeEach(async () => {
  bed = await startTestBed();
});
afterEach(() => bed.emulator.close());

const get = (path: string): Promise<Reply> => bed.cloud.send('GET', path);
const post = (path: string, body: object): Promise<Reply> => bed.cloud.send('POST', path, { body });
const create = (body: object = {}): Promise<Reply> => post('/demo/volumes', { type: 'tritonnfs', ...body });
const fails = (reply: Reply): unknown => [reply.status, reply.json().code, reply.json().message];
const names = async (query: string): Promise<unknown[]> => (await get(`/demo/volumes${query}`)).json<Wire[]>().map((volume) => volume['name']);

async function mount(volumes: readonly object[], more: object = {}): Promise<Reply> {
  const [image] = (await get('/demo/images?name=base-64-lts')).json<Wire[]>();
  return post('/demo/machines', { image: image?.id, package: 'sdc_128', volumes, ...more });
}

describe('volumes', () => {
  it('are made on the default fabric network, become ready and can be mounted from then on', async () => {
    const made = await create({ name: 'data', size: 20_480, tags: { a: 'b' } });
    const volume = made.json<Wire>();
    const [network] = (await get('/demo/networks?fabric=true')).json<Wire[]>();
    expect([made.status, volume]).toEqual([
      201,
      expect.objectContaining({ name: 'data', size: 20_480, type: 'tritonnfs', state: 'creating', networks: [network?.id], tags: { a: 'b' } }),
    ]);
    expect(volume).not.toHaveProperty('filesystem_path');
    bed.clock.advance(1000);
    expect((await get(`/demo/volumes/${volume.id}`)).json()).toMatchObject({
      state: 'ready',
      filesystem_path: expect.stringMatching(/^192\.168\.128\.\d+:\/exports\/data$/),
    });
  });

  it('have the smallest size and a name of their own unless told otherwise', async () => {
    const sizes = (await get('/demo/volumesizes')).json<{ size: number; type: string }[]>();
    expect(sizes[0]).toEqual({ size: 10_240, type: 'tritonnfs' });
    expect((await create()).json()).toMatchObject({ size: 10_240, name: expect.stringMatching(/^[0-9a-f]{64}$/) });
  });

  it('are refused for all that is wrong with them', async () => {
    expect(fails(await post('/demo/volumes', { size: '10', name: '-' }))).toEqual([
      409,
      'InvalidArgument',
      expect.stringMatching(/^Error: Invalid volume name: -.*, Error: Invalid volume type: undefined.*, Error: Invalid volume size: "10"$/),
    ]);
    expect(fails(await create({ size: 5 }))).toEqual([409, 'VolumeSizeNotAvailable', expect.stringContaining('10240, 20480')]);
    await create({ name: 'twice' });
    expect(fails(await create({ name: 'twice' }))).toEqual([409, 'VolumeAlreadyExists', expect.stringContaining('twice already exists')]);
    const [open] = (await get('/demo/networks')).json<Wire[]>();
    expect(fails(await create({ networks: [open?.id] }))).toEqual([409, 'InvalidArgument', expect.stringContaining('Invalid networks')]);
    expect(fails(await get('/demo/volumes/b8f4e2d0-0000-4000-8000-000000000000'))).toEqual([404, 'VolumeNotFound', expect.any(String)]);
    expect(fails(await get('/demo/volumes/x'))).toEqual([409, 'InvalidArgument', expect.stringContaining('Invalid volume ID')]);
  });

  it('are listed by name with stars, size, state and predicate', async () => {
    for (const name of ['web-1', 'web-2', 'db-1']) await create({ name });
    expect(await names('')).toEqual(['web-1', 'web-2', 'db-1']);
    expect(await names('?name=web*')).toEqual(['web-1', 'web-2']);
    expect(await names('?name=*-1')).toEqual(['web-1', 'db-1']);
    expect(await names('?name=web')).toEqual([]);
    expect(await names('?state=ready')).toEqual([]);
    expect(await names(`?predicate=${encodeURIComponent('{"or":[{"eq":["name","db-1"]},{"gt":["size",99999]}]}')}`)).toEqual(['db-1']);
    expect(fails(await get('/demo/volumes?color=red'))).toEqual([409, 'InvalidArgument', 'Error: invalid parameter: color']);
    expect(fails(await get('/demo/volumes?predicate=%7B%22no%22%3A1%7D'))).toEqual([409, 'InvalidArgument', expect.stringContaining('invalid predicate')]);
  });

  it('are renamed with 200 and the volume', async () => {
    const { id } = (await create({ name: 'old' })).json<Wire>();
    const renamed = await post(`/demo/volumes/${id}`, { name: 'new' });
    expect([renamed.status, renamed.json()['name']]).toEqual([200, 'new']);
    expect(fails(await post(`/demo/volumes/${id}`, { name: '!' }))).toEqual([409, 'InvalidArgument', expect.any(String)]);
  });

  it('stay while a machine mounts them, and go when it is gone', async () => {
    const { id } = (await create({ name: 'data' })).json<Wire>();
    bed.clock.advance(1000);
    const machine = (await mount([{ name: 'data', mountpoint: '/data', mode: 'ro' }])).json<Wire>();
    expect((await get(`/demo/volumes/${id}`)).json()['refs']).toEqual([machine.id]);
    expect(fails(await bed.cloud.send('DELETE', `/demo/volumes/${id}`))).toEqual([409, 'VolumeInUse', expect.stringContaining(machine.id)]);
    bed.clock.advance(1000);
    await bed.cloud.send('DELETE', `/demo/machines/${machine.id}`);
    bed.clock.advance(1000);
    expect((await bed.cloud.send('DELETE', `/demo/volumes/${id}`)).status).toBe(204);
    expect((await get(`/demo/volumes/${id}`)).json()).toMatchObject({ state: 'deleting' });
    bed.clock.advance(1000);
    expect((await get(`/demo/volumes/${id}`)).status).toBe(404);
  });

  it('are made by the machine that wants them, on a network both share', async () => {
    expect((await mount([{ name: 'fresh', mountpoint: '/mnt' }])).status).toBe(201);
    expect(await names('')).toEqual(['fresh']);
    const [open] = (await get('/demo/networks')).json<Wire[]>();
    expect(fails(await mount([{ name: 'fresh', mountpoint: '/mnt' }], { networks: [open?.id] }))).toEqual([409, 'VolumesNotReachable', expect.any(String)]);
    expect(fails(await mount([{ name: 'fresh', mountpoint: '/' }]))).toEqual([409, 'InvalidArgument', expect.stringContaining('mount point')]);
    expect(fails(await mount([{ name: 'fresh', mountpoint: '/a', mode: 'x' }]))).toEqual([409, 'InvalidArgument', expect.stringContaining('mode')]);
  });
});
