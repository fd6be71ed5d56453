import { describe, expect, it } from 'vitest';
import { Cloud } from './cloud.ts';
import type { ComputeDriver } from './compute/compute-driver.ts';
import { describe as kindOf } from './group.ts';
import type { StorageDriver } from './storage/storage-driver.ts';
import { context, everything } from './testing/everything.ts';
import { cloudError, rejection } from './testing/rejection.ts';

/** A driver that answers everything with nothing, and remembers that it was asked. */
function listening<T extends object>(asked: string[], path: string): T {
  return new Proxy({} as T, {
    get: (_, name) => {
      if (typeof name === 'symbol' || name === 'multipart' || name === 'maxDeleteKeys') return undefined;
      return async () => {
        asked.push(`${path}.${name}`);
        return { items: [] };
      };
    },
  });
}

const GROUPS = ['locations', 'images', 'sizes', 'servers', 'keyPairs', 'volumes', 'snapshots', 'networks', 'firewalls', 'addresses'] as const;

function cloudWith(capabilities: Parameters<typeof context>[0]): { cloud: Cloud; asked: string[] } {
  const asked: string[] = [];
  const compute = Object.fromEntries(GROUPS.map((name) => [name, listening(asked, name)])) as ComputeDriver;
  const storage: StorageDriver = { buckets: listening(asked, 'buckets'), objects: listening(asked, 'objects') };
  return { cloud: new Cloud({ context: context(capabilities), compute, storage, native: undefined, close: async () => undefined }), asked };
}

const rule = { direction: 'ingress', protocol: 'any', cidr: '0.0.0.0/0' } as const;
const KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGFi me@host';

