import type { HttpRequest } from '@portolan/core/driver';
import { beforeEach, describe, expect, it } from 'vitest';
import { CloudapiClient } from '../../client.ts';
import { bodyOfRequest, type FakeAnswer, FakeClock, type FakeConnection, fakeConnection, json, noAuth } from '../../testing/fake-connection.ts';
import { SmartdcFirewalls } from '../firewalls/firewalls.ts';
import { SmartdcKeyPairs } from '../key-pairs/key-pairs.ts';
import { SmartdcServers } from '../servers/servers.ts';
import { SmartdcSnapshots, toSnapshot } from './snapshots.ts';

let answers: (call: string, times: number, request: HttpRequest) => FakeAnswer;
let connection: FakeConnection;
let snapshots: SmartdcSnapshots;
beforeEach(() => {
  const clock = new FakeClock(0);
  const times = new Map<string, number>();
  connection = fakeConnection((request) => {
    const call = `${request.method} ${request.target.replace('/demo/', '')}`;
    times.set(call, (times.get(call) ?? 0) + 1);
    return answers(call, times.get(call) ?? 0, request);
  }, clock);
  const client = new CloudapiClient(connection, noAuth, { url: 'https://x.test', account: 'demo', apiVersion: '*' });
  snapshots = new SmartdcSnapshots(
    client,
    clock,
    new SmartdcServers(client, clock, new SmartdcKeyPairs(client, async () => ''), new SmartdcFirewalls(client, clock)),
  );
});
const asked = (): readonly string[] => connection.sent.map((request) => `${request.method} ${request.target.replace('/demo/', '')}`);
const missing = json({ code: 'ResourceNotFound', message: 'no' }, 404);

it.each([
  ['queued', 'pending'],
  ['running', 'pending'],
  ['created', 'available'],
  ['failed', 'error'],
  ['canceled', 'error'],
  ['news', 'unknown'],
])('state %s is %s', (state, expected) => {
  expect(toSnapshot('m', { name: 's', state })).toMatchObject({ id: 'm/s', state: expected, of: 'server', sourceId: 'm' });
});

it('the answer to a create has no dates', async () => {
  answers = () => json({ name: 's 1', state: 'queued' }, 201);
  expect(await snapshots.create({ source: { of: 'server', id: 'm' }, name: 's 1' }, {})).toEqual({
    id: 'm/s 1',
    name: 's 1',
    state: 'pending',
    nativeState: 'queued',
    of: 'server',
    sourceId: 'm',
    raw: { name: 's 1', state: 'queued' },
  });
  expect(bodyOfRequest(connection.sent[0])).toEqual({ name: 's 1' });
  await expect(snapshots.create({ source: { of: 'server', id: 'm' }, name: 'a/b' }, {})).rejects.toMatchObject({ code: 'invalid-argument' });
});

it('those of the account are those of its machines; one destroyed meanwhile has none', async () => {
  answers = (call) => {
    if (call.startsWith('GET machines?')) return json([{ id: 'a' }, { id: 'b' }, { id: 'c' }]);
    if (call.includes('/b/')) return missing;
    return json([
      { name: `of ${call.split('/')[1]}`, state: 'created' },
      { name: 'gone', state: 'deleted' },
    ]);
  };
  expect((await snapshots.listPage({})).items.map((snapshot) => snapshot.id)).toEqual(['a/of a', 'c/of c']);
  expect((await snapshots.listPage({ source: { of: 'server', id: 'a' } })).items).toHaveLength(1);
});

it('one that was deleted is not-found, though its job is remembered', async () => {
  answers = () => json({ name: 's', state: 'deleted' });
  await expect(snapshots.get('m/s', {})).rejects.toMatchObject({ code: 'not-found' });
  await expect(snapshots.get('nonsense', {})).rejects.toMatchObject({ code: 'not-found' });
});

describe('restore', () => {
  it('stops a running machine first', async () => {
    answers = (call, times) => {
      if (call === 'GET machines/m/snapshots/s') return json({ name: 's', state: 'created' });
      if (call === 'GET machines/m') return json({ id: 'm', state: times < 3 ? 'running' : 'stopped' });
      return { status: 202 };
    };
    await snapshots.restore('m/s', {});
    expect(asked().filter((call) => call.startsWith('POST'))).toEqual(['POST machines/m', 'POST machines/m/snapshots/s']);
  });
});

describe('delete', () => {
  it('absent is success', async () => {
    answers = () => missing;
    await snapshots.delete('m/s', {});
  });

  it('one that is still being made is waited for, and then deleted', async () => {
    answers = (call, times) => {
      if (call.startsWith('DELETE')) return times === 1 ? missing : { status: 204 };
      return json({ name: 's', state: times < 3 ? 'running' : 'created' });
    };
    await snapshots.delete('m/s', {});
    expect(asked().filter((call) => call.startsWith('DELETE'))).toHaveLength(2);
  });
});
