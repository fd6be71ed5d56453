import { CloudError, isCloudError, type List, type PageOptions, type Ref } from '@portolan/core/driver';
import type { CloudapiRequest } from '../../client.ts';
import { isPrivateAddress } from '../../compute/servers/address-scope.ts';
import { machinePage } from '../../compute/servers/machine-pages.ts';
import { assertMachine, assertMachines } from '../../compute/servers/mapping.ts';
import * as requests from '../../compute/servers/requests.ts';
import type { MachineAction, MachineStateFilter, MachineWire, TagValue } from '../../compute/servers/wire.ts';
import { BOOT_SCRIPT_KEY } from '../boot-script.ts';
import { type Calls, invalid, type NativeCreateOptions, type NativeOptions, type NativeWaitOptions, refId } from '../calls.ts';
import { type PackageRef, packageId } from '../packages.ts';
import type { SearchOptions } from '../search.ts';
import { type AuditWire, audit, type Since } from './audit.ts';
import { assertMachineName, type CreateMachineFields, createMachineBody } from './create.ts';
import { type Credentials, credentialsOf, sealedMachine } from './credentials.ts';
import { NativeDisks } from './disks.ts';
import { NativeMetadata } from './metadata.ts';
import { NativeNics } from './nics.ts';
import { NativeSnapshots } from './snapshots.ts';
import { NativeTags } from './tags.ts';

export interface MachineFilters {
  readonly type?: 'smartmachine' | 'virtualmachine' | undefined;
  readonly brand?: string | undefined;
  /** This very name. CloudAPI takes it for a prefix; what it has too many of is left out here. */
  readonly name?: string | undefined;
  readonly namePrefix?: string | undefined;
  readonly image?: string | undefined;
  /** Before 8.0: instead of `image`. */
  readonly dataset?: string | undefined;
  /** `provisioning` and `stopping` both mean any live state to the server. */
  readonly state?: MachineStateFilter | undefined;
  /** MiB, exactly. */
  readonly memory?: number | undefined;
  /** Destroyed and failed ones too. */
  readonly tombstone?: boolean | undefined;
  readonly docker?: boolean | undefined;
  /** All of these; or `*`: any tag at all, which goes with no other filter. */
  readonly tags?: Readonly<Record<string, TagValue>> | '*' | undefined;
}

export interface ListMachinesOptions extends NativeOptions, PageOptions, SearchOptions, MachineFilters {
  /** Generated passwords too, as `Secret`s in `metadata.credentials`. */
  readonly credentials?: boolean | undefined;
}

export interface MachinePageOptions extends NativeOptions, MachineFilters {
  /** At most 1000, which is the default. */
  readonly limit?: number | undefined;
  readonly offset?: number | undefined;
  readonly credentials?: boolean | undefined;
}

/** An action was taken on: a job that may yet fail without a word. */
export interface Accepted {
  /** When, by the server's clock: what `pollAudit` counts from. */
  readonly at: Date;
}

const GONE: readonly string[] = ['failed', 'deleted'];

/** Machines, later called instances. */
export class NativeMachines {
  readonly metadata: NativeMetadata;
  readonly tags: NativeTags;
  readonly snapshots: NativeSnapshots;
  readonly nics: NativeNics;
  readonly disks: NativeDisks;
  readonly #calls: Calls;

  constructor(calls: Calls) {
    this.#calls = calls;
    this.metadata = new NativeMetadata(calls);
    this.tags = new NativeTags(calls);
    this.snapshots = new NativeSnapshots(calls);
    this.nics = new NativeNics(calls);
    this.disks = new NativeDisks(calls);
  }

  /** All of them, however many: pages are put together safely while machines come and go. */
  list(options: ListMachinesOptions = {}): List<MachineWire> {
    const filters = filtersOf(options);
    const { signal, timeoutMs, pageSize, name } = options;
    const keep = name === undefined ? undefined : (machine: MachineWire): boolean => machine.name === name;
    const fetch = async (cursor: string | undefined): Promise<{ items: readonly MachineWire[]; next?: string | undefined }> => {
      const page = await machinePage(
        this.#calls.client,
        filters,
        { signal, timeoutMs, pageSize, apiVersion: options.apiVersion, roles: options.roles },
        cursor,
      );
      return { ...page, items: page.items.map(sealedMachine) };
    };
    return this.#calls.pages(LIST, options, fetch, ['name', 'tags', 'ips'], keep);
  }

  /** One page as CloudAPI cuts it, by position: machines that come and go between two pages shift the rest. `list` has no such gaps. */
  async page(options: MachinePageOptions = {}): Promise<{ readonly machines: readonly MachineWire[]; readonly limit: number }> {
    const { limit = 1_000, offset = 0, name } = options;
    const request = requests.list({ ...filtersOf(options), limit, offset });
    const answer = await this.#calls.answer(request, options);
    const machines = assertMachines(answer.body).map(sealedMachine);
    const used = Number(answer.headers['x-query-limit'] ?? limit);
    return { machines: name === undefined ? machines : machines.filter((machine) => machine.name === name), limit: used };
  }

