import { inflateRawSync } from 'node:zlib';
import { BLOCK_BYTES, BlockStore } from './block-store.ts';

// The QCOW2 format, after docs/interop/qcow2.txt of QEMU: big endian; L1 table, L2 tables, clusters of data; a reference count for each cluster.

const MAGIC = 0x514649fb;
const CLUSTER_BITS = 16;
const L2_ENTRIES = BLOCK_BYTES / 8;
const REFCOUNTS_PER_CLUSTER = BLOCK_BYTES / 2;
const COPIED = 1n << 63n;
const COMPRESSED = 1n << 62n;
const OFFSET_MASK = 0x00fffffffffffe00n;

/** A qcow2 file with this content: one cluster for each block that is held. */
export function writeQcow2(content: BlockStore, sizeBytes: number): BlockStore {
  const file = new BlockStore();
  const l1Entries = Math.max(1, Math.ceil(sizeBytes / (L2_ENTRIES * BLOCK_BYTES)));
  const l1Clusters = Math.ceil((l1Entries * 8) / BLOCK_BYTES);
  let next = 2 + l1Clusters;
  const l1 = Buffer.alloc(l1Clusters * BLOCK_BYTES);
  const l2Tables = new Map<number, { readonly at: number; readonly table: Buffer }>();
  for (const run of content.extents(sizeBytes)) {
    if (run.zero) continue;
    for (let at = run.start; at < run.start + run.length; at += BLOCK_BYTES) {
      const guest = at / BLOCK_BYTES;
      const index = Math.floor(guest / L2_ENTRIES);
      let l2 = l2Tables.get(index);
      if (l2 === undefined) {
        l2 = { at: next, table: Buffer.alloc(BLOCK_BYTES) };
        next += 1;
        l2Tables.set(index, l2);
        l1.writeBigUInt64BE(BigInt(l2.at * BLOCK_BYTES) | COPIED, index * 8);
      }
      l2.table.writeBigUInt64BE(BigInt(next * BLOCK_BYTES) | COPIED, (guest % L2_ENTRIES) * 8);
      const bytes = content.peek(at, BLOCK_BYTES).bytes;
      if (bytes !== undefined) file.write(next * BLOCK_BYTES, bytes);
      next += 1;
    }
  }
  for (const { at, table } of l2Tables.values()) file.write(at * BLOCK_BYTES, table);
  file.write(2 * BLOCK_BYTES, l1);
  let refcountClusters = 1;
  while (Math.ceil((next + refcountClusters) / REFCOUNTS_PER_CLUSTER) > refcountClusters) refcountClusters += 1;
  const refcountTable = Buffer.alloc(BLOCK_BYTES);
  const refcounts = Buffer.alloc(refcountClusters * BLOCK_BYTES);
  for (let i = 0; i < refcountClusters; i += 1) refcountTable.writeBigUInt64BE(BigInt((next + i) * BLOCK_BYTES), i * 8);
  for (let i = 0; i < next + refcountClusters; i += 1) refcounts.writeUInt16BE(1, i * 2);
  file.write(BLOCK_BYTES, refcountTable);
  file.write(next * BLOCK_BYTES, refcounts);
  file.write(0, header(sizeBytes, l1Entries));
  return file;
}

function header(sizeBytes: number, l1Entries: number): Buffer {
  const out = Buffer.alloc(112);
  out.writeUInt32BE(MAGIC, 0);
  out.writeUInt32BE(3, 4);
  out.writeUInt32BE(CLUSTER_BITS, 20);
  out.writeBigUInt64BE(BigInt(sizeBytes), 24);
  out.writeUInt32BE(l1Entries, 36);
  out.writeBigUInt64BE(BigInt(2 * BLOCK_BYTES), 40);
  out.writeBigUInt64BE(BigInt(BLOCK_BYTES), 48);
  out.writeUInt32BE(1, 56);
  out.writeUInt32BE(4, 96);
  out.writeUInt32BE(104, 100);
  return out;
}

/** The content of a qcow2 file, or undefined when it is none, or none that the storage would take (backing file, encryption, too big). */
export function readQcow2(file: BlockStore, sizeBytes: number): BlockStore | undefined {
  const head = bytesAt(file, 0, 104);
  if (head.readUInt32BE(0) !== MAGIC) return undefined;
  const version = head.readUInt32BE(4);
  const clusterBits = head.readUInt32BE(20);
  const virtualSize = Number(head.readBigUInt64BE(24));
  const refused = head.readBigUInt64BE(8) !== 0n || head.readUInt32BE(32) !== 0 || (version === 3 && head.readBigUInt64BE(72) !== 0n);
  if ((version !== 2 && version !== 3) || clusterBits < 9 || clusterBits > 21 || virtualSize > sizeBytes || refused) return undefined;
  const cluster = 2 ** clusterBits;
  const perL2 = cluster / 8;
  const content = new BlockStore();
  const l1Entries = Math.min(head.readUInt32BE(36), Math.ceil(virtualSize / (perL2 * cluster)));
  const l1 = bytesAt(file, Number(head.readBigUInt64BE(40)), l1Entries * 8);
  for (let i = 0; i < l1Entries; i += 1) {
    const l2At = Number(l1.readBigUInt64BE(i * 8) & OFFSET_MASK);
    if (l2At === 0) continue;
    const l2 = bytesAt(file, l2At, cluster);
    for (let j = 0; j < perL2; j += 1) {
      const entry = l2.readBigUInt64BE(j * 8);
      const guest = (i * perL2 + j) * cluster;
      const bytes = clusterOf(file, entry, clusterBits);
      if (bytes === undefined || guest >= virtualSize) continue;
      content.write(guest, bytes.subarray(0, virtualSize - guest));
    }
  }
  return content;
}

/** The data of an L2 entry; undefined for a hole. */
function clusterOf(file: BlockStore, entry: bigint, clusterBits: number): Buffer | undefined {
  const cluster = 2 ** clusterBits;
  if ((entry & COMPRESSED) !== 0n) {
    const split = BigInt(62 - (clusterBits - 8));
    const at = Number(entry & ((1n << split) - 1n));
    const sectors = Number((entry >> split) & ((1n << BigInt(clusterBits - 8)) - 1n)) + 1;
    return inflateRawSync(bytesAt(file, at, sectors * 512 - (at % 512)), { maxOutputLength: cluster });
  }
  const at = Number(entry & OFFSET_MASK);
  // The lowest bit: reads as zeros.
  return at === 0 || (entry & 1n) === 1n ? undefined : bytesAt(file, at, cluster);
}

function bytesAt(file: BlockStore, at: number, length: number): Buffer {
  const out = Buffer.alloc(length);
  for (let done = 0; done < length; ) {
    const piece = file.peek(at + done, length - done);
    piece.bytes?.copy(out, done);
    done += piece.length;
  }
  return out;
}
