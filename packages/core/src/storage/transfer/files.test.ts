import { chmod, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CloudError } from '../../errors/cloud-error.ts';
import { context } from '../../testing/everything.ts';
import { FakeObjects } from '../../testing/fake-objects.ts';
import { cloudError, rejection, unhandledDuring } from '../../testing/rejection.ts';
import { Storage } from '../storage.ts';

let root = '';
let driver: FakeObjects;
let storage: Storage;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'portolan-files-'));
  driver = new FakeObjects();
  storage = new Storage(context(), { objects: driver });
});

afterEach(async () => {
  await rm(root, { recursive: true, force: true });
});

/** All files under the root, with what is in them. */
async function tree(): Promise<Record<string, string>> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(await Promise.all(files.map(async (file) => [file.slice(root.length + 1), await readFile(file, 'utf8')] as const)));
}

async function files(given: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(given)) {
    await mkdir(join(root, path, '..'), { recursive: true });
    await writeFile(join(root, path), text);
  }
}

describe('storage.upload', () => {
  it('puts one file under the key, or under its own name at a prefix', async () => {
    await files({ 'a.txt': 'hello' });
    expect(await storage.upload(join(root, 'a.txt'), { bucket: 'b', key: 'k' })).toMatchObject({ objects: 1, bytes: 5, dropped: [] });
    await storage.upload(join(root, 'a.txt'), { bucket: 'b', key: 'in/' });
    await storage.upload(join(root, 'a.txt'), { bucket: 'b' });
    expect([...driver.stored.keys()]).toEqual(['b/k', 'b/in/a.txt', 'b/a.txt']);
    expect(driver.stored.get('b/in/a.txt')?.request.contentType).toBe('text/plain');
  });

  it('puts every file of a folder, however deep, with "/" between', async () => {
    await files({ 'd/a': '1', 'd/e/b': '22', 'd/e/f/c': '333', 'd/.hidden': '4' });
    const told = new Set<string>();
    const result = await storage.upload(join(root, 'd'), { bucket: 'b', key: 'in' }, { metadata: { x: 'y' }, onProgress: ({ key }) => void told.add(key) });
    expect(result).toMatchObject({ objects: 4, bytes: 7, dropped: [] });
    const keys = ['in/.hidden', 'in/a', 'in/e/b', 'in/e/f/c'];
    expect([...driver.stored.keys()].sort()).toEqual(keys.map((key) => `b/${key}`));
    expect([...told].sort()).toEqual(keys);
    expect(driver.stored.get('b/in/a')?.request.metadata).toEqual({ x: 'y' });
  });

  it('leaves links in a folder alone: they may lead anywhere, and round in circles', async () => {
    await files({ 'd/a': '1', secret: 's' });
    await symlink('..', join(root, 'd/loop'));
    await symlink('../../secret', join(root, 'd/link'));
    expect((await storage.upload(join(root, 'd'), { bucket: 'b' })).objects).toBe(1);
  });

  it('says which path is not there, before anything is sent', async () => {
    const error = await cloudError(storage.upload(join(root, 'none'), { bucket: 'b' }));
    expect(error).toMatchObject({ code: 'invalid-argument', operation: 'storage.upload', outcome: 'not-done', target: join(root, 'none') });
    expect(driver.calls).toEqual([]);
  });

  it('opens a file anew for a second attempt', async () => {
    await files({ a: 'hello' });
    const put = driver.put.bind(driver);
    driver.put = async (request, options) => {
      expect([request.body.replayable, request.body.length]).toEqual([true, 5]);
      const first = request.body.open() as Readable;
      for await (const _ of first) break;
      return put(request, options);
    };
    await storage.upload(join(root, 'a'), { bucket: 'b', key: 'k' });
    expect(driver.textOf('b/k')).toBe('hello');
  });

  it('ends at the first failure, with what was being put, and begins no more', async () => {
    await files(Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`d/${index}`, 'x'])));
    let begun = 0;
    driver.put = async () => {
      begun += 1;
      throw new CloudError('quota-exceeded', 'full');
    };
    expect(await cloudError(storage.upload(join(root, 'd'), { bucket: 'b' }, { concurrency: 2 }))).toMatchObject({
      code: 'quota-exceeded',
      operation: 'objects.put',
    });
    expect(begun).toBeLessThanOrEqual(2);
  });
});

