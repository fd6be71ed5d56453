import { describe, expect, it } from 'vitest';
import { CloudError } from '../errors/cloud-error.ts';
import { computeContext, everything } from '../testing/everything.ts';
import { cloudError, rejection } from '../testing/rejection.ts';
import { aServer, aVolume } from '../testing/servers.ts';
import { Compute } from './compute.ts';
import type { Server, Volume } from './compute-types.ts';
import type { SweepOptions } from './sweep.ts';

const NOW = Date.parse('2026-11-21T12:00:00Z');
const ago = (ms: number): Date => new Date(NOW - ms);
const mine = (id: string, changed: Partial<Server> = {}): Server => aServer(id, { tags: { 'portolan-owner': 'ci' }, createdAt: ago(7_200_000), ...changed });
const disk = (id: string, changed: Partial<Volume> = {}): Volume => aVolume(id, { owner: 'ci', createdAt: ago(7_200_000), ...changed });

function bench(servers: Server[], volumes: Volume[], refuse: Readonly<Record<string, CloudError>> = {}, declared: Parameters<typeof computeContext>[0] = {}) {
  const deleted: string[] = [];
  const remove = async (id: string): Promise<void> => {
    if (refuse[id] !== undefined) throw refuse[id];
    deleted.push(id);
  };
  const there = <T extends { id: string }>(all: T[]): T[] => all.filter(({ id }) => !deleted.includes(id));
  const get = async <T extends { id: string }>(all: T[], id: string): Promise<T> => {
    const found = there(all).find((one) => one.id === id);
    if (found === undefined) throw new CloudError('not-found', 'gone');
    return found;
  };
  const compute = new Compute(computeContext(declared), {
    servers: { listPage: async () => ({ items: there(servers) }), get: (id) => get(servers, id), delete: remove },
    volumes: {
      listPage: async () => ({ items: there(volumes) }),
      get: async (id) => {
        const volume = await get(volumes, id);
        return { ...volume, state: volume.attachments.some(({ serverId }) => !deleted.includes(serverId)) ? 'in-use' : 'available' };
      },
      delete: remove,
    },
  });
  const fates = async (options: Partial<SweepOptions> = {}): Promise<string[]> =>
    (await compute.sweep({ owner: 'ci', ...options })).things.map(({ kind, id, fate, why }) =>
      [kind, id, fate, why].filter((part) => part !== undefined).join(' '),
    );
  return { compute, deleted, fates };
}

describe('compute.sweep', () => {
  it('removes what bears the owner, servers before the volumes they hold, and nothing else', async () => {
    const { fates, deleted } = bench(
      [mine('a'), aServer('other', { tags: { 'portolan-owner': 'prod' } }), aServer('bare'), mine('gone', { state: 'terminated' })],
      [disk('v', { attachments: [{ serverId: 'a' }] }), disk('w'), aVolume('bare-disk'), disk('theirs', { owner: 'prod' })],
    );
    expect(await fates()).toEqual(['server a removed', 'volume v removed', 'volume w removed']);
    expect(deleted[0]).toBe('a');
    expect([...deleted].sort()).toEqual(['a', 'v', 'w']);
  });

  it('removes nothing when it only looks', async () => {
    const { fates, deleted } = bench([mine('a')], [disk('v', { attachments: [{ serverId: 'a' }] })]);
    expect(await fates({ dryRun: true })).toEqual(['server a found', 'volume v found']);
    expect(deleted).toEqual([]);
  });

  it('keeps what is young, or of an age that nobody tells, and says so', async () => {
    const { fates } = bench([mine('old'), mine('young', { createdAt: ago(60_000) }), mine('ageless', { createdAt: undefined })], []);
    expect(await fates({ olderThanMs: 3_600_000 })).toEqual([
      'server old removed',
      'server young kept it was made 60 s ago',
      'server ageless kept the cloud does not tell how old it is',
    ]);
  });

  it('keeps a volume that somebody else’s server holds', async () => {
    const { fates } = bench([aServer('prod')], [disk('v', { attachments: [{ serverId: 'prod' }] })]);
    expect(await fates()).toEqual(['volume v kept it is attached to prod']);
  });

  it('releases addresses that nobody uses, or a server that was swept, and keeps those that others use', async () => {
    const released: string[] = [];
    const all = [
      { id: 'free', owner: 'ci' },
      { id: 'used', owner: 'ci', serverId: 'prod' },
      { id: 'swept', owner: 'ci', serverId: 'a' },
      { id: 'theirs', owner: 'prod' },
      { id: 'bare' },
    ].map((one) => ({ address: `ip of ${one.id}`, raw: undefined, ...one }));
    const compute = new Compute(computeContext({}), {
      servers: { listPage: async () => ({ items: [mine('a')] }), get: async (id) => mine(id, { state: 'terminated' }), delete: async () => undefined },
      addresses: {
        listPage: async () => ({ items: all }),
        get: async () => Promise.reject(new CloudError('not-found', 'gone')),
        release: async (id) => void released.push(id),
      },
    });
    const { things } = await compute.sweep({ owner: 'ci' });
    expect(things.map(({ id, fate, why }) => [id, fate, why].filter((part) => part !== undefined).join(' '))).toEqual([
      'a removed',
      'free removed',
      'used kept it is associated with prod',
      'swept removed',
    ]);
    expect(released).toEqual(['free', 'swept']);
  });

  it('goes on when one fails, and tells which and why', async () => {
    const { fates, deleted, compute } = bench([mine('a'), mine('b')], [disk('v', { attachments: [{ serverId: 'a' }] })], {
      a: new CloudError('permission-denied', 'locked by an operator', { outcome: 'not-done' }),
    });
    expect(await fates()).toEqual(['server a failed fake servers.delete "a": locked by an operator', 'server b removed', 'volume v kept it is attached to a']);
    expect(deleted).toEqual(['b']);
    const [failed] = (await compute.sweep({ owner: 'ci' })).things;
    expect(failed?.error?.code).toBe('permission-denied');
  });

  it('says what cannot bear an owner here, and does not look there', async () => {
    const { compute } = bench([mine('a')], [disk('v')], {}, { servers: { ...everything.compute.servers, tags: false }, addresses: undefined });
    const result = await compute.sweep({ owner: 'ci' });
    expect(result.things.map(({ id }) => id)).toEqual(['v']);
    expect(result.unmarked).toContain('servers');
    expect(result.unmarked).toContain('images');
    expect(result.unmarked).not.toContain('addresses');
  });

  it.each([{ owner: '' }, { owner: 'a b' }, { owner: undefined }, { owner: 'ci', olderThanMs: Number.NaN }, { owner: 'ci', olderThanMs: -1 }])(
    'refuses %j before it looks',
    async (options) => {
      const { compute, deleted } = bench([mine('a')], []);
      expect(await cloudError(compute.sweep(options as never))).toMatchObject({ code: 'invalid-argument', operation: 'compute.sweep' });
      expect(deleted).toEqual([]);
    },
  );

  it('ends with the reason of an abort', async () => {
    const { compute } = bench([mine('a')], []);
    expect(await rejection(compute.sweep({ owner: 'ci', signal: AbortSignal.abort('enough') }))).toBe('enough');
  });
});
