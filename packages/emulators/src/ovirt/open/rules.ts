import { placeOf } from '../catalogue/catalogue.ts';
import { clusterUse, storageUse } from '../resources/quota.ts';
import type { Call } from '../wire/call.ts';
import { type Element, part } from '../wire/element.ts';
import { EngineFault, incomplete } from '../wire/faults.ts';
import { idOf, textAt, type XmlElement } from '../wire/read-body.ts';
import { MEMBERSHIPS } from './memberships.ts';
import type { OpenItem } from './open-store.ts';
import type { PlainObject } from './plain-object.ts';
import { emptyPool, fillPool, refuseShrinking } from './pools.ts';
import { permitOf } from './seeds/permits.ts';

type Members = ReadonlyMap<string, Element>;

export interface Membership {
  /** Type of the members, where it is not what the body has. */
  readonly type?: string;
  /** Finds a member that no collection of its own has. */
  readonly known?: (call: Omit<Call, 'ids'>, id: string | undefined, name: string | undefined) => string | undefined;
  /** Members that are the membership's own, not of what is a member. */
  readonly own?: readonly string[];
  readonly defaults?: PlainObject;
  /** The same seen from the member: `/vms/ID/affinitylabels` and `/affinitylabels/ID/vms`. */
  readonly mirror?: (here: string, memberId: string) => { readonly collection: string; readonly id: string; readonly target: string };
}

/** What the engine does with a collection beyond keeping it. */
export interface Rule {
  /** Members that have to differ, together; `name` when absent. */
  readonly unique?: readonly string[];
  /** What has to be sent, where the model does not say it. */
  readonly mandatory?: readonly string[];
  /** What the engine sets when it is not sent. */
  readonly defaults?: (call: Omit<Call, 'ids'>, given: Members) => PlainObject;
  /** The id, where it follows from what is sent. */
  readonly id?: (body: XmlElement, members: Members) => string | undefined;
  /** There can be only one. */
  readonly single?: boolean;
  /** Why an object can neither be changed nor removed. */
  readonly locked?: (members: Members) => string | undefined;
  readonly check?: (call: Omit<Call, 'ids'>, members: Members, here: string) => void;
  /** Lists that come with an object, and the collection below it where they stand. */
  readonly inline?: readonly (readonly [member: string, segment: string])[];
  readonly added?: (call: Omit<Call, 'ids'>, item: OpenItem, path: string) => void;
  /** Called with what an object is to become. */
  readonly changing?: (call: Omit<Call, 'ids'>, item: OpenItem, after: Members) => void;
  readonly changed?: (call: Omit<Call, 'ids'>, item: OpenItem) => void;
  readonly removing?: (call: Omit<Call, 'ids'>, item: OpenItem) => void;
  /** What is counted anew at each look. */
  readonly live?: (call: Omit<Call, 'ids'>, item: OpenItem, collection: string) => PlainObject;
  readonly membership?: Membership;
}

const NONE: Rule = {};
const truth = (members: Members, name: string): boolean => members.get(name)?.text === 'true';
const inside = (members: Members, name: string, below: string): string | undefined =>
  part(members.get(name) ?? { name: '', attributes: {}, children: [] }, below)?.text;

const PROVIDER: Rule = { defaults: () => ({ requires_authentication: false }) };
/** A unit of a scheduling policy has the id of the unit itself. */
const UNIT: Rule = { unique: [], id: (_, members) => members.get('scheduling_policy_unit')?.attributes['id'] };
const NIC: Rule = { defaults: () => ({ interface: 'virtio', linked: true, plugged: true }) };
const WATCHDOG: Rule = { single: true, unique: [] };
/** The id of a console is the hex of its protocol's name. */
const CONSOLE: Rule = { unique: ['protocol'], id: (body) => Buffer.from(textAt(body, 'protocol') ?? '').toString('hex') };
const PERMISSION: Rule = {
  unique: [],
  check: (_, members) => {
    if (!members.has('user') && !members.has('group')) throw incomplete('Permission', 'user.id|group.id', 'add');
  },
};

