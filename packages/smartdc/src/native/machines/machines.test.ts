import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { bodyOfRequest, type FakeAnswer, json } from '../../testing/fake-connection.ts';
import { callOf, fakeNative } from '../../testing/fake-native.ts';

const M = '5f3c8b1e-0000-4000-8000-000000000001';
const inState = (state: string): FakeAnswer => json({ id: M, name: 'web', state });
/** Answers in turn; the last repeats. */
function turns(...answers: FakeAnswer[]): () => FakeAnswer {
  let at = -1;
  return () => {
    at = Math.min(at + 1, answers.length - 1);
    return answers[at] as FakeAnswer;
  };
}

describe('create', () => {
  const created = (): ReturnType<typeof fakeNative> => fakeNative(() => json({ id: M, state: 'provisioning' }, 201));

  it('says tags and metadata flat, types kept, scripts in their places', async () => {
    const { native, connection } = created();
    await native.machines.create({
      name: 'web-{{shortId}}',
      image: { id: 'i' },
      package: 'sdc_128',
      networks: [{ id: 'n' }],
      tags: { role: 'web', weight: 3, spare: false },
      metadata: { greeting: 'grüß' },
      bootScript: '#!/bin/sh',
      cloudConfig: '#cloud-config',
      firewall_enabled: true,
      affinity: ['role!=web'],
      volumes: [{ name: 'data', mountpoint: '/data' }],
    });
    expect(bodyOfRequest(connection.sent[0])).toEqual({
      name: 'web-{{shortId}}',
      image: 'i',
      package: 'sdc_128',
      networks: ['n'],
      'tag.role': 'web',
      'tag.weight': 3,
      'tag.spare': false,
      'metadata.greeting': 'grüß',
      'metadata.user-script': '#!/bin/sh',
      'metadata.cloud-init:user-data': '#cloud-config',
      firewall_enabled: true,
      affinity: ['role!=web'],
      volumes: [{ type: 'tritonnfs', name: 'data', mountpoint: '/data' }],
    });
  });

  it('reads a boot script from a file, and says which one it cannot read', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'smartdc-boot-'));
    try {
      await writeFile(join(folder, 'setup.sh'), '#!/bin/bash\ntrue\n');
      const { native, connection } = created();
      await native.machines.create({ image: 'i', package: 'p', bootScript: { file: join(folder, 'setup.sh') } });
      expect(bodyOfRequest(connection.sent[0])).toMatchObject({ 'metadata.user-script': '#!/bin/bash\ntrue\n' });
      await expect(native.machines.create({ image: 'i', package: 'p', bootScript: { file: join(folder, 'none.sh') } })).rejects.toMatchObject({
        code: 'invalid-argument',
        message: expect.stringContaining('none.sh'),
      });
      expect(connection.sent.length).toBe(1);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it.each([
    [{ name: 'no blanks' }, 'cannot be the name of a machine'],
    [{ name: '-x' }, 'cannot be the name of a machine'],
    [{ name: 'x'.repeat(190) }, 'cannot be the name of a machine'],
    [{ tags: { image: 'x' } }, 'cannot keep a tag'],
    [{ tags: { a: null as never } }, 'neither text, number'],
    [{ metadata: { root_pw: 'x' } }, 'cannot keep an entry'],
    [{ metadata: { a: 1 as never } }, 'is no text'],
    [{ metadata: { 'user-script': 'a' }, bootScript: 'b' }, 'said twice'],
    [{ bootscript: '#!' } as object, 'did you mean "bootScript"'],
    [{ image: '' }, 'image'],
    [{ package: { id: '' } }, 'package'],
  ])('%j is refused before anything is sent', async (fields, said) => {
    const { native, connection } = created();
    await expect(native.machines.create({ image: 'i', package: 'p', ...fields })).rejects.toMatchObject({
      code: 'invalid-argument',
      outcome: 'not-done',
      message: expect.stringContaining(said),
    });
    expect(connection.sent).toEqual([]);
  });

  it('tags the new machine with roles by a header, asks for other versions and roles for this call alone', async () => {
    const { native, connection } = created();
    await native.machines.create({ image: 'i', package: 'p' }, { roleTags: ['a', 'b'], apiVersion: '~7.2', roles: ['ops', 'dev'] });
    await native.machines.get(M);
    expect(connection.sent[0]).toMatchObject({ target: '/demo/machines?as-role=ops,dev', headers: { 'role-tag': 'a,b', 'Accept-Version': '~7.2' } });
    expect(connection.sent[1]).toMatchObject({ target: `/demo/machines/${M}`, headers: { 'Accept-Version': '~9||~8||~7' } });
  });

  it('is not sent again when it is unclear whether it was carried out', async () => {
    const { native, connection } = fakeNative(() => json({ code: 'InternalError' }, 500));
    await expect(native.machines.create({ image: 'i', package: 'p' })).rejects.toMatchObject({ outcome: 'unknown' });
    expect(connection.sent.length).toBe(1);
  });
});

