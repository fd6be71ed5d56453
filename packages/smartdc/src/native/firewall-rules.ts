import type { List, Ref } from '@portolan/core/driver';
import * as requests from '../compute/firewalls/requests.ts';
import type { FirewallRuleFields, FirewallRuleWire } from '../compute/firewalls/wire.ts';
import { assertMachine } from '../compute/servers/mapping.ts';
import type { MachineWire } from '../compute/servers/wire.ts';
import { type Calls, type NativeListOptions, type NativeOptions, refId } from './calls.ts';

export type { FirewallRuleFields, FirewallRuleWire } from '../compute/firewalls/wire.ts';

const idOf = (rule: Ref): string => refId(rule, 'rule');

/** Rules of Cloud Firewall. They hold for machines whose firewall is on: `machines.enableFirewall`. */
export class NativeFirewallRules {
  readonly #calls: Calls;

  constructor(calls: Calls) {
    this.#calls = calls;
  }

  list(options: NativeListOptions = {}): List<FirewallRuleWire> {
    return this.#calls.list<FirewallRuleWire>(requests.list(), options, ['rule', 'description']);
  }

  /** Those that concern a machine. */
  listOfMachine(machine: Ref, options: NativeListOptions = {}): List<FirewallRuleWire> {
    return this.#calls.list<FirewallRuleWire>(requests.rulesOf(refId(machine, 'machine')), options, ['rule', 'description']);
  }

  /** The machines a rule concerns. */
  machines(rule: Ref, options: NativeListOptions = {}): List<MachineWire> {
    const request = requests.machinesOf(idOf(rule));
    const fetch = async (): Promise<{ items: MachineWire[] }> => ({ items: (await this.#calls.array(request, options)).map(assertMachine) });
    return this.#calls.pages<MachineWire>(request, options, fetch, ['name', 'tags']);
  }

  async get(rule: Ref, options: NativeOptions = {}): Promise<FirewallRuleWire> {
    return this.#calls.json<FirewallRuleWire>(requests.get(idOf(rule)), options);
  }

  async create(fields: FirewallRuleFields, options: NativeOptions = {}): Promise<FirewallRuleWire> {
    return this.#calls.json<FirewallRuleWire>(requests.create(fields), options);
  }

  async update(rule: Ref, fields: Partial<FirewallRuleFields>, options: NativeOptions = {}): Promise<FirewallRuleWire> {
    return this.#calls.json<FirewallRuleWire>(requests.update(idOf(rule), fields), options);
  }

  async enable(rule: Ref, options: NativeOptions = {}): Promise<FirewallRuleWire> {
    return this.#calls.json<FirewallRuleWire>(requests.turn(idOf(rule), 'enable'), options);
  }

  async disable(rule: Ref, options: NativeOptions = {}): Promise<FirewallRuleWire> {
    return this.#calls.json<FirewallRuleWire>(requests.turn(idOf(rule), 'disable'), options);
  }

  /** Absent is success. */
  async delete(rule: Ref, options: NativeOptions = {}): Promise<void> {
    await this.#calls.empty(requests.remove(idOf(rule)), options);
  }
}
