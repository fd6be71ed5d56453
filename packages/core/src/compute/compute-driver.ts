import type { CallOptions } from '../call-options.ts';
import type { CloudError } from '../errors/cloud-error.ts';
import type { Page, PageOptions } from '../paging/page.ts';
import type { Secret } from '../secret.ts';
import type { Address, Firewall, FirewallRule, Image, KeyPair, Location, Network, Server, ServerState, Size, Snapshot, Volume } from './compute-types.ts';
import type { Marks } from './marks.ts';

/**
 * What a compute driver implements. Arguments are valid and declared supported when they arrive: ids are not empty, sizes are whole
 * and positive, features that `capabilities` does not declare are never asked for. A group the cloud lacks is absent.
 *
 * Every method:
 * - rejects with `not-found` for what is not there, except `delete`, which then resolves (also for what is already going away);
 * - returns as soon as the provider accepted; waiting is the portable class's;
 * - honours `options.signal` by handing options on to the client.
 *
 * Marks (`idempotencyKey`, `owner`) come only where they are declared. They are written with the create, or right after it where the cloud takes them only
 * then: what could not be marked is taken back, or named in `leftover`. Answers tell the owner.
 */
export interface ComputeDriver {
  readonly locations?: LocationDriver;
  readonly images?: ImageDriver;
  readonly sizes?: SizeDriver;
  readonly servers?: ServerDriver;
  readonly keyPairs?: KeyPairDriver;
  readonly volumes?: VolumeDriver;
  readonly snapshots?: SnapshotDriver;
  readonly networks?: NetworkDriver;
  readonly firewalls?: FirewallDriver;
  readonly addresses?: AddressDriver;
}

export interface ListDriverOptions extends CallOptions, PageOptions {
  /** A hint, where `capabilities` declares `owner`: return at least what bears it. The class filters again. */
  readonly owner?: string | undefined;
}

export interface LocationDriver {
  listPage(options: ListDriverOptions, cursor?: string): Promise<Page<Location>>;
  get(id: string, options: CallOptions): Promise<Location>;
}

export interface ListImagesDriverOptions extends ListDriverOptions {
  /** A hint: return at least the images of this very name. The class filters again. */
  readonly name?: string | undefined;
}

export interface CreateImageRequest extends Marks {
  readonly serverId: string;
  readonly name: string;
}

export interface ImageDriver {
  listPage(options: ListImagesDriverOptions, cursor?: string): Promise<Page<Image>>;
  get(id: string, options: CallOptions): Promise<Image>;
  /** Accepts the order; the image may still be `pending`. */
  createFromServer?(request: CreateImageRequest, options: CallOptions): Promise<Image>;
  /** As that of servers; those that failed left out. Those of this server suffice. */
  listByIdempotencyKey?(key: string, serverId: string, options: CallOptions): Promise<readonly Image[]>;
  delete?(id: string, options: CallOptions): Promise<void>;
}

export interface SizeDriver {
  listPage(options: ListDriverOptions, cursor?: string): Promise<Page<Size>>;
  get(id: string, options: CallOptions): Promise<Size>;
}

