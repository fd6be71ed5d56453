import { allocate } from '../open/pools.ts';
import { Router } from '../wire/router.ts';
import { backupRoutes } from './backups.ts';
import { clusterRoutes } from './clusters.ts';
import { dataCenterRoutes } from './data-centers.ts';
import { diskActionRoutes } from './disk-actions.ts';
import { diskAttachmentRoutes } from './disk-attachments.ts';
import { diskRoutes } from './disks.ts';
import { entryPointRoutes } from './entry-point.ts';
import { externalImportRoutes } from './external-imports.ts';
import { hostRoutes } from './hosts.ts';
import { imageTransferRoutes } from './image-transfers.ts';
import { instanceTypeRoutes } from './instance-types.ts';
import { jobStepRoutes } from './job-steps.ts';
import { jobRoutes } from './jobs.ts';
import { networkRoutes } from './networks.ts';
import { nicRoutes } from './nics.ts';
import { permissionRoutes } from './permissions.ts';
import { snapshotPreviewRoutes } from './snapshot-preview.ts';
import { snapshotRoutes } from './snapshots.ts';
import { storageContentRoutes } from './storage-content.ts';
import { storageDomainRoutes } from './storage-domains.ts';
import { storageLifeRoutes } from './storage-life.ts';
import { tagRoutes } from './tags.ts';
import { templateRoutes } from './templates.ts';
import { vmActionRoutes } from './vm-actions.ts';
import { vmCdromRoutes } from './vm-cdroms.ts';
import { vmCopyRoutes } from './vm-copies.ts';
import { vmExtraRoutes } from './vm-extras.ts';
import { vmSmallActionRoutes } from './vm-small-actions.ts';
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
    diskActionRoutes,
    (to: Router) => to.on('POST /vmpools/{pool}/allocatevm', allocate),
    templateRoutes,
    vmRoutes,
    vmActionRoutes,
    vmSmallActionRoutes,
    vmCopyRoutes,
    vmCdromRoutes,
    vmExtraRoutes,
    backupRoutes,
    snapshotPreviewRoutes,
    nicRoutes,
    diskAttachmentRoutes,
    snapshotRoutes,
    tagRoutes,
    imageTransferRoutes,
    jobRoutes,
    jobStepRoutes,
    permissionRoutes,
    storageContentRoutes,
    externalImportRoutes,
  ]) {
    add(router);
  }
  return router;
}
