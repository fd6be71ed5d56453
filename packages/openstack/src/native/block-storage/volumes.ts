import { type List, mapConcurrently, type Ref, type WaitOptions } from '@portolan/core/driver';
import { NovaVolumeAttachments } from '../compute/attachments.ts';
import { NovaCalls } from '../compute/nova-calls.ts';
import { highest } from '../microversions.ts';
import { idOf } from '../refs.ts';
import { segment } from '../service-calls.ts';
import type { CinderCall, CinderCalls, CinderOptions } from './cinder-calls.ts';
import type { CinderSnapshots } from './snapshots.ts';

// Source: block-storage api-ref v3 "Volumes", "Volume actions"; Rackspace Cloud Block Storage documents (v1).

export interface VolumeAttachment {
  readonly server_id: string;
  readonly volume_id?: string;
  readonly attachment_id?: string;
  readonly device?: string | null;
  readonly host_name?: string | null;
}

/** Any member may be missing. */
export interface VolumeWire {
  readonly id: string;
  readonly name?: string | null;
  readonly description?: string | null;
  /** GiB. */
  readonly size?: number;
  readonly status?: string;
  readonly volume_type?: string | null;
  readonly availability_zone?: string | null;
  /** Text: `"true"`. */
  readonly bootable?: string;
  readonly encrypted?: boolean;
  readonly multiattach?: boolean;
  readonly snapshot_id?: string | null;
  readonly source_volid?: string | null;
  readonly attachments?: readonly VolumeAttachment[];
  readonly metadata?: Readonly<Record<string, string>>;
  readonly volume_image_metadata?: Readonly<Record<string, string>>;
  /** UTC, without Z. */
  readonly created_at?: string;
  readonly updated_at?: string | null;
  readonly 'os-vol-host-attr:host'?: string;
  readonly 'os-vol-tenant-attr:tenant_id'?: string;
}

export interface CreateVolumeFields {
  /** GiB. */
  readonly size?: number | undefined;
  readonly name?: string | undefined;
  readonly description?: string | undefined;
  /** By name; at Rackspace `SATA` or `SSD`. */
  readonly volume_type?: string | undefined;
  readonly availability_zone?: string | undefined;
  /** A copy of an image, bootable. */
  readonly imageRef?: string | undefined;
  readonly snapshot_id?: string | undefined;
  /** A clone, at least as large as its source. */
  readonly source_volid?: string | undefined;
  /** 3.47 */
  readonly backup_id?: string | undefined;
  readonly metadata?: Readonly<Record<string, string>> | undefined;
  readonly schedulerHints?: Readonly<Record<string, unknown>> | undefined;
}

export interface ListVolumesOptions extends CinderOptions {
  readonly name?: string | undefined;
  readonly status?: string | undefined;
  readonly bootable?: boolean | undefined;
  readonly availability_zone?: string | undefined;
  readonly all_tenants?: boolean | undefined;
  /** `created_at:desc` */
  readonly sort?: string | undefined;
  readonly limit?: number | undefined;
  readonly marker?: string | undefined;
}

export interface AttachOptions extends WaitOptions {
  /** `/dev/vdb`: a wish. */
  readonly device?: string | undefined;
}

const pathOf = (volume: Ref, rest = ''): string => `/volumes/${segment(volume, 'volume')}${rest}`;

/** States that a volume leaves by someone's order alone. */
const isFatal = (status: string): boolean => status === 'error' || status.startsWith('error_');
const AT_ONCE = 4;

// The rest of what is asked twice and done once.
const HARMLESS: ReadonlySet<string> = new Set(['os-set_bootable', 'os-update_readonly_flag', 'os-reset_status', 'os-force_delete', 'os-set_image_metadata']);

const action = (volume: Ref, name: string, argument: unknown, need?: string): CinderCall => ({
  method: 'POST',
  path: pathOf(volume, '/action'),
  json: { [name]: argument },
  idempotent: HARMLESS.has(name),
  operation: name,
  need,
});

export class CinderVolumes {
  readonly #calls: CinderCalls;
  readonly #snapshots: CinderSnapshots;
  readonly #attachments: NovaVolumeAttachments;

  constructor(calls: CinderCalls, snapshots: CinderSnapshots) {
    this.#calls = calls;
    this.#snapshots = snapshots;
    this.#attachments = new NovaVolumeAttachments(new NovaCalls(calls.plain.client));
  }

