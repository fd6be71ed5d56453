import { describe, expect, it } from 'vitest';
import { objectsContext } from '../../testing/everything.ts';
import { FakeObjects } from '../../testing/fake-objects.ts';
import { cloudError, rejection } from '../../testing/rejection.ts';
import { Storage } from '../storage.ts';
import type { TransferToken } from './token.ts';

const TEXT = 'abcdefghij'.repeat(10);
const PARTS = { partSizeBytes: 10, concurrency: 2 };

/** Two clouds whose connections come and go. */
function setting() {
  const [from, to] = [new FakeObjects(), new FakeObjects()];
  Object.assign(from, { home: async () => ({ service: 'https://from' }) });
  Object.assign(to, { home: async () => ({ service: 'https://to?user=secret-name' }) });
  const connect = (driver: FakeObjects): Storage => new Storage(objectsContext({}), { objects: driver });
  /** What a process does that is gone afterwards. */
  const run = async (options: Parameters<Storage['transfer']>[2], key = 'k') =>
    connect(from).transfer({ bucket: 'from', key }, { cloud: { storage: connect(to) }, bucket: 'to', key }, { ...PARTS, ...options });
  return { from, to, run, connect };
}

const leave = new Error('the process ended');

/** Runs until so many parts were sent, and gives back the token that was kept. */
async function interrupted({ to, run }: ReturnType<typeof setting>, parts: number, key = 'k'): Promise<TransferToken> {
  const controller = new AbortController();
  let sent = 0;
  to.multipart.onPart = () => {
    sent += 1;
    if (sent > parts) {
      controller.abort(leave);
      throw leave;
    }
  };
  let kept = '';
  expect(
    await rejection(
      run(
        {
          signal: controller.signal,
          onToken: (token) => {
            kept = JSON.stringify(token);
          },
        },
        key,
      ),
    ),
  ).toBe(leave);
  to.multipart.onPart = () => undefined;
  return JSON.parse(kept) as TransferToken;
}

describe('a transfer that was interrupted', () => {
  it('goes on in another process from its token, and sends no part again', async () => {
    const world = setting();
    world.from.seed('from', 'k', TEXT, { metadata: { a: 'b' } });
    const token = await interrupted(world, 4);
    expect(world.to.multipart.uploads.size).toBe(1);
    const [there] = [...world.to.multipart.uploads.values()].map((parts) => parts.size);
    expect(there).toBeGreaterThanOrEqual(3);
    world.from.calls.length = 0;
    world.to.calls.length = 0;
    expect(await world.run({ resume: token })).toMatchObject({ objects: 1, bytes: 100 });
    expect(world.to.textOf('to/k')).toBe(TEXT);
    expect(world.to.stored.get('to/k')?.request.metadata).toEqual({ a: 'b' });
    expect(world.from.calls.filter((call) => call.startsWith('get')).length).toBe(10 - (there ?? 0));
    expect(world.to.calls.filter((call) => call.startsWith('part ')).length).toBe(10 - (there ?? 0));
    expect(world.to.multipart.uploads.size).toBe(0);
  });

  it('keeps in its token no address, and no more than is under way', async () => {
    const world = setting();
    world.from.seed('from', 'k', TEXT);
    const token = await interrupted(world, 4);
    expect(JSON.stringify(token)).not.toMatch(/https|secret-name/);
    expect(JSON.stringify(token).length).toBeLessThan(1_000);
    expect(token).toMatchObject({ portolan: 'transfer', version: 1, open: [{ from: 'k', to: 'k', sizeBytes: 100, partBytes: 10 }] });
  });

  it.each(['changed', 'shortened'])('begins anew, and frees what was there, when the source was %s since', async (how) => {
    const world = setting();
    world.from.seed('from', 'k', TEXT);
    const token = await interrupted(world, 4);
    const now = how === 'changed' ? TEXT.toUpperCase() : 'short';
    world.from.seed('from', 'k', now);
    await world.run({ resume: token });
    expect(world.to.textOf('to/k')).toBe(now);
    expect(world.to.calls).toContain('abort upload-1');
    expect(world.to.multipart.uploads.size).toBe(0);
  });

  it('begins anew when the upload is gone, and sends parts of a wrong size again', async () => {
    const world = setting();
    world.from.seed('from', 'k', TEXT);
    const token = await interrupted(world, 4);
    for (const parts of world.to.multipart.uploads.values()) parts.set(1, Buffer.from('abc'));
    await world.run({ resume: token });
    expect(world.to.textOf('to/k')).toBe(TEXT);
    await world.run({ resume: token });
    expect(world.to.textOf('to/k')).toBe(TEXT);
    expect(world.to.multipart.uploads.size).toBe(0);
  });

  it('is freed by abandon, which a token of another service is refused', async () => {
    const world = setting();
    world.from.seed('from', 'k', TEXT);
    const token = await interrupted(world, 4);
    expect(await cloudError(world.connect(world.from).abandon(token))).toMatchObject({ code: 'invalid-argument', operation: 'storage.abandon' });
    expect(world.to.multipart.uploads.size).toBe(1);
    await world.connect(world.to).abandon(token);
    expect(world.to.multipart.uploads.size).toBe(0);
  });

  it.each([
    ['nothing', null],
    ['a word', 'k'],
    ['something else', { portolan: 'shard', version: 1 }],
    ['a later version', { version: 2 }],
    ['no target', { to: undefined }],
    ['a number for a key', { from: { service: 's', bucket: 'b', key: 1 } }],
    ['no count', { objects: -1 }],
    ['a strange list', { open: {} }],
    ['an upload without id', { open: [{ from: 'k', to: 'k', sizeBytes: 1, partBytes: 1, upload: { bucket: 'b', key: 'k', id: '' } }] }],
    ['parts of no size', { open: [{ from: 'k', to: 'k', sizeBytes: 1, partBytes: 0, upload: { bucket: 'b', key: 'k', id: 'i' } }] }],
    [
      'an upload with a strange state',
      { open: [{ from: 'k', to: 'k', sizeBytes: 1, partBytes: 1, upload: { bucket: 'b', key: 'k', id: 'i', state: { a: 1 } } }] },
    ],
    ['another bucket', { from: { service: 'x', bucket: 'other', key: 'k' } }],
  ])('refuses a token that is %s, before anything is asked', async (_, change) => {
    const world = setting();
    world.from.seed('from', 'k', TEXT);
    const end = { service: 'x', bucket: 'b', key: 'k' };
    const good = { portolan: 'transfer', version: 1, from: end, to: end, open: [], objects: 0, bytes: 0, dropped: [] };
    const token = (typeof change === 'object' && change !== null ? { ...good, ...change } : change) as unknown as TransferToken;
    expect(await cloudError(world.run({ resume: token }))).toMatchObject({ code: 'invalid-argument', outcome: 'not-done', operation: 'storage.transfer' });
    expect([...world.from.calls, ...world.to.calls]).toEqual([]);
  });

  it('fails with what onToken throws, and leaves nothing', async () => {
    const world = setting();
    world.from.seed('from', 'k', TEXT);
    const full = new Error('disk full');
    const error = await cloudError(
      world.run({
        onToken: () => {
          throw full;
        },
      }),
    );
    expect(error.cause).toBe(full);
    expect(world.to.multipart.uploads.size).toBe(0);
  });
});

