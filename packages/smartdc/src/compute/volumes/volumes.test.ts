import type { HttpRequest } from '@portolan/core/driver';
import { beforeEach, describe, expect, it } from 'vitest';
import { CloudapiClient } from '../../client.ts';
import { bodyOfRequest, type FakeAnswer, type FakeConnection, fakeConnection, json, noAuth } from '../../testing/fake-connection.ts';
import { toVolume } from './mapping.ts';
import { SmartdcVolumes } from './volumes.ts';
import type { VolumeWire } from './wire.ts';

// An answer of GetVolume, ids shortened.
const wire: VolumeWire = {
  id: 'e435d72a-2498-8d49-a042-87b222a8b63f',
  name: 'my-volume',
  owner_uuid: 'ae35672a-9498-ed41-b017-82b221a8c63f',
  type: 'tritonnfs',
  size: 10_240,
  state: 'ready',
  networks: ['1537d72a-949a-2d89-7049-17b2f2a8b634'],
  refs: [],
  filesystem_path: '10.1.1.2:/exports/data',
  created: '2017-04-01T00:00:00.000Z',
};

let answers: (call: string) => FakeAnswer;
let connection: FakeConnection;
let volumes: SmartdcVolumes;
const callOf = (request: HttpRequest): string => `${request.method} ${request.target.replace('/demo/', '')}`;
beforeEach(() => {
  connection = fakeConnection((request) => answers(callOf(request)));
  volumes = new SmartdcVolumes(new CloudapiClient(connection, noAuth, { url: 'https://x.test', account: 'demo', apiVersion: '*' }));
});
const sizes = [
  { size: 20_480, type: 'tritonnfs' },
  { size: 10_240, type: 'tritonnfs' },
];
const making = (call: string): FakeAnswer => (call.startsWith('GET volumesizes') ? json(sizes) : json({ ...wire, state: 'creating' }, 201));

describe('mapping', () => {
  it.each([
    [{ state: 'creating' }, 'pending'],
    [{ state: 'ready' }, 'available'],
    [{ state: 'ready', refs: ['m'] }, 'in-use'],
    [{ state: 'deleting' }, 'deleting'],
    [{ state: 'failed' }, 'error'],
    [{ state: 'dancing' }, 'unknown'],
  ])('%j is %s', (more, state) => {
    expect(toVolume({ ...wire, ...more })).toMatchObject({ state, nativeState: more.state, sizeMiB: 10_240, createdAt: new Date('2017-04-01T00:00:00Z') });
  });

  it('machines that mount it are its attachments', () => {
    expect(toVolume({ ...wire, refs: ['a', 'b'] }).attachments).toEqual([{ serverId: 'a' }, { serverId: 'b' }]);
  });
});

describe('create', () => {
  it.each([
    [1, 10_240],
    [10_240, 10_240],
    [10_241, 20_480],
  ])('of %i MiB takes the smallest size on offer that is big enough: %i', async (sizeMiB, size) => {
    answers = making;
    await volumes.create({ name: 'my-volume', sizeMiB, idempotencyKey: 'k', native: { tags: { a: 'b' } } }, {});
    expect(connection.sent.map(callOf)).toEqual(['GET volumesizes?type=tritonnfs', 'POST volumes']);
    expect(bodyOfRequest(connection.sent[1])).toEqual({ type: 'tritonnfs', name: 'my-volume', size, tags: { a: 'b', 'portolan.key': 'k' } });
  });

  it('says what the biggest is', async () => {
    answers = making;
    await expect(volumes.create({ name: 'v', sizeMiB: 99_999 }, {})).rejects.toMatchObject({
      code: 'invalid-argument',
      message: expect.stringContaining('20480 MiB'),
    });
  });

  it.each([
    [{ locationId: 'x' }, 'unsupported'],
    [{ snapshotId: 'x' }, 'unsupported'],
    [{ type: 'ssd' }, 'invalid-argument'],
    [{ native: { network: [] } }, 'invalid-argument'],
  ])('%j is refused before anything is sent', async (more, code) => {
    await expect(volumes.create({ name: 'v', sizeMiB: 1, ...more }, {})).rejects.toMatchObject({ code, outcome: 'not-done' });
    expect(connection.sent).toEqual([]);
  });

  it('is found again by its mark, unless it is going', async () => {
    const tags = { 'portolan.key': 'k' };
    answers = () => json([wire, { ...wire, id: 'gone', state: 'deleting', tags }, { ...wire, id: 'marked', tags }]);
    expect(await volumes.listByIdempotencyKey('k', {})).toMatchObject([{ id: 'marked' }]);
    expect(await volumes.listByIdempotencyKey('other', {})).toEqual([]);
  });
});

it('a data center whose routes do not know volumes has none: unsupported, with what to write into the profile', async () => {
  answers = () => json({ code: 'ResourceNotFound', message: '/demo/volumes does not exist' }, 404);
  await expect(volumes.listPage({})).rejects.toMatchObject({ code: 'unsupported', remedy: expect.stringContaining('compute.volumes') });
  // One volume that is not there is another thing.
  await expect(volumes.get('x', {})).rejects.toMatchObject({ code: 'not-found' });
});

it('delete: absent is success, in use is a conflict', async () => {
  answers = () => json({ code: 'VolumeNotFound', message: '' }, 404);
  await volumes.delete('x', {});
  answers = () => json({ code: 'VolumeInUse', message: '' }, 409);
  await expect(volumes.delete('x', {})).rejects.toMatchObject({ code: 'conflict' });
});