  list(options: ListVolumesOptions = {}): List<VolumeWire> {
    const { name, status, bootable, availability_zone, all_tenants, sort, limit, marker } = options;
    const query = { name, status, bootable, availability_zone, all_tenants, sort, limit, marker };
    return this.#calls.list({ method: 'GET', path: '/volumes/detail', query, operation: 'ListVolumes' }, 'volumes', options);
  }

  async get(volume: Ref, options: CinderOptions = {}): Promise<VolumeWire> {
    return this.#calls.member({ method: 'GET', path: pathOf(volume), operation: 'GetVolume' }, 'volume', options);
  }

  /** Accepted, not made yet: `waitFor(volume)` waits for `available`. */
  async create({ schedulerHints, ...fields }: CreateVolumeFields, options: CinderOptions = {}): Promise<VolumeWire> {
    const hints = schedulerHints === undefined ? {} : { 'OS-SCH-HNT:scheduler_hints': schedulerHints };
    const json = { volume: await this.#calls.naming(fields, options), ...hints };
    const need = fields.backup_id === undefined ? undefined : '3.47';
    return this.#calls.member({ method: 'POST', path: '/volumes', json, operation: 'CreateVolume', need }, 'volume', options);
  }

  async update(
    volume: Ref,
    fields: { readonly name?: string; readonly description?: string; readonly metadata?: Readonly<Record<string, string>> },
    options: CinderOptions = {},
  ): Promise<VolumeWire> {
    const json = { volume: await this.#calls.naming(fields, options) };
    return this.#calls.member({ method: 'PUT', path: pathOf(volume), json, operation: 'UpdateVolume' }, 'volume', options);
  }

  /** Absent is success. `cascade`: its snapshots with it. One that is attached is refused (`conflict`). */
  async delete(volume: Ref, options: CinderOptions & { readonly cascade?: boolean | undefined } = {}): Promise<void> {
    const query = options.cascade === true ? { cascade: true } : undefined;
    await this.#calls.empty({ method: 'DELETE', path: pathOf(volume), query, accept: [404], operation: 'DeleteVolume' }, options);
  }

  /** For administrators: whatever its state. */
  async forceDelete(volume: Ref, options: CinderOptions = {}): Promise<void> {
    await this.#calls.empty(action(volume, 'os-force_delete', {}), options);
  }

  /** Takes it off its servers, deletes its snapshots and then the volume, and waits for each. */
  async deleteWithDependents(volume: Ref, options: WaitOptions = {}): Promise<void> {
    await this.detach(volume, options);
    await this.#snapshots.deleteAllOf(volume, options);
    await this.delete(volume, { signal: options.signal });
    await this.waitForGone(volume, options);
  }

  async metadata(volume: Ref, options: CinderOptions = {}): Promise<Readonly<Record<string, string>>> {
    return this.#calls.member({ method: 'GET', path: pathOf(volume, '/metadata'), operation: 'GetVolumeMetadata' }, 'metadata', options);
  }

  /** Adds and replaces these; others stay. */
  async setMetadata(volume: Ref, metadata: Readonly<Record<string, string>>, options: CinderOptions = {}): Promise<Readonly<Record<string, string>>> {
    const call = { method: 'POST', path: pathOf(volume, '/metadata'), json: { metadata }, idempotent: true, operation: 'UpdateVolumeMetadata' };
    return this.#calls.member(call, 'metadata', options);
  }

  /** Absent is success. */
  async deleteMetadata(volume: Ref, name: string, options: CinderOptions = {}): Promise<void> {
    const path = pathOf(volume, `/metadata/${segment(name, 'name of the item')}`);
    await this.#calls.empty({ method: 'DELETE', path, accept: [404], operation: 'DeleteVolumeMetadata' }, options);
  }

  /** GiB, and never less than it has. One in use: 3.42. */
  async extend(volume: Ref, size: number, options: CinderOptions & { readonly inUse?: boolean | undefined } = {}): Promise<void> {
    await this.#calls.empty(action(volume, 'os-extend', { new_size: size }, options.inUse === true ? '3.42' : undefined), options);
  }

  async retype(volume: Ref, type: string, options: CinderOptions & { readonly migrationPolicy?: 'never' | 'on-demand' | undefined } = {}): Promise<void> {
    await this.#calls.empty(action(volume, 'os-retype', { new_type: type, migration_policy: options.migrationPolicy ?? 'never' }), options);
  }

  async setBootable(volume: Ref, bootable: boolean, options: CinderOptions = {}): Promise<void> {
    await this.#calls.empty(action(volume, 'os-set_bootable', { bootable }), options);
  }

  async setReadOnly(volume: Ref, readonly: boolean, options: CinderOptions = {}): Promise<void> {
    await this.#calls.empty(action(volume, 'os-update_readonly_flag', { readonly }), options);
  }

  /** A new Glance image of it. `force`: though it is attached. */
  async uploadToImage(
    volume: Ref,
    imageName: string,
    options: CinderOptions & {
      readonly diskFormat?: string | undefined;
      readonly containerFormat?: string | undefined;
      readonly force?: boolean | undefined;
    } = {},
  ): Promise<{ readonly image_id: string; readonly status?: string }> {
    const argument = {
      image_name: imageName,
      disk_format: options.diskFormat ?? 'raw',
      container_format: options.containerFormat ?? 'bare',
      force: options.force ?? false,
    };
    return this.#calls.member(action(volume, 'os-volume_upload_image', argument), 'os-volume_upload_image', options);
  }

  /** Back to its latest snapshot: 3.40. */
  async revert(volume: Ref, snapshot: Ref, options: CinderOptions = {}): Promise<void> {
    await this.#calls.empty(action(volume, 'revert', { snapshot_id: idOf(snapshot, 'snapshot') }, '3.40'), options);
  }

  /** For administrators: writes the state down, without doing anything. */
  async resetStatus(volume: Ref, status: string, options: CinderOptions = {}): Promise<void> {
    await this.#calls.empty(action(volume, 'os-reset_status', { status }), options);
  }

  async setImageMetadata(volume: Ref, metadata: Readonly<Record<string, string>>, options: CinderOptions = {}): Promise<void> {
    await this.#calls.empty(action(volume, 'os-set_image_metadata', { metadata }), options);
  }

  /** How many there are, and how large together: 3.12. */
  async summary(options: CinderOptions = {}): Promise<{ readonly total_count: number; readonly total_size: number }> {
    return this.#calls.member({ method: 'GET', path: '/volumes/summary', operation: 'GetVolumeSummary', need: highest('3.12') }, 'volume-summary', options);
  }

  /** Attaches it to a server, through Nova, and waits until Cinder shows it `in-use`. */
  async attach(volume: Ref, server: Ref, options: AttachOptions = {}): Promise<VolumeWire> {
    await this.#attachments.create(server, volume, { signal: options.signal, device: options.device });
    return this.waitFor(volume, 'in-use', options);
  }

  /** Takes it off a server, or off all it is on, and waits until Cinder shows it off. Not attached is success. */
  async detach(volume: Ref, options: WaitOptions & { readonly server?: Ref | undefined } = {}): Promise<VolumeWire | undefined> {
    const { signal, server } = options;
    const seen = await this.#calls.plain.maybe(() => this.get(volume, { signal }));
    if (seen === undefined) return undefined;
    const all = (seen.attachments ?? []).map((attachment) => attachment.server_id);
    const servers = server === undefined ? all : all.filter((id) => id === idOf(server, 'server'));
    if (servers.length === 0) return seen;
    await mapConcurrently(servers, AT_ONCE, (id) => this.#attachments.delete(id, volume, { signal }));
    return this.#wait(
      volume,
      'detached',
      (now) => now === undefined || (!(now.attachments ?? []).some(({ server_id: id }) => servers.includes(id)) && now.status !== 'detaching'),
      options,
    );
  }

  /** Until it has this status. Fails at once in `error` and its kin. */
  async waitFor(volume: Ref, status = 'available', options: WaitOptions = {}): Promise<VolumeWire> {
    return (await this.#wait(volume, status, (seen) => seen?.status === status, options)) as VolumeWire;
  }

  async waitForGone(volume: Ref, options: WaitOptions = {}): Promise<void> {
    await this.#wait(volume, 'gone', (seen) => seen === undefined, options);
  }

  async #wait(volume: Ref, wanted: string, done: (seen: VolumeWire | undefined) => boolean, options: WaitOptions): Promise<VolumeWire | undefined> {
    return this.#calls.plain.wait<VolumeWire>(
      {
        id: idOf(volume, 'volume'),
        wanted,
        look: (each) => this.get(volume, each),
        stateOf: ({ status }) => status,
        done,
        fatal: (seen) => (seen === undefined ? 'it is gone' : isFatal(seen.status ?? '') && seen.status !== wanted ? `it is ${seen.status}` : undefined),
      },
      options,
    );
  }
}
