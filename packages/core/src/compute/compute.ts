import type { GroupContext } from '../group.ts';
import { Addresses } from './addresses.ts';
import type { ComputeDriver } from './compute-driver.ts';
import { Firewalls } from './firewalls.ts';
import { Images } from './images.ts';
import { KeyPairs } from './key-pairs.ts';
import { Locations } from './locations.ts';
import { Networks } from './networks.ts';
import { Servers } from './servers.ts';
import { Sizes } from './sizes.ts';
import { Snapshots } from './snapshots.ts';
import { type SweepOptions, type SweepResult, sweep } from './sweep.ts';
import { computeKinds } from './sweep-kinds.ts';
import { Volumes } from './volumes.ts';

/**
 * Servers and what belongs to them, the same on every cloud. Every group is always here; one that the cloud lacks answers `unsupported`
 * (ask `group.supported`, or `cloud.capabilities`).
 */
export class Compute {
  readonly locations: Locations;
  readonly images: Images;
  readonly sizes: Sizes;
  readonly servers: Servers;
  readonly keyPairs: KeyPairs;
  readonly volumes: Volumes;
  readonly snapshots: Snapshots;
  readonly networks: Networks;
  readonly firewalls: Firewalls;
  readonly addresses: Addresses;

  readonly #context: GroupContext;

  constructor(context: GroupContext, driver: ComputeDriver | undefined) {
    this.#context = context;
    this.locations = new Locations(context, driver?.locations);
    this.images = new Images(context, driver?.images);
    this.sizes = new Sizes(context, driver?.sizes);
    this.servers = new Servers(context, driver?.servers);
    this.keyPairs = new KeyPairs(context, driver?.keyPairs);
    this.volumes = new Volumes(context, driver?.volumes);
    this.snapshots = new Snapshots(context, driver?.snapshots);
    this.networks = new Networks(context, driver?.networks);
    this.firewalls = new Firewalls(context, driver?.firewalls);
    this.addresses = new Addresses(context, driver?.addresses);
  }

  /**
   * As `cloud.sweep`, but for buckets: removes what was made with this `owner` and left behind, by programs that were killed, or failed to delete it. The
   * result names everything found and says what became of it and why; what could not be removed does not stop the rest. `unmarked` names what cannot
   * bear an owner on this cloud.
   */
  async sweep(options: SweepOptions): Promise<SweepResult> {
    return sweep(this.#context, 'compute.sweep', computeKinds(this.#context, this), options);
  }
}
