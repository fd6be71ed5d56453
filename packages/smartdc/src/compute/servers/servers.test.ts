import type { HttpRequest } from '@portolan/core/driver';
import { beforeEach, describe, expect, it } from 'vitest';
import { CloudapiClient } from '../../client.ts';
import { bodyOfRequest, type FakeAnswer, FakeClock, type FakeConnection, fakeConnection, json, noAuth } from '../../testing/fake-connection.ts';
import { SmartdcFirewalls } from '../firewalls/firewalls.ts';
import { SmartdcKeyPairs } from '../key-pairs/key-pairs.ts';
import { SmartdcServers } from './servers.ts';

type Answers = (request: HttpRequest, call: string, times: number) => FakeAnswer;

let answers: Answers;
let connection: FakeConnection;
let clock: FakeClock;
let servers: SmartdcServers;
beforeEach(() => {
  clock = new FakeClock(0);
  const times = new Map<string, number>();
  connection = fakeConnection((request) => {
    const call = `${request.method} ${request.target.replace('/demo/', '')}`;
    times.set(call, (times.get(call) ?? 0) + 1);
    return answers(request, call, times.get(call) ?? 0);
  }, clock);
  const client = new CloudapiClient(connection, noAuth, { url: 'https://x.test', account: 'demo', apiVersion: '*' });
  servers = new SmartdcServers(client, clock, new SmartdcKeyPairs(client, async () => 'own'), new SmartdcFirewalls(client, clock));
});
const asked = (): readonly string[] => connection.sent.map((request) => `${request.method} ${request.target.replace('/demo/', '')}`);
const refusal = (status: number, code: string): FakeAnswer => json({ code, message: code }, status);

