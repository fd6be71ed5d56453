import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { algorithmNamed, CHECKSUM_ALGORITHMS, type ChecksumAlgorithm, checksumLength, checksumOf, runningChecksum } from './checksum.ts';

const hexOf = (algorithm: ChecksumAlgorithm, text: string): string => Buffer.from(checksumOf(algorithm, Buffer.from(text)), 'base64').toString('hex');

/** Bit by bit, as the polynomials are defined. */
function slowly(bytes: Uint8Array, polynomial: bigint, width: bigint): string {
  const all = (1n << width) - 1n;
  let remainder = all;
  for (const byte of bytes) {
    remainder ^= BigInt(byte);
    for (let bit = 0; bit < 8; bit += 1) remainder = (remainder & 1n) === 0n ? remainder >> 1n : (remainder >> 1n) ^ polynomial;
  }
  return Buffer.from((remainder ^ all).toString(16).padStart(Number(width) / 4, '0'), 'hex').toString('base64');
}

describe('checksums', () => {
  // The check values of the catalogue of parametrised CRC algorithms, and of FIPS 180.
  it.each([
    ['crc32', 'cbf43926'],
    ['crc32c', 'e3069283'],
    ['crc64nvme', 'ae8b14860a799888'],
    ['sha1', 'f7c3bc1d808e04732adf679965ccc34ca7ae3441'],
    ['sha256', '15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225'],
  ] as const)('%s of 123456789 is %s', (algorithm, hex) => {
    expect(hexOf(algorithm, '123456789')).toBe(hex);
  });

  it.each([
    ['crc32', 0xedb88320n, 32n],
    ['crc32c', 0x82f63b78n, 32n],
    ['crc64nvme', 0x9a6c9329ac4bc9b5n, 64n],
  ] as const)('%s is the same bit by bit, for every length and alignment', (algorithm, polynomial, width) => {
    const pool = randomBytes(100);
    for (let length = 0; length <= 40; length += 1) {
      const bytes = pool.subarray(length % 7, (length % 7) + length);
      expect(checksumOf(algorithm, bytes), `${length} bytes`).toBe(slowly(bytes, polynomial, width));
    }
  });

  it.each(CHECKSUM_ALGORITHMS)('%s of pieces is that of the whole, and as long as was said', (algorithm) => {
    const bytes = randomBytes(10_000);
    const pieces = runningChecksum(algorithm);
    for (let at = 0, size = 1; at < bytes.byteLength; at += size, size += 13) pieces.update(bytes.subarray(at, at + size));
    const whole = checksumOf(algorithm, bytes);
    expect(pieces.base64()).toBe(whole);
    expect(whole).toHaveLength(checksumLength(algorithm));
    expect(algorithmNamed(algorithm.toUpperCase())).toBe(algorithm);
  });

  it('knows no other names', () => {
    expect(algorithmNamed('XXHASH64')).toBeUndefined();
  });
});
