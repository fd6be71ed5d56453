import { type ClientRequestArgs, Agent as HttpAgent, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, type RequestOptions } from 'node:https';
import { platform } from 'node:process';
import type { Duplex } from 'node:stream';
import { countOnly, parserCopies, parserCounts, Trial } from './http-parser.ts';

const BLOCK_BYTES = 64 * 1024;
/** What a read into a body's own place takes at most. */
const DIRECT_BYTES = 256 * 1024;

/**
 * Whether what a socket reads into may be read into again as soon as it was looked at. Node makes a new block of 64 KiB for every read, and its http
 * parser copies what is body out of it: two blocks for each piece of a body, and collecting them costs a download a third of its time. One for each
 * socket is enough as long as the parser copies.
 */
const READ_AGAIN = new Trial(parserCopies);

/**
 * Whether a body may be read to where it is to be, past the parser, which only counts it. Not on Windows: there a read may be under way already when its
 * connection is given up, and what it would still write to is somebody else's by then.
 */
const READ_DIRECTLY = new Trial(async () => platform !== 'win32' && (await parserCounts()));

/** Where a body's bytes go instead of through its message. */
export interface Destination {
  /** Of which a read may take all. */
  readonly room: () => Buffer;
  /** The next of them: in the room there was, or elsewhere. Its memory is read into again. */
  readonly take: (piece: Buffer) => void;
}

/** What one socket reads into, read by read. Never another's: where reads are begun before anything came (Windows can), two would be under way at once. */
export function readBlocks(again: Trial): () => Buffer {
  let own: Buffer | undefined;
  return () => {
    if (!again.passed) return Buffer.allocUnsafeSlow(BLOCK_BYTES);
    own ??= Buffer.allocUnsafeSlow(BLOCK_BYTES);
    return own;
  };
}

const READERS = new WeakMap<Duplex, SocketReader>();

/** A body that does not come through its message. Pausing that does nothing to it. */
export interface DirectReading {
  pause(): void;
  resume(): void;
}

/**
 * Has the next `byteCount` bytes of a body, all that the parser has not seen, go straight to where they are to be. Undefined: they come through the message,
 * as ever.
 */
export function readDirectly(message: IncomingMessage, byteCount: number, destination: Destination): DirectReading | undefined {
  return READERS.get(message.socket)?.direct(byteCount, destination);
}

/** Says `data` of a socket as ever, of whatever it read into. */
class SocketReader {
  socket: Duplex | undefined;
  readonly block: () => Buffer;
  #left = 0;
  #destination: Destination | undefined;

  constructor() {
    const blocks = readBlocks(READ_AGAIN);
    this.block = () => {
      const room = this.#destination?.room().subarray(0, Math.min(this.#left, DIRECT_BYTES));
      // Node would read nothing into nothing for ever.
      return room === undefined || room.byteLength === 0 ? blocks() : room;
    };
  }

  direct(byteCount: number, destination: Destination): DirectReading | undefined {
    if (!READ_DIRECTLY.passed) return undefined;
    this.#left = byteCount;
    this.#destination = destination;
    // Once it has come, the connection is somebody else's.
    const mine = (): Duplex | undefined => (this.#destination === destination ? this.socket : undefined);
    return { pause: () => mine()?.pause(), resume: () => mine()?.resume() };
  }

  readonly read = (byteCount: number, block: Buffer): boolean => {
    const { socket } = this;
    const piece = byteCount === block.byteLength ? block : block.subarray(0, byteCount);
    if (socket === undefined) return true;
    if (this.#destination !== undefined) this.#pass(socket, piece, this.#destination);
    // An idle connection, which nobody listens to. Node would drop these bytes and read what follows them as the answer to the next request.
    else if (!socket.emit('data', piece)) socket.destroy();
    return true;
  };

  #pass(socket: Duplex, piece: Buffer, destination: Destination): void {
    const body = piece.subarray(0, this.#left);
    this.#left -= body.byteLength;
    if (this.#left === 0) this.#destination = undefined;
    destination.take(body);
    if (!socket.destroyed && !countOnly(socket, () => socket.emit('data', piece))) socket.destroy();
    // Whoever took it may have ended the connection. Over TLS, what was decrypted with it comes all the same: it must not go there.
    if (socket.destroyed) this.#destination = undefined;
  }
}

type Created = (error: Error | null, socket: Duplex) => void;
type Connected = Duplex | null | undefined;

/** Has a socket read into what its reader says. Node's `onread`, for plain and for TLS sockets. */
function reading(connect: (more: object) => Connected): Connected {
  const reader = new SocketReader();
  const socket = connect({ onread: { buffer: reader.block, callback: reader.read } });
  if (socket) {
    reader.socket = socket;
    READERS.set(socket, reader);
  }
  return socket;
}

export class ReadingAgent extends HttpAgent {
  override createConnection(options: ClientRequestArgs, created?: Created): Connected {
    return reading((more) => super.createConnection({ ...options, ...more }, created));
  }
}

export class ReadingTlsAgent extends HttpsAgent {
  override createConnection(options: RequestOptions, created?: Created): Connected {
    return reading((more) => super.createConnection({ ...options, ...more }, created));
  }
}
