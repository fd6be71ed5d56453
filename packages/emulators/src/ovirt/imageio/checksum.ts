import { createHash, getHashes } from 'node:crypto';
import type { BlockStore } from '../state/block-store.ts';
import { blake2b256 } from './blake2b.ts';

type Digest = (bytes: Buffer) => Buffer;

/** The digest that imageio means by a name; its `blake2b` has 32 bytes. */
export function digestOf(algorithm: string): Digest | undefined {
  if (algorithm === 'blake2b') return blake2b256;
  const name = algorithm.replace('sha3_', 'sha3-');
  if (!/^(md5|sha1|sha224|sha256|sha384|sha512|sha3-\d+)$/.test(name) || !getHashes().includes(name)) return undefined;
  return (bytes) => createHash(name).update(bytes).digest();
}

/** A hash over the hashes of the blocks, so that a hole costs nothing. The last block may be short. */
export function blockChecksum(store: BlockStore, sizeBytes: number, digest: Digest, blockSize: number): string {
  let zeroDigest: Buffer | undefined;
  const digests: Buffer[] = [];
  for (let at = 0; at < sizeBytes; at += blockSize) {
    const block = Buffer.alloc(Math.min(blockSize, sizeBytes - at));
    let empty = true;
    for (let done = 0; done < block.length; ) {
      const piece = store.peek(at + done, block.length - done);
      if (piece.bytes !== undefined) {
        piece.bytes.copy(block, done);
        empty = false;
      }
      done += piece.length;
    }
    const hole = empty && block.length === blockSize;
    const own = hole && zeroDigest !== undefined ? zeroDigest : digest(block);
    if (hole) zeroDigest = own;
    digests.push(own);
  }
  return digest(Buffer.concat(digests)).toString('hex');
}
