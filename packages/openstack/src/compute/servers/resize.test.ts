import { isCloudError } from '@portolan/core/driver';
import { describe, expect, it } from 'vitest';
import { type ScriptedCloud, scriptedCloud } from '../../testing/scripted-cloud.ts';
import { resize } from './resize.ts';

/** A server that goes from state to state, one a look. */
function serverThat(states: readonly (readonly [status: string, flavor: string, task?: string])[]): ScriptedCloud {
  let looks = 0;
  return scriptedCloud((request) => {
    if (request.method === 'POST') return { status: request.body.includes('confirmResize') ? 204 : 202 };
    const [status, id, task] = states[Math.min(looks, states.length - 1)] ?? ['ACTIVE', '1'];
    looks += 1;
    return { body: { server: { id: 's', status, flavor: { id }, 'OS-EXT-STS:task_state': task ?? null } } };
  });
}
const orders = (cloud: ScriptedCloud): unknown[] =>
  cloud.seen.filter((request) => request.method === 'POST').map((request) => Object.keys(JSON.parse(request.body))[0]);

describe('resize', () => {
  it('confirms by itself, once, and returns when the server takes orders again', async () => {
    const cloud = serverThat([
      ['ACTIVE', '1'],
      ['RESIZE', '1', 'resize_prep'],
      ['VERIFY_RESIZE', '2'],
      ['VERIFY_RESIZE', '2'],
      ['ACTIVE', '2'],
    ]);
    await resize(cloud.client, 's', '2', {});
    expect(orders(cloud)).toEqual(['resize', 'confirmResize']);
  });

  it('goes on where an earlier one was cut off', async () => {
    const cloud = serverThat([
      ['VERIFY_RESIZE', '2'],
      ['VERIFY_RESIZE', '2'],
      ['SHUTOFF', '2'],
    ]);
    await resize(cloud.client, 's', '2', {});
    expect(orders(cloud)).toEqual(['confirmResize']);
  });

  it('does nothing when the size is that already', async () => {
    const cloud = serverThat([['ACTIVE', '2']]);
    await resize(cloud.client, 's', '2', {});
    expect(orders(cloud)).toEqual([]);
  });

  it.each([
    [
      'the scheduler found no host',
      [
        ['ACTIVE', '1'],
        ['RESIZE', '1'],
        ['ACTIVE', '1'],
      ],
      'gave the resize up',
    ],
    [
      'it ended in error',
      [
        ['ACTIVE', '1'],
        ['ERROR', '1'],
      ],
      'in error',
    ],
    [
      'somebody else’s resize waits',
      [
        ['RESIZE', '1'],
        ['VERIFY_RESIZE', '3'],
      ],
      'another resize',
    ],
  ] as const)('says conflict when %s', async (_, states, said) => {
    const error = await resize(serverThat(states).client, 's', '2', {}).then(
      () => undefined,
      (caught: unknown) => caught,
    );
    expect(isCloudError(error, 'conflict')).toBe(true);
    expect(String(error)).toContain(said);
  });

  it('says timeout when it takes too long', async () => {
    const error = await resize(
      serverThat([
        ['ACTIVE', '1'],
        ['RESIZE', '1'],
      ]).client,
      's',
      '2',
      { timeoutMs: 10_000 },
    ).then(
      () => undefined,
      (caught: unknown) => caught,
    );
    expect(isCloudError(error, 'timeout')).toBe(true);
  });
});
