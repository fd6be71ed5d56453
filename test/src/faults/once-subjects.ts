import { setTimeout as sleep } from 'node:timers/promises';
import type { ProxyMatch, SeenExchange } from '@portolan/emulators';
import { type AnyCloud, isCloudError } from 'portolan';
import { type FaultRun, shapeOf } from './fault-run.ts';

/** Something that must be made once, and the requests that make it. */
export interface Costly {
  readonly what: 'server' | 'volume' | 'snapshot' | 'image' | 'address';
  /** Requests that change something on the way, in their order. */
  readonly steps: readonly ProxyMatch[];
  readonly create: (cloud: AnyCloud, name: string, key: string | undefined) => Promise<{ readonly id: string }>;
  /** How many of that name the cloud has, as another connection sees it. */
  readonly count: (name: string) => Promise<number>;
  readonly remove: (name: string) => Promise<void>;
}

const SERVER_STEPS: Readonly<Record<string, readonly ProxyMatch[]>> = {
  smartdc: [{ method: 'POST', target: '/machines$' }],
  ovirt: [
    { method: 'POST', target: '/vms$' },
    { method: 'POST', target: '/vms/[^/]+/start$' },
  ],
  openstack: [{ method: 'POST', target: '/servers$' }],
  rackspace: [{ method: 'POST', target: '/servers$' }],
  aws: [{ body: 'Action=RunInstances' }],
  eucalyptus: [{ body: 'Action=RunInstances' }],
};

const VOLUME_STEPS: Readonly<Record<string, readonly ProxyMatch[]>> = {
  smartdc: [{ method: 'POST', target: '/volumes$' }],
  ovirt: [{ method: 'POST', target: '/disks$' }],
  openstack: [{ method: 'POST', target: '/volumes$' }],
  rackspace: [{ method: 'POST', target: '/volumes$' }],
  aws: [{ body: 'Action=CreateVolume' }],
};

const SNAPSHOT_STEPS: Readonly<Record<string, readonly ProxyMatch[]>> = {
  smartdc: [{ method: 'POST', target: '/machines/[^/]+/snapshots$' }],
  ovirt: [{ method: 'POST', target: '/vms/[^/]+/snapshots$' }],
  openstack: [{ method: 'POST', target: '/snapshots$' }],
  rackspace: [{ method: 'POST', target: '/snapshots$' }],
  aws: [{ body: 'Action=CreateSnapshot' }],
  eucalyptus: [{ body: 'Action=CreateSnapshot' }],
};

const IMAGE_STEPS: Readonly<Record<string, readonly ProxyMatch[]>> = {
  ovirt: [{ method: 'POST', target: '/templates$' }],
  openstack: [{ method: 'POST', target: '/servers/[^/]+/action$' }],
  aws: [{ body: 'Action=CreateImage' }],
};

const ADDRESS_STEPS: Readonly<Record<string, readonly ProxyMatch[]>> = { openstack: [{ method: 'POST', target: '/floatingips$' }] };

/** What a snapshot or an image is made of: there before the faults begin. */
async function sourcesOf(
  faults: FaultRun,
  shape: { readonly image: string; readonly size: string },
  sizeMiB: number,
): Promise<{ readonly server: string; readonly volume: string }> {
  const { compute } = faults.direct;
  const server = await compute.servers.create({ name: 'source', ...shape });
  await compute.servers.waitUntil(server, 'running', { intervalMs: 20 });
  const volume = await compute.volumes.create({ name: 'source', sizeMiB });
  await compute.volumes.waitUntil(volume, 'available', { intervalMs: 20 });
  // Machines are imaged stopped on some clouds.
  await compute.servers.stop(server);
  await compute.servers.waitUntil(server, 'stopped', { intervalMs: 20 });
  return { server: server.id, volume: volume.id };
}

