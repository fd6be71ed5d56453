import { describe, expect, it } from 'vitest';
import type { AnyCloud } from './cloud.ts';
import { CloudError, type CloudErrorCode } from './errors/cloud-error.ts';
import { livePortability } from './portability-live.ts';
import { everything } from './testing/everything.ts';
import { cloudError } from './testing/rejection.ts';

async function* rowsOf<T>(rows: readonly T[]): AsyncGenerator<T, void, undefined> {
  yield* rows;
}

/** Storage alone; listing the bucket `gone` fails with this. */
function account(failure: CloudErrorCode): AnyCloud {
  async function* objects(bucket: string): AsyncGenerator<object, void, undefined> {
    if (bucket === 'gone') throw new CloudError(failure, 'said so');
    yield { kind: 'object', key: 'a', sizeBytes: 1 };
  }
  const storage = { buckets: { list: () => rowsOf([{ name: 'gone' }, { name: 'stays' }]) }, objects: { list: objects } };
  return { capabilities: { storage: everything.storage }, storage } as unknown as AnyCloud;
}

describe('livePortability', () => {
  it('looks past a bucket that was deleted since it was listed', async () => {
    const cloud = account('not-found');
    expect(await livePortability(cloud, cloud)).toEqual([{ verdict: 'same', what: 'bucket stays', note: 'the 1 objects that were looked at have a place' }]);
  });

  it('fails where a bucket cannot be looked at for another reason', async () => {
    const cloud = account('permission-denied');
    expect(await cloudError(livePortability(cloud, cloud))).toMatchObject({ code: 'permission-denied' });
  });
});
