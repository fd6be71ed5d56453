import type { Flavour } from '../flavour.ts';
import type { ActionTable } from '../query/action.ts';
import { consoleActions } from './console.ts';
import { imageActions } from './images.ts';
import { instanceAttributeActions } from './instance-attributes.ts';
import { awsInstanceTypeActions, eucalyptusInstanceTypeActions } from './instance-types.ts';
import { instanceActions } from './instances.ts';
import { keyPairActions } from './key-pairs.ts';
import { locationActions } from './locations.ts';
import { runInstancesActions } from './run-instances.ts';
import { tagActions } from './tags.ts';

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
  tagActions,
];