describe('pollUntil', () => {
  it('resolves with the machine once it is as wanted', async () => {
    const { native, connection, clock } = fakeNative(turns(inState('provisioning'), inState('provisioning'), inState('running')));
    expect(await native.machines.pollUntil(M, 'running')).toMatchObject({ state: 'running' });
    expect(connection.sent.length).toBe(3);
    expect(clock.ms).toBe(1_000 + 1_500);
  });

  it('takes several states, or a function', async () => {
    const { native } = fakeNative(turns(inState('running'), inState('stopped')));
    expect(await native.machines.pollUntil(M, ['stopped', 'failed'])).toMatchObject({ state: 'stopped' });
    const other = fakeNative(turns(json({ id: M, state: 'provisioning', ips: [] }), json({ id: M, state: 'provisioning', ips: ['10.0.0.1'] })));
    expect(await other.native.machines.pollUntil(M, ({ ips = [] }) => ips.length > 0)).toMatchObject({ ips: ['10.0.0.1'] });
  });

  it.each(['failed', 'deleted'])('ends at once when it is %s', async (state) => {
    const { native, clock } = fakeNative(turns(inState('provisioning'), inState(state)));
    await expect(native.machines.pollUntil(M, 'running')).rejects.toMatchObject({
      code: 'conflict',
      target: M,
      message: expect.stringContaining(`it is ${state}`),
    });
    expect(clock.ms).toBe(1_000);
    const wanted = fakeNative(turns(inState('running'), inState(state)));
    expect(await wanted.native.machines.pollUntil(M, state)).toMatchObject({ state });
  });

  it('running out of time is an error that tells the state seen last, not later than it was allowed', async () => {
    const { native, clock } = fakeNative(() => inState('stopping'));
    await expect(native.machines.pollUntil(M, 'stopped', { timeoutMs: 10_000, intervalMs: 500 })).rejects.toMatchObject({
      code: 'timeout',
      message: expect.stringContaining('seen last: stopping'),
    });
    expect(clock.ms).toBe(10_000);
  });

  it('can be aborted, with the caller’s own reason', async () => {
    const gone = new AbortController();
    const { native } = fakeNative(() => {
      gone.abort('enough');
      return inState('stopping');
    });
    await expect(native.machines.pollUntil(M, 'stopped', { signal: gone.signal })).rejects.toBe('enough');
  });

  it.each([{ timeoutMs: Number.NaN }, { intervalMs: 0 }])('refuses %j: it would never end, or never pause', async (options) => {
    const { native, connection } = fakeNative(() => inState('stopping'));
    await expect(native.machines.pollUntil(M, 'stopped', options)).rejects.toMatchObject({ code: 'invalid-argument' });
    expect(connection.sent).toEqual([]);
  });

  it('deleted: a cloud that remembers it no more says so with 404', async () => {
    const { native } = fakeNative(turns(inState('running'), json({ code: 'ResourceNotFound' }, 404)));
    expect(await native.machines.pollUntil(M, 'deleted')).toEqual({ id: M, state: 'deleted' });
    const other = fakeNative(() => json({ code: 'ResourceNotFound' }, 404));
    await expect(other.native.machines.pollUntil(M, 'running')).rejects.toMatchObject({ code: 'not-found' });
  });

  it('pollWhile resolves when the state is left, and not for a machine that fails meanwhile', async () => {
    const { native } = fakeNative(turns(inState('stopping'), inState('stopped')));
    expect(await native.machines.pollWhile(M, 'stopping')).toMatchObject({ state: 'stopped' });
  });
});