describe('get', () => {
  it('a destroyed machine is 410 with itself as the body: terminated', async () => {
    answers = () => json({ id: 'm', name: 'web', state: 'deleted' }, 410);
    expect(await servers.get('m', {})).toMatchObject({ id: 'm', name: 'web', state: 'terminated', nativeState: 'deleted' });
  });

  it('410 with anything else in it is not-found', async () => {
    answers = () => refusal(410, 'Gone');
    await expect(servers.get('m', {})).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('list', () => {
  beforeEach(() => {
    answers = () => json([]);
  });
  const queryOf = (): string => connection.sent[0]?.target.split('?')[1] ?? '';

  it.each([
    [{}, 'limit=1000&offset=0'],
    [{ name: 'web' }, 'limit=1000&offset=0&name=web'],
    [{ state: 'running' }, 'limit=1000&offset=0&state=running'],
    [{ state: 'stopped' }, 'limit=1000&offset=0'],
    [{ state: 'error' }, 'limit=1000&offset=0&tombstone=true'],
    [{ tags: { 'a b': 'ü' } }, 'limit=1000&offset=0&tag.a%20b=%C3%BC'],
    [{ pageSize: 7 }, 'limit=7&offset=0'],
    [{ pageSize: 9_999 }, 'limit=1000&offset=0'],
  ] as const)('%j asks %s', async (options, query) => {
    await servers.listPage(options);
    expect(queryOf()).toBe(query);
  });

  it('those gone for good are left out', async () => {
    answers = () =>
      json([
        { id: 'a', state: 'failed' },
        { id: 'b', state: 'deleted' },
      ]);
    expect((await servers.listPage({ state: 'error' })).items.map((server) => server.id)).toEqual(['a']);
  });
});

describe('create', () => {
  const request = { name: 'web', imageId: 'i', sizeId: 's', tags: {}, metadata: {} };

  it('a key pair must be one of the account, all of which are let in', async () => {
    answers = (_, call) => (call.startsWith('GET keys') ? refusal(404, 'ResourceNotFound') : json({ id: 'm' }, 201));
    await expect(servers.create({ ...request, keyPairId: 'k' }, {})).rejects.toMatchObject({ code: 'not-found' });
    expect(asked()).toEqual(['GET keys/k']);
  });

  it('a firewall must be there: CloudAPI would take any tag', async () => {
    const marker = { id: 'r', rule: 'FROM tag "portolan.fw.f" TO any ALLOW tcp PORT 1', enabled: false, description: 'portolan.fw {"name":"web"}' };
    answers = (_, call) => (call === 'GET fwrules' ? json([marker]) : json({ id: 'm', tags: { 'portolan.fw.f': 'true', a: 'b' } }, 201));
    await expect(servers.create({ ...request, firewallIds: ['f', 'g'] }, {})).rejects.toMatchObject({ code: 'not-found', outcome: 'not-done' });
    expect(asked()).toEqual(['GET fwrules']);
    expect(await servers.create({ ...request, firewallIds: ['f'] }, {})).toMatchObject({ id: 'm', tags: { a: 'b' } });
    expect(bodyOfRequest(connection.sent.at(-1))).toMatchObject({ 'tag.portolan.fw.f': 'true', firewall_enabled: true });
  });

  it('a bad native option is refused before anything is asked', async () => {
    answers = () => json({});
    await expect(servers.create({ ...request, keyPairId: 'k', native: { foo: 1 } }, {})).rejects.toMatchObject({ code: 'invalid-argument' });
    expect(asked()).toEqual([]);
  });

  it('is not sent again after an ambiguous failure', async () => {
    answers = () => ({ status: 502 });
    await expect(servers.create(request, {})).rejects.toMatchObject({ code: 'unavailable', outcome: 'unknown' });
    expect(asked()).toHaveLength(1);
  });

  it('is found again by its mark, failed ones too, destroyed ones not', async () => {
    answers = () =>
      json([
        { id: 'a', state: 'deleted', tags: { 'portolan.key': 'k1' } },
        { id: 'b', state: 'failed', tags: { 'portolan.key': 'k1' } },
      ]);
    expect((await servers.listByIdempotencyKey('k1', {})).map(({ id }) => id)).toEqual(['b']);
    expect(asked()).toEqual(['GET machines?limit=1000&offset=0&tombstone=true&tag.portolan.key=k1']);
    answers = () => json([{ id: 'c', state: 'running', tags: { 'portolan.key': 'other' } }]);
    expect(await servers.listByIdempotencyKey('k1', {})).toEqual([]);
  });
});

describe('delete', () => {
  it.each([204, 404, 410])('%i is success', async (status) => {
    answers = () => (status === 204 ? { status } : refusal(status, 'x'));
    await servers.delete('m', {});
  });

  it('waits for a machine without a host to get one', async () => {
    answers = (_, __, times) => (times < 3 ? refusal(409, 'Conflict') : { status: 204 });
    await servers.delete('m', {});
    expect(asked()).toHaveLength(3);
  });

  it('a protected machine is a conflict at once, with what to do', async () => {
    answers = () => refusal(409, 'CannotDestroyMachineError');
    await expect(servers.delete('m', {})).rejects.toMatchObject({ code: 'conflict', remedy: expect.stringContaining('deletion protection') });
    expect(asked()).toHaveLength(1);
  });
});

describe('resize', () => {
  it('is one action where the cloud does it live', async () => {
    answers = () => ({ status: 202 });
    await servers.resize('m', 'big', {});
    expect(asked()).toEqual(['POST machines/m']);
    expect(bodyOfRequest(connection.sent[0])).toEqual({ action: 'resize', package: 'big' });
  });

  const machine = (state: string, size: string): FakeAnswer => json({ id: 'm', state, package: size });

  it('stops and starts a machine that must be off for it', async () => {
    const states = [
      machine('running', 'small'),
      machine('stopping', 'small'),
      machine('stopped', 'small'),
      machine('stopped', 'small'),
      machine('stopped', 'big'),
    ];
    answers = (_, call, times) =>
      call.startsWith('GET') ? (states.shift() ?? machine('stopped', 'big')) : times === 1 ? refusal(409, 'VmNotStopped') : { status: 202 };
    await servers.resize('m', 'big', {});
    const actions = connection.sent
      .map((request) => (bodyOfRequest(request) as { action?: string } | undefined)?.action)
      .filter((action) => action !== undefined);
    expect(actions).toEqual(['resize', 'stop', 'resize', 'start']);
  });

  it('starts it again when the resize is refused while it is off', async () => {
    const actions: (string | undefined)[] = [];
    answers = (request, call) => {
      if (call.startsWith('GET')) return machine(actions.includes('stop') ? 'stopped' : 'running', 'small');
      const { action } = bodyOfRequest(request) as { action: string };
      actions.push(action);
      if (action !== 'resize') return { status: 202 };
      return actions.length === 1 ? refusal(409, 'VmNotStopped') : refusal(409, 'InvalidArgument');
    };
    await expect(servers.resize('m', 'big', {})).rejects.toMatchObject({ code: 'invalid-argument' });
    expect(actions).toEqual(['resize', 'stop', 'resize', 'start']);
  });
});

describe('tags and metadata', () => {
  it('tags are replaced but for our marks, and waited for', async () => {
    const marks = { 'portolan.key': 'k', 'portolan.fw.f': 'true' };
    const maps = [
      { old: '1', ...marks },
      { old: '1', ...marks },
      { new: '2', ...marks },
    ];
    answers = (_, call) => json(call.startsWith('GET') ? maps.shift() : {});
    await servers.setTags('m', { new: '2' }, {});
    expect(bodyOfRequest(connection.sent[1])).toEqual({ new: '2', ...marks });
    expect(asked()).toEqual(['GET machines/m/tags', 'PUT machines/m/tags', 'GET machines/m/tags', 'GET machines/m/tags']);
  });

  it('no tags at all are deleted', async () => {
    const maps = [{ old: '1' }, {}];
    answers = (_, call) => (call.startsWith('GET') ? json(maps.shift()) : { status: 204 });
    await servers.setTags('m', {}, {});
    expect(asked()).toContain('DELETE machines/m/tags');
  });

  it('tags that are so already are not written', async () => {
    answers = () => json({ a: '1' });
    await servers.setTags('m', { a: '1' }, {});
    expect(asked()).toEqual(['GET machines/m/tags']);
  });

  it('metadata: what is new is merged, what is not wanted goes, the cloud keeps its own', async () => {
    const own = { root_authorized_keys: 'k', 'user-script': 's' };
    const maps = [
      { ...own, a: '1', b: '2', c: '3' },
      { ...own, a: '1', b: '9' },
    ];
    answers = (_, call) => (call.startsWith('GET') ? json(maps.shift()) : call.startsWith('DELETE') ? { status: 204 } : json({}));
    await servers.setMetadata('m', { a: '1', b: '9' }, {});
    expect(asked()).toEqual(['GET machines/m/metadata', 'POST machines/m/metadata', 'DELETE machines/m/metadata/c', 'GET machines/m/metadata']);
    expect(bodyOfRequest(connection.sent[1])).toEqual({ b: '9' });
  });

  it('a job that fails silently is a timeout, not a success', async () => {
    answers = () => json({ a: 'never' });
    await expect(servers.setTags('m', { a: '1' }, {})).rejects.toMatchObject({ code: 'timeout', outcome: 'unknown' });
    expect(clock.ms).toBeGreaterThan(50_000);
  });
});
