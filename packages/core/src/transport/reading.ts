import { ClientRequest, type ClientRequestArgs, Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent, type RequestOptions } from 'node:https';
import { Duplex } from 'node:stream';

const BLOCK_BYTES = 64 * 1024;

/**
 * Whether what a socket reads into may be read into again as soon as it was looked at. Node makes a new block of 64 KiB for every read, and its http
 * parser copies what is body out of it: two blocks for each piece of a body, and collecting them costs a download a third of its time. One for each
 * socket is enough as long as the parser copies. Nobody promises that, so it is tried; until it is known, and where it is not so, the answer is no.
 */
export class ReadAgain {
  readonly #copies: () => Promise<boolean>;
  #asked = false;
  #may = false;

  constructor(copies: () => Promise<boolean>) {
    this.#copies = copies;
  }

  get may(): boolean {
    if (!this.#asked) this.#ask();
    return this.#may;
  }

  #ask(): void {
    this.#asked = true;
    this.#copies().then(
      (copies) => {
        this.#may = copies;
      },
      () => {}, // Then nobody knows.
    );
  }
}

/** What one socket reads into, read by read. Never another's: where reads are begun before anything came (Windows can), two would be under way at once. */
export function readBlocks(again: ReadAgain): () => Buffer {
  let own: Buffer | undefined;
  return () => {
    if (!again.may) return Buffer.allocUnsafeSlow(BLOCK_BYTES);
    own ??= Buffer.allocUnsafeSlow(BLOCK_BYTES);
    return own;
  };
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
    // Not by `request`, which tracers replace by their own: this is no request of the program's.
    const message = new ClientRequest({ host: 'localhost', createConnection: () => wire });
    message.on('error', reject);
    message.once('response', (response) => {
      response.on('error', reject);
      response.once('data', (piece: Buffer) => {
        resolve(piece.buffer !== read.buffer);
        wire.destroy();
      });
    });
    message.end();
  });
}

/** Tried once a process. */
const READ_AGAIN = new ReadAgain(parserCopies);

type Created = (error: Error | null, socket: Duplex) => void;
type Connected = Duplex | null | undefined;

/** Has a socket read into a block of its own, and say `data` as ever. Node's `onread`, for plain and for TLS sockets. */
function reading(connect: (more: object) => Connected): Connected {
  const made: { socket?: Connected } = {};
  const onread = {
    buffer: readBlocks(READ_AGAIN),
    callback: (byteCount: number, block: Buffer): boolean => {
      made.socket?.emit('data', byteCount === block.byteLength ? block : block.subarray(0, byteCount));
      return true;
    },
  };
  made.socket = connect({ onread });
  return made.socket;
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
