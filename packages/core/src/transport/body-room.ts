import { copyInto } from '../digest/digest.ts';
import { CloudError } from '../errors/cloud-error.ts';

/** Memory for a body that is read straight to where it is to be. */
export interface BodyRoom {
  /** Where the next bytes belong. */
  readonly room: Buffer;
  /** What has come, where it is to be: it is there already, or is put there now. */
  placed(piece: Buffer): Buffer;
}

const PIECE_BYTES = 256 * 1024;
/**
 * Young objects that are made, and left, with each piece. V8 counts pieces among what is old, and marks its whole heap after each 15 MiB of them where
 * the program is small (a sixth of a download's time); a young collection frees them for a tenth of that, and comes only when enough young objects were made.
 */
const YOUNG_WORDS = 8 * 1024;
/** Kept, or the compiler makes none. */
const young: { latest?: readonly undefined[] } = {};
/** What is left of a piece of memory when this little is left is not worth a read. */
const LEAST_BYTES = 64 * 1024;
/** Pieces begin where processors like it. */
const ALIGNED_BYTES = 64;

/** Memory for whoever reads a stream, who keeps what he gets: new whenever it is used up, and no more than there is to come. */
export class PiecesRoom implements BodyRoom {
  #left: number;
  #memory = Buffer.alloc(0);
  #used = 0;

  constructor(byteCount: number) {
    this.#left = byteCount;
  }

  get room(): Buffer {
    if (this.#memory.byteLength - this.#used < Math.min(LEAST_BYTES, this.#left)) {
      this.#memory = Buffer.allocUnsafeSlow(Math.min(PIECE_BYTES, this.#left));
      young.latest = new Array(YOUNG_WORDS);
      this.#used = 0;
    }
    return this.#memory.subarray(this.#used);
  }

  placed(piece: Buffer): Buffer {
    this.#left -= piece.byteLength;
    if (piece.buffer !== this.#memory.buffer) return Buffer.from(piece);
    this.#used += Math.ceil(piece.byteLength / ALIGNED_BYTES) * ALIGNED_BYTES;
    return piece;
  }
}

/** A caller's memory, for all of a body. More than there is room for is an error. */
export class TargetRoom implements BodyRoom {
  readonly #target: Buffer;
  #filled = 0;

  constructor(target: Buffer) {
    this.#target = target;
  }

  get room(): Buffer {
    return this.#target.subarray(this.#filled);
  }

  placed(piece: Buffer): Buffer {
    const { room } = this;
    if (piece.byteLength > room.byteLength) throw new CloudError('protocol', 'more bytes came than were asked for');
    const lies = piece.buffer === room.buffer && piece.byteOffset === room.byteOffset;
    if (!lies) copyInto(room, 0, piece);
    this.#filled += piece.byteLength;
    return room.subarray(0, piece.byteLength);
  }
}
