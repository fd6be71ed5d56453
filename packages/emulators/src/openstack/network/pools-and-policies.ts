import { randomUUID } from 'node:crypto';
import { type Answer, empty, json } from '../answer.ts';
import type { Routes } from '../routes.ts';
import { isAdministrator } from '../service-auth.ts';
import { isoSeconds } from '../timestamps.ts';
import { arrayAt, integerAt, type JsonObject, stringAt, textOf } from '../values.ts';
import { badRequest, listRows, type NetworkCall, neutronFault, notFound, readResource } from './network-call.ts';
import type { Plain } from './network-state.ts';

type Handlers = Routes<NetworkCall, Answer | Promise<Answer>>;

/** Collections whose rows are kept much as they were sent. */
interface Kind {
  readonly path: string;
  readonly one: string;
  readonly many: string;
  /** `SubnetPoolNotFound`, and what it is called in the words of the fault. */
  readonly missing: readonly [type: string, what: string];
  readonly members: readonly string[];
  readonly standard: (call: NetworkCall, given: JsonObject) => JsonObject;
  /** For administrators alone, by Neutron's own policies. */
  readonly administrative?: true;
  /** Why it may not go. */
  readonly inUse?: (call: NetworkCall, row: Plain) => string | undefined;
}

const nameless = (given: JsonObject, name: string): void => {
  if (given[name] === undefined) throw badRequest(`Failed to parse request. Required attribute '${name}' not specified`);
};

const KINDS: readonly Kind[] = [
  {
    path: 'address-scopes',
    one: 'address_scope',
    many: 'address_scopes',
    missing: ['AddressScopeNotFound', 'Address scope'],
    members: ['name', 'ip_version', 'shared'],
    standard: (_call, given) => {
      nameless(given, 'ip_version');
      return { shared: false };
    },
    inUse: (call, { id }) =>
      [...call.region.networks.plain.values()].some((row) => row.body['address_scope_id'] === id)
        ? `Unable to complete operation on address scope ${id}. There are one or more subnet pools in use on the address scope`
        : undefined,
  },
  {
    path: 'subnetpools',
    one: 'subnetpool',
    many: 'subnetpools',
    missing: ['SubnetPoolNotFound', 'Subnet pool'],
    members: [
      'name',
      'prefixes',
      'default_prefixlen',
      'min_prefixlen',
      'max_prefixlen',
      'default_quota',
      'address_scope_id',
      'description',
      'shared',
      'is_default',
    ],
    standard: (call, given) => {
      nameless(given, 'prefixes');
      const prefixes = (arrayAt(given, 'prefixes') ?? []).map(textOf);
      const version = prefixes[0]?.includes(':') === true ? 6 : 4;
      const scope = stringAt(given, 'address_scope_id');
      if (scope !== undefined && !call.region.networks.plain.has(scope)) throw notFound('AddressScopeNotFound', `Address scope ${scope} could not be found`);
      const least = integerAt(given, 'min_prefixlen') ?? (version === 4 ? 8 : 64);
      const most = integerAt(given, 'max_prefixlen') ?? (version === 4 ? 32 : 128);
      const usual = integerAt(given, 'default_prefixlen') ?? least;
      if (usual < least || usual > most) throw badRequest(`Illegal prefix bounds: default_prefixlen=${usual}, min_prefixlen=${least}, max_prefixlen=${most}.`);
      return {
        ip_version: version,
        // As text: Neutron's have been ever since.
        min_prefixlen: String(least),
        max_prefixlen: String(most),
        default_prefixlen: String(usual),
        default_quota: integerAt(given, 'default_quota') ?? null,
        address_scope_id: scope ?? null,
        description: '',
        shared: false,
        is_default: false,
      };
    },
  },
  {
    path: 'qos/policies',
    one: 'policy',
    many: 'policies',
    missing: ['QosPolicyNotFound', 'QoS policy'],
    members: ['name', 'description', 'shared', 'is_default'],
    standard: () => ({ description: '', shared: false, is_default: false, rules: [] }),
    administrative: true,
  },
];

function rowBody(call: NetworkCall, row: Plain): JsonObject {
  return {
    id: row.id,
    tenant_id: row.projectId,
    project_id: row.projectId,
    ...row.body,
    ...(row.kind === 'address-scopes'
      ? {}
      : {
          tags: call.region.networks.tagsOf(row.id),
          created_at: isoSeconds(row.createdAt),
          updated_at: isoSeconds(row.updatedAt),
          revision_number: row.revision,
        }),
  };
}

function requireRight(call: NetworkCall, kind: Kind, verb: string): void {
  if (kind.administrative === true && !isAdministrator(call))
    throw neutronFault(403, 'PolicyNotAuthorized', `rule:${verb}_${kind.one} is disallowed by policy`);
}

function find(call: NetworkCall, kind: Kind, id: string): Plain {
  const row = call.region.networks.plain.get(id);
  if (row?.kind !== kind.path || (row.projectId !== call.project.id && row.body['shared'] !== true && !isAdministrator(call))) {
    const [type, what] = kind.missing;
    throw notFound(type, `${what} ${id} could not be found`);
  }
  return row;
}

