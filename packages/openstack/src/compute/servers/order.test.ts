import { isCloudError } from '@portolan/core/driver';
import { describe, expect, it } from 'vitest';
import { type ScriptedCloud, scriptedCloud } from '../../testing/scripted-cloud.ts';
import { order } from './order.ts';

const refusal = (task: string): object => ({
  status: 409,
  body: { conflictingRequest: { code: 409, message: `Cannot 'createImage' instance s while it is in task_state ${task}` } },
});

/** Refuses so many orders because of this task, then takes them. */
function refusing(times: number, task = 'image_uploading'): ScriptedCloud {
  let orders = 0;
  return scriptedCloud(() => {
    orders += 1;
    return orders <= times ? refusal(task) : { status: 202 };
  });
}

const failure = (cloud: ScriptedCloud, options = {}): Promise<unknown> =>
  order(cloud.client, 's', { createImage: { name: 'n' } }, options).then(
    () => undefined,
    (caught: unknown) => caught,
  );

describe('an order', () => {
  it('is repeated while an image of the server is uploaded', async () => {
    const cloud = refusing(3);
    expect(await failure(cloud)).toBeUndefined();
    expect(cloud.seen).toHaveLength(4);
  });

  it('is given up after half a minute, or sooner when told so', async () => {
    const patient = refusing(Number.POSITIVE_INFINITY);
    expect(isCloudError(await failure(patient), 'conflict')).toBe(true);
    expect(patient.seen).toHaveLength(61);
    const hasty = refusing(Number.POSITIVE_INFINITY);
    expect(isCloudError(await failure(hasty, { timeoutMs: 1_000 }), 'conflict')).toBe(true);
    expect(hasty.seen).toHaveLength(3);
  });

  it('that is refused for another reason is not repeated', async () => {
    const cloud = refusing(1, 'deleting');
    expect(isCloudError(await failure(cloud), 'conflict')).toBe(true);
    expect(cloud.seen).toHaveLength(1);
  });
});
