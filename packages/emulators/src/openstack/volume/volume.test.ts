import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ManualClock } from '../../kit/clock.ts';
import { type OpenstackEmulator, startOpenstackEmulator } from '../index.ts';
import { type Reply, type SendOptions, session } from '../testing/session.ts';

const TRANSITION = 1000;
let clock: ManualClock;
let cloud: OpenstackEmulator;
let cinder: (path: string, options?: SendOptions) => Promise<Reply>;

beforeEach(async () => {
  clock = new ManualClock();
  cloud = await startOpenstackEmulator({ clock, transitionMs: TRANSITION });
  const call = await session(cloud);
  cinder = (path, options) => call(`/volume/v3/${cloud.projectId}${path}`, options);
});
afterEach(() => cloud.close());

async function available(): Promise<string> {
  const { json } = await cinder('/volumes', { body: { volume: { size: 1, name: 'v' } } });
  clock.advance(TRANSITION);
  return json.volume.id;
}

const status = async (id: string): Promise<unknown> => (await cinder(`/volumes/${id}`)).json.volume?.status;

describe('volumes', () => {
  it('are creating, then available, then deleting, then gone', async () => {
    const created = await cinder('/volumes', { body: { volume: { size: 1, name: 'v' } } });
    expect([created.status, created.json.volume.status, created.json.volume.bootable]).toEqual([202, 'creating', 'false']);
    const { id } = created.json.volume;
    expect((await cinder(`/volumes/${id}`, { method: 'DELETE' })).status).toBe(400);
    clock.advance(TRANSITION);
    expect(await status(id)).toBe('available');
    expect((await cinder(`/volumes/${id}`, { method: 'DELETE' })).status).toBe(202);
    expect(await status(id)).toBe('deleting');
    clock.advance(TRANSITION);
    expect((await cinder(`/volumes/${id}`)).text).toBe(`{"itemNotFound": {"code": 404, "message": "Volume ${id} could not be found."}}`);
  });

  it('grow but do not shrink', async () => {
    const id = await available();
    const extend = (size: number): Promise<Reply> => cinder(`/volumes/${id}/action`, { body: { 'os-extend': { new_size: size } } });
    expect((await extend(1)).json.badRequest.message).toBe(
      'Invalid input received: New size for extend must be greater than current size. (current: 1, extended: 1).',
    );
    expect((await extend(3)).status).toBe(202);
    expect(await status(id)).toBe('extending');
    clock.advance(TRANSITION);
    expect((await cinder(`/volumes/${id}`)).json.volume).toMatchObject({ size: 3, status: 'available' });
  });

  it('stay while they have snapshots, unless the delete cascades', async () => {
    const id = await available();
    const snapshot = await cinder('/snapshots', { body: { snapshot: { volume_id: id, name: 's' } } });
    expect([snapshot.status, snapshot.json.snapshot.status]).toEqual([202, 'creating']);
    clock.advance(TRANSITION);
    expect((await cinder(`/snapshots/${snapshot.json.snapshot.id}`)).json.snapshot.status).toBe('available');
    expect((await cinder(`/volumes/${id}`, { method: 'DELETE' })).status).toBe(400);
    const restored = await cinder('/volumes', { body: { volume: { snapshot_id: snapshot.json.snapshot.id } } });
    expect(restored.json.volume).toMatchObject({ size: 1, snapshot_id: snapshot.json.snapshot.id });
    expect((await cinder(`/volumes/${id}?cascade=true`, { method: 'DELETE' })).status).toBe(202);
  });

  it('page with a next link on every full page', async () => {
    const id = await available();
    const { json } = await cinder('/volumes?limit=1');
    expect(json.volumes_links[0].href).toMatch(new RegExp(`limit=1&marker=${id}$`));
    expect((await cinder(`/volumes?limit=1&marker=${id}`)).json).toEqual({ volumes: [] });
  });

  it.each([
    [{ size: 0 }, 400],
    [{ name: 'no size' }, 400],
    [{ size: 1, volume_type: 'nope' }, 404],
    [{ size: 1, source_volid: 'nope' }, 404],
  ])('are refused as %j', async (volume, code) => {
    expect((await cinder('/volumes', { body: { volume } })).status).toBe(code);
  });

  it('refuse a version above the maximum, and another project', async () => {
    expect((await cinder('/volumes', { headers: { 'OpenStack-API-Version': 'volume 3.999' } })).status).toBe(406);
    const call = await session(cloud);
    expect((await call('/volume/v3/somebody/volumes')).status).toBe(404);
  });
});

describe('Rackspace block storage', () => {
  it('speaks v1: display_name, 200 on create, types by name', async () => {
    await using rack = await startOpenstackEmulator({ flavour: 'rackspace', transitionMs: 0 });
    const call = await session(rack);
    const base = `/blockstorage/v1/${rack.projectId}`;
    const made = await call(`${base}/volumes`, { body: { volume: { size: 75, display_name: 'd', volume_type: 'SSD' } } });
    expect(made.status).toBe(200);
    expect(made.json.volume).toMatchObject({ display_name: 'd', volume_type: 'SSD' });
    expect(made.json.volume).not.toHaveProperty('name');
    expect((await call(`${base}/volumes/${made.json.volume.id}`)).json.volume.status).toBe('available');
  });
});
