import { createHash, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { BlockHash } from './block-hash.ts';

const sha = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();
const expected = (bytes: Buffer, block: number): string => {
  const digests: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += block) digests.push(sha(bytes.subarray(at, at + block)));
  return sha(Buffer.concat(digests)).toString('hex');
};

describe('BlockHash', () => {
  it.each([1, 7, 64, 100, 1000])('is the digest of the digests of blocks, however the bytes come (by %d)', (size) => {
    const bytes = Buffer.concat([randomBytes(130), Buffer.alloc(300), randomBytes(77)]);
    const hash = new BlockHash('sha256', 64);
    for (let at = 0; at < bytes.length; at += size) hash.update(bytes.subarray(at, at + size));
    expect(hash.digest()).toBe(expected(bytes, 64));
  });

  it('counts zeroes that nobody holds', () => {
    const begin = randomBytes(50);
    const hash = new BlockHash('sha256', 64);
    hash.update(begin);
    hash.zero(300);
    expect(hash.digest()).toBe(expected(Buffer.concat([begin, Buffer.alloc(300)]), 64));
  });
});
