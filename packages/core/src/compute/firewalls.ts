import type { CallOptions } from '../call-options.ts';
import { describe, type GroupContext } from '../group.ts';
import { List } from '../paging/list.ts';
import type { PageOptions } from '../paging/page.ts';
import type { Ref } from '../refs.ts';
import { isCidr } from './cidr.ts';
import type { CreateFirewallRequest, FirewallDriver } from './compute-driver.ts';
import type { Firewall, FirewallRule } from './compute-types.ts';
import { type BulkDeleteOptions, type BulkDeleteResult, MarkedGroup } from './marked-group.ts';
import type { Marks } from './marks.ts';
import { type CreatePlan, planCreate } from './plan-create.ts';

export interface ListFirewallsOptions extends CallOptions, PageOptions {
  readonly name?: string | undefined;
  /** Only what was made with this owner. Where `owner` is declared. */
  readonly owner?: string | undefined;
}

export interface CreateFirewallSpec {
  readonly name: string;
  readonly description?: string | undefined;
  readonly network?: Ref | undefined;
  readonly native?: unknown;
}

/** The same key never makes two firewalls; `owner` is for `cloud.sweep`. */
export interface CreateFirewallOptions extends CallOptions, Marks {}

/** Which packets may reach (and leave) servers: security groups, by another name. What is not allowed is dropped. */
export class Firewalls extends MarkedGroup<FirewallDriver> {
  constructor(context: GroupContext, driver: FirewallDriver | undefined) {
    super(context, 'compute.firewalls', driver);
  }

  list(options: ListFirewallsOptions = {}): List<Firewall> {
    const driver = this.requireList(options.owner);
    return new List<Firewall>({
      context: { provider: this.context.provider, operation: this.operation('list') },
      signal: options.signal,
      fetch: (cursor, signal) => driver.listPage({ ...options, signal }, cursor),
      keep: ({ name, owner }) => (options.name === undefined || name === options.name) && (options.owner === undefined || owner === options.owner),
    });
  }

  async get(firewall: Ref, options: CallOptions = {}): Promise<Firewall> {
    const driver = this.require('get');
    const id = this.idOf(firewall, 'get', 'firewall');
    return this.run('get', id, options.signal, () => driver.get(id, options));
  }

  async create(spec: CreateFirewallSpec, options: CreateFirewallOptions = {}): Promise<Firewall> {
    const driver = this.require('create', 'create');
    const request = this.#request(spec, options);
    return this.run('create', request.name, options.signal, () => this.#createOnce(driver, request, options));
  }

  /** What `create` would send, and that it would send nothing where the key finds a firewall. Nothing is made; what has to be read for it is read. */
  async plan(spec: CreateFirewallSpec, options: CreateFirewallOptions = {}): Promise<CreatePlan<Firewall>> {
    const driver = this.require('plan', 'create', 'plan');
    const request = this.#request(spec, options);
    return this.run('plan', request.name, options.signal, () => planCreate(options, (call) => this.#createOnce(driver, request, call)));
  }

  /** Be gone: absent is success. In use: `conflict`. */
  async delete(firewall: Ref, options: CallOptions = {}): Promise<void> {
    const driver = this.require('delete', 'delete');
    const id = this.idOf(firewall, 'delete', 'firewall');
    await this.run('delete', id, options.signal, () => this.method(driver, 'delete', 'delete')(id, options));
  }

  /** All of these be gone; one that fails does not stop the others. */
  async deleteMany(firewalls: readonly Ref[], options: BulkDeleteOptions = {}): Promise<BulkDeleteResult> {
    this.require('deleteMany', 'delete');
    return this.deleteEach('deleteMany', 'delete', firewalls, 'firewall', options, (id, call) => this.delete(id, call));
  }

  /** Allowed already is success. */
  async allow(firewall: Ref, rule: FirewallRule, options: CallOptions = {}): Promise<void> {
    await this.#change('allow', firewall, rule, options);
  }

  /** Not allowed is success. */
  async revoke(firewall: Ref, rule: FirewallRule, options: CallOptions = {}): Promise<void> {
    await this.#change('revoke', firewall, rule, options);
  }

  #request(spec: CreateFirewallSpec, { idempotencyKey, owner }: CreateFirewallOptions): CreateFirewallRequest {
    this.requireMarked('create', { idempotencyKey, owner }, spec.name);
    const name = this.nameOf(spec.name, 'create');
    const networkId = spec.network === undefined ? undefined : this.idOf(spec.network, 'create', 'network');
    return { name, description: spec.description, networkId, idempotencyKey, owner, native: spec.native };
  }

  #createOnce(driver: FirewallDriver, request: CreateFirewallRequest, options: CallOptions): Promise<Firewall> {
    const create = this.method(driver, 'create', 'create');
    return this.makeOnce<Firewall>({
      key: request.idempotencyKey,
      kind: this.context.capabilities.compute?.firewalls?.idempotencyKey,
      create: () => create(request, options),
      find: driver.listByIdempotencyKey?.bind(driver),
      remove: driver.delete?.bind(driver),
      what: 'firewall',
      options,
    });
  }

  async #change(operation: 'allow' | 'revoke', firewall: Ref, rule: FirewallRule, options: CallOptions): Promise<void> {
    if (typeof rule !== 'object' || rule === null) throw this.invalid(operation, `rule: got ${describe(rule)}, expected a rule`);
    const driver = this.require(operation, operation, ...(rule.direction === 'egress' ? ['egress'] : []));
    const id = this.idOf(firewall, operation, 'firewall');
    this.#check(rule, operation, id);
    await this.run(operation, id, options.signal, () => this.method(driver, operation, operation)(id, rule, options));
  }

  #check(rule: FirewallRule, operation: string, target: string): void {
    const { direction, protocol, fromPort, toPort, cidr, firewallId } = rule;
    if (direction !== 'ingress' && direction !== 'egress')
      throw this.invalid(operation, `direction: got ${String(direction)}, expected ingress or egress`, target);
    if (!['tcp', 'udp', 'icmp', 'any'].includes(protocol))
      throw this.invalid(operation, `protocol: got ${String(protocol)}, expected tcp, udp, icmp or any`, target);
    if ((cidr === undefined) === (firewallId === undefined)) throw this.invalid(operation, 'the other side: give one of cidr and firewallId', target);
    if (cidr !== undefined && !isCidr(cidr)) throw this.invalid(operation, `cidr: got ${describe(cidr)}, expected a range such as 10.0.0.0/8 or ::/0`, target);
    if (firewallId !== undefined) this.idOf(firewallId, operation, 'firewallId');
    const ported = protocol === 'tcp' || protocol === 'udp';
    if (!ported && (fromPort !== undefined || toPort !== undefined)) throw this.invalid(operation, `ports go with tcp and udp, not with ${protocol}`, target);
    if ((fromPort === undefined) !== (toPort === undefined)) throw this.invalid(operation, 'give both of fromPort and toPort, or none for all ports', target);
    if (fromPort !== undefined && toPort !== undefined) {
      const whole = (port: number): boolean => Number.isInteger(port) && port >= 0 && port <= 65_535;
      if (!whole(fromPort) || !whole(toPort) || fromPort > toPort)
        throw this.invalid(operation, `ports: got ${fromPort}–${toPort}, expected 0 ≤ fromPort ≤ toPort ≤ 65535`, target);
    }
  }
}
