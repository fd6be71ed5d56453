import type { ProxyMatch } from '@portolan/emulators';
import { type AnyCloud, type CallOptions, isCloudError, supports } from 'portolan';
import { shapeOf } from './fault-run.ts';

export interface Found {
  readonly id: string;
  readonly name: string;
  readonly state?: string | undefined;
}

/** Something that must be made once. */
export interface Costly {
  readonly what: string;
  /** Whether a second create can be told that it is the first one again. */
  readonly keyed: boolean;
  /** Which requests may make it, in the order they come. */
  readonly making: ProxyMatch;
  readonly create: (cloud: AnyCloud, name: string, key: string | undefined) => Promise<{ readonly id: string }>;
  /** All of that name that the cloud has, as another connection sees it; `id`: this one too, should it have come to no name. */
  readonly find: (name: string, id?: string) => Promise<readonly Found[]>;
  readonly remove: (found: readonly Found[]) => Promise<void>;
}

export type Pause = (ms: number) => Promise<void>;

/** What changes something, but for signing in. Query APIs say what they do in the body. */
const CHANGING: ProxyMatch = { method: ['POST', 'PUT'], target: '^(?!.*(/oauth/|/tokens$))' };
const CHANGING_QUERY: ProxyMatch = { method: 'POST', body: '(^|&)Action=(?!Describe|Get|List)' };

/** Which requests of a provider may make something. */
export const changing = (provider: string): ProxyMatch => (queries(provider) ? CHANGING_QUERY : CHANGING);
const queries = (provider: string): boolean => provider === 'aws' || provider === 'eucalyptus';

const byKey = (idempotencyKey: string | undefined): CallOptions & { readonly idempotencyKey?: string | undefined } => ({ idempotencyKey });
const byName = (name: string, key: string | undefined): { readonly name: string; readonly once: boolean } => ({ name, once: key !== undefined });

type List = (name: string | undefined) => Promise<readonly Found[]>;

const GOING: ReadonlySet<string> = new Set(['deleting', 'deleted', 'terminated', 'stopping']);

/** With an id the whole list is looked through: what was made and could not be marked has no name yet. */
async function present(list: List, name: string, id: string | undefined): Promise<readonly Found[]> {
  const all = await list(id === undefined ? name : undefined);
  return all.filter((one) => (one.name === name || one.id === id) && !GOING.has(one.state ?? ''));
}

/** Everything that `cloud` can make and that costs money or may not be doubled: what it declares a key for joins by itself. `index` tells apart who asks for it. */
export async function costly(cloud: AnyCloud, index: number, pause: Pause): Promise<readonly Costly[]> {
  const { compute, capabilities, provider } = cloud;
  const can = (path: string): boolean => supports(capabilities, `compute.${path}`);
  const making = changing(provider);
  const shape = await shapeOf(cloud);
  const sizeMiB = provider === 'rackspace' ? 102_400 : 10_240;
  const things: Costly[] = [];
  const add = (
    what: string,
    keyed: boolean,
    create: Costly['create'],
    list: List,
    remove: (one: Found) => Promise<void>,
    after: () => Promise<void> = async () => undefined,
  ): void => {
    things.push({
      what,
      keyed,
      making,
      create,
      find: (name, id) => present(list, name, id),
      remove: async (found) => {
        for (const one of found) await retried(() => remove(one), pause);
        await after();
      },
    });
  };

  add(
    'server',
    can('servers.idempotencyKey'),
    (by, name, key) => by.compute.servers.create({ name, ...shape }, byKey(key)),
    (name) => compute.servers.list({ name }).toArray(),
    (one) => compute.servers.delete(one.id),
  );
  if (can('volumes.create'))
    add(
      'volume',
      can('volumes.idempotencyKey'),
      (by, name, key) => by.compute.volumes.create({ name, sizeMiB }, byKey(key)),
      (name) => compute.volumes.list({ name }).toArray(),
      (one) => compute.volumes.delete(one.id),
    );
  if (can('networks.create'))
    add(
      'network',
      can('networks.idempotencyKey'),
      (by, name, key) => by.compute.networks.create({ name, ...(can('networks.ranges') ? { cidr: cidrOf(provider, name) } : {}) }, byKey(key)),
      (name) => compute.networks.list({ name }).toArray(),
      (one) => compute.networks.delete(one.id),
    );
  if (can('firewalls.create'))
    add(
      'firewall',
      can('firewalls.idempotencyKey'),
      (by, name, key) => by.compute.firewalls.create({ name, description: 'made once' }, byKey(key)),
      (name) => compute.firewalls.list({ name }).toArray(),
      (one) => compute.firewalls.delete(one.id),
    );
  // It has no name: whose it is tells it.
  if (can('addresses.allocate') && can('addresses.owner'))
    add(
      'address',
      can('addresses.idempotencyKey'),
      (by, owner, key) => by.compute.addresses.allocate({ owner, ...byKey(key) }),
      async () => (await compute.addresses.list().toArray()).map(({ id, owner }) => ({ id, name: owner ?? '' })),
      (one) => compute.addresses.release(one.id),
    );

  const images = can('images.createFromServer');
  if (images || can('snapshots')) {
    const source = await sourceOf(cloud, `source-${index}`, shape, sizeMiB);
    const of = can('snapshots.ofServers') ? { server: source.server } : { volume: source.volume };
    const list: List = () => compute.snapshots.list({ of }).toArray();
    const remove = (one: Found): Promise<void> => compute.snapshots.delete(one.id);
    // oVirt locks a machine whose snapshot goes.
    const unlocked = (): Promise<void> => pause(500);
    if (can('snapshots')) add('snapshot by name', true, (by, name, key) => by.compute.snapshots.create(of, byName(name, key)), list, remove, unlocked);
    if (can('snapshots.idempotencyKey'))
      add('snapshot', true, (by, name, key) => by.compute.snapshots.create(of, { name, ...byKey(key) }), list, remove, unlocked);
    const find: List = (name) => compute.images.list({ name }).toArray();
    const unmake = (one: Found): Promise<void> => compute.images.delete(one.id);
    const rest = (): Promise<void> => idle(cloud, source.server, pause);
    if (images) add('image by name', true, (by, name, key) => by.compute.images.createFromServer(source.server, byName(name, key)), find, unmake, rest);
    if (can('images.idempotencyKey'))
      add('image', true, (by, name, key) => by.compute.images.createFromServer(source.server, { name, ...byKey(key) }), find, unmake, rest);
  }
  return things;
}

