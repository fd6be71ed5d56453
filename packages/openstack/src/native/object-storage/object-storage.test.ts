import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isCloudError } from '@portolan/core/driver';
import { describe, expect, it } from 'vitest';
import { signTempUrl } from '../../storage/objects/temp-url.ts';
import { type RackspaceTestCloud, rackspaceCloud } from '../../testing/rackspace-cloud.ts';
import type { Script } from '../../testing/scripted-cloud.ts';
import { settingHeaders, settingsOf } from './container-settings.ts';
import type { ObjectStorageNative } from './object-storage.ts';
import { signFormPost } from './signed-urls.ts';

async function open(script: Script): Promise<{ readonly cloud: RackspaceTestCloud; readonly swift: ObjectStorageNative }> {
  const cloud = rackspaceCloud(script);
  return { cloud, swift: await cloud.native.objectStorage };
}

const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('settings of a container', () => {
  it('are headers, and taken away by removing headers', () => {
    expect(settingHeaders({ readAcl: '.r:*', quotaBytes: 10, webIndex: null, readAcl2: undefined, versionsLocation: null } as object)).toEqual({
      'X-Container-Read': '.r:*',
      'X-Container-Meta-Quota-Bytes': '10',
      'X-Remove-Container-Meta-Web-Index': 'x',
      'X-Remove-Versions-Location': 'x',
    });
  });

  it('are read back as what they are', () => {
    expect(
      settingsOf({ 'x-container-read': '.r:*', 'x-container-meta-quota-count': '3', 'x-container-meta-web-listings': 'On', 'x-versions-enabled': 'False' }),
    ).toEqual({
      readAcl: '.r:*',
      quotaCount: 3,
      webListings: true,
      versionsEnabled: false,
    });
  });
});

describe('metadata', () => {
  it('of a container is replaced in one request, settings and keys left alone', async () => {
    const { cloud, swift } = await open(({ method }) =>
      method === 'HEAD'
        ? {
            status: 204,
            headers: {
              'x-container-meta-color': 'red',
              'x-container-meta-my-x5fname': 'a',
              'x-container-meta-web-index': 'i.html',
              'x-container-meta-temp-url-key': 'k',
            },
          }
        : { status: 204 },
    );
    await swift.containers.setMetadata('c', { color: 'blue' });
    expect(cloud.seen[1]?.headers).toMatchObject({ 'X-Container-Meta-color': 'blue', 'X-Remove-Container-Meta-my-x5fname': 'x' });
    expect(Object.keys(cloud.seen[1]?.headers ?? {}).join()).not.toMatch(/web-index|temp-url/i);
  });

  it('of an object is written with what a POST would drop', async () => {
    const { cloud, swift } = await open(({ method }) =>
      method === 'HEAD'
        ? {
            headers: {
              etag: 'e',
              'content-length': '3',
              'content-type': 'text/x',
              'content-encoding': 'gzip',
              'x-delete-at': '1900000000',
              'x-object-meta-a': '1',
              'x-object-manifest': 'c/p%20q',
            },
          }
        : { status: 202 },
    );
    await swift.objects.updateMetadata('c', 'o', { b: '2' });
    expect(cloud.seen[1]).toMatchObject({
      method: 'POST',
      headers: {
        'Content-Type': 'text/x',
        'Content-Encoding': 'gzip',
        'X-Delete-At': '1900000000',
        'X-Object-Meta-a': '1',
        'X-Object-Meta-b': '2',
        'X-Object-Manifest': 'c/p%20q',
      },
    });
    await swift.objects.expire('c', 'o', null);
    expect(cloud.seen[3]?.headers).not.toHaveProperty('X-Delete-At');
    await swift.objects.deleteMetadata('c', 'o', ['A']);
    expect(cloud.seen[5]?.headers).not.toHaveProperty('X-Object-Meta-a');
  });

  it('of the account hides the keys of temporary URLs', async () => {
    const headers = {
      'x-account-container-count': '2',
      'x-account-object-count': '5',
      'x-account-bytes-used': '99',
      'x-account-meta-temp-url-key': 'hush',
      'x-account-meta-team': 'red',
    };
    const { swift } = await open(() => ({ status: 204, headers }));
    const info = await swift.account.get();
    expect(info).toMatchObject({ containers: 2, objects: 5, bytes: 99, metadata: { team: 'red' } });
    expect(JSON.stringify([info, await swift.account.tempUrlKeys()])).not.toContain('hush');
    expect((await swift.account.tempUrlKeys())[1]?.reveal()).toBe('hush');
  });
});

it('says in Swift’s words that everybody may read', async () => {
  const { swift } = await open(() => ({}));
  expect([swift.containers.publicRead(), swift.containers.publicRead({ listings: true })]).toEqual(['.r:*', '.r:*,.rlistings']);
});

