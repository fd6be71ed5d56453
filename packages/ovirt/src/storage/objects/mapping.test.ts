import { parseXml } from '@portolan/core/driver';
import { describe, expect, it } from 'vitest';
import type { StorageDomain } from '../buckets/buckets.ts';
import { aliasOf } from './alias.ts';
import { writeDescription } from './description.ts';
import { checkRead, isAfter, nameOf, type ObjectDisk, rowsOf, toObjectDisk } from './mapping.ts';

const DOMAIN: StorageDomain = { id: 'd1', name: 'data', block: true };

async function disk(
  id: string,
  key: string,
  writtenAt = 1,
  changes: { readonly domain?: string; readonly describedAs?: string } = {},
): Promise<ObjectDisk | undefined> {
  const description = writeDescription({ diskId: changes.describedAs ?? id, sizeBytes: 3, writtenAt, headers: {}, metadata: {} }).replaceAll('"', '&quot;');
  const xml = `<disk id="${id}"><alias>${aliasOf(key)}</alias><description>${description}</description><status>ok</status><provisioned_size>4096</provisioned_size><storage_domains><storage_domain id="${changes.domain ?? 'd1'}"/></storage_domains></disk>`;
  return toObjectDisk((await parseXml(xml, { root: 'disk' })).root, DOMAIN);
}
const disks = async (...all: readonly Promise<ObjectDisk | undefined>[]): Promise<readonly ObjectDisk[]> =>
  (await Promise.all(all)).filter((one) => one !== undefined);

describe('objects', () => {
  it('are disks of the domain that this library wrote', async () => {
    expect(await disk('11111111', 'a/b')).toMatchObject({ key: 'a/b', notes: { sizeBytes: 3 } });
    expect(await disk('11111111', 'a', 1, { domain: 'd2' })).toBeUndefined();
    expect(await disk('11111111', 'a', 1, { describedAs: '22222222' })).toBeUndefined();
    for (const body of ['', '<alias>a</alias>', '<alias>a b</alias><description>{}</description>'])
      expect(toObjectDisk((await parseXml(`<disk id="1">${body}</disk>`, { root: 'disk' })).root, DOMAIN)).toBeUndefined();
  });

  it('of one key the later written is the object', async () => {
    const rows = rowsOf(await disks(disk('11111111', 'k', 5), disk('22222222', 'k', 7), disk('33333333', 'k', 6)), '', undefined);
    expect(rows).toMatchObject([{ key: 'k', etag: '22222222', lastModified: new Date(7) }]);
  });

  it('come in the order of their bytes, folded where there is a delimiter', async () => {
    const all = await disks(...['z', 'B', 'a/1', 'a/2', 'a', 'é', '10', '2', 'a/'].map((key, index) => disk(`${index}0000000`, key)));
    expect(rowsOf(all, '', undefined).map(nameOf)).toEqual(['10', '2', 'B', 'a', 'a/', 'a/1', 'a/2', 'z', 'é']);
    expect(rowsOf(all, '', '/').map((row) => `${row.kind} ${nameOf(row)}`)).toEqual([
      'object 10',
      'object 2',
      'object B',
      'object a',
      'prefix a/',
      'object z',
      'object é',
    ]);
    expect(rowsOf(all, 'a/', '/').map((row) => `${row.kind} ${nameOf(row)}`)).toEqual(['object a/', 'object a/1', 'object a/2']);
    const rows = rowsOf(all, '', '/');
    expect(rows.filter((row) => isAfter(row, 'a/')).map(nameOf)).toEqual(['z', 'é']);
  });

  it('hold conditions of reads against the disk that is read', async () => {
    const notes = { diskId: 'e1', sizeBytes: 1, writtenAt: Date.parse('2026-11-21T12:00:00.500Z'), headers: {}, metadata: {} };
    for (const fine of [
      {},
      { ifMatch: 'e1' },
      { ifMatch: '*' },
      { ifNoneMatch: 'e2' },
      { ifUnmodifiedSince: new Date(notes.writtenAt) },
      { ifModifiedSince: new Date(0) },
    ])
      checkRead(notes, fine);
    const status = (conditions: Parameters<typeof checkRead>[1]): unknown => {
      try {
        checkRead(notes, conditions);
      } catch (error) {
        return (error as { status: number }).status;
      }
      return undefined;
    };
    expect([
      status({ ifMatch: 'e2' }),
      status({ ifUnmodifiedSince: new Date(0) }),
      status({ ifNoneMatch: 'e1' }),
      status({ ifModifiedSince: new Date(notes.writtenAt) }),
    ]).toEqual([412, 412, 304, 304]);
  });
});