/** EC2 makes subnets of the default VPC, and no two that overlap: each name has its range. */
function cidrOf(provider: string, name: string): string {
  const [, lane = '0', count = '0'] = /(\d+)-(\d+)$/.exec(name) ?? [];
  const block = (Number(lane) * 331 + Number(count)) % 2_048;
  return `${queries(provider) ? '172.31' : '10.77'}.${128 + Math.floor(block / 16)}.${(block % 16) * 16}/28`;
}

/** What a snapshot or an image is made of: there before the faults begin. */
async function sourceOf(
  { compute }: AnyCloud,
  name: string,
  shape: { readonly image: string; readonly size: string },
  sizeMiB: number,
): Promise<{ readonly server: string; readonly volume: string }> {
  const server = await compute.servers.create({ name, ...shape });
  await compute.servers.waitUntil(server, 'running', { intervalMs: 20 });
  const volume = await compute.volumes.create({ name, sizeMiB });
  await compute.volumes.waitUntil(volume, 'available', { intervalMs: 20 });
  // Machines are imaged stopped on some clouds.
  await compute.servers.stop(server);
  await compute.servers.waitUntil(server, 'stopped', { intervalMs: 20 });
  return { server: server.id, volume: volume.id };
}

/** Nova goes on with a server for a while after its image can be had, and makes no other meanwhile. */
async function idle({ compute }: AnyCloud, server: string, pause: Pause): Promise<void> {
  for (let left = 500; left > 0; left -= 1) {
    const { raw } = await compute.servers.get(server);
    if (((raw as Readonly<Record<string, unknown>>)['OS-EXT-STS:task_state'] ?? null) === null) return;
    await pause(20);
  }
  throw new Error('the server never came to rest');
}

/** A disk that is going looks like one that is being made on some clouds, and a snapshot that is being made is shown when it is: given a second. */
export async function settled(one: Costly, name: string, expected: readonly number[], pause: Pause, id?: string): Promise<readonly Found[]> {
  for (let left = 20; ; left -= 1) {
    const found = await one.find(name, id);
    if (expected.includes(found.length) || left === 0) return found;
    await pause(50);
  }
}

/** What is still being made is locked. */
export async function retried<T>(work: () => Promise<T>, pause: Pause): Promise<T> {
  for (let left = 200; ; left -= 1) {
    try {
      return await work();
    } catch (error) {
      if (left === 0 || !isCloudError(error, 'conflict')) throw error;
      await pause(20);
    }
  }
}