describe('a transfer of a prefix', () => {
  it('goes on after the last key before which all are there, and with the parts under way', async () => {
    const world = setting();
    world.from.pageSize = 100;
    const keys = Array.from({ length: 400 }, (_, index) => `in/${String(index).padStart(4, '0')}`);
    for (const key of keys) world.from.seed('from', key, key);
    world.from.seed('from', 'in/0200-large', TEXT);
    const controller = new AbortController();
    let kept: TransferToken | undefined;
    const put = world.to.put.bind(world.to);
    world.to.put = async (...given) => {
      if (world.to.stored.size >= 340) controller.abort(leave);
      return put(...given);
    };
    // One part of the large one never ends.
    world.to.multipart.onPart = (number, _, { signal }) =>
      number !== 3 ? undefined : new Promise((__, reject) => signal?.addEventListener('abort', () => reject(signal.reason as Error)));
    const first = world.run(
      {
        concurrency: 4,
        signal: controller.signal,
        onToken: (token) => {
          kept = JSON.parse(JSON.stringify(token)) as TransferToken;
        },
      },
      'in/',
    );
    expect(await rejection(first)).toBe(leave);
    expect(kept?.after).toMatch(/^03[34]/);
    expect(kept?.open.map(({ from }) => from)).toEqual(['0200-large']);
    world.to.multipart.onPart = () => undefined;
    world.to.put = put;
    world.to.calls.length = 0;
    world.from.calls.length = 0;
    const result = await world.run({ concurrency: 4, resume: kept }, 'in/');
    expect(result.objects).toBe(401);
    expect(world.to.stored.size).toBe(401);
    expect(world.to.textOf('to/in/0200-large')).toBe(TEXT);
    expect(world.to.calls.filter((call) => call.startsWith('put')).length).toBeLessThan(90);
    expect(world.to.calls.filter((call) => call.startsWith('part '))).toEqual(['part 3']);
    expect(world.to.multipart.uploads.size).toBe(0);
  });

  it('frees the parts of an object whose source is gone, and goes on with the others', async () => {
    const world = setting();
    world.from.seed('from', 'in/a', TEXT);
    world.from.seed('from', 'in/b', 'x');
    const token = await interrupted(world, 3, 'in/');
    world.from.stored.delete('from/in/a');
    expect((await world.run({ resume: token }, 'in/')).objects).toBeGreaterThanOrEqual(0);
    expect(world.to.textOf('to/in/b')).toBe('x');
    expect(world.to.stored.has('to/in/a')).toBe(false);
    expect(world.to.multipart.uploads.size).toBe(0);
  });
});
