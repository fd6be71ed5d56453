import type { EmulatorClock } from '../kit/clock.ts';
import type { EmulatorRequest } from '../kit/exchange.ts';
import type { ComputeState } from './compute/compute-state.ts';
import type { Catalog } from './identity/catalog.ts';
import type { Directory, Project } from './identity/directory.ts';
import type { Token, Tokens } from './identity/tokens.ts';
import type { ImageState } from './image/image-state.ts';
import type { NetworkState } from './network/network-state.ts';
import type { RackspaceState } from './rackspace/rackspace-state.ts';
import type { SwiftStore } from './swift/swift-store.ts';
import type { VolumeState } from './volume/volume-state.ts';

export type Flavour = 'openstack' | 'rackspace';

/** What all regions share. */
export interface Cloud {
  readonly flavour: Flavour;
  readonly clock: EmulatorClock;
  readonly transitionMs: number;
  readonly maxPageSize: number | undefined;
  readonly maxObjectBytes: number;
  readonly keystoneV2: boolean;
  readonly directory: Directory;
  readonly tokens: Tokens;
  readonly catalog: Catalog;
  /** What `WWW-Authenticate: Keystone uri=…` says. */
  readonly authUri: string;
  /** All of them: some services of Rackspace look into each. */
  readonly regions: () => readonly Region[];
}

/** One region: its own port, its own servers, images, volumes, networks and objects. */
export interface Region {
  readonly name: string;
  readonly origin: string;
  /** What links in answers begin with; differs from `origin` behind a TLS proxy. */
  readonly linkOrigin: string;
  readonly compute: ComputeState;
  readonly images: ImageState;
  readonly volumes: VolumeState;
  readonly networks: NetworkState;
  readonly objects: SwiftStore;
  readonly rackspace: RackspaceState;
}

/** A request of somebody known, in one project. */
export interface ServiceCall {
  readonly cloud: Cloud;
  readonly region: Region;
  readonly request: EmulatorRequest;
  readonly token: Token;
  readonly project: Project;
  readonly now: number;
}

/** The most rows of a page: the asked limit, cut to the service's maximum and to the emulator's own option. */
export function pageLimit(cloud: Cloud, asked: number | undefined, maximum: number, standard: number = maximum): number {
  return Math.min(asked ?? standard, maximum, cloud.maxPageSize ?? maximum);
}
