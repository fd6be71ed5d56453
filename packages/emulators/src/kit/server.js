import { createServer as createHttpServer } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { EmulatorRequest, reply } from './exchange.js';
/** One listening port of an emulator, on 127.0.0.1. */
export class EmulatorServer {
  #server;
  #sockets = new Set();
  #scheme;
  constructor(server, scheme) {
    this.#server = server;
    this.#scheme = scheme;
    server.on(scheme === 'https' ? 'secureConnection' : 'connection', (socket) => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
    });
  }
  static async listen(options) {
    const listener = (message, response) => {
      void serve(options, message, response);
    };
    const raw = options.tls === undefined ? createHttpServer(listener) : createHttpsServer({ ...options.tls }, listener);
    const server = new EmulatorServer(raw, options.tls === undefined ? 'http' : 'https');
    // A real server decides on `Expect: 100-continue` itself; handlers call response.writeContinue() when they accept.
    raw.on('checkContinue', listener);
    await new Promise((resolve, reject) => {
      raw.once('error', reject);
      raw.listen(options.port ?? 0, '127.0.0.1', () => {
        raw.off('error', reject);
        resolve();
      });
    });
    return server;
  }
  get port() {
    return this.#server.address().port;
  }
  /** `http://127.0.0.1:PORT`, without a final slash. */
  get origin() {
    return `${this.#scheme}://127.0.0.1:${this.port}`;
  }
  async close() {
    const closed = new Promise((resolve) => this.#server.close(() => resolve()));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }
}
async function serve(options, message, response) {
  const request = new EmulatorRequest(message);
  options.seen.push({ method: request.method, target: request.target, host: request.header('host') ?? '' });
  response.sendDate = false;
  response.setHeader('Date', new Date(options.clock.now()).toUTCString());
  message.on('error', () => undefined);
  response.on('error', () => undefined);
  const effect = options.faults.take(request);
  try {
    if (effect !== undefined && (await before(effect, message, response))) return;
    const answered = effect === undefined ? response : after(effect, response);
    await options.handler(request, answered);
  } catch (error) {
    if (message.socket.destroyed) return;
    if (response.headersSent) {
      message.socket.destroy();
      return;
    }
    reply(response, 500, { 'Content-Type': 'text/plain' }, `emulator defect: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  }
}
/** Faults that keep the service from seeing the request. True: the exchange is over. */
async function before(effect, message, response) {
  switch (effect.kind) {
    case 'respond':
      message.resume();
      reply(response, effect.status, effect.headers ?? {}, effect.body ?? '');
      return true;
    case 'delay':
      await new Promise((resolve) => setTimeout(resolve, effect.ms));
      return message.socket.destroyed;
    case 'reset-before':
      message.socket.resetAndDestroy();
      return true;
    case 'cut-request': {
      let left = effect.bytes;
      message.on('data', (chunk) => {
        left -= chunk.length;
        if (left <= 0) message.socket.resetAndDestroy();
      });
      message.on('end', () => message.socket.resetAndDestroy());
      return true;
    }
    default:
      return false;
  }
}
/** Faults that happen once the service has done its work. */
function after(effect, response) {
  const socket = response.req.socket;
  if (effect.kind === 'reset-after' || effect.kind === 'cut-response') cutAfter(socket, effect.kind === 'cut-response' ? effect.bytes : 0);
  if (effect.kind === 'respond-after') {
    const end = response.end.bind(response);
    response.write = () => true;
    response.end = () => {
      for (const name of response.getHeaderNames()) if (name !== 'date') response.removeHeader(name);
      response.statusCode = effect.status;
      for (const [name, value] of Object.entries(effect.headers ?? {})) response.setHeader(name, value);
      const body = typeof effect.body === 'string' ? Buffer.from(effect.body) : (effect.body ?? Buffer.alloc(0));
      response.setHeader('Content-Length', body.length);
      return end(body);
    };
  }
  return response;
}
/** Lets so many bytes of what is written from now on through, and ends the connection behind them. */
function cutAfter(socket, bytes) {
  let left = bytes;
  let over = false;
  const write = socket.write.bind(socket);
  socket.write = (chunk, encoding, done) => {
    const data = typeof chunk === 'string' ? Buffer.from(chunk, typeof encoding === 'string' ? encoding : 'utf8') : chunk;
    const callback = typeof encoding === 'function' ? encoding : done;
    // Nobody is told that the rest was written: the exchange never ends for the service, its connection does.
    if (over) return false;
    if (data.length < left) {
      left -= data.length;
      return write(data, undefined, callback);
    }
    over = true;
    // What was written before may still be corked: it goes out first, and the connection ends with it.
    if (left === 0) setImmediate(() => socket.destroy());
    else write(data.subarray(0, left), undefined, () => socket.destroy());
    return false;
  };
}
//# sourceMappingURL=server.js.map
