import { describe, expect, it } from 'vitest';
import { CloudError } from '../errors/cloud-error.ts';
import { computeContext, context, everything } from '../testing/everything.ts';
import { cloudError } from '../testing/rejection.ts';
import { aVolume } from '../testing/servers.ts';
import type { CreateVolumeRequest, VolumeDriver } from './compute-driver.ts';
import type { VolumeState } from './compute-types.ts';
import { KeyPairs } from './key-pairs.ts';
import { Snapshots } from './snapshots.ts';
import { Volumes } from './volumes.ts';

function bench(states: readonly (VolumeState | undefined)[] = [], changed: Partial<VolumeDriver> = {}) {
  const group = computeContext({ volumes: { ...everything.compute.volumes, idempotencyKey: 'native' } });
  const requests: CreateVolumeRequest[] = [];
  let looks = 0;
  const volumes = new Volumes(group, {
    listPage: async () => ({ items: [aVolume('1', { name: 'a' }), aVolume('2', { name: 'b' })] }),
    get: async (id) => {
      looks += 1;
      const state = states[Math.min(looks, states.length) - 1];
      if (state === undefined) throw new CloudError('not-found', 'no such volume');
      return aVolume(id, { state, nativeState: state });
    },
    create: async (request) => {
      requests.push(request);
      return aVolume('new');
    },
    extend: async () => undefined,
    ...changed,
  });
  return { volumes, requests, clock: group.clock, looks: () => looks };
}

describe('volumes.waitUntil', () => {
  it.each<[readonly (VolumeState | undefined)[], 'available' | 'in-use']>([
    [['pending', 'available'], 'available'],
    [['in-use', 'available'], 'available'],
    [['available', 'in-use'], 'in-use'],
  ])('through %j waits for %s', async (states, wanted) => {
    expect(await bench(states).volumes.waitUntil('v', wanted)).toMatchObject({ id: 'v', state: wanted });
  });

  it.each<readonly (VolumeState | undefined)[]>([['deleting', undefined], ['deleting', 'deleted'], [undefined]])(
    'takes gone for deleted: %j, %j',
    async (...states) => {
      expect(await bench(states).volumes.waitUntil('v', 'deleted')).toBeUndefined();
    },
  );

  it.each<[VolumeState | undefined, 'available' | 'deleted', string]>([
    ['error', 'available', 'it is in error (error)'],
    ['error', 'deleted', 'it is in error (error)'],
    [undefined, 'available', 'it is gone'],
    ['deleted', 'available', 'it is gone'],
  ])('ends at once in state %s when waiting for %s', async (state, wanted, why) => {
    const { volumes } = bench(['pending', state]);
    const error = await cloudError(volumes.waitUntil('v', wanted as 'available'));
    expect(error).toMatchObject({ code: 'conflict', operation: 'volumes.waitUntil', target: 'v' });
    expect(error.message).toContain(why);
  });

  it.each<VolumeState>(['available', 'in-use'])('of several states takes any: %s', async (state) => {
    expect(await bench(['pending', state]).volumes.waitUntil('v', ['available', 'in-use'])).toMatchObject({ state });
    const error = await cloudError(bench(['error']).volumes.waitUntil('v', ['available', 'in-use']));
    expect(error.message).toContain('will not become available or in-use');
  });

  it.each([['avialable'], [[]], [['available', 'deleted']], [undefined]])('refuses what cannot be waited for: %j', async (state) => {
    const { volumes, looks } = bench(['available']);
    expect(await cloudError(volumes.waitUntil('v', state as 'available'))).toMatchObject({
      code: 'invalid-argument',
      message: expect.stringContaining('state: got'),
    });
    expect(looks()).toBe(0);
  });
});