/** Every operation, the capability it stands on, and a call that is right in all else. */
const OPERATIONS: readonly (readonly [path: string, call: (cloud: Cloud) => unknown])[] = [
  ['compute.locations', ({ compute }) => compute.locations.list()],
  ['compute.locations', ({ compute }) => compute.locations.get('x')],
  ['compute.images', ({ compute }) => compute.images.list()],
  ['compute.images', ({ compute }) => compute.images.get('x')],
  ['compute.images', ({ compute }) => compute.images.find({ name: 'x' })],
  ['compute.images.createFromServer', ({ compute }) => compute.images.createFromServer('x', { name: 'n' })],
  ['compute.images.delete', ({ compute }) => compute.images.delete('x')],
  ['compute.sizes', ({ compute }) => compute.sizes.list()],
  ['compute.sizes', ({ compute }) => compute.sizes.get('x')],
  ['compute.sizes', ({ compute }) => compute.sizes.smallest()],
  ['compute.servers', ({ compute }) => compute.servers.list()],
  ['compute.servers.tags', ({ compute }) => compute.servers.list({ tags: { a: 'b' } })],
  ['compute.servers', ({ compute }) => compute.servers.get('x')],
  ['compute.servers.create', ({ compute }) => compute.servers.create({ name: 'n', image: 'i', size: 's' })],
  ['compute.servers.create', ({ compute }) => compute.servers.createMany([{ name: 'n', image: 'i', size: 's' }])],
  ['compute.servers.start', ({ compute }) => compute.servers.start('x')],
  ['compute.servers.stop', ({ compute }) => compute.servers.stop('x')],
  ['compute.servers.reboot', ({ compute }) => compute.servers.reboot('x')],
  ['compute.servers.resize', ({ compute }) => compute.servers.resize('x', 's')],
  ['compute.servers.rename', ({ compute }) => compute.servers.rename('x', 'n')],
  ['compute.servers.delete', ({ compute }) => compute.servers.delete('x')],
  ['compute.servers', ({ compute }) => compute.servers.waitUntil('x', 'running')],
  ['compute.servers.consoleOutput', ({ compute }) => compute.servers.consoleOutput('x')],
  ['compute.servers.tags', ({ compute }) => compute.servers.getTags('x')],
  ['compute.servers.tags', ({ compute }) => compute.servers.setTags('x', {})],
  ['compute.servers.metadata', ({ compute }) => compute.servers.getMetadata('x')],
  ['compute.servers.metadata', ({ compute }) => compute.servers.setMetadata('x', {})],
  ['compute.keyPairs', ({ compute }) => compute.keyPairs.list()],
  ['compute.keyPairs', ({ compute }) => compute.keyPairs.get('x')],
  ['compute.keyPairs.import', ({ compute }) => compute.keyPairs.import({ name: 'n', publicKey: KEY })],
  ['compute.keyPairs.create', ({ compute }) => compute.keyPairs.create('n')],
  ['compute.keyPairs.delete', ({ compute }) => compute.keyPairs.delete('x')],
  ['compute.volumes', ({ compute }) => compute.volumes.list()],
  ['compute.volumes', ({ compute }) => compute.volumes.get('x')],
  ['compute.volumes.create', ({ compute }) => compute.volumes.create({ name: 'n', sizeMiB: 1 })],
  ['compute.volumes.idempotencyKey', ({ compute }) => compute.volumes.create({ name: 'n', sizeMiB: 1 }, { idempotencyKey: 'k' })],
  ['compute.volumes.extend', ({ compute }) => compute.volumes.extend('x', 2)],
  ['compute.volumes.attach', ({ compute }) => compute.volumes.attach('x', 's')],
  ['compute.volumes.detach', ({ compute }) => compute.volumes.detach('x')],
  ['compute.volumes.delete', ({ compute }) => compute.volumes.delete('x')],
  ['compute.volumes', ({ compute }) => compute.volumes.waitUntil('x', 'available')],
  ['compute.snapshots', ({ compute }) => compute.snapshots.list()],
  ['compute.snapshots.ofServers', ({ compute }) => compute.snapshots.list({ of: { server: 's' } })],
  ['compute.snapshots.ofVolumes', ({ compute }) => compute.snapshots.list({ of: { volume: 'v' } })],
  ['compute.snapshots', ({ compute }) => compute.snapshots.get('x')],
  ['compute.snapshots.ofServers', ({ compute }) => compute.snapshots.create({ server: 's' }, { name: 'n' })],
  ['compute.snapshots.ofVolumes', ({ compute }) => compute.snapshots.create({ volume: 'v' }, { name: 'n' })],
  ['compute.snapshots.restore', ({ compute }) => compute.snapshots.restore('x')],
  ['compute.snapshots.delete', ({ compute }) => compute.snapshots.delete('x')],
  ['compute.networks', ({ compute }) => compute.networks.list()],
  ['compute.networks', ({ compute }) => compute.networks.get('x')],
  ['compute.networks.create', ({ compute }) => compute.networks.create({ name: 'n' })],
  ['compute.networks.delete', ({ compute }) => compute.networks.delete('x')],
  ['compute.firewalls', ({ compute }) => compute.firewalls.list()],
  ['compute.firewalls', ({ compute }) => compute.firewalls.get('x')],
  ['compute.firewalls.create', ({ compute }) => compute.firewalls.create({ name: 'n' })],
  ['compute.firewalls.delete', ({ compute }) => compute.firewalls.delete('x')],
  ['compute.firewalls.allow', ({ compute }) => compute.firewalls.allow('x', rule)],
  ['compute.firewalls.revoke', ({ compute }) => compute.firewalls.revoke('x', rule)],
  ['compute.firewalls.egress', ({ compute }) => compute.firewalls.allow('x', { ...rule, direction: 'egress' })],
  ['compute.addresses', ({ compute }) => compute.addresses.list()],
  ['compute.addresses', ({ compute }) => compute.addresses.get('x')],
  ['compute.addresses.allocate', ({ compute }) => compute.addresses.allocate()],
  ['compute.addresses.associate', ({ compute }) => compute.addresses.associate('x', 's')],
  ['compute.addresses.disassociate', ({ compute }) => compute.addresses.disassociate('x')],
  ['compute.addresses.release', ({ compute }) => compute.addresses.release('x')],
  ['storage.buckets', ({ storage }) => storage.buckets.list()],
  ['storage.buckets', ({ storage }) => storage.buckets.get('b')],
  ['storage.buckets', ({ storage }) => storage.buckets.exists('b')],
  ['storage.buckets.create', ({ storage }) => storage.buckets.create('b')],
  ['storage.buckets.delete', ({ storage }) => storage.buckets.delete('b', { withContent: true })],
  ['storage.objects', ({ storage }) => storage.objects.list('b')],
  ['storage.objects.delimiter', ({ storage }) => storage.objects.list('b', { delimiter: '/' })],
  ['storage.objects', ({ storage }) => storage.objects.head('b', 'k')],
  ['storage.objects', ({ storage }) => storage.objects.exists('b', 'k')],
  ['storage.objects.get', ({ storage }) => storage.objects.get('b', 'k')],
  ['storage.objects.ranges', ({ storage }) => storage.objects.get('b', 'k', { range: { start: 0 } })],
  ['storage.objects.getConditions', ({ storage }) => storage.objects.get('b', 'k', { ifMatch: 'e' })],
  ['storage.objects.put', ({ storage }) => storage.objects.put('b', 'k', 'x')],
  ['storage.objects.put', ({ storage }) => storage.objects.copy({ bucket: 'b', key: 'k' }, { bucket: 'b', key: 'l' })],
  ['storage.objects.delete', ({ storage }) => storage.objects.move({ bucket: 'b', key: 'k' }, { bucket: 'b', key: 'l' })],
  ['storage.objects.delete', ({ storage }) => storage.objects.delete('b', 'k')],
  ['storage.objects.delete', ({ storage }) => storage.objects.deleteMany('b', ['k'])],
  ['storage.objects.updateMetadata', ({ storage }) => storage.objects.updateMetadata('b', 'k', {})],
  ['storage.objects.metadata', ({ storage }) => storage.objects.updateMetadata('b', 'k', { metadata: { a: 'b' } })],
  ['storage.objects.presignGet', ({ storage }) => storage.objects.presign('b', 'k')],
  ['storage.objects.presignPut', ({ storage }) => storage.objects.presign('b', 'k', { method: 'put' })],
];

