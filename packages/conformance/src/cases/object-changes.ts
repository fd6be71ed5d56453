import assert from 'node:assert/strict';
import type { ConformanceCase } from '../case.ts';
import { expectError } from '../expect-error.ts';

const PUT = ['storage.objects.put', 'storage.objects.get', 'storage.objects.delete'];

/** What is done to objects that are there: deleting, copying, describing anew, handing out. */
export const objectChangeCases: readonly ConformanceCase[] = [
  {
    id: 'objects.delete',
    title: 'a deleted object is gone; deleting what is absent succeeds',
    needs: PUT,
    run: async ({ cloud, bucket, name }) => {
      const { objects } = cloud.storage;
      const where = await bucket();
      const key = name('gone');
      await objects.put(where, key, 'x');
      await objects.delete(where, key);
      await objects.delete(where, key);
      assert.equal(await objects.exists(where, key), false);
      const error = await expectError(() => objects.get(where, key), 'not-found');
      assert.equal(error.target, `${where}/${key}`);
      await expectError(() => objects.head(where, key), 'not-found');
    },
  },
  {
    id: 'objects.delete-many',
    title: 'many are deleted at once, those that never were included, and nothing else',
    needs: PUT,
    run: async ({ cloud, bucket, name }) => {
      const { objects } = cloud.storage;
      const where = await bucket();
      const keys = ['a', 'b & <c>', 'd+e%20'].map((end) => `${name('many')} ${end}`);
      const kept = name('kept');
      for (const key of [...keys, kept]) await objects.put(where, key, 'x');
      const result = await objects.deleteMany(where, [...keys, name('never')]);
      assert.deepEqual(result.failed, []);
      assert.equal(result.deleted, 4);
      for (const key of keys) assert.equal(await objects.exists(where, key), false, key);
      assert.equal(await objects.exists(where, kept), true);
    },
  },
  {
    id: 'objects.copy-and-move',
    title: 'a copy has the same bytes, type and metadata; a move leaves nothing behind',
    needs: PUT,
    run: async ({ cloud, bucket, name }) => {
      const { objects } = cloud.storage;
      const where = await bucket();
      const [from, to, moved] = [name('from'), `${name('to')} é`, name('moved')];
      const declared = cloud.capabilities.storage?.objects;
      const options = {
        ...(declared?.metadata === true ? { metadata: { colour: 'blue' } } : {}),
        ...(declared?.contentType === true ? { contentType: 'text/x-portolan' } : {}),
      };
      await objects.put(where, from, 'content', options);
      await objects.copy({ bucket: where, key: from }, { bucket: where, key: to });
      const copied = await objects.get(where, to);
      assert.equal(await copied.text(), 'content');
      if (declared?.metadata === true) assert.deepEqual({ ...copied.info.metadata }, { colour: 'blue' });
      if (declared?.contentType === true) assert.equal(copied.info.contentType, 'text/x-portolan');
      if (declared?.metadata === true) {
        await objects.copy({ bucket: where, key: from }, { bucket: where, key: to }, { metadata: { size: 'xl' } });
        assert.deepEqual({ ...(await objects.head(where, to)).metadata }, { size: 'xl' });
      }
      await objects.move({ bucket: where, key: from }, { bucket: where, key: moved });
      assert.equal(await objects.exists(where, from), false);
      assert.equal(await (await objects.get(where, moved)).text(), 'content');
      await expectError(() => objects.copy({ bucket: where, key: name('never') }, { bucket: where, key: to }), 'not-found');
    },
  },
  {
    id: 'objects.update-metadata',
    title: 'metadata change without the bytes, and what was not named stays',
    needs: [...PUT, 'storage.objects.updateMetadata', 'storage.objects.metadata'],
    run: async ({ cloud, bucket, name }) => {
      const { objects } = cloud.storage;
      const where = await bucket();
      const key = name('update');
      await objects.put(where, key, 'content', { contentType: 'text/x-one', metadata: { a: '1', b: '2' } });
      await objects.updateMetadata(where, key, { metadata: { c: '3' } });
      const first = await objects.head(where, key);
      assert.deepEqual({ ...first.metadata }, { c: '3' });
      assert.equal(first.contentType, 'text/x-one');
      await objects.updateMetadata(where, key, { contentType: 'text/x-two' });
      const second = await objects.head(where, key);
      assert.deepEqual({ ...second.metadata }, { c: '3' });
      assert.equal(second.contentType, 'text/x-two');
      assert.equal(await (await objects.get(where, key)).text(), 'content');
    },
  },
  {
    id: 'objects.presign-get',
    title: 'a presigned address reads the object without credentials, and no other',
    needs: [...PUT, 'storage.objects.presignGet'],
    run: async ({ cloud, bucket, name }) => {
      const { objects } = cloud.storage;
      const where = await bucket();
      const key = `${name('signed')} a+b é 1.txt`;
      await objects.put(where, key, 'signed content');
      const { url, method, headers, expiresAt } = await objects.presign(where, key, { expiresInSeconds: 600 });
      assert.equal(method, 'GET');
      assert.ok(Math.abs(expiresAt.getTime() - Date.now() - 600_000) < 60_000);
      const answer = await fetch(url, { headers });
      assert.equal(answer.status, 200, await answer.clone().text());
      assert.equal(await answer.text(), 'signed content');
      const forged = await fetch(url.replace('1.txt', '2.txt'), { headers });
      assert.ok(forged.status === 403 || forged.status === 401, `a forged address answers ${forged.status}`);
      await forged.arrayBuffer();
    },
  },
  {
    id: 'objects.presign-put',
    title: 'a presigned address writes the object without credentials',
    needs: [...PUT, 'storage.objects.presignPut'],
    run: async ({ cloud, bucket, name }) => {
      const { objects } = cloud.storage;
      const where = await bucket();
      const key = name('upload');
      const { url, method, headers } = await objects.presign(where, key, { method: 'put', contentType: 'text/x-signed' });
      assert.equal(method, 'PUT');
      const answer = await fetch(url, {
        method: 'PUT',
        headers: { ...(Object.keys(headers).some((header) => /^content-type$/i.test(header)) ? {} : { 'Content-Type': 'text/x-signed' }), ...headers },
        body: 'uploaded',
      });
      assert.ok(answer.ok, `${answer.status} ${await answer.text()}`);
      assert.equal(await (await objects.get(where, key)).text(), 'uploaded');
    },
  },
];
