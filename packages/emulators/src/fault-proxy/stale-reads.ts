import { ByteSink } from './byte-sink.ts';
import { rawBody, requestFraming } from './http-framing.ts';
import type { ExchangeParts } from './proxied-exchange.ts';

const REMEMBERED = 256;
const LARGEST = 1024 * 1024;

/** What reads were answered first, as a cache or a lagging replica would go on answering them. */
export class StaleReads {
  readonly #answers = new Map<string, Buffer>();

  async answer(parts: ExchangeParts, pass: (remember: (bytes: Buffer) => void) => Promise<boolean>): Promise<boolean> {
    const key = `${parts.method} ${parts.host}:${parts.port}${parts.seen.target}`;
    const kept = this.#answers.get(key);
    if (kept === undefined) {
      return pass((bytes) => {
        if (bytes.length <= LARGEST && this.#answers.size < REMEMBERED) this.#answers.set(key, bytes);
      });
    }
    for await (const _ of rawBody(parts.source, requestFraming(parts.head)));
    const sink = new ByteSink(parts.client);
    await sink.write(kept);
    parts.seen.responseBytes = sink.written;
    return true;
  }
}
