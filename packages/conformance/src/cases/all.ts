import type { ConformanceCase } from '../case.ts';
import { addressCases } from './addresses.ts';
import { badInputCases } from './bad-input.ts';
import { bucketCases } from './buckets.ts';
import { catalogueCases } from './catalogue.ts';
import { faultCases } from './faults.ts';
import { firewallCases } from './firewalls.ts';
import { folderCases } from './folders.ts';
import { keyPairCases } from './key-pairs.ts';
import { leftBehindCases } from './left-behind.ts';
import { markCases } from './marks.ts';
import { multipartCases } from './multipart.ts';
import { networkCases } from './networks.ts';
import { objectChangeCases } from './object-changes.ts';
import { objectListCases } from './object-lists.ts';
import { objectCases } from './objects.ts';
import { planCases } from './plans.ts';
import { portabilityCases } from './portability.ts';
import { programCases } from './program.ts';
import { serverLifeCases } from './server-life.ts';
import { serverPlacementCases } from './server-placement.ts';
import { serverCases } from './servers.ts';
import { shardCases } from './shards.ts';
import { snapshotCases } from './snapshots.ts';
import { transferFaultCases } from './transfer-faults.ts';
import { transferCases } from './transfers.ts';
import { undeclaredCases } from './undeclared.ts';
import { volumeCases } from './volumes.ts';

/** The whole suite, in the order it is run. */
export const ALL_CASES: readonly ConformanceCase[] = [
  ...undeclaredCases,
  ...catalogueCases,
  ...keyPairCases,
  ...serverCases,
  ...serverLifeCases,
  ...serverPlacementCases,
  ...volumeCases,
  ...leftBehindCases,
  ...markCases,
  ...planCases,
  ...snapshotCases,
  ...networkCases,
  ...firewallCases,
  ...addressCases,
  ...bucketCases,
  ...objectCases,
  ...objectChangeCases,
  ...objectListCases,
  ...multipartCases,
  ...transferCases,
  ...folderCases,
  ...shardCases,
  ...portabilityCases,
  ...programCases,
  ...badInputCases,
  ...faultCases,
  ...transferFaultCases,
];
