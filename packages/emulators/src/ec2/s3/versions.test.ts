import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ManualClock } from '../../kit/clock.ts';
import { type Ec2Emulator, startEc2Emulator } from '../index.ts';
import { type Answer, s3 } from '../testing/client.ts';

const clock = new ManualClock(Date.UTC(2026, 0, 15, 12));
let emulator: Ec2Emulator;

const versioning = (bucket: string, status: string): Promise<Answer> =>
  s3(emulator, 'PUT', `/${bucket}?versioning`, { body: `<VersioningConfiguration><Status>${status}</Status></VersioningConfiguration>` });
const put = async (target: string, body: string): Promise<string> => (await s3(emulator, 'PUT', target, { body })).headers['x-amz-version-id'] ?? '';
/** Versions and markers in the order of the document: `key version latest`. */
const listed = (text: string): string[] =>
  [...text.matchAll(/<(Version|DeleteMarker)><Key>([^<]*)<\/Key><VersionId>([^<]*)<\/VersionId><IsLatest>(\w+)</g)].map(
    ([, kind, key, id, latest]) => `${kind} ${key} ${id} ${latest}`,
  );

beforeAll(async () => {
  emulator = await startEc2Emulator({ clock });
});
afterAll(() => emulator.close());

describe('a bucket with versioning', () => {
  it('says nothing of versions until it is switched on', async () => {
    await s3(emulator, 'PUT', '/quiet');
    expect((await s3(emulator, 'GET', '/quiet?versioning')).text).not.toContain('Status');
    expect((await s3(emulator, 'PUT', '/quiet/k', { body: 'x' })).headers['x-amz-version-id']).toBeUndefined();
    expect((await versioning('quiet', 'On')).element('Code')).toBe('IllegalVersioningConfigurationException');
    await versioning('quiet', 'Enabled');
    expect((await s3(emulator, 'GET', '/quiet?versioning')).element('Status')).toBe('Enabled');
    expect((await s3(emulator, 'GET', '/quiet/k')).headers['x-amz-version-id']).toBe('null');
  });

  it('keeps what was overwritten, and each version can be read', async () => {
    await s3(emulator, 'PUT', '/kept');
    await put('/kept/k', 'before');
    await versioning('kept', 'Enabled');
    const first = await put('/kept/k', 'first');
    const second = await put('/kept/k', 'second');
    expect(first).not.toBe(second);
    const read = async (id: string): Promise<string> => (await s3(emulator, 'GET', `/kept/k?versionId=${id}`)).text;
    expect([await read('null'), await read(first), await read(second)]).toEqual(['before', 'first', 'second']);
    const list = await s3(emulator, 'GET', '/kept?versions');
    expect(listed(list.text)).toEqual([`Version k ${second} true`, `Version k ${first} false`, 'Version k null false']);
    expect((await s3(emulator, 'GET', `/kept/k?versionId=${'x'.repeat(32)}`)).element('Code')).toBe('NoSuchVersion');
    expect((await s3(emulator, 'GET', '/kept/k?versionId=nonsense')).element('Code')).toBe('InvalidArgument');
    expect((await s3(emulator, 'DELETE', '/kept')).element('Code')).toBe('BucketNotEmpty');
  });

  it('hides a deleted key behind a marker, and deleting the marker brings it back', async () => {
    await s3(emulator, 'PUT', '/marked');
    await versioning('marked', 'Enabled');
    const version = await put('/marked/k', 'body');
    const gone = await s3(emulator, 'DELETE', '/marked/k');
    const marker = gone.headers['x-amz-version-id'] ?? '';
    expect([gone.status, gone.headers['x-amz-delete-marker']]).toEqual([204, 'true']);
    const missing = await s3(emulator, 'GET', '/marked/k');
    expect([missing.status, missing.element('Code'), missing.headers['x-amz-delete-marker']]).toEqual([404, 'NoSuchKey', 'true']);
    expect((await s3(emulator, 'GET', `/marked/k?versionId=${marker}`)).status).toBe(405);
    expect((await s3(emulator, 'GET', '/marked')).elements('Key')).toEqual([]);
    expect(listed((await s3(emulator, 'GET', '/marked?versions')).text)).toEqual([`DeleteMarker k ${marker} true`, `Version k ${version} false`]);
    const undone = await s3(emulator, 'DELETE', `/marked/k?versionId=${marker}`);
    expect([undone.headers['x-amz-delete-marker'], undone.headers['x-amz-version-id']]).toEqual(['true', marker]);
    expect((await s3(emulator, 'GET', '/marked/k')).text).toBe('body');
  });

  it('writes over the version null while suspended', async () => {
    await s3(emulator, 'PUT', '/paused');
    await versioning('paused', 'Enabled');
    const version = await put('/paused/k', 'kept');
    await versioning('paused', 'Suspended');
    expect(await put('/paused/k', 'one')).toBe('null');
    expect(await put('/paused/k', 'two')).toBe('null');
    expect(listed((await s3(emulator, 'GET', '/paused?versions')).text)).toEqual(['Version k null true', `Version k ${version} false`]);
    await s3(emulator, 'DELETE', '/paused/k');
    expect(listed((await s3(emulator, 'GET', '/paused?versions')).text)).toEqual(['DeleteMarker k null true', `Version k ${version} false`]);
  });

  it('lists versions in pages of any size, prefixes counted', async () => {
    await s3(emulator, 'PUT', '/paged');
    await versioning('paged', 'Enabled');
    for (const key of ['a', 'a', 'd/1', 'd/2', 'z']) await put(`/paged/${key}`, key);
    await s3(emulator, 'DELETE', '/paged/a');
    const all = listed((await s3(emulator, 'GET', '/paged?versions')).text);
    expect(all).toHaveLength(6);
    for (const size of [1, 2, 5]) {
      const seen: string[] = [];
      let marker = '';
      for (let pages = 0; pages < 10; pages += 1) {
        const page = await s3(emulator, 'GET', `/paged?max-keys=${size}${marker}&versions`);
        seen.push(...listed(page.text));
        if (page.element('IsTruncated') !== 'true') break;
        marker = `&key-marker=${encodeURIComponent(page.element('NextKeyMarker') ?? '')}&version-id-marker=${page.element('NextVersionIdMarker')}`;
      }
      expect(seen).toEqual(all);
    }
    const rolled = await s3(emulator, 'GET', '/paged?delimiter=%2F&max-keys=4&versions');
    expect([listed(rolled.text).length, rolled.elements('Prefix'), rolled.element('IsTruncated')]).toEqual([3, ['d/'], 'true']);
    const rest = await s3(emulator, 'GET', '/paged?delimiter=%2F&key-marker=d%2F&versions');
    expect(listed(rest.text)).toEqual([expect.stringMatching(/^Version z /)]);
  });

  it('copies and bulk deletes single versions', async () => {
    await s3(emulator, 'PUT', '/picked');
    await versioning('picked', 'Enabled');
    const old = await put('/picked/k', 'old');
    await put('/picked/k', 'new');
    const copied = await s3(emulator, 'PUT', '/picked/copy', { headers: { 'x-amz-copy-source': `/picked/k?versionId=${old}` } });
    expect([copied.headers['x-amz-copy-source-version-id'], (await s3(emulator, 'GET', '/picked/copy')).text]).toEqual([old, 'old']);
    const body = `<Delete><Object><Key>k</Key><VersionId>${old}</VersionId></Object><Object><Key>k</Key></Object></Delete>`;
    const headers = { 'content-md5': createHash('md5').update(body).digest('base64') };
    const deleted = await s3(emulator, 'POST', '/picked?delete', { body, headers });
    expect([deleted.elements('VersionId'), deleted.elements('DeleteMarker')]).toEqual([[old], ['true']]);
    expect((await s3(emulator, 'GET', `/picked/k?versionId=${old}`)).status).toBe(404);
  });

  it('tags and grants belong to a version', async () => {
    await s3(emulator, 'PUT', '/own');
    await versioning('own', 'Enabled');
    const tagged = await s3(emulator, 'PUT', '/own/k', { body: '1', headers: { 'x-amz-tagging': 'a=1' } });
    const id = tagged.headers['x-amz-version-id'] ?? '';
    await put('/own/k', '2');
    expect((await s3(emulator, 'GET', '/own/k?tagging')).elements('Key')).toEqual([]);
    expect((await s3(emulator, 'GET', `/own/k?tagging&versionId=${id}`)).elements('Key')).toEqual(['a']);
    await s3(emulator, 'PUT', `/own/k?acl&versionId=${id}`, { headers: { 'x-amz-acl': 'public-read' } });
    expect((await s3(emulator, 'GET', '/own/k?acl')).text).not.toContain('AllUsers');
    expect((await s3(emulator, 'GET', `/own/k?acl&versionId=${id}`)).text).toContain('AllUsers');
  });
});
