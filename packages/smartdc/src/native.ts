import type { Clock } from '@portolan/core/driver';
import type { CloudapiClient, MantaClient } from './client.ts';
import { NativeAccessKeys } from './native/access-keys.ts';
import { NativeAccount } from './native/account.ts';
import { Calls } from './native/calls.ts';
import { CloudapiNative } from './native/cloudapi.ts';
import { NativeConsoles, type SignCloudapiUrl } from './native/consoles.ts';
import { NativeDatacenters, NativeServices } from './native/datacenters.ts';
import { NativeFabrics } from './native/fabrics.ts';
import { NativeFirewallRules } from './native/firewall-rules.ts';
import { NativeImages } from './native/images.ts';
import { NativeKeys } from './native/keys.ts';
import { NativeMachines } from './native/machines/machines.ts';
import { MantaNative } from './native/manta/manta.ts';
import type { SignMantaUrl } from './native/manta/objects.ts';
import { NativeMigrations } from './native/migrations.ts';
import { NativeNetworks } from './native/networks.ts';
import { NativePackages } from './native/packages.ts';
import { NativeRoleTags } from './native/role-tags.ts';
import { NativePolicies, NativeRoles } from './native/roles.ts';
import { NativeUsers } from './native/users.ts';
import { NativeVolumes } from './native/volumes.ts';

export interface NativeParts {
  readonly cloudapi: CloudapiClient | undefined;
  readonly manta: MantaClient | undefined;
  readonly clock: Clock;
  readonly signCloudapiUrl: SignCloudapiUrl;
  readonly signMantaUrl: SignMantaUrl;
  /** The same credentials at another CloudAPI. */
  readonly elsewhere: (url: string) => SmartdcNative;
}

/**
 * `cloud.native` of this provider: all of CloudAPI and Manta in their own words. Nothing is cached and nothing is sent but by the call itself; answers are
 * plain data as the server sent them. Wherever an id is wanted, the thing that has it will do.
 */
export class SmartdcNative {
  /** Any call of CloudAPI that has no method here. */
  readonly cloudapi: CloudapiNative;
  readonly manta: MantaNative;
  readonly account: NativeAccount;
  readonly keys: NativeKeys;
  readonly accessKeys: NativeAccessKeys;
  readonly datacenters: NativeDatacenters<SmartdcNative>;
  readonly services: NativeServices;
  readonly images: NativeImages;
  readonly packages: NativePackages;
  readonly machines: NativeMachines;
  readonly migrations: NativeMigrations;
  readonly consoles: NativeConsoles;
  readonly networks: NativeNetworks;
  readonly fabrics: NativeFabrics;
  readonly firewallRules: NativeFirewallRules;
  readonly volumes: NativeVolumes;
  readonly users: NativeUsers;
  readonly roles: NativeRoles;
  readonly policies: NativePolicies;
  readonly roleTags: NativeRoleTags;

  constructor(parts: NativeParts) {
    const calls = new Calls(parts.cloudapi, parts.clock);
    this.cloudapi = new CloudapiNative(calls);
    this.manta = new MantaNative(parts.manta, parts.signMantaUrl);
    this.account = new NativeAccount(calls);
    this.keys = new NativeKeys(calls);
    this.accessKeys = new NativeAccessKeys(calls);
    this.datacenters = new NativeDatacenters(calls, parts.elsewhere);
    this.services = new NativeServices(calls);
    this.images = new NativeImages(calls);
    this.packages = new NativePackages(calls);
    this.machines = new NativeMachines(calls);
    this.migrations = new NativeMigrations(calls);
    this.consoles = new NativeConsoles(calls, parts.signCloudapiUrl);
    this.networks = new NativeNetworks(calls);
    this.fabrics = new NativeFabrics(calls);
    this.firewallRules = new NativeFirewallRules(calls);
    this.volumes = new NativeVolumes(calls);
    this.users = new NativeUsers(calls);
    this.roles = new NativeRoles(calls);
    this.policies = new NativePolicies(calls);
    this.roleTags = new NativeRoleTags(calls);
  }
}
