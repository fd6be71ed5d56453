import { type List, mapConcurrently, type Ref, Secret, type WaitOptions } from '@portolan/core/driver';
import type { AddressWire } from '../../../compute/servers/wire.ts';
import { idOf } from '../../refs.ts';
import { filtersOf, segment } from '../../service-calls.ts';
import type { NovaOptions } from '../nova-calls.ts';
import { NovaServerActions } from './actions.ts';
import * as requests from './requests.ts';
import type { CreatedServer, CreateServerFields, NovaServer, ServerMigrationWire, UpdateServerFields } from './wire.ts';

/** Nova's filters; those of administrators are ignored for others. `name` is a regular expression that may match anywhere. */
export interface ListServersOptions extends NovaOptions {
  readonly name?: string | undefined;
  readonly status?: string | undefined;
  readonly image?: string | undefined;
  readonly flavor?: string | undefined;
  readonly ip?: string | undefined;
  readonly ip6?: string | undefined;
  /** Deleted servers too, which have status DELETED. */
  readonly 'changes-since'?: string | undefined;
  readonly 'changes-before'?: string | undefined;
  readonly all_tenants?: boolean | undefined;
  readonly project_id?: string | undefined;
  readonly host?: string | undefined;
  readonly availability_zone?: string | undefined;
  readonly reservation_id?: string | undefined;
  readonly locked?: boolean | undefined;
  readonly tags?: string | undefined;
  readonly 'tags-any'?: string | undefined;
  readonly 'not-tags'?: string | undefined;
  readonly 'not-tags-any'?: string | undefined;
  readonly sort_key?: string | readonly string[] | undefined;
  readonly sort_dir?: 'asc' | 'desc' | readonly ('asc' | 'desc')[] | undefined;
  /** Rows a page. The server may give fewer. */
  readonly limit?: number | undefined;
  readonly marker?: string | undefined;
  /** `false`: id, name and links alone. */
  readonly detailed?: boolean | undefined;
}

const AT_ONCE = 4;
/** States that a server leaves by someone's order alone. A wait for another of them has no end. */
const FATAL: ReadonlySet<string> = new Set(['ERROR', 'PREP_ERROR', 'DELETED', 'SOFT_DELETED']);

export class NovaServers extends NovaServerActions {
  list(options: ListServersOptions = {}): List<NovaServer> {
    return this.calls.list<NovaServer>(requests.list(filtersOf(options, 'detailed'), options.detailed !== false), 'servers', options);
  }

  async get(server: Ref, options: NovaOptions = {}): Promise<NovaServer> {
    return this.calls.member<NovaServer>(requests.get(idOf(server, 'server')), 'server', options);
  }

  /** Accepted, not made yet: `waitFor(id)` waits for ACTIVE. */
  async create(fields: CreateServerFields, options: NovaOptions = {}): Promise<CreatedServer> {
    const answer = await this.calls.member<{ readonly id: string; readonly adminPass?: string }>(
      requests.create(fields, undefined, options.microversion),
      'server',
      options,
    );
    return { id: answer.id, adminPass: answer.adminPass === undefined ? undefined : new Secret(answer.adminPass) };
  }

  /** Several alike, called `name-1`, `name-2`, …: all or as many as there is room for, but no fewer than `min`. The reservation's id, by which `list` finds them. */
  async createMany(fields: CreateServerFields, count: { readonly min: number; readonly max: number }, options: NovaOptions = {}): Promise<string> {
    return this.calls.member<string>(requests.create(fields, count, options.microversion), 'reservation_id', options);
  }

  async update(server: Ref, fields: UpdateServerFields, options: NovaOptions = {}): Promise<NovaServer> {
    return this.calls.member<NovaServer>(requests.update(idOf(server, 'server'), fields), 'server', options);
  }

  /** Absent is success. The server is there for a moment yet: `waitForGone`. */
  async delete(server: Ref, options: NovaOptions = {}): Promise<void> {
    await this.calls.empty(requests.remove(idOf(server, 'server')), options);
  }

  /** By label of the network. */
  async addresses(server: Ref, options: NovaOptions = {}): Promise<Readonly<Record<string, readonly AddressWire[]>>> {
    return this.calls.member(requests.part(idOf(server, 'server'), '/ips', 'ListServerAddresses'), 'addresses', options);
  }

