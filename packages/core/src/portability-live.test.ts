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

const STAYS = { verdict: 'same', what: 'bucket stays', note: 'the 1 objects that were looked at have a place' };

describe('livePortability', () => {
  it('looks past a bucket that was deleted since it was listed, and not past one that was named', async () => {
    const cloud = account('not-found');
    expect(await livePortability(cloud, cloud)).toEqual([STAYS]);
    expect(await cloudError(livePortability(cloud, cloud, { buckets: ['gone'] }))).toMatchObject({ code: 'not-found' });
  });

  it('tells of a bucket whose objects may not be listed, and fails for other reasons', async () => {
    const cloud = account('permission-denied');
    expect(await livePortability(cloud, cloud)).toEqual([
      { verdict: 'unknown', what: 'bucket gone', note: expect.stringContaining('may not be listed') },
      STAYS,
    ]);
    const broken = account('unavailable');
    expect(await cloudError(livePortability(broken, broken))).toMatchObject({ code: 'unavailable' });
  });

  it('looks at the buckets that are named alone, and says when there are more than it looked at', async () => {
    const cloud = account('unavailable');
    expect(await livePortability(cloud, cloud, { buckets: ['stays'] })).toEqual([STAYS]);
    const many = account('permission-denied');
    expect(await livePortability(many, many, { sample: 1 })).toEqual([
      expect.objectContaining({ what: 'bucket gone' }),
      { verdict: 'unknown', what: 'other buckets', note: expect.stringContaining('only 1 were looked at') },
    ]);
  });

  it('looks only at what is asked about', async () => {
    const cloud = account('unavailable');
    expect(await livePortability(cloud, cloud, { operations: ['storage.objects.put'], buckets: ['stays'] })).toEqual([STAYS]);
    const both = { ...cloud, capabilities: everything };
    expect(await cloudError(livePortability(both, both, { operations: ['objects'] }))).toMatchObject({ code: 'unavailable' });
    expect(await livePortability(both, both, { operations: ['compute.addresses'] })).toEqual([]);
  });
});
