import type { ByteSink } from './byte-sink.ts';
import { hostileDocument } from './hostile-documents.ts';
import type { LivePlan, ProxyEffect } from './proxy-plan.ts';

export interface MadeUpAnswer {
  /** Once the service has worked. */
  readonly after: boolean;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | undefined;
  /** Instead of `body`: so many bytes of a pattern. */
  readonly flood?: { readonly bytes: number; readonly announced: boolean };
  /** Sent as it is, without a head. */
  readonly raw?: Buffer;
}

type AnsweringEffect = Extract<ProxyEffect, { readonly kind: 'answer' | 'redirect' | 'flood' | 'hostile' | 'garbage' }>;

const FLOOD_PIECE = Buffer.alloc(64 * 1024, 'An error page that does not end. ');

export function answerOf(effect: AnsweringEffect, plan: LivePlan, target: string): MadeUpAnswer {
  switch (effect.kind) {
    case 'answer':
      return { after: effect.after ?? false, status: effect.status, headers: effect.headers ?? {}, body: Buffer.from(effect.body ?? '') };
    case 'redirect':
      return {
        after: false,
        status: effect.status ?? 307,
        headers: { Location: /^https?:\/\/[^/]+$/.test(effect.location) ? `${effect.location}${target}` : effect.location },
        body: Buffer.alloc(0),
      };
    case 'flood':
      return {
        after: false,
        status: effect.status,
        headers: { 'Content-Type': effect.contentType ?? 'text/plain' },
        body: undefined,
        flood: { bytes: plan.draw(effect.bytes), announced: effect.announced ?? true },
      };
    case 'hostile': {
      const { contentType, headers, body } = hostileDocument(effect.document);
      return { after: effect.after ?? false, status: effect.status ?? 200, headers: { 'Content-Type': effect.contentType ?? contentType, ...headers }, body };
    }
    case 'garbage':
      return {
        after: false,
        status: 0,
        headers: {},
        body: undefined,
        raw: Buffer.alloc(plan.draw(effect.bytes ?? 200), '\u0016\u0003\u0001SSH-2.0-other\r\n'),
      };
  }
}

/** True: the connection can be used again. */
export async function sendAnswer(answer: MadeUpAnswer, sink: ByteSink, method: string): Promise<boolean> {
  if (answer.raw !== undefined) {
    await sink.write(answer.raw);
    await sink.end('close');
    return false;
  }
  const length = answer.flood === undefined ? answer.body?.length : answer.flood.announced ? answer.flood.bytes : undefined;
  const framing = length === undefined ? { Connection: 'close' } : { 'Content-Length': String(length) };
  const lines = Object.entries({ Date: new Date().toUTCString(), ...framing, ...answer.headers }).map(([name, value]) => `${name}: ${value}\r\n`);
  const open = await sink.write(Buffer.from(`HTTP/1.1 ${answer.status} ${REASONS[answer.status] ?? 'As Planned'}\r\n${lines.join('')}\r\n`, 'latin1'));
  if (!open || method === 'HEAD') return open;
  if (answer.flood === undefined) return (answer.body?.length ?? 0) === 0 || (await sink.write(answer.body as Buffer));
  for (let left = answer.flood.bytes; left > 0; left -= FLOOD_PIECE.length) {
    if (!(await sink.write(FLOOD_PIECE.subarray(0, left)))) return false;
  }
  if (!answer.flood.announced) await sink.end('close');
  return answer.flood.announced;
}

const REASONS: Readonly<Record<number, string>> = {
  200: 'OK',
  307: 'Temporary Redirect',
  401: 'Unauthorized',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
};
