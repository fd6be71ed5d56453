import { type BulkDeleteResult, type Compute, type Marks, supports } from '@portolan/core';
import type { CaseContext } from '../case.ts';
import { opensshPublicKey } from '../openssh-public-key.ts';
import { runningServer, waiting } from '../work-server.ts';

/** Of what has one. */
export const DESCRIPTION = 'portolan conformance';

/** How things of one kind are made with marks. */
export interface MarkedThing {
  /** As the sweep tells it. */
  readonly kind: 'image' | 'snapshot' | 'volume' | 'address' | 'firewall' | 'network' | 'key pair' | 'bucket';
  /** Where it is declared: `compute.volumes`. */
  readonly path: string;
  readonly needs: readonly string[];
  /** What they are made in or of, once a case. Resolves with how one is made, at rest; of the n-th. */
  readonly prepare: (context: CaseContext) => Promise<(name: string, marks: Marks, nth: number) => Promise<string>>;
  readonly group: (compute: Compute) => MarkedGroup;
}

interface MarkedGroup {
  get(id: string): Promise<{ readonly name?: string; readonly owner?: string | undefined; readonly description?: string | undefined }>;
  list(options: { readonly owner: string }): AsyncIterable<{ readonly id: string }>;
  deleteMany(ids: readonly string[]): Promise<BulkDeleteResult>;
}

async function makesVolumes(context: CaseContext): Promise<(name: string, marks: Marks) => Promise<string>> {
  const { volumes } = context.cloud.compute;
  return async (name, marks) => {
    const made = await volumes.create({ name, sizeMiB: 1024 }, marks);
    context.cleanup(() => volumes.delete(made));
    await volumes.waitUntil(made, 'available', waiting(context));
    return made.id;
  };
}

export const MARKED_IMAGE: MarkedThing = {
  kind: 'image',
  path: 'compute.images',
  needs: ['compute.images.createFromServer', 'compute.images.delete', 'compute.servers.create', 'compute.servers.stop', 'compute.servers.delete'],
  prepare: async (context) => {
    const { images, servers } = context.cloud.compute;
    const server = await runningServer(context);
    // Some clouds take images of stopped servers only: that works on all.
    await servers.stop(server);
    await servers.waitUntil(server, 'stopped', waiting(context));
    return async (name, marks) => {
      const made = await images.createFromServer(server, { name, ...marks });
      context.cleanup(() => images.delete(made));
      await images.waitUntil(made, 'available', waiting(context));
      return made.id;
    };
  },
  group: ({ images }) => images,
};

export const MARKED_THINGS: readonly MarkedThing[] = [
  MARKED_IMAGE,
  {
    kind: 'snapshot',
    path: 'compute.snapshots',
    needs: ['compute.snapshots.delete'],
    prepare: async (context) => {
      const { snapshots } = context.cloud.compute;
      const of = supports(context.cloud.capabilities, 'compute.snapshots.ofVolumes')
        ? { volume: await (await makesVolumes(context))(context.name('vol'), {}) }
        : { server: (await runningServer(context)).id };
      return async (name, marks) => {
        const made = await snapshots.create(of, { name, ...marks });
        context.cleanup(async () => {
          await snapshots.delete(made);
          await snapshots.waitUntil(made, 'deleted', waiting(context));
        });
        await snapshots.waitUntil(made, 'available', waiting(context));
        return made.id;
      };
    },
    group: ({ snapshots }) => snapshots,
  },
  {
    kind: 'volume',
    path: 'compute.volumes',
    needs: ['compute.volumes.create', 'compute.volumes.delete'],
    prepare: makesVolumes,
    group: ({ volumes }) => volumes,
  },
  {
    kind: 'address',
    path: 'compute.addresses',
    needs: ['compute.addresses.allocate', 'compute.addresses.release'],
    prepare: async (context) => async (_name, marks) => {
      const { addresses } = context.cloud.compute;
      const made = await addresses.allocate(marks);
      context.cleanup(() => addresses.release(made));
      return made.id;
    },
    group: ({ addresses }) => ({
      get: (id) => addresses.get(id),
      list: (options) => addresses.list(options),
      deleteMany: (ids) => addresses.releaseMany(ids),
    }),
  },
  {
    kind: 'firewall',
    path: 'compute.firewalls',
    needs: ['compute.firewalls.create', 'compute.firewalls.delete'],
    prepare: async (context) => async (name, marks) => {
      const { firewalls } = context.cloud.compute;
      const made = await firewalls.create({ name, description: DESCRIPTION }, marks);
      context.cleanup(() => firewalls.delete(made));
      return made.id;
    },
    group: ({ firewalls }) => firewalls,
  },
  {
    kind: 'network',
    path: 'compute.networks',
    needs: ['compute.networks.create', 'compute.networks.delete'],
    prepare: async (context) => async (name, marks, nth) => {
      const { networks } = context.cloud.compute;
      const ranged = supports(context.cloud.capabilities, 'compute.networks.ranges');
      const cidr = (context.harness.networkCidr ?? '10.77.0.0/24').replace(/\.(\d+)\.0\//, (_, third: string) => `.${Number(third) + nth}.0/`);
      const made = await networks.create({ name, cidr: ranged ? cidr : undefined }, marks);
      context.cleanup(() => networks.delete(made));
      return made.id;
    },
    group: ({ networks }) => networks,
  },
  {
    kind: 'key pair',
    path: 'compute.keyPairs',
    needs: ['compute.keyPairs.import', 'compute.keyPairs.delete'],
    prepare: async (context) => async (name, marks) => {
      const { keyPairs } = context.cloud.compute;
      const made = await keyPairs.import({ name, publicKey: opensshPublicKey(), owner: marks.owner });
      context.cleanup(() => keyPairs.delete(made));
      return made.id;
    },
    group: ({ keyPairs }) => keyPairs,
  },
];
