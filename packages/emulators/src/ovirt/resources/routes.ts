import { Router } from '../wire/router.ts';
import { clusterRoutes } from './clusters.ts';
import { dataCenterRoutes } from './data-centers.ts';
import { diskAttachmentRoutes } from './disk-attachments.ts';
import { diskRoutes } from './disks.ts';
import { entryPointRoutes } from './entry-point.ts';
import { hostRoutes } from './hosts.ts';
import { imageTransferRoutes } from './image-transfers.ts';
import { instanceTypeRoutes } from './instance-types.ts';
import { jobRoutes } from './jobs.ts';
import { networkRoutes } from './networks.ts';
import { nicRoutes } from './nics.ts';
import { snapshotRoutes } from './snapshots.ts';
import { storageDomainRoutes } from './storage-domains.ts';
import { storageLifeRoutes } from './storage-life.ts';
import { tagRoutes } from './tags.ts';
import { templateRoutes } from './templates.ts';
import { vmActionRoutes } from './vm-actions.ts';
import { vmExtraRoutes } from './vm-extras.ts';
import { vmRoutes } from './vms.ts';

/** Every path of the API that this engine has. */
export function routes(): Router {
  const router = new Router();
  for (const add of [
    entryPointRoutes,
    dataCenterRoutes,
    clusterRoutes,
    hostRoutes,
    instanceTypeRoutes,
    networkRoutes,
    storageDomainRoutes,
    storageLifeRoutes,
    diskRoutes,
    templateRoutes,
    vmRoutes,
    vmActionRoutes,
    vmExtraRoutes,
    nicRoutes,
    diskAttachmentRoutes,
    snapshotRoutes,
    tagRoutes,
    imageTransferRoutes,
    jobRoutes,
  ]) {
    add(router);
  }
  return router;
}
