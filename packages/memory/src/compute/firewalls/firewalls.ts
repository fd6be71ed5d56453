import { isDeepStrictEqual } from 'node:util';
import type { CallOptions, CreateFirewallRequest, Firewall, FirewallDriver, FirewallRule, ListDriverOptions, Page } from '@portolan/core/driver';
import { conflict } from '../../errors.ts';
import { lookUp, type MemoryContext, withKey } from '../../memory-context.ts';
import type { StoredFirewall } from '../../store.ts';

export class MemoryFirewalls implements FirewallDriver {
  readonly #context: MemoryContext;

  constructor(context: MemoryContext) {
    this.#context = context;
  }

  async listPage(options: ListDriverOptions, cursor?: string): Promise<Page<Firewall>> {
    return this.#context.page(
      [...this.#context.store.firewalls].map(([id, firewall]) => [id, toFirewall(firewall)] as const),
      options,
      cursor,
    );
  }

  async get(id: string, options: CallOptions): Promise<Firewall> {
    return toFirewall(lookUp(this.#context.store.firewalls, id, 'firewall', options));
  }

  async create(request: CreateFirewallRequest, options: CallOptions): Promise<Firewall> {
    options.signal?.throwIfAborted();
    const { store } = this.#context;
    const { name, description, idempotencyKey, owner } = request;
    const made = withKey(store.firewalls, idempotencyKey);
    if (made !== undefined) return toFirewall(made);
    const firewall: StoredFirewall = { id: store.id('firewall'), name, description, createdAt: this.#context.now(), owner, idempotencyKey, rules: [] };
    store.firewalls.set(firewall.id, firewall);
    return toFirewall(firewall);
  }

  async delete(id: string, options: CallOptions): Promise<void> {
    options.signal?.throwIfAborted();
    const { store } = this.#context;
    const users = [...store.servers.values()].filter((server) => this.#context.state(server) !== 'terminated' && server.firewallIds.includes(id));
    if (users.length > 0) throw conflict(`${users.length} servers use this firewall`);
    store.firewalls.delete(id);
  }

  async allow(id: string, rule: FirewallRule, options: CallOptions): Promise<void> {
    const firewall = lookUp(this.#context.store.firewalls, id, 'firewall', options);
    if (!firewall.rules.some((known) => same(known, rule))) firewall.rules = [...firewall.rules, plain(rule)];
  }

  async revoke(id: string, rule: FirewallRule, options: CallOptions): Promise<void> {
    const firewall = lookUp(this.#context.store.firewalls, id, 'firewall', options);
    firewall.rules = firewall.rules.filter((known) => !same(known, rule));
  }
}

const plain = ({ direction, protocol, fromPort, toPort, cidr, firewallId }: FirewallRule): FirewallRule => ({
  direction,
  protocol,
  fromPort,
  toPort,
  cidr,
  firewallId,
});

const same = (a: FirewallRule, b: FirewallRule): boolean => isDeepStrictEqual(plain(a), plain(b));

const toFirewall = (stored: StoredFirewall): Firewall => {
  const { idempotencyKey: _, ...firewall } = stored;
  return { ...firewall, raw: stored };
};