describe('volumes.create and extend', () => {
  it('sends a create with a native key again after an ambiguous failure', async () => {
    const keys: unknown[] = [];
    const { volumes } = bench([], {
      create: async (request) => {
        keys.push(request.idempotencyKey);
        if (keys.length === 1) throw new CloudError('unavailable', 'cut', { outcome: 'unknown' });
        return aVolume('only');
      },
    });
    expect((await volumes.create({ name: 'n', sizeMiB: 1024, snapshot: { id: 's' } }, { idempotencyKey: 'k' })).id).toBe('only');
    expect(keys).toEqual(['k', 'k']);
  });

  it.each([0, -1, 1.5, Number.NaN, '10', undefined] as never[])('refuse %s MiB', async (sizeMiB) => {
    const { volumes, requests } = bench();
    expect((await cloudError(volumes.create({ name: 'n', sizeMiB }))).code).toBe('invalid-argument');
    expect((await cloudError(volumes.extend('v', sizeMiB))).code).toBe('invalid-argument');
    expect(requests).toEqual([]);
  });

  it('lists by name', async () => {
    expect((await bench().volumes.list({ name: 'b' }).toArray()).map((volume) => volume.id)).toEqual(['2']);
  });
});

describe('snapshots', () => {
  const snapshots = new Snapshots(context(), {
    listPage: async () => ({
      items: (['server', 'volume'] as const).flatMap((of) =>
        ['1', '2'].map((sourceId) => ({ id: `${of}-${sourceId}`, name: 'n', state: 'available', nativeState: 'ok', of, sourceId, raw: undefined }) as const),
      ),
    }),
    get: async () => ({}) as never,
    create: async ({ source, name }) => ({
      id: `${source.of}-${source.id}`,
      name,
      state: 'pending',
      nativeState: 'x',
      of: source.of,
      sourceId: source.id,
      raw: undefined,
    }),
  });

  it('are listed of the very server or volume', async () => {
    expect((await snapshots.list({ of: { volume: '1' } }).toArray()).map((snapshot) => snapshot.id)).toEqual(['volume-1']);
    expect((await snapshots.list({ of: { server: { id: '2' } } }).toArray()).map((snapshot) => snapshot.id)).toEqual(['server-2']);
    expect((await snapshots.list().toArray()).length).toBe(4);
  });

  it.each([{}, { disk: 'x' }, 'vol-1', null, { volume: '' }, { server: undefined }] as never[])('are refused of %j', async (of) => {
    expect((await cloudError(snapshots.create(of, { name: 'n' }))).code).toBe('invalid-argument');
  });
});

describe('keyPairs.import', () => {
  const imported: string[] = [];
  const keyPairs = new KeyPairs(context(), {
    listPage: async () => ({ items: [] }),
    get: async () => ({}) as never,
    import: async ({ name, publicKey }) => {
      imported.push(publicKey);
      return { id: name, name, raw: undefined };
    },
  });

  it('takes one line in OpenSSH form, with or without a comment', async () => {
    for (const publicKey of ['ssh-ed25519 AAAAC3Nz me@host with blanks', 'ssh-rsa AAAAB3==\n', '  ecdsa-sha2-nistp256 AAAA+/= '])
      await keyPairs.import({ name: 'n', publicKey });
    expect(imported).toEqual(['ssh-ed25519 AAAAC3Nz me@host with blanks', 'ssh-rsa AAAAB3==', 'ecdsa-sha2-nistp256 AAAA+/=']);
  });

  it.each(['', 'hello', 'ssh-rsa', 'ssh-rsa AAAA\nssh-rsa BBBB', 'ssh-foo AAAA', 7, undefined] as never[])('refuses %j', async (publicKey) => {
    expect((await cloudError(keyPairs.import({ name: 'n', publicKey }))).code).toBe('invalid-argument');
  });

  it('refuses a private key, and does not show it', async () => {
    const publicKey = '-----BEGIN OPENSSH PRIVATE KEY-----\nc2VjcmV0c2VjcmV0\n-----END OPENSSH PRIVATE KEY-----\n';
    const error = await cloudError(keyPairs.import({ name: 'n', publicKey }));
    expect(error).toMatchObject({ code: 'invalid-argument', remedy: 'give the .pub file' });
    expect(JSON.stringify(error) + (error.stack ?? '')).not.toContain('c2VjcmV0');
  });
});
