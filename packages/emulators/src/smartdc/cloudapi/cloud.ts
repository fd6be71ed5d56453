import type { EmulatorClock } from '../../kit/clock.ts';
import type { Accounts } from '../identity/accounts.ts';
import type { FirewallRule, Image, Network, Package, Vlan } from './catalog.ts';
import { settle } from './machines/jobs.ts';
import type { Machine } from './machines/machine.ts';
import { settleVolumes, type Volume } from './volumes/volume.ts';

export interface CloudOptions {
  readonly datacenter: string;
  readonly clock: EmulatorClock;
  readonly accounts: Accounts;
  readonly transitionMs: number;
  readonly maxPageSize: number;
  readonly images: Image[];
  readonly packages: Package[];
  readonly networks: Network[];
}

/** One datacenter: everything behind one CloudAPI endpoint except accounts, which all datacenters share. */
export class Cloud {
  readonly datacenter: string;
  readonly clock: EmulatorClock;
  readonly accounts: Accounts;
  readonly transitionMs: number;
  readonly maxPageSize: number;
  readonly images: Image[];
  readonly packages: Package[];
  readonly networks: Network[];
  /** Newest first, as VMAPI lists them: what is created between two pages shifts the second. */
  readonly machines: Machine[] = [];
  readonly firewallRules: FirewallRule[] = [];
  readonly vlans: Vlan[] = [];
  volumes: Volume[] = [];
  /** Account id to the network docker containers and volumes go on, where the account chose one. */
  readonly defaultNetworks: Map<string, string> = new Map();
  /** Name to URL, filled once all ports are known. */
  readonly datacenters: Record<string, string> = {};
  readonly services: Record<string, string> = {};
  /** How many of the next provisions end in `failed`. */
  failingProvisions = 0;

  constructor(options: CloudOptions) {
    this.datacenter = options.datacenter;
    this.clock = options.clock;
    this.accounts = options.accounts;
    this.transitionMs = options.transitionMs;
    this.maxPageSize = options.maxPageSize;
    this.images = options.images;
    this.packages = options.packages;
    this.networks = options.networks;
  }

  /** The account's own choice, else the fabric network that is there from the beginning. */
  defaultNetworkOf(accountId: string): string | undefined {
    return this.defaultNetworks.get(accountId) ?? this.networks.find((network) => network.fabric !== undefined && network.ownerId === undefined)?.id;
  }

  /** Called before each request: whatever has fallen due happens now. */
  settle(nowMs: number): void {
    for (const machine of this.machines) settle(machine, nowMs);
    this.volumes = settleVolumes(this.volumes, nowMs);
    for (const image of this.images) {
      if (image.activeAtMs !== undefined && image.activeAtMs <= nowMs) {
        image.state = 'active';
        delete image.activeAtMs;
      }
    }
  }
}