  /** How many there are. The server's count ends at a thousand; beyond, they are listed. */
  async count(options: NativeOptions & MachineFilters = {}): Promise<number> {
    const limit = 1_000;
    if (options.name === undefined) {
      const request: CloudapiRequest = { ...requests.list({ ...filtersOf(options), limit, offset: 0 }), operation: 'CountMachines', method: 'HEAD' };
      const { headers } = await this.#calls.empty(request, options);
      const count = Number(headers['x-resource-count'] ?? Number.NaN);
      if (Number.isInteger(count) && count < Number(headers['x-query-limit'] ?? limit)) return count;
    }
    let count = 0;
    for await (const page of this.list(options).pages()) count += page.length;
    return count;
  }

  /** A destroyed one is told as `deleted` while the cloud remembers it. `credentials`: generated passwords too, as `Secret`s. */
  async get(machine: Ref, options: NativeOptions & { readonly credentials?: boolean | undefined } = {}): Promise<MachineWire> {
    const { credentials, ...rest } = options;
    const answer = await this.#calls.answer(requests.get(refId(machine, 'machine'), credentials), rest);
    if (answer.status === 410 && typeof (answer.body as { id?: unknown } | null)?.id !== 'string')
      throw new CloudError('not-found', 'the machine is gone', { provider: 'smartdc', operation: 'cloudapi GetMachine', status: 410 });
    return sealedMachine(assertMachine(answer.body));
  }

  /** Sent once: after a failure whose `outcome` is `unknown`, look for the name before trying again. Poll until it is `running`. */
  async create(fields: CreateMachineFields, options: NativeCreateOptions = {}): Promise<MachineWire> {
    const body = await createMachineBody(fields);
    const request: CloudapiRequest = { operation: 'CreateMachine', method: 'POST', path: '/machines', body, idempotent: false };
    return sealedMachine(assertMachine(await this.#calls.json<MachineWire>(request, options)));
  }

  /** Absent, destroyed and just being destroyed are success. */
  async delete(machine: Ref, options: NativeOptions = {}): Promise<void> {
    await this.#calls.empty(requests.remove(refId(machine, 'machine')), options);
  }

  async start(machine: Ref, options: NativeOptions = {}): Promise<Accepted> {
    return this.#act(machine, 'start', options);
  }

  async stop(machine: Ref, options: NativeOptions = {}): Promise<Accepted> {
    return this.#act(machine, 'stop', options);
  }

  async reboot(machine: Ref, options: NativeOptions = {}): Promise<Accepted> {
    return this.#act(machine, 'reboot', options);
  }

  /** Not of kvm machines; bhyve ones have to be stopped when memory or CPUs change. */
  async resize(machine: Ref, size: PackageRef, options: NativeOptions = {}): Promise<Accepted> {
    return this.#act(machine, 'resize', options, { package: packageId(size) });
  }

  async rename(machine: Ref, name: string, options: NativeOptions = {}): Promise<Accepted> {
    assertMachineName(name);
    return this.#act(machine, 'rename', options, { name });
  }

  async enableFirewall(machine: Ref, options: NativeOptions = {}): Promise<Accepted> {
    return this.#act(machine, 'enable_firewall', options);
  }

  async disableFirewall(machine: Ref, options: NativeOptions = {}): Promise<Accepted> {
    return this.#act(machine, 'disable_firewall', options);
  }

  async enableDeletionProtection(machine: Ref, options: NativeOptions = {}): Promise<Accepted> {
    return this.#act(machine, 'enable_deletion_protection', options);
  }

  async disableDeletionProtection(machine: Ref, options: NativeOptions = {}): Promise<Accepted> {
    return this.#act(machine, 'disable_deletion_protection', options);
  }

  /** Passwords that the cloud made, by user. */
  async credentials(machine: Ref, options: NativeOptions = {}): Promise<Credentials> {
    return credentialsOf((await this.get(machine, { ...options, credentials: true })).metadata?.['credentials']);
  }

  /** Finished jobs, the newest first. */
  audit(machine: Ref, options: NativeOptions & SearchOptions = {}): List<AuditWire> {
    return this.#calls.list<AuditWire>(audit(machine), options, ['action']);
  }

  /** The state it is in now. */
  async state(machine: Ref, options: NativeOptions = {}): Promise<string> {
    return (await this.get(machine, options)).state ?? 'unknown';
  }

  /**
   * Until it is in that state (one of those; or as the function wants it). `failed` and `deleted` end the wait at once with `conflict`, unless they are
   * what is waited for; so does a machine that is not there, with `not-found`. Time running out is `timeout`.
   */
  async pollUntil(
    machine: Ref,
    wanted: string | readonly string[] | ((machine: MachineWire) => boolean),
    options: NativeWaitOptions = {},
  ): Promise<MachineWire> {
    const states = typeof wanted === 'function' ? [] : [wanted].flat();
    const done = typeof wanted === 'function' ? wanted : (seen: MachineWire): boolean => states.includes(seen.state ?? '');
    const what = typeof wanted === 'function' ? 'the machine to be as wanted' : `the machine to be ${states.join(' or ')}`;
    return this.#poll(machine, done, what, options, states.includes('deleted'));
  }

  /** As long as it is in that state; `failed` and `deleted` are then an answer like any other, if the machine was not waited for to leave them. */
  async pollWhile(machine: Ref, state: string | readonly string[], options: NativeWaitOptions = {}): Promise<MachineWire> {
    const states = [state].flat();
    return this.#poll(machine, (seen) => !states.includes(seen.state ?? ''), `the machine to be ${states.join(' or ')} no more`, options);
  }

  /**
   * Until the audit trail shows that an action was done: a reboot, a rename or a resize shows in no state. `since` is what the action answered.
   * Ends at once with `conflict` when the job failed.
   */
  async pollAudit(machine: Ref, action: string, since: Since, options: NativeWaitOptions = {}): Promise<AuditWire> {
    const from = (since instanceof Date ? since : since.at).getTime();
    const look = async (each: NativeOptions): Promise<AuditWire | undefined> =>
      (await this.audit(machine, each).toArray()).find((entry) => entry.action === action && Date.parse(entry.time) >= from);
    const found = await this.#calls.wait(look, (entry) => entry?.success === 'yes', options, {
      target: refId(machine, 'machine'),
      what: `${action} in the audit trail`,
      describe: (entry) => (entry === undefined ? 'nothing' : `success ${entry.success}`),
      hopeless: (entry) => (entry?.success === 'no' ? 'the job failed' : undefined),
    });
    return found as AuditWire;
  }

