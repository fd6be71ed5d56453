import { CloudError, isCloudError, type MultipartUpload } from '@portolan/core/driver';
import type { Patience } from '../../patience.ts';
import type { Claim, Transfers } from '../transfers/transfers.ts';
import { UPLOADING } from './description.ts';
import type { ObjectDisks } from './disks.ts';

const TEMPORARY = /^portolan-upload-[0-9a-f-]{36}$/;

/** An upload that waits to be gone on with: the disk, its image transfer, and up to where its bytes are on the storage. */
export interface KeptUpload {
  readonly diskId: string;
  readonly transferId: string;
  readonly alias: string;
  readonly safeBytes: number;
}

export const toUpload = (bucket: string, key: string, { diskId, transferId, alias, safeBytes }: KeptUpload): MultipartUpload => ({
  bucket,
  key,
  id: diskId,
  state: { transfer: transferId, alias, safe: String(safeBytes) },
});

/** As it comes out of a token: a stranger's, until it was looked at. */
export function keptUpload({ id, state = {} }: MultipartUpload): KeptUpload {
  const { transfer: transferId = '', alias = '', safe = '' } = state;
  const safeBytes = /^\d{1,15}$/.test(safe) ? Number(safe) : Number.NaN;
  if (transferId !== '' && TEMPORARY.test(alias) && !Number.isNaN(safeBytes)) return { diskId: id, transferId, alias, safeBytes };
  throw new CloudError('invalid-argument', 'the upload to go on with is none of this cloud’s', { outcome: 'not-done' });
}

/** Where an upload that was kept stands. A token must lead to no disk but one that was made for an upload, and to no transfer but that disk's. */
export async function claimOf(kept: KeptUpload, disks: ObjectDisks, transfers: Transfers, patience: Patience): Promise<Claim | undefined> {
  try {
    const { alias, description } = await disks.namesOf(kept.diskId, patience.options);
    if (alias !== kept.alias || description !== UPLOADING) return undefined;
    const { diskId, inactivitySeconds } = await transfers.claimedBy(kept.transferId, patience.options);
    return diskId === kept.diskId ? { diskId, inactivitySeconds, id: kept.transferId } : undefined;
  } catch (error) {
    if (isCloudError(error, 'not-found')) return undefined;
    throw error;
  }
}
