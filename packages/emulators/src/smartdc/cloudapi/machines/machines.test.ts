import { generateKeyPairSync } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Reply } from '../../testing/signed-client.ts';
import { startTestBed, type TestBed } from '../../testing/start.ts';

let bed: TestBed;
let image = '';
beforeEach(async () => {
  bed = await startTestBed();
  const images = (await bed.cloud.send('GET', '/demo/images')).json<{ id: string; name: string }[]>();
  image = images.find(({ name }) => /ubuntu.*22\.04/i.test(name))?.id ?? '';
});
afterEach(() => bed.emulator.close());

interface MachineWire {
  readonly id: string;
  readonly state: string;
  readonly [field: string]: unknown;
}

const post = (path: string, body?: object): Promise<Reply> => bed.cloud.send('POST', path, body === undefined ? {} : { body });
const create = (extra: object = {}): Promise<Reply> => post('/demo/machines', { image, package: 'g4-highcpu-2G', ...extra });
const get = async (id: string): Promise<MachineWire> => (await bed.cloud.send('GET', `/demo/machines/${id}`)).json<MachineWire>();
const act = async (id: string, action: string, more: object = {}): Promise<number> => (await post(`/demo/machines/${id}`, { action, ...more })).status;
const audit = async (id: string): Promise<string[]> =>
  (await bed.cloud.send('GET', `/demo/machines/${id}/audit`))
    .json<{ action: string; success: string }[]>()
    .map(({ action, success }) => `${action}:${success}`);
const fails = (reply: Reply): unknown => [reply.status, reply.json().code, reply.json().message];

async function running(extra: object = {}): Promise<string> {
  const { id } = (await create(extra)).json<MachineWire>();
  bed.clock.advance(1000);
  return id;
}

describe('create', () => {
  it('answers 201 in provisioning, without addresses, with a Location', async () => {
    const reply = await create({
      name: 'web-{{shortId}}',
      'tag.role': 'web',
      'tag.n': 1,
      'metadata.user-script': '#!/bin/sh\n',
      tags: { lost: 1 },
      metadata: { lost: 'x' },
    });
    const machine = reply.json<MachineWire>();
    expect(reply.status).toBe(201);
    expect(reply.headers.location).toBe(`/demo/machines/${machine.id}`);
    expect(machine).toMatchObject({ state: 'provisioning', ips: [], networks: [], brand: 'lx', type: 'smartmachine', memory: 2048, package: 'g4-highcpu-2G' });
    expect(machine['name']).toBe(`web-${machine.id.slice(0, 8)}`);
    expect(machine['tags']).toEqual({ role: 'web', n: 1 });
    expect(machine['metadata']).toEqual({ 'user-script': '#!/bin/sh\n', root_authorized_keys: expect.stringMatching(/^ssh-rsa AAAA.*\n$/) as string });
  });

  it('gets addresses on the way and runs when the job is done', async () => {
    const { id } = (await create()).json<MachineWire>();
    bed.clock.advance(499);
    expect(await get(id)).toMatchObject({ state: 'provisioning', ips: [], compute_node: null });
    bed.clock.advance(1);
    expect(await get(id)).toMatchObject({
      state: 'provisioning',
      ips: [expect.any(String), expect.any(String)],
      primaryIp: expect.stringMatching(/^203\.0\.113\./) as string,
    });
    bed.clock.advance(500);
    expect(await get(id)).toMatchObject({ state: 'running', compute_node: expect.any(String) as string });
    expect(await audit(id)).toEqual(['provision:yes']);
  });

  it('takes the highest version of a package name', async () => {
    expect((await create({ package: 'g4-highcpu-1G' })).json()['disk']).toBe(30_720);
  });

  it('ends in failed when told to', async () => {
    bed.emulator.failNextProvisions();
    const id = await running();
    expect((await get(id)).state).toBe('failed');
    expect((await get(await running())).state).toBe('running');
  });

  it('refuses bad input with 409', async () => {
    const nobody = '00000000-0000-4000-8000-000000000000';
    expect(fails(await post('/demo/machines', { package: 'sdc_128' }))).toEqual([409, 'MissingParameter', 'image must be specified']);
    expect(fails(await post('/demo/machines', { image }))).toEqual([409, 'MissingParameter', 'package must be specified']);
    expect(fails(await create({ package: 'nope' }))).toEqual([409, 'InvalidArgument', 'nope is not a valid package']);
    expect(fails(await create({ package: nobody }))).toEqual([404, 'ResourceNotFound', expect.any(String)]);
    expect(fails(await create({ image: 'nope' }))).toEqual([409, 'InvalidArgument', 'nope is not a valid image']);
    expect(fails(await create({ image: nobody }))).toEqual([404, 'ResourceNotFound', expect.any(String)]);
    expect(fails(await create({ dataset: image }))).toEqual([409, 'InvalidArgument', expect.any(String)]);
    expect(fails(await create({ networks: [nobody] }))).toEqual([409, 'InvalidArgument', 'Invalid Networks']);
    expect(fails(await create({ brand: 'bhyve' }))).toEqual([409, 'InvalidArgument', expect.any(String)]);
    expect(fails(await create({ affinity: ['instance<x'] }))).toEqual([409, 'InvalidArgument', expect.any(String)]);
    expect(fails(await create({ name: 'no spaces' }))).toMatchObject([409, 'ValidationFailed', expect.stringMatching(/Invalid machine name$/)]);
  });

  it('keeps names unique in the account while the machine is there', async () => {
    const id = await running({ name: 'one' });
    expect(fails(await create({ name: 'one' }))).toMatchObject([409, 'ValidationFailed', expect.stringMatching(/Invalid machine name$/)]);
    await bed.cloud.send('DELETE', `/demo/machines/${id}`);
    bed.clock.advance(1000);
    expect((await create({ name: 'one' })).status).toBe(201);
  });

  it('refuses an image that is not active', async () => {
    const all = (await bed.cloud.send('GET', '/demo/images?state=disabled')).json<{ id: string }[]>();
    expect(fails(await create({ image: all[0]?.id }))).toEqual([409, 'InvalidArgument', `image ${all[0]?.id} is not active`]);
  });
});

