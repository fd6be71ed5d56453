import { isIPv6 } from 'node:net';
import { type ActionTable, DONE, FILTER, PAGE } from '../query/action.ts';
import { Ec2Error, invalidValue, missingParameter } from '../query/ec2-error.ts';
import { readFilters } from '../query/filters.ts';
import { page } from '../query/paging.ts';
import type { Parameters } from '../query/parameters.ts';
import type { XmlValue } from '../query/xml-writer.ts';
import type { Permission, RuleTarget, SecurityGroup } from './entities.ts';
import { chosen, groupByName, groupOf, vpcOf } from './lookup.ts';
import type { Ec2State } from './state.ts';
import { readTagSpecifications, TAG_SPECIFICATION, tagSetIfAny } from './tags.ts';

const RULES = `GroupName GroupId SourceSecurityGroupName SourceSecurityGroupOwnerId IpProtocol FromPort ToPort CidrIp IpPermissions.#.IpProtocol IpPermissions.#.FromPort
  IpPermissions.#.ToPort IpPermissions.#.Groups.#.UserId IpPermissions.#.Groups.#.GroupName IpPermissions.#.Groups.#.GroupId IpPermissions.#.Groups.#.VpcId
  IpPermissions.#.IpRanges.#.CidrIp IpPermissions.#.PrefixListIds.#.PrefixListId`;
const AWS_RULES =
  'IpPermissions.#.IpRanges.#.Description IpPermissions.#.Groups.#.Description IpPermissions.#.Ipv6Ranges.#.CidrIpv6 IpPermissions.#.Ipv6Ranges.#.Description';
const PROTOCOL_NAMES: Readonly<Record<string, string>> = { '1': 'icmp', '6': 'tcp', '17': 'udp', '58': 'icmpv6', all: '-1' };

const isCidr = (text: string): boolean =>
  /^(\d{1,3}\.){3}\d{1,3}\/\d{1,2}$/.test(text) &&
  text
    .split(/[./]/)
    .map(Number)
    .every((number, index) => number <= (index === 4 ? 32 : 255));

function named(state: Ec2State, parameters: Parameters): SecurityGroup {
  const id = parameters.text('GroupId');
  return id === undefined ? groupByName(state, parameters.required('GroupName')) : groupOf(state, id);
}

function groupTarget(state: Ec2State, source: Parameters, description: string | undefined): RuleTarget {
  const id = source.text('GroupId');
  const group = id === undefined ? groupByName(state, source.required('GroupName')) : groupOf(state, id);
  const target = { group: { userId: source.text('UserId') ?? state.accountId, groupId: group.id, groupName: group.name } };
  return description === undefined ? target : { ...target, description };
}

function permission(protocol: string, fromPort: number | undefined, toPort: number | undefined, targets: readonly RuleTarget[]): Permission {
  const name = PROTOCOL_NAMES[protocol.toLowerCase()] ?? protocol.toLowerCase();
  if (!/^(tcp|udp|icmp|icmpv6|-1|\d{1,3})$/.test(name)) throw invalidValue(`Invalid value '${protocol}' for IP protocol. Unknown protocol.`);
  if (targets.length === 0) throw new Ec2Error('InvalidParameterCombination', 'No source is given for the rule');
  // All protocols: no ports.
  if (name === '-1') return { protocol: name, fromPort: undefined, toPort: undefined, targets };
  if ((name === 'tcp' || name === 'udp') && (fromPort === undefined || toPort === undefined || fromPort < 0 || toPort > 65_535)) {
    throw invalidValue(`Invalid value '${fromPort ?? ''}' for portRange. Must specify both from and to ports with TCP/UDP.`);
  }
  if ((name === 'tcp' || name === 'udp') && fromPort !== undefined && toPort !== undefined && fromPort > toPort)
    throw invalidValue(`Invalid TCP/UDP port range (${fromPort}:${toPort})`);
  return { protocol: name, fromPort, toPort, targets };
}

function cidrTarget(cidr: string, description: string | undefined): RuleTarget {
  if (!isCidr(cidr)) throw invalidValue(`CIDR block ${cidr} is malformed`);
  return description === undefined ? { cidr } : { cidr, description };
}

function ipv6Target(range: Parameters): RuleTarget {
  const cidr = range.required('CidrIpv6');
  const [address = '', bits = ''] = cidr.split('/');
  if (!isIPv6(address) || !/^\d{1,3}$/.test(bits) || Number(bits) > 128) throw invalidValue(`CIDR block ${cidr} is malformed`);
  const description = range.text('Description');
  const target = { cidrIpv6: cidr.toLowerCase() };
  return description === undefined ? target : { ...target, description };
}

