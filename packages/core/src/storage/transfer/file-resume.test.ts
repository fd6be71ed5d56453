import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, truncate, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { context } from '../../testing/everything.ts';
import { FakeObjects } from '../../testing/fake-objects.ts';
import { cloudError, rejection } from '../../testing/rejection.ts';
import { Storage } from '../storage.ts';
import type { TransferToken } from './token.ts';

const TEXT = 'abcdefghij'.repeat(10);
const PARTS = { partSizeBytes: 10, concurrency: 2 };
const FROM = { bucket: 'b', key: 'k' };
const leave = new Error('the process ended');

let root = '';
let driver: FakeObjects;
let storage: Storage;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'portolan-resume-'));
  driver = new FakeObjects();
  storage = new Storage(context(), { objects: driver });
});
afterEach(() => rm(root, { recursive: true, force: true }));

const ranges = (): string[] => driver.calls.filter((call) => call.startsWith('get '));
const copy = (token: TransferToken): TransferToken => JSON.parse(JSON.stringify(token)) as TransferToken;

async function interruptedDownload(options: Parameters<Storage['download']>[2] = {}): Promise<TransferToken> {
  driver.seed('b', 'k', TEXT);
  const controller = new AbortController();
  let token: TransferToken | undefined;
  const onProgress = ({ transferredBytes }: { transferredBytes: number }): void => {
    if (transferredBytes >= 50) controller.abort(leave);
  };
  const run = storage.download(FROM, join(root, 'k'), {
    ...PARTS,
    ...options,
    signal: controller.signal,
    onProgress,
    onToken: (one) => {
      token = copy(one);
    },
  });
  expect(await rejection(run)).toBe(leave);
  driver.calls.length = 0;
  if (token === undefined) throw new Error('no token');
  return token;
}

describe('a download of a large object', () => {
  it('is written in parts beside the file, which appears when it is whole', async () => {
    driver.seed('b', 'k', TEXT);
    let early = true;
    const onProgress = ({ transferredBytes }: { transferredBytes: number }): void => {
      if (transferredBytes < 90) early &&= !existsSync(join(root, 'k'));
    };
    await storage.download(FROM, join(root, 'k'), { ...PARTS, onProgress });
    expect(early).toBe(true);
    expect(await readFile(join(root, 'k'), 'utf8')).toBe(TEXT);
    expect(await readdir(root)).toEqual(['k']);
    expect([...ranges()].length).toBe(10);
  });

  it('goes on in another process, and asks only for what is missing', async () => {
    const token = await interruptedDownload();
    expect((await readdir(root)).filter((name) => name.endsWith('.part'))).toHaveLength(1);
    await storage.download(FROM, join(root, 'k'), { ...PARTS, resume: token });
    expect(await readFile(join(root, 'k'), 'utf8')).toBe(TEXT);
    expect(ranges().length).toBeLessThan(9);
    expect(await readdir(root)).toEqual(['k']);
  });

  it('believes no part that is not what its journal says', async () => {
    const token = await interruptedDownload();
    const partial = join(root, (await readdir(root)).find((name) => name.endsWith('.part')) ?? '');
    await writeFile(partial, Buffer.alloc(100, 'x'));
    await storage.download(FROM, join(root, 'k'), { ...PARTS, resume: token });
    expect(await readFile(join(root, 'k'), 'utf8')).toBe(TEXT);
    expect(ranges().length).toBe(10);
  });

  it('begins anew when the object changed, and leaves nothing of the old one', async () => {
    const token = await interruptedDownload();
    driver.seed('b', 'k', TEXT.toUpperCase());
    await storage.download(FROM, join(root, 'k'), { ...PARTS, resume: token });
    expect(await readFile(join(root, 'k'), 'utf8')).toBe(TEXT.toUpperCase());
    expect(await readdir(root)).toEqual(['k']);
  });

  it('leaves nothing without a token, and nothing after abandon', async () => {
    driver.seed('b', 'k', TEXT);
    const controller = new AbortController();
    const onProgress = (): void => controller.abort(leave);
    expect(await rejection(storage.download(FROM, join(root, 'k'), { ...PARTS, signal: controller.signal, onProgress }))).toBe(leave);
    expect(await readdir(root)).toEqual([]);
    const token = await interruptedDownload();
    expect(await readdir(root)).not.toEqual([]);
    await storage.abandon(token);
    expect(await readdir(root)).toEqual([]);
  });

  it.each([
    [
      'another file',
      (token: TransferToken) => ({ ...token, open: token.open.map((one) => ({ ...one, upload: { ...one.upload, key: `${one.upload.key}2` } })) }),
    ],
    ['a path in its id', (token: TransferToken) => ({ ...token, open: token.open.map((one) => ({ ...one, upload: { ...one.upload, id: '../../x' } })) })],
  ])('goes to no other place for a token with %s', async (_, change) => {
    const token = change(await interruptedDownload());
    await writeFile(join(root, 'k2'), 'mine');
    await storage.download(FROM, join(root, 'k'), { ...PARTS, resume: token });
    await storage.abandon(token);
    expect(await readFile(join(root, 'k'), 'utf8')).toBe(TEXT);
    expect(await readFile(join(root, 'k2'), 'utf8')).toBe('mine');
    expect(ranges().length).toBe(10);
  });

  it('writes through no link that stands in its folder', async () => {
    await mkdir(join(root, 'out'));
    await mkdir(join(root, 'd'));
    await symlink(join(root, 'out'), join(root, 'd/link'));
    driver.seed('b', 'in/link/x', 'evil');
    expect(await cloudError(storage.download({ bucket: 'b', key: 'in/' }, join(root, 'd')))).toMatchObject({ code: 'conflict', operation: 'storage.download' });
    expect(await readdir(join(root, 'out'))).toEqual([]);
  });
});

