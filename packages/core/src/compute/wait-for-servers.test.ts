import { describe, expect, it } from 'vitest';
import { CloudError } from '../errors/cloud-error.ts';
import { context } from '../testing/everything.ts';
import { cloudError, rejection } from '../testing/rejection.ts';
import { aServer } from '../testing/servers.ts';
import type { ServerDriver } from './compute-driver.ts';
import type { Server, ServerState } from './compute-types.ts';
import { Servers } from './servers.ts';

type Shown = ServerState | undefined;

/** Servers whose state at each look is given; the last repeats. `listed` says which of them lists show. */
function bench(states: Readonly<Record<string, readonly Shown[]>>, listed: (id: string) => boolean = () => true) {
  const group = context();
  const calls: string[] = [];
  let look = -1;
  const began: number[] = [];
  const show = (id: string): Server | undefined => {
    const all = states[id] ?? [];
    const state = all[Math.min(look, all.length - 1)];
    return state === undefined ? undefined : aServer(id, { state, nativeState: `native-${state}` });
  };
  /** A look is everything asked at one time of the clock. */
  const turn = (): void => {
    if (began.at(-1) === group.clock.now()) return;
    began.push(group.clock.now());
    look += 1;
  };
  const driver: ServerDriver = {
    listPage: async (options, cursor) => {
      options.signal?.throwIfAborted();
      turn();
      calls.push(`list ${cursor ?? 'first'}`);
      const ids = Object.keys(states).filter(listed);
      const half = Math.ceil(ids.length / 2);
      const items = (cursor === undefined ? ids.slice(0, half) : ids.slice(half)).map(show).filter((server) => server !== undefined);
      return cursor === undefined && ids.length > half ? { items, next: 'second' } : { items };
    },
    get: async (id, options) => {
      options.signal?.throwIfAborted();
      turn();
      calls.push(`get ${id}`);
      const server = show(id);
      if (server === undefined) throw new CloudError('not-found', 'no such server');
      return server;
    },
  };
  return { servers: new Servers(group, driver), calls, clock: group.clock };
}

