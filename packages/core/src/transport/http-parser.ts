import { ClientRequest, type IncomingMessage } from 'node:http';
import { Duplex } from 'node:stream';

/** Something of node's that nobody promises, tried once, when it is first asked for. Until it is known, and where it is not so, the answer is no. */
export class Trial {
  readonly #attempt: () => Promise<boolean>;
  #begun = false;
  #passed = false;

  constructor(attempt: () => Promise<boolean>) {
    this.#attempt = attempt;
  }

  get passed(): boolean {
    if (!this.#begun) this.#begin();
    return this.#passed;
  }

  #begin(): void {
    this.#begun = true;
    this.#attempt().then(
      (passed) => {
        this.#passed = passed;
      },
      () => {}, // Then nobody knows.
    );
  }
}

/** Whether node's parser copies what is body out of what was read, which may then be read into again. */
export async function parserCopies(): Promise<boolean> {
  const read = Buffer.from('HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nbody');
  let copied = false;
  await answered((wire) => wire.emit('data', read), {
    piece: (piece) => {
      copied = piece.buffer !== read.buffer;
    },
  });
  return copied;
}

/** Whether node's parser can be had count a body without handing it out (`countOnly`), and hands out the next again. */
export async function parserCounts(): Promise<boolean> {
  const pieces: string[] = [];
  let counted = false;
  const message = await answered(
    (wire) => {
      wire.emit('data', Buffer.from('HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\na'));
      counted = countOnly(wire, () => wire.emit('data', Buffer.from('bcde')));
      wire.emit('data', Buffer.from('f'));
    },
    { piece: (piece) => pieces.push(piece.toString()) },
  );
  return counted && message.complete && pieces.join() === 'a,f';
}

interface Parser {
  /** Called with each piece of a body, by a number that its class knows. */
  [callback: number]: unknown;
  readonly constructor: { readonly kOnBody?: unknown };
}

/**
 * Has the parser of a connection look at bytes of a body without making copies of them: it calls nobody for them, and counts all the same, so that it
 * knows where the answer ends. False, and nothing done, where there is no such parser.
 */
export function countOnly(connection: Duplex, feed: () => void): boolean {
  const { parser } = connection as { readonly parser?: Parser | null };
  const onBody = parser?.constructor.kOnBody;
  if (!parser || typeof onBody !== 'number' || typeof parser[onBody] !== 'function') return false;
  const callback = parser[onBody];
  parser[onBody] = undefined;
  try {
    feed();
  } finally {
    // Parsers are used again, by whoever comes next.
    parser[onBody] = callback;
  }
  return true;
}

/** Has node's parser read an answer from a connection that is none. */
function answered(answer: (wire: Duplex) => void, { piece }: { readonly piece: (piece: Buffer) => void }): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const wire = new Duplex({
      read: () => {},
      write: (_bytes, _encoding, done) => {
        done();
        setImmediate(() => {
          try {
            answer(wire);
          } catch (error) {
            wire.destroy(error as Error);
          }
        });
      },
    });
    // Not by `request`, which tracers replace by their own: this is no request of the program's.
    const message = new ClientRequest({ host: 'localhost', createConnection: () => wire });
    message.on('error', reject);
    message.once('response', (response) => {
      response.on('error', reject);
      response.on('data', piece);
      response.once('end', () => {
        resolve(response);
        wire.destroy();
      });
    });
    message.end();
  });
}
