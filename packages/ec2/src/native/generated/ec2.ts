// Written by generator/generate.mjs from generator/services. Do not edit.
import type { AddressesActions } from './ec2/addresses.ts';
import type { ClassicLinkActions } from './ec2/classic-link.ts';
import type { ImagesActions } from './ec2/images.ts';
import type { InstanceTypesActions } from './ec2/instance-types.ts';
import type { InstancesActions } from './ec2/instances.ts';
import type { KeyPairsActions } from './ec2/key-pairs.ts';
import type { NetworkAclsActions } from './ec2/network-acls.ts';
import type { NetworkInterfacesActions } from './ec2/network-interfaces.ts';
import type { PeeringActions } from './ec2/peering.ts';
import type { PlacementGroupsActions } from './ec2/placement-groups.ts';
import type { PlacesActions } from './ec2/places.ts';
import type { ReservedInstancesActions } from './ec2/reserved-instances.ts';
import type { RoutesActions } from './ec2/routes.ts';
import type { SecurityGroupsActions } from './ec2/security-groups.ts';
import type { SnapshotsActions } from './ec2/snapshots.ts';
import type { SpotActions } from './ec2/spot.ts';
import type { TagsActions } from './ec2/tags.ts';
import type { VolumesActions } from './ec2/volumes.ts';
import type { VpcsActions } from './ec2/vpcs.ts';
import type { VpnActions } from './ec2/vpn.ts';

export type * from './ec2/addresses.ts';
export type * from './ec2/classic-link.ts';
export type * from './ec2/images.ts';
export type * from './ec2/instance-types.ts';
export type * from './ec2/instances.ts';
export type * from './ec2/key-pairs.ts';
export type * from './ec2/network-acls.ts';
export type * from './ec2/network-interfaces.ts';
export type * from './ec2/peering.ts';
export type * from './ec2/placement-groups.ts';
export type * from './ec2/places.ts';
export type * from './ec2/reserved-instances.ts';
export type * from './ec2/routes.ts';
export type * from './ec2/security-groups.ts';
export type * from './ec2/shapes.ts';
export type * from './ec2/snapshots.ts';
export type * from './ec2/spot.ts';
export type * from './ec2/tags.ts';
export type * from './ec2/volumes.ts';
export type * from './ec2/vpcs.ts';
export type * from './ec2/vpn.ts';

export interface Ec2Actions
  extends AddressesActions,
    ClassicLinkActions,
    ImagesActions,
    InstanceTypesActions,
    InstancesActions,
    KeyPairsActions,
    NetworkAclsActions,
    NetworkInterfacesActions,
    PeeringActions,
    PlacementGroupsActions,
    PlacesActions,
    ReservedInstancesActions,
    RoutesActions,
    SecurityGroupsActions,
    SnapshotsActions,
    SpotActions,
    TagsActions,
    VolumesActions,
    VpcsActions,
    VpnActions {}