export async function costly(provider: string, faults: FaultRun): Promise<readonly Costly[]> {
  const shape = await shapeOf(faults.direct);
  const { servers, volumes } = faults.direct.compute;
  const sizeMiB = provider === 'rackspace' ? 102_400 : 10_240;
  const sources = await sourcesOf(faults, shape, sizeMiB);
  const { snapshots, images, addresses } = faults.direct.compute;
  const of = faults.direct.capabilities.compute?.snapshots?.ofServers === true ? { server: sources.server } : { volume: sources.volume };
  return [
    {
      what: 'server',
      steps: SERVER_STEPS[provider] ?? [],
      create: ({ compute }, name, idempotencyKey) => compute.servers.create({ name, ...shape }, { idempotencyKey }),
      count: (name) => faults.serversNamed(name),
      remove: async (name) => {
        for (const server of await servers.list({ name }).toArray()) await servers.delete(server);
      },
    },
    ...(VOLUME_STEPS[provider] === undefined
      ? []
      : [
          {
            what: 'volume' as const,
            steps: VOLUME_STEPS[provider],
            create: ({ compute }: AnyCloud, name: string, idempotencyKey: string | undefined) => compute.volumes.create({ name, sizeMiB }, { idempotencyKey }),
            count: async (name: string) => (await volumes.list({ name }).toArray()).filter(({ state }) => state !== 'deleted' && state !== 'deleting').length,
            remove: async (name: string) => {
              for (const volume of await volumes.list({ name }).toArray()) {
                if (volume.state === 'deleting' || volume.state === 'deleted') continue;
                // What is still being made is locked.
                await retried(() => volumes.delete(volume));
              }
            },
          },
        ]),
    ...(SNAPSHOT_STEPS[provider] === undefined
      ? []
      : [
          {
            what: 'snapshot' as const,
            steps: SNAPSHOT_STEPS[provider],
            create: ({ compute }: AnyCloud, name: string, key: string | undefined) => compute.snapshots.create(of, { name, once: key !== undefined }),
            count: async (name: string) => (await snapshots.list({ of }).toArray()).filter((one) => one.name === name && one.state !== 'deleting').length,
            remove: async (name: string) => {
              for (const one of await snapshots.list({ of }).toArray()) if (one.name === name) await retried(() => snapshots.delete(one));
            },
          },
        ]),
    ...(IMAGE_STEPS[provider] === undefined
      ? []
      : [
          {
            what: 'image' as const,
            steps: IMAGE_STEPS[provider],
            create: ({ compute }: AnyCloud, name: string, key: string | undefined) =>
              compute.images.createFromServer(sources.server, { name, once: key !== undefined }),
            count: async (name: string) => (await images.list({ name }).toArray()).length,
            remove: async (name: string) => {
              for (const one of await images.list({ name }).toArray()) await retried(() => images.delete(one));
              await idle(faults, sources.server);
            },
          },
        ]),
    ...(ADDRESS_STEPS[provider] === undefined
      ? []
      : [
          {
            what: 'address' as const,
            steps: ADDRESS_STEPS[provider],
            // It has no name: whose it is tells it.
            create: ({ compute }: AnyCloud, owner: string, idempotencyKey: string | undefined) => compute.addresses.allocate({ owner, idempotencyKey }),
            count: async (owner: string) => (await addresses.list().toArray()).filter((one) => one.owner === owner).length,
            remove: async (owner: string) => {
              for (const one of await addresses.list().toArray()) if (one.owner === owner) await addresses.release(one);
            },
          },
        ]),
  ];
}

/** Nova goes on with a server for a while after its image can be had, and makes no other meanwhile. */
async function idle(faults: FaultRun, server: string): Promise<void> {
  for (let left = 500; left > 0; left -= 1) {
    const { raw } = await faults.direct.compute.servers.get(server);
    if (((raw as Readonly<Record<string, unknown>>)['OS-EXT-STS:task_state'] ?? null) === null) return;
    await sleep(5);
  }
  throw new Error('the server never came to rest');
}

async function retried(work: () => Promise<void>): Promise<void> {
  for (let left = 200; ; left -= 1) {
    try {
      return await work();
    } catch (error) {
      if (left === 0 || !isCloudError(error, 'conflict')) throw error;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
}

/** How long the request and the answer of each step are, from a run in which nothing goes wrong. */
export async function measured(faults: FaultRun, cloud: AnyCloud, one: Costly): Promise<readonly SeenExchange[]> {
  const lengths: SeenExchange[] = [];
  for (const [index, match] of one.steps.entries()) {
    const name = `measure-${one.what}-${index}`;
    faults.proxy.exchanges.length = 0;
    // Marked by a fault that does nothing, so that it can be told apart.
    faults.spoil({ faults: [{ match, times: 1, effect: { kind: 'latency', ms: 0 } }] });
    await one.create(cloud, name, name);
    const seen = faults.proxy.exchanges.find(({ effect }) => effect === 'latency');
    if (seen === undefined) throw new Error(`no request makes the ${one.what}: ${JSON.stringify(match)}`);
    lengths.push({ ...seen });
    faults.mend();
    await one.remove(name);
  }
  return lengths;
}
