import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cloudError, rejection } from '../../testing/rejection.ts';
import { CaseClashes, Folders, pathOfKey, type WalkOptions, walk } from './local-files.ts';

let root = '';
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'portolan-walk-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function make(...paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), path);
  }
}

async function walked(options: Partial<WalkOptions> = {}): Promise<string[]> {
  const found: string[] = [];
  for await (const { relative } of walk(root, { links: 'skip', ...options })) found.push(relative);
  return found;
}

describe('walk', () => {
  it('gives files in the order of their keys’ bytes, which is not that of names', async () => {
    await make('a/b', 'a.txt', 'a-b', 'a0', 'B', 'é', '\u{1f600}', '\uffee');
    expect(await walked()).toEqual(['B', 'a-b', 'a.txt', 'a/b', 'a0', 'é', '\uffee', '\u{1f600}']);
  });

  it('goes on after any key, as if the rest had been listed', async () => {
    const part = fc.constantFrom('a', 'a-', 'a.', 'b', 'ab', 'é');
    const path = fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/'));
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(path, { maxLength: 8 }), fc.oneof(path, fc.string({ maxLength: 4 })), async (paths, after) => {
        // Nothing is both file and folder.
        const files = paths.filter((one) => !paths.some((other) => other.startsWith(`${one}/`)));
        await rm(root, { recursive: true, force: true });
        await mkdir(root);
        await make(...files);
        const bytes = (text: string): Buffer => Buffer.from(text);
        const sorted = [...files].sort((x, y) => Buffer.compare(bytes(x), bytes(y)));
        expect(await walked()).toEqual(sorted);
        expect(await walked({ after })).toEqual(sorted.filter((one) => Buffer.compare(bytes(one), bytes(after)) > 0));
      }),
      { numRuns: 60 },
    );
  });

  it('leaves links out, follows them to no circle, or refuses them: as it is told', async () => {
    await make('d/a', 'out/x');
    await symlink('../out', join(root, 'd/folder'));
    await symlink('../out/x', join(root, 'd/file'));
    await symlink('..', join(root, 'd/loop'));
    await symlink('nowhere', join(root, 'd/broken'));
    const inside = async (links: WalkOptions['links']): Promise<{ found: string[]; skipped: string[] }> => {
      const skipped: string[] = [];
      const found: string[] = [];
      for await (const { relative } of walk(join(root, 'd'), { links, onSkipped: (path) => void skipped.push(path.slice(root.length + 1)) }))
        found.push(relative);
      return { found, skipped: skipped.sort() };
    };
    expect(await inside('skip')).toEqual({ found: ['a'], skipped: ['d/broken', 'd/file', 'd/folder', 'd/loop'] });
    expect(await inside('follow')).toEqual({
      found: ['a', 'file', 'folder/x', 'loop/out/x'],
      skipped: ['d/broken', 'd/loop/d'],
    });
    expect(await cloudError(inside('refuse'))).toMatchObject({ code: 'invalid-argument', outcome: 'not-done' });
  });

  it('says so when the folder cannot be read', async () => {
    expect(await rejection(walked({ after: 'x' }).then(() => walk(join(root, 'none'), { links: 'skip' }).next()))).toHaveProperty('code', 'ENOENT');
  });
});

describe('pathOfKey', () => {
  it.each(['', '/', 'a/', '/a', 'a//b', '.', '..', 'a/../b', 'a/.', 'x\0y'])('refuses %j: it is no file below the folder', (key) => {
    expect(() => pathOfKey(key, false)).toThrow(/cannot be a file’s path|cannot be a file's path/);
  });

  it.each(['a:b', 'C:/x', 'a\\b', 'con', 'CON.txt', 'x/aux', 'com1', 'lpt¹.log', 'end.', 'end ', 'a<b', 'a\u0001', 'what?'])(
    'refuses %j where names must do on Windows',
    (key) => {
      expect(() => pathOfKey(key, true)).toThrow(/Windows/);
      expect(pathOfKey(key, false)).toBe(key);
    },
  );

  it.each(['a', 'console', 'a.b/c d/é', '...', 'com10', '..a', 'a..'])('takes %j', (key) => {
    expect(pathOfKey(key, false)).toBe(key);
  });
});

describe('CaseClashes', () => {
  it('refuses keys that differ in case alone where they would be one file, and takes them where they are two', async () => {
    await make('case/x');
    const folding = new CaseClashes(join(root, 'case'), true);
    await folding.check('Read/Me');
    await folding.check('Read/Me');
    expect(await cloudError(folding.check('read/me'))).toMatchObject({ code: 'conflict', outcome: 'not-done' });
    // The file system of this machine tells by itself.
    const telling = new CaseClashes(join(root, 'case'), undefined);
    await telling.check('A');
    const folds = await stat(join(root, 'CASE')).then(
      () => true,
      () => false,
    );
    expect(
      await telling.check('a').then(
        () => false,
        () => true,
      ),
    ).toBe(folds);
  });
});

describe('Folders', () => {
  it('makes what is missing, once, and goes through no link', async () => {
    const folders = new Folders(join(root, 'new/root'));
    await Promise.all([folders.above('a/b/c'), folders.above('a/b/d'), folders.above('e')]);
    expect(await readdir(join(root, 'new/root/a'))).toEqual(['b']);
    await make('elsewhere/x');
    await symlink(join(root, 'elsewhere'), join(root, 'new/root/out'));
    expect(await cloudError(folders.above('out/x'))).toMatchObject({ code: 'conflict' });
    expect(await readFile(join(root, 'elsewhere/x'), 'utf8')).toBe('elsewhere/x');
    await writeFile(join(root, 'new/root/file'), '');
    expect(await cloudError(folders.above('file/x'))).toMatchObject({ code: 'conflict' });
  });
});
