import { describe, expect, it } from 'vitest';
import { Cloud, type CloudSweepOptions } from '../cloud.ts';
import { CloudError } from '../errors/cloud-error.ts';
import { context, everything } from '../testing/everything.ts';
import { FakeObjects } from '../testing/fake-objects.ts';
import { cloudError } from '../testing/rejection.ts';
import { aServer, aVolume } from '../testing/servers.ts';
import { FakeClock } from '../transport/testing/fake-connection.ts';

interface Changes {
  /** What removing says, by the id; as often as there are errors. */
  readonly refuse?: Readonly<Record<string, CloudError[]>>;
  /** Lists that fail. */
  readonly unlisted?: Readonly<Record<string, CloudError>>;
  readonly lacks?: boolean;
}

/** A cloud that has one of everything, of an owner. */
function bench({ refuse = {}, unlisted = {}, lacks = false }: Changes = {}) {
  const calls: string[] = [];
  const clock = new FakeClock();
  const gone = new Set<string>();
  const remove = async (id: string): Promise<void> => {
    calls.push(id);
    const error = refuse[id]?.shift();
    if (error !== undefined) throw error;
    gone.add(id);
  };
  const group = <T extends { readonly id: string }>(name: string, ...items: T[]) => ({
    listPage: async () => {
      if (unlisted[name] !== undefined) throw unlisted[name];
      return { items: items.filter(({ id }) => !gone.has(id)) };
    },
    get: async (id: string): Promise<T> => {
      const found = items.find((one) => one.id === id && !gone.has(id));
      if (found === undefined) throw new CloudError('not-found', 'gone');
      return found;
    },
    delete: remove,
    release: remove,
  });
  const createdAt = new Date(clock.now() - 7_200_000);
  const own = (id: string) => ({ id, name: id, owner: 'ci', createdAt, raw: undefined });
  const state = { state: 'available', nativeState: 'ok' } as const;
  const objects = new FakeObjects();
  const { compute, storage } = everything;
  const capabilities = lacks
    ? { compute: { ...compute, images: { ...compute.images, owner: false }, sizes: compute.sizes }, storage: { buckets: { ...storage.buckets, owner: false } } }
    : everything;
  const cloud = new Cloud({
    context: context(capabilities, clock),
    native: undefined,
    close: async () => undefined,
    compute: {
      servers: group('servers', aServer('server', { tags: { 'portolan-owner': 'ci' }, createdAt })),
      images: group('images', { ...own('image'), ...state }),
      snapshots: group('snapshots', { ...own('snapshot'), ...state, of: 'volume' as const, sourceId: 'volume' }),
      volumes: group('volumes', aVolume('volume', { owner: 'ci', createdAt })),
      addresses: group('addresses', { ...own('address'), address: '198.51.100.7' }),
      firewalls: group('firewalls', { ...own('firewall'), rules: [] }, { ...own('other'), owner: 'prod', rules: [] }),
      networks: group('networks', { ...own('network'), cidrs: [] }),
      keyPairs: group('keyPairs', own('key')),
    },
    storage: {
      buckets: {
        listPage: async () => ({ items: gone.has('bucket') ? [] : [{ name: 'bucket', owner: 'ci', createdAt, raw: undefined }] }),
        get: async (name) => ({ name, raw: undefined }),
        delete: remove,
      },
      objects,
    },
  });
  const fates = async (options: Partial<CloudSweepOptions> = {}): Promise<string[]> =>
    (await cloud.sweep({ owner: 'ci', ...options })).things.map(({ kind, id, fate, why }) =>
      [kind === id ? kind : `${kind} ${id}`, fate, why].filter((part) => part !== undefined).join(': '),
    );
  return { cloud, calls, clock, objects, fates };
}

const conflict = (): CloudError => new CloudError('conflict', 'in use', { outcome: 'not-done' });

describe('cloud.sweep', () => {
  it('removes every kind, what holds something before it, and leaves others alone', async () => {
    const { fates, calls } = bench();
    await fates();
    expect(calls).toEqual(['server', 'image', 'snapshot', 'volume', 'address', 'firewall', 'network', 'key', 'bucket']);
    expect(await fates()).toEqual([]);
  });

  it('removes nothing when it only looks', async () => {
    const { fates, calls } = bench();
    expect(await fates({ dryRun: true })).toHaveLength(9);
    expect(calls).toEqual([]);
  });

  it('keeps a bucket that is not empty, unless it is told to empty it', async () => {
    const { fates, objects, calls } = bench();
    objects.seed('bucket', 'k', 'x');
    expect(await fates()).toContain('bucket: kept: it is not empty');
    expect(calls).not.toContain('bucket');
    expect(await fates({ emptyBuckets: true })).toEqual(['bucket: removed']);
    expect(objects.stored.size).toBe(0);
  });

  it('keeps a bucket that turns out not to be empty', async () => {
    const { fates } = bench({ refuse: { bucket: [conflict()] } });
    expect(await fates()).toContain('bucket: kept: it is not empty');
  });

  it('asks again for what was just let go, and is held a little longer', async () => {
    const { fates, calls, clock } = bench({ refuse: { firewall: [conflict(), conflict()] } });
    expect(await fates()).toContain('firewall: removed');
    expect(calls.filter((id) => id === 'firewall')).toHaveLength(3);
    expect(clock.slept.slice(-2)).toEqual([1_000, 3_000]);
  });

  it('does not wait for what nothing was taken from', async () => {
    const { fates, calls } = bench({ refuse: { key: [conflict(), conflict()] } });
    expect((await fates()).find((fate) => fate.startsWith('key pair'))).toMatch(/^key pair key: failed: .*in use/);
    expect(calls.filter((id) => id === 'key')).toHaveLength(1);
  });

  it('tells what it could not look at, and goes on', async () => {
    const { cloud } = bench({ unlisted: { images: new CloudError('permission-denied', 'no') } });
    const { things, unseen } = await cloud.sweep({ owner: 'ci' });
    expect(things).toHaveLength(8);
    expect(unseen).toMatchObject([{ group: 'images', error: { code: 'permission-denied', operation: 'images.list' } }]);
  });

  it('ends at once where nobody is let in', async () => {
    const { cloud, calls } = bench({ unlisted: { snapshots: new CloudError('unauthenticated', 'expired') } });
    expect((await cloudError(cloud.sweep({ owner: 'ci' }))).code).toBe('unauthenticated');
    expect(calls).not.toContain('volume');
  });

  it('names the kinds that bear no owner here', async () => {
    const { cloud } = bench({ lacks: true });
    const { unmarked, things } = await cloud.sweep({ owner: 'ci' });
    expect(unmarked).toEqual(['images', 'buckets']);
    expect(things.map(({ kind }) => kind)).not.toContain('image');
  });

  it('needs an owner', async () => {
    expect(await cloudError(bench().cloud.sweep({ owner: '' }))).toMatchObject({ code: 'invalid-argument', operation: 'cloud.sweep' });
  });
});
