import { request as httpRequest } from 'node:http';
import type { Duplex } from 'node:stream';

export interface Upgraded {
  readonly status: number;
  readonly reason: string;
  readonly body: string;
  /** None when the upgrade was refused. */
  readonly socket: ClientSocket | undefined;
  readonly protocol: string | undefined;
}

/** Sends a request for a web socket with headers that were signed before, and waits for the answer. */
export function upgrade(url: string, path: string, headers: Readonly<Record<string, string>>): Promise<Upgraded> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socketHeaders = { connection: 'upgrade', upgrade: 'websocket', 'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==', 'sec-websocket-version': '13' };
    const request = httpRequest({ host: hostname, port, path, headers: { ...socketHeaders, ...headers }, agent: false });
    request.on('error', reject);
    request.on('response', (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text: string) => (body += text));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, reason: response.statusMessage ?? '', body, socket: undefined, protocol: undefined }),
      );
    });
    request.on('upgrade', (response, socket, head) => {
      // The answer to RFC 6455's own sample key.
      if (response.headers['sec-websocket-accept'] !== 's3pPLMBiTxaQ9kYGzzhZRbK+xOo=') reject(new Error('wrong Sec-WebSocket-Accept'));
      resolve({
        status: 101,
        reason: response.statusMessage ?? '',
        body: '',
        socket: new ClientSocket(socket, head),
        protocol: response.headers['sec-websocket-protocol'],
      });
    });
    request.end();
  });
}

/** Reads whole unfragmented frames, writes masked ones. */
export class ClientSocket {
  readonly #socket: Duplex;
  #received: Buffer;
  readonly #messages: Buffer[] = [];
  #wake: (() => void) | undefined;

  constructor(socket: Duplex, head: Buffer) {
    this.#socket = socket;
    this.#received = head;
    socket.on('data', (chunk: Buffer) => {
      this.#received = Buffer.concat([this.#received, chunk]);
      this.#split();
    });
    socket.on('error', () => undefined);
    this.#split();
  }

  /** The next message's bytes; a closing frame is `Buffer` of its code. */
  async next(): Promise<Buffer> {
    for (;;) {
      const message = this.#messages.shift();
      if (message !== undefined) return message;
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }

  send(opcode: number, payload: Buffer): void {
    const mask = Buffer.from([1, 2, 3, 4]);
    const head =
      payload.length < 126
        ? Buffer.from([0x80 | opcode, 0x80 | payload.length])
        : Buffer.from([0x80 | opcode, 0xfe, payload.length >> 8, payload.length & 255]);
    this.#socket.write(Buffer.concat([head, mask, payload.map((byte, index) => byte ^ (mask[index % 4] ?? 0))]));
  }

  close(): void {
    this.#socket.destroy();
  }

  #split(): void {
    for (;;) {
      const size = (this.#received[1] ?? 0) & 0x7f;
      const at = size === 126 ? 4 : size === 127 ? 10 : 2;
      if (this.#received.length < at) return;
      const length = size === 126 ? this.#received.readUInt16BE(2) : size === 127 ? Number(this.#received.readBigUInt64BE(2)) : size;
      if (this.#received.length < at + length) return;
      this.#messages.push(this.#received.subarray(at, at + length));
      this.#received = this.#received.subarray(at + length);
      this.#wake?.();
    }
  }
}
