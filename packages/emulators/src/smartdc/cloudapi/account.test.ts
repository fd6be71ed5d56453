import { generateKeyPairSync } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Reply } from '../testing/signed-client.ts';
import { SignedClient } from '../testing/signed-client.ts';
import { startTestBed, type TestBed } from '../testing/start.ts';

type Wire = Record<string, unknown> & { readonly id: string };

let bed: TestBed;
beforeEach(async () => {
  bed = await startTestBed();
});
afterEach(() => bed.emulator.close());

const get = (path: string): Promise<Reply> => bed.cloud.send('GET', path);
const post = (path: string, body: object = {}): Promise<Reply> => bed.cloud.send('POST', path, { body });
const put = (path: string, body: object): Promise<Reply> => bed.cloud.send('PUT', path, { body });
const fails = (reply: Reply): unknown => [reply.status, reply.json().code, reply.json().message];
async function create(size: string, more: object = {}): Promise<Reply> {
  const [image] = (await get('/demo/images?name=base-64-lts')).json<Wire[]>();
  return post('/demo/machines', { image: image?.id, package: size, ...more });
}

describe('access keys', () => {
  it('are made, listed and deleted, for the account and its users', async () => {
    const made = await post('/demo/accesskeys');
    const key = made.json<{ accesskeyid: string }>();
    expect([made.status, made.json()]).toEqual([
      201,
      { accesskeyid: expect.stringMatching(/^[0-9a-f]{32}$/), accesskeysecret: expect.stringMatching(/^tdc_/), created: expect.any(String), status: 'Active' },
    ]);
    expect(made.headers.location).toBe(`/demo/accesskeys/${key.accesskeyid}`);
    expect((await get(`/demo/accesskeys/${key.accesskeyid}`)).json()).toEqual(key);
    await post('/demo/users', { login: 'bob', email: 'bob@example.test', password: 'secret123' });
    const bobs = (await post('/demo/users/bob/accesskeys')).json<{ accesskeyid: string }>();
    expect((await get('/demo/users/bob/accesskeys')).json()).toEqual([bobs]);
    expect((await bed.cloud.send('DELETE', `/demo/accesskeys/${key.accesskeyid}`)).status).toBe(204);
    expect((await get('/demo/accesskeys')).json()).toEqual([]);
    expect((await get(`/demo/accesskeys/${bobs.accesskeyid}`)).status).toBe(404);
  });
});

describe('config', () => {
  it('names the default network, which the account may choose', async () => {
    const [open, fabric] = (await get('/demo/networks')).json<Wire[]>();
    expect((await get('/demo/config')).json()).toEqual({ default_network: fabric?.id });
    expect((await put('/demo/config', { default_network: open?.id })).json()).toEqual({ default_network: open?.id });
    expect(fails(await put('/demo/config', { default_network: bed.emulator.url }))).toEqual([
      409,
      'InvalidArgument',
      expect.stringContaining('must be a UUID'),
    ]);
    expect(fails(await put('/demo/config', { default_network: '4f0c4f0c-0000-4000-8000-000000000000' }))).toEqual([409, 'InvalidArgument', 'unknown network']);
    expect(fails(await put('/demo/config', { color: 1 }))).toEqual([409, 'InvalidArgument', expect.stringContaining('unsupported property')]);
  });
});