/** Everything, but for what is at the path. */
function without(path: string): Parameters<typeof context>[0] {
  const copy = structuredClone(everything) as never as Record<string, Record<string, unknown>>;
  const [side = '', group = '', feature] = path.split('.');
  const groups = copy[side] ?? {};
  if (feature === undefined) delete groups[group];
  else (groups[group] as Record<string, unknown>)[feature] = false;
  return copy;
}

describe('what is not declared', () => {
  it.each(OPERATIONS.map(([path, call]) => [path, String(call).replace(/^.*?=> /, ''), call] as const))(
    '%s: %s is refused, and the driver not asked',
    async (path, _, call) => {
      const { cloud, asked } = cloudWith(without(path));
      const error = await cloudError(async () => call(cloud));
      expect(error).toMatchObject({ code: 'unsupported', provider: 'fake', outcome: 'not-done', retry: 'never' });
      expect(error.message).toContain(`fake has no ${path}; nothing was sent`);
      expect(asked).toEqual([]);
    },
  );

  it('is refused also when the whole group is missing, or the driver has none', async () => {
    for (const [path, call] of OPERATIONS) {
      const group = path.split('.').slice(0, 2).join('.');
      const { cloud, asked } = cloudWith(without(group));
      expect(await rejection(async () => call(cloud))).toMatchObject({ code: 'unsupported' });
      expect(asked).toEqual([]);
      const bare = new Cloud({ context: context(), compute: undefined, storage: undefined, native: undefined, close: async () => undefined });
      expect(await rejection(async () => call(bare))).toMatchObject({ code: 'unsupported' });
      expect((await rejection(async () => call(bare))) as Error).not.toBeInstanceOf(TypeError);
    }
  });

  it('is refused also when a driver declares what it does not have', async () => {
    const cloud = new Cloud({
      context: context(),
      compute: { servers: { listPage: async () => ({ items: [] }), get: async () => ({}) as never } },
      storage: undefined,
      native: undefined,
      close: async () => undefined,
    });
    expect(await cloudError(cloud.compute.servers.start('x'))).toMatchObject({ code: 'unsupported', operation: 'servers.start' });
  });

  it('shows in `supported`', () => {
    expect(cloudWith(without('compute.volumes')).cloud.compute.volumes.supported).toBe(false);
    expect(cloudWith(everything).cloud.compute.volumes.supported).toBe(true);
  });

  it('takes nothing for declared that lies on a prototype', async () => {
    const { cloud, asked } = cloudWith({ compute: Object.create(everything.compute) as typeof everything.compute });
    expect(await rejection(async () => cloud.compute.sizes.get('x'))).toMatchObject({ code: 'unsupported' });
    expect(asked).toEqual([]);
  });
});