function addKind(routes: Handlers, kind: Kind): void {
  const { path, one, many, members, standard } = kind;
  routes
    .on(`GET ${path}`, (call) => {
      const mine = [...call.region.networks.plain.values()].filter(
        (row) => row.kind === path && (row.projectId === call.project.id || row.body['shared'] === true),
      );
      return json(
        200,
        listRows(
          call,
          many,
          mine.map((row) => rowBody(call, row)),
        ),
      );
    })
    .on(`POST ${path}`, async (call) => {
      const given = await readResource(call, one, members);
      requireRight(call, kind, 'create');
      const body = {
        name: '',
        ...given,
        ...standard(call, given),
        ...Object.fromEntries(Object.entries(given).filter(([name]) => !name.endsWith('prefixlen'))),
      };
      const row: Plain = { id: randomUUID(), kind: path, projectId: call.project.id, body, createdAt: call.now, updatedAt: call.now, revision: 0 };
      call.region.networks.plain.set(row.id, row);
      return json(201, { [one]: rowBody(call, row) });
    })
    .on(`GET ${path}/{id}`, (call, id) => json(200, { [one]: rowBody(call, find(call, kind, id)) }))
    .on(`PUT ${path}/{id}`, async (call, id) => {
      const given = await readResource(call, one, members);
      requireRight(call, kind, 'update');
      const row = find(call, kind, id);
      row.body = { ...row.body, ...given };
      row.updatedAt = call.now;
      row.revision += 1;
      return json(200, { [one]: rowBody(call, row) });
    })
    .on(`DELETE ${path}/{id}`, (call, id) => {
      requireRight(call, kind, 'delete');
      const row = find(call, kind, id);
      const why = kind.inUse?.(call, row);
      if (why !== undefined) throw neutronFault(409, 'InUse', why);
      call.region.networks.plain.delete(id);
      return empty(204);
    });
}

const RULES = ['bandwidth_limit', 'dscp_marking', 'minimum_bandwidth', 'minimum_packet_rate'];

/** What a policy of quality asks: rules of several kinds, each in a collection of its own. */
function addQosRules(routes: Handlers): void {
  const policyKind = KINDS.find(({ one }) => one === 'policy');
  if (policyKind === undefined) return;
  for (const type of RULES) {
    const place = `qos/policies/{policy}/${type}_rules`;
    const one = `${type}_rule`;
    const rulesOf = (policy: Plain): readonly JsonObject[] => (arrayAt(policy.body, 'rules') ?? []) as readonly JsonObject[];
    const shown = ({ type: _type, ...rule }: JsonObject): JsonObject => rule;
    const findRule = (policy: Plain, id: string): JsonObject => {
      const rule = rulesOf(policy).find((row) => row['id'] === id && row['type'] === type);
      if (rule === undefined) throw notFound('QosRuleNotFound', `QoS rule ${id} for policy ${policy.id} could not be found.`);
      return rule;
    };
    const keep = (policy: Plain, rules: readonly JsonObject[]): void => {
      policy.body = { ...policy.body, rules };
    };
    const members = ['max_kbps', 'max_burst_kbps', 'direction', 'dscp_mark', 'min_kbps', 'min_kpps'];
    routes
      .on(`GET ${place}`, (call, id) => {
        const rules = rulesOf(find(call, policyKind, id)).filter((rule) => rule['type'] === type);
        return json(200, { [`${one}s`]: rules.map(shown) });
      })
      .on(`POST ${place}`, async (call, id) => {
        const given = await readResource(call, one, members);
        requireRight(call, policyKind, 'update');
        const policy = find(call, policyKind, id);
        const standard = type === 'bandwidth_limit' ? { max_burst_kbps: 0, direction: 'egress' } : {};
        const rule = { id: randomUUID(), type, ...standard, ...given };
        keep(policy, [...rulesOf(policy), rule]);
        return json(201, { [one]: shown(rule) });
      })
      .on(`GET ${place}/{rule}`, (call, id, rule) => json(200, { [one]: shown(findRule(find(call, policyKind, id), rule)) }))
      .on(`PUT ${place}/{rule}`, async (call, id, ruleId) => {
        const given = await readResource(call, one, members);
        requireRight(call, policyKind, 'update');
        const policy = find(call, policyKind, id);
        const rule = { ...findRule(policy, ruleId), ...given };
        keep(
          policy,
          rulesOf(policy).map((row) => (row['id'] === ruleId ? rule : row)),
        );
        return json(200, { [one]: shown(rule) });
      })
      .on(`DELETE ${place}/{rule}`, (call, id, ruleId) => {
        requireRight(call, policyKind, 'update');
        const policy = find(call, policyKind, id);
        const gone = findRule(policy, ruleId);
        keep(
          policy,
          rulesOf(policy).filter((row) => row !== gone),
        );
        return empty(204);
      });
  }
}

export function addPoolRoutes(routes: Handlers): void {
  for (const kind of KINDS) addKind(routes, kind);
  addQosRules(routes);
}
