import type { CallOptions } from '../call-options.ts';
import { supports } from '../capabilities.ts';
import type { CloudError } from '../errors/cloud-error.ts';
import type { GroupContext } from '../group.ts';
import type { WaitOptions } from '../refs.ts';
import type { Compute } from './compute.ts';
import type { BulkDeleteResult } from './marked-group.ts';
import { OWNER_TAG } from './marks.ts';

export type SweptKind = 'server' | 'volume' | 'snapshot' | 'image' | 'address' | 'firewall' | 'network' | 'key pair' | 'bucket';

/** Something that bears the owner's mark. */
export interface SweepCandidate {
  readonly id: string;
  /** Of an address: the address itself. */
  readonly name: string;
  readonly createdAt: Date | undefined;
  /** Servers that have it: it stays with those that stay, and waits for those that go. */
  readonly holders?: readonly string[] | undefined;
  /** Why it has to stay, whatever its age. */
  readonly keep?: string | undefined;
}

/** What sweeping has to know of one kind of things. */
export interface SweepKind {
  readonly kind: SweptKind;
  /** As `unmarked` names it: `volumes`. */
  readonly group: string;
  /** Whether any could be left behind on this cloud. */
  readonly makes: boolean;
  /** Whether they bear owners here, and can be removed. */
  readonly sweeps: boolean;
  /** Kinds that have to be gone before, as far as they were removed: networks are let go by servers that are gone, not by those that are going. */
  readonly after?: readonly SweptKind[] | undefined;
  /** Those of this owner. `removed`: what went before. */
  readonly find: (owner: string, call: CallOptions, removed: (id: string) => boolean) => AsyncIterable<SweepCandidate>;
  readonly remove: (ids: readonly string[], call: CallOptions) => Promise<BulkDeleteResult>;
  /** Resolves when they are gone. Absent: they are when their removal was accepted. */
  readonly gone?: ((ids: readonly string[], options: WaitOptions) => Promise<unknown>) | undefined;
  /** After its holders went, resolves when it can be removed. */
  readonly free?: ((id: string, options: WaitOptions) => Promise<unknown>) | undefined;
  /** Why it stays after all, by what its removal said. */
  readonly stays?: ((error: CloudError) => string | undefined) | undefined;
  /** How it is held: `attached to`. */
  readonly held?: string | undefined;
}

/** In an order that works: what holds something goes before it. */
export function computeKinds({ capabilities }: GroupContext, compute: Compute): readonly SweepKind[] {
  const { servers, images, snapshots, volumes, addresses, firewalls, networks, keyPairs } = compute;
  const can = (path: string): boolean => supports(capabilities, `compute.${path}`);
  const bears = (group: string, supported: boolean, removal = 'delete'): boolean => supported && can(`${group}.owner`) && can(`${group}.${removal}`);
  return [
    {
      kind: 'server',
      group: 'servers',
      makes: can('servers.create'),
      sweeps: servers.supported && can('servers.tags') && can('servers.delete'),
      find: async function* (owner, call) {
        for await (const server of servers.list({ ...call, tags: { [OWNER_TAG]: owner } })) if (server.state !== 'terminated') yield plain(server);
      },
      remove: (ids, call) => servers.deleteMany(ids, call),
      gone: (ids, options) => servers.waitUntil(ids, 'terminated', options),
    },
    {
      kind: 'image',
      group: 'images',
      makes: can('images.createFromServer'),
      sweeps: bears('images', images.supported),
      find: async function* (owner, call) {
        for await (const image of images.list({ ...call, owner })) yield plain(image);
      },
      remove: (ids, call) => images.deleteMany(ids, call),
      gone: (ids, options) => images.waitUntil(ids, 'deleted', options),
    },
    {
      kind: 'snapshot',
      group: 'snapshots',
      makes: can('snapshots'),
      sweeps: bears('snapshots', snapshots.supported),
      // Amazon's images stand on snapshots.
      after: ['image'],
      find: async function* (owner, call, removed) {
        for await (const snapshot of snapshots.list({ ...call, owner })) {
          const { of, sourceId, state } = snapshot;
          // With its server it goes by itself.
          if (state !== 'deleting') yield { ...plain(snapshot), holders: of === 'server' && sourceId !== undefined && removed(sourceId) ? [sourceId] : [] };
        }
      },
      remove: (ids, call) => snapshots.deleteMany(ids, call),
      gone: (ids, options) => snapshots.waitUntil(ids, 'deleted', options),
    },
    {
      kind: 'volume',
      group: 'volumes',
      makes: can('volumes.create'),
      sweeps: bears('volumes', volumes.supported),
      // Cinder keeps a volume that has snapshots.
      after: ['snapshot'],
      held: 'attached to',
      find: async function* (owner, call) {
        for await (const volume of volumes.list({ ...call, owner }))
          if (volume.state !== 'deleting' && volume.state !== 'deleted')
            yield { ...plain(volume), holders: volume.attachments.map(({ serverId }) => serverId) };
      },
      remove: (ids, call) => volumes.deleteMany(ids, call),
      gone: (ids, options) => volumes.waitUntil(ids, 'deleted', options),
      free: (id, options) => volumes.waitUntil(id, 'available', options),
    },
    {
      kind: 'address',
      group: 'addresses',
      makes: can('addresses.allocate'),
      sweeps: bears('addresses', addresses.supported, 'release'),
      held: 'associated with',
      find: async function* (owner, call) {
        for await (const { id, address, createdAt, serverId } of addresses.list({ ...call, owner }))
          yield { id, name: address, createdAt, holders: serverId === undefined ? [] : [serverId] };
      },
      remove: (ids, call) => addresses.releaseMany(ids, call),
    },
    {
      kind: 'firewall',
      group: 'firewalls',
      makes: can('firewalls.create'),
      sweeps: bears('firewalls', firewalls.supported),
      after: ['server'],
      find: async function* (owner, call) {
        for await (const firewall of firewalls.list({ ...call, owner })) yield plain(firewall);
      },
      remove: (ids, call) => firewalls.deleteMany(ids, call),
    },
    {
      kind: 'network',
      group: 'networks',
      makes: can('networks.create'),
      sweeps: bears('networks', networks.supported),
      after: ['server', 'address'],
      find: async function* (owner, call) {
        for await (const network of networks.list({ ...call, owner })) yield plain(network);
      },
      remove: (ids, call) => networks.deleteMany(ids, call),
    },
    {
      kind: 'key pair',
      group: 'keyPairs',
      makes: can('keyPairs.import') || can('keyPairs.create'),
      sweeps: bears('keyPairs', keyPairs.supported),
      find: async function* (owner, call) {
        for await (const keyPair of keyPairs.list({ ...call, owner })) yield plain(keyPair);
      },
      remove: (ids, call) => keyPairs.deleteMany(ids, call),
    },
  ];
}

const plain = ({ id, name, createdAt }: { readonly id: string; readonly name: string; readonly createdAt?: Date | undefined }): SweepCandidate => ({
  id,
  name,
  createdAt,
});
