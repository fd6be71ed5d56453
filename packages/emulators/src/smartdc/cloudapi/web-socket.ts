import { createHash } from 'node:crypto';
import { EventEmitter } from 'node:events';
import type { Duplex } from 'node:stream';
import type { EmulatorRequest, UpgradeConnection } from '../../kit/exchange.ts';

const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
const MAX_PAYLOAD = 1024 * 1024;

const TEXT = 1;
const BINARY = 2;
const CLOSE = 8;
const PING = 9;
const PONG = 10;

/** What is wrong with a request for a web socket; undefined: nothing. */
export function handshakeProblem(request: EmulatorRequest): string | undefined {
  if (request.header('upgrade')?.toLowerCase() !== 'websocket') return 'Missing Upgrade Header';
  if (!request.header('sec-websocket-key')) return 'Missing Sec-WebSocket-Key Header';
  const version = request.header('sec-websocket-version');
  return version === undefined || version === '13' ? undefined : 'Unsupported Sec-WebSocket-Version';
}

/** The server's side of an RFC 6455 connection: whole messages in and out. Events: `text` (string), `binary` (Buffer), `end`. */
export class WebSocketConnection extends EventEmitter {
  readonly #socket: Duplex;
  #received: Buffer = Buffer.alloc(0);
  #fragments: Buffer[] = [];
  #fragmentsOf = 0;
  #over = false;

  private constructor(socket: Duplex) {
    super();
    this.#socket = socket;
    socket.on('data', (chunk: Buffer) => this.#read(chunk));
    socket.on('error', () => this.#end());
    socket.on('close', () => this.#end());
    socket.on('end', () => this.#end());
  }

  /** Answers 101; of the protocols the client offers the first that is known. */
  static accept(request: EmulatorRequest, { socket, head }: UpgradeConnection, protocols: readonly string[] = []): WebSocketConnection {
    const digest = createHash('sha1')
      .update(`${request.header('sec-websocket-key')}${GUID}`)
      .digest('base64');
    const protocol = (request.header('sec-websocket-protocol') ?? '').split(/\s*,\s*/).find((name) => protocols.includes(name));
    const lines = ['HTTP/1.1 101 Switching Protocols', 'Upgrade: websocket', 'Connection: Upgrade', `Sec-WebSocket-Accept: ${digest}`];
    if (protocol !== undefined) lines.push(`Sec-WebSocket-Protocol: ${protocol}`);
    socket.write(`${lines.join('\r\n')}\r\n\r\n`);
    const connection = new WebSocketConnection(socket);
    if (head.length > 0) setImmediate(() => connection.#read(head));
    return connection;
  }

  send(message: string | Buffer): void {
    if (!this.#over) this.#write(typeof message === 'string' ? TEXT : BINARY, Buffer.from(message));
  }

  close(code = 1000): void {
    if (this.#over) return;
    const payload = Buffer.alloc(2);
    payload.writeUInt16BE(code);
    this.#write(CLOSE, payload);
    this.#socket.end();
    this.#end();
  }

  #end(): void {
    if (this.#over) return;
    this.#over = true;
    this.emit('end');
  }

  #write(opcode: number, payload: Buffer): void {
    const short = payload.length < 126;
    const medium = payload.length < 65_536;
    const head = Buffer.alloc(short ? 2 : medium ? 4 : 10);
    head[0] = 0x80 | opcode;
    head[1] = short ? payload.length : medium ? 126 : 127;
    if (!short && medium) head.writeUInt16BE(payload.length, 2);
    if (!medium) head.writeBigUInt64BE(BigInt(payload.length), 2);
    this.#socket.write(Buffer.concat([head, payload]));
  }

  #read(chunk: Buffer): void {
    this.#received = Buffer.concat([this.#received, chunk]);
    while (!this.#over) {
      const frame = this.#takeFrame();
      if (frame === undefined) return;
      this.#take(frame.final, frame.opcode, frame.payload);
    }
  }

  /** One whole frame off the front of what has arrived. Clients must mask; one that does not is told so and left. */
  #takeFrame(): { final: boolean; opcode: number; payload: Buffer } | undefined {
    const data = this.#received;
    const [first, second] = data;
    if (first === undefined || second === undefined) return undefined;
    if ((second & 0x80) === 0) {
      this.close(1002);
      return undefined;
    }
    const size = second & 0x7f;
    const at = size === 126 ? 4 : size === 127 ? 10 : 2;
    if (data.length < at + 4) return undefined;
    const length = size === 126 ? data.readUInt16BE(2) : size === 127 ? Number(data.readBigUInt64BE(2)) : size;
    if (length > MAX_PAYLOAD) {
      this.close(1009);
      return undefined;
    }
    if (data.length < at + 4 + length) return undefined;
    const mask = data.subarray(at, at + 4);
    const payload = Buffer.from(data.subarray(at + 4, at + 4 + length));
    for (let index = 0; index < payload.length; index += 1) payload[index] = (payload[index] ?? 0) ^ (mask[index % 4] ?? 0);
    this.#received = data.subarray(at + 4 + length);
    return { final: (first & 0x80) !== 0, opcode: first & 0x0f, payload };
  }

  #take(final: boolean, opcode: number, payload: Buffer): void {
    if (opcode === CLOSE) this.close();
    if (opcode === PING) this.#write(PONG, payload);
    // Control frames may come between the fragments of a message.
    if (opcode >= CLOSE) return;
    if (opcode !== 0) this.#fragmentsOf = opcode;
    this.#fragments.push(payload);
    if (!final) return;
    const message = Buffer.concat(this.#fragments);
    this.#fragments = [];
    if (this.#fragmentsOf === TEXT) this.emit('text', message.toString('utf8'));
    else this.emit('binary', message);
  }
}