describe('an account without keys', () => {
  it('cannot provision: KeyRequired', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519', {
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    });
    await using other = await startTestBed({ accounts: { root: { keys: { k: publicKey }, operator: true }, bare: {} } });
    const as = { keyId: '/root/keys/k', privateKey, algorithm: 'ed25519-sha512' };
    const images = (await other.cloud.send('GET', '/bare/images', as)).json<{ id: string }[]>();
    const reply = await other.cloud.send('POST', '/bare/machines', { ...as, body: { image: images[0]?.id, package: 'sdc_128' } });
    expect(fails(reply)).toEqual([409, 'KeyRequired', 'At least one SSH key is required to provision']);
  });
});

describe('actions', () => {
  it('stop, start and reboot go through their states', async () => {
    const id = await running();
    expect(await act(id, 'stop')).toBe(202);
    expect((await get(id)).state).toBe('stopping');
    bed.clock.advance(1000);
    expect((await get(id)).state).toBe('stopped');
    expect((await bed.cloud.send('POST', `/demo/machines/${id}?action=start`)).status).toBe(202);
    bed.clock.advance(999);
    expect((await get(id)).state).toBe('stopped');
    bed.clock.advance(1);
    expect((await get(id)).state).toBe('running');
    await act(id, 'reboot');
    const seen = [(await get(id)).state];
    bed.clock.advance(500);
    seen.push((await get(id)).state);
    bed.clock.advance(500);
    seen.push((await get(id)).state);
    expect(seen).toEqual(['stopping', 'ready', 'running']);
    expect(await audit(id)).toEqual(['reboot:yes', 'start:yes', 'stop:yes', 'provision:yes']);
  });

  it('are accepted in the wrong state; only the audit trail tells', async () => {
    const id = await running();
    expect(await act(id, 'start')).toBe(202);
    bed.clock.advance(1000);
    expect((await get(id)).state).toBe('running');
    expect(await audit(id)).toEqual(['start:no', 'provision:yes']);
  });

  it('are 409 UnallocatedVM while provisioning', async () => {
    const { id } = (await create()).json<MachineWire>();
    expect(fails(await post(`/demo/machines/${id}`, { action: 'stop' }))).toEqual([
      409,
      'UnallocatedVM',
      'Cannot call stop for a VM that has not been provisioned yet',
    ]);
    expect((await post(`/demo/machines/${id}/tags`, { a: 1 })).status).toBe(200);
  });

  it('need a known name', async () => {
    const id = await running();
    expect(fails(await post(`/demo/machines/${id}`, {}))).toEqual([409, 'MissingParameter', 'action is required']);
    expect(fails(await post(`/demo/machines/${id}`, { action: 'dance' }))).toEqual([409, 'InvalidArgument', 'dance is not a valid action']);
  });

  it('rename and resize change the machine when their job is done', async () => {
    const id = await running({ name: 'a' });
    expect(await act(id, 'rename', { name: 'b' })).toBe(202);
    expect(await act(id, 'resize', { package: 'g4-general-8G' })).toBe(202);
    expect(await get(id)).toMatchObject({ name: 'a', memory: 2048 });
    bed.clock.advance(1000);
    expect(await get(id)).toMatchObject({ name: 'b', memory: 2048 });
    bed.clock.advance(1000);
    expect(await get(id)).toMatchObject({ name: 'b', memory: 8192, package: 'g4-general-8G' });
    expect(fails(await post(`/demo/machines/${id}`, { action: 'rename' }))).toEqual([409, 'MissingParameter', 'New name must be specified']);
  });

  it('enable and disable the firewall', async () => {
    const id = await running();
    expect(await act(id, 'enable_firewall')).toBe(202);
    bed.clock.advance(1000);
    expect((await get(id))['firewall_enabled']).toBe(true);
  });
});

