import { isCloudError } from '@portolan/core/driver';
import { describe, expect, it } from 'vitest';
import { type RackspaceTestCloud, rackspaceCloud } from '../../testing/rackspace-cloud.ts';
import type { Script } from '../../testing/scripted-cloud.ts';
import type { CdnNative } from './cdn.ts';

async function open(script: Script): Promise<{ readonly cloud: RackspaceTestCloud; readonly cdn: CdnNative }> {
  const cloud = rackspaceCloud(script);
  return { cloud, cdn: await cloud.native.cdn };
}

const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

const headers = {
  'x-cdn-enabled': 'True',
  'x-ttl': '900',
  'x-log-retention': 'False',
  'x-cdn-uri': 'http://a.r1.cf2.test',
  'x-cdn-ssl-uri': 'https://a.ssl.cf2.test',
};
const shown = { name: 'pics', enabled: true, ttlSeconds: 900, logRetention: false, url: 'http://a.r1.cf2.test', sslUrl: 'https://a.ssl.cf2.test' };

describe('containers', () => {
  it('are published, changed, and hidden again', async () => {
    const { cloud, cdn } = await open(({ method }) => (method === 'HEAD' ? { status: 204, headers } : { status: 202 }));
    expect(await cdn.containers.publish('pics', { ttlSeconds: 900 })).toMatchObject(shown);
    await cdn.containers.update('pics', { logRetention: true });
    await cdn.containers.unpublish('pics');
    await cdn.containers.purge('pics', 'a b/c', { emails: ['a@b.test', 'c@d.test'] });
    expect(
      cloud.seen.map(({ method, url, headers: sent }) => [
        method,
        url.replace('https://cdn.test/v1/MossoCloudFS_aa-bb', ''),
        sent['X-Cdn-Enabled'],
        sent['X-Ttl'],
        sent['X-Log-Retention'],
        sent['X-Purge-Email'],
      ]),
    ).toEqual([
      ['PUT', '/pics', 'True', '900', undefined, undefined],
      ['HEAD', '/pics', undefined, undefined, undefined, undefined],
      ['POST', '/pics', undefined, undefined, 'True', undefined],
      ['POST', '/pics', 'False', undefined, undefined, undefined],
      ['DELETE', '/pics/a%20b/c', undefined, undefined, undefined, 'a@b.test, c@d.test'],
    ]);
  });

  it('are listed by either spelling of their members, until a page is empty', async () => {
    const row = { name: 'pics', cdn_enabled: true, ttl: 900, log_retention: false, cdn_uri: shown.url, cdn_ssl_uri: shown.sslUrl };
    const other = { name: 'pics', 'X-Cdn-Enabled': 'True', 'X-Ttl': '900', 'X-Log-Retention': 'False', 'X-Cdn-Uri': shown.url, 'X-Cdn-Ssl-Uri': shown.sslUrl };
    for (const one of [row, other]) {
      const { cloud, cdn } = await open(({ url }) => (url.includes('marker') ? { status: 204 } : { body: [one] }));
      expect(await cdn.containers.list({ enabled: true }).toArray()).toMatchObject([shown]);
      expect(cloud.sent()).toEqual(['GET ?format=json&limit=10000&enabled_only=true', 'GET ?format=json&limit=10000&enabled_only=true&marker=pics']);
    }
  });

  it('are purged so often a day and no oftener', async () => {
    const { cdn } = await open(() => ({ status: 498 }));
    expect(isCloudError(await failureOf(cdn.containers.purge('pics', 'a')), 'rate-limited')).toBe(true);
  });
});

describe('services', () => {
  it('have their id in an address', async () => {
    const { cdn } = await open(() => ({ status: 202, headers: { location: 'https://elsewhere.test/v1.0/services/96737ae3-cfc1' } }));
    expect(await cdn.services.create({ name: 'site', flavor_id: 'cdn', domains: [{ domain: 'a.test' }], origins: [{ origin: 'b.test' }] })).toBe(
      '96737ae3-cfc1',
    );
  });

  it('are changed by JSON Patch, and not while they are being made', async () => {
    const { cloud, cdn } = await open(() => ({ status: 400, body: { message: 'Service 96 neither deployed nor failed' } }));
    const error = await failureOf(cdn.services.patch('96', [{ op: 'replace', path: '/name', value: 'x' }]));
    expect(isCloudError(error, 'conflict')).toBe(true);
    expect(cloud.seen[0]?.headers['Content-Type']).toBe('application/json-patch+json');
    expect(cloud.sent()).toEqual(['PATCH /services/96 [{"op":"replace","path":"/name","value":"x"}]']);
  });

  it('are waited for until they are deployed, and no longer when that failed', async () => {
    const states = ['create_in_progress', 'deployed'];
    const { cdn } = await open(() => ({ body: { id: '96', status: states.shift() } }));
    expect(await cdn.services.waitDeployed('96')).toMatchObject({ status: 'deployed' });
    const failed = await open(() => ({ body: { id: '96', status: 'failed', errors: [{ message: 'domain is taken' }] } }));
    expect(String(await failureOf(failed.cdn.services.waitDeployed('96')))).toContain('domain is taken');
  });

  it('are purged of one address or of all', async () => {
    const { cloud, cdn } = await open(() => ({ status: 202 }));
    await cdn.services.purge('96', { url: '/a b.png' });
    await cdn.services.purge('96', { all: true });
    expect(cloud.sent()).toEqual(['DELETE /services/96/assets?url=%2Fa%20b.png', 'DELETE /services/96/assets?all=true']);
    expect(isCloudError(await failureOf(cdn.services.purge('96', { url: '' })), 'invalid-argument')).toBe(true);
  });
});
