import { type ClientRequestArgs, Agent as HttpAgent, request } from 'node:http';
import { Agent as HttpsAgent, type RequestOptions } from 'node:https';
import { Duplex } from 'node:stream';

const BLOCK_BYTES = 64 * 1024;

/**
 * What sockets read into. Node makes a new block of 64 KiB for every read, and its http parser copies what is body out of it: two blocks for each
 * piece of a body, and collecting them costs a download half its speed. A block that is looked at before the next read can be one for all sockets,
 * as long as the parser copies. Nobody promises that, so it is tried; until it is known, and where it is not so, every read has a block of its own.
 */
export class ReadBlocks {
  readonly #copies: () => Promise<boolean>;
  #asked = false;
  #shared: Buffer | undefined;

  constructor(copies: () => Promise<boolean>) {
    this.#copies = copies;
  }

  /** Where the next read goes. */
  next(): Buffer {
    if (!this.#asked) this.#ask();
    return this.#shared ?? Buffer.allocUnsafeSlow(BLOCK_BYTES);
  }

  #ask(): void {
    this.#asked = true;
    this.#copies().then(
      (copies) => {
        if (copies) this.#shared = Buffer.allocUnsafeSlow(BLOCK_BYTES);
      },
      () => {}, // Then nobody knows.
    );
  }
}

/** Has node's parser read an answer from a connection that is none, and looks at whether its body lies in what was read. */
export function parserCopies(): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const text = 'HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nbody';
    const read = Buffer.allocUnsafeSlow(text.length);
    read.write(text, 'latin1');
    const wire = new Duplex({
      read: () => {},
      write: (_bytes, _encoding, done) => {
        done();
        wire.push(read);
      },
    });
    const message = request({ host: 'nowhere', createConnection: () => wire });
    message.once('error', reject);
    message.once('response', (response) => {
      response.once('data', (piece: Buffer) => {
        resolve(piece.buffer !== read.buffer);
        wire.destroy();
      });
    });
    message.end();
  });
}

/** Of this process: reads follow each other. */
export const readBlocks: ReadBlocks = new ReadBlocks(parserCopies);

type Created = (error: Error | null, socket: Duplex) => void;
type Connected = Duplex | null | undefined;

/** Has a socket read into blocks of ours, and say `data` as ever. Node's `onread`, for plain and for TLS sockets. */
function sharing(connect: (more: object) => Connected): Connected {
  const made: { socket?: Connected } = {};
  const onread = {
    buffer: () => readBlocks.next(),
    callback: (byteCount: number, block: Buffer): boolean => {
      made.socket?.emit('data', byteCount === block.byteLength ? block : block.subarray(0, byteCount));
      return true;
    },
  };
  made.socket = connect({ onread });
  return made.socket;
}

export class SharedReadAgent extends HttpAgent {
  override createConnection(options: ClientRequestArgs, created?: Created): Connected {
    return sharing((more) => super.createConnection({ ...options, ...more }, created));
  }
}

export class SharedReadTlsAgent extends HttpsAgent {
  override createConnection(options: RequestOptions, created?: Created): Connected {
    return sharing((more) => super.createConnection({ ...options, ...more }, created));
  }
}