describe('pollAudit', () => {
  const at = (time: string, success = 'yes'): object => ({ action: 'reboot', success, time });
  const accepted: FakeAnswer = { status: 202, headers: { date: 'Sat, 21 Nov 2026 10:00:00 GMT' } };

  it('counts from the server’s own clock, which the action answered', async () => {
    const audits = turns(json([at('2026-11-21T09:59:59.999Z')]), json([at('2026-11-21T10:00:01.000Z'), at('2026-11-21T09:59:59.999Z')]));
    const { native, connection } = fakeNative((request) => (request.method === 'POST' ? accepted : audits()));
    const since = await native.machines.reboot(M);
    expect(since.at).toEqual(new Date('2026-11-21T10:00:00Z'));
    expect(await native.machines.pollAudit(M, 'reboot', since)).toMatchObject({ time: '2026-11-21T10:00:01.000Z' });
    expect(connection.sent.map((request) => request.method)).toEqual(['POST', 'GET', 'GET']);
  });

  it('ends at once when the job failed', async () => {
    const { native } = fakeNative(() => json([at('2026-11-21T10:00:01.000Z', 'no')]));
    await expect(native.machines.pollAudit(M, 'reboot', new Date('2026-11-21T10:00:00Z'))).rejects.toMatchObject({ code: 'conflict' });
  });
});

