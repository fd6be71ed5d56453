import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { isCloudError, type TransferToken } from '@portolan/core';
import type { CaseContext, ConformanceCase } from '../case.ts';
import { MULTIPART, putPartObject } from '../part-object.ts';

const NEEDS = ['storage.objects.put', 'storage.objects.get', 'storage.objects.delete', 'storage.objects.list'];

async function folder({ cleanup }: CaseContext, files: Readonly<Record<string, string>> = {}): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'portolan-case-'));
  cleanup(() => rm(root, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  return root;
}

async function filesOf(root: string): Promise<Record<string, string>> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const read = await Promise.all(paths.map(async (path) => [path.slice(root.length + 1), await readFile(path, 'utf8')] as const));
  return Object.fromEntries(read.sort(([a], [b]) => (a < b ? -1 : 1)));
}

const FILES = { a: '1', 'deep/er/c': '333', 'b.txt': '22', empty: '' };

/** Files and folders of this machine. */
export const folderCases: readonly ConformanceCase[] = [
  {
    id: 'folders.there-and-back',
    title: 'a folder goes up under a prefix and comes back the same',
    needs: NEEDS,
    when: (cloud) => cloud.capabilities.storage?.objects?.keys !== 'name',
    run: async (context) => {
      const { cloud, bucket, name } = context;
      const where = await bucket();
      const prefix = `${name('folder')}/`;
      const up = await cloud.storage.upload(await folder(context, FILES), { bucket: where, key: prefix });
      assert.deepEqual([up.objects, up.bytes, up.skipped], [4, 6, 0]);
      const root = await folder(context);
      const down = await cloud.storage.download({ bucket: where, key: prefix }, root);
      assert.deepEqual([down.objects, down.bytes], [4, 6]);
      assert.deepEqual(await filesOf(root), FILES);
    },
  },
  {
    id: 'folders.sync',
    title: 'a prefix is made like a folder and a folder like a prefix: by digest, and with nothing to do the second time',
    needs: NEEDS,
    when: (cloud) => cloud.capabilities.storage?.objects?.keys !== 'name',
    run: async (context) => {
      const { cloud, bucket, name } = context;
      const { objects } = cloud.storage;
      const place = { bucket: await bucket(), key: `${name('synced')}/` };
      const here = { folder: await folder(context, FILES) };
      await objects.put(place.bucket, `${place.key}a`, 'x');
      await objects.put(place.bucket, `${place.key}extra`, 'x');
      const dry = await cloud.storage.sync(here, place, { compare: 'digest', deleteExtra: true, dryRun: true });
      assert.deepEqual([dry.new, dry.changed, dry.extra, dry.objects, dry.deleted], [3, 1, 1, 0, 0]);
      assert.equal(await (await objects.get(place.bucket, `${place.key}a`)).text(), 'x');
      const first = await cloud.storage.sync(here, place, { compare: 'digest', deleteExtra: true });
      assert.deepEqual([first.objects, first.deleted, first.same], [4, 1, 0]);
      const second = await cloud.storage.sync(here, place, { compare: 'digest', deleteExtra: true });
      assert.deepEqual([second.objects, second.deleted, second.same], [0, 0, 4]);
      await objects.put(place.bucket, `${place.key}deep/er/c`, 'changed');
      await writeFile(join(here.folder, 'too-much'), 'x');
      const back = await cloud.storage.sync(place, here, { compare: 'digest', deleteExtra: true });
      assert.deepEqual([back.changed, back.deleted, back.same], [1, 1, 3]);
      assert.deepEqual(await filesOf(here.folder), { ...FILES, 'deep/er/c': 'changed' });
    },
  },
  {
    id: 'folders.download-resume',
    title: 'a download that was interrupted goes on from its token, and the file appears when it is whole',
    needs: MULTIPART,
    run: async (context) => {
      const { cloud, bucket, name, open } = context;
      const where = await bucket();
      const key = name('large');
      const { partSizeBytes, sizeBytes } = await putPartObject(cloud, where, key);
      const file = join(await folder(context), 'file');
      const leave = new AbortController();
      const reason = new Error('left');
      const tokens: TransferToken[] = [];
      const how = { partSizeBytes, concurrency: 1, onToken: (token: TransferToken) => void tokens.push(JSON.parse(JSON.stringify(token)) as TransferToken) };
      const onProgress = ({ transferredBytes }: { readonly transferredBytes: number }): void => {
        if (transferredBytes >= partSizeBytes * 2) leave.abort(reason);
      };
      await assert.rejects(cloud.storage.download({ bucket: where, key }, file, { ...how, signal: leave.signal, onProgress }), (error) => error === reason);
      await assert.rejects(readFile(file), (error) => (error as NodeJS.ErrnoException).code === 'ENOENT');
      const other = await open();
      const passed: number[] = [];
      const resume = tokens.at(-1);
      await other.storage.download({ bucket: where, key }, file, { ...how, resume, onProgress: ({ transferredBytes }) => passed.push(transferredBytes) });
      assert.ok((await readFile(file)).equals(await (await cloud.storage.objects.get(where, key)).bytes()));
      assert.ok((passed[0] ?? 0) >= partSizeBytes, 'the first part was there already');
      assert.equal(passed.at(-1), sizeBytes);
      assert.deepEqual(await readdir(dirname(file)), ['file']);
    },
  },
  {
    id: 'folders.hostile-keys',
    title: 'a key that leads out of the folder is refused, and nothing is written',
    needs: NEEDS,
    when: (cloud) => cloud.capabilities.storage?.objects?.keys === 'any',
    run: async (context) => {
      const { cloud, bucket, name } = context;
      const where = await bucket();
      const prefix = `${name('hostile')}/`;
      await cloud.storage.objects.put(where, `${prefix}../../evil`, 'evil');
      const root = await folder(context);
      await assert.rejects(cloud.storage.download({ bucket: where, key: prefix }, join(root, 'in')), (error) => isCloudError(error, 'invalid-argument'));
      assert.deepEqual(await filesOf(root), {});
      await cloud.storage.objects.delete(where, `${prefix}../../evil`);
    },
  },
];
