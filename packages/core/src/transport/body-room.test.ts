import { describe, expect, it } from 'vitest';
import { cloudError } from '../testing/rejection.ts';
import { PiecesRoom, TargetRoom } from './body-room.ts';

const KIB = 1024;

/** As a socket would: into the room there is, so many bytes at a time. */
function read(room: PiecesRoom, byteCount: number, at: number): Buffer {
  const piece = room.room.subarray(0, byteCount);
  for (let index = 0; index < piece.byteLength; index += 1) piece[index] = (at + index) % 251;
  return room.placed(piece);
}

describe('room for a stream', () => {
  it.each([1, 1_460, 65_536, 300_000])('is never written to twice, in reads of up to %d bytes', (most) => {
    const total = most === 1 ? 3_000 : 900_003;
    const room = new PiecesRoom(total);
    const pieces: Buffer[] = [];
    for (let at = 0; at < total; ) {
      const piece = read(room, Math.min(most, total - at), at);
      expect(piece.byteLength).toBeGreaterThan(0);
      pieces.push(piece);
      at += piece.byteLength;
    }
    const got = Buffer.concat(pieces);
    expect(got.byteLength).toBe(total);
    expect(got.every((byte, index) => byte === index % 251)).toBe(true);
  });

  it('is no more than there is to come, nor than 256 KiB at once', () => {
    expect(new PiecesRoom(3_000).room.byteLength).toBe(3_000);
    const room = new PiecesRoom(300 * KIB);
    expect(room.room.byteLength).toBe(256 * KIB);
    read(room, 256 * KIB, 0);
    expect(room.room.byteLength).toBe(44 * KIB);
  });

  it('takes a copy of what was read elsewhere, which is read into again', () => {
    const room = new PiecesRoom(100);
    const elsewhere = Buffer.from('abc');
    const placed = room.placed(elsewhere);
    elsewhere.fill(0);
    expect(placed.toString()).toBe('abc');
  });
});

describe('room in a caller’s memory', () => {
  it('takes what lies there as it is, and copies what does not', () => {
    const target = Buffer.alloc(6);
    const room = new TargetRoom(target);
    expect(room.placed(Buffer.from('abc')).toString()).toBe('abc');
    room.room.write('de');
    room.placed(room.room.subarray(0, 2));
    expect([target.toString('latin1', 0, 5), room.room.byteLength]).toEqual(['abcde', 1]);
  });

  it('refuses more than it holds, and writes nothing of it', async () => {
    const memory = Buffer.alloc(6);
    const room = new TargetRoom(memory.subarray(0, 3));
    expect(await cloudError(async () => room.placed(Buffer.from('abcd')))).toMatchObject({ code: 'protocol' });
    expect(memory.equals(Buffer.alloc(6))).toBe(true);
  });
});