describe('what a machine tells', () => {
  it('addresses, public and private', async () => {
    const { native } = fakeNative(() => json({ id: M, state: 'running', ips: ['dhcp', '10.1.2.3', '203.0.113.7', '172.20.0.1', ''] }));
    expect(await native.machines.ips(M)).toEqual(['10.1.2.3', '203.0.113.7', '172.20.0.1']);
    expect(await native.machines.publicIps(M)).toEqual(['203.0.113.7']);
    expect(await native.machines.privateIps(M)).toEqual(['10.1.2.3', '172.20.0.1']);
    expect(await native.machines.state(M)).toBe('running');
  });

  it('passwords hide themselves wherever they are', async () => {
    const { native } = fakeNative(() => json({ id: M, metadata: { credentials: { root: 'hidden-1' }, 'user-script': '#!' } }));
    const machine = await native.machines.get(M, { credentials: true });
    expect(inspect(machine, { depth: 9 }) + JSON.stringify(machine)).not.toContain('hidden-1');
    expect((await native.machines.credentials(M))['root']?.reveal()).toBe('hidden-1');
    expect(native.machines.bootScript(machine)).toBe('#!');
  });

  it('a destroyed one is told with 410; anything else with 410 is not-found', async () => {
    const { native } = fakeNative(turns(json({ id: M, state: 'deleted' }, 410), json({ code: 'Gone' }, 410)));
    expect(await native.machines.get(M)).toMatchObject({ state: 'deleted' });
    await expect(native.machines.get(M)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('an empty id never becomes the whole collection', async () => {
    const { native, connection } = fakeNative(() => json({}));
    for (const ref of ['', '.', '..', { id: '' }, undefined as never])
      await expect((async () => native.machines.delete(ref))()).rejects.toMatchObject({ code: 'invalid-argument' });
    expect(connection.sent).toEqual([]);
  });
});

describe('lists', () => {
  const machines = (...names: string[]): object[] => names.map((name, index) => ({ id: `m${index}`, name, state: 'running', tags: { n: index } }));

  it('a name means that name, though the server takes it for a prefix', async () => {
    const { native, connection } = fakeNative(() => json(machines('web', 'web-2', 'webber')));
    expect((await native.machines.list({ name: 'web' }).toArray()).map(({ id }) => id)).toEqual(['m0']);
    expect((await native.machines.list({ namePrefix: 'web' }).toArray()).length).toBe(3);
    expect(connection.sent.map(callOf)).toEqual(Array.from({ length: 2 }, () => 'GET machines?limit=1000&offset=0&name=web'));
  });

  it('search keeps what a regular expression finds in the fields, whatever its case', async () => {
    const { native } = fakeNative(() => json(machines('Web-1', 'db-1', 'WEB-2')));
    const found = async (search: string | RegExp, searchFields?: string[]): Promise<unknown> =>
      (await native.machines.list({ search, searchFields }).toArray()).map(({ name }) => name);
    expect(await found('^web')).toEqual(['Web-1', 'WEB-2']);
    expect(await found(/^WEB/)).toEqual(['WEB-2']);
    // One that remembers where it was would skip every other.
    expect(await found(/web/gi)).toEqual(['Web-1', 'WEB-2']);
    expect(await found('"n":1', ['tags'])).toEqual(['db-1']);
    expect(() => native.machines.list({ search: '(' })).toThrow('no regular expression');
  });

  it('"*" of tags goes with nothing else: the server would ignore it', () => {
    const { native } = fakeNative(() => json([]));
    expect(() => native.machines.list({ tags: '*', state: 'running' })).toThrow('no other filter');
  });

  it('count asks the server, and lists when there are more than it can count', async () => {
    const pages: Record<string, FakeAnswer> = { 0: json(machines(...Array.from({ length: 1_000 }, (_, index) => `m-${index}`))) };
    const { native, connection } = fakeNative((request) =>
      request.method === 'HEAD'
        ? { status: 200, headers: { 'x-resource-count': '1000', 'x-query-limit': '1000' } }
        : (pages[/offset=(\d+)/.exec(request.target)?.[1] ?? ''] ??
          json([
            { id: 'm999', name: 'x' },
            { id: 'z', name: 'z' },
          ])),
    );
    expect(await native.machines.count()).toBe(1_001);
    expect(connection.sent.map((request) => request.method)).toEqual(['HEAD', 'GET', 'GET']);
  });
});

describe('writes that are jobs', () => {
  it('tags: wait resolves when reads show them', async () => {
    const reads = turns(json({ a: 0 }), json({ a: 0, b: 1 }));
    const { native, connection } = fakeNative((request) => (request.method === 'GET' ? reads() : json({ a: 0, b: 1 })));
    expect(await native.machines.tags.add(M, { b: 1 }, { wait: true })).toEqual({ a: 0, b: 1 });
    expect(connection.sent.map((request) => request.method)).toEqual(['POST', 'GET', 'GET']);
  });

  it('tags and metadata never carry roles: they would be stored', async () => {
    const { native, connection } = fakeNative(() => json({}));
    await native.machines.tags.add(M, { a: 'b' }, { roles: ['ops'] });
    await native.machines.metadata.update(M, { a: 'b' }, { roles: ['ops'] });
    expect(connection.sent.map(({ target }) => target)).toEqual([`/demo/machines/${M}/tags`, `/demo/machines/${M}/metadata`]);
  });

  it('one tag keeps its type, and an absent one is undefined', async () => {
    const { native } = fakeNative(() => json({ a: 1 }));
    expect(await native.machines.tags.get(M, 'a')).toBe(1);
    expect(await native.machines.tags.get(M, 'toString')).toBeUndefined();
  });

  it('metadata: an absent entry is undefined', async () => {
    const { native } = fakeNative(turns(json('value'), json({ code: 'ResourceNotFound' }, 404)));
    expect(await native.machines.metadata.get(M, 'a')).toBe('value');
    expect(await native.machines.metadata.get(M, 'a')).toBeUndefined();
  });
});

describe('network interfaces', () => {
  it('one on that network already is answered as it is; no Location is followed', async () => {
    const { native, connection } = fakeNative((request) =>
      request.method === 'POST'
        ? { status: 302, headers: { location: `https://elsewhere.test/demo/machines/${M}/nics/90b8d02fb8f9` } }
        : json({ mac: '90:b8:d0:2f:b8:f9', state: 'running' }),
    );
    expect(await native.machines.nics.add(M, { network: 'n' })).toMatchObject({ mac: '90:b8:d0:2f:b8:f9' });
    expect(connection.sent.map((request) => request.origin)).toEqual(['https://cloudapi.test', 'https://cloudapi.test']);
  });

  it('one that vanishes was not added: the wait ends', async () => {
    const { native } = fakeNative(turns(json({ mac: 'x', state: 'provisioning' }), json({ code: 'ResourceNotFound' }, 404)));
    await expect(native.machines.nics.pollUntilRunning(M, '90b8d02fb8f9')).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('it is gone'),
    });
  });

  it('what is no MAC address is refused', async () => {
    const { native } = fakeNative(() => json({}));
    await expect(native.machines.nics.get(M, '../x')).rejects.toMatchObject({ code: 'invalid-argument' });
  });
});

it('snapshots: waiting ends when making one failed', async () => {
  const { native } = fakeNative(turns(json({ name: 's', state: 'queued' }), json({ name: 's', state: 'created' }), json({ name: 's', state: 'canceled' })));
  expect(await native.machines.snapshots.pollUntilCreated(M, 's')).toMatchObject({ state: 'created' });
  await expect(native.machines.snapshots.pollUntilCreated(M, 's')).rejects.toMatchObject({ code: 'conflict' });
  await expect(native.machines.snapshots.create(M, 'a/b')).rejects.toMatchObject({ code: 'invalid-argument' });
});