const RULES: Readonly<Record<string, Rule>> = {
  ...Object.fromEntries(Object.entries(MEMBERSHIPS).map(([name, membership]) => [name, { membership }])),
  AffinityGroups: {
    defaults: (_, given) => {
      // The older members say the same as the rule for virtual machines.
      const positive = inside(given, 'vms_rule', 'positive') ?? given.get('positive')?.text ?? 'false';
      const enforcing = inside(given, 'vms_rule', 'enforcing') ?? given.get('enforcing')?.text ?? 'false';
      return {
        broken: false,
        enforcing,
        positive,
        priority: '1.0',
        vms_rule: { enabled: true, enforcing, positive },
        hosts_rule: { enabled: false, enforcing: false, positive: false },
      };
    },
  },
  AffinityLabels: { mandatory: ['label.name'], defaults: () => ({ has_implicit_affinity_group: false, read_only: false }) },
  AssignedPermissions: PERMISSION,
  SystemPermissions: PERMISSION,
  CpuProfiles: { unique: ['name', 'cluster'] },
  DiskProfiles: { unique: ['name', 'storage_domain'] },
  ExternalHostProviders: PROVIDER,
  OpenstackImageProviders: PROVIDER,
  OpenstackNetworkProviders: { defaults: () => ({ requires_authentication: false, read_only: false, type: 'external', auto_sync: false, unmanaged: false }) },
  OpenstackVolumeProviders: { ...PROVIDER, mandatory: ['provider.name'] },
  OpenstackVolumeAuthenticationKeys: { unique: ['uuid'], defaults: (call) => ({ creation_date: new Date(call.state.now()).toISOString() }) },
  OpenstackSubnets: { mandatory: ['subnet.name', 'subnet.cidr'], defaults: () => ({ ip_version: 'v4' }) },
  FenceAgents: { unique: ['address', 'type'], defaults: () => ({ concurrent: false, encrypt_options: false, port: 0 }) },
  GlusterVolumes: {
    defaults: () => ({ status: 'down', transport_types: ['tcp'], replica_count: 0, stripe_count: 0, disperse_count: 0, redundancy_count: 0 }),
    inline: [['bricks', 'glusterbricks']],
  },
  GlusterBricks: { unique: ['server_id', 'brick_dir'], mandatory: ['bricks.brick_dir', 'bricks.server_id'], defaults: () => ({ status: 'up' }) },
  Groups: {
    defaults: (call) => ({
      namespace: '*',
      domain:
        call.state.open.collection('/domains').keys().next().value === undefined
          ? undefined
          : `/domains/${[...call.state.open.collection('/domains').keys()][0] ?? ''}`,
    }),
  },
  InstanceTypeGraphicsConsoles: CONSOLE,
  TemplateGraphicsConsoles: CONSOLE,
  InstanceTypeNics: { ...NIC, mandatory: ['nic.name'] },
  TemplateNics: NIC,
  InstanceTypeWatchdogs: { ...WATCHDOG, mandatory: ['watchdog.action', 'watchdog.model'] },
  TemplateWatchdogs: WATCHDOG,
  VmWatchdogs: WATCHDOG,
  IscsiBonds: {
    inline: [
      ['networks', 'networks'],
      ['storage_connections', 'storageserverconnections'],
    ],
  },
  MacPools: {
    defaults: () => ({ allow_duplicates: false, default_pool: false }),
  },
  NetworkLabels: { unique: [], id: (body) => idOf(body) },
  NetworkAttachments: { unique: ['network', 'host_nic'], defaults: () => ({ in_sync: true }) },
  NicNetworkFilterParameters: { mandatory: ['parameter.name', 'parameter.value'], unique: [] },
  Permits: {
    unique: [],
    id: (body) => permitOf(idOf(body), textAt(body, 'name'))?.id,
    defaults: (call) => {
      const body = call.body;
      const known = body === undefined ? undefined : permitOf(idOf(body), textAt(body, 'name'));
      if (known === undefined) throw new EngineFault(404, 'Operation Failed', 'Entity not found: permit');
      return { name: known.name, administrative: known.administrative };
    },
  },
  Qoss: {},
  Quotas: { defaults: () => ({ cluster_hard_limit_pct: 20, cluster_soft_limit_pct: 80, storage_hard_limit_pct: 20, storage_soft_limit_pct: 80 }) },
  QuotaClusterLimits: {
    unique: ['cluster'],
    defaults: () => ({ memory_limit: '-1.0', vcpu_limit: -1 }),
    live: ({ state }, item, collection) => {
      const used = clusterUse(state, collection.split('/')[4] ?? '', item.members.get('cluster')?.attributes['id']);
      return { memory_usage: (used.memory / 1024 ** 3).toFixed(1), vcpu_usage: used.cpus };
    },
  },
  QuotaStorageLimits: {
    unique: ['storage_domain'],
    defaults: () => ({ limit: -1 }),
    live: ({ state }, item, collection) => ({
      usage: (storageUse(state, collection.split('/')[4] ?? '', item.members.get('storage_domain')?.attributes['id']) / 1024 ** 3).toFixed(1),
    }),
  },
  Roles: {
    defaults: () => ({ administrative: false, mutable: true }),
    locked: (members) => (members.get('mutable')?.text === 'false' ? 'The Role is read-only.' : undefined),
    inline: [['permits', 'permits']],
  },
  SchedulingPolicyUnits: { locked: (members) => (truth(members, 'internal') ? 'The policy unit is internal.' : undefined) },
  SchedulingPolicies: {
    defaults: () => ({ default_policy: false, locked: false }),
    locked: (members) => (truth(members, 'locked') ? 'The cluster policy is locked.' : undefined),
  },
  Filters: UNIT,
  Weights: { ...UNIT, defaults: () => ({ factor: 1 }) },
  Balances: UNIT,
  StorageServerConnections: { unique: ['address', 'path', 'target', 'port'] },
  StorageServerConnectionExtensions: { unique: ['target'] },
  SshPublicKeys: { unique: ['content'] },
  EventSubscriptions: {
    unique: [],
    id: (body) => textAt(body, 'event'),
    defaults: () => ({ notification_method: 'smtp' }),
  },
  Users: {
    unique: ['user_name'],
    defaults: (_, given) => {
      const text = given.get('user_name')?.text ?? '';
      const [name = ''] = text.split('@');
      return { name, namespace: '*', principal: name, last_name: '', email: '', department: '', logged_in: false };
    },
  },
  VmGraphicsConsoles: CONSOLE,
  VmPools: {
    defaults: () => ({ max_user_vms: 1, prestarted_vms: 0, size: 1, stateful: false, type: 'automatic', use_latest_template_version: false }),
    added: fillPool,
    changing: (_, item, after) => refuseShrinking(item.members, after),
    changed: fillPool,
    removing: emptyPool,
  },
  VmNumaNodes: { unique: ['index'] },
  VmMediatedDevices: { unique: [], mandatory: ['device.spec_params[]'] },
  TemplateMediatedDevices: { unique: [], mandatory: ['device.spec_params[]'] },
};

/** By the collection's service, or by the pattern of its path where one service is used for two things. */
export function ruleOf(service: string, path: string): Rule {
  return RULES[placeOf(path)?.pattern ?? ''] ?? RULES[service] ?? NONE;
}