describe('delete', () => {
  const remove = async (id: string): Promise<number> => (await bed.cloud.send('DELETE', `/demo/machines/${id}`)).status;

  it('is 204 at once and again, then 410 with the machine as body', async () => {
    const id = await running();
    expect(await remove(id)).toBe(204);
    expect((await get(id)).state).toBe('running');
    expect(await remove(id)).toBe(204);
    bed.clock.advance(1000);
    expect(await remove(id)).toBe(410);
    const gone = await bed.cloud.send('GET', `/demo/machines/${id}`);
    expect([gone.status, gone.json<MachineWire>().state]).toEqual([410, 'deleted']);
    expect(await act(id, 'start')).toBe(410);
    expect((await bed.cloud.send('GET', '/demo/machines')).json()).toEqual([]);
  });

  it('is 409 before the machine has a server, and while it is protected', async () => {
    const { id } = (await create({ deletion_protection: true })).json<MachineWire>();
    expect(await remove(id)).toBe(409);
    bed.clock.advance(1000);
    expect(fails(await bed.cloud.send('DELETE', `/demo/machines/${id}`))).toEqual([409, 'CannotDestroyMachineError', expect.any(String)]);
    await act(id, 'disable_deletion_protection');
    bed.clock.advance(1000);
    expect(await remove(id)).toBe(204);
    const fresh = (await create()).json<MachineWire>();
    expect(fails(await bed.cloud.send('DELETE', `/demo/machines/${fresh.id}`))).toEqual([409, 'Conflict', expect.any(String)]);
  });

  it('of an unknown machine, or another account’s, is 404', async () => {
    expect(await remove('00000000-0000-4000-8000-000000000000')).toBe(404);
  });
});

describe('metadata and tags', () => {
  it('answer what will be and show it later', async () => {
    const id = await running({ 'tag.a': 'x', 'metadata.m': '1' });
    const tags = await post(`/demo/machines/${id}/tags`, { b: true });
    expect([tags.json(), tags.headers['x-job-uuid']]).toEqual([{ a: 'x', b: true }, expect.any(String)]);
    expect((await get(id))['tags']).toEqual({ a: 'x' });
    bed.clock.advance(1000);
    expect((await get(id))['tags']).toEqual({ a: 'x', b: true });
    const metadata = await post(`/demo/machines/${id}/metadata`, { n: '2', admin_pw: 'hidden' });
    expect(metadata.json()).toMatchObject({ m: '1', n: '2' });
    expect(metadata.text).not.toContain('hidden');
  });

  it('one tag that is no text comes back empty', async () => {
    const id = await running({ 'tag.a': 'x', 'tag.n': 1 });
    const tag = (name: string, accept = 'application/json'): Promise<Reply> =>
      bed.cloud.send('GET', `/demo/machines/${id}/tags/${name}`, { headers: { accept } });
    expect((await tag('a')).text).toBe('"x"');
    expect((await tag('a', 'text/plain')).text).toBe('x');
    expect((await tag('n')).text).toBe('""');
    expect(fails(await tag('z'))).toEqual([404, 'ResourceNotFound', 'tag "z" not found']);
  });

  it('PUT replaces all tags, DELETE removes one or all', async () => {
    const id = await running({ 'tag.a': 'x', 'tag.b': 'y' });
    const tags = async (): Promise<unknown> => {
      bed.clock.advance(1000);
      return (await bed.cloud.send('GET', `/demo/machines/${id}/tags`)).json();
    };
    expect((await bed.cloud.send('DELETE', `/demo/machines/${id}/tags/a`)).status).toBe(204);
    expect(await tags()).toEqual({ b: 'y' });
    await bed.cloud.send('PUT', `/demo/machines/${id}/tags`, { body: { c: 1 } });
    expect(await tags()).toEqual({ c: 1 });
    await bed.cloud.send('DELETE', `/demo/machines/${id}/tags`);
    expect(await tags()).toEqual({});
  });

  it('keeps what must stay in metadata', async () => {
    const id = await running({ 'metadata.m': '1' });
    expect(fails(await bed.cloud.send('DELETE', `/demo/machines/${id}/metadata/root_authorized_keys`))).toEqual([409, 'InvalidArgument', expect.any(String)]);
    expect((await bed.cloud.send('DELETE', `/demo/machines/${id}/metadata`)).status).toBe(204);
    bed.clock.advance(1000);
    expect(Object.keys((await bed.cloud.send('GET', `/demo/machines/${id}/metadata`)).json())).toEqual(['root_authorized_keys']);
    expect(fails(await bed.cloud.send('GET', `/demo/machines/${id}/metadata/m`))).toEqual([404, 'ResourceNotFound', 'm is not metadata']);
  });

  it('turn a query parameter into a tag, as-role included', async () => {
    const id = await running();
    expect((await bed.cloud.send('POST', `/demo/machines/${id}/tags?as-role=x`, { body: { a: '1' } })).json()).toEqual({ a: '1', 'as-role': 'x' });
  });
});

