import { randomUUID } from 'node:crypto';
import type { Policy, Role, RoleMember } from '../identity/accounts.ts';
import { invalidArgument, missingParameter, notFound } from './api-error.ts';
import { type Answer, type Call, created, noContent, ok } from './call.ts';
import { text } from './params.ts';
import { atLeast } from './version.ts';

export const listPolicies = (call: Call): Answer => ok(call.account.policies);
export const getPolicy = (call: Call): Answer => ok(findPolicy(call));

function findPolicy(call: Call): Policy {
  const wanted = text(call.params, 'policy') ?? '';
  const policy = call.account.policies.find((candidate) => candidate.id === wanted || candidate.name === wanted);
  if (policy === undefined) throw notFound(`${wanted} does not exist`);
  return policy;
}

const rulesOf = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : typeof value === 'string' ? [value] : []);

export function createPolicy(call: Call): Answer {
  const name = text(call.params, 'name');
  const rules = rulesOf(call.params['rules']);
  const missing = [...(name ? [] : ['name is required']), ...(rules.length > 0 ? [] : ['rules is required'])];
  if (!name || missing.length > 0) throw missingParameter(`Request is missing required parameters: ${missing.join(', ')}`);
  for (const rule of rules) checkRule(rule);
  if (call.account.policies.some((policy) => policy.name === name)) throw invalidArgument('policy is invalid');
  const description = text(call.params, 'description');
  const policy: Policy = { id: randomUUID(), name, rules, ...(description ? { description } : {}) };
  call.account.policies.push(policy);
  return created(policy, `/${call.account.login}/policies/${policy.id}`);
}

function checkRule(rule: string): void {
  if (!/^\s*(\S+\s+)?can\s+\S/i.test(rule)) throw invalidArgument(`rules: Error parsing rule: ${rule}`);
}

export function updatePolicy(call: Call): Answer {
  const policy = findPolicy(call);
  const description = text(call.params, 'description');
  policy.name = text(call.params, 'name') || policy.name;
  if (call.params['rules'] !== undefined) {
    const rules = rulesOf(call.params['rules']);
    for (const rule of rules) checkRule(rule);
    policy.rules = rules;
  }
  if (description !== undefined) policy.description = description;
  return ok(policy);
}

export function deletePolicy(call: Call): Answer {
  const policy = findPolicy(call);
  call.account.policies.splice(call.account.policies.indexOf(policy), 1);
  for (const role of call.account.roles) role.policyIds = role.policyIds.filter((id) => id !== policy.id);
  return noContent;
}

export const listRoles = (call: Call): Answer => ok(call.account.roles.map((role) => roleView(call, role)));
export const getRole = (call: Call): Answer => ok(roleView(call, findRole(call)));

function findRole(call: Call): Role {
  const wanted = text(call.params, 'role') ?? '';
  const role = call.account.roles.find((candidate) => candidate.id === wanted || candidate.name === wanted);
  if (role === undefined) throw notFound(`${wanted} does not exist`);
  return role;
}

export function createRole(call: Call): Answer {
  const name = text(call.params, 'name');
  if (!name) throw missingParameter('name is a required argument');
  if (call.account.roles.some((role) => role.name === name)) throw invalidArgument('role is invalid');
  const role: Role = { id: randomUUID(), name, members: readMembers(call), policyIds: readPolicies(call) };
  call.account.roles.push(role);
  return created(roleView(call, role), `/${call.account.login}/roles/${role.id}`);
}

export function updateRole(call: Call): Answer {
  const role = findRole(call);
  role.name = text(call.params, 'name') || role.name;
  if (call.params['members'] !== undefined || call.params['default_members'] !== undefined) role.members = readMembers(call);
  if (call.params['policies'] !== undefined) role.policyIds = readPolicies(call);
  return ok(roleView(call, role));
}

export function deleteRole(call: Call): Answer {
  const role = findRole(call);
  call.account.roles.splice(call.account.roles.indexOf(role), 1);
  return noContent;
}

/** API 9 takes objects that name a member by id or login; before, `members` and `default_members` are lists of logins. */
function readMembers(call: Call): RoleMember[] {
  const members = Array.isArray(call.params['members']) ? (call.params['members'] as unknown[]) : [];
  if (!atLeast(call.version, '9.0.0')) {
    const defaults = rulesOf(call.params['default_members']);
    return [...new Set([...members.map(String), ...defaults])].map((login) => ({
      type: 'subuser',
      id: memberId(call, login),
      default: defaults.includes(login),
    }));
  }
  return members.map((member) => {
    const { type = 'subuser', id, login, default: isDefault = false, ...unknown } = Object(member) as Record<string, unknown>;
    const extra = Object.keys(unknown)[0];
    if (extra !== undefined) throw invalidArgument(`property "${extra}": unsupported property`);
    if (type !== 'subuser' && type !== 'account') throw invalidArgument('role member type must be "subuser" or "account"');
    const wanted = typeof id === 'string' ? id : typeof login === 'string' ? login : '';
    return { type, id: type === 'account' ? (call.cloud.accounts.get(wanted)?.id ?? wanted) : memberId(call, wanted), default: isDefault === true };
  });
}

function memberId(call: Call, wanted: string): string {
  const user = call.account.users.find((candidate) => candidate.id === wanted || candidate.login === wanted);
  if (user === undefined) throw invalidArgument(`Role member ${wanted} does not exist`);
  return user.id;
}

function readPolicies(call: Call): string[] {
  const policies = Array.isArray(call.params['policies']) ? (call.params['policies'] as unknown[]) : [];
  return policies.map((entry) => {
    const { id, name } = (typeof entry === 'string' ? { id: entry, name: entry } : Object(entry)) as { id?: unknown; name?: unknown };
    const policy = call.account.policies.find((candidate) => candidate.id === id || candidate.name === name);
    if (policy === undefined) throw invalidArgument(`Policy ${String(name ?? id)} does not exist`);
    return policy.id;
  });
}

function roleView(call: Call, role: Role): Record<string, unknown> {
  const { account } = call;
  const policies = account.policies.filter((policy) => role.policyIds.includes(policy.id));
  const login = (id: string): string => account.users.find((user) => user.id === id)?.login ?? id;
  if (!atLeast(call.version, '9.0.0')) {
    return {
      id: role.id,
      name: role.name,
      members: role.members.map((member) => login(member.id)),
      default_members: role.members.filter((member) => member.default).map((member) => login(member.id)),
      policies: policies.map((policy) => policy.name),
    };
  }
  return {
    id: role.id,
    name: role.name,
    members: role.members.map((member) => ({ type: member.type, id: member.id, login: login(member.id), default: member.default })),
    policies: policies.map(({ id, name }) => ({ id, name })),
  };
}
