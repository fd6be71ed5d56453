import { CloudError, encodePathSegment } from '@portolan/core/driver';
import { vmPath } from '../servers/requests.ts';

/** Where a snapshot is. The engine knows it below its VM alone, so an id is both: `VM/SNAPSHOT`. */
export interface SnapshotPlace {
  readonly vmId: string;
  readonly snapshotId: string;
  readonly path: string;
}

export function placeOf(id: string): SnapshotPlace {
  const [, vmId, snapshotId] = /^([^/]+)\/([^/]+)$/.exec(id) ?? [];
  if (vmId === undefined || snapshotId === undefined)
    throw new CloudError('not-found', 'there is no such snapshot: an id is the server’s and the snapshot’s with a slash between', { outcome: 'not-done' });
  return { vmId, snapshotId, path: `${vmPath(vmId)}/snapshots/${encodePathSegment(snapshotId)}` };
}
