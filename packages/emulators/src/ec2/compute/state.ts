import { randomBytes } from 'node:crypto';
import type { EmulatorClock } from '../../kit/clock.ts';
import type { Flavour } from '../flavour.ts';
import { Ec2Error } from '../query/ec2-error.ts';
import type { ElasticAddress, Image, Instance, KeyPair, Resource, SecurityGroup, Snapshot, Subnet, Volume, Vpc } from './entities.ts';
import { type InstanceType, instanceTypesOf } from './instance-type-catalog.ts';
import { Timeline } from './timeline.ts';

export interface StateOptions {
  readonly flavour: Flavour;
  readonly clock: EmulatorClock;
  readonly region: string;
  readonly accountId: string;
  readonly transitionMs: number;
  readonly consistencyMs: number;
  /** Largest page of a list. */
  readonly pageLimit: number;
  readonly networking: 'classic' | 'vpc';
  readonly maxAddresses: number;
}

/** A call made once: the token it carried, what it asked, what came of it. */
export interface RememberedCall {
  readonly fingerprint: string;
  /** Id of what was made: a reservation, a volume. */
  readonly resultId: string;
}

const MAX_PAGE = 1000;

/** Everything in the emulated region. */
export class Ec2State {
  readonly flavour: Flavour;
  readonly clock: EmulatorClock;
  readonly region: string;
  readonly accountId: string;
  readonly transitionMs: number;
  readonly networking: 'classic' | 'vpc';
  readonly maxAddresses: number;
  readonly pageLimit: number;
  readonly timeline: Timeline = new Timeline();
  readonly instanceTypes: readonly InstanceType[];
  readonly images: Map<string, Image> = new Map();
  readonly instances: Map<string, Instance> = new Map();
  readonly volumes: Map<string, Volume> = new Map();
  readonly snapshots: Map<string, Snapshot> = new Map();
  readonly keyPairs: Map<string, KeyPair> = new Map();
  readonly groups: Map<string, SecurityGroup> = new Map();
  readonly addresses: Map<string, ElasticAddress> = new Map();
  readonly vpcs: Map<string, Vpc> = new Map();
  readonly subnets: Map<string, Subnet> = new Map();
  /** Resources of further kinds, by the name tags have for them. */
  readonly extras: Map<string, Map<string, Resource>> = new Map();
  /** Accounts that images and snapshots are shared with. */
  readonly sharedWith: Map<string, ReadonlySet<string>> = new Map();
  readonly calls: Map<string, RememberedCall> = new Map();
  readonly #consistencyMs: number;
  #sequence = 0;
  #privateHost = 4;
  #publicHost = 1;

  constructor(options: StateOptions) {
    this.flavour = options.flavour;
    this.clock = options.clock;
    this.region = options.region;
    this.accountId = options.accountId;
    this.transitionMs = options.transitionMs;
    this.networking = options.networking;
    this.maxAddresses = options.maxAddresses;
    this.pageLimit = Math.min(options.pageLimit, MAX_PAGE);
    this.instanceTypes = instanceTypesOf(options.flavour);
    this.#consistencyMs = options.consistencyMs;
  }

  get now(): number {
    return this.clock.now();
  }

  get zones(): readonly string[] {
    return this.flavour.zones;
  }

  settle(): void {
    this.timeline.settle(this.now);
  }

  /** Plans a change one transition from now. */
  later(key: string, apply: (due: number) => void): void {
    this.timeline.plan(key, this.now + this.transitionMs, apply);
  }

  newId(prefix: string): string {
    return `${prefix}-${randomBytes(9).toString('hex').slice(0, this.flavour.idDigits)}`;
  }

  /** The fields every new resource has. */
  born(prefix: string): Pick<Resource, 'id' | 'ownerId' | 'sequence' | 'visibleAt' | 'tags'> {
    return { id: this.newId(prefix), ownerId: this.accountId, sequence: this.#sequence++, visibleAt: this.now + this.#consistencyMs, tags: new Map() };
  }

  nextSequence(): number {
    return this.#sequence++;
  }

  visible<T extends Resource>(map: ReadonlyMap<string, T>): T[] {
    const now = this.now;
    return [...map.values()].filter((item) => item.visibleAt <= now);
  }

  /** Eucalyptus takes ids in any letter case. */
  find<T extends Resource>(map: ReadonlyMap<string, T>, id: string): T | undefined {
    const item = map.get(id) ?? (this.flavour.name === 'eucalyptus' ? map.get(id.toLowerCase()) : undefined);
    return item !== undefined && item.visibleAt <= this.now ? item : undefined;
  }

  instanceType(name: string): InstanceType {
    const found = this.instanceTypes.find((type) => type.name === name);
    if (found === undefined) throw new Ec2Error('InvalidParameterValue', `Invalid value '${name}' for InstanceType.`);
    return found;
  }

  nextPrivateAddress(): string {
    const host = this.#privateHost++;
    return `${this.networking === 'vpc' ? '172.31' : '10.13'}.${(host >> 8) & 255}.${host & 255}`;
  }

  nextPublicAddress(): string {
    const host = this.#publicHost++;
    return `203.0.${113 + ((host >> 8) & 127)}.${host & 255}`;
  }
}
