import { describe, expect, it } from 'vitest';
import { type ChecksumAlgorithm, checksumOf } from './checksums.ts';

// The check values of the CRC catalogue: over the nine digits.
const CHECK: Readonly<Record<ChecksumAlgorithm, string>> = {
  crc32: 'cbf43926',
  crc32c: 'e3069283',
  crc64nvme: 'ae8b14860a799888',
  sha1: 'f7c3bc1d808e04732adf679965ccc34ca7ae3441',
  sha256: '15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225',
};

describe('checksums', () => {
  for (const [name, expected] of Object.entries(CHECK)) {
    it(`${name} gives its catalogue value, in one piece and in two`, () => {
      expect(checksumOf(name as ChecksumAlgorithm, [Buffer.from('123456789')]).toString('hex')).toBe(expected);
      expect(checksumOf(name as ChecksumAlgorithm, [Buffer.from('1234'), Buffer.from('56789')]).toString('hex')).toBe(expected);
    });
  }
});
