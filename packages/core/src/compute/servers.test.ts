import { describe, expect, it } from 'vitest';
import { CloudError } from '../errors/cloud-error.ts';
import { computeContext, everything } from '../testing/everything.ts';
import { cloudError, rejection } from '../testing/rejection.ts';
import { aServer } from '../testing/servers.ts';
import type { CreateServerRequest, ListServersDriverOptions, ServerDriver } from './compute-driver.ts';
import { Servers } from './servers.ts';

const spec = { name: 'web', image: 'i-1', size: { id: 's-1' } };

function bench(driver: Partial<ServerDriver> = {}, declared: Partial<typeof everything.compute.servers> = {}) {
  const requests: CreateServerRequest[] = [];
  const servers = new Servers(computeContext({ servers: { ...everything.compute.servers, ...declared } }), {
    listPage: async () => ({ items: [] }),
    get: async (id) => aServer(id),
    create: async (request) => {
      requests.push(request);
      return aServer(`id-${requests.length}`, { name: request.name });
    },
    listByIdempotencyKey: async () => [],
    ...driver,
  });
  return { servers, requests };
}

describe('servers.create', () => {
  it('hands the driver ids and checked options, whatever form they were given in', async () => {
    const { servers, requests } = bench();
    await servers.create(
      {
        ...spec,
        location: { id: 'z-1' },
        bootScript: '#!/bin/sh\n',
        tags: { role: 'web' },
        metadata: { a: '1' },
        keyPair: 'k-1',
        networks: ['n-1', { id: 'n-2' }],
        firewalls: [{ id: 'f-1' }],
        native: { x: 1 },
      },
      { idempotencyKey: 'web-1' },
    );
    expect(requests).toEqual([
      {
        name: 'web',
        imageId: 'i-1',
        sizeId: 's-1',
        locationId: 'z-1',
        bootScript: '#!/bin/sh\n',
        tags: { role: 'web' },
        metadata: { a: '1' },
        keyPairId: 'k-1',
        networkIds: ['n-1', 'n-2'],
        firewallIds: ['f-1'],
        idempotencyKey: 'web-1',
        native: { x: 1 },
      },
    ]);
  });

  it.each([
    ['location', { location: 'z' }],
    ['bootScript', { bootScript: '' }],
    ['keyPair', { keyPair: 'k' }],
    ['networks', { networks: [] }],
    ['firewalls', { firewalls: [] }],
    ['tags', { tags: {} }],
    ['metadata', { metadata: {} }],
  ] as const)('refuses %s where the cloud has none, before anything is sent', async (feature, given) => {
    const { servers, requests } = bench({}, { [feature]: false });
    const error = await cloudError(servers.create({ ...spec, ...given }));
    expect(error).toMatchObject({ code: 'unsupported', operation: 'servers.create', outcome: 'not-done' });
    expect(error.message).toContain(`compute.servers.${feature}`);
    expect(requests).toEqual([]);
    await servers.create(spec);
    expect(requests.length).toBe(1);
  });

  it('refuses a key where the cloud cannot keep it', async () => {
    const { servers, requests } = bench({}, { idempotencyKey: false });
    expect((await cloudError(servers.create(spec, { idempotencyKey: 'k' }))).message).toContain('compute.servers.idempotencyKey');
    expect(requests).toEqual([]);
  });

  it.each([
    ['an empty name', { name: '' }, 'name: is empty'],
    ['a name with a line break', { name: 'a\nb' }, 'name: has control characters'],
    ['no name', { name: undefined as never }, 'name: got nothing'],
    ['an empty image id', { image: '' }, 'image: the id is empty'],
    ['a size that is none', { size: 7 as never }, 'size: got the number 7'],
    ['a network without id', { networks: [{} as never] }, 'networks: got an object of Object'],
    ['a tag of ours', { tags: { 'portolan.key': 'x' } }, 'tags.portolan.key: names that begin with "portolan."'],
    ['a tag that is no text', { tags: { a: 1 as never } }, 'tags.a: got the number 1'],
    ['a tag without name', { tags: { '': 'x' } }, 'tags: a name is empty'],
    ['metadata that are a list', { metadata: ['x'] as never }, 'metadata: got an array'],
    ['a script that is no text', { bootScript: 1 as never }, 'bootScript: got the number 1'],
    ['too many tags', { tags: { a: '1', b: '2', c: '3' } }, 'tags: got 3, this cloud takes 2'],
    ['a script too long', { bootScript: 'ü'.repeat(6) }, 'bootScript: has 12 bytes, this cloud takes 10'],
  ])('refuses %s', async (_, given, said) => {
    const { servers, requests } = bench({}, { maxTags: 2, maxBootScriptBytes: 10 });
    const error = await cloudError(servers.create({ ...spec, ...given }));
    expect(error).toMatchObject({ code: 'invalid-argument', outcome: 'not-done', provider: 'fake' });
    expect(error.message).toContain(said);
    expect(requests).toEqual([]);
  });

  it.each(['', 'a b', 'ä', 'x'.repeat(65), 'a/b'])('refuses the key %j', async (idempotencyKey) => {
    const { servers, requests } = bench();
    expect((await cloudError(servers.create(spec, { idempotencyKey }))).code).toBe('invalid-argument');
    expect(requests).toEqual([]);
  });

  it('makes one server of two creates with one key', async () => {
    let made: ReturnType<typeof aServer> | undefined;
    let creates = 0;
    const { servers } = bench({
      create: async () => {
        creates += 1;
        made = aServer('only');
        throw new CloudError('unavailable', 'cut', { outcome: 'unknown' });
      },
      listByIdempotencyKey: async () => (made === undefined ? [] : [made]),
    });
    expect((await servers.create(spec, { idempotencyKey: 'k' })).id).toBe('only');
    expect((await servers.create(spec, { idempotencyKey: 'k' })).id).toBe('only');
    expect(creates).toBe(1);
  });

  it('tells outcome and leftover of a failure, in context', async () => {
    const { servers } = bench({
      create: async () => {
        throw new CloudError('quota-exceeded', 'no address left', { outcome: 'done', leftover: { kind: 'server', id: '9f' } });
      },
    });
    expect(await cloudError(servers.create(spec))).toMatchObject({
      message: 'fake servers.create "web": no address left',
      outcome: 'done',
      leftover: { kind: 'server', id: '9f' },
    });
  });
});

