import { type ActionTable, DONE } from '../../query/action.ts';
import { Ec2Error, invalidValue } from '../../query/ec2-error.ts';
import type { Parameters } from '../../query/parameters.ts';
import type { XmlValue } from '../../query/xml-writer.ts';
import type { Resource } from '../entities.ts';
import { Kind } from '../kind.ts';
import { vpcOf } from '../lookup.ts';
import type { Ec2State } from '../state.ts';
import { TAG_SPECIFICATION, tagSet } from '../tags.ts';

interface Entry {
  readonly number: number;
  readonly protocol: string;
  readonly action: string;
  readonly egress: boolean;
  readonly cidr: string;
  readonly icmp: { readonly type: number; readonly code: number } | undefined;
  readonly ports: { readonly from: number; readonly to: number } | undefined;
}

interface NetworkAcl extends Resource {
  readonly vpcId: string;
  readonly isDefault: boolean;
  entries: readonly Entry[];
  /** Association → subnet. */
  readonly associations: Map<string, string>;
}

const networkAcls: Kind<NetworkAcl> = new Kind({ type: 'network-acl', prefix: 'acl', code: 'InvalidNetworkAclID', what: 'networkAcl ID' });

/** The last rule of each direction, which nobody can change. */
const DENY_ALL = 32_767;
const allOf = (number: number, action: string): Entry[] =>
  [false, true].map((egress) => ({ number, protocol: '-1', action, egress, cidr: '0.0.0.0/0', icmp: undefined, ports: undefined }));

/** Every VPC has one that lets all through, for each subnet that has no other. */
function defaults(state: Ec2State): void {
  const all = networkAcls.all(state);
  for (const acl of [...all.values()]) if (!state.vpcs.has(acl.vpcId)) all.delete(acl.id);
  for (const vpc of state.vpcs.values()) {
    const own = [...all.values()].filter(({ vpcId }) => vpcId === vpc.id);
    const standard =
      own.find(({ isDefault }) => isDefault) ??
      networkAcls.add(state, { vpcId: vpc.id, isDefault: true, entries: [...allOf(100, 'allow'), ...allOf(DENY_ALL, 'deny')], associations: new Map() });
    for (const subnet of state.subnets.values()) {
      if (subnet.vpcId !== vpc.id || [...own, standard].some(({ associations }) => [...associations.values()].includes(subnet.id))) continue;
      standard.associations.set(state.newId('aclassoc'), subnet.id);
    }
  }
}

const aclView = (_state: Ec2State, acl: NetworkAcl): XmlValue => ({
  networkAclId: acl.id,
  vpcId: acl.vpcId,
  ownerId: acl.ownerId,
  default: acl.isDefault,
  entrySet: acl.entries.map((entry) => ({
    ruleNumber: entry.number,
    protocol: entry.protocol,
    ruleAction: entry.action,
    egress: entry.egress,
    cidrBlock: entry.cidr,
    icmpTypeCode: entry.icmp,
    portRange: entry.ports,
  })),
  associationSet: [...acl.associations].map(([networkAclAssociationId, subnetId]) => ({ networkAclAssociationId, networkAclId: acl.id, subnetId })),
  tagSet: tagSet(acl.tags),
});

function readEntry(parameters: Parameters): Entry {
  const number = parameters.integer('RuleNumber') ?? 0;
  if (number < 1 || number > 32_766) throw invalidValue(`Invalid value '${number}' for ruleNumber. Must be between 1 and 32766.`);
  const action = parameters.required('RuleAction');
  if (action !== 'allow' && action !== 'deny') throw invalidValue(`Invalid value '${action}' for ruleAction. Must be allow or deny.`);
  const [type, code] = [parameters.integer('Icmp.Type'), parameters.integer('Icmp.Code')];
  const [from, to] = [parameters.integer('PortRange.From'), parameters.integer('PortRange.To')];
  return {
    number,
    action,
    protocol: parameters.required('Protocol'),
    egress: parameters.boolean('Egress') ?? false,
    cidr: parameters.required('CidrBlock'),
    icmp: type === undefined ? undefined : { type, code: code ?? -1 },
    ports: from === undefined ? undefined : { from, to: to ?? from },
  };
}

const same = (entry: Entry, number: number, egress: boolean): boolean => entry.number === number && entry.egress === egress;
const inOrder = (entries: readonly Entry[]): Entry[] => [...entries].sort((a, b) => Number(b.egress) - Number(a.egress) || a.number - b.number);