describe('limits', () => {
  it('are none at first', async () => {
    expect((await get('/demo/limits')).json()).toEqual([]);
  });

  it('are told with what is used of them, and refuse more as 403', async () => {
    await bed.emulator.close();
    bed = await startTestBed({
      limits: [
        { by: 'ram', value: 3000 },
        { value: 2, check: 'os', os: 'smartos' },
        { by: 'quota', value: 0 },
      ],
    });
    const { id } = (await create('g4-highcpu-2G')).json<Wire>();
    bed.clock.advance(1000);
    expect((await get('/demo/limits')).json()).toEqual([
      { by: 'ram', value: 3000, used: 2048 },
      { value: 2, check: 'os', os: 'smartos', used: 1 },
    ]);
    const over = [403, 'NotAuthorized', 'Quota exceeded; to have your limits raised please contact Support'];
    expect(fails(await create('g4-highcpu-1G'))).toEqual(over);
    expect(fails(await post(`/demo/machines/${id}`, { action: 'resize', package: 'g4-general-8G' }))).toEqual(over);
    expect((await post(`/demo/machines/${id}`, { action: 'resize', package: 'g4-highcpu-512M' })).status).toBe(202);
    expect((await create('sdc_128')).status).toBe(201);
    expect(fails(await create('sdc_128'))).toEqual(over);
    await bed.cloud.send('DELETE', `/demo/machines/${id}`);
    bed.clock.advance(3000);
    expect((await create('sdc_128')).status).toBe(201);
  });
});

describe('an account', () => {
  it('that is disabled is refused on both services, and comes back', async () => {
    bed.emulator.setDisabled(true);
    expect(fails(await get('/demo'))).toEqual([403, 'NotAuthorized', 'Account or user is disabled']);
    expect(fails(await bed.manta.send('GET', '/demo/stor'))).toEqual([403, 'AccountBlocked', 'demo is not an active account']);
    bed.emulator.setDisabled(false);
    expect((await get('/demo')).status).toBe(200);
  });

  it('that is not approved makes no machines', async () => {
    await bed.emulator.close();
    bed = await startTestBed({ approvedForProvisioning: false });
    expect(fails(await create('sdc_128'))).toEqual([409, 'InvalidArgument', 'User is not currently approved for provisioning']);
  });
});

describe('a datacenter being upgraded', () => {
  it('serves reads alone, and says until when', async () => {
    bed.emulator.setMaintenance({ until: new Date(Date.UTC(2026, 10, 2)) });
    expect((await get('/demo/machines')).status).toBe(200);
    const refused = await post('/demo', { city: 'Ghent' });
    expect(fails(refused)).toEqual([503, 'ServiceUnavailableError', 'This Triton data center is being upgraded']);
    expect(refused.headers['retry-after']).toBe('Mon, 02 Nov 2026 00:00:00 GMT');
    bed.emulator.setMaintenance(undefined);
    expect((await post('/demo', { city: 'Ghent' })).status).toBe(200);
  });
});

describe('what a machine may ask for', () => {
  it('is encryption, and a delegated dataset where operators allow it', async () => {
    expect((await create('sdc_128', { encrypted: true })).json()).toMatchObject({ encrypted: true });
    expect(fails(await create('sdc_128', { delegate_dataset: true }))).toEqual([409, 'InvalidArgument', expect.stringContaining('not enabled')]);
    expect(fails(await create('sdc_128', { bootrom: 'uefi' }))).toEqual([409, 'InvalidArgument', 'Only bhyve VMs support "bootrom" option']);
    await bed.emulator.close();
    bed = await startTestBed({ delegateDatasets: true });
    expect((await create('sdc_128', { delegate_dataset: true })).json()).toMatchObject({ delegate_dataset: true });
  });
});