describe('storage.download', () => {
  it('writes one object to a file, makes the folders above it, or puts it into a folder under its last name', async () => {
    driver.seed('b', 'deep/k.txt', 'hello');
    expect(await storage.download({ bucket: 'b', key: 'deep/k.txt' }, join(root, 'x/y/z'))).toMatchObject({ objects: 1, bytes: 5, dropped: ['contentType'] });
    await storage.download({ bucket: 'b', key: 'deep/k.txt' }, root);
    expect(await tree()).toEqual({ 'x/y/z': 'hello', 'k.txt': 'hello' });
  });

  it('tells what a file cannot have', async () => {
    const headers = { contentType: 'text/plain', cacheControl: 'no-cache', contentEncoding: 'gzip', metadata: { a: 'b' } };
    await storage.objects.put('b', 'in/a.txt', 'x', headers);
    expect((await storage.download({ bucket: 'b', key: 'in/' }, join(root, 'd'))).dropped).toEqual(['cacheControl', 'contentEncoding', 'metadata']);
    await storage.objects.put('b', 'in/a.json', 'x', { contentType: 'text/plain' });
    expect((await storage.download({ bucket: 'b', key: 'in/a.json' }, join(root, 'd'))).dropped).toEqual(['contentType']);
  });

  it('writes names as long as names may be, whole and in parts', async () => {
    const name = `${'é'.repeat(126)}.bc`;
    expect(Buffer.byteLength(name)).toBe(255);
    driver.seed('b', name, 'hello');
    await storage.download({ bucket: 'b', key: name }, join(root, name));
    expect(await tree()).toEqual({ [name]: 'hello' });
    await storage.download({ bucket: 'b', key: name }, join(root, name), { partSizeBytes: 2 });
    expect(await tree()).toEqual({ [name]: 'hello' });
  });

  it('refuses two keys that would be one file', async () => {
    for (const key of ['in/A', 'in/a']) driver.seed('b', key, key);
    expect(await cloudError(storage.download({ bucket: 'b', key: 'in/' }, join(root, 'd'), { windowsNames: true, concurrency: 1 }))).toMatchObject({
      code: 'conflict',
    });
    await storage.download({ bucket: 'b', key: 'in/A' }, join(root, 'd'), { windowsNames: true });
  });

  it('writes everything under a prefix into a folder, but for rows that only stand for folders', async () => {
    for (const key of ['in/a', 'in/e/b', 'in/e/f/c', 'out']) driver.seed('b', key, key);
    driver.seed('b', 'in/e/', '');
    driver.seed('b', 'in/empty', '');
    const told: unknown[] = [];
    const result = await storage.download({ bucket: 'b', key: 'in/' }, join(root, 'd'), { onProgress: (progress) => void told.push(progress) });
    expect(result).toMatchObject({ objects: 4 });
    expect(await tree()).toEqual({ 'd/a': 'in/a', 'd/e/b': 'in/e/b', 'd/e/f/c': 'in/e/f/c', 'd/empty': '' });
    expect(told).toContainEqual({ key: 'in/e/b', transferredBytes: 6, totalBytes: 6, objects: expect.any(Number), bytes: expect.any(Number) });
  });

  it.each(['in/../../evil', 'in/..', 'in/./x', 'in//x', 'in//etc/passwd', 'in/a/../b', 'in/x\u0000y'])(
    'refuses the key %j: it would leave the folder',
    async (key) => {
      driver.seed('b', key, 'evil');
      const error = await cloudError(storage.download({ bucket: 'b', key: 'in/' }, join(root, 'd')));
      expect(error).toMatchObject({ code: 'invalid-argument', operation: 'storage.download' });
      expect(await tree()).toEqual({});
      expect(driver.calls.some((call) => call.startsWith('get'))).toBe(false);
    },
  );

  it('refuses a last name that would leave the folder, and takes it to a path given whole', async () => {
    driver.seed('b', 'a/..', 'x');
    expect((await cloudError(storage.download({ bucket: 'b', key: 'a/..' }, root))).code).toBe('invalid-argument');
    await storage.download({ bucket: 'b', key: 'a/..' }, join(root, 'mine'));
    expect(await tree()).toEqual({ mine: 'x' });
  });

  it.each(['cut off', 'changed', 'failing'])('leaves the file that was there, and no other, when the body is %s', async (how) => {
    await files({ k: 'before' });
    driver.seed('b', 'k', 'hello');
    const get = driver.get.bind(driver);
    driver.get = async (...given) => {
      const content = await get(...given);
      if (how === 'cut off') return { ...content, length: 6 };
      if (how === 'changed') return { ...content, info: { ...content.info, md5: 'f'.repeat(32) } };
      async function* failing(): AsyncGenerator<Buffer> {
        yield Buffer.from('hel');
        throw new CloudError('unavailable', 'connection reset');
      }
      return { ...content, body: Readable.from(failing(), { objectMode: false }) };
    };
    expect(['unavailable', 'protocol', 'conflict']).toContain((await cloudError(storage.download({ bucket: 'b', key: 'k' }, join(root, 'k')))).code);
    expect(await tree()).toEqual({ k: 'before' });
  });

  it('survives a body that fails before anyone reads it', async () => {
    driver.seed('b', 'k', 'hello');
    const get = driver.get.bind(driver);
    driver.get = async (...given) => {
      const body = new Readable({ read: () => undefined });
      process.nextTick(() => body.destroy(new CloudError('unavailable', 'connection reset')));
      return { ...(await get(...given)), body };
    };
    const uncaught: unknown[] = [];
    const heard = (error: unknown): void => void uncaught.push(error);
    process.on('uncaughtExceptionMonitor', heard);
    const unhandled = await unhandledDuring(async () => {
      expect(await cloudError(storage.download({ bucket: 'b', key: 'k' }, join(root, 'deep/er/k')))).toMatchObject({ code: 'unavailable' });
    });
    process.off('uncaughtExceptionMonitor', heard);
    expect([unhandled, uncaught, await tree()]).toEqual([[], [], {}]);
  });

  it('gives up the body when the file cannot be written, and does not ask for it where it need not', async () => {
    await files({ blocked: 'a file, not a folder' });
    driver.seed('b', 'k', 'hello');
    driver.stalled = true;
    const error = await cloudError(storage.download({ bucket: 'b', key: 'k' }, join(root, 'blocked/k')));
    expect(error).toMatchObject({ operation: 'storage.download', target: join(root, 'blocked/k') });
    expect(error.cause).toHaveProperty('code', 'EEXIST');
    expect(driver.bodies).toEqual([]);
    expect((await cloudError(storage.download({ bucket: 'b' }, join(root, 'blocked')))).cause).toHaveProperty('code', 'EEXIST');
    await new Promise((resolve) => setImmediate(resolve));
    expect(driver.bodies[0]?.destroyed).toBe(true);
  });

  it.skipIf(process.getuid?.() === 0)('says so when the folder is not writable', async () => {
    await chmod(root, 0o500);
    driver.seed('b', 'k', 'hello');
    expect((await cloudError(storage.download({ bucket: 'b', key: 'k' }, join(root, 'k')))).cause).toHaveProperty('code', 'EACCES');
    await chmod(root, 0o700);
  });

  it('rejects with the signal’s reason and removes what it began', async () => {
    driver.seed('b', 'k', 'hello');
    const controller = new AbortController();
    const reason = { why: 'left' };
    const get = driver.get.bind(driver);
    driver.get = async (...given) => {
      const body = new Readable({ read: () => undefined });
      body.push('hel');
      return { ...(await get(...given)), body };
    };
    const onProgress = (): void => controller.abort(reason);
    for (const key of ['k', ''])
      expect(await rejection(storage.download({ bucket: 'b', key }, join(root, 'd', key), { signal: controller.signal, onProgress }))).toBe(reason);
    expect(await tree()).toEqual({});
  });

  it('ends the others at the first failure, and leaves nothing of them', async () => {
    for (const key of ['a', 'b', 'c', 'd', 'e']) driver.seed('b', key, 'hello');
    const get = driver.get.bind(driver);
    const gotten: string[] = [];
    driver.get = async (bucket, key, options) => {
      gotten.push(key);
      if (key === 'b') throw new CloudError('permission-denied', 'no');
      const body = new Readable({ read: () => undefined });
      body.push('hel');
      return { ...(await get(bucket, key, options)), body };
    };
    expect(await cloudError(storage.download({ bucket: 'b' }, root, { concurrency: 3 }))).toMatchObject({ code: 'permission-denied', target: 'b/b' });
    expect(gotten.length).toBeLessThanOrEqual(3);
    expect(await tree()).toEqual({});
  });

  it('fails with what onProgress throws', async () => {
    driver.seed('b', 'k', 'hello');
    const onProgress = (): never => {
      throw new CloudError('conflict', 'enough');
    };
    expect((await cloudError(storage.download({ bucket: 'b', key: 'k' }, join(root, 'k'), { onProgress }))).code).toBe('conflict');
    expect(await tree()).toEqual({});
  });
});