const ENTRY = 'NetworkAclId RuleNumber Protocol RuleAction Egress CidrBlock Icmp.Type Icmp.Code PortRange.From PortRange.To';

const missing = (acl: NetworkAcl, number: number): Ec2Error =>
  new Ec2Error('InvalidNetworkAclEntry.NotFound', `The network acl entry identified by ${number} in ${acl.id} does not exist.`);

const entryActions: ActionTable = {
  CreateNetworkAclEntry: {
    accepts: ENTRY,
    run: ({ parameters, state, proceed }) => {
      const acl = networkAcls.of(state, parameters.required('NetworkAclId'));
      const entry = readEntry(parameters);
      if (acl.entries.some((other) => same(other, entry.number, entry.egress)))
        throw new Ec2Error('NetworkAclEntryAlreadyExists', `The network acl entry identified by ${entry.number} already exists.`);
      proceed();
      acl.entries = inOrder([...acl.entries, entry]);
      return DONE;
    },
  },
  ReplaceNetworkAclEntry: {
    accepts: ENTRY,
    run: ({ parameters, state, proceed }) => {
      const acl = networkAcls.of(state, parameters.required('NetworkAclId'));
      const entry = readEntry(parameters);
      const left = acl.entries.filter((other) => !same(other, entry.number, entry.egress));
      if (left.length === acl.entries.length) throw missing(acl, entry.number);
      proceed();
      acl.entries = inOrder([...left, entry]);
      return DONE;
    },
  },
  DeleteNetworkAclEntry: {
    accepts: 'NetworkAclId RuleNumber Egress',
    run: ({ parameters, state, proceed }) => {
      const acl = networkAcls.of(state, parameters.required('NetworkAclId'));
      const number = parameters.integer('RuleNumber') ?? 0;
      const left = acl.entries.filter((entry) => !same(entry, number, parameters.boolean('Egress') ?? false));
      if (left.length === acl.entries.length || number === DENY_ALL) throw missing(acl, number);
      proceed();
      acl.entries = left;
      return DONE;
    },
  },
};

export const networkAclActions: ActionTable = {
  CreateNetworkAcl: {
    accepts: 'VpcId',
    awsAccepts: TAG_SPECIFICATION,
    run: ({ parameters, state, proceed }) => {
      const vpc = vpcOf(state, parameters.required('VpcId'));
      proceed();
      const fields = { vpcId: vpc.id, isDefault: false, entries: allOf(DENY_ALL, 'deny'), associations: new Map<string, string>() };
      return { networkAcl: aclView(state, networkAcls.add(state, fields, parameters)) };
    },
  },
  DescribeNetworkAcls: (() => {
    const describe = networkAcls.describe({
      ids: 'NetworkAclId',
      set: 'networkAclSet',
      view: aclView,
      fields: {
        'network-acl-id': (acl) => [acl.id],
        'vpc-id': (acl) => [acl.vpcId],
        default: (acl) => [acl.isDefault],
        'association.subnet-id': (acl) => [...acl.associations.values()],
        'association.association-id': (acl) => [...acl.associations.keys()],
      },
    });
    return {
      ...describe,
      run: (call) => {
        defaults(call.state);
        return describe.run(call);
      },
    };
  })(),
  DeleteNetworkAcl: {
    accepts: 'NetworkAclId',
    run: ({ parameters, state, proceed }) => {
      const acl = networkAcls.of(state, parameters.required('NetworkAclId'));
      if (acl.isDefault) throw new Ec2Error('InvalidParameterValue', `cannot delete default network ACL ${acl.id}`);
      if (acl.associations.size > 0) throw new Ec2Error('DependencyViolation', `The networkAcl '${acl.id}' has dependencies and cannot be deleted.`);
      proceed();
      networkAcls.remove(state, acl);
      return DONE;
    },
  },
  ReplaceNetworkAclAssociation: {
    accepts: 'AssociationId NetworkAclId',
    run: ({ parameters, state, proceed }) => {
      defaults(state);
      const id = parameters.required('AssociationId');
      const acl = networkAcls.of(state, parameters.required('NetworkAclId'));
      const holder = [...networkAcls.all(state).values()].find(({ associations }) => associations.has(id));
      const subnetId = holder?.associations.get(id);
      if (holder === undefined || subnetId === undefined) throw new Ec2Error('InvalidAssociationID.NotFound', `The association ID '${id}' does not exist`);
      proceed();
      holder.associations.delete(id);
      const fresh = state.newId('aclassoc');
      acl.associations.set(fresh, subnetId);
      return { newAssociationId: fresh };
    },
  },
  ...entryActions,
};
