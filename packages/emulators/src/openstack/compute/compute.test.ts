import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ManualClock } from '../../kit/clock.ts';
import { type OpenstackEmulator, startOpenstackEmulator } from '../index.ts';
import { login, passwordAuth, type Reply, type SendOptions, send, session } from '../testing/session.ts';

const TRANSITION = 1000;
let clock: ManualClock;
let cloud: OpenstackEmulator;
let call: (target: string, options?: SendOptions) => Promise<Reply>;

beforeEach(async () => {
  clock = new ManualClock(Date.UTC(2026, 0, 2, 3, 4, 5));
  cloud = await startOpenstackEmulator({ clock, transitionMs: TRANSITION });
  call = await session(cloud);
});
afterEach(() => cloud.close());

const nova = (path: string, options?: SendOptions): Promise<Reply> => call(`/compute/v2.1${path}`, options);
const at = (version: string): SendOptions['headers'] & object => ({ 'OpenStack-API-Version': `compute ${version}` });

async function ubuntu(): Promise<string> {
  const { json } = await call('/image/v2/images');
  return json.images.find((image: { name: string }) => /ubuntu.*22\.04/i.test(image.name)).id;
}

async function create(more: object = {}, headers: Readonly<Record<string, string>> = {}): Promise<Reply> {
  return nova('/servers', { headers, body: { server: { name: 'web-1', imageRef: await ubuntu(), flavorRef: '2', ...more } } });
}

async function running(more: object = {}): Promise<string> {
  const { json } = await create(more);
  clock.advance(TRANSITION);
  return json.server.id;
}

const act = (id: string, body: object, headers?: Readonly<Record<string, string>>): Promise<Reply> =>
  nova(`/servers/${id}/action`, { body, ...(headers === undefined ? {} : { headers }) });

const show = async (id: string): Promise<Record<string, unknown>> => (await nova(`/servers/${id}`)).json.server;