describe('snapshots', () => {
  it('are queued, created, rolled back to and deleted', async () => {
    const id = await running();
    const path = `/demo/machines/${id}/snapshots`;
    const made = await post(path, { name: 's1' });
    expect([made.status, made.json()]).toEqual([201, { name: 's1', state: 'queued' }]);
    bed.clock.advance(1000);
    expect((await bed.cloud.send('GET', `${path}/s1`)).json()).toMatchObject({ name: 's1', state: 'created', created: expect.any(String) as string });
    await act(id, 'stop');
    bed.clock.advance(1000);
    expect((await post(`${path}/s1`)).status).toBe(202);
    bed.clock.advance(1000);
    expect((await get(id)).state).toBe('running');
    expect((await bed.cloud.send('DELETE', `${path}/s1`)).status).toBe(204);
    bed.clock.advance(1000);
    expect((await bed.cloud.send('GET', path)).json()).toEqual([]);
    expect((await bed.cloud.send('GET', `${path}/s1`)).json()).toEqual({ name: 's1', state: 'deleted' });
    expect(fails(await bed.cloud.send('GET', `${path}/never`))).toEqual([404, 'ResourceNotFound', 'Snapshot does not exist']);
  });

  it('roll back of a running machine fails in silence', async () => {
    const id = await running();
    await post(`/demo/machines/${id}/snapshots`, { name: 's1' });
    bed.clock.advance(1000);
    expect((await post(`/demo/machines/${id}/snapshots/s1`)).status).toBe(202);
    bed.clock.advance(1000);
    expect((await audit(id))[0]).toBe('rollback_snapshot:no');
  });
});

describe('nics', () => {
  it('are added with a restart, answer 302 when there, and removed', async () => {
    const networks = (await bed.cloud.send('GET', '/demo/networks')).json<{ id: string; public: boolean }[]>();
    const [outer, inner] = [networks.find((network) => network.public)?.id, networks.find((network) => !network.public)?.id];
    const id = await running({ networks: [outer] });
    const added = await post(`/demo/machines/${id}/nics`, { network: inner });
    const location = added.headers.location ?? '';
    expect([added.status, added.json()['state']]).toEqual([201, 'provisioning']);
    expect(location).toMatch(new RegExp(`^/demo/machines/${id}/nics/[0-9a-f]{12}$`));
    expect((await get(id)).state).toBe('stopping');
    bed.clock.advance(1000);
    expect((await get(id)).state).toBe('running');
    const again = await post(`/demo/machines/${id}/nics`, { network: inner });
    expect([again.status, again.headers.location, again.text]).toEqual([302, location, '']);
    expect((await bed.cloud.send('DELETE', location)).status).toBe(204);
    bed.clock.advance(1000);
    expect((await bed.cloud.send('GET', location)).status).toBe(404);
  });
});
