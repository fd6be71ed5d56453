import { channel } from 'node:diagnostics_channel';
import { inspect } from 'node:util';
import { bridgeOpenTelemetry, type OpenTelemetryApi } from 'portolan';
import type { Finding, Marks } from './marks.ts';

const CHANNELS = ['portolan:request:start', 'portolan:request:end', 'portolan:request:error', 'portolan:request:retry'] as const;
const STREAMS = ['stdout', 'stderr'] as const;

export interface Piece {
  readonly where: string;
  readonly text: string;
}

/**
 * Everything by which a secret could leave the process unasked: what is printed, published, traced and thrown. Texts are kept until `findings`,
 * since a token may become known only after it was printed.
 */
export class Outlets {
  readonly #pieces: Piece[] = [];
  readonly #undo: (() => void)[] = [];
  /** Events and spans, to see that there was something to look at. */
  readonly counts = { events: 0, spans: 0, errors: 0 };

  constructor() {
    for (const name of CHANNELS) {
      const listener = (event: unknown): void => {
        this.counts.events += 1;
        this.value(event, name);
      };
      channel(name).subscribe(listener);
      this.#undo.push(() => channel(name).unsubscribe(listener));
    }
    for (const name of STREAMS) {
      const stream = process[name];
      const write = stream.write;
      stream.write = ((chunk: string | Uint8Array, ...rest: unknown[]): boolean => {
        this.text(typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8'), name);
        return (write as (...args: unknown[]) => boolean).call(stream, chunk, ...rest);
      }) as typeof stream.write;
      this.#undo.push(() => {
        stream.write = write;
      });
    }
    for (const name of ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const) {
      const original = console[name];
      console[name] = (...args: unknown[]): void => {
        for (const arg of args) this.value(arg, `console.${name}`);
        original.apply(console, args);
      };
      this.#undo.push(() => {
        console[name] = original;
      });
    }
    const onWarning = (warning: Error): void => this.value(warning, 'a warning of the process');
    process.on('warning', onWarning);
    this.#undo.push(() => void process.off('warning', onWarning), bridgeOpenTelemetry(this.#telemetry()));
  }

  text(text: string, where: string): void {
    this.#pieces.push({ where, text });
  }

  /** Whatever a careless logger could make of a value. */
  value(value: unknown, where: string): void {
    for (const [how, text] of printed(value)) this.text(text, `${where}, ${how}`);
  }

  /** An error with all that hangs on it, and its chain of causes. */
  error(error: unknown, where: string): void {
    this.counts.errors += 1;
    for (const { where: place, text } of printedError(error, where)) this.text(text, place);
  }

  findings(marks: Marks): Finding[] {
    const unlike = new Map(this.#pieces.map((piece) => [`${piece.where}\n${piece.text}`, piece]));
    return [...unlike.values()].flatMap(({ where, text }) => marks.find(text, where));
  }

  /** What was looked through need not be looked through again. */
  forget(): void {
    this.#pieces.length = 0;
  }

  close(): void {
    for (const undo of this.#undo.splice(0).reverse()) undo();
  }

  #telemetry(): OpenTelemetryApi {
    const keep = (value: unknown, where: string): void => {
      this.value(value, `a span, ${where}`);
    };
    const span = {
      setAttributes: (attributes: unknown) => keep(attributes, 'attributes'),
      setAttribute: (name: string, value: unknown) => keep({ [name]: value }, 'attributes'),
      setStatus: (status: unknown) => keep(status, 'status'),
      addEvent: (name: string, attributes: unknown) => keep({ name, attributes }, 'event'),
      recordException: (error: unknown) => keep(error, 'exception'),
      end: () => undefined,
    };
    const tracer = {
      startSpan: (name: string, options: unknown) => {
        this.counts.spans += 1;
        keep({ name, options }, 'start');
        return span;
      },
    };
    return {
      trace: { getTracer: () => tracer, getActiveSpan: () => span },
      context: { active: () => undefined },
      SpanKind: { CLIENT: 2 },
      SpanStatusCode: { ERROR: 2 },
    } as unknown as OpenTelemetryApi;
  }
}

/** Whatever could be made of an error, of all that hangs on it, and of its chain of causes. */
export function* printedError(error: unknown, where: string): Generator<Piece> {
  for (let next: unknown = error, depth = 0; next !== undefined && next !== null && depth < 10; depth += 1) {
    const place = depth === 0 ? where : `${where}, cause ${depth}`;
    for (const [how, text] of printed(next)) yield { where: `${place}, ${how}`, text };
    if (typeof next !== 'object') return;
    const own = next as Record<PropertyKey, unknown>;
    for (const key of Reflect.ownKeys(own)) {
      if (key !== 'cause') for (const [how, text] of printed(own[key])) yield { where: `${place}, ${String(key)}, ${how}`, text };
    }
    next = own['cause'];
  }
}

function printed(value: unknown): [how: string, text: string][] {
  const texts: [string, string][] = [
    ['inspected', inspect(value, { depth: 10, showHidden: true, getters: true, maxArrayLength: 1000, maxStringLength: 100_000 })],
    ['as text', stringOf(value)],
    ['as JSON', jsonOf(value)],
  ];
  if (value instanceof Error)
    texts.push(['message', value.message], ['stack', String(value.stack)], ['spread', jsonOf(Object.fromEntries(Object.entries(value)))]);
  return texts;
}

function stringOf(value: unknown): string {
  try {
    return String(value);
  } catch {
    return '';
  }
}

function jsonOf(value: unknown): string {
  try {
    return JSON.stringify(value) ?? '';
  } catch {
    return ''; // It has a cycle: a logger would fail, and print nothing.
  }
}