describe('servers', () => {
  it('go from BUILD without addresses to ACTIVE with one, on the clock alone', async () => {
    const created = await create({ metadata: { role: 'web' }, user_data: 'IyEvYmluL3NoCg==' });
    expect(created.status).toBe(202);
    expect(Object.keys(created.json.server)).toEqual(['id', 'links', 'OS-DCF:diskConfig', 'security_groups', 'adminPass']);
    const { id } = created.json.server;
    expect(created.headers.location).toBe(`${cloud.url}/compute/v2.1/servers/${id}`);
    expect(await show(id)).toMatchObject({ status: 'BUILD', addresses: {}, 'OS-EXT-STS:task_state': 'scheduling', metadata: { role: 'web' } });
    clock.advance(TRANSITION - 1);
    expect(await show(id)).toMatchObject({ status: 'BUILD', 'OS-EXT-STS:task_state': 'spawning' });
    clock.advance(1);
    const server = await show(id);
    expect(server).toMatchObject({ status: 'ACTIVE', 'OS-EXT-STS:task_state': null, 'OS-EXT-STS:power_state': 1 });
    expect(server['addresses']).toMatchObject({ private: [{ version: 4, addr: '10.10.0.2', 'OS-EXT-IPS:type': 'fixed' }] });
    expect(cloud.userData(id)).toBe('IyEvYmluL3NoCg==');
  });

  it('stop, start and reboot, and refuse each in the wrong state', async () => {
    const id = await running();
    const conflict = await act(id, { 'os-start': null });
    expect(conflict.status).toBe(409);
    expect(conflict.json.conflictingRequest.message).toBe(`Cannot 'start' instance ${id} while it is in vm_state active`);
    expect((await act(id, { 'os-stop': null })).status).toBe(202);
    expect((await act(id, { 'os-stop': null })).json.conflictingRequest.message).toBe(`Cannot 'stop' instance ${id} while it is in task_state powering-off`);
    expect(await show(id)).toMatchObject({ status: 'ACTIVE' });
    clock.advance(TRANSITION);
    expect(await show(id)).toMatchObject({ status: 'SHUTOFF', 'OS-EXT-STS:power_state': 4 });
    expect((await act(id, { reboot: { type: 'SOFT' } })).status).toBe(409);
    expect((await act(id, { 'os-start': null })).status).toBe(202);
    clock.advance(TRANSITION);
    expect((await act(id, { reboot: { type: 'SOFT' } })).status).toBe(202);
    expect(await show(id)).toMatchObject({ status: 'REBOOT' });
    clock.advance(TRANSITION);
    expect((await act(id, { reboot: { type: 'HARD' } })).status).toBe(202);
    expect(await show(id)).toMatchObject({ status: 'HARD_REBOOT' });
    clock.advance(TRANSITION);
    expect(await show(id)).toMatchObject({ status: 'ACTIVE' });
  });

  it('resize to VERIFY_RESIZE and wait there for a confirmation or a revert', async () => {
    const id = await running();
    expect((await act(id, { resize: { flavorRef: '2' } })).json.badRequest.message).toBe('When resizing, instances must change flavor!');
    expect((await act(id, { resize: { flavorRef: '3' } })).status).toBe(202);
    expect(await show(id)).toMatchObject({ status: 'RESIZE', flavor: { id: '2' } });
    clock.advance(TRANSITION * 100);
    expect(await show(id)).toMatchObject({ status: 'VERIFY_RESIZE', flavor: { id: '3' } });
    expect((await act(id, { revertResize: null })).status).toBe(202);
    expect(await show(id)).toMatchObject({ status: 'REVERT_RESIZE' });
    clock.advance(TRANSITION);
    expect(await show(id)).toMatchObject({ status: 'ACTIVE', flavor: { id: '2' } });
    await act(id, { resize: { flavorRef: '3' } });
    clock.advance(TRANSITION);
    expect((await act(id, { confirmResize: null })).status).toBe(204);
    expect(await show(id)).toMatchObject({ status: 'ACTIVE', flavor: { id: '3' } });
  });

  it('are deleted after a while, and another delete meanwhile is accepted', async () => {
    const id = await running();
    expect((await nova(`/servers/${id}`, { method: 'DELETE' })).status).toBe(204);
    expect(await show(id)).toMatchObject({ status: 'ACTIVE', 'OS-EXT-STS:task_state': 'deleting' });
    expect((await nova(`/servers/${id}`, { method: 'DELETE' })).status).toBe(204);
    clock.advance(TRANSITION);
    const gone = await nova(`/servers/${id}`);
    expect(gone.status).toBe(404);
    expect(gone.text).toBe(`{"itemNotFound": {"code": 404, "message": "Instance ${id} could not be found."}}`);
  });

  it('belong to a project and to a region', async () => {
    const id = await running();
    const [, second = ''] = Object.values(cloud.regions);
    const token = await login(cloud);
    expect((await send(second, `/compute/v2.1/servers/${id}`, { headers: { 'X-Auth-Token': token } })).status).toBe(404);
    const other = await send(cloud.url, '/identity/v3/auth/tokens', {
      body: passwordAuth(cloud.stranger.name, cloud.stranger.password, cloud.stranger.projectName),
    });
    const theirs = { 'X-Auth-Token': String(other.headers['x-subject-token']) };
    expect((await send(cloud.url, `/compute/v2.1/servers/${id}`, { headers: theirs })).status).toBe(404);
    expect((await send(cloud.url, '/compute/v2.1/servers', { headers: theirs })).json.servers).toEqual([]);
  });

  it.each([
    ['no image', { imageRef: undefined }, 'Missing imageRef attribute'],
    ['an unknown flavor', { flavorRef: '77' }, 'Flavor 77 could not be found.'],
    ['an unknown image', { imageRef: '3b9cc7a1-a0d1-4d3c-8a5b-33e9c1aae8e5' }, 'Can not find requested image'],
    ['an unknown key', { key_name: 'nope' }, 'Invalid key_name provided.'],
    ['an unknown member', { bogus: 1 }, /Additional properties are not allowed \('bogus' was unexpected\)$/],
    ['a number as metadata', { metadata: { a: 5 } }, "Invalid input for field/attribute a. Value: 5. 5 is not of type 'string'"],
    [
      'an unknown network',
      { networks: [{ uuid: '3b9cc7a1-a0d1-4d3c-8a5b-33e9c1aae8e5' }] },
      'Network 3b9cc7a1-a0d1-4d3c-8a5b-33e9c1aae8e5 could not be found.',
    ],
  ])('are refused with %s', async (_name, more, message) => {
    const answer = await create(more);
    expect(answer.status).toBe(400);
    expect(answer.json.badRequest.message).toEqual(typeof message === 'string' ? message : expect.stringMatching(message));
  });

  it('refuse an image boot on a flavor without a disk', async () => {
    expect((await create({ flavorRef: 'd1' })).status).toBe(403);
  });

  it('are listed newest first in linked pages; an unknown marker is 400', async () => {
    const ids: string[] = [];
    for (const name of ['a', 'b', 'c']) ids.unshift((await create({ name })).json.server.id);
    const first = await nova('/servers?limit=2&name=.');
    expect(first.json.servers.map((server: { id: string }) => server.id)).toEqual(ids.slice(0, 2));
    const [link] = first.json.servers_links;
    expect(link).toEqual({ rel: 'next', href: `${cloud.url}/compute/v2.1/servers?limit=2&name=.&marker=${ids[1]}` });
    const second = await call(String(link.href).slice(cloud.url.length));
    expect(second.json.servers.map((server: { id: string }) => server.id)).toEqual(ids.slice(2));
    expect(second.json).not.toHaveProperty('servers_links');
    expect((await nova('/servers?marker=nope')).json.badRequest.message).toBe('marker [nope] not found');
    expect((await nova('/servers?limit=-1')).status).toBe(400);
  });

  it('filter names by a pattern that matches anywhere', async () => {
    for (const name of ['bob', 'bobbin', 'alice']) await create({ name });
    const names = async (pattern: string): Promise<string[]> =>
      (await nova(`/servers?name=${encodeURIComponent(pattern)}`)).json.servers.map((server: { name: string }) => server.name);
    expect(await names('bob')).toEqual(['bobbin', 'bob']);
    expect(await names('^bob$')).toEqual(['bob']);
  });

  it('merge metadata on POST, replace it on PUT', async () => {
    const id = await running({ metadata: { a: '1' } });
    expect((await nova(`/servers/${id}/metadata`, { body: { metadata: { b: '2' } } })).json.metadata).toEqual({ a: '1', b: '2' });
    expect((await nova(`/servers/${id}/metadata`, { method: 'PUT', body: { metadata: { c: '3' } } })).json.metadata).toEqual({ c: '3' });
    expect((await nova(`/servers/${id}/metadata/c`, { method: 'DELETE' })).status).toBe(204);
    expect((await nova(`/servers/${id}/metadata/c`)).status).toBe(404);
  });

  it('make an image that is queued first and active later', async () => {
    const id = await running();
    const answer = await act(id, { createImage: { name: 'snap' } }, at('2.45'));
    expect(answer.status).toBe(202);
    const image = async (): Promise<string> => (await call(`/image/v2/images/${answer.json.image_id}`)).json.status;
    expect(await image()).toBe('queued');
    clock.advance(TRANSITION);
    expect(await image()).toBe('active');
    const early = await act(id, { createImage: { name: 'snap2' } });
    expect(early.status).toBe(409);
    expect(early.json.conflictingRequest.message).toBe(`Cannot 'createImage' instance ${id} while it is in task_state image_uploading`);
    clock.advance(TRANSITION);
    expect((await act(id, { createImage: { name: 'snap2' } })).headers.location).toMatch(/\/images\/[0-9a-f-]{36}$/);
  });

  it('boot from a volume made of an image, and show an empty text for the image', async () => {
    const disk = { boot_index: 0, source_type: 'image', uuid: await ubuntu(), destination_type: 'volume', volume_size: 5, delete_on_termination: true };
    const id = await running({ imageRef: '', flavorRef: 'd1', block_device_mapping_v2: [disk] });
    const server = await show(id);
    expect(server['image']).toBe('');
    const [volume] = server['os-extended-volumes:volumes_attached'] as { id: string }[];
    expect((await call(`/volume/v3/${cloud.projectId}/volumes/${volume?.id}`)).json.volume).toMatchObject({ status: 'in-use', size: 5, bootable: 'true' });
    await nova(`/servers/${id}`, { method: 'DELETE' });
    clock.advance(TRANSITION);
    expect((await nova(`/servers/${id}`)).status).toBe(404);
    expect((await call(`/volume/v3/${cloud.projectId}/volumes/${volume?.id}`)).status).toBe(404);
  });
});

