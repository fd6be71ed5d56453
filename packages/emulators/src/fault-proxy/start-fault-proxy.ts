import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { ByteSink, pause } from './byte-sink.ts';
import { ByteSource } from './byte-source.ts';
import { type MessageHead, readMessageHead, requestFraming } from './http-framing.ts';
import { proxyExchange, type SeenExchange } from './proxied-exchange.ts';
import { type EndBy, LivePlan, type ProxyPlan } from './proxy-plan.ts';
import { StaleReads } from './stale-reads.ts';

export interface FaultProxyOptions {
  /**
   * `http://127.0.0.1:PORT` of the one server it stands before. Absent: it is a forward proxy, and every request goes where its URL says;
   * that is the profile field `proxy`, and all services of a cloud pass through it.
   */
  readonly target?: string;
  readonly plan?: ProxyPlan;
  /** Decides ranges and probabilities. Default 1: the same every time. */
  readonly seed?: number;
  /** Port on 127.0.0.1; a free one when absent. */
  readonly port?: number;
  /** Which hosts it forwards to besides this machine. Default: none. */
  readonly allow?: (host: string) => boolean;
}

/** A running fault proxy. */
export interface FaultProxy {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  readonly seed: number;
  /** Every exchange, in the order of their beginnings. Empty it with `exchanges.length = 0`. */
  readonly exchanges: SeenExchange[];
  /** Another plan from now on; what was used up of the old one is forgotten. */
  use(plan: ProxyPlan): void;
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

const LOOPBACK = /^(127(\.\d{1,3}){3}|localhost|::1|\[::1\])$/;
const MATCHED_BODY_BYTES = 16 * 1024;

/**
 * A proxy that spoils what passes through it, byte by byte as the plan says. It reads HTTP/1.1 from the raw sockets, so that a cut comes at exactly the byte
 * it was asked for, and adds nothing: signatures stay good.
 */
export async function startFaultProxy(options: FaultProxyOptions = {}): Promise<FaultProxy> {
  const seed = options.seed ?? 1;
  const fixed = options.target === undefined ? undefined : addressOf(options.target);
  const plan = new LivePlan(options.plan ?? { faults: [] }, seed);
  const exchanges: SeenExchange[] = [];
  const stale = new StaleReads();
  const sockets = new Set<Socket>();
  const serve = async (client: Socket): Promise<void> => {
    const source = new ByteSource(client);
    for (let open = true; open && !client.destroyed; ) {
      const head = await readMessageHead(source);
      if (head === undefined) break;
      const [method, uri] = head.first;
      const where = fixed ?? destinationOf(method, uri);
      if (where === undefined || !(fixed !== undefined || LOOPBACK.test(where.host) || options.allow?.(where.host) === true)) {
        await new ByteSink(client).write(refusal(where === undefined ? 'no absolute URL' : `${where.host} is not this machine`));
        break;
      }
      const target = fixed === undefined ? where.target : uri;
      const host = `${where.host}:${where.port}`;
      const body = await beginningOf(head, source);
      const effect = plan.take({ method, target, host, body });
      const seen: SeenExchange = { method, target, host, effect: effect?.kind, requestBytes: 0, responseBytes: 0, status: undefined };
      exchanges.push(seen);
      if (method === 'CONNECT') {
        await tunnel(client, source, where, plan, effect, seen);
        break;
      }
      const forwarded = fixed === undefined ? originForm(head, target) : head.bytes;
      open = await proxyExchange({ head, forwarded, method, host: where.host, port: where.port, client, source, plan, stale, effect, seen });
    }
    client.destroy();
  };
  const server = createServer({ noDelay: true }, (client) => {
    sockets.add(client);
    client.on('close', () => sockets.delete(client));
    void serve(client);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const close = async (): Promise<void> => {
    const closed = new Promise((resolve) => server.close(resolve));
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seed,
    exchanges,
    use: (next) => plan.replace(next),
    close,
    [Symbol.asyncDispose]: close,
  };
}

interface Destination {
  readonly host: string;
  readonly port: number;
  readonly target: string;
}

function addressOf(url: string): Destination {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed?.protocol !== 'http:') throw new TypeError(`target: got ${JSON.stringify(url)}, expected http://HOST:PORT`);
  return { host: parsed.hostname.replace(/^\[|\]$/g, ''), port: Number(parsed.port || 80), target: '' };
}

/** Of `http://host:port/path`, the path as it stands there; of CONNECT's `host:port`. */
function destinationOf(method: string, uri: string): Destination | undefined {
  const match = method === 'CONNECT' ? /^()([^/]+?):(\d+)()$/.exec(uri) : /^(http:\/\/)([^/:?#]+|\[[^\]]+\])(?::(\d+))?(.*)$/i.exec(uri);
  if (match === null) return undefined;
  const [, , host = '', port = '80', target = ''] = match;
  return { host: host.replace(/^\[|\]$/g, ''), port: Number(port), target: target.startsWith('/') ? target : `/${target}` };
}

/** The request as the server expects it: without its origin, and without what was for the proxy. */
function originForm(head: MessageHead, target: string): Buffer {
  const [method, , version] = head.first;
  const fields = head.bytes.toString('latin1').split('\r\n').slice(1);
  const kept = fields.filter((line) => !/^proxy-(connection|authorization):/i.test(line));
  return Buffer.from([`${method} ${target} ${version}`, ...kept].join('\r\n'), 'latin1');
}

async function beginningOf(head: MessageHead, source: ByteSource): Promise<string> {
  const framing = requestFraming(head);
  if (framing.kind !== 'length' || head.headers['expect'] !== undefined) return '';
  return (await source.peek(Math.min(framing.bytes, MATCHED_BODY_BYTES))).toString('utf8');
}

const refusal = (why: string): Buffer =>
  Buffer.from(`HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/plain\r\nConnection: close\r\n\r\nfault proxy: ${why}\n`, 'latin1');

/** What is encrypted can be delayed, slowed down and cut; the bytes are those of TLS. */
async function tunnel(
  client: Socket,
  source: ByteSource,
  where: Destination,
  plan: LivePlan,
  effect: ReturnType<LivePlan['take']>,
  seen: SeenExchange,
): Promise<void> {
  if (effect?.kind === 'latency') await pause(plan.draw(effect.ms), client);
  const server = connect({ host: where.host, port: where.port, noDelay: true });
  const connected = await new Promise<boolean>((resolve) => {
    server.once('connect', () => resolve(true));
    server.once('error', () => resolve(false));
  });
  if (!connected) {
    await new ByteSink(client).write(refusal('the server cannot be reached'));
    return;
  }
  client.write('HTTP/1.1 200 Connection established\r\n\r\n');
  client.once('close', () => server.destroy());
  const pace = effect?.kind === 'slow' ? { bytes: () => plan.draw(effect.bytes), everyMs: () => plan.draw(effect.everyMs) } : undefined;
  const slows = (direction: 'request' | 'response'): typeof pace => (effect?.kind === 'slow' && effect.direction === direction ? pace : undefined);
  const limit = (kind: 'cut-request' | 'cut-response'): number | undefined => (effect?.kind === kind ? plan.draw(effect.bytes) : undefined);
  const by: EndBy = effect?.kind === 'cut-request' || effect?.kind === 'cut-response' ? (effect.by ?? 'reset') : 'close';
  const out = new ByteSink(server, limit('cut-request'), slows('request'));
  const back = new ByteSink(client, limit('cut-response'), slows('response'));
  const pump = async (from: ByteSource, to: ByteSink): Promise<void> => {
    for (let piece = await from.next(); piece !== undefined; piece = await from.next()) if (!(await to.write(piece))) break;
  };
  await Promise.race([pump(source, out), pump(new ByteSource(server), back)]);
  seen.requestBytes = out.written;
  seen.responseBytes = back.written;
  await Promise.all([out.end(by), back.end(by)]);
}
