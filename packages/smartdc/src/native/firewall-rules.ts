import type { List, Ref } from '@portolan/core/driver';
import type { CloudapiRequest } from '../client.ts';
import { assertMachine } from '../compute/servers/mapping.ts';
import { machinePath } from '../compute/servers/requests.ts';
import type { MachineWire } from '../compute/servers/wire.ts';
import { type Calls, type NativeListOptions, type NativeOptions, refId, segment } from './calls.ts';

/**
 * `FROM any TO tag "role" = "web" ALLOW tcp PORT 80`. The server stores a text of its own making: do not compare.
 * Source: sdc-cloudapi docs "ListFirewallRules"; lib/firewalls.js.
 */
export interface FirewallRuleWire {
  readonly id: string;
  readonly rule: string;
  readonly enabled: boolean;
  readonly log?: boolean;
  /** The operator's: it cannot be changed. */
  readonly global?: boolean;
  readonly description?: string;
}

export interface FirewallRuleFields {
  readonly rule: string;
  /** Default false. */
  readonly enabled?: boolean | undefined;
  readonly log?: boolean | undefined;
  readonly description?: string | undefined;
}

const PATH = '/fwrules';
const one = (rule: Ref): string => `${PATH}/${segment(rule, 'rule')}`;
const list = (): CloudapiRequest => ({ operation: 'ListFirewallRules', method: 'GET', path: PATH });
const get = (rule: Ref): CloudapiRequest => ({ operation: 'GetFirewallRule', method: 'GET', path: one(rule) });
const create = (body: FirewallRuleFields): CloudapiRequest => ({ operation: 'CreateFirewallRule', method: 'POST', path: PATH, body });
const update = (rule: Ref, body: object): CloudapiRequest => ({ operation: 'UpdateFirewallRule', method: 'POST', path: one(rule), body, idempotent: true });
const turn = (rule: Ref, to: 'enable' | 'disable'): CloudapiRequest => ({
  operation: `${to === 'enable' ? 'Enable' : 'Disable'}FirewallRule`,
  method: 'POST',
  path: `${one(rule)}/${to}`,
  body: {},
  idempotent: true,
});
const remove = (rule: Ref): CloudapiRequest => ({ operation: 'DeleteFirewallRule', method: 'DELETE', path: one(rule), accept: [404] });
const machinesOf = (rule: Ref): CloudapiRequest => ({ operation: 'ListFirewallRuleMachines', method: 'GET', path: `${one(rule)}/machines` });
const rulesOf = (machine: Ref): CloudapiRequest => ({
  operation: 'ListMachineFirewallRules',
  method: 'GET',
  path: `${machinePath(refId(machine, 'machine'))}/fwrules`,
});

/** Rules of Cloud Firewall. They hold for machines whose firewall is on: `machines.enableFirewall`. */
export class NativeFirewallRules {
  readonly #calls: Calls;

  constructor(calls: Calls) {
    this.#calls = calls;
  }

  list(options: NativeListOptions = {}): List<FirewallRuleWire> {
    return this.#calls.list<FirewallRuleWire>(list(), options, ['rule', 'description']);
  }

  /** Those that concern a machine. */
  listOfMachine(machine: Ref, options: NativeListOptions = {}): List<FirewallRuleWire> {
    return this.#calls.list<FirewallRuleWire>(rulesOf(machine), options, ['rule', 'description']);
  }

  /** The machines a rule concerns. */
  machines(rule: Ref, options: NativeListOptions = {}): List<MachineWire> {
    const request = machinesOf(rule);
    const fetch = async (): Promise<{ items: MachineWire[] }> => ({ items: (await this.#calls.array(request, options)).map(assertMachine) });
    return this.#calls.pages<MachineWire>(request, options, fetch, ['name', 'tags']);
  }

  async get(rule: Ref, options: NativeOptions = {}): Promise<FirewallRuleWire> {
    return this.#calls.json<FirewallRuleWire>(get(rule), options);
  }

  async create(fields: FirewallRuleFields, options: NativeOptions = {}): Promise<FirewallRuleWire> {
    return this.#calls.json<FirewallRuleWire>(create(fields), options);
  }

  async update(rule: Ref, fields: Partial<FirewallRuleFields>, options: NativeOptions = {}): Promise<FirewallRuleWire> {
    return this.#calls.json<FirewallRuleWire>(update(rule, fields), options);
  }

  async enable(rule: Ref, options: NativeOptions = {}): Promise<FirewallRuleWire> {
    return this.#calls.json<FirewallRuleWire>(turn(rule, 'enable'), options);
  }

  async disable(rule: Ref, options: NativeOptions = {}): Promise<FirewallRuleWire> {
    return this.#calls.json<FirewallRuleWire>(turn(rule, 'disable'), options);
  }

  /** Absent is success. */
  async delete(rule: Ref, options: NativeOptions = {}): Promise<void> {
    await this.#calls.empty(remove(rule), options);
  }
}
