import { describe, expect, it } from 'vitest';
import { type Script, scriptedCloud, settingsOf } from '../testing/scripted-cloud.ts';
import { BlockStorageNative } from './block-storage/block-storage.ts';
import { ComputeNative } from './compute/compute.ts';
import { highest, isBelow } from './microversions.ts';

const document = { body: { version: { id: 'v2.1', version: '2.90', min_version: '2.1' } } };
const nova =
  (answer: Script): Script =>
  (request) =>
    request.url === 'https://compute.test/v2.1/' ? document : answer(request);

describe('versions', () => {
  it('are compared by number, not as text', () => {
    expect([isBelow('2.9', '2.10'), isBelow('2.10', '2.9'), isBelow('3.1', '2.99'), isBelow('2.5', '2.5'), isBelow('latest', '2.99')]).toEqual([
      true,
      false,
      false,
      false,
      false,
    ]);
    expect(highest(undefined, '2.9', false, '2.26', '2.3')).toBe('2.26');
    expect(highest(undefined, false)).toBeUndefined();
  });
});

describe('a call', () => {
  it('names no microversion, and asks for none, when it needs none', async () => {
    const cloud = scriptedCloud(nova(() => ({ body: { server: { id: 's' } } })));
    await new ComputeNative(cloud.client).servers.get('s');
    expect(cloud.seen.map((one) => one.url)).toEqual(['https://compute.test/v2.1/servers/s']);
    expect(cloud.seen[0]?.headers).not.toHaveProperty('OpenStack-API-Version');
  });

  it('names the lowest that has what it says, in both of Nova’s headers, and asks what there are once and without the token', async () => {
    const cloud = scriptedCloud(nova(() => ({ body: { tags: ['a'] } })));
    const { servers } = new ComputeNative(cloud.client);
    expect(await servers.tags('s')).toEqual(['a']);
    await servers.setTags('s', ['b']);
    expect(cloud.seen.map((one) => one.url)).toEqual([
      'https://compute.test/v2.1/',
      'https://compute.test/v2.1/servers/s/tags',
      'https://compute.test/v2.1/servers/s/tags',
    ]);
    expect(cloud.seen[0]?.headers).not.toHaveProperty('X-Auth-Token');
    expect(cloud.seen[1]?.headers).toMatchObject({ 'OpenStack-API-Version': 'compute 2.26', 'X-OpenStack-Nova-API-Version': '2.26' });
  });

  it('is refused before it is sent when the cloud lacks it', async () => {
    const cloud = scriptedCloud(nova(() => ({ status: 500 })));
    const { servers } = new ComputeNative(cloud.client);
    const error = await servers.console('s', 'spice', { type: 'spice-direct' }).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: 'unsupported', outcome: 'not-done' });
    expect(String(error)).toContain('needs compute microversion 2.99; this cloud speaks up to 2.90');
    expect(cloud.seen.map((one) => one.url)).toEqual(['https://compute.test/v2.1/']);
  });

  it('is sent with the microversion that its caller pins, and not below what it needs', async () => {
    const cloud = scriptedCloud(() => ({ body: { tags: [] } }));
    const { servers } = new ComputeNative(cloud.client);
    await servers.tags('s', { microversion: '2.73' });
    expect(cloud.seen.map((one) => one.headers['OpenStack-API-Version'])).toEqual(['compute 2.73']);
    await expect(servers.tags('s', { microversion: '2.10' })).rejects.toMatchObject({ code: 'invalid-argument' });
    await expect(servers.tags('s', { microversion: 'newest' })).rejects.toMatchObject({ code: 'invalid-argument' });
    expect(cloud.seen.length).toBe(1);
  });

  it('names the profile’s, but one that the call needs more than, and the one it is given before both', async () => {
    const script = nova(() => ({ body: { server: { id: 's' }, tags: [], migrations: [] } }));
    const cloud = scriptedCloud(script, settingsOf({ microversions: { compute: '2.25' } }));
    const { servers } = new ComputeNative(cloud.client);
    await servers.get('s');
    await servers.migrations('s');
    await servers.tags('s');
    await servers.get('s', { microversion: '2.90' });
    expect(cloud.seen.filter(({ url }) => !url.endsWith('/v2.1/')).map(({ headers }) => headers['OpenStack-API-Version'])).toEqual([
      'compute 2.25',
      'compute 2.25',
      'compute 2.26',
      'compute 2.90',
    ]);
  });

  it('is sent all the same where the cloud does not tell, so that the cloud refuses it', async () => {
    const cloud = scriptedCloud((request) =>
      request.url.endsWith('/tags') ? { status: 406, body: { computeFault: { code: 406, message: 'no' } } } : { status: 404 },
    );
    await expect(new ComputeNative(cloud.client).servers.tags('s')).rejects.toMatchObject({ code: 'unsupported' });
    expect(cloud.seen.map((one) => one.url)).toEqual(['https://compute.test/v2.1/', 'https://compute.test/', 'https://compute.test/v2.1/servers/s/tags']);
  });
});

describe('what a cloud speaks', () => {
  it('is asked anew after a caller gave up while it came', async () => {
    const leaving = new AbortController();
    const cloud = scriptedCloud(
      nova(() => {
        throw new Error('never');
      }),
    );
    const compute = new ComputeNative(cloud.client);
    leaving.abort(new Error('left'));
    await expect(compute.microversions({ signal: leaving.signal })).rejects.toThrow('left');
    expect(await compute.microversions()).toEqual({ min: '2.1', max: '2.90' });
    expect(await compute.microversions()).toEqual({ min: '2.1', max: '2.90' });
    expect(cloud.seen.length).toBe(1);
  });
});

describe('Cinder', () => {
  it('is found in a document with status 300 that calls v3 v3.0', async () => {
    const versions = [
      { id: 'v2.0', version: '', min_version: '' },
      { id: 'v3.0', version: '3.70', min_version: '3.0' },
    ];
    const cloud = scriptedCloud((request) =>
      request.url === 'https://volume.test/v3/' ? { status: 300, body: { versions } } : { body: { 'volume-summary': { total_count: 1 } } },
    );
    const cinder = new BlockStorageNative(cloud.client);
    expect(await cinder.microversions()).toEqual({ min: '3.0', max: '3.70' });
    expect(await cinder.negotiate('3.71')).toBe('3.70');
    await cinder.volumes.summary();
    expect(cloud.seen.at(-1)?.headers).toMatchObject({ 'OpenStack-API-Version': 'volume 3.12' });
    expect(cloud.seen.at(-1)?.headers).not.toHaveProperty('X-OpenStack-Nova-API-Version');
  });

  it('refuses a microversion that it lacks with unsupported', async () => {
    const cloud = scriptedCloud(() => ({ status: 406, body: { computeFault: { code: 406, message: 'Version 3.999 is not supported by the API.' } } }));
    await expect(new BlockStorageNative(cloud.client).volumes.get('v', { microversion: '3.999' })).rejects.toMatchObject({ code: 'unsupported' });
  });
});
