import { describe, expect, it } from 'vitest';
import { nextMarker, toInfo, toRow } from './mapping.ts';

describe('rows of a listing', () => {
  it('maps objects and folders', () => {
    // As Swift 2.30 sends it.
    const row = { bytes: 5, hash: '5d41402abc4b2a76b9719d911017c592', name: 'a b', content_type: 'text/x-foo', last_modified: '2026-11-21T19:42:25.563430' };
    expect(toRow(row)).toEqual({
      kind: 'object',
      key: 'a b',
      sizeBytes: 5,
      etag: '5d41402abc4b2a76b9719d911017c592',
      contentType: 'text/x-foo',
      lastModified: new Date('2026-11-21T19:42:25.563Z'),
      raw: row,
    });
    expect(toRow({ subdir: '2030/jan/' })).toEqual({ kind: 'prefix', prefix: '2030/jan/' });
    expect(() => toRow({})).toThrow(/no name/);
  });

  it('gives large objects the etag that head gives them', () => {
    expect(toRow({ name: 'big', hash: 'ffff', slo_etag: '"a9241ba5acd28b215123d94a556f0dcc"' })).toMatchObject({ etag: 'a9241ba5acd28b215123d94a556f0dcc' });
  });

  it('goes on after the last row, folder or object, until a page is empty', () => {
    expect(nextMarker([{ name: 'a' }, { subdir: 'b/' }])).toBe('b/');
    expect(nextMarker([{ subdir: 'b/' }, { name: 'c' }])).toBe('c');
    expect(nextMarker([])).toBeUndefined();
  });
});

describe('toInfo', () => {
  const plain = {
    etag: '5eb63bbbe01eeed093cb22bb8f5acdc3',
    'content-length': '11',
    'content-type': 'text/plain',
    'last-modified': 'Sat, 21 Nov 2026 19:42:26 GMT',
  };

  it('takes the etag of a plain object for its MD5, quoted or not', () => {
    expect(toInfo('b', 'k', plain)).toMatchObject({ md5: plain.etag, etag: plain.etag, sizeBytes: 11, lastModified: new Date('2026-11-21T19:42:26Z') });
    expect(toInfo('b', 'k', { ...plain, etag: `"${plain.etag}"` })).toMatchObject({ md5: plain.etag, etag: plain.etag });
  });

  it.each([[{ 'x-static-large-object': 'True' }], [{ 'x-object-manifest': 'c/p' }]])('knows that the etag of %j is no digest', (header) => {
    const info = toInfo('b', 'k', { ...plain, etag: `"${plain.etag}"`, ...header } as Record<string, string>);
    expect(info.etag).toBe(plain.etag);
    expect(info.md5).toBeUndefined();
  });

  it('tells the whole size in the answer to a range', () => {
    expect(toInfo('b', 'k', { ...plain, 'content-length': '5', 'content-range': 'bytes 0-4/11' }).sizeBytes).toBe(11);
  });

  it('reads headers as UTF-8', () => {
    expect(toInfo('b', 'k', { ...plain, 'content-disposition': 'attachment; filename="\u00c3\u00a9"' }).contentDisposition).toBe('attachment; filename="é"');
  });
});
