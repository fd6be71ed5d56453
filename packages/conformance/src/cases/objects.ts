import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import type { ConformanceCase } from '../case.ts';
import { expectError } from '../expect-error.ts';

const PUT = ['storage.objects.put', 'storage.objects.get', 'storage.objects.delete'];

/** Reading and writing one object. */
export const objectCases: readonly ConformanceCase[] = [
  {
    id: 'objects.put-and-get',
    title: 'bytes come back as they were put, with their length; an overwrite replaces them',
    needs: PUT,
    run: async ({ cloud, bucket, name }) => {
      const { objects } = cloud.storage;
      const where = await bucket();
      const key = `${name('obj')}.txt`;
      const result = await objects.put(where, key, 'hello wörld');
      assert.equal(result.key, key);
      assert.equal(result.sizeBytes, 12);
      const got = await objects.get(where, key);
      assert.equal(got.length, 12);
      assert.equal(await got.text(), 'hello wörld');
      const info = await objects.head(where, key);
      assert.equal(info.sizeBytes, 12);
      assert.equal(info.key, key);
      assert.equal(info.bucket, where);
      if (cloud.capabilities.storage?.objects?.contentType === true) assert.match(info.contentType ?? '', /^text\/plain/);
      const bytes = randomBytes(70_001);
      await objects.put(where, key, bytes);
      assert.ok((await (await objects.get(where, key)).bytes()).equals(bytes));
      await objects.delete(where, key);
    },
  },
  {
    id: 'objects.get-at-once',
    title: 'several read one object at once, over and over, and each gets all of it',
    needs: PUT,
    run: async ({ cloud, bucket, name }) => {
      const { objects } = cloud.storage;
      const where = await bucket();
      const key = name('shared');
      const bytes = randomBytes(200_001);
      await objects.put(where, key, bytes);
      const read = async (): Promise<void> => {
        for (let turn = 0; turn < 3; turn += 1) assert.ok((await (await objects.get(where, key)).bytes()).equals(bytes));
      };
      await Promise.all(Array.from({ length: 4 }, read));
      await objects.delete(where, key);
    },
  },
  {
    id: 'objects.into',
    title: 'a long object is written to where it is to be, whole, in one stream or many, and never beyond its place',
    needs: PUT,
    run: async ({ cloud, bucket, name }) => {
      const { objects } = cloud.storage;
      const where = await bucket();
      const key = name('long');
      const bytes = randomBytes(3_000_001);
      await objects.put(where, key, bytes);
      const memory = Buffer.alloc(bytes.length + 9);
      const read = async (verify: boolean): Promise<void> => {
        const target = Buffer.alloc(bytes.length + 9);
        let told = 0;
        await (await objects.get(where, key, { verify })).into(target, (byteCount) => {
          told += byteCount;
        });
        assert.equal(told, bytes.length);
        assert.ok(target.equals(Buffer.concat([bytes, Buffer.alloc(9)])));
      };
      // The first of a process may come another way than those after it.
      for (let turn = 0; turn < 2; turn += 1) await Promise.all([read(true), read(false), read(false)]);
      await expectError(async () => (await objects.get(where, key)).into(memory.subarray(0, 1_000_000)), 'invalid-argument');
      assert.ok(memory.equals(Buffer.alloc(memory.length)));
      assert.ok((await (await objects.get(where, key)).bytes()).equals(bytes));
      await objects.delete(where, key);
    },
  },
  {
    id: 'objects.views',
    title: 'of a view on a larger buffer only what it shows is stored',
    needs: PUT,
    run: async ({ cloud, bucket, name }) => {
      const { objects } = cloud.storage;
      const where = await bucket();
      const key = name('view');
      const whole = Buffer.from('secret|visible|secret');
      await objects.put(where, key, new Uint8Array(whole.buffer, whole.byteOffset + 7, 7));
      assert.equal(await (await objects.get(where, key)).text(), 'visible');
    },
  },
  {
    id: 'objects.empty',
    title: 'an empty object is an object',
    needs: PUT,
    run: async ({ cloud, bucket, name }) => {
      const { objects } = cloud.storage;
      const where = await bucket();
      const key = name('empty');
      await objects.put(where, key, '');
      assert.equal((await objects.head(where, key)).sizeBytes, 0);
      assert.equal(await (await objects.get(where, key)).text(), '');
      assert.equal(await objects.exists(where, key), true);
    },
  },
  {
    id: 'objects.streams',
    title: 'a stream of known length is stored whole, and progress is told',
    needs: PUT,
    run: async ({ cloud, bucket, name }) => {
      const { objects } = cloud.storage;
      const where = await bucket();
      const key = name('stream');
      const chunk = randomBytes(64 * 1024);
      const source = (): Readable => Readable.from([chunk, chunk, chunk]);
      const seen: number[] = [];
      await objects.put(where, key, source, { contentLength: chunk.length * 3, onProgress: ({ transferredBytes }) => seen.push(transferredBytes) });
      assert.equal(seen.at(-1), chunk.length * 3);
      const hash = createHash('sha256');
      for await (const piece of (await objects.get(where, key)).body) hash.update(piece as Buffer);
      assert.equal(hash.digest('hex'), createHash('sha256').update(chunk).update(chunk).update(chunk).digest('hex'));
      await objects.put(where, key, source(), { contentLength: chunk.length * 3 });
      assert.equal((await objects.head(where, key)).sizeBytes, chunk.length * 3);
    },
  },
  {
    id: 'objects.unknown-length',
    title: 'a stream of unknown length is stored whole; where it cannot be, that is said before anything is sent',
    needs: PUT,
    run: async ({ cloud, bucket, name, requests }) => {
      const { objects } = cloud.storage;
      const declared = cloud.capabilities.storage?.objects;
      const where = await bucket();
      const key = name('unknown');
      const source = Readable.from([Buffer.from('one '), Buffer.from('two')]);
      if (declared?.unknownLength === true || declared?.multipart === true) {
        await objects.put(where, key, source);
        assert.equal(await (await objects.get(where, key)).text(), 'one two');
      } else {
        const before = requests();
        const error = await expectError(() => objects.put(where, key, source), 'invalid-argument');
        assert.ok(error.remedy !== undefined);
        assert.equal(requests(), before);
      }
    },
  },
  {
    id: 'objects.ends-early',
    title: 'a stream shorter than announced stores nothing, and the previous object stays',
    needs: PUT,
    run: async ({ cloud, bucket, name }) => {
      const { objects } = cloud.storage;
      const where = await bucket();
      const key = name('short');
      await objects.put(where, key, 'before');
      await expectError(() => objects.put(where, key, Readable.from([Buffer.from('abc')]), { contentLength: 10 }), 'invalid-argument');
      assert.equal(await (await objects.get(where, key)).text(), 'before');
    },
  },
  {
    id: 'objects.spent-stream',
    title: 'a stream that was read before is refused, not taken for an empty one, and the previous object stays',
    needs: PUT,
    run: async ({ cloud, bucket, name }) => {
      const { objects } = cloud.storage;
      const where = await bucket();
      const key = name('spent');
      await objects.put(where, key, 'before');
      for (const how of [{}, { contentLength: 3 }]) {
        const source = Readable.from([Buffer.from('abc')]);
        await source.toArray();
        await expectError(() => objects.put(where, key, source, how), 'invalid-argument');
      }
      assert.equal(await (await objects.get(where, key)).text(), 'before');
    },
  },
  {
    id: 'objects.no-bytes',
    title: 'a stream that yields something else than bytes is refused, and ends neither the program nor the previous object',
    needs: PUT,
    run: async ({ cloud, bucket, name }) => {
      const { objects } = cloud.storage;
      const where = await bucket();
      const key = name('numbers');
      await objects.put(where, key, 'before');
      for (const how of [{}, { contentLength: 1 }]) {
        await expectError(() => objects.put(where, key, Readable.from([7]), how), 'invalid-argument');
      }
      assert.equal(await (await objects.get(where, key)).text(), 'before');
    },
  },
  {
    id: 'objects.stream-fails',
    title: 'a stream that fails half-way stores nothing, and the previous object stays',
    needs: PUT,
    run: async ({ cloud, bucket, name }) => {
      const { objects } = cloud.storage;
      const where = await bucket();
      const key = name('broken');
      await objects.put(where, key, 'before');
      const reason = new Error('the disk is gone');
      const source = Readable.from(
        (async function* () {
          yield Buffer.alloc(40_000);
          await new Promise((resolve) => setTimeout(resolve, 20));
          throw reason;
        })(),
      );
      const error = await expectError(() => objects.put(where, key, source, { contentLength: 80_000 }), 'invalid-argument');
      assert.match(error.message, /the stream to send failed: the disk is gone$/);
      assert.equal(error.cause, reason);
      assert.equal(await (await objects.get(where, key)).text(), 'before');
      const fresh = name('fresh');
      const again = Readable.from(
        (async function* () {
          yield Buffer.alloc(10);
          throw reason;
        })(),
      );
      await expectError(() => objects.put(where, fresh, again, { contentLength: 80_000 }), 'invalid-argument');
      assert.equal(await objects.exists(where, fresh), false);
    },
  },
  {
    id: 'objects.abort',
    title: 'an aborted upload rejects with the reason, and the previous object stays',
    needs: PUT,
    run: async ({ cloud, bucket, name }) => {
      const { objects } = cloud.storage;
      const where = await bucket();
      const key = name('aborted');
      await objects.put(where, key, 'before');
      const reason = new Error('never mind');
      const abort = new AbortController();
      const source = Readable.from(
        (async function* () {
          yield Buffer.alloc(50_000);
          setTimeout(() => abort.abort(reason), 20);
          await new Promise((resolve) => setTimeout(resolve, 2_000).unref());
          yield Buffer.alloc(50_000);
        })(),
      );
      await assert.rejects(objects.put(where, key, source, { contentLength: 100_000, signal: abort.signal }), (error) => error === reason);
      assert.equal(await (await objects.get(where, key)).text(), 'before');
    },
  },
  {
    id: 'objects.metadata',
    title: 'metadata come back with names in lower case, any text kept, and are replaced by an overwrite',
    needs: [...PUT, 'storage.objects.metadata'],
    run: async ({ cloud, bucket, name }) => {
      const { objects } = cloud.storage;
      const where = await bucket();
      const key = name('meta');
      const metadata = { Colour: 'blue', title: 'Größe – 大きさ 🚢', 'with-dash': 'a b' };
      await objects.put(where, key, 'x', { metadata });
      const found = (await objects.head(where, key)).metadata;
      assert.equal(found['colour'], 'blue');
      assert.equal(found['title'], 'Größe – 大きさ 🚢');
      assert.equal(found['with-dash'], 'a b');
      assert.deepEqual((await objects.get(where, key)).info.metadata, found);
      await objects.put(where, key, 'y', { metadata: { other: '1' } });
      assert.deepEqual({ ...(await objects.head(where, key)).metadata }, { other: '1' });
      for (const bad of [{ 'a b': '1' }, { a: 'one\r\ntwo: 2' }, { a: ' blank' }, { a: 1 as never }, { a: '1', A: '2' }]) {
        await expectError(() => objects.put(where, key, 'z', { metadata: bad }), 'invalid-argument');
      }
    },
  },
  {
    id: 'objects.content-headers',
    title: 'content type and the declared content headers come back',
    needs: [...PUT, 'storage.objects.contentType'],
    run: async ({ cloud, bucket, name }) => {
      const { objects } = cloud.storage;
      const where = await bucket();
      const key = name('headers');
      const values = { cacheControl: 'max-age=60', contentDisposition: 'attachment; filename="a.txt"', contentEncoding: 'identity', contentLanguage: 'de' };
      const declared = cloud.capabilities.storage?.objects?.contentHeaders ?? [];
      const sent = Object.fromEntries(declared.map((header) => [header, values[header]]));
      await objects.put(where, key, 'x', { contentType: 'application/x-portolan', ...sent });
      const info = await objects.head(where, key);
      assert.equal(info.contentType, 'application/x-portolan');
      for (const header of declared) assert.equal(info[header], values[header], header);
    },
  },
  {
    id: 'objects.not-unpacked',
    title: 'a packed object comes back packed',
    needs: PUT,
    when: (cloud) => cloud.capabilities.storage?.objects?.contentHeaders.includes('contentEncoding') === true,
    run: async ({ cloud, bucket, name }) => {
      const { gzipSync } = await import('node:zlib');
      const { objects } = cloud.storage;
      const where = await bucket();
      const key = name('gz');
      const packed = gzipSync('x'.repeat(5_000));
      await objects.put(where, key, packed, { contentType: 'text/plain', contentEncoding: 'gzip' });
      assert.ok((await (await objects.get(where, key)).bytes()).equals(packed));
    },
  },
  {
    id: 'objects.ranges',
    title: 'a range is just those bytes, both ends included; one beyond the end is refused',
    needs: [...PUT, 'storage.objects.ranges'],
    run: async ({ cloud, bucket, name }) => {
      const { objects } = cloud.storage;
      const where = await bucket();
      const key = name('range');
      await objects.put(where, key, '0123456789');
      assert.equal(await (await objects.get(where, key, { range: { start: 2, end: 4 } })).text(), '234');
      assert.equal(await (await objects.get(where, key, { range: { start: 7 } })).text(), '789');
      assert.equal(await (await objects.get(where, key, { range: { start: 0, end: 0 } })).text(), '0');
      assert.equal(await (await objects.get(where, key, { range: { start: 8, end: 99 } })).text(), '89');
      const part = await objects.get(where, key, { range: { start: 2, end: 4 } });
      assert.equal(part.length, 3);
      assert.equal(part.info.sizeBytes, 10);
      part.cancel();
      await expectError(() => objects.get(where, key, { range: { start: 10 } }), 'invalid-argument');
      await expectError(() => objects.get(where, key, { range: { start: 5, end: 4 } }), 'invalid-argument');
    },
  },
  {
    id: 'objects.read-conditions',
    title: 'a read under a condition that does not hold is precondition-failed',
    needs: [...PUT, 'storage.objects.getConditions'],
    run: async ({ cloud, bucket, name }) => {
      const { objects } = cloud.storage;
      const where = await bucket();
      const key = name('cond');
      await objects.put(where, key, 'x');
      const { etag, lastModified } = await objects.head(where, key);
      assert.ok(etag !== undefined, 'no etag');
      assert.ok(!/^"|"$/.test(etag), 'the etag has quotes');
      assert.ok(lastModified !== undefined, 'no lastModified');
      assert.equal(await (await objects.get(where, key, { ifMatch: etag })).text(), 'x');
      await expectError(() => objects.get(where, key, { ifMatch: 'another' }), 'precondition-failed');
      const same = await expectError(() => objects.get(where, key, { ifNoneMatch: etag }), 'precondition-failed');
      assert.equal(same.status, 304);
      // The object's own time: servers may pass over dates in the future (RFC 9110), and their clocks are not ours.
      const unchanged = await expectError(() => objects.get(where, key, { ifModifiedSince: lastModified }), 'precondition-failed');
      assert.equal(unchanged.status, 304);
      const dayBefore = new Date(lastModified.getTime() - 86_400_000);
      assert.equal(await (await objects.get(where, key, { ifModifiedSince: dayBefore })).text(), 'x');
      await expectError(() => objects.get(where, key, { ifUnmodifiedSince: dayBefore }), 'precondition-failed');
      assert.equal(await (await objects.get(where, key, { ifUnmodifiedSince: lastModified })).text(), 'x');
    },
  },
  {
    id: 'objects.put-if-absent',
    title: 'put under ifNoneMatch * makes, and never overwrites',
    needs: [...PUT, 'storage.objects.putIfAbsent'],
    run: async ({ cloud, bucket, name }) => {
      const { objects } = cloud.storage;
      const where = await bucket();
      const key = name('absent');
      await objects.put(where, key, 'first', { ifNoneMatch: '*' });
      await expectError(() => objects.put(where, key, 'second', { ifNoneMatch: '*' }), 'precondition-failed');
      assert.equal(await (await objects.get(where, key)).text(), 'first');
    },
  },
  {
    id: 'objects.put-if-match',
    title: 'put under ifMatch overwrites just that version',
    needs: [...PUT, 'storage.objects.putIfMatch'],
    run: async ({ cloud, bucket, name }) => {
      const { objects } = cloud.storage;
      const where = await bucket();
      const key = name('match');
      await objects.put(where, key, 'first');
      const { etag = '' } = await objects.head(where, key);
      await objects.put(where, key, 'second', { ifMatch: etag });
      await expectError(() => objects.put(where, key, 'third', { ifMatch: etag }), 'precondition-failed');
      assert.equal(await (await objects.get(where, key)).text(), 'second');
    },
  },
];
