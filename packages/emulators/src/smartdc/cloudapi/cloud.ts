import type { EmulatorClock } from '../../kit/clock.ts';
import type { Accounts } from '../identity/accounts.ts';
import type { ExportTarget } from '../manta/exports.ts';
import type { FirewallRule, Image, Network, Package, Vlan } from './catalog.ts';
import type { Limit } from './limits.ts';
import { settle } from './machines/jobs.ts';
import type { Machine } from './machines/machine.ts';
import { type Migration, settleMigrations } from './machines/migrations.ts';
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
  readonly limits?: readonly Limit[];
  readonly userMigrations?: boolean;
  readonly approvedForProvisioning?: boolean;
  readonly delegateDatasets?: boolean;
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
  readonly limits: readonly Limit[];
  /** Whether accounts may migrate their machines themselves. */
  readonly userMigrations: boolean;
  readonly approvedForProvisioning: boolean;
  readonly delegateDatasets: boolean;
  /** Set while the datacenter is being upgraded: reads alone are served. */
  maintenance: { readonly until: string | undefined } | undefined;
  readonly migrations: Migration[] = [];
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
  /** How many of the next images made of machines end in `failed`. */
  failingImages = 0;
  /** The other datacenters, by name. */
  readonly siblings: Map<string, Cloud> = new Map();
  /** Where images are exported to. */
  exports: ExportTarget | undefined;

  constructor(options: CloudOptions) {
    this.datacenter = options.datacenter;
    this.clock = options.clock;
    this.accounts = options.accounts;
    this.transitionMs = options.transitionMs;
    this.maxPageSize = options.maxPageSize;
    this.images = options.images;
    this.packages = options.packages;
    this.networks = options.networks;
    this.limits = options.limits ?? [];
    this.delegateDatasets = options.delegateDatasets === true;
    this.userMigrations = options.userMigrations ?? true;
    this.approvedForProvisioning = options.approvedForProvisioning ?? true;
  }

  /** The account's own choice, else the fabric network that is there from the beginning. */
  defaultNetworkOf(accountId: string): string | undefined {
    return this.defaultNetworks.get(accountId) ?? this.networks.find((network) => network.fabric !== undefined && network.ownerId === undefined)?.id;
  }

  /** Called before each request: whatever has fallen due happens now. */
  settle(nowMs: number): void {
    for (const machine of this.machines) settle(machine, nowMs);
    settleMigrations(this, nowMs);
    this.volumes = settleVolumes(this.volumes, nowMs);
    for (const image of this.images) {
      if (image.activeAtMs !== undefined && image.activeAtMs <= nowMs) {
        image.state = image.fails === true ? 'failed' : 'active';
        if (image.fails === true) image.error = { code: 'PrepareImageDidNotRun', message: 'prepare-image script did not run' };
        delete image.activeAtMs;
      }
    }
  }
}
