import { bytesBody } from '@portolan/core/driver';
import { describe, expect, it } from 'vitest';
import * as requests from './requests.ts';

const queryOf = (request: { readonly query?: unknown }) =>
  Object.fromEntries(Object.entries(request.query as Record<string, unknown>).filter(([, value]) => value !== undefined));
const textOf = (request: { readonly body?: { open(): unknown } | undefined }): string => Buffer.from(request.body?.open() as Uint8Array).toString();

describe('list', () => {
  const options = { prefix: 'dir/', delimiter: '/', pageSize: 5000, startAfter: 'dir/a' };

  it('asks version 2 for the first page and goes on by token', () => {
    expect(queryOf(requests.list('b', options, undefined, 2, true))).toEqual({
      'list-type': 2,
      'start-after': 'dir/a',
      'max-keys': 1000,
      prefix: 'dir/',
      delimiter: '/',
      'encoding-type': 'url',
    });
    expect(queryOf(requests.list('b', options, { token: 't' }, 2, true))).toMatchObject({ 'list-type': 2, 'continuation-token': 't' });
    expect(queryOf(requests.list('b', options, { token: 't' }, 2, true))).not.toHaveProperty('start-after');
  });

  it('asks version 1 with a marker, and where version 2 was answered with version 1', () => {
    expect(queryOf(requests.list('b', options, undefined, 1, false))).toEqual({ marker: 'dir/a', 'max-keys': 1000, prefix: 'dir/', delimiter: '/' });
    expect(queryOf(requests.list('b', { prefix: '' }, { marker: 'm' }, 2, true))).toEqual({ marker: 'm', 'max-keys': 1000, 'encoding-type': 'url' });
  });
});

describe('put', () => {
  const put = (changes: object) =>
    requests.put(
      { bucket: 'b', key: 'k', contentType: 'text/plain', metadata: {}, body: bytesBody(Buffer.from('x')), ...changes } as never,
      bytesBody(Buffer.from('x')),
      {},
      undefined,
    );

  it('names stored headers as Eucalyptus wants them, and etags without quotes as radosgw does', () => {
    expect(
      put({ cacheControl: 'no-cache', contentDisposition: 'inline', contentEncoding: 'gzip', contentLanguage: 'de', metadata: { a: 'ü' }, ifMatch: '"abc"' })
        .headers,
    ).toEqual({
      'Content-Type': 'text/plain',
      'Cache-Control': 'no-cache',
      'Content-Disposition': 'inline',
      'Content-Encoding': 'gzip',
      'Content-Language': 'de',
      'x-amz-meta-a': '=?UTF-8?B?w7w=?=',
      'If-Match': 'abc',
    });
    expect(put({ ifNoneMatch: '*' }).headers).toMatchObject({ 'If-None-Match': '*' });
  });

  it('refuses what would be signed otherwise than it is sent', () => {
    expect(() => put({ contentDisposition: 'attachment; filename="ü.txt"' })).toThrow(/Content-Disposition.*filename\*=UTF-8/);
  });
});

describe('get', () => {
  it('names conditions and ranges by the case that Eucalyptus compares', () => {
    const date = new Date('2015-08-30T12:36:00Z');
    expect(requests.get('b', 'k', { ifMatch: 'a', ifNoneMatch: '"b"', ifModifiedSince: date, ifUnmodifiedSince: date }, { start: 2, end: 5 }).headers).toEqual({
      'If-Match': '"a"',
      'If-None-Match': '"b"',
      'If-Modified-Since': 'Sun, 30 Aug 2015 12:36:00 GMT',
      'If-Unmodified-Since': 'Sun, 30 Aug 2015 12:36:00 GMT',
      Range: 'bytes=2-5',
    });
    expect(requests.get('b', 'k', {}, { start: 7 }).headers).toEqual({ Range: 'bytes=7-' });
  });
});

describe('removeMany', () => {
  it('writes the documented body and its MD5', () => {
    const request = requests.removeMany('b', ['a&b', 'gone\r', '<']);
    expect(textOf(request)).toBe(
      '<?xml version="1.0" encoding="UTF-8"?><Delete xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Quiet>true</Quiet><Object><Key>a&amp;b</Key></Object><Object><Key>gone&#13;</Key></Object><Object><Key>&lt;</Key></Object></Delete>',
    );
    expect(request.headers).toMatchObject({ 'Content-Type': 'application/xml' });
    expect(request.headers?.['Content-MD5']).toMatch(/^[A-Za-z0-9+/]{22}==$/);
  });
});

describe('completeUpload', () => {
  it('lists the parts in order, whatever order they came in', () => {
    const request = requests.completeUpload(
      'b',
      'k',
      'u',
      [
        { number: 2, etag: 'y', sizeBytes: 1 },
        { number: 1, etag: 'x', sizeBytes: 1 },
      ],
      {},
    );
    expect(textOf(request)).toContain(
      '<Part><PartNumber>1</PartNumber><ETag>&quot;x&quot;</ETag></Part><Part><PartNumber>2</PartNumber><ETag>&quot;y&quot;</ETag></Part>',
    );
  });
});

describe('copy', () => {
  it('encodes the source as in an address', () => {
    const request = requests.copy({ bucket: 'bkt', key: 'dir/a b+c~é.txt', ifMatch: 'e' }, { bucket: 'b', key: 'k' }, { directive: 'COPY', headers: {} }, {});
    expect(request.headers).toEqual({
      'x-amz-copy-source': '/bkt/dir/a%20b%2Bc~%C3%A9.txt',
      'x-amz-copy-source-if-match': '"e"',
      'x-amz-metadata-directive': 'COPY',
    });
  });
});