  /** Its addresses as they are now: they appear while it is being provisioned. */
  async ips(machine: Ref, options: NativeOptions = {}): Promise<readonly string[]> {
    return addressesOf(await this.get(machine, options));
  }

  async publicIps(machine: Ref, options: NativeOptions = {}): Promise<readonly string[]> {
    return (await this.ips(machine, options)).filter((ip) => !isPrivateAddress(ip));
  }

  async privateIps(machine: Ref, options: NativeOptions = {}): Promise<readonly string[]> {
    return (await this.ips(machine, options)).filter(isPrivateAddress);
  }

  /** What runs when it boots, as this machine object tells it. */
  bootScript(machine: MachineWire): string | undefined {
    const script = machine.metadata?.[BOOT_SCRIPT_KEY];
    return typeof script === 'string' ? script : undefined;
  }

  /** `mayBeForgotten`: one that is not there any more is taken for deleted. */
  async #poll(
    machine: Ref,
    done: (seen: MachineWire) => boolean,
    what: string,
    options: NativeWaitOptions,
    mayBeForgotten: boolean = false,
  ): Promise<MachineWire> {
    const look = async (each: NativeOptions): Promise<MachineWire> => {
      try {
        return await this.get(machine, each);
      } catch (error) {
        if (mayBeForgotten && isCloudError(error, 'not-found')) return { id: refId(machine, 'machine'), state: 'deleted' };
        throw error;
      }
    };
    return this.#calls.wait(look, done, options, {
      target: refId(machine, 'machine'),
      what,
      describe: (seen) => seen.state ?? 'no state',
      hopeless: (seen) => (GONE.includes(seen.state ?? '') ? `it is ${seen.state}` : undefined),
    });
  }

  async #act(machine: Ref, name: MachineAction, options: NativeOptions, parameters?: Readonly<Record<string, string>>): Promise<Accepted> {
    const { headers } = await this.#calls.empty(requests.action(refId(machine, 'machine'), name, parameters), options);
    const at = Date.parse(headers['date'] ?? '');
    return { at: new Date(Number.isNaN(at) ? this.#calls.clock.now() : at) };
  }
}

const LIST = { operation: 'ListMachines', path: '/machines' } as const;

function filtersOf(options: ListMachinesOptions): Omit<requests.ListMachinesQuery, 'limit' | 'offset'> {
  const { type, brand, name, namePrefix, image, dataset, state, memory, tombstone, docker, tags, credentials } = options;
  if (name !== undefined && namePrefix !== undefined) throw invalid('name and namePrefix say the same: give one');
  const filters = { type, brand, name: name ?? namePrefix, image, dataset, state, memory, tombstone, docker };
  if (tags === '*' && Object.values(filters).some((value) => value !== undefined))
    throw invalid('tags: "*" goes with no other filter: CloudAPI would ignore the others');
  return { ...filters, tags, credentials };
}

const addressesOf = (machine: MachineWire): readonly string[] => (machine.ips ?? []).filter((ip) => ip !== '' && ip !== 'dhcp');