function readPermissions(state: Ec2State, parameters: Parameters): Permission[] {
  const listed = parameters
    .structures('IpPermissions')
    .map((rule) =>
      permission(rule.required('IpProtocol'), rule.integer('FromPort'), rule.integer('ToPort'), [
        ...rule.structures('IpRanges').map((range) => cidrTarget(range.required('CidrIp'), range.text('Description'))),
        ...rule.structures('Ipv6Ranges').map(ipv6Target),
        ...rule.structures('Groups').map((group) => groupTarget(state, group, group.text('Description'))),
      ]),
    );
  if (listed.length > 0) return listed;
  const source = parameters.text('SourceSecurityGroupName');
  const targets: RuleTarget[] = [];
  const cidr = parameters.text('CidrIp');
  if (cidr !== undefined) targets.push(cidrTarget(cidr, undefined));
  if (source !== undefined) {
    const group = groupByName(state, source);
    targets.push({ group: { userId: parameters.text('SourceSecurityGroupOwnerId') ?? state.accountId, groupId: group.id, groupName: group.name } });
  }
  const protocol = parameters.text('IpProtocol') ?? (source === undefined ? undefined : '-1');
  if (protocol === undefined) throw missingParameter('IpPermissions');
  return [permission(protocol, parameters.integer('FromPort'), parameters.integer('ToPort'), targets)];
}

const sameRange = (a: Permission, b: Permission): boolean => a.protocol === b.protocol && a.fromPort === b.fromPort && a.toPort === b.toPort;
const sameTarget = (a: RuleTarget, b: RuleTarget): boolean => a.cidr === b.cidr && a.cidrIpv6 === b.cidrIpv6 && a.group?.groupId === b.group?.groupId;
const has = (rules: readonly Permission[], range: Permission, target: RuleTarget): boolean =>
  rules.some((rule) => sameRange(rule, range) && rule.targets.some((known) => sameTarget(known, target)));

function merged(rules: readonly Permission[], added: readonly Permission[]): Permission[] {
  const result = [...rules];
  for (const rule of added) {
    const index = result.findIndex((known) => sameRange(known, rule));
    const known = result[index];
    if (known === undefined) result.push(rule);
    else result[index] = { ...known, targets: [...known.targets, ...rule.targets] };
  }
  return result;
}

function removed(rules: readonly Permission[], gone: readonly Permission[]): Permission[] {
  return rules
    .map((rule) => ({
      ...rule,
      targets: rule.targets.filter((target) => !gone.some((other) => sameRange(other, rule) && other.targets.some((known) => sameTarget(known, target)))),
    }))
    .filter((rule) => rule.targets.length > 0);
}

/** Eucalyptus has no such element, and no such rules. */
function ipv6View({ targets }: Permission): { readonly ipv6Ranges?: XmlValue } {
  const ranges = targets.flatMap(({ cidrIpv6, description }) => (cidrIpv6 === undefined ? [] : [{ cidrIpv6, description }]));
  return ranges.length === 0 ? {} : { ipv6Ranges: ranges };
}

const permissionView = (rule: Permission): XmlValue => ({
  ipProtocol: rule.protocol,
  fromPort: rule.fromPort,
  toPort: rule.toPort,
  groups: rule.targets.flatMap((target) => (target.group === undefined ? [] : [{ ...target.group, description: target.description }])),
  ipRanges: rule.targets.flatMap((target) => (target.cidr === undefined ? [] : [{ cidrIp: target.cidr, description: target.description }])),
  ...ipv6View(rule),
  prefixListIds: [],
});

type Direction = 'ingress' | 'egress';

const authorize = (direction: Direction): ActionTable[string] => ({
  accepts: RULES,
  awsAccepts: `${AWS_RULES} ${TAG_SPECIFICATION}`,
  run: ({ parameters, state, proceed }) => {
    const group = named(state, parameters);
    const rules = readPermissions(state, parameters);
    for (const rule of rules) {
      for (const target of rule.targets) {
        if (!has(group[direction], rule, target)) continue;
        const peer = target.cidr ?? target.cidrIpv6 ?? target.group?.groupId ?? '';
        const ports = rule.fromPort === undefined ? '' : `, from port: ${rule.fromPort}, to port: ${rule.toPort}`;
        throw new Ec2Error(
          'InvalidPermission.Duplicate',
          `the specified rule "peer: ${peer}, ${rule.protocol === '-1' ? 'ALL' : rule.protocol.toUpperCase()}${ports}, ALLOW" already exists`,
        );
      }
    }
    proceed();
    group[direction] = merged(group[direction], rules);
    return DONE;
  },
});

const revoke = (direction: Direction): ActionTable[string] => ({
  accepts: RULES,
  awsAccepts: AWS_RULES,
  run: ({ parameters, state, proceed }) => {
    const group = named(state, parameters);
    const rules = readPermissions(state, parameters);
    // In a VPC a missing rule is an error; classic networking says true.
    if (group.vpcId !== undefined && rules.some((rule) => rule.targets.some((target) => !has(group[direction], rule, target)))) {
      throw new Ec2Error('InvalidPermission.NotFound', 'The specified rule does not exist in this security group.');
    }
    proceed();
    group[direction] = removed(group[direction], rules);
    return DONE;
  },
});

