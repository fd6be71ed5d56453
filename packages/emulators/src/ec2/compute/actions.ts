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
import { locationActions } from './locations.ts';
import { networkActions } from './networks.ts';
import { runInstancesActions } from './run-instances.ts';
import { securityGroupActions } from './security-groups.ts';
import { snapshotActions } from './snapshots.ts';
import { tagActions } from './tags.ts';
import { volumeActions } from './volumes.ts';

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
];