  async metadata(server: Ref, options: NovaOptions = {}): Promise<Readonly<Record<string, string>>> {
    return this.calls.member(requests.part(idOf(server, 'server'), '/metadata', 'GetServerMetadata'), 'metadata', options);
  }

  /** Adds and replaces these; others stay. */
  async setMetadata(server: Ref, metadata: Readonly<Record<string, string>>, options: NovaOptions = {}): Promise<Readonly<Record<string, string>>> {
    const more = { method: 'POST', json: { metadata }, idempotent: true };
    return this.calls.member(requests.part(idOf(server, 'server'), '/metadata', 'UpdateServerMetadata', more), 'metadata', options);
  }

  /** These and no others. */
  async replaceMetadata(server: Ref, metadata: Readonly<Record<string, string>>, options: NovaOptions = {}): Promise<Readonly<Record<string, string>>> {
    const more = { method: 'PUT', json: { metadata } };
    return this.calls.member(requests.part(idOf(server, 'server'), '/metadata', 'ReplaceServerMetadata', more), 'metadata', options);
  }

  /** Absent is success. */
  async deleteMetadata(server: Ref, names: readonly string[], options: NovaOptions = {}): Promise<void> {
    const id = idOf(server, 'server');
    await mapConcurrently(names, AT_ONCE, (name) =>
      this.calls.empty(
        requests.part(id, `/metadata/${segment(name, 'name of the item')}`, 'DeleteServerMetadata', { method: 'DELETE', accept: [404] }),
        options,
      ),
    );
  }

  /** 2.26. Plain words: 60 characters, no slash, no comma; at most 50. */
  async tags(server: Ref, options: NovaOptions = {}): Promise<readonly string[]> {
    return this.calls.array(requests.part(idOf(server, 'server'), '/tags', 'ListServerTags', { need: '2.26' }), 'tags', options);
  }

  async setTags(server: Ref, tags: readonly string[], options: NovaOptions = {}): Promise<readonly string[]> {
    return this.calls.array(
      requests.part(idOf(server, 'server'), '/tags', 'ReplaceServerTags', { method: 'PUT', json: { tags }, need: '2.26' }),
      'tags',
      options,
    );
  }

  async addTag(server: Ref, tag: string, options: NovaOptions = {}): Promise<void> {
    await this.calls.empty(requests.part(idOf(server, 'server'), `/tags/${segment(tag, 'tag')}`, 'AddServerTag', { method: 'PUT', need: '2.26' }), options);
  }

  async deleteTag(server: Ref, tag: string, options: NovaOptions = {}): Promise<void> {
    const more = { method: 'DELETE', need: '2.26', accept: [404] };
    await this.calls.empty(requests.part(idOf(server, 'server'), `/tags/${segment(tag, 'tag')}`, 'DeleteServerTag', more), options);
  }

  async securityGroups(server: Ref, options: NovaOptions = {}): Promise<readonly { readonly id?: string; readonly name: string }[]> {
    return this.calls.array(requests.part(idOf(server, 'server'), '/os-security-groups', 'ListServerSecurityGroups'), 'security_groups', options);
  }

  /** Live migrations of it under way: 2.23. For administrators. */
  async migrations(server: Ref, options: NovaOptions = {}): Promise<readonly ServerMigrationWire[]> {
    return this.calls.array(requests.part(idOf(server, 'server'), '/migrations', 'ListServerMigrations', { need: '2.23' }), 'migrations', options);
  }

  /** Ends a live migration: the server stays where it is. 2.24; one that waits for its turn 2.65. */
  async abortMigration(server: Ref, migration: number | string, options: NovaOptions = {}): Promise<void> {
    const path = `/migrations/${segment(String(migration), 'migration')}`;
    await this.calls.empty(requests.part(idOf(server, 'server'), path, 'AbortMigration', { method: 'DELETE', need: '2.24' }), options);
  }

  /** Stops the server for as long as it takes to end its live migration: 2.22. */
  async completeMigration(server: Ref, migration: number | string, options: NovaOptions = {}): Promise<void> {
    const path = `/migrations/${segment(String(migration), 'migration')}/action`;
    const more = { method: 'POST', json: { force_complete: null }, need: '2.22' };
    await this.calls.empty(requests.part(idOf(server, 'server'), path, 'CompleteMigration', more), options);
  }