describe('microversions', () => {
  it('above the maximum are 406, malformed ones 400', async () => {
    const high = await nova('/flavors', { headers: at('2.999') });
    expect(high.status).toBe(406);
    expect(high.json).toEqual({ computeFault: { code: 406, message: 'Version 2.999 is not supported by the API. Minimum is 2.1 and maximum is 2.93.' } });
    expect((await nova('/flavors', { headers: at('abc') })).status).toBe(400);
  });

  it('echo what they are', async () => {
    const answer = await nova('/flavors', { headers: at('2.61') });
    expect(answer.headers['openstack-api-version']).toBe('compute 2.61');
    expect(answer.headers['x-openstack-nova-api-version']).toBe('2.61');
  });

  it('change answers: no flavor id from 2.47, networks needed from 2.37, no image proxy from 2.36, tags from 2.26', async () => {
    const id = await running();
    const late = (await nova(`/servers/${id}`, { headers: at('2.47') })).json.server;
    expect(late.flavor).not.toHaveProperty('id');
    expect(late.flavor.original_name).toBe('m1.small');
    expect((await create({}, at('2.37'))).status).toBe(400);
    expect((await nova('/images')).status).toBe(200);
    expect((await nova('/images', { headers: at('2.36') })).status).toBe(404);
    expect((await nova(`/servers/${id}/tags`)).status).toBe(404);
    expect((await nova(`/servers/${id}/tags/t`, { method: 'PUT', headers: at('2.26') })).status).toBe(201);
    expect((await nova(`/servers/${id}/tags/t`, { method: 'PUT', headers: at('2.26') })).status).toBe(204);
  });
});

