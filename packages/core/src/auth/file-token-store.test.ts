import { chmod, chown, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rejection } from '../testing/rejection.ts';
import { FileTokenStore } from './file-token-store.ts';

const HOUR = 3_600_000;
let root: string;
let folder: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'portolan-tokens-'));
  folder = join(root, 'a', 'tokens');
});
afterEach(() => rm(root, { recursive: true }));

const modeOf = async (path: string): Promise<string> => ((await stat(path)).mode & 0o777).toString(8);

describe('FileTokenStore', () => {
  it('keeps what was set, for the user alone, whatever the umask', async () => {
    const before = process.umask(0);
    try {
      await new FileTokenStore(folder).set('k-1', 'sealed', HOUR);
    } finally {
      process.umask(before);
    }
    expect(await new FileTokenStore(folder).get('k-1')).toBe('sealed');
    const names = await readdir(folder);
    expect(names).toEqual(['k-1.token']);
    expect([await modeOf(folder), await modeOf(join(folder, 'k-1.token'))]).toEqual(['700', '600']);
  });

  it('has nothing under a name that was never set, was deleted, or has ended', async () => {
    const store = new FileTokenStore(folder);
    expect(await store.get('k')).toBeUndefined();
    await store.delete('k');
    await store.set('k', 'v', -1);
    expect(await store.get('k')).toBeUndefined();
    await store.set('k', 'v', HOUR);
    await store.delete('k');
    expect(await store.get('k')).toBeUndefined();
  });

  it('refuses a file that others could have read', async () => {
    const store = new FileTokenStore(folder);
    await store.set('k', 'v', HOUR);
    await chmod(join(folder, 'k.token'), 0o640);
    expect(await rejection(store.get('k'))).toMatchObject({ code: 'invalid-argument', message: expect.stringMatching(/k\.token has mode 0640.*chmod 600/) });
    // Writing replaces the file: what others could read ends there.
    await store.set('k', 'new', HOUR);
    expect([await store.get('k'), await modeOf(join(folder, 'k.token'))]).toEqual(['new', '600']);
  });

  it('refuses a folder that others can put files into, and a link in place of a file', async () => {
    await mkdir(folder, { recursive: true });
    await chmod(folder, 0o777);
    expect(await rejection(new FileTokenStore(folder).set('k', 'v', HOUR))).toMatchObject({
      code: 'invalid-argument',
      message: expect.stringContaining('0777'),
    });
    await chmod(folder, 0o755);
    await writeFile(join(root, 'elsewhere'), '{}', { mode: 0o600 });
    await symlink(join(root, 'elsewhere'), join(folder, 'k.token'));
    expect(await rejection(new FileTokenStore(folder).get('k'))).toMatchObject({ code: 'invalid-argument' });
  });

  it.skipIf(process.getuid?.() !== 0)('refuses a file that belongs to somebody else', async () => {
    const store = new FileTokenStore(folder);
    await store.set('k', 'v', HOUR);
    await chown(join(folder, 'k.token'), 1, 1);
    expect(await rejection(store.get('k'))).toMatchObject({ code: 'invalid-argument', message: expect.stringContaining('k.token belongs to user 1') });
  });

  it('says that its folder is none', async () => {
    await writeFile(join(root, 'file'), '');
    const refused = await rejection(new FileTokenStore(join(root, 'file', 'tokens')).set('k', 'v', HOUR));
    expect(refused).toMatchObject({ code: 'invalid-argument', message: expect.stringMatching(/tokens cannot be kept in .*ENOTDIR/) });
  });

  it('takes a file that is no entry for none', async () => {
    const store = new FileTokenStore(folder);
    await store.set('k', 'v', HOUR);
    for (const text of ['', 'not JSON', 'null', '{"until":"soon","value":"v"}']) {
      await writeFile(join(folder, 'k.token'), text);
      expect(await store.get('k')).toBeUndefined();
    }
  });

  it('lets readers and writers at the same time see whole entries alone', async () => {
    const stores = [new FileTokenStore(folder), new FileTokenStore(folder)] as const;
    const values = Array.from({ length: 40 }, (_, index) => String(index).repeat(2_000));
    await stores[0].set('k', values[0] as string, HOUR);
    const seen: unknown[] = [];
    await Promise.all([
      ...values.map((value, index) => (stores[index % 2] as FileTokenStore).set('k', value, HOUR)),
      ...values.map(async () => seen.push(await stores[1].get('k'))),
    ]);
    for (const one of seen) expect(values).toContain(one);
    expect(await readdir(folder)).toEqual(['k.token']);
  });

  it('sweeps what has ended and what was never finished, once', async () => {
    const store = new FileTokenStore(folder);
    await store.set('kept', 'v', HOUR);
    await new FileTokenStore(folder).set('ended', 'v', -1);
    for (const name of ['old.token.0a.part', 'fresh.token.0b.part']) await writeFile(join(folder, name), 'x', { mode: 0o600 });
    await utimes(join(folder, 'old.token.0a.part'), new Date(0), new Date(0));
    await writeFile(join(folder, 'of-somebody'), 'x');
    await new FileTokenStore(folder).set('other', 'v', HOUR);
    expect((await readdir(folder)).sort()).toEqual(['fresh.token.0b.part', 'kept.token', 'of-somebody', 'other.token']);
    expect(await readFile(join(folder, 'of-somebody'), 'utf8')).toBe('x');
  });
});
