import { generateKeyPairSync } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parsePublicKey } from '../identity/ssh-key.ts';
import type { Reply, SendOptions } from '../testing/signed-client.ts';
import { startTestBed, type TestBed } from '../testing/start.ts';

let bed: TestBed;
beforeEach(async () => {
  bed = await startTestBed();
});
afterEach(() => bed.emulator.close());

type Wire = Record<string, unknown> & { readonly id: string };
const get = (path: string, options?: SendOptions): Promise<Reply> => bed.cloud.send('GET', path, options);
const post = (path: string, body: object = {}): Promise<Reply> => bed.cloud.send('POST', path, { body });
const remove = (path: string): Promise<Reply> => bed.cloud.send('DELETE', path);
const fails = (reply: Reply): unknown => [reply.status, reply.json().code, reply.json().message];
const all = async (path: string): Promise<Wire[]> => (await get(path)).json<Wire[]>();

describe('account', () => {
  it('is updated by body or by query, and keeps what is given empty', async () => {
    await post('/demo', { phone: '1', city: 'Ghent' });
    const reply = await bed.cloud.send('POST', '/demo?companyName=Acme&city=');
    expect(reply.json()).toMatchObject({ login: 'demo', phone: '1', city: 'Ghent', companyName: 'Acme' });
  });
});

describe('keys', () => {
  const line = `${parsePublicKey(generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }).toString()).openssh} me@there\n`;
  const { fingerprint } = parsePublicKey(line);

  it('are added, found by name or fingerprint, used and deleted', async () => {
    const made = await post('/demo/keys', { name: 'k2', key: line });
    expect(made.status).toBe(201);
    expect(made.headers.location).toBe(`/demo/keys/${encodeURIComponent(fingerprint)}`);
    expect(made.json()).toEqual({ name: 'k2', fingerprint, key: line.trim() });
    expect((await get('/demo/keys/k2')).json()).toEqual(made.json());
    expect((await get(`/demo/keys/${encodeURIComponent(fingerprint)}`)).status).toBe(200);
    expect((await get(`/demo/keys/${fingerprint}`)).status).toBe(200);
    expect((await remove('/demo/keys/k2')).status).toBe(204);
    expect((await get('/demo/keys/k2')).status).toBe(404);
  });

  it('are refused twice, and when they are none', async () => {
    await post('/demo/keys', { name: 'k2', key: line });
    expect(fails(await post('/demo/keys', { name: 'k3', key: line }))).toEqual([409, 'InvalidArgument', 'key already exists or is invalid']);
    expect(fails(await post('/demo/keys', { key: 'ssh-rsa AAAA' }))).toEqual([409, 'InvalidArgument', 'key already exists or is invalid']);
    expect(fails(await post('/demo/keys', {}))).toEqual([409, 'MissingParameter', 'key is a required argument']);
  });
});

describe('datacenters', () => {
  it('are two, and share the account', async () => {
    const reply = await get('/demo/datacenters');
    const urls = reply.json<Record<string, string>>();
    expect(Object.keys(urls)).toEqual(['us-test-1', 'us-test-2']);
    expect(urls['us-test-1']).toBe(bed.emulator.url);
    expect(reply.headers['triton-datacenter-name']).toBe('us-test-1');
    const moved = await get('/demo/datacenters/us-test-2');
    expect([moved.status, moved.headers.location, moved.json().code]).toEqual([302, urls['us-test-2'], 'ResourceMoved']);
    const answer = await fetch(`${urls['us-test-2']}/--ping`);
    expect(answer.headers.get('triton-datacenter-name')).toBe('us-test-2');
  });
});

describe('images', () => {
  it('lists active ones, others by state, and old types to old clients', async () => {
    const states = async (query: string): Promise<unknown[]> => [...new Set((await all(`/demo/images${query}`)).map((image) => image['state']))];
    expect(await states('')).toEqual(['active']);
    expect(await states('?state=all')).toEqual(['active', 'disabled']);
    const old = (await get('/demo/images?type=virtualmachine', { headers: { 'accept-version': '~7' } })).json<Wire[]>();
    expect(old.map((image) => image['type'])).toEqual(['virtualmachine']);
    expect((await all('/demo/images?name=ubuntu-22.04'))[0]).toMatchObject({ os: 'linux', type: 'lx-dataset', state: 'active' });
  });

  it('are made of machines, updated and deleted by their owner', async () => {
    const [image] = await all('/demo/images');
    const machine = (await post('/demo/machines', { image: image?.id, package: 'sdc_128' })).json<Wire>();
    bed.clock.advance(1000);
    const made = await post('/demo/images', { machine: machine.id, name: 'mine', version: '1.0.0' });
    const { id } = made.json<Wire>();
    expect([made.status, made.json()['state'], made.headers.location]).toEqual([201, 'creating', `/demo/images/${id}`]);
    expect((await all('/demo/images')).map((entry) => entry['name'])).not.toContain('mine');
    bed.clock.advance(1000);
    expect((await get(`/demo/images/${id}`)).json()).toMatchObject({ state: 'active', public: false, origin: image?.id });
    expect((await post(`/demo/images/${id}?action=update`, { description: 'd' })).json()['description']).toBe('d');
    expect((await remove(`/demo/images/${image?.id}`)).status).toBe(422);
    expect((await remove(`/demo/images/${id}`)).status).toBe(204);
    expect((await get(`/demo/images/${id}`)).status).toBe(404);
    expect(fails(await post('/demo/images', { name: 'x' }))).toEqual([409, 'MissingParameter', 'machine is a required argument']);
  });
});

