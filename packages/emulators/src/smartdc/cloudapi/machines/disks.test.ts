import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Reply } from '../../testing/signed-client.ts';
import { startTestBed, type TestBed } from '../../testing/start.ts';

type Wire = Record<string, unknown> & { readonly id: string };

let bed: TestBed;
let image: string;
beforeEach(async () => {
  bed = await startTestBed();
  const images = (await bed.cloud.send('GET', '/demo/images?type=zvol')).json<Wire[]>();
  image = images[0]?.id ?? '';
});
afterEach(() => bed.emulator.close());

const get = (path: string): Promise<Reply> => bed.cloud.send('GET', path);
const post = (path: string, body: object): Promise<Reply> => bed.cloud.send('POST', path, { body });
const fails = (reply: Reply): unknown => [reply.status, reply.json().code, reply.json().message];
const create = (body: object = {}): Promise<Reply> => post('/demo/machines', { image, package: 'b1-bhyve-4G', ...body });

/** A machine with these disks, stopped. */
async function stopped(body: object = {}): Promise<string> {
  const { id } = (await create(body)).json<Wire>();
  bed.clock.advance(1000);
  await post(`/demo/machines/${id}`, { action: 'stop' });
  bed.clock.advance(1000);
  return `/demo/machines/${id}`;
}

describe('disks of a new machine', () => {
  it('are the image and what remains of a flexible package', async () => {
    const machine = (await create()).json<Wire>();
    expect(machine).toMatchObject({ brand: 'bhyve', flexible: true, disk: 102_400, free_space: 0 });
    expect(machine['disks']).toEqual([
      { id: expect.any(String), size: 10_240, block_size: 8192, boot: true, image },
      { id: expect.any(String), size: 92_160, block_size: 8192 },
    ]);
  });

  it('are cut as asked', async () => {
    const machine = (await create({ disks: [{}, { size: 5000, block_size: 4096 }, { size: 'remaining' }] })).json<Wire>();
    expect((machine['disks'] as Wire[]).map((disk) => disk['size'])).toEqual([10_240, 5000, 87_160]);
    const roomy = (await create({ disks: [{ size: 20_000 }] })).json<Wire>();
    expect(roomy['free_space']).toBe(82_400);
  });

  it('are refused where they do not fit', async () => {
    expect(fails(await create({ disks: [{ size: 102_401 }] }))).toEqual([
      409,
      'InvalidArgument',
      'The size of the disks must not be greater than the package quota',
    ]);
    expect(fails(await create({ disks: [{ size: 5000 }] }))).toEqual([
      409,
      'InvalidArgument',
      'Size must be greater than or equal to image size for the boot disk',
    ]);
    expect(fails(await create({ disks: [{ size: 'remaining' }, { size: 'remaining' }] }))).toEqual([
      409,
      'InvalidArgument',
      expect.stringContaining('Only one'),
    ]);
    expect(fails(await create({ disks: [{}, {}] }))).toEqual([409, 'MissingParameter', expect.stringContaining('not the boot disk')]);
    expect(fails(await create({ disks: Array.from({ length: 9 }, () => ({ size: 1 })) }))).toEqual([
      409,
      'InvalidArgument',
      expect.stringContaining('maximum of 8'),
    ]);
    expect(fails(await create({ disks: [{}, { size: 1000, block_size: 1000 }] }))).toEqual([409, 'InvalidArgument', expect.stringContaining('power of 2')]);
  });
});

describe('disks of a stopped machine', () => {
  it('are added without an answer, or with one where the slot is said', async () => {
    const machine = await stopped({ disks: [{ size: 20_480 }] });
    const silent = await post(`${machine}/disks`, { size: 1000 });
    expect([silent.status, silent.text]).toEqual([202, '']);
    expect((await get(`${machine}/disks`)).json<Wire[]>()).toHaveLength(1);
    bed.clock.advance(1000);
    const said = await post(`${machine}/disks`, { size: 'remaining', pci_slot: '0:4:5' });
    const disk = said.json<Wire>();
    expect([said.status, disk]).toEqual([200, { id: disk.id, pci_slot: '0:4:5', size: 80_920, boot: false, state: 'creating' }]);
    expect(said.headers.location).toBe(`${machine}/disks/${disk.id}`);
    const listed = await get(`${machine}/disks`);
    expect(listed.json<Wire[]>().map((entry) => [entry['pci_slot'], entry['state']])).toEqual([
      ['0:4:0', 'stopped'],
      ['0:4:1', 'stopped'],
      ['0:4:5', 'creating'],
    ]);
    expect(listed.headers['x-resource-count']).toBe('3');
    expect((await get(`${machine}/disks/${disk.id}`)).status).toBe(404);
    bed.clock.advance(1000);
    expect((await get(`${machine}/disks/${disk.id}`)).json()).toMatchObject({ state: 'stopped', block_size: 8192 });
    expect(fails(await post(`${machine}/disks`, { size: 1 }))).toEqual([409, 'InsufficientDiskSpace', expect.any(String)]);
    expect(fails(await post(`${machine}/disks`, { size: 1, pci_slot: '0:4:5' }))).toEqual([409, 'ValidationFailed', 'Invalid Parameters']);
  });

  it('grow, shrink only when told twice, and go', async () => {
    const machine = await stopped({ disks: [{ size: 20_480 }, { size: 1000 }] });
    const disk = (await get(`${machine}/disks`)).json<Wire[]>()[1]?.id;
    const path = `${machine}/disks/${disk}`;
    expect((await post(path, { size: 2000 })).json()).toMatchObject({ size: 1000, state: 'resizing' });
    bed.clock.advance(1000);
    expect((await get(path)).json()).toMatchObject({ size: 2000, state: 'stopped' });
    expect(fails(await post(path, { size: 500 }))).toEqual([409, 'ValidationFailed', 'Invalid Parameters']);
    expect(fails(await post(path, { size: 500, dangerous_allow_shrink: 'true' }))).toEqual([409, 'InvalidArgument', expect.stringContaining('boolean')]);
    expect((await post(path, { size: 500, dangerous_allow_shrink: true })).status).toBe(200);
    bed.clock.advance(1000);
    expect((await bed.cloud.send('DELETE', path)).status).toBe(204);
    expect((await get(path)).json()['state']).toBe('deleting');
    bed.clock.advance(1000);
    expect(fails(await get(path))).toEqual([404, 'ResourceNotFound', 'disk not found']);
    const boot = (await get(`${machine}/disks`)).json<Wire[]>()[0]?.id;
    expect((await bed.cloud.send('DELETE', `${machine}/disks/${boot}`)).status).toBe(409);
    expect((await get(`${machine}/audit`)).json<Wire[]>()[0]).toMatchObject({ action: 'unknown', success: 'yes' });
  });

  it('are left alone while it runs, and zones have none to change', async () => {
    const { id } = (await create()).json<Wire>();
    bed.clock.advance(1000);
    expect(fails(await post(`/demo/machines/${id}/disks`, { size: 1 }))).toEqual([409, 'InvalidArgument', 'VM must be stopped']);
    const [zone] = (await get('/demo/images?type=zone-dataset')).json<Wire[]>();
    const made = (await post('/demo/machines', { image: zone?.id, package: 'sdc_128' })).json<Wire>();
    expect(fails(await post(`/demo/machines/${made.id}/disks`, { size: 1 }))).toEqual([409, 'InvalidArgument', expect.stringContaining('BHYVE')]);
    expect((await get(`/demo/machines/${made.id}/disks`)).json()).toEqual([]);
  });
});
