import { type CreateFirewallRequest, type FirewallRule, type ListDriverOptions, plannedId } from '@portolan/core/driver';
import type { Ec2Context } from '../context.ts';
import { filters, type Parameter, pageSize, type Query } from '../query.ts';
import { keyFilter, markTags, ownerFilter, tagSpecification } from '../tags.ts';
import { permission } from './mapping.ts';

const MAX_RESULTS = 1000;

/** By id, or by name where the cloud has no ids. */
const isId = (id: string): boolean => id.startsWith('sg-');
const which = (id: string): Record<string, Parameter> => (isId(id) ? { GroupId: id } : { GroupName: id });

export const list = (options: ListDriverOptions, cursor: string | undefined, context: Ec2Context): Query => ({
  action: 'DescribeSecurityGroups',
  parameters: {
    ...(context.preset.pages ? { MaxResults: pageSize(options.pageSize, MAX_RESULTS) } : {}),
    NextToken: cursor,
    ...filters([ownerFilter(options.owner)]),
  },
});

export const listMarked = (key: string): Query => ({ action: 'DescribeSecurityGroups', parameters: filters([keyFilter(key)]) });

export const get = (id: string): Query => ({ action: 'DescribeSecurityGroups', parameters: { [isId(id) ? 'GroupId.1' : 'GroupName.1']: id } });

export const tagsOf = (request: CreateFirewallRequest, { clock }: Ec2Context): Readonly<Record<string, string>> => markTags(request, clock.now());

/** EC2 insists on a description. */
export const create = (request: CreateFirewallRequest, vpcId: string | undefined, context: Ec2Context): Query => ({
  action: 'CreateSecurityGroup',
  parameters: {
    GroupName: request.name,
    GroupDescription: request.description ?? request.name,
    VpcId: vpcId,
    ...(context.preset.tagsAtCreate ? tagSpecification('security-group', tagsOf(request, context)) : {}),
  },
  planned: `<groupId>${plannedId('firewall')}</groupId>`,
});

export const subnet = (id: string): Query => ({ action: 'DescribeSubnets', parameters: { 'SubnetId.1': id } });

export const remove = (id: string): Query => ({ action: 'DeleteSecurityGroup', parameters: which(id), idempotent: true });

const change = (verb: 'Authorize' | 'Revoke', id: string, rule: FirewallRule): Query => ({
  action: `${verb}SecurityGroup${rule.direction === 'ingress' ? 'Ingress' : 'Egress'}`,
  parameters: { ...which(id), ...permission(rule) },
  idempotent: true,
});

export const allow = (id: string, rule: FirewallRule): Query => change('Authorize', id, rule);
export const revoke = (id: string, rule: FirewallRule): Query => change('Revoke', id, rule);
