import type { Flavour } from '../flavour.ts';
import type { ActionTable } from '../query/action.ts';
import { addressActions } from './addresses.ts';
import { consoleActions } from './console.ts';
import { eucalyptusSilentActions } from './eucalyptus-silent-actions.ts';
import { imageActions } from './images.ts';
import { instanceAttributeActions } from './instance-attributes.ts';
import { awsInstanceTypeActions, eucalyptusInstanceTypeActions } from './instance-types.ts';
import { instanceActions } from './instances.ts';
import { keyPairActions } from './key-pairs.ts';
import { launchTemplateActions } from './launch-templates.ts';
import { locationActions } from './locations.ts';
import { metadataActions } from './metadata-options.ts';
import { networkActions } from './networks.ts';
import { permissionActions } from './permissions.ts';
import { placementGroupActions } from './placement-groups.ts';
import { runInstancesActions } from './run-instances.ts';
import { securityGroupActions } from './security-groups.ts';
import { snapshotActions } from './snapshots.ts';
import { spotActions } from './spot.ts';
import { tagActions } from './tags.ts';
import { volumeActions } from './volumes.ts';
import { dhcpOptionsActions } from './vpc/dhcp-options.ts';
import { gatewayActions } from './vpc/gateways.ts';
import { networkAclActions } from './vpc/network-acls.ts';
import { networkInterfaceActions } from './vpc/network-interfaces.ts';
import { routeTableActions } from './vpc/route-tables.ts';

/** All operations of the query API; a new resource adds its table here. */
export const actionTables = (flavour: Flavour): readonly ActionTable[] => [
  locationActions,
  imageActions,
  flavour.name === 'aws' ? awsInstanceTypeActions : eucalyptusInstanceTypeActions,
  runInstancesActions,
  instanceActions,
  instanceAttributeActions,
  consoleActions,
  keyPairActions,
  ...(flavour.name === 'eucalyptus' ? [eucalyptusSilentActions] : []),
  tagActions,
  securityGroupActions,
  volumeActions,
  snapshotActions,
  networkActions,
  addressActions,
  permissionActions,
  metadataActions,
  placementGroupActions,
  launchTemplateActions,
  spotActions,
  gatewayActions,
  routeTableActions,
  networkAclActions,
  networkInterfaceActions,
  dhcpOptionsActions,
];
