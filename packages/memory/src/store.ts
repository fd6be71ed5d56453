import { randomUUID } from 'node:crypto';
import type {
  Address,
  Attachment,
  ContentHeaders,
  Firewall,
  FirewallRule,
  ImageState,
  KeyPair,
  Location,
  Network,
  ServerState,
  Size,
  SnapshotState,
  VolumeState,
} from '@portolan/core';
import { seedImages, seedLocations, seedNetworks, seedSizes } from './seed.ts';

/** A state that becomes another by itself when its time has come. */
export interface Moving<S extends string> {
  readonly now: S;
  /** Absent: it stays. */
  readonly next?: { readonly state: S; readonly at: number } | undefined;
}

export interface StoredServer {
  readonly id: string;
  name: string;
  state: Moving<ServerState>;
  readonly createdAt: Date;
  imageId: string;
  sizeId: string;
  readonly locationId: string;
  readonly publicAddress: string;
  readonly privateAddress: string;
  tags: Readonly<Record<string, string>>;
  metadata: Readonly<Record<string, string>>;
  readonly keyPairId: string | undefined;
  readonly bootScript: string | undefined;
  readonly networkIds: readonly string[];
  readonly firewallIds: readonly string[];
  readonly idempotencyKey: string | undefined;
  console: string;
}

export interface StoredImage {
  readonly id: string;
  readonly name: string;
  state: Moving<ImageState>;
  readonly createdAt: Date;
  readonly minDiskMiB: number;
  readonly os: string;
  readonly idempotencyKey?: string | undefined;
  readonly owner?: string | undefined;
}

export interface StoredVolume {
  readonly id: string;
  readonly name: string;
  state: Moving<VolumeState>;
  sizeMiB: number;
  readonly createdAt: Date;
  readonly locationId: string;
  attachments: readonly Attachment[];
  readonly idempotencyKey: string | undefined;
  readonly owner: string | undefined;
}

export interface StoredSnapshot {
  readonly id: string;
  readonly name: string;
  state: Moving<SnapshotState>;
  readonly of: 'server' | 'volume';
  readonly sourceId: string;
  readonly sizeMiB: number;
  readonly createdAt: Date;
  /** What comes back by a restore. */
  readonly idempotencyKey: string | undefined;
  readonly owner: string | undefined;
  readonly kept: { readonly imageId?: string; readonly sizeMiB?: number };
}

export interface StoredFirewall extends Omit<Firewall, 'rules' | 'raw'> {
  rules: readonly FirewallRule[];
  readonly idempotencyKey: string | undefined;
}

export interface StoredNetwork extends Omit<Network, 'raw'> {
  readonly idempotencyKey?: string | undefined;
}

export interface StoredAddress extends Omit<Address, 'serverId' | 'raw'> {
  serverId: string | undefined;
  readonly idempotencyKey: string | undefined;
}

export interface StoredObject extends ContentHeaders {
  readonly key: string;
  readonly bytes: readonly Buffer[];
  readonly sizeBytes: number;
  readonly etag: string;
  readonly md5: string | undefined;
  readonly lastModified: Date;
  readonly contentType: string;
  readonly metadata: Readonly<Record<string, string>>;
}

export interface StoredUpload {
  readonly bucket: string;
  readonly key: string;
  readonly parts: Map<number, { readonly bytes: Buffer; readonly etag: string }>;
}

export interface StoredBucket {
  readonly name: string;
  readonly createdAt: Date;
  readonly locationId: string;
  readonly owner?: string | undefined;
  readonly objects: Map<string, StoredObject>;
  /** Keys in UTF-8 byte order; rebuilt when keys came or went. */
  sorted: readonly string[] | undefined;
}

const shared = new Map<string, MemoryStore>();

/** What a memory cloud holds. `cloud.native` is one: look in, or put in what a test needs. */
export class MemoryStore {
  readonly locations: Map<string, Location> = seedLocations();
  readonly sizes: Map<string, Size> = seedSizes();
  readonly images: Map<string, StoredImage> = seedImages();
  readonly networks: Map<string, StoredNetwork> = seedNetworks();
  readonly servers: Map<string, StoredServer> = new Map();
  readonly keyPairs: Map<string, KeyPair> = new Map();
  readonly volumes: Map<string, StoredVolume> = new Map();
  readonly snapshots: Map<string, StoredSnapshot> = new Map();
  readonly firewalls: Map<string, StoredFirewall> = new Map();
  readonly addresses: Map<string, StoredAddress> = new Map();
  readonly buckets: Map<string, StoredBucket> = new Map();
  readonly uploads: Map<string, StoredUpload> = new Map();
  /** Tells it from every other store. */
  readonly uid: string = randomUUID();
  #serial = 0;

  /** The store of that name in this process. */
  static named(name: string): MemoryStore {
    const known = shared.get(name) ?? new MemoryStore();
    shared.set(name, known);
    return known;
  }

  /** A number that nothing else in this store has. */
  serial(): number {
    this.#serial += 1;
    return this.#serial;
  }

  id(kind: string): string {
    return `${kind}-${this.serial().toString(16).padStart(8, '0')}`;
  }
}
