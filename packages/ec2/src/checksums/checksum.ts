import { createHash } from 'node:crypto';
import { crc32, crc32c } from './crc32.ts';
import { crc64nvme, NOTHING } from './crc64nvme.ts';

/** Checksums that S3 compares uploads with and keeps: `x-amz-checksum-crc32c`. In the order in which S3's own clients prefer them. */
export const CHECKSUM_ALGORITHMS = ['crc64nvme', 'crc32c', 'crc32', 'sha1', 'sha256'] as const;
export type ChecksumAlgorithm = (typeof CHECKSUM_ALGORITHMS)[number];

/** A checksum of bytes that come one after the other. */
export interface RunningChecksum {
  update(bytes: Uint8Array): void;
  /** As headers have it: the digest, most significant byte first, in base64. Called once. */
  base64(): string;
}

export function runningChecksum(algorithm: ChecksumAlgorithm): RunningChecksum {
  switch (algorithm) {
    case 'crc32':
      return running32(crc32);
    case 'crc32c':
      return running32(crc32c);
    case 'crc64nvme':
      return running64();
    case 'sha1':
    case 'sha256': {
      const hash = createHash(algorithm);
      return { update: (bytes) => void hash.update(bytes), base64: () => hash.digest('base64') };
    }
  }
}

export function checksumOf(algorithm: ChecksumAlgorithm, bytes: Uint8Array): string {
  const checksum = runningChecksum(algorithm);
  checksum.update(bytes);
  return checksum.base64();
}

/** Characters that a checksum has in base64, known before its bytes are. */
export const checksumLength = (algorithm: ChecksumAlgorithm): number => ({ crc32: 8, crc32c: 8, crc64nvme: 12, sha1: 28, sha256: 44 })[algorithm];

export const checksumHeader = (algorithm: ChecksumAlgorithm): string => `x-amz-checksum-${algorithm}`;

/** `CRC32C`, as documents and `x-amz-sdk-checksum-algorithm` name it; undefined for one that is not known here. */
export function algorithmNamed(name: string): ChecksumAlgorithm | undefined {
  return CHECKSUM_ALGORITHMS.find((known) => known === name.toLowerCase());
}

function running32(step: (bytes: Uint8Array, before: number) => number): RunningChecksum {
  let crc = 0;
  return {
    update: (bytes) => {
      crc = step(bytes, crc);
    },
    base64: () => {
      const digest = Buffer.alloc(4);
      digest.writeUInt32BE(crc);
      return digest.toString('base64');
    },
  };
}

function running64(): RunningChecksum {
  let crc = NOTHING;
  return {
    update: (bytes) => {
      crc = crc64nvme(bytes, crc);
    },
    base64: () => {
      const digest = Buffer.alloc(8);
      digest.writeUInt32BE(crc.high);
      digest.writeUInt32BE(crc.low, 4);
      return digest.toString('base64');
    },
  };
}