describe('addresses', () => {
  it('are reserved, and then handed out only when asked for', async () => {
    const [open, fabric] = (await get('/demo/networks')).json<Wire[]>();
    const ips = `/demo/networks/${fabric?.id}/ips`;
    expect((await get(`${ips}/192.168.128.5`)).json()).toEqual({ ip: '192.168.128.5', reserved: false, managed: false });
    expect((await put(`${ips}/192.168.128.5`, { reserved: true })).json()).toEqual({ ip: '192.168.128.5', reserved: true, managed: false });
    expect((await get(ips)).json<{ ip: string }[]>().map(({ ip }) => ip)).toEqual(['192.168.128.0', '192.168.128.1', '192.168.128.5', '192.168.131.255']);
    await create('sdc_128', { networks: [fabric?.id] });
    await create('sdc_128', { networks: [{ ipv4_uuid: fabric?.id, ipv4_ips: ['192.168.128.5'] }] });
    bed.clock.advance(1000);
    const machines = (await get('/demo/machines')).json<Wire[]>();
    expect(machines.map((machine) => machine['ips'])).toEqual([['192.168.128.5'], ['192.168.128.6']]);
    expect((await get(`${ips}/192.168.128.5`)).json()).toMatchObject({ reserved: true, belongs_to_uuid: machines[0]?.id });
    expect(fails(await create('sdc_128', { networks: [{ ipv4_uuid: fabric?.id, ipv4_ips: ['192.168.128.5'] }] }))).toEqual([
      409,
      'ValidationFailed',
      'Invalid VM parameters',
    ]);
    expect(fails(await put(`${ips}/192.168.128.1`, { reserved: false }))).toEqual([409, 'InvalidArgument', 'cannot update managed IP: 192.168.128.1']);
    expect(fails(await put(`${ips}/10.0.0.1`, { reserved: true }))).toEqual([409, 'InvalidArgument', expect.stringContaining('subnet')]);
    expect(fails(await put(`${ips}/192.168.128.9`, {}))).toEqual([409, 'MissingParameter', 'reserved is a required argument']);
    expect(fails(await put(`/demo/networks/${open?.id}/ips/203.0.113.20`, { reserved: true }))).toEqual([
      409,
      'InvalidArgument',
      expect.stringContaining('public network'),
    ]);
    expect((await get(`/demo/networks/${open?.id}/ips/203.0.113.20`)).status).toBe(404);
  });
});

describe('a network pool', () => {
  it('is listed in place of its networks, and machines report what they got of it', async () => {
    await bed.emulator.close();
    bed = await startTestBed({ networkPool: true });
    const networks = (await get('/demo/networks')).json<Wire[]>();
    const pool = networks.find((network) => network['name'] === 'private-pool');
    expect(networks).toHaveLength(3);
    const { id } = (await create('sdc_128', { networks: [pool?.id, pool?.id] })).json<Wire>();
    bed.clock.advance(1000);
    const machine = (await get(`/demo/machines/${id}`)).json<Wire & { networks: string[] }>();
    expect([machine['ips'], machine.networks.includes(String(pool?.id))]).toEqual([['10.88.0.10'], false]);
    expect((await get(`/demo/networks/${machine.networks[0]}`)).status).toBe(404);
    expect((await post(`/demo/machines/${id}/nics`, { network: pool?.id })).status).toBe(302);
    expect(fails(await get(`/demo/networks/${pool?.id}/ips`))).toEqual([409, 'InvalidArgument', expect.stringContaining('network pool')]);
    expect((await create('sdc_128', { networks: [{ ipv4_uuid: pool?.id, ipv4_ips: ['10.88.0.20'] }] })).status).toBe(409);
  });
});