it('lists by markers until a page is empty, folders and versions too', async () => {
  const { cloud, swift } = await open(({ url }) => {
    const query = new URL(url).searchParams;
    if (query.get('versions') !== null)
      return {
        body:
          query.get('version_marker') === null
            ? [
                { name: 'a', version_id: '2' },
                { name: 'a', version_id: '1' },
              ]
            : [],
      };
    return { body: query.get('marker') === null ? [{ subdir: 'a/' }, { name: 'b', bytes: 1 }] : [] };
  });
  expect(await swift.objects.folders('c', { prefix: '' }).toArray()).toEqual(['a/']);
  expect((await swift.objects.list('c', { versions: true }).toArray()).map(({ version_id }) => version_id)).toEqual(['2', '1']);
  expect(cloud.sent().at(-1)).toBe('GET /c?format=json&prefix=&marker=a&versions=true&version_marker=1'.replace('prefix=&', ''));
});

describe('bulk calls', () => {
  it('send encoded names in batches of what the cloud takes, and read the truth from the body', async () => {
    const { cloud, swift } = await open(({ url, body }) => {
      if (url.endsWith('/info')) return { body: { bulk_delete: { max_deletes_per_request: 2 } } };
      const names = body.trim().split('\n');
      return {
        body: `  \n ${JSON.stringify({ 'Response Status': names.includes('/c/b%20%C3%A9') ? '400 Bad Request' : '200 OK', 'Number Deleted': 1, 'Number Not Found': 0, Errors: names.includes('/c/b%20%C3%A9') ? [['/c/b%20%C3%A9', '409 Conflict']] : [] })}`,
      };
    });
    const result = await swift.bulk.delete([{ container: 'c', name: 'a' }, { container: 'c', name: 'b é' }, { container: 'c' }]);
    expect(result).toEqual({ deleted: 2, notFound: 0, failures: [{ path: '/c/b é', status: '409 Conflict' }] });
    expect(cloud.seen.map(({ body }) => body)).toEqual(['', '/c/a\n/c/b%20%C3%A9\n', '/c\n']);
  });

  it('fail when the whole failed', async () => {
    const { swift } = await open(({ url }) =>
      url.endsWith('/info') ? { status: 404 } : { body: { 'Response Status': '502 Bad Gateway', 'Response Body': 'gone', Errors: [] } },
    );
    expect(isCloudError(await failureOf(swift.bulk.delete([{ container: 'c', name: 'a' }])), 'unavailable')).toBe(true);
  });
});

describe('large objects', () => {
  it('tell why a manifest was refused, though the answer was 202', async () => {
    const { swift } = await open(() => ({
      status: 202,
      body: ` ${JSON.stringify({ 'Response Status': '400 Bad Request', Errors: [['/s/1', 'Etag Mismatch']] })}`,
    }));
    const error = await failureOf(swift.largeObjects.putStatic('c', 'big', [{ path: '/s/1', etag: 'x' }]));
    expect(isCloudError(error, 'invalid-argument')).toBe(true);
    expect(String(error)).toContain('/s/1: Etag Mismatch');
  });

  it('of the dynamic kind list what their prefix has', async () => {
    const { swift } = await open(({ method, url }) =>
      method === 'HEAD'
        ? { headers: { etag: '"x"', 'content-length': '9', 'x-object-manifest': 'segs/a%20b/' } }
        : { body: new URL(url).searchParams.get('marker') === null ? [{ name: 'a b/1', bytes: 5, hash: 'h' }] : [] },
    );
    expect(await swift.largeObjects.segments('c', 'big').toArray()).toEqual([{ container: 'segs', name: 'a b/1', bytes: 5, etag: 'h' }]);
  });
});

