import type { List, Ref, WaitOptions } from '@portolan/core/driver';
import { idOf } from '../refs.ts';
import { filtersOf, segment } from '../service-calls.ts';
import type { CinderCalls, CinderOptions } from './cinder-calls.ts';

// Source: block-storage api-ref v3 "Generic volume groups", "Group types".

const NEED = '3.13';
const TYPES = '3.11';

export interface VolumeGroupWire {
  readonly id: string;
  readonly name?: string | null;
  readonly description?: string | null;
  /** `creating`, `available`, `updating`, `deleting`, `error`, … */
  readonly status?: string;
  readonly group_type?: string;
  readonly volume_types?: readonly string[];
  readonly availability_zone?: string;
  readonly created_at?: string;
}

export interface GroupTypeWire {
  readonly id: string;
  readonly name: string;
  readonly description?: string | null;
  readonly is_public?: boolean;
  readonly group_specs?: Readonly<Record<string, string>>;
}

/** Volumes that are looked after together. 3.13. */
export class CinderVolumeGroups {
  readonly #calls: CinderCalls;

  constructor(calls: CinderCalls) {
    this.#calls = calls;
  }

  list(options: CinderOptions & { readonly all_tenants?: boolean | undefined } = {}): List<VolumeGroupWire> {
    const call = { method: 'GET', path: '/groups/detail', query: filtersOf(options), operation: 'ListGroups', need: NEED };
    return this.#calls.list(call, 'groups', options);
  }

  async get(group: Ref, options: CinderOptions = {}): Promise<VolumeGroupWire> {
    return this.#calls.member({ method: 'GET', path: pathOf(group), operation: 'GetGroup', need: NEED }, 'group', options);
  }

  async create(
    fields: {
      readonly name?: string;
      readonly description?: string;
      readonly groupType: Ref;
      readonly volumeTypes: readonly Ref[];
      readonly availabilityZone?: string;
    },
    options: CinderOptions = {},
  ): Promise<VolumeGroupWire> {
    const { name, description, groupType, volumeTypes, availabilityZone } = fields;
    const group = {
      ...(name === undefined ? {} : { name }),
      ...(description === undefined ? {} : { description }),
      group_type: idOf(groupType, 'group type'),
      volume_types: volumeTypes.map((type) => idOf(type, 'volume type')),
      ...(availabilityZone === undefined ? {} : { availability_zone: availabilityZone }),
    };
    return this.#calls.member({ method: 'POST', path: '/groups', json: { group }, operation: 'CreateGroup', need: NEED }, 'group', options);
  }

  /** Its name, and volumes that come and go. The group is `updating` for a while. */
  async update(
    group: Ref,
    change: { readonly name?: string; readonly description?: string; readonly addVolumes?: readonly Ref[]; readonly removeVolumes?: readonly Ref[] },
    options: CinderOptions = {},
  ): Promise<void> {
    const { name, description, addVolumes, removeVolumes } = change;
    const ids = (volumes: readonly Ref[]): string => volumes.map((volume) => idOf(volume, 'volume')).join(',');
    const json = {
      group: {
        ...(name === undefined ? {} : { name }),
        ...(description === undefined ? {} : { description }),
        ...(addVolumes === undefined ? {} : { add_volumes: ids(addVolumes) }),
        ...(removeVolumes === undefined ? {} : { remove_volumes: ids(removeVolumes) }),
      },
    };
    await this.#calls.empty({ method: 'PUT', path: pathOf(group), json, operation: 'UpdateGroup', need: NEED }, options);
  }

  /** Absent is success. `volumes`: those in it too; without, a group with volumes is refused. */
  async delete(group: Ref, options: CinderOptions & { readonly volumes?: boolean | undefined } = {}): Promise<void> {
    const json = { delete: { 'delete-volumes': options.volumes ?? false } };
    const call = { method: 'POST', path: `${pathOf(group)}/action`, json, idempotent: true, accept: [404], operation: 'DeleteGroup', need: NEED };
    await this.#calls.empty(call, options);
  }

  async waitFor(group: Ref, status = 'available', options: WaitOptions = {}): Promise<VolumeGroupWire> {
    return (await this.#wait(group, status, options)) as VolumeGroupWire;
  }

  async waitForGone(group: Ref, options: WaitOptions = {}): Promise<void> {
    await this.#wait(group, undefined, options);
  }

  /** 3.11. */
  types(options: CinderOptions = {}): List<GroupTypeWire> {
    return this.#calls.list({ method: 'GET', path: '/group_types', operation: 'ListGroupTypes', need: TYPES }, 'group_types', options);
  }

  /** For administrators. */
  async createType(
    fields: { readonly name: string; readonly description?: string; readonly is_public?: boolean; readonly group_specs?: Readonly<Record<string, string>> },
    options: CinderOptions = {},
  ): Promise<GroupTypeWire> {
    const call = { method: 'POST', path: '/group_types', json: { group_type: fields }, operation: 'CreateGroupType', need: TYPES };
    return this.#calls.member(call, 'group_type', options);
  }

  /** For administrators. Absent is success. */
  async deleteType(type: Ref, options: CinderOptions = {}): Promise<void> {
    const path = `/group_types/${segment(type, 'group type')}`;
    await this.#calls.empty({ method: 'DELETE', path, accept: [404], operation: 'DeleteGroupType', need: TYPES }, options);
  }

  async #wait(group: Ref, wanted: string | undefined, options: WaitOptions): Promise<VolumeGroupWire | undefined> {
    const id = idOf(group, 'group');
    return this.#calls.plain.wait<VolumeGroupWire>(
      {
        id,
        wanted: wanted ?? 'gone',
        look: (each) => this.get(id, each),
        stateOf: (seen) => seen.status,
        done: (seen) => (wanted === undefined ? seen === undefined : seen?.status === wanted),
        fatal: (seen) => (seen === undefined ? 'it is gone' : seen.status?.startsWith('error') === true ? `it is ${seen.status}` : undefined),
      },
      options,
    );
  }
}

const pathOf = (group: Ref): string => `/groups/${segment(group, 'group')}`;
