import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { bytesOf, md5Of } from '../testing/fake-objects.ts';
import { rejection } from '../testing/rejection.ts';
import { bodyOf } from '../transport/body.ts';
import { watchBody } from './body-watch.ts';

describe('watchBody', () => {
  it('digests bytes beforehand up to a size, later ones as they are sent', async () => {
    const small = watchBody(bodyOf('hello'), undefined, 5);
    expect(Buffer.from(small.md5Before ?? []).toString('hex')).toBe(md5Of('hello'));
    expect(small.md5()).toBe(md5Of('hello'));
    const large = watchBody(bodyOf('hello'), undefined, 4);
    expect([large.md5Before, large.md5()]).toEqual([undefined, undefined]);
    await bytesOf(large.body);
    expect(large.md5()).toBe(md5Of('hello'));
  });

  it('knows no digest of a stream until all of it was sent', async () => {
    const source = new Readable({ read: () => undefined });
    const watched = watchBody(bodyOf(source), undefined, 100);
    expect(watched.md5Before).toBeUndefined();
    const sending = bytesOf(watched.body);
    source.push('hello');
    await new Promise((resolve) => setImmediate(resolve));
    expect(watched.md5()).toBeUndefined();
    source.push(null);
    await sending;
    expect(watched.md5()).toBe(md5Of('hello'));
  });

  it('starts anew with every attempt, and forgets the digest of one that was cut', async () => {
    const told: number[] = [];
    const watched = watchBody(
      bodyOf(() => Readable.from([Buffer.from('hel'), Buffer.from('lo')])),
      ({ transferredBytes }) => void told.push(transferredBytes),
      0,
    );
    expect(watched.body.replayable).toBe(true);
    expect((await bytesOf(watched.body)).toString()).toBe('hello');
    expect(watched.md5()).toBe(md5Of('hello'));
    const cut = watched.body.open() as Readable;
    expect(watched.md5()).toBeUndefined();
    for await (const _ of cut) break;
    told.length = 0;
    await bytesOf(watched.body);
    expect([told, watched.md5()]).toEqual([[3, 5], md5Of('hello')]);
  });

  it('fails as the source fails, and ends the source when it is ended', async () => {
    const failure = new Error('disk gone');
    async function* failing(): AsyncGenerator<Buffer> {
      yield Buffer.from('hel');
      throw failure;
    }
    expect(await rejection(bytesOf(watchBody(bodyOf(failing()), undefined, 0).body))).toBe(failure);
    const source = new Readable({ read: () => undefined });
    const watch = watchBody(bodyOf(source), undefined, 0).body.open() as Readable;
    watch.destroy();
    await new Promise((resolve) => setImmediate(resolve));
    expect(source.destroyed).toBe(true);
  });

  it('opens no stream to look for a digest beforehand that nobody could use', () => {
    let opened = 0;
    const source = (): Readable => {
      opened += 1;
      return Readable.from(['x']);
    };
    watchBody(bodyOf(source), undefined, 100);
    expect(opened).toBe(0);
  });
});
