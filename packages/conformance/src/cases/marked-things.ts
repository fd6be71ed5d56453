import { type BulkDeleteResult, type Compute, type CreateNetworkSpec, type CreatePlan, type CreateVolumeSpec, type Marks, supports } from '@portolan/core';
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
  /** What they are made in or of, once a case. */
  readonly prepare: (context: CaseContext) => Promise<Maker>;
  readonly group: (compute: Compute) => MarkedGroup;
}

interface MakeMarks extends Marks {
  /** Of images and snapshots. */
  readonly once?: boolean;
}

interface Maker {
  /** Makes the n-th, waits until it is at rest, and resolves with its id. */
  readonly make: (name: string, marks: MakeMarks, nth: number) => Promise<string>;
  /** What `make` would send. Not of key pairs. */
  readonly plan?: (name: string, marks: MakeMarks, nth: number) => Promise<CreatePlan<{ readonly id: string }>>;
}

interface MarkedGroup {
  get(id: string): Promise<{ readonly name?: string; readonly owner?: string | undefined; readonly description?: string | undefined }>;
  list(options?: { readonly owner: string }): AsyncIterable<{ readonly id: string; readonly name?: string }>;
  deleteMany(ids: readonly string[]): Promise<BulkDeleteResult>;
}

/** `volumes` */
export const slugOf = ({ path }: MarkedThing): string => path.slice(path.indexOf('.') + 1);

/** `a volume` */
export const withArticle = ({ kind }: MarkedThing): string => `${/^[aeiou]/.test(kind) ? 'an' : 'a'} ${kind}`;

async function makesVolumes(context: CaseContext): Promise<Maker> {
  const { volumes } = context.cloud.compute;
  const spec = (name: string): CreateVolumeSpec => ({ name, sizeMiB: 1024 });
  return {
    make: async (name, marks) => {
      const made = await volumes.create(spec(name), marks);
      context.cleanup(() => volumes.delete(made));
      await volumes.waitUntil(made, 'available', waiting(context));
      return made.id;
    },
    plan: (name, marks) => volumes.plan(spec(name), marks),
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
    return {
      make: async (name, marks) => {
        const made = await images.createFromServer(server, { name, ...marks });
        context.cleanup(() => images.delete(made));
        await images.waitUntil(made, 'available', waiting(context));
        return made.id;
      },
      plan: (name, marks) => images.plan(server, { name, ...marks }),
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
        ? { volume: await (await makesVolumes(context)).make(context.name('vol'), {}, 0) }
        : { server: (await runningServer(context)).id };
      return {
        make: async (name, marks) => {
          const made = await snapshots.create(of, { name, ...marks });
          context.cleanup(async () => {
            await snapshots.delete(made);
            await snapshots.waitUntil(made, 'deleted', waiting(context));
          });
          await snapshots.waitUntil(made, 'available', waiting(context));
          return made.id;
        },
        plan: (name, marks) => snapshots.plan(of, { name, ...marks }),
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
    prepare: async (context) => {
      const { addresses } = context.cloud.compute;
      return {
        make: async (_name, marks) => {
          const made = await addresses.allocate(marks);
          context.cleanup(() => addresses.release(made));
          return made.id;
        },
        plan: (_name, marks) => addresses.plan(marks),
      };
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
    prepare: async (context) => {
      const { firewalls } = context.cloud.compute;
      return {
        make: async (name, marks) => {
          const made = await firewalls.create({ name, description: DESCRIPTION }, marks);
          context.cleanup(() => firewalls.delete(made));
          return made.id;
        },
        plan: (name, marks) => firewalls.plan({ name, description: DESCRIPTION }, marks),
      };
    },
    group: ({ firewalls }) => firewalls,
  },
  {
    kind: 'network',
    path: 'compute.networks',
    needs: ['compute.networks.create', 'compute.networks.delete'],
    prepare: async (context) => {
      const { networks } = context.cloud.compute;
      const ranged = supports(context.cloud.capabilities, 'compute.networks.ranges');
      const spec = (name: string, nth: number): CreateNetworkSpec => {
        const cidr = (context.harness.networkCidr ?? '10.77.0.0/24').replace(/\.(\d+)\.0\//, (_, third: string) => `.${Number(third) + nth}.0/`);
        return { name, cidr: ranged ? cidr : undefined };
      };
      return {
        make: async (name, marks, nth) => {
          const made = await networks.create(spec(name, nth), marks);
          context.cleanup(() => networks.delete(made));
          return made.id;
        },
        plan: (name, marks, nth) => networks.plan(spec(name, nth), marks),
      };
    },
    group: ({ networks }) => networks,
  },
  {
    kind: 'key pair',
    path: 'compute.keyPairs',
    needs: ['compute.keyPairs.import', 'compute.keyPairs.delete'],
    prepare: async (context) => ({
      make: async (name, marks) => {
        const { keyPairs } = context.cloud.compute;
        const made = await keyPairs.import({ name, publicKey: opensshPublicKey(), owner: marks.owner });
        context.cleanup(() => keyPairs.delete(made));
        return made.id;
      },
    }),
    group: ({ keyPairs }) => keyPairs,
  },
];