describe('images on the move', () => {
  async function ownImage(): Promise<string> {
    const { id } = (await create('sdc_128')).json<Wire>();
    bed.clock.advance(1000);
    const image = (await post('/demo/images', { machine: id, name: 'mine', version: '1.0.0' })).json<Wire>();
    bed.clock.advance(1000);
    return image.id;
  }

  it('come from another datacenter under the same id, once', async () => {
    const id = await ownImage();
    const away = (await get('/demo/datacenters')).json<Record<string, string>>()['us-test-2'] ?? '';
    const { account, keyId, privateKey } = bed.emulator.profile;
    const there = new SignedClient({ url: away, keyId: `/${account}/keys/${keyId}`, privateKey, clock: bed.clock });
    const take = (datacenter: string, image = id): Promise<Reply> =>
      there.send('POST', `/demo/images?action=import-from-datacenter&datacenter=${datacenter}&id=${image}`, { body: {} });
    expect(fails(await take('moon'))).toEqual([422, 'ValidationFailed', 'datacenter "moon" is not supported, valid datacenters names are: us-test-1']);
    const taken = await take('us-test-1');
    expect([taken.status, taken.json()]).toEqual([200, expect.objectContaining({ id, state: 'active' })]);
    expect(fails(await take('us-test-1'))).toEqual([409, 'ImageUuidAlreadyExists', expect.any(String)]);
    const [operators] = (await get('/demo/images?name=base-64-lts')).json<Wire[]>();
    expect(fails(await take('us-test-1', operators?.id))).toEqual([401, 'UnauthorizedError', expect.stringContaining('not the owner')]);
    expect(fails(await take('us-test-1', 'x'))).toEqual([409, 'InvalidArgument', 'id x must be a UUID']);
  });

  it('are exported into Manta, under their name or a name given', async () => {
    const id = await ownImage();
    const give = (path: string): Promise<Reply> => post(`/demo/images/${id}`, { action: 'export', manta_path: path });
    expect((await give('/demo/stor')).json()).toEqual({
      manta_url: bed.emulator.mantaUrl,
      image_path: '/demo/stor/mine-1.0.0.zfs.gz',
      manifest_path: '/demo/stor/mine-1.0.0.imgmanifest',
    });
    expect((await give('/demo/stor/x')).json()).toMatchObject({ manifest_path: '/demo/stor/x.imgmanifest' });
    expect(JSON.parse(bed.emulator.storedObject('/demo/stor/x.imgmanifest')?.toString() ?? '')).toMatchObject({ id, name: 'mine' });
    expect(fails(await give('/other/stor'))).toEqual([422, 'NotMantaPathOwner', expect.any(String)]);
    expect(fails(await post(`/demo/images/${id}`, { action: 'export' }))).toEqual([409, 'MissingParameter', expect.stringContaining('manta_path')]);
  });

  it('are shared, seen and cloned by those they are shared with, and by nobody else', async () => {
    await bed.emulator.close();
    const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const publicKey = pair.publicKey.export({ type: 'spki', format: 'pem' }).toString();
    bed = await startTestBed({ accounts: { friend: { keys: { k: publicKey } } } });
    const privateKey = pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const friend = new SignedClient({ url: bed.emulator.url, keyId: '/friend/keys/k', privateKey, clock: bed.clock });
    const clone = (id: string): Promise<Reply> => friend.send('POST', `/friend/images/${id}?action=clone`, { body: {} });
    const id = await ownImage();
    expect((await clone(id)).status).toBe(404);
    const friendId = (await friend.send('GET', '/friend')).json<Wire>().id;
    expect((await post(`/demo/images/${id}?action=update`, { acl: [friendId] })).json()['acl']).toEqual([friendId]);
    const shared = { image: id, package: 'sdc_128' };
    expect(fails(await friend.send('POST', '/friend/machines', { body: shared }))).toEqual([
      409,
      'InvalidArgument',
      expect.stringContaining('allow_shared_images'),
    ]);
    expect((await friend.send('POST', '/friend/machines', { body: { ...shared, allow_shared_images: true } })).status).toBe(201);
    const cloned = await clone(id);
    expect([cloned.status, cloned.json()]).toEqual([200, expect.objectContaining({ name: 'mine', owner: friendId, state: 'active', public: false })]);
    expect(cloned.json<Wire>().id).not.toBe(id);
    expect(fails(await friend.send('DELETE', `/friend/images/${id}`))).toEqual([422, 'NotImageOwner', expect.any(String)]);
    expect(fails(await friend.send('POST', `/friend/images/${id}?action=update`, { body: { name: 'x' } }))).toEqual([422, 'NotImageOwner', expect.any(String)]);
    expect(fails(await clone(cloned.json<Wire>().id))).toEqual([422, 'ImageNotShared', expect.any(String)]);
  });

  it('fail, and say why', async () => {
    bed.emulator.failNextImages();
    const id = await ownImage();
    expect((await get(`/demo/images/${id}`)).json()).toMatchObject({ state: 'failed', error: { code: 'PrepareImageDidNotRun' } });
    await ownImage();
    expect((await get('/demo/images?name=mine')).json()).toHaveLength(1);
  });
});
