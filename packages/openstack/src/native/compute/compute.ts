import type { CallOptions } from '@portolan/core/driver';
import type { OpenstackClient } from '../../client.ts';
import type { VersionRange } from '../microversions.ts';
import { NovaAccount } from './account.ts';
import { NovaAdministration } from './administration.ts';
import { NovaInterfaces, NovaVolumeAttachments } from './attachments.ts';
import { NovaFlavors } from './flavors.ts';
import { NovaInstanceActions } from './instance-actions.ts';
import { NovaKeyPairs } from './key-pairs.ts';
import { NovaCalls } from './nova-calls.ts';
import { RackspaceNetworks, RackspaceVirtualInterfaces } from './rackspace-networks.ts';
import { NovaServerGroups } from './server-groups.ts';
import { NovaServers } from './servers/servers.ts';

/** Nova's own calls. Members of what goes in and comes out are spelled as Nova spells them. */
export class ComputeNative {
  readonly servers: NovaServers;
  readonly flavors: NovaFlavors;
  readonly keyPairs: NovaKeyPairs;
  readonly volumeAttachments: NovaVolumeAttachments;
  readonly interfaces: NovaInterfaces;
  readonly serverGroups: NovaServerGroups;
  readonly instanceActions: NovaInstanceActions;
  /** Limits, quotas, usage, zones. */
  readonly account: NovaAccount;
  readonly administration: NovaAdministration;
  /** At Rackspace alone. */
  readonly isolatedNetworks: RackspaceNetworks;
  /** At Rackspace alone. */
  readonly virtualInterfaces: RackspaceVirtualInterfaces;
  readonly #calls: NovaCalls;

  constructor(client: OpenstackClient) {
    const calls = new NovaCalls(client);
    this.#calls = calls;
    this.servers = new NovaServers(calls);
    this.flavors = new NovaFlavors(calls);
    this.keyPairs = new NovaKeyPairs(calls);
    this.volumeAttachments = new NovaVolumeAttachments(calls);
    this.interfaces = new NovaInterfaces(calls);
    this.serverGroups = new NovaServerGroups(calls);
    this.instanceActions = new NovaInstanceActions(calls);
    this.account = new NovaAccount(calls);
    this.administration = new NovaAdministration(calls);
    this.isolatedNetworks = new RackspaceNetworks(calls);
    this.virtualInterfaces = new RackspaceVirtualInterfaces(calls);
  }

  /** The microversions that the cloud speaks. */
  async microversions(options: CallOptions = {}): Promise<VersionRange> {
    return this.#calls.microversions.range(options);
  }

  /** The highest microversion up to this one that the cloud speaks; `undefined` where there are none. */
  async negotiate(highest: string, options: CallOptions = {}): Promise<string | undefined> {
    return this.#calls.microversions.negotiate(highest, options);
  }
}
