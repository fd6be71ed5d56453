// BLAKE2b after RFC 7693, unkeyed, with a digest of 32 bytes. node:crypto has only the 64 byte one, and the length is part of the hash's
// parameters, so that cutting the longer digest does not give the shorter. 64 bit words are pairs of 32 bit halves, low half first.

const IV = new Uint32Array([
  0xf3bcc908, 0x6a09e667, 0x84caa73b, 0xbb67ae85, 0xfe94f82b, 0x3c6ef372, 0x5f1d36f1, 0xa54ff53a, 0xade682d1, 0x510e527f, 0x2b3e6c1f, 0x9b05688c, 0xfb41bd6b,
  0x1f83d9ab, 0x137e2179, 0x5be0cd19,
]);

const SIGMA: readonly (readonly number[])[] = [
  [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
  [14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3],
  [11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4],
  [7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8],
  [9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13],
  [2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9],
  [12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11],
  [13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10],
  [6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5],
  [10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0],
];

/** All twelve rounds in one row, as indexes of low halves. */
const SCHEDULE = Uint8Array.from([...SIGMA, ...SIGMA.slice(0, 2)].flat(), (index) => 2 * index);

const BLOCK = 128;
const DIGEST = 32;

export function blake2b256(input: Buffer): Buffer {
  const h = new Uint32Array(IV);
  h[0] = ((h[0] ?? 0) ^ 0x01010000 ^ DIGEST) >>> 0;
  const last = Math.max(0, Math.ceil(input.length / BLOCK) - 1);
  const m = new Uint32Array(32);
  const padded = Buffer.alloc(BLOCK);
  for (let index = 0; index <= last; index += 1) {
    const end = index === last ? input.length : (index + 1) * BLOCK;
    let block = input.subarray(index * BLOCK, end);
    if (block.length < BLOCK) {
      padded.fill(0);
      block.copy(padded);
      block = padded;
    }
    for (let i = 0; i < 32; i += 1) m[i] = block.readUInt32LE(i * 4);
    compress(h, m, end, index === last);
  }
  const out = Buffer.alloc(DIGEST);
  for (let i = 0; i < DIGEST / 4; i += 1) out.writeUInt32LE(h[i] ?? 0, i * 4);
  return out;
}

const v = new Uint32Array(32);

function compress(h: Uint32Array, m: Uint32Array, counted: number, final: boolean): void {
  v.set(h, 0);
  v.set(IV, 16);
  v[24] = ((v[24] as number) ^ (counted >>> 0)) >>> 0;
  v[25] = ((v[25] as number) ^ Math.floor(counted / 0x1_0000_0000)) >>> 0;
  if (final) {
    v[28] = ~(v[28] as number) >>> 0;
    v[29] = ~(v[29] as number) >>> 0;
  }
  for (let at = 0; at < SCHEDULE.length; ) {
    for (let column = 0; column < 8; column += 2, at += 2)
      mix(column, 8 + column, 16 + column, 24 + column, m, SCHEDULE[at] as number, SCHEDULE[at + 1] as number);
    for (let column = 0; column < 8; column += 2, at += 2) {
      mix(column, 8 + ((column + 2) & 7), 16 + ((column + 4) & 7), 24 + ((column + 6) & 7), m, SCHEDULE[at] as number, SCHEDULE[at + 1] as number);
    }
  }
  for (let i = 0; i < 16; i += 1) h[i] = ((h[i] as number) ^ (v[i] as number) ^ (v[i + 16] as number)) >>> 0;
}

/** v[a] += v[from] (+ m[x]); indexes are of the low halves. All indexes are constants within the arrays. */
function add(a: number, low: number, high: number): void {
  const sum = (v[a] as number) + low;
  v[a + 1] = ((v[a + 1] as number) + high + (sum >= 0x1_0000_0000 ? 1 : 0)) >>> 0;
  v[a] = sum >>> 0;
}

/** v[to] = (v[to] ^ v[by]) rotated right. */
function turn(to: number, by: number, bits: 32 | 24 | 16 | 63): void {
  const low = ((v[to] as number) ^ (v[by] as number)) >>> 0;
  const high = ((v[to + 1] as number) ^ (v[by + 1] as number)) >>> 0;
  if (bits === 32) {
    v[to] = high;
    v[to + 1] = low;
  } else if (bits === 63) {
    v[to] = ((low << 1) | (high >>> 31)) >>> 0;
    v[to + 1] = ((high << 1) | (low >>> 31)) >>> 0;
  } else {
    v[to] = ((low >>> bits) | (high << (32 - bits))) >>> 0;
    v[to + 1] = ((high >>> bits) | (low << (32 - bits))) >>> 0;
  }
}

function mix(a: number, b: number, c: number, d: number, m: Uint32Array, x: number, y: number): void {
  add(a, v[b] as number, v[b + 1] as number);
  add(a, m[x] as number, m[x + 1] as number);
  turn(d, a, 32);
  add(c, v[d] as number, v[d + 1] as number);
  turn(b, c, 24);
  add(a, v[b] as number, v[b + 1] as number);
  add(a, m[y] as number, m[y + 1] as number);
  turn(d, a, 16);
  add(c, v[d] as number, v[d + 1] as number);
  turn(b, c, 63);
}