export interface ListServersDriverOptions extends ListDriverOptions {
  /** Hints: the server may filter by them and may return more. The class filters again. Never returns less. */
  readonly name?: string | undefined;
  readonly state?: ServerState | undefined;
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

export interface CreateServerRequest {
  readonly name: string;
  readonly imageId: string;
  readonly sizeId: string;
  readonly locationId?: string | undefined;
  /** Text to be run by the guest at its first boot. */
  readonly bootScript?: string | undefined;
  readonly tags: Readonly<Record<string, string>>;
  readonly metadata: Readonly<Record<string, string>>;
  readonly keyPairId?: string | undefined;
  readonly networkIds?: readonly string[] | undefined;
  readonly firewallIds?: readonly string[] | undefined;
  /** Handed over as a native token, or written with the server as a mark, as `capabilities` says. */
  readonly idempotencyKey?: string | undefined;
  /** Options of this provider alone; the driver checks them. */
  readonly native?: unknown;
}

export interface ServerDriver {
  /** Order is the provider's. Servers that are gone for good are left out. */
  listPage(options: ListServersDriverOptions, cursor?: string): Promise<Page<Server>>;
  /** A server gone for good is `not-found`, or returned as `terminated` while the cloud still shows it. */
  get(id: string, options: CallOptions): Promise<Server>;
  /**
   * Makes exactly one server that will be `running` without another call. What fails after the cloud made it says so in `leftover`.
   * Never retries an ambiguous failure: the class does, after `listByIdempotencyKey`.
   */
  create?(request: CreateServerRequest, options: CallOptions): Promise<Server>;
  /**
   * For `idempotencyKey: 'mark'`: all servers that bear this mark, in any state but going and gone; order does not matter. Must see a server the moment its
   * create was accepted. If the create did several steps, carries on with those not done (starts the oldest, when it was made but never started).
   */
  listByIdempotencyKey?(key: string, options: CallOptions): Promise<readonly Server[]>;
  /** Already running: resolves. */
  start?(id: string, options: CallOptions): Promise<void>;
  /** Already stopped: resolves. Asks the guest to shut down where the cloud can, as the cloud's own console does. */
  stop?(id: string, options: CallOptions): Promise<void>;
  reboot?(id: string, options: CallOptions): Promise<void>;
  /** Leaves the server as it was: running if it ran, stopped if it was stopped. Resolves when no further step is needed from us. */
  resize?(id: string, sizeId: string, options: CallOptions): Promise<void>;
  rename?(id: string, name: string, options: CallOptions): Promise<void>;
  /** From any state. Disks made with it go with it. */
  delete?(id: string, options: CallOptions): Promise<void>;
  /** Where the cloud takes many in one request: as `delete` for each of them. Resolves with those that failed; rejects when nothing could be done at all. */
  deleteMany?(ids: readonly string[], options: CallOptions): Promise<readonly { readonly id: string; readonly error: CloudError }[]>;
  /** All tags become these. Marks of this library stay. */
  setTags?(id: string, tags: Readonly<Record<string, string>>, options: CallOptions): Promise<void>;
  setMetadata?(id: string, metadata: Readonly<Record<string, string>>, options: CallOptions): Promise<void>;
  /** What the console printed so far; `''` when nothing yet. */
  consoleOutput?(id: string, options: CallOptions): Promise<string>;
}

export interface CreatedKeyPair {
  readonly keyPair: KeyPair;
  /** PEM or OpenSSH text. Told once. */
  readonly privateKey: Secret;
}

export interface ImportKeyPairRequest {
  readonly name: string;
  /** One line in OpenSSH form. */
  readonly publicKey: string;
  readonly owner?: string | undefined;
}

export interface CreateKeyPairRequest {
  readonly name: string;
  readonly owner?: string | undefined;
}

export interface KeyPairDriver {
  listPage(options: ListDriverOptions, cursor?: string): Promise<Page<KeyPair>>;
  get(id: string, options: CallOptions): Promise<KeyPair>;
  /** The very key is there: returns it. `already-exists` when the name is taken by another key, or by this one without the owner that is asked for. */
  import?(request: ImportKeyPairRequest, options: CallOptions): Promise<KeyPair>;
  create?(request: CreateKeyPairRequest, options: CallOptions): Promise<CreatedKeyPair>;
  delete?(id: string, options: CallOptions): Promise<void>;
}

export interface CreateVolumeRequest extends Marks {
  readonly name: string;
  /** At least this much: clouds round up. */
  readonly sizeMiB: number;
  readonly locationId?: string | undefined;
  readonly snapshotId?: string | undefined;
  /** The provider's own volume type. */
  readonly type?: string | undefined;
  readonly native?: unknown;
}

export interface VolumeDriver {
  listPage(options: ListDriverOptions, cursor?: string): Promise<Page<Volume>>;
  get(id: string, options: CallOptions): Promise<Volume>;
  create?(request: CreateVolumeRequest, options: CallOptions): Promise<Volume>;
  /** As that of servers. */
  listByIdempotencyKey?(key: string, options: CallOptions): Promise<readonly Volume[]>;
  extend?(id: string, sizeMiB: number, options: CallOptions): Promise<void>;
  attach?(id: string, serverId: string, device: string | undefined, options: CallOptions): Promise<void>;
  /** Not attached: resolves. */
  detach?(id: string, serverId: string | undefined, options: CallOptions): Promise<void>;
  delete?(id: string, options: CallOptions): Promise<void>;
}

export type SnapshotSource = { readonly of: 'server'; readonly id: string } | { readonly of: 'volume'; readonly id: string };

export interface ListSnapshotsDriverOptions extends ListDriverOptions {
  /** Only snapshots of this; all of the account when absent. */
  readonly source?: SnapshotSource | undefined;
}

export interface CreateSnapshotRequest extends Marks {
  readonly source: SnapshotSource;
  readonly name: string;
}

export interface SnapshotDriver {
  listPage(options: ListSnapshotsDriverOptions, cursor?: string): Promise<Page<Snapshot>>;
  get(id: string, options: CallOptions): Promise<Snapshot>;
  create?(request: CreateSnapshotRequest, options: CallOptions): Promise<Snapshot>;
  /** As that of servers; those that failed left out. Those of the source suffice. */
  listByIdempotencyKey?(key: string, source: SnapshotSource, options: CallOptions): Promise<readonly Snapshot[]>;
  restore?(id: string, options: CallOptions): Promise<void>;
  delete?(id: string, options: CallOptions): Promise<void>;
}

export interface CreateNetworkRequest extends Marks {
  readonly name: string;
  /** `10.1.0.0/24` */
  readonly cidr?: string | undefined;
  readonly locationId?: string | undefined;
  readonly native?: unknown;
}

export interface NetworkDriver {
  listPage(options: ListDriverOptions, cursor?: string): Promise<Page<Network>>;
  get(id: string, options: CallOptions): Promise<Network>;
  create?(request: CreateNetworkRequest, options: CallOptions): Promise<Network>;
  /** As that of servers: if the create did several steps, carries on with those not done. */
  listByIdempotencyKey?(key: string, options: CallOptions): Promise<readonly Network[]>;
  delete?(id: string, options: CallOptions): Promise<void>;
}

export interface CreateFirewallRequest extends Marks {
  readonly name: string;
  readonly description?: string | undefined;
  readonly networkId?: string | undefined;
  readonly native?: unknown;
}

export interface FirewallDriver {
  listPage(options: ListDriverOptions, cursor?: string): Promise<Page<Firewall>>;
  get(id: string, options: CallOptions): Promise<Firewall>;
  create?(request: CreateFirewallRequest, options: CallOptions): Promise<Firewall>;
  /** As that of servers. */
  listByIdempotencyKey?(key: string, options: CallOptions): Promise<readonly Firewall[]>;
  delete?(id: string, options: CallOptions): Promise<void>;
  /** There already: resolves. */
  allow?(id: string, rule: FirewallRule, options: CallOptions): Promise<void>;
  /** Not there: resolves. */
  revoke?(id: string, rule: FirewallRule, options: CallOptions): Promise<void>;
}

export interface AllocateAddressRequest extends Marks {
  readonly networkId?: string | undefined;
}

export interface AddressDriver {
  listPage(options: ListDriverOptions, cursor?: string): Promise<Page<Address>>;
  get(id: string, options: CallOptions): Promise<Address>;
  allocate?(request: AllocateAddressRequest, options: CallOptions): Promise<Address>;
  /** As that of servers. */
  listByIdempotencyKey?(key: string, options: CallOptions): Promise<readonly Address[]>;
  associate?(id: string, serverId: string, options: CallOptions): Promise<void>;
  /** Not associated: resolves. */
  disassociate?(id: string, options: CallOptions): Promise<void>;
  release?(id: string, options: CallOptions): Promise<void>;
}