export const securityGroupActions: ActionTable = {
  CreateSecurityGroup: {
    accepts: 'GroupName GroupDescription VpcId',
    awsAccepts: TAG_SPECIFICATION,
    run: ({ parameters, state, proceed }) => {
      const name = parameters.required('GroupName');
      const description = parameters.required('GroupDescription');
      const asked = parameters.text('VpcId');
      const vpcId = asked === undefined ? state.visible(state.vpcs).find((vpc) => vpc.isDefault)?.id : vpcOf(state, asked).id;
      if (name.length > 255 || description.length > 255) throw invalidValue('Character sets beyond ASCII or longer than 255 are not supported.');
      if (name.startsWith('sg-')) throw invalidValue(`Invalid value '${name}' for groupName. Group names may not be in the format sg-*.`);
      if ([...state.groups.values()].some((group) => group.name === name && group.vpcId === vpcId)) {
        throw new Ec2Error('InvalidGroup.Duplicate', `The security group '${name}' already exists${vpcId === undefined ? '' : ` for VPC '${vpcId}'`}`);
      }
      const tags = readTagSpecifications(state, parameters, ['security-group']).get('security-group') ?? [];
      proceed();
      const egress: Permission[] = vpcId === undefined ? [] : [{ protocol: '-1', fromPort: undefined, toPort: undefined, targets: [{ cidr: '0.0.0.0/0' }] }];
      const group: SecurityGroup = { ...state.born('sg'), name, description, vpcId, ingress: [], egress };
      for (const [key, value] of tags) group.tags.set(key, value);
      state.groups.set(group.id, group);
      return { ...DONE, groupId: group.id };
    },
  },
  DescribeSecurityGroups: {
    accepts: `GroupName.# GroupId.# ${FILTER}`,
    awsAccepts: PAGE,
    run: ({ parameters, state }) => {
      const ids = parameters.list('GroupId');
      const names = parameters.list('GroupName').filter((name) => state.flavour.name === 'aws' || name !== 'verbose');
      const matches = readFilters<SecurityGroup>(
        parameters,
        {
          'group-id': (group) => [group.id],
          'group-name': (group) => [group.name],
          description: (group) => [group.description],
          'owner-id': (group) => [group.ownerId],
          'vpc-id': (group) => [group.vpcId],
          'ip-permission.protocol': (group) => group.ingress.map((rule) => rule.protocol),
          'ip-permission.from-port': (group) => group.ingress.map((rule) => rule.fromPort),
          'ip-permission.to-port': (group) => group.ingress.map((rule) => rule.toPort),
          'ip-permission.cidr': (group) => group.ingress.flatMap((rule) => rule.targets.map((target) => target.cidr)),
          'ip-permission.group-id': (group) => group.ingress.flatMap((rule) => rule.targets.map((target) => target.group?.groupId)),
        },
        (group) => group.tags,
      );
      const all = names.length > 0 && ids.length === 0 ? names.map((name) => groupByName(state, name)) : chosen(state, state.groups, ids, groupOf);
      const found = all.filter(matches).sort((a, b) => a.sequence - b.sequence);
      const { items, nextToken } = page(found, parameters, { flavour: state.flavour, limit: state.pageLimit, ids: ids.length + names.length });
      return {
        securityGroupInfo: items.map((group) => ({
          ownerId: group.ownerId,
          groupName: group.name,
          groupId: group.id,
          groupDescription: group.description,
          ipPermissions: group.ingress.map(permissionView),
          ipPermissionsEgress: group.egress.map(permissionView),
          vpcId: group.vpcId,
          tagSet: tagSetIfAny(group.tags),
        })),
        nextToken,
      };
    },
  },
  DeleteSecurityGroup: {
    accepts: 'GroupName GroupId',
    run: ({ parameters, state, proceed }) => {
      const group = named(state, parameters);
      if (group.name === 'default') throw new Ec2Error('InvalidGroup.Reserved', "The security group 'default' is reserved");
      const used = [...state.instances.values()].some((instance) => instance.state !== 'terminated' && instance.groupIds.includes(group.id));
      const referenced = [...state.groups.values()].some(
        (other) => other !== group && [...other.ingress, ...other.egress].some((rule) => rule.targets.some((target) => target.group?.groupId === group.id)),
      );
      if (used || referenced) {
        // A VPC's words and classic networking's.
        if (group.vpcId !== undefined) throw new Ec2Error('DependencyViolation', `resource ${group.id} has a dependent object`);
        throw new Ec2Error('InvalidGroup.InUse', `There are active instances using security group '${group.name}'`);
      }
      proceed();
      state.groups.delete(group.id);
      return DONE;
    },
  },
  AuthorizeSecurityGroupIngress: authorize('ingress'),
  AuthorizeSecurityGroupEgress: authorize('egress'),
  RevokeSecurityGroupIngress: revoke('ingress'),
  RevokeSecurityGroupEgress: revoke('egress'),
};
