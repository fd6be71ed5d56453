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
      ...owned(can, { kind: 'image', group: 'images', makes: 'createFromServer' }, images),
      gone: (ids, options) => images.waitUntil(ids, 'deleted', options),
    },
    {
      ...owned(can, { kind: 'snapshot', group: 'snapshots', makes: 'list' }, snapshots, (one, removed) => {
        const { of, sourceId, state } = one;
        // With its server it goes by itself.
        return state === 'deleting' ? undefined : { ...plain(one), holders: of === 'server' && sourceId !== undefined && removed(sourceId) ? [sourceId] : [] };
      }),
      // Amazon's images stand on snapshots.
      after: ['image'],
      gone: (ids, options) => snapshots.waitUntil(ids, 'deleted', options),
    },
    {
      ...owned(can, { kind: 'volume', group: 'volumes', makes: 'create' }, volumes, (one) =>
        one.state === 'deleting' || one.state === 'deleted' ? undefined : { ...plain(one), holders: one.attachments.map(({ serverId }) => serverId) },
      ),
      // Cinder keeps a volume that has snapshots.
      after: ['snapshot'],
      held: 'attached to',
      gone: (ids, options) => volumes.waitUntil(ids, 'deleted', options),
      free: (id, options) => volumes.waitUntil(id, 'available', options),
    },
    {
      ...owned(
        can,
        { kind: 'address', group: 'addresses', makes: 'allocate', removes: 'release' },
        { supported: addresses.supported, list: (options) => addresses.list(options), deleteMany: (ids, call) => addresses.releaseMany(ids, call) },
        ({ address, serverId, ...one }) => ({ ...plain({ ...one, name: address }), holders: serverId === undefined ? [] : [serverId] }),
      ),
      held: 'associated with',
    },
    { ...owned(can, { kind: 'firewall', group: 'firewalls', makes: 'create' }, firewalls), after: ['server'] },
    { ...owned(can, { kind: 'network', group: 'networks', makes: 'create' }, networks), after: ['server', 'address'] },
    owned(can, { kind: 'key pair', group: 'keyPairs', makes: 'import' }, keyPairs),
  ];
}

interface OwnedGroup<T> {
  readonly supported: boolean;
  list(options: CallOptions & { readonly owner: string }): AsyncIterable<T>;
  deleteMany(ids: readonly string[], call: CallOptions): Promise<BulkDeleteResult>;
}

interface OwnedKind extends Pick<SweepKind, 'kind' | 'group'> {
  /** What is declared where they can be made, and where they can be removed: `create`, `delete`. */
  readonly makes: string;
  readonly removes?: string | undefined;
}

/** Things that tell their owner. `candidate`: undefined of what is going already. */
function owned<T extends { readonly id: string }>(
  can: (path: string) => boolean,
  { kind, group, makes, removes = 'delete' }: OwnedKind,
  things: OwnedGroup<T>,
  candidate: (one: T, removed: (id: string) => boolean) => SweepCandidate | undefined = plain,
): SweepKind {
  return {
    kind,
    group,
    makes: can(`${group}.${makes}`),
    sweeps: things.supported && can(`${group}.owner`) && can(`${group}.${removes}`),
    find: async function* (owner, call, removed) {
      for await (const one of things.list({ ...call, owner })) {
        const found = candidate(one, removed);
        if (found !== undefined) yield found;
      }
    },
    remove: (ids, call) => things.deleteMany(ids, call),
  };
}

const plain = ({ id, name = '', createdAt }: { readonly id: string; readonly name?: string; readonly createdAt?: Date | undefined }): SweepCandidate => ({
  id,
  name,
  createdAt,
});