describe('what is declared', () => {
  // The other half: with everything declared each of these calls gets as far as its driver.
  const lazy = (result: unknown): Promise<unknown> =>
    typeof result === 'object' && result !== null && 'first' in result ? (result as { first(): Promise<unknown> }).first() : Promise.resolve(result);

  it.each(OPERATIONS.map(([path, call]) => [path, String(call).replace(/^.*?=> /, ''), call] as const))(
    '%s: %s asks the driver',
    async (_path, _text, call) => {
      const { cloud, asked } = cloudWith({
        ...everything,
        compute: { ...everything.compute, servers: { ...everything.compute.servers, idempotencyKey: 'native' } },
      });
      await lazy(call(cloud)).catch(() => undefined);
      expect(asked.length).toBeGreaterThan(0);
    },
  );
});

describe('an abort', () => {
  it('comes through every operation as the signal’s own reason, and asks no driver', async () => {
    const reason = { why: 'left' };
    const signal = AbortSignal.abort(reason);
    const { cloud, asked } = cloudWith(everything);
    const { compute, storage } = cloud;
    const works: (() => unknown)[] = [
      () => compute.locations.list({ signal }).first(),
      () => compute.locations.get('x', { signal }),
      () => compute.images.find({ name: 'x', signal }),
      () => compute.images.createFromServer('x', { name: 'n', signal }),
      () => compute.sizes.smallest({}, { signal }),
      () => compute.servers.list({ signal }).toArray(),
      () => compute.servers.get('x', { signal }),
      () => compute.servers.create({ name: 'n', image: 'i', size: 's' }, { signal, idempotencyKey: 'k' }),
      () => compute.servers.createMany([{ name: 'n', image: 'i', size: 's' }], { signal }),
      () => compute.servers.delete('x', { signal }),
      () => compute.servers.waitUntil('x', 'running', { signal }),
      () => compute.keyPairs.create('n', { signal }),
      () => compute.volumes.create({ name: 'n', sizeMiB: 1 }, { signal, idempotencyKey: 'k' }),
      () => compute.volumes.waitUntil('x', 'available', { signal }),
      () => compute.snapshots.create({ server: 's' }, { name: 'n', signal }),
      () => compute.firewalls.allow('x', rule, { signal }),
      () => compute.addresses.allocate({ signal }),
      () => storage.buckets.exists('b', { signal }),
      () => storage.buckets.delete('b', { signal, withContent: true }),
      () => storage.objects.list('b', { signal }).first(),
      () => storage.objects.exists('b', 'k', { signal }),
      () => storage.objects.get('b', 'k', { signal }),
      () => storage.objects.put('b', 'k', 'x', { signal }),
      () => storage.objects.copy({ bucket: 'b', key: 'k' }, { bucket: 'b', key: 'l' }, { signal }),
      () => storage.objects.move({ bucket: 'b', key: 'k' }, { bucket: 'b', key: 'l' }, { signal }),
      () => storage.objects.deleteMany('b', ['k'], { signal }),
      () => storage.objects.deleteAll('b', { signal }),
      () => storage.objects.presign('b', 'k', { signal }),
      () => storage.transfer({ bucket: 'b', key: '' }, { bucket: 'c', key: '' }, { signal }),
      () => storage.download({ bucket: 'b' }, '/nonexistent', { signal }),
    ];
    for (const work of works) expect([String(work), await rejection(work)]).toEqual([String(work), reason]);
    expect(asked).toEqual([]);
  });
});

describe('describe', () => {
  it.each([
    [null, 'null'],
    [undefined, 'nothing'],
    [[1], 'an array'],
    [{}, 'an object of Object'],
    [Object.create(null), 'an object of no class'],
    [new Map(), 'an object of Map'],
    ['x', 'the string "x"'],
    ['x'.repeat(61), `the string "${'x'.repeat(60)}…"`],
    [7, 'the number 7'],
    [Number.NaN, 'the number NaN'],
    [10n, 'the bigint 10'],
    [Symbol('s'), 'the symbol Symbol(s)'],
    [() => 'a secret in the source', 'a function'],
  ])('names the kind of %s', (value, text) => {
    expect(kindOf(value)).toBe(text);
  });
});