describe('key pairs', () => {
  const ED25519 = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEtcaoHoQRHgUZvO7UWz8gIPCGyDKBHkAuhmZvR7eVJ2 x@y';

  it('are imported with the fingerprint of the key, once per name', async () => {
    const body = { keypair: { name: 'k', public_key: ED25519 } };
    const answer = await nova('/os-keypairs', { body });
    expect(answer.status).toBe(200);
    expect(answer.json.keypair.fingerprint).toMatch(/^([0-9a-f]{2}:){15}[0-9a-f]{2}$/);
    expect(answer.json.keypair).not.toHaveProperty('private_key');
    expect((await nova('/os-keypairs', { body })).json.conflictingRequest.message).toBe("Key pair 'k' already exists.");
    expect((await nova('/os-keypairs')).json.keypairs[0].keypair.name).toBe('k');
    expect((await nova('/os-keypairs/k', { method: 'DELETE' })).status).toBe(202);
    expect((await nova('/os-keypairs/k')).status).toBe(404);
  });

  it('are made by the cloud before 2.92, and refused when they are no keys', async () => {
    const made = await nova('/os-keypairs', { body: { keypair: { name: 'made' } }, headers: at('2.2') });
    expect(made.status).toBe(201);
    expect(made.json.keypair.private_key).toContain('BEGIN RSA PRIVATE KEY');
    expect((await nova('/os-keypairs', { body: { keypair: { name: 'late' } }, headers: at('2.92') })).status).toBe(400);
    expect((await nova('/os-keypairs', { body: { keypair: { name: 'bad', public_key: 'garbage' } } })).status).toBe(400);
  });
});

describe('maxPageSize', () => {
  it('pages a seeded list however large the limit asked', async () => {
    const servers = Array.from({ length: 7 }, (_, index) => ({ name: `s${index}` }));
    await using small = await startOpenstackEmulator({ maxPageSize: 3, seed: { servers } });
    const get = await session(small);
    const names: string[] = [];
    let target: string | undefined = '/compute/v2.1/servers/detail?limit=1000';
    let pages = 0;
    while (target !== undefined && pages < 10) {
      const { json }: Reply = await get(target);
      names.push(...json.servers.map((server: { name: string }) => server.name));
      const href: string | undefined = json.servers_links?.[0]?.href;
      target = href?.slice(small.url.length);
      pages += 1;
    }
    expect(pages).toBe(3);
    expect(names).toEqual(['s6', 's5', 's4', 's3', 's2', 's1', 's0']);
  });
});

describe('Rackspace', () => {
  it('gives public and private addresses, no groups, and knows no microversions', async () => {
    await using rack = await startOpenstackEmulator({ flavour: 'rackspace', transitionMs: 0 });
    const get = await session(rack);
    const base = `/servers/v2/${rack.projectId}`;
    const images = await get(`${base}/images`);
    const image = images.json.images.find((item: { name: string }) => /ubuntu.*22\.04/i.test(item.name));
    const created = await get(`${base}/servers`, { body: { server: { name: 'r', flavorRef: 'general1-2', imageRef: image.id } } });
    expect(created.status).toBe(202);
    expect(created.headers).not.toHaveProperty('openstack-api-version');
    const { server } = (await get(`${base}/servers/${created.json.server.id}`)).json;
    expect(server.status).toBe('ACTIVE');
    expect(Object.keys(server.addresses)).toEqual(['public', 'private']);
    expect(server.addresses.public.map((address: { version: number }) => address.version)).toEqual([4, 6]);
    expect(server.addresses.private[0].addr).toMatch(/^10\./);
    expect(server).not.toHaveProperty('security_groups');
    expect((await get(`${base}/servers`, { body: { server: { name: 'c', flavorRef: 'compute1-4', imageRef: image.id } } })).status).toBe(403);
  });
});
