import { createHash } from 'node:crypto';
import { ApiError, invalidArgument, missingParameter } from '../api-error.ts';
import type { Image, Package } from '../catalog.ts';
import { isHvm } from './machine.ts';

/** A disk of a bhyve or kvm machine. */
export interface Disk {
  readonly id: string;
  readonly pciSlot: string;
  sizeMiB: number;
  readonly blockSize: number;
  readonly boot: boolean;
  readonly imageId?: string;
  /** What a queued or running job does to it. */
  task?: 'creating' | 'resizing' | 'deleting';
}

export const MAX_DISKS = 8;
const BLOCK_SIZE = 8192;

/** vmadm's slots: `0:4:0` is the boot disk's. */
export const freeSlot = (disks: readonly Pick<Disk, 'pciSlot'>[]): string => {
  const taken = new Set(disks.map((disk) => disk.pciSlot));
  return Array.from({ length: MAX_DISKS }, (_, index) => `0:4:${index}`).find((slot) => !taken.has(slot)) ?? '0:5:0';
};

/** Disks without an id of their own get one from machine and slot, always the same. */
export function diskId(machineId: string, pciSlot: string): string {
  const hex = createHash('sha1').update(`${machineId}/${pciSlot}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

export const usedMiB = (disks: readonly Disk[]): number => disks.reduce((sum, disk) => sum + disk.sizeMiB, 0);

/**
 * The disks a new machine gets (`lib/machines.js` getCreateOptions()): the image's and one as large as the package says; with a
 * flexible package the two share the package's space, or `disks` says how it is cut.
 */
export function layOut(machineId: string, brand: string, image: Image, size: Package, asked: unknown): Disk[] {
  if (!isHvm(brand)) return [];
  const flexible = size.flexibleDisk === true;
  const imageMiB = image.imageSizeMiB ?? 0;
  if (asked !== undefined && asked !== null && !flexible) {
    throw invalidArgument('The use of `disks` is only supported if the package has the flexible_disk attr set to true');
  }
  const wanted = flexible ? (readDisks(asked) ?? readDisks(size.disks)) : undefined;
  const sizes = wanted === undefined ? [imageMiB, flexible ? size.diskMiB - imageMiB : size.diskMiB] : cut(wanted, size.diskMiB, imageMiB);
  return sizes.map((sizeMiB, index) => {
    const pciSlot = `0:4:${index}`;
    const given = wanted?.[index];
    return {
      id: given?.id ?? diskId(machineId, pciSlot),
      pciSlot,
      sizeMiB,
      blockSize: given?.block_size ?? BLOCK_SIZE,
      boot: index === 0,
      ...(index === 0 ? { imageId: image.id } : {}),
    };
  });
}

export const newDisk = (machineId: string, pciSlot: string, sizeMiB: number): Disk => ({
  id: diskId(machineId, pciSlot),
  pciSlot,
  sizeMiB,
  blockSize: BLOCK_SIZE,
  boot: false,
});

interface AskedDisk {
  readonly id?: string;
  readonly size?: number | 'remaining';
  readonly block_size?: number;
}

function readDisks(asked: unknown): AskedDisk[] | undefined {
  if (asked === undefined || asked === null) return undefined;
  if (!Array.isArray(asked) || asked.length === 0) throw badDisks('must be an array of disks');
  if (asked.length > MAX_DISKS) throw invalidArgument(`A maximum of ${MAX_DISKS} disks per VM are supported`);
  return asked.map((entry: unknown, index) => {
    if (typeof entry !== 'object' || entry === null) throw badDisks(`disk ${index} is not an object`);
    const { id, size, block_size: blockSize } = entry as { id?: unknown; size?: unknown; block_size?: unknown };
    if (blockSize !== undefined) {
      // Looked at once the image has been put into the first disk, which may have no other block size than the image's.
      if (index === 0) throw invalidArgument('Cannot set block_size and image_uuid.');
      if (!isBlockSize(blockSize))
        throw invalidArgument(`Invalid block_size: ${JSON.stringify(blockSize)} on disk: ${index}. Must be 512-131072 and a power of 2.`);
    }
    if (size !== undefined && size !== 'remaining' && !(typeof size === 'number' && Number.isInteger(size) && size > 0)) {
      throw badDisks(`disk ${index}: size must be a positive integer or "remaining"`);
    }
    return {
      ...(typeof id === 'string' ? { id } : {}),
      ...(size === undefined ? {} : { size: size as number | 'remaining' }),
      ...(isBlockSize(blockSize) ? { block_size: blockSize } : {}),
    };
  });
}

const isBlockSize = (value: unknown): value is number => typeof value === 'number' && value >= 512 && value <= 131_072 && Number.isInteger(Math.log2(value));

const badDisks = (message: string): ApiError =>
  new ApiError(409, 'ValidationFailed', 'Invalid VM parameters', { errors: [{ field: 'disks', code: 'Invalid', message }] });

/** Sizes of the disks asked for: the boot disk defaults to its image's, one may take what remains, and all must fit the package. */
function cut(disks: readonly AskedDisk[], quotaMiB: number, imageMiB: number): number[] {
  if (disks.filter((disk) => disk.size === 'remaining').length > 1) throw invalidArgument('Only one disk.size can be set to `remaining`');
  const fixed = disks.map((disk, index) => {
    if (disk.size === undefined && index > 0) throw missingParameter('disk.size must be set if disk is not the boot disk');
    return disk.size === 'remaining' ? 0 : (disk.size ?? imageMiB);
  });
  const left = quotaMiB - fixed.reduce((sum, size) => sum + size, 0);
  const sizes = fixed.map((size, index) => (disks[index]?.size === 'remaining' ? left : size));
  if (left < 0 || (disks[0]?.size === 'remaining' && imageMiB > left)) {
    throw invalidArgument('The size of the disks must not be greater than the package quota');
  }
  if ((sizes[0] ?? 0) < imageMiB) throw invalidArgument('Size must be greater than or equal to image size for the boot disk');
  return sizes;
}
