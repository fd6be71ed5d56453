import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { endingTransfer } from './download.ts';

/** A body and a count of how often its transfer was ended. */
function download(source: Readable): { readonly body: Readable; readonly ended: () => number } {
  let ended = 0;
  const body = endingTransfer(source, async () => {
    ended += 1;
    await new Promise((resolve) => setImmediate(resolve));
  });
  return { body, ended: () => ended };
}
const closed = (stream: Readable): Promise<void> => new Promise((resolve) => (stream.closed ? resolve() : stream.once('close', () => resolve())));

describe('endingTransfer', () => {
  it('ends the transfer before the last reader hears of the end', async () => {
    const { body, ended } = download(Readable.from([Buffer.from('ab'), Buffer.from('c')]));
    let text = '';
    body.on('end', () => {
      text += ` after ${ended()}`;
    });
    for await (const chunk of body) text += String(chunk);
    expect(text).toBe('abc after 1');
    await closed(body);
    expect(ended()).toBe(1);
  });

  it('ends it when the bytes break off, and fails', async () => {
    const reason = new Error('cut');
    const source = new Readable({ read: () => undefined });
    source.push(Buffer.from('ab'));
    const { body, ended } = download(source);
    setImmediate(() => source.destroy(reason));
    await expect(body.toArray()).rejects.toBe(reason);
    expect(ended()).toBe(1);
  });

  it('ends it when the reader gives up, or never reads, and frees the connection', async () => {
    for (const read of [true, false]) {
      const source = new Readable({ read: () => undefined });
      source.push(Buffer.from('ab'));
      const { body, ended } = download(source);
      if (read) for await (const _ of body) break;
      else body.destroy();
      await closed(body);
      expect([ended(), source.destroyed]).toEqual([1, true]);
    }
  });
});
