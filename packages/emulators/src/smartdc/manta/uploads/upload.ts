import { randomUUID } from 'node:crypto';
import type { Account } from '../../identity/accounts.ts';
import { MantaError } from '../manta-error.ts';
import type { DirectoryEntry } from '../tree.ts';

export const MAX_PARTS = 800;
/** How many characters of the id name the directory above it; muskie's default. The id ends in this digit. */
const PREFIX_LENGTH = 3;

export interface Upload {
  readonly id: string;
  readonly owner: Account;
  /** As given at creation, percent-encoded. */
  readonly objectPath: string;
  readonly headers: Readonly<Record<string, string | number>>;
  readonly copies: number;
  readonly createdMs: number;
  /** The parts, named `0` to `799`. */
  readonly parts: DirectoryEntry;
  result: 'committed' | 'aborted' | undefined;
  /** Of a committed upload: MD5 over the etags, one after the other. */
  partsMD5: string | undefined;
}

export const newUploadId = (): string => `${randomUUID().slice(0, -1)}${PREFIX_LENGTH.toString(16)}`;

export const prefixOf = (id: string): string => id.slice(0, Number.parseInt(id.at(-1) ?? '0', 16));

export const partsDirectory = (upload: Pick<Upload, 'id' | 'owner'>): string => `/${upload.owner.login}/uploads/${prefixOf(upload.id)}/${upload.id}`;

export const createProblem = (message: string): MantaError => new MantaError(409, 'MultipartUploadInvalidArgument', `cannot create upload: ${message}`);
export const argumentProblem = (id: string, message: string): MantaError => new MantaError(409, 'MultipartUploadInvalidArgument', `upload ${id}: ${message}`);
export const stateProblem = (id: string, message: string): MantaError => new MantaError(409, 'InvalidMultipartUploadState', `upload ${id}: ${message}`);

export function uploadView(upload: Upload): Record<string, unknown> {
  const view = {
    id: upload.id,
    state: upload.result === undefined ? 'created' : 'done',
    ...(upload.result === undefined ? { partsDirectory: partsDirectory(upload) } : {}),
    targetObject: upload.objectPath,
    headers: upload.headers,
    numCopies: upload.copies,
    creationTimeMs: upload.createdMs,
  };
  if (upload.result === undefined) return view;
  return { ...view, ...(upload.result === 'committed' ? { partsMD5Summary: upload.partsMD5 } : {}), result: upload.result };
}