describe('packages', () => {
  it('are found by id, and by name in their highest version', async () => {
    const found = (await get('/demo/packages/g4-highcpu-1G')).json<Wire>();
    expect(found).toMatchObject({ version: '1.0.1', memory: 1024, vcpus: 1 });
    expect((await get(`/demo/packages/${found.id}`)).json()).toEqual(found);
    expect((await get('/demo/packages/Small%201GB')).json()['memory']).toBe(1024);
    expect(fails(await get('/demo/packages/nope'))).toEqual([404, 'ResourceNotFound', 'nope not found']);
  });

  it('are filtered, with globs', async () => {
    expect((await all('/demo/packages?name=b1-*&memory=8192')).map((size) => size['name'])).toEqual(['b1-bhyve-8G']);
    expect((await all('/demo/packages')).map((size) => size['name'])).not.toContain('g3-retired-4G');
  });
});

describe('firewall rules', () => {
  it('are normalised, switched, and belong to machines by tag', async () => {
    const made = await post('/demo/fwrules', { rule: 'from any to tag role=web allow TCP port 80' });
    const { id } = made.json<Wire>();
    expect([made.status, made.json()]).toEqual([201, { id, rule: 'FROM any TO tag "role" = "web" ALLOW tcp PORT 80', enabled: false, log: false }]);
    expect((await post(`/demo/fwrules/${id}/enable`)).json()['enabled']).toBe(true);
    const [image] = await all('/demo/images');
    const web = (await post('/demo/machines', { image: image?.id, package: 'sdc_128', 'tag.role': 'web' })).json<Wire>();
    const db = (await post('/demo/machines', { image: image?.id, package: 'sdc_128', 'tag.role': 'db' })).json<Wire>();
    expect((await all(`/demo/machines/${web.id}/fwrules`)).map((rule) => rule.id)).toEqual([id]);
    expect(await all(`/demo/machines/${db.id}/fwrules`)).toEqual([]);
    expect((await all(`/demo/fwrules/${id}/machines`)).map((machine) => machine.id)).toEqual([web.id]);
    expect((await remove(`/demo/fwrules/${id}`)).status).toBe(204);
  });

  it('need a rule, one that parses', async () => {
    expect(fails(await post('/demo/fwrules'))).toEqual([409, 'MissingParameter', 'rule is a required argument']);
    expect(fails(await post('/demo/fwrules', { rule: 'let everybody in' }))).toEqual([409, 'InvalidParameters', expect.any(String)]);
    expect(fails(await post('/demo/fwrules', { rule: 'FROM any TO any ALLOW tcp PORT 80' }))).toEqual([409, 'InvalidParameters', expect.any(String)]);
  });
});

describe('users, roles and policies', () => {
  it('come together in what a subuser may do', async () => {
    const keys = generateKeyPairSync('ec', {
      namedCurve: 'P-256',
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    });
    const user = (await post('/demo/users', { login: 'bob', email: 'bob@example.test', password: 'secret123' })).json<Wire>();
    expect(JSON.stringify(user)).not.toContain('secret123');
    await post(`/demo/users/${user.id}/keys`, { name: 'k', key: parsePublicKey(keys.publicKey).openssh });
    await post('/demo/policies', { name: 'look', rules: ['CAN listmachines'] });
    const role = (
      await post('/demo/roles', { name: 'viewer', members: [{ type: 'subuser', login: 'bob', default: true }], policies: [{ name: 'look' }] })
    ).json<Wire>();
    expect(role).toMatchObject({ members: [{ type: 'subuser', id: user.id, login: 'bob', default: true }], policies: [{ name: 'look' }] });
    const asBob = (): Promise<Reply> => get('/demo/machines', { keyId: '/demo/users/bob/keys/k', privateKey: keys.privateKey, algorithm: 'ecdsa-sha256' });
    expect((await asBob()).status).toBe(403);
    const tagged = await bed.cloud.send('PUT', '/demo/machines', { body: { 'role-tag': ['viewer'] } });
    expect(tagged.json()).toEqual({ name: '/demo/machines', 'role-tag': ['viewer'] });
    const seen = await asBob();
    expect([seen.status, seen.headers['role-tag']]).toEqual([200, 'viewer']);
    const old = await get('/demo/roles/viewer', { headers: { 'accept-version': '~8' } });
    expect(old.json()).toMatchObject({ members: ['bob'], default_members: ['bob'], policies: ['look'] });
  });

  it('name all that is missing at once', async () => {
    expect(fails(await post('/demo/users', { login: 'x' }))).toEqual([
      409,
      'MissingParameter',
      'Request is missing required parameters: email is required, password is required',
    ]);
  });
});