describe('servers.createMany', () => {
  it('tells of each what became of it, in order, and lets one failure stop no other', async () => {
    const { servers } = bench({
      create: async (request) => {
        if (request.name === 'b') throw new CloudError('quota-exceeded', 'full');
        if (request.name === 'c') throw new TypeError('a bug');
        return aServer(request.name);
      },
    });
    const results = await servers.createMany(['a', 'b', 'c', 'd'].map((name) => ({ ...spec, name })));
    expect(results.map((result) => ('server' in result ? result.server.id : `${result.error.code} ${result.error.target}`))).toEqual([
      'a',
      'quota-exceeded b',
      'unknown c',
      'd',
    ]);
    expect(results.map((result) => result.spec.name)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('gives each create its own key', async () => {
    const { servers, requests } = bench();
    await servers.createMany([{ ...spec, idempotencyKey: 'one' }, { ...spec, idempotencyKey: 'two' }, spec]);
    expect(new Set(requests.map((request) => request.idempotencyKey))).toEqual(new Set(['one', 'two', undefined]));
  });

  it('rejects with the reason when the caller leaves, and begins no more', async () => {
    const controller = new AbortController();
    const reason = new Error('left');
    let begun = 0;
    const { servers } = bench({
      create: async (_, options) => {
        begun += 1;
        controller.abort(reason);
        options.signal?.throwIfAborted();
        return aServer('x');
      },
    });
    expect(await rejection(servers.createMany([spec, spec, spec, spec], { concurrency: 1, signal: controller.signal }))).toBe(reason);
    expect(begun).toBe(1);
  });

  it('gives all of them their owner', async () => {
    const { servers, requests } = bench();
    await servers.createMany([{ ...spec, tags: { role: 'web' } }, spec], { owner: 'ci' });
    expect(requests.map(({ tags }) => tags)).toEqual([{ role: 'web', 'portolan-owner': 'ci' }, { 'portolan-owner': 'ci' }]);
  });

  it('refuses a concurrency that is none', async () => {
    const { servers, requests } = bench();
    expect(await cloudError(servers.createMany([spec], { concurrency: Number.NaN }))).toMatchObject({
      code: 'invalid-argument',
      operation: 'servers.createMany',
    });
    expect(requests).toEqual([]);
  });
});

describe('servers.list', () => {
  const all = [
    aServer('a', { name: 'web-1', tags: { role: 'web' } }),
    aServer('b', { name: 'web-2', state: 'stopped', tags: { role: 'web', env: 'test' } }),
    aServer('c', { name: 'db', tags: { toString: 'x' } }),
  ];
  const listing = () => {
    const asked: ListServersDriverOptions[] = [];
    const { servers } = bench({
      listPage: async (options) => {
        asked.push(options);
        return { items: all };
      },
    });
    return { servers, asked };
  };

  it('filters again what the driver returns: its filters are hints', async () => {
    const { servers, asked } = listing();
    const ids = async (options: Parameters<Servers['list']>[0]): Promise<string[]> => (await servers.list(options).toArray()).map((server) => server.id);
    expect(await ids({ name: 'web-1' })).toEqual(['a']);
    expect(await ids({ name: /^web/ })).toEqual(['a', 'b']);
    expect(await ids({ state: 'stopped' })).toEqual(['b']);
    expect(await ids({ tags: { role: 'web', env: 'test' } })).toEqual(['b']);
    expect(await ids({ tags: { valueOf: 'x' } })).toEqual([]);
    expect(await ids({ tags: {} })).toEqual(['a', 'b', 'c']);
    const hints: readonly object[] = [
      { name: 'web-1' },
      {},
      { state: 'stopped' },
      { tags: { role: 'web', env: 'test' } },
      { tags: { valueOf: 'x' } },
      { tags: {} },
    ];
    expect(asked.map(({ name, state, tags }) => ({ name, state, tags }))).toEqual(hints);
  });

  it('loses nothing to an expression that remembers where it was', async () => {
    const { servers } = listing();
    for (const name of [/web/g, /web/y]) expect((await servers.list({ name }).toArray()).length).toBe(2);
  });

  it('refuses tags at the call where there are none', () => {
    const { servers } = bench({}, { tags: false });
    expect(() => servers.list({ tags: { a: 'b' } })).toThrow(/compute\.servers\.tags/);
  });
});

describe('servers: the rest', () => {
  it('hands on ids and options', async () => {
    const calls: unknown[][] = [];
    const log =
      (name: string) =>
      async (...given: unknown[]): Promise<never> => {
        calls.push([name, ...given.slice(0, -1)]);
        return undefined as never;
      };
    const { servers } = bench({
      start: log('start'),
      stop: log('stop'),
      reboot: log('reboot'),
      delete: log('delete'),
      resize: log('resize'),
      rename: log('rename'),
      setTags: log('setTags'),
      setMetadata: log('setMetadata'),
      consoleOutput: async () => 'boot\n',
      get: async (id) => aServer(id, { tags: { a: 'b' }, metadata: { c: 'd' } }),
    });
    const server = aServer('9f');
    await servers.start(server);
    await servers.stop('9f');
    await servers.reboot(server);
    await servers.delete(server);
    await servers.resize(server, { id: 'big' });
    await servers.rename(server, 'new');
    await servers.setTags(server, { x: 'y' });
    await servers.setMetadata(server, {});
    expect(await servers.consoleOutput(server)).toBe('boot\n');
    expect([await servers.getTags(server), await servers.getMetadata(server)]).toEqual([{ a: 'b' }, { c: 'd' }]);
    expect(calls).toEqual([
      ['start', '9f'],
      ['stop', '9f'],
      ['reboot', '9f'],
      ['delete', '9f'],
      ['resize', '9f', 'big'],
      ['rename', '9f', 'new'],
      ['setTags', '9f', { x: 'y' }],
      ['setMetadata', '9f', {}],
    ]);
  });

  it.each(['', '9f\n', undefined, null, {}, { id: '' }, 7] as never[])('refuses the server %j before anything is sent', async (server) => {
    let asked = 0;
    const { servers } = bench({
      delete: async () => {
        asked += 1;
      },
      get: async (id) => {
        asked += 1;
        return aServer(id);
      },
    });
    for (const work of [servers.delete(server), servers.get(server), servers.getTags(server)]) expect((await cloudError(work)).code).toBe('invalid-argument');
    expect(asked).toBe(0);
  });
});

describe('servers.deleteMany', () => {
  it('goes on when one fails, and tells which', async () => {
    const deleted: string[] = [];
    const { servers } = bench({
      delete: async (id) => {
        if (id === 'b') throw new CloudError('permission-denied', 'locked');
        deleted.push(id);
      },
    });
    const { deleted: count, failed } = await servers.deleteMany(['a', { id: 'b' }, 'c', 'a']);
    expect(count).toBe(2);
    expect(deleted).toEqual(['a', 'c']);
    expect(failed).toMatchObject([{ id: 'b', error: { code: 'permission-denied', provider: 'fake', operation: 'servers.delete', target: 'b' } }]);
  });

  it('has them all deleted in one request where the driver can', async () => {
    const asked: (readonly string[])[] = [];
    const { servers } = bench({
      delete: async () => undefined,
      deleteMany: async (ids) => {
        asked.push(ids);
        return [{ id: 'b', error: new CloudError('conflict', 'busy') }];
      },
    });
    expect(await servers.deleteMany(['a', 'b'])).toMatchObject({ deleted: 1, failed: [{ id: 'b', error: { code: 'conflict', target: 'b' } }] });
    expect(asked).toEqual([['a', 'b']]);
  });

  it('keeps to the concurrency it is given, and ends with the reason of an abort', async () => {
    let now = 0;
    let most = 0;
    const left = new AbortController();
    const { servers } = bench({
      delete: async (id) => {
        now += 1;
        most = Math.max(most, now);
        await new Promise((resolve) => setImmediate(resolve));
        now -= 1;
        if (id === '7') left.abort('left');
        left.signal.throwIfAborted();
      },
    });
    const ids = Array.from({ length: 20 }, (_, index) => String(index));
    expect(await rejection(servers.deleteMany(ids, { concurrency: 3, signal: left.signal }))).toBe('left');
    expect(most).toBe(3);
    expect((await cloudError(servers.deleteMany(ids, { concurrency: 0 }))).code).toBe('invalid-argument');
  });
});
