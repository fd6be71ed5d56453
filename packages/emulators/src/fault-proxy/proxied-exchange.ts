import { connect, type Socket } from 'node:net';
import { ByteSink, pause } from './byte-sink.ts';
import { ByteSource } from './byte-source.ts';
import { type MessageHead, plainBody, rawBody, readMessageHead, requestFraming, responseFraming } from './http-framing.ts';
import { answerOf, sendAnswer } from './made-up-answers.ts';
import type { EndBy, LivePlan, ProxyEffect } from './proxy-plan.ts';
import type { StaleReads } from './stale-reads.ts';

/** One exchange as the proxy saw it. No headers and no bodies: they hold credentials. */
export interface SeenExchange {
  readonly method: string;
  readonly target: string;
  readonly host: string;
  /** What went wrong with it on purpose. */
  readonly effect: ProxyEffect['kind'] | undefined;
  /** Bytes of the request that the server was given; of duplicates, all of them. */
  requestBytes: number;
  /** Bytes of the answer that the client was given. */
  responseBytes: number;
  /** What the server answered, when it was asked. */
  status: number | undefined;
}

export interface ExchangeParts {
  readonly head: MessageHead;
  /** The head as the server gets it. */
  readonly forwarded: Buffer;
  readonly method: string;
  readonly host: string;
  readonly port: number;
  readonly client: Socket;
  readonly source: ByteSource;
  readonly plan: LivePlan;
  readonly stale: StaleReads;
  readonly effect: ProxyEffect | undefined;
  readonly seen: SeenExchange;
}

/** True: the client's connection can be used again. */
export async function proxyExchange(parts: ExchangeParts): Promise<boolean> {
  const { effect, client, plan } = parts;
  if (effect === undefined) return pass(parts, {});
  switch (effect.kind) {
    case 'latency':
      await pause(plan.draw(effect.ms), client);
      return pass(parts, {});
    case 'slow': {
      const pace = { bytes: () => plan.draw(effect.bytes), everyMs: () => plan.draw(effect.everyMs) };
      return pass(parts, effect.direction === 'request' ? { requestPace: pace } : { responsePace: pace });
    }
    case 'cut-request':
      return pass(parts, { requestLimit: plan.draw(effect.bytes), by: effect.by ?? 'reset' });
    case 'cut-response':
      return pass(parts, { responseLimit: plan.draw(effect.bytes), by: effect.by ?? 'reset' });
    case 'truncate':
      return pass(parts, { truncate: { bytes: plan.draw(effect.bytes), framing: effect.framing } });
    case 'duplicate':
      return duplicate(parts, effect.answer ?? 'last');
    case 'stale':
      return parts.method === 'GET' || parts.method === 'HEAD' ? parts.stale.answer(parts, (remember) => pass(parts, { remember })) : pass(parts, {});
    case 'silence':
      for await (const _ of rawBody(parts.source, requestFraming(parts.head)));
      while (!client.destroyed) await pause(60_000, client);
      return false;
    default: {
      const answer = answerOf(effect, plan, parts.seen.target);
      if (answer.after) await pass(parts, { swallow: true });
      else if (parts.head.headers['expect'] === undefined) for await (const _ of rawBody(parts.source, requestFraming(parts.head)));
      const sink = new ByteSink(client);
      const reusable = await sendAnswer(answer, sink, parts.method);
      parts.seen.responseBytes = sink.written;
      // A body that was held back is not coming any more.
      return reusable && parts.head.headers['expect'] === undefined;
    }
  }
}

interface Pace {
  readonly bytes: () => number;
  readonly everyMs: () => number;
}

interface Treatment {
  readonly requestLimit?: number;
  readonly responseLimit?: number;
  readonly by?: EndBy;
  readonly requestPace?: Pace;
  readonly responsePace?: Pace;
  readonly truncate?: { readonly bytes: number; readonly framing: 'length' | 'chunked' | 'close' };
  /** The server's answer goes nowhere. */
  readonly swallow?: boolean;
  /** Called with the whole answer as it went to the client. */
  readonly remember?: (bytes: Buffer) => void;
  /** The request, when it was read before. */
  readonly request?: Buffer;
}

/** Sends the request on and the answer back, as the treatment says. */
async function pass(parts: ExchangeParts, treatment: Treatment): Promise<boolean> {
  const { client, seen } = parts;
  const server = connect({ host: parts.host, port: parts.port, noDelay: true });
  const reader = new ByteSource(server);
  const gone = (): void => void server.destroy();
  client.once('close', gone);
  try {
    const toServer = new ByteSink(server, treatment.requestLimit, treatment.requestPace);
    let cut = false;
    const sending = (async (): Promise<void> => {
      await sendRequest(parts, treatment, toServer);
      seen.requestBytes += toServer.written;
      if (treatment.requestLimit === undefined) return;
      cut = true;
      const by = treatment.by ?? 'reset';
      await Promise.all([toServer.end(by), new ByteSink(client).end(by)]);
    })();
    const reusable = await answerBack(parts, treatment, reader);
    await sending;
    return reusable && !cut && !client.destroyed;
  } finally {
    client.off('close', gone);
    server.destroy();
  }
}

