/**
 * Resources are plain readonly data, not objects with methods. `raw` is what the provider sent, whole; drivers export typed views of it.
 * Absent is `undefined`. Times are `Date`, sizes say their unit.
 */

/** Where things run: a region or data center, or a zone, cluster or availability zone in one. */
export interface Location {
  readonly id: string;
  readonly name: string;
  /** `region`: another endpoint, chosen by the profile. `zone`: can be given to `servers.create`. */
  readonly kind: 'region' | 'zone';
  /** The region of a zone. */
  readonly parentId?: string | undefined;
  /** Whether this connection works in it. */
  readonly current: boolean;
  readonly raw: unknown;
}

export type ImageState = 'pending' | 'available' | 'error' | 'unknown';

/** What servers are made from. */
export interface Image {
  readonly id: string;
  /** Not unique: clouds publish new versions under old names. */
  readonly name: string;
  readonly state: ImageState;
  readonly nativeState: string;
  readonly createdAt?: Date | undefined;
  /** The smallest disk it needs. */
  readonly minDiskMiB?: number | undefined;
  readonly minMemoryMiB?: number | undefined;
  /** `linux`, `windows`, … as far as the cloud says. */
  readonly os?: string | undefined;
  /** The `owner` it was made with. */
  readonly owner?: string | undefined;
  readonly raw: unknown;
}

/** How big a server is. */
export interface Size {
  readonly id: string;
  readonly name: string;
  readonly memoryMiB: number;
  /** Virtual CPUs; `undefined` where the cloud gives shares instead of numbers. */
  readonly cpus?: number | undefined;
  /** The disk that comes with it; `undefined` where disks are separate. */
  readonly diskMiB?: number | undefined;
  readonly raw: unknown;
}

/**
 * | state | meaning |
 * |---|---|
 * | `pending` | being made, started or changed; will be something else soon |
 * | `running` | on |
 * | `stopping` | going down, or going away |
 * | `stopped` | off, can be started |
 * | `suspended` | paused or saved to disk: neither on nor off |
 * | `terminated` | gone for good |
 * | `error` | the cloud gave up on it |
 * | `unknown` | a state we do not know: read `nativeState` |
 */
export type ServerState = 'pending' | 'running' | 'stopping' | 'stopped' | 'suspended' | 'terminated' | 'error' | 'unknown';

export interface Server {
  readonly id: string;
  readonly name: string;
  readonly state: ServerState;
  /** The provider's word for the state. */
  readonly nativeState: string;
  /** Why it is in `error`, where the cloud says so. */
  readonly stateReason?: string | undefined;
  readonly createdAt?: Date | undefined;
  readonly imageId?: string | undefined;
  readonly sizeId?: string | undefined;
  readonly locationId?: string | undefined;
  /** IPv4 and IPv6 addresses reachable from outside, as far as the cloud tells. */
  readonly publicAddresses: readonly string[];
  readonly privateAddresses: readonly string[];
  /** The user's own; marks of this library are not shown. */
  readonly tags: Readonly<Record<string, string>>;
  readonly metadata: Readonly<Record<string, string>>;
  /** Name or id of the key pair it was made with. */
  readonly keyPairId?: string | undefined;
  readonly raw: unknown;
}

export interface KeyPair {
  /** What `servers.create({ keyPair })` takes. */
  readonly id: string;
  readonly name: string;
  /** As the cloud prints it: MD5 with colons, or `SHA256:…`. */
  readonly fingerprint?: string | undefined;
  /** OpenSSH form, where the cloud tells it. */
  readonly publicKey?: string | undefined;
  /** Since when it is there, where the cloud tells, or told with its marks. */
  readonly createdAt?: Date | undefined;
  /** The `owner` it was made with. */
  readonly owner?: string | undefined;
  readonly raw: unknown;
}

export type VolumeState = 'pending' | 'available' | 'in-use' | 'deleting' | 'deleted' | 'error' | 'unknown';

export interface Attachment {
  readonly serverId: string;
  /** A hint: `/dev/vdb`. What the guest calls it may differ. */
  readonly device?: string | undefined;
}

export interface Volume {
  readonly id: string;
  readonly name: string;
  readonly state: VolumeState;
  readonly nativeState: string;
  readonly sizeMiB: number;
  readonly createdAt?: Date | undefined;
  /** The `owner` it was made with: `cloud.sweep` finds it by that. */
  readonly owner?: string | undefined;
  readonly locationId?: string | undefined;
  readonly attachments: readonly Attachment[];
  readonly raw: unknown;
}

export type SnapshotState = 'pending' | 'available' | 'deleting' | 'error' | 'unknown';

export interface Snapshot {
  readonly id: string;
  readonly name: string;
  readonly state: SnapshotState;
  readonly nativeState: string;
  /** What it is a snapshot of. */
  readonly of: 'server' | 'volume';
  readonly sourceId?: string | undefined;
  readonly sizeMiB?: number | undefined;
  readonly createdAt?: Date | undefined;
  /** The `owner` it was made with. */
  readonly owner?: string | undefined;
  readonly raw: unknown;
}

export interface Network {
  readonly id: string;
  readonly name: string;
  /** Whether its addresses are reachable from outside. */
  readonly public?: boolean | undefined;
  /** IPv4 and IPv6 ranges: `10.0.0.0/24`. */
  readonly cidrs: readonly string[];
  readonly locationId?: string | undefined;
  /** Since when it is there, where the cloud tells, or told with its marks. */
  readonly createdAt?: Date | undefined;
  /** The `owner` it was made with. */
  readonly owner?: string | undefined;
  readonly raw: unknown;
}

export interface FirewallRule {
  /** `ingress`: to the server. */
  readonly direction: 'ingress' | 'egress';
  readonly protocol: 'tcp' | 'udp' | 'icmp' | 'any';
  /** First and last port, both included; both absent: all ports. For tcp and udp alone. */
  readonly fromPort?: number | undefined;
  readonly toPort?: number | undefined;
  /** The other side: a range (`0.0.0.0/0`, `::/0`). */
  readonly cidr?: string | undefined;
  /** The other side: servers of this firewall. One of `cidr` and `firewallId` is there. */
  readonly firewallId?: string | undefined;
}

export interface Firewall {
  readonly id: string;
  readonly name: string;
  readonly description?: string | undefined;
  readonly rules: readonly FirewallRule[];
  /** Since when it is there, where the cloud tells, or told with its marks. */
  readonly createdAt?: Date | undefined;
  /** The `owner` it was made with. */
  readonly owner?: string | undefined;
  readonly raw: unknown;
}

/** A public address that can move between servers. */
export interface Address {
  readonly id: string;
  /** `203.0.113.7` */
  readonly address: string;
  readonly serverId?: string | undefined;
  readonly createdAt?: Date | undefined;
  /** The `owner` it was allocated with. */
  readonly owner?: string | undefined;
  readonly raw: unknown;
}