describe('servers.waitUntil', () => {
  it('asks for one server by itself, and returns it as it is then', async () => {
    const { servers, calls, clock } = bench({ a: ['pending', 'pending', 'running'] });
    const ready = await servers.waitUntil('a', 'running');
    expect(ready).toMatchObject({ id: 'a', state: 'running', nativeState: 'native-running' });
    expect(calls).toEqual(['get a', 'get a', 'get a']);
    expect(clock.slept).toEqual([1000, 1500]);
  });

  it('serves many with one listing a look, whatever their number', async () => {
    const states = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`id-${index}`, ['pending', 'running'] as const]));
    const { servers, calls } = bench(states);
    const ready = await servers.waitUntil(Object.keys(states), 'running');
    expect(ready.map((server) => server.id)).toEqual(Object.keys(states));
    expect(calls).toEqual(['list first', 'list second', 'list first', 'list second']);
  });

  it('asks for the last two one by one', async () => {
    const { servers, calls } = bench({ a: ['running'], b: ['pending', 'running'], c: ['pending', 'pending', 'running'] });
    await servers.waitUntil(['a', 'b', 'c'], 'running');
    expect(calls).toEqual(['list first', 'list second', 'get b', 'get c', 'get c']);
  });

  it('asks by itself for what the list does not show, and believes that', async () => {
    const { servers, calls, clock } = bench({ a: ['running'], b: ['running'], late: ['running'] }, (id) => id !== 'late');
    const ready = await servers.waitUntil(['late', 'a', 'b'], 'running');
    expect(ready.map((server) => server.id)).toEqual(['late', 'a', 'b']);
    expect(calls).toEqual(['list first', 'list second', 'get late']);
    // In the same look: one pause later it would have been asked for anyway.
    expect(clock.slept).toEqual([]);
  });

  it('takes gone for terminated, and returns it as it was last seen', async () => {
    const { servers } = bench({ a: ['stopping', undefined] });
    expect(await servers.waitUntil('a', 'terminated')).toMatchObject({ id: 'a', name: 'name of a', state: 'terminated' });
    const never = bench({ a: [undefined] });
    expect(await never.servers.waitUntil('a', 'terminated')).toMatchObject({ id: 'a', name: '', state: 'terminated', nativeState: 'absent' });
    const given = bench({ a: [undefined] });
    expect(await given.servers.waitUntil(aServer('a', { name: 'web' }), 'terminated')).toMatchObject({ name: 'web', state: 'terminated' });
  });

  it('waits until all of many are gone, though lists leave them out', async () => {
    const { servers } = bench({ a: [undefined], b: ['stopping', undefined], c: ['running', 'terminated'] });
    const gone = await servers.waitUntil(['a', 'b', 'c'], 'terminated');
    expect(gone.map((server) => server.state)).toEqual(['terminated', 'terminated', 'terminated']);
  });

  it.each<[Shown, 'running' | 'stopped', string]>([
    ['error', 'running', 'it is in error (native-error)'],
    ['error', 'stopped', 'it is in error (native-error)'],
    ['terminated', 'running', 'it is gone'],
    [undefined, 'stopped', 'it is gone'],
  ])('ends at once in state %s when waiting for %s', async (state, wanted, why) => {
    const { servers, clock } = bench({ a: ['pending', state] });
    const error = await cloudError(servers.waitUntil('a', wanted));
    expect(error).toMatchObject({ code: 'conflict', provider: 'fake', operation: 'servers.waitUntil', target: 'a' });
    expect(error.message).toContain(`will not become ${wanted}: ${why}`);
    expect(clock.slept.length).toBe(1);
  });

  it('of several states takes any, for each of many by itself', async () => {
    const { servers } = bench({ a: ['running'], b: ['pending', 'stopped'], c: ['stopping', 'pending', 'running'] });
    const ready = await servers.waitUntil(['a', 'b', 'c'], ['running', 'stopped']);
    expect(ready.map(({ state }) => state)).toEqual(['running', 'stopped', 'running']);
    expect((await cloudError(bench({ a: ['terminated'] }).servers.waitUntil('a', ['running', 'stopped']))).message).toContain(
      'will not become running or stopped: it is gone',
    );
  });

  it('goes on waiting for a server in error to be terminated', async () => {
    const { servers } = bench({ a: ['error', 'error', undefined] });
    expect((await servers.waitUntil('a', 'terminated')).state).toBe('terminated');
  });

  it.each<ServerState>(['stopping', 'stopped', 'suspended', 'unknown', 'pending'])('goes on waiting in state %s: it may still run', async (state) => {
    expect((await bench({ a: [state, 'running'] }).servers.waitUntil('a', 'running')).state).toBe('running');
  });

  it('ends the wait for all when one cannot make it, and says which', async () => {
    const { servers } = bench({ a: ['pending'], b: ['pending', 'error'], c: ['pending'] });
    expect(await cloudError(servers.waitUntil(['a', 'b', 'c'], 'running'))).toMatchObject({ code: 'conflict', target: 'b' });
  });

  it('takes an empty list for done, and a server named twice for one', async () => {
    const none = bench({});
    expect(await none.servers.waitUntil([], 'running')).toEqual([]);
    expect(none.calls).toEqual([]);
    const twice = bench({ a: ['running'] });
    expect((await twice.servers.waitUntil(['a', aServer('a')], 'running')).map((server) => server.id)).toEqual(['a', 'a']);
    expect(twice.calls).toEqual(['get a']);
  });

  it('rejects with what a look failed with, and with the reason of an abort', async () => {
    const failing = new Servers(context(), {
      listPage: async () => ({ items: [] }),
      get: async () => {
        throw new CloudError('permission-denied', 'not yours');
      },
    });
    expect((await cloudError(failing.waitUntil('a', 'running'))).message).toBe('fake servers.waitUntil "a": not yours');
    const reason = new Error('left');
    const controller = new AbortController();
    const { servers } = bench({ a: ['pending'], b: ['pending'], c: ['pending'] });
    const waiting = rejection(servers.waitUntil(['a', 'b', 'c'], 'running', { signal: controller.signal, onState: () => controller.abort(reason) }));
    expect(await waiting).toBe(reason);
  });

  it('refuses a state that cannot be waited for, and an empty id, before it asks anything', async () => {
    const { servers, calls } = bench({ a: ['running'] });
    for (const state of ['runing', [], ['running', 'terminated']])
      expect((await cloudError(servers.waitUntil('a', state as 'running'))).code).toBe('invalid-argument');
    expect((await cloudError(servers.waitUntil(['a', ''], 'running'))).code).toBe('invalid-argument');
    expect(calls).toEqual([]);
  });
});
