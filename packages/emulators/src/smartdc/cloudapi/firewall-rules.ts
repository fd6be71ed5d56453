import { randomUUID } from 'node:crypto';
import { ApiError, invalidArgument, missingParameter, notFound } from './api-error.ts';
import { type Answer, type Call, created, noContent, ok } from './call.ts';
import type { FirewallRule } from './catalog.ts';
import type { Machine } from './machines/machine.ts';
import { machineView } from './machines/view.ts';
import { text } from './params.ts';

const truth = (value: unknown): boolean => value === true || value === 'true';

const own = (call: Call): FirewallRule[] => call.cloud.firewallRules.filter((rule) => rule.ownerId === call.account.id);

function findRule(call: Call): FirewallRule {
  const id = text(call.params, 'id') ?? '';
  const rule = own(call).find((candidate) => candidate.id === id);
  if (rule === undefined) throw notFound('Rule not found');
  return rule;
}

export const listRules = (call: Call): Answer => ok(own(call).map(ruleView));
export const getRule = (call: Call): Answer => ok(ruleView(findRule(call)));

export function createRule(call: Call): Answer {
  const { params, account } = call;
  const asked = text(params, 'rule');
  if (!asked) throw missingParameter('rule is a required argument');
  const rule: FirewallRule = { id: randomUUID(), ownerId: account.id, rule: normalise(asked), enabled: truth(params['enabled']), log: truth(params['log']) };
  const description = text(params, 'description');
  if (description) rule.description = description;
  call.cloud.firewallRules.push(rule);
  return created(ruleView(rule));
}

export function updateRule(call: Call): Answer {
  const rule = findRule(call);
  if (rule.global === true) throw invalidArgument('global rules cannot be modified');
  const asked = text(call.params, 'rule');
  const description = text(call.params, 'description');
  if (asked !== undefined) rule.rule = normalise(asked);
  if (call.params['enabled'] !== undefined) rule.enabled = truth(call.params['enabled']);
  if (call.params['log'] !== undefined) rule.log = truth(call.params['log']);
  if (description !== undefined) rule.description = description;
  return ok(ruleView(rule));
}

export const switchRule =
  (enabled: boolean) =>
  (call: Call): Answer => {
    const rule = findRule(call);
    rule.enabled = enabled;
    return ok(ruleView(rule));
  };

export function deleteRule(call: Call): Answer {
  const rule = findRule(call);
  call.cloud.firewallRules.splice(call.cloud.firewallRules.indexOf(rule), 1);
  return noContent;
}

/** Rules that name the machine, one of its tags, or all of them. */
export const machineRules = (call: Call): Answer =>
  ok(
    own(call)
      .filter((rule) => concerns(rule, call.machine))
      .map(ruleView),
  );

export function ruleMachines(call: Call): Answer {
  const rule = findRule(call);
  const machines = call.cloud.machines.filter((machine) => machine.ownerId === call.account.id && machine.state !== 'destroyed' && concerns(rule, machine));
  return ok(
    machines.map((machine) => machineView(call.cloud, machine)),
    { 'x-resource-count': String(machines.length) },
  );
}

function concerns(rule: FirewallRule, machine: Machine): boolean {
  if (/\ball vms\b/i.test(rule.rule) || rule.rule.includes(machine.id)) return true;
  return [...rule.rule.matchAll(/\btag "([^"]+)"(?: = "([^"]*)")?/gi)].some(([, name, value]) => {
    const tag = machine.tags[name ?? ''];
    return tag !== undefined && (value === undefined || String(tag) === value);
  });
}

const TARGET = String.raw`(?:any|all\s+vms|ip\s+\S+|subnet\s+\S+|tag\s+(?:"[^"]+"|[^\s=()]+)(?:\s*=\s*(?:"[^"]*"|[^\s()]+))?|vm\s+[0-9a-f-]{36})`;
const TARGETS = String.raw`(?:${TARGET}|\(\s*${TARGET}(?:\s+OR\s+${TARGET})*\s*\))`;
const PORT = String.raw`PORT\s+(?:all|\d+)`;
const PORTS = String.raw`(?:${PORT}|PORTS\s+\d+\s*-\s*\d+(?:\s*,\s*\d+(?:\s*-\s*\d+)?)*|\(\s*${PORT}(?:\s+AND\s+${PORT})*\s*\)|TYPE\s+(?:all|\d+)(?:\s+CODE\s+\d+)?)`;
const RULE = new RegExp(
  String.raw`^\s*FROM\s+(${TARGETS})\s+TO\s+(${TARGETS})\s+(ALLOW|BLOCK)\s+(tcp|udp|icmp|icmp6)\s+(${PORTS})(?:\s+PRIORITY\s+(\d+))?\s*$`,
  'i',
);

/** FWAPI parses the rule and prints it anew, so what comes back is rarely what was sent. */
function normalise(text: string): string {
  const match = RULE.exec(text);
  if (match === null)
    throw new ApiError(409, 'InvalidParameters', 'Invalid parameters', { errors: [{ field: 'rule', code: 'InvalidParameter', message: 'Error at line 0' }] });
  const [, from = '', to = '', action = '', protocol = '', ports = '', priority] = match;
  if (![from, to].some((side) => /\b(all\s+vms|tag|vm)\b/i.test(side))) {
    throw new ApiError(409, 'InvalidParameters', 'Invalid parameters', {
      errors: [{ field: 'rule', code: 'InvalidParameter', message: 'rule must contain at least one VM, tag or all VMs target' }],
    });
  }
  const tail = priority === undefined || priority === '0' ? '' : ` PRIORITY ${priority}`;
  return `FROM ${targets(from)} TO ${targets(to)} ${action.toUpperCase()} ${protocol.toLowerCase()} ${ports
    .trim()
    .replace(/\s+/g, ' ')
    .replace(/\b(port|ports|type|code|and)\b/gi, (word) => word.toUpperCase())}${tail}`;
}

function targets(side: string): string {
  const list = side
    .replace(/^\(\s*|\s*\)$/g, '')
    .split(/\s+OR\s+/i)
    .map((target) =>
      target
        .trim()
        .replace(
          /^tag\s+"?([^"=\s]+)"?(?:\s*=\s*"?([^"]*?)"?)?$/i,
          (_, name: string, value?: string) => `tag "${name}"${value === undefined ? '' : ` = "${value}"`}`,
        )
        .replace(/^all\s+vms$/i, 'all vms')
        .replace(/\s+/g, ' '),
    )
    .sort();
  return list.length === 1 ? (list[0] ?? '') : `(${list.join(' OR ')})`;
}

const ruleView = (rule: FirewallRule): Record<string, unknown> => ({
  id: rule.id,
  rule: rule.rule,
  enabled: rule.enabled,
  log: rule.log,
  ...(rule.global === undefined ? {} : { global: rule.global }),
  ...(rule.description === undefined ? {} : { description: rule.description }),
});