describe('signed addresses', () => {
  const account = '/v1/AUTH_account';

  it('are signed as Swift’s own middleware does', () => {
    // Computed with Swift 2.30's get_hmac.
    expect(signTempUrl({ method: 'GET', expires: 1512508563, path: `prefix:${account}/container/pre`, key: 'mykey', digest: 'sha256' })).toBe(
      '32f398a48a1a8ca6f2711efcca444100723360239733c6e7b31d868f62f66b47',
    );
    expect(signTempUrl({ method: 'ip=1.2.3.0/24\nGET', expires: 1648082711, path: `${account}/container/object`, key: 'mykey', digest: 'sha256' })).toBe(
      '6ff81256b8a3ba11d239da51a703b9c06a56ffddeb8caab74ca83af8f73c9c83',
    );
    const form = {
      path: `${account}/container/object_prefix`,
      redirect: 'https://srv.com/some-page',
      maxFileBytes: 104857600,
      maxFiles: 10,
      expires: 1512508563,
      key: 'mykey',
    };
    expect(signFormPost({ ...form, digest: 'sha1' })).toBe('f464b88871a864de289ae4810603f2cf2f169d25');
    expect(signFormPost({ ...form, digest: 'sha256' })).toBe('a6328d4b42f17ba9dc007361ffa10d301fd7cd1c4f5ee2efeef1acca9c0e55af');
  });

  it('name what they are good for', async () => {
    const { swift } = await open(({ url }) =>
      url.endsWith('/info') ? { body: { tempurl: { allowed_digests: ['sha1', 'sha256'] }, formpost: {} } } : { status: 204 },
    );
    const { url, expiresAt } = await swift.signedUrls.tempUrl('c', 'a b', {
      key: 'k',
      expiresInSeconds: 60,
      prefix: true,
      ipRange: '192.0.2.0/24',
      filename: 'x y',
      inline: true,
    });
    expect(url).toMatch(
      /^https:\/\/files\.test\/v1\/MossoCloudFS_aa-bb\/c\/a%20b\?temp_url_sig=[0-9a-f]{64}&temp_url_expires=\d+&temp_url_prefix=a%20b&temp_url_ip_range=192\.0\.2\.0%2F24&filename=x%20y&inline$/,
    );
    expect(expiresAt.toISOString()).toBe('2030-01-02T03:05:05.000Z');
    const form = await swift.signedUrls.formPost('c', 'up/', { key: 'k', maxFileBytes: 10 });
    expect(Object.keys(form.fields)).toEqual(['redirect', 'max_file_size', 'max_file_count', 'expires', 'signature']);
    expect(form.fields['signature']).toMatch(/^[0-9a-f]{40}$/);
    expect(isCloudError(await failureOf(swift.signedUrls.tempUrl('c', 'a', { key: 'k', expiresAt: new Date(0) })), 'invalid-argument')).toBe(true);
  });
});

it('brings a container to what a folder holds', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'portolan-sync-'));
  try {
    await mkdir(join(folder, 'sub'));
    for (const [name, text] of [
      ['same', 'hello'],
      ['changed', 'new'],
      ['sub/added', 'x'],
      ['.hidden', 'h'],
      ['skip.tmp', 't'],
      ['older', 'mine'],
    ] as const)
      await writeFile(join(folder, name), text);
    await utimes(join(folder, 'older'), new Date('2020-01-01'), new Date('2020-01-01'));
    const old = '2021-01-01T00:00:00.000000';
    const rows = [
      { name: 'p/changed', bytes: 3, hash: 'ffffffffffffffffffffffffffffffff', last_modified: '2020-06-01T00:00:00.000000' },
      { name: 'p/gone', bytes: 1, hash: 'x', last_modified: old },
      { name: 'p/older', bytes: 9, hash: 'x', last_modified: old },
      { name: 'p/same', bytes: 5, hash: '5d41402abc4b2a76b9719d911017c592', last_modified: old },
      { name: 'p/z.tmp', bytes: 5, hash: 'x', last_modified: old },
    ];
    const { cloud, swift } = await open(({ method, url }) => {
      if (method === 'PUT') return { status: 201, headers: { etag: 'e' } };
      if (method === 'POST' || url.endsWith('/info')) return { body: { 'Response Status': '200 OK', 'Number Deleted': 1, Errors: [], bulk_delete: {} } };
      return url.includes('/c?') ? { body: url.includes('marker=') ? [] : rows } : { status: 404 };
    });
    const result = await swift.syncFolder(folder, 'c', { prefix: 'p/', delete: true, ignore: [/\.tmp$/] });
    expect(result).toEqual({ uploaded: ['p/changed', 'p/sub/added'], deleted: ['p/gone'], unchanged: 1, newer: ['p/older'], uploadedBytes: 4 });
    expect(
      cloud
        .sent()
        .filter((line) => line.startsWith('PUT'))
        .sort(),
    ).toEqual(['PUT /c/p/changed new', 'PUT /c/p/sub/added x']);
    expect(cloud.sent().find((line) => line.includes('bulk-delete'))).toContain('c/p/gone');
    cloud.seen.length = 0;
    await swift.syncFolder(folder, 'c', { prefix: 'p/', delete: true, dryRun: true, ignoreTimestamps: true });
    expect(cloud.seen.every(({ method }) => method === 'GET')).toBe(true);
  } finally {
    await rm(folder, { recursive: true });
  }
});

it('writes no file outside the folder it is given', async () => {
  const { cloud, swift } = await open(() => ({ body: 'x' }));
  expect(isCloudError(await failureOf(swift.download('c', '../../etc/passwd', '/tmp/portolan-nowhere')), 'invalid-argument')).toBe(true);
  expect(cloud.seen).toEqual([]);
});