async function sendRequest(parts: ExchangeParts, treatment: Treatment, sink: ByteSink): Promise<void> {
  if (treatment.request !== undefined) {
    await sink.write(treatment.request);
    return;
  }
  let open = await sink.write(parts.forwarded);
  if (!open) return;
  for await (const piece of rawBody(parts.source, requestFraming(parts.head))) {
    open = await sink.write(piece);
    if (!open) return;
  }
}

async function answerBack(parts: ExchangeParts, treatment: Treatment, reader: ByteSource): Promise<boolean> {
  const { client, seen } = parts;
  const sink = new ByteSink(client, treatment.responseLimit, treatment.responsePace);
  const kept: Buffer[] = [];
  const put = async (bytes: Buffer): Promise<boolean> => {
    if (treatment.remember !== undefined) kept.push(bytes);
    return treatment.swallow === true ? true : await sink.write(bytes);
  };
  const finish = async (): Promise<false> => {
    seen.responseBytes += sink.written;
    // A request that is being cut ends both sides by itself.
    if (treatment.requestLimit === undefined && treatment.swallow !== true) await sink.end(treatment.by ?? 'reset');
    return false;
  };
  for (;;) {
    const head = await readMessageHead(reader);
    if (head === undefined) return finish();
    const status = Number(head.first[1]);
    if (treatment.requestLimit !== undefined) continue;
    if (status >= 200) seen.status = status;
    if (treatment.truncate !== undefined && status >= 200) return truncated(parts, treatment.truncate, head, reader, sink, finish);
    if (!(await put(head.bytes))) return finish();
    if (status < 200 && status !== 101) continue;
    const framing = status === 101 ? ({ kind: 'close' } as const) : responseFraming(head, parts.method);
    const body = rawBody(reader, framing);
    for (let piece = await body.next(); ; piece = await body.next()) {
      if (piece.done === true) {
        if (!piece.value || framing.kind === 'close') return finish();
        break;
      }
      if (!(await put(piece.value))) return finish();
    }
    seen.responseBytes += sink.written;
    treatment.remember?.(Buffer.concat(kept));
    // Told to cut after more than there was: the connection ends behind the answer.
    if (treatment.responseLimit !== undefined) return finish();
    return !/\bclose\b/i.test(head.headers['connection'] ?? '');
  }
}

/** The body without its framing, cut short, framed as the plan says. */
async function truncated(
  parts: ExchangeParts,
  { bytes, framing }: NonNullable<Treatment['truncate']>,
  head: MessageHead,
  reader: ByteSource,
  sink: ByteSink,
  finish: () => Promise<false>,
): Promise<false> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of plainBody(reader, responseFraming(head, parts.method))) {
    if (length < bytes) pieces.push(piece.subarray(0, bytes - length));
    length += piece.length;
  }
  const sent = Buffer.concat(pieces);
  const lines = head.bytes
    .toString('latin1')
    .slice(0, -4)
    .split('\r\n')
    .filter((line) => !/^(content-length|transfer-encoding|connection):/i.test(line));
  if (framing === 'length') lines.push(`Content-Length: ${length}`);
  if (framing === 'chunked') lines.push('Transfer-Encoding: chunked');
  lines.push('Connection: close');
  await sink.write(Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'));
  if (framing === 'chunked' && sent.length > 0) await sink.write(Buffer.from(`${sent.length.toString(16)}\r\n`));
  await sink.write(sent);
  if (framing === 'chunked' && sent.length > 0) await sink.write(Buffer.from('\r\n'));
  parts.seen.responseBytes += sink.written;
  sink.written = 0;
  if (framing === 'close') {
    await sink.end('close');
    return false;
  }
  return finish();
}

const MAX_DUPLICATE_BYTES = 16 * 1024 * 1024;

async function duplicate(parts: ExchangeParts, answer: 'first' | 'last'): Promise<boolean> {
  const pieces: Buffer[] = [parts.forwarded];
  let length = parts.forwarded.length;
  // What waits for `100 Continue`, or is longer than anybody repeats, is sent once.
  const framing = requestFraming(parts.head);
  if (parts.head.headers['expect'] !== undefined || (framing.kind === 'length' && framing.bytes > MAX_DUPLICATE_BYTES)) return pass(parts, {});
  for await (const piece of rawBody(parts.source, framing)) {
    pieces.push(piece);
    length += piece.length;
    if (length > MAX_DUPLICATE_BYTES) return false;
  }
  const request = Buffer.concat(pieces);
  if (answer === 'last') {
    await pass(parts, { request, swallow: true });
    return pass(parts, { request });
  }
  const reusable = await pass(parts, { request });
  if (reusable) await pass(parts, { request, swallow: true });
  return reusable;
}
