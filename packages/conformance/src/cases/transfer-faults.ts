import assert from 'node:assert/strict';
import type { CaseContext, ConformanceCase } from '../case.ts';
import type { Mischief } from '../harness.ts';
import { MULTIPART, type PartObject, putPartObject, sha256Of } from '../part-object.ts';
import { type WatchedCloud, watchedCloud } from '../sent-bodies.ts';

interface Setting {
  readonly where: string;
  readonly key: string;
  readonly copy: string;
  readonly object: PartObject;
  readonly source: WatchedCloud;
  readonly target: WatchedCloud;
  readonly go: () => Promise<unknown>;
}

async function setting(context: CaseContext): Promise<Setting> {
  const { cloud, bucket, name } = context;
  const where = await bucket();
  const [key, copy] = [name('source'), name('target')];
  const object = await putPartObject(cloud, where, key);
  const [source, target] = [await watchedCloud(context), await watchedCloud(context)];
  const go = (): Promise<unknown> =>
    source.cloud.storage.transfer(
      { bucket: where, key },
      { cloud: target.cloud, bucket: where, key: copy },
      { serverCopy: false, partSizeBytes: object.partSizeBytes, concurrency: 2 },
    );
  return { where, key, copy, object, source, target, go };
}

/** Connections that break in the middle of a transfer. */
export const transferFaultCases: readonly ConformanceCase[] = [
  {
    id: 'transfers.source-cut',
    title: 'a source that is cut goes on in the middle of the part: one request more, and no part is sent twice',
    needs: MULTIPART,
    asks: ['mischief'],
    run: async (context) => {
      const { where, key, copy, object, source, target, go } = await setting(context);
      context.harness.mischief?.({ kind: 'cut-response', bytes: Math.floor(object.partSizeBytes / 2) }, (request) => isRead(request, key));
      await go();
      assert.equal(await sha256Of(context.cloud, where, copy), object.sha256);
      const reads = source.sent.filter((request) => isRead(request, key));
      assert.equal(reads.length, 4, 'three parts, and one of them in two pieces');
      assert.ok(target.bodyBytes() < object.sizeBytes + 64 * 1024, 'a part was sent twice');
    },
  },
  ...(['cut-request', 'reset-after', 'reset-answer', 'busy'] as const).map(
    (how): ConformanceCase => ({
      id: `transfers.target-${how}`,
      title: `a target that fails in the middle of a part (${how}) gets at most that part again`,
      needs: MULTIPART,
      asks: ['mischief'],
      run: async (context) => {
        const { where, key, copy, object, source, target, go } = await setting(context);
        const plans: Readonly<Record<typeof how, Mischief>> = {
          'cut-request': { kind: 'cut-request', bytes: Math.floor(object.partSizeBytes / 2) },
          'reset-after': { kind: 'reset-after' },
          'reset-answer': { kind: 'cut-response', bytes: 20 },
          busy: { kind: 'respond', status: 503, headers: { 'Retry-After': '0' } },
        };
        let hit = false;
        context.harness.mischief?.(plans[how], (request) => {
          // Parts are put under names of their own on some clouds.
          const part = request.method === 'PUT' && /partNumber=|_segments\/portolan\/|\/uploads\//.test(request.target);
          hit ||= part;
          return part;
        });
        await go();
        assert.ok(hit, 'no part was hit');
        assert.equal(await sha256Of(context.cloud, where, copy), object.sha256);
        assert.ok(target.bodyBytes() < object.sizeBytes + object.partSizeBytes + 64 * 1024, `${target.bodyBytes()} bytes were sent for ${object.sizeBytes}`);
        assert.equal(source.sent.filter((request) => isRead(request, key)).length, 3, 'the source was read again');
      },
    }),
  ),
];

const isRead = ({ method, target }: { readonly method: string; readonly target: string }, key: string): boolean => method === 'GET' && target.includes(key);