describe('an upload of a large file', () => {
  async function interruptedUpload(): Promise<TransferToken> {
    await writeFile(join(root, 'f'), TEXT);
    const controller = new AbortController();
    let sent = 0;
    driver.multipart.onPart = () => {
      sent += 1;
      if (sent <= 4) return;
      controller.abort(leave);
      throw leave;
    };
    let token: TransferToken | undefined;
    const run = storage.upload(join(root, 'f'), FROM, {
      ...PARTS,
      signal: controller.signal,
      onToken: (one) => {
        token = copy(one);
      },
    });
    expect(await rejection(run)).toBe(leave);
    driver.multipart.onPart = () => undefined;
    driver.calls.length = 0;
    if (token === undefined) throw new Error('no token');
    return token;
  }

  it('goes on in another process, and sends only what is missing', async () => {
    const token = await interruptedUpload();
    await storage.upload(join(root, 'f'), FROM, { ...PARTS, resume: token });
    expect(driver.textOf('b/k')).toBe(TEXT);
    expect(driver.calls.filter((call) => call.startsWith('part ')).length).toBeLessThan(8);
    expect(driver.multipart.uploads.size).toBe(0);
  });

  it.each(['another time', 'another size'])('begins anew when the file has %s', async (what) => {
    const token = await interruptedUpload();
    const now = what === 'another size' ? TEXT.slice(0, 95) : TEXT.toUpperCase();
    await writeFile(join(root, 'f'), now);
    await utimes(join(root, 'f'), new Date(1e12), new Date(1e12));
    await storage.upload(join(root, 'f'), FROM, { ...PARTS, resume: token });
    expect(driver.textOf('b/k')).toBe(now);
    expect(driver.calls).toContain('abort upload-1');
  });

  it('that is cut shorter meanwhile is a conflict, and leaves nothing', async () => {
    await writeFile(join(root, 'f'), TEXT);
    driver.multipart.onPart = async (number) => {
      if (number === 2) await truncate(join(root, 'f'), 50);
    };
    expect(await cloudError(storage.upload(join(root, 'f'), FROM, PARTS))).toMatchObject({ code: 'conflict', target: join(root, 'f') });
    expect([...driver.stored.keys(), ...driver.multipart.uploads.keys()]).toEqual([]);
  });

  it('that is written to meanwhile is a conflict, though it is as long as before', async () => {
    await writeFile(join(root, 'f'), TEXT);
    driver.multipart.onPart = async (number) => {
      if (number !== 9) return;
      await writeFile(join(root, 'f'), TEXT.toUpperCase());
      await utimes(join(root, 'f'), new Date(1e12), new Date(1e12));
    };
    expect(await cloudError(storage.upload(join(root, 'f'), FROM, PARTS))).toMatchObject({ code: 'conflict' });
    expect(driver.stored.size).toBe(0);
  });
});
