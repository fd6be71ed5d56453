import type { CallOptions, List, Ref } from '@portolan/core/driver';
import type { OpenstackClient } from '../../client.ts';
import type { VersionRange } from '../microversions.ts';
import { segment } from '../service-calls.ts';
import { CinderAttachments } from './attachments.ts';
import { CinderBackups } from './backups.ts';
import { CinderCalls, type CinderOptions } from './cinder-calls.ts';
import { CinderVolumeGroups } from './groups.ts';
import { CinderQosSpecs } from './qos-specs.ts';
import { CinderSnapshots } from './snapshots.ts';
import { CinderTransfers } from './transfers.ts';
import { CinderVolumeTypes } from './volume-types.ts';
import { CinderVolumes } from './volumes.ts';

/** Cinder's own calls, v3 and v2, and Rackspace's Cloud Block Storage (v1), whose `display_name` is `name` here. */
export class BlockStorageNative {
  readonly volumes: CinderVolumes;
  readonly snapshots: CinderSnapshots;
  readonly backups: CinderBackups;
  readonly types: CinderVolumeTypes;
  readonly transfers: CinderTransfers;
  readonly attachments: CinderAttachments;
  readonly groups: CinderVolumeGroups;
  readonly qosSpecs: CinderQosSpecs;
  readonly #calls: CinderCalls;

  constructor(client: OpenstackClient) {
    const calls = new CinderCalls(client);
    this.#calls = calls;
    this.snapshots = new CinderSnapshots(calls);
    this.volumes = new CinderVolumes(calls, this.snapshots);
    this.backups = new CinderBackups(calls);
    this.types = new CinderVolumeTypes(calls);
    this.transfers = new CinderTransfers(calls);
    this.attachments = new CinderAttachments(calls);
    this.groups = new CinderVolumeGroups(calls);
    this.qosSpecs = new CinderQosSpecs(calls);
  }

  /** The microversions that the cloud speaks: none on v1 and v2. */
  async microversions(options: CallOptions = {}): Promise<VersionRange> {
    return this.#calls.microversions.range(options);
  }

  /** The highest microversion up to this one that the cloud speaks; `undefined` where there are none. */
  async negotiate(highest: string, options: CallOptions = {}): Promise<string | undefined> {
    return this.#calls.microversions.negotiate(highest, options);
  }

  async limits(options: CinderOptions = {}): Promise<{ readonly absolute: Readonly<Record<string, number>>; readonly rate: readonly unknown[] }> {
    return this.#calls.member({ method: 'GET', path: '/limits', operation: 'GetLimits' }, 'limits', options);
  }

  /** -1 is no limit; names hold those of volume types: `volumes_lvm`. Of the connection's project, unless another is named. */
  async quotas(options: CinderOptions & { readonly project?: Ref | undefined } = {}): Promise<Readonly<Record<string, number | string>>> {
    return this.#calls.member({ method: 'GET', path: await this.#quotaPath(options), operation: 'GetQuotas' }, 'quota_set', options);
  }

  async quotaUsage(
    options: CinderOptions & { readonly project?: Ref | undefined } = {},
  ): Promise<Readonly<Record<string, { readonly limit: number; readonly in_use: number; readonly reserved: number } | string>>> {
    return this.#calls.member(
      { method: 'GET', path: await this.#quotaPath(options), query: { usage: 'True' }, operation: 'GetQuotaUsage' },
      'quota_set',
      options,
    );
  }

  /** For administrators. */
  async updateQuotas(project: Ref, quotas: Readonly<Record<string, number>>, options: CinderOptions = {}): Promise<Readonly<Record<string, number | string>>> {
    const call = { method: 'PUT', path: await this.#quotaPath({ project }), json: { quota_set: quotas }, operation: 'UpdateQuotas' };
    return this.#calls.member(call, 'quota_set', options);
  }

  async availabilityZones(options: CinderOptions = {}): Promise<readonly { readonly zoneName: string; readonly zoneState: { readonly available: boolean } }[]> {
    return this.#calls.array({ method: 'GET', path: '/os-availability-zone', operation: 'ListAvailabilityZones' }, 'availabilityZoneInfo', options);
  }

  /** What went wrong with what was asked, and was told nowhere else: 3.3. */
  messages(
    options: CinderOptions = {},
  ): List<{ readonly id: string; readonly user_message: string; readonly resource_uuid?: string; readonly event_id?: string }> {
    return this.#calls.list({ method: 'GET', path: '/messages', operation: 'ListMessages', need: '3.3' }, 'messages', options);
  }

  /** For administrators. */
  async services(
    options: CinderOptions = {},
  ): Promise<readonly { readonly binary: string; readonly host: string; readonly status: string; readonly state: string }[]> {
    return this.#calls.array({ method: 'GET', path: '/os-services', operation: 'ListServices' }, 'services', options);
  }

  async #quotaPath({ project, ...options }: CinderOptions & { readonly project?: Ref | undefined }): Promise<string> {
    return `/os-quota-sets/${segment(project ?? (await this.#calls.plain.client.session(options)).projectId ?? '', 'project')}`;
  }
}