  /** Where its processors and memory are on the host: 2.78. */
  async topology(server: Ref, options: NovaOptions = {}): Promise<Readonly<Record<string, unknown>>> {
    return this.calls.json(requests.part(idOf(server, 'server'), '/topology', 'GetServerTopology', { need: '2.78' }), options);
  }

  /** Counters of the hypervisor. For administrators on most clouds. */
  async diagnostics(server: Ref, options: NovaOptions = {}): Promise<Readonly<Record<string, unknown>>> {
    return this.calls.json(requests.part(idOf(server, 'server'), '/diagnostics', 'GetServerDiagnostics'), options);
  }

  /** As a Windows server posted it: base64, encrypted for the key pair the server was made with. `''`: none. */
  async encryptedPassword(server: Ref, options: NovaOptions = {}): Promise<string> {
    return this.calls.member(requests.part(idOf(server, 'server'), '/os-server-password', 'GetServerPassword'), 'password', options);
  }

  async clearPassword(server: Ref, options: NovaOptions = {}): Promise<void> {
    await this.calls.empty(requests.part(idOf(server, 'server'), '/os-server-password', 'ClearServerPassword', { method: 'DELETE' }), options);
  }

  /** Until the server is in this status with no task under way. Fails at once in ERROR, with what Nova says of it. */
  async waitFor(server: Ref, status = 'ACTIVE', options: WaitOptions = {}): Promise<NovaServer> {
    const id = idOf(server, 'server');
    const found = await this.calls.plain.wait<NovaServer>(
      {
        id,
        wanted: status,
        look: (each) => this.get(id, each),
        stateOf: ({ status: now, 'OS-EXT-STS:task_state': task }) => (task === null || task === undefined ? now : `${now} (${task})`),
        done: (seen) => seen?.status === status && (seen['OS-EXT-STS:task_state'] ?? null) === null,
        fatal: (seen) => {
          if (seen === undefined) return 'it is gone';
          const now = seen.status ?? '';
          if (now === status || !FATAL.has(now)) return undefined;
          return seen.fault?.message === undefined ? `it is ${now}` : `it is ${now}: ${seen.fault.message}`;
        },
      },
      options,
    );
    return found as NovaServer;
  }

  /** Until Nova knows it no more. */
  async waitForGone(server: Ref, options: WaitOptions = {}): Promise<void> {
    const id = idOf(server, 'server');
    await this.calls.plain.wait<NovaServer>(
      {
        id,
        wanted: 'gone',
        look: (each) => this.get(id, each),
        stateOf: ({ status }) => status,
        done: (seen) => seen === undefined || seen.status === 'DELETED' || seen.status === 'SOFT_DELETED',
        fatal: (seen) =>
          seen?.status === 'ERROR' && (seen['OS-EXT-STS:task_state'] ?? null) === null ? `it is ERROR: ${seen.fault?.message ?? ''}` : undefined,
      },
      options,
    );
  }

  /** Rackspace's daily or weekly images of a server; `undefined` when there are none. */
  async imageSchedule(server: Ref, options: NovaOptions = {}): Promise<NovaServer['RAX-SI:image_schedule'] | undefined> {
    return this.calls.plain.maybe(() =>
      this.calls.member(requests.part(idOf(server, 'server'), '/rax-si-image-schedule', 'GetImageSchedule'), 'image_schedule', options),
    );
  }

  async setImageSchedule(server: Ref, schedule: NonNullable<NovaServer['RAX-SI:image_schedule']>, options: NovaOptions = {}): Promise<void> {
    const more = { method: 'POST', json: { image_schedule: schedule }, idempotent: true };
    await this.calls.empty(requests.part(idOf(server, 'server'), '/rax-si-image-schedule', 'SetImageSchedule', more), options);
  }

  async deleteImageSchedule(server: Ref, options: NovaOptions = {}): Promise<void> {
    const more = { method: 'DELETE', accept: [404] };
    await this.calls.empty(requests.part(idOf(server, 'server'), '/rax-si-image-schedule', 'DeleteImageSchedule', more), options);
  }
}
