import { createHash, createHmac } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { SwiftRun } from './swift-backend.ts';
import { tarOf } from './tar.ts';

const md5 = (text: string | Buffer): string => createHash('md5').update(text).digest('hex');

type Script = (run: SwiftRun) => Promise<void>;

/** Puts an object and keeps nothing of it. */
const put = async (run: SwiftRun, path: string, body: string, headers: Readonly<Record<string, string>> = {}): Promise<void> => {
  await run.quietly({ method: 'PUT', path, body, headers });
};

const json = { Accept: 'application/json' };

/** Each by itself, on containers of its own. What they do is done on both sides, and what came of it compared. */
export const SCRIPTS: Readonly<Record<string, Script>> = {
  containers: async (run) => {
    const c = run.box('c');
    await run.send('create', { method: 'PUT', path: `/${c}`, headers: { 'X-Container-Meta-Color': 'red', 'X-Container-Read': '.r:*,.rlistings' } });
    await run.send('create again', { method: 'PUT', path: `/${c}`, headers: { 'X-Container-Meta-Size': 'big' } });
    await run.send('head', { method: 'HEAD', path: `/${c}` });
    await run.send('post', {
      method: 'POST',
      path: `/${c}`,
      headers: { 'X-Remove-Container-Meta-Color': 'x', 'X-Container-Meta-Web-Index': 'i.html', 'X-Container-Read': '' },
    });
    await run.send('head again', { method: 'HEAD', path: `/${c}` });
    await run.send('list empty', { method: 'GET', path: `/${c}` });
    await run.send('list empty as json', { method: 'GET', path: `/${c}?format=json` });
    await run.send('list empty as xml', { method: 'GET', path: `/${c}?format=xml` });
    await run.send('head missing', { method: 'HEAD', path: `/${run.box('none')}` });
    await run.send('list missing', { method: 'GET', path: `/${run.box('none')}` });
    await run.send('post missing', { method: 'POST', path: `/${run.box('none')}` });
    await run.send('delete missing', { method: 'DELETE', path: `/${run.box('none')}` });
    await run.send('policy', { method: 'PUT', path: `/${run.box('p')}`, headers: { 'X-Storage-Policy': 'silver' } });
    await run.send('its policy', { method: 'HEAD', path: `/${run.box('p')}` });
    await run.send('policy conflict', { method: 'PUT', path: `/${run.box('p')}`, headers: { 'X-Storage-Policy': 'gold' } });
    await run.send('no policy', { method: 'PUT', path: `/${run.box('q')}`, headers: { 'X-Storage-Policy': 'lead' } });
    await run.send('acl with a wrong word', { method: 'PUT', path: `/${run.box('q')}`, headers: { 'X-Container-Write': '.r:*' } });
    await run.send('acl with an unknown word', { method: 'PUT', path: `/${run.box('q')}`, headers: { 'X-Container-Read': '.x:*' } });
    await run.send('listing limit', { method: 'GET', path: `/${c}?limit=10001` });
    await put(run, `/${c}/o`, 'x');
    await run.send('delete full', { method: 'DELETE', path: `/${c}` });
    await run.send('methods', { method: 'PATCH', path: `/${c}` });
    await run.send('account listing', { method: 'GET', path: `/?format=json&prefix=${run.box('')}` });
    await run.send('account listing as text', { method: 'GET', path: `/?prefix=${run.box('')}` });
    await run.send('account listing as xml', { method: 'GET', path: `/?format=xml&prefix=${run.box('')}` });
    await run.send('a name too long', { method: 'PUT', path: `/${'x'.repeat(257)}` });
  },

  objects: async (run) => {
    const c = run.box('c');
    await run.quietly({ method: 'PUT', path: `/${c}` });
    await run.send('put', {
      method: 'PUT',
      path: `/${c}/a.txt`,
      body: 'hello',
      headers: { 'X-Object-Meta-One': '1', 'Content-Encoding': 'x-own', 'Cache-Control': 'no-cache' },
    });
    await run.send('get', { method: 'GET', path: `/${c}/a.txt` });
    await run.send('head', { method: 'HEAD', path: `/${c}/a.txt` });
    await run.send('range', { method: 'GET', path: `/${c}/a.txt`, headers: { Range: 'bytes=1-3' } });
    await run.send('suffix', { method: 'GET', path: `/${c}/a.txt`, headers: { Range: 'bytes=-2' } });
    await run.send('ranges', { method: 'GET', path: `/${c}/a.txt`, headers: { Range: 'bytes=0-0,2-3' } });
    await run.send('range past the end', { method: 'GET', path: `/${c}/a.txt`, headers: { Range: 'bytes=9-' } });
    await run.send('range of nonsense', { method: 'GET', path: `/${c}/a.txt`, headers: { Range: 'bytes=a-b' } });
    await run.send('range of a head', { method: 'HEAD', path: `/${c}/a.txt`, headers: { Range: 'bytes=1-3' } });
    await run.send('if-match', { method: 'GET', path: `/${c}/a.txt`, headers: { 'If-Match': 'nope' } });
    await run.send('if-none-match', { method: 'GET', path: `/${c}/a.txt`, headers: { 'If-None-Match': md5('hello') } });
    await run.send('if-modified-since', { method: 'GET', path: `/${c}/a.txt`, headers: { 'If-Modified-Since': 'Wed, 01 Jan 2031 00:00:00 GMT' } });
    await run.send('if-unmodified-since', { method: 'GET', path: `/${c}/a.txt`, headers: { 'If-Unmodified-Since': 'Sat, 01 Jan 2000 00:00:00 GMT' } });
    await run.send('create only', { method: 'PUT', path: `/${c}/a.txt`, body: 'y', headers: { 'If-None-Match': '*' } });
    await run.send('create only another', { method: 'PUT', path: `/${c}/a.txt`, body: 'y', headers: { 'If-None-Match': 'abc' } });
    await run.send('wrong digest', { method: 'PUT', path: `/${c}/a.txt`, body: 'y', headers: { ETag: md5('z') } });
    await run.send('no length', { method: 'PUT', path: `/${c}/a.txt` });
    await run.send('post', { method: 'POST', path: `/${c}/a.txt`, headers: { 'X-Object-Meta-Two': '2' } });
    await run.send('after post', { method: 'HEAD', path: `/${c}/a.txt` });
    await run.send('post a type', { method: 'POST', path: `/${c}/a.txt`, headers: { 'Content-Type': 'text/x-own' } });
    await run.send('after the type', { method: 'HEAD', path: `/${c}/a.txt` });
    await run.send('no container', { method: 'PUT', path: `/${run.box('none')}/o`, body: 'x' });
    await run.send('get missing', { method: 'GET', path: `/${c}/missing` });
    await run.send('head missing', { method: 'HEAD', path: `/${c}/missing` });
    await run.send('post missing', { method: 'POST', path: `/${c}/missing` });
    await run.send('delete missing', { method: 'DELETE', path: `/${c}/missing` });
    await run.send('unicode', { method: 'PUT', path: `/${c}/%C3%A9%20%2B%2F..%2F.%2Fx`, body: 'é' });
    await run.send('not utf-8', { method: 'PUT', path: `/${c}/%FF`, body: 'x' });
    await run.send('a name too long', { method: 'PUT', path: `/${c}/${'x'.repeat(1025)}`, body: 'x' });
    await run.send('listing', { method: 'GET', path: `/${c}?format=json` });
    await run.send('listing as xml', { method: 'GET', path: `/${c}?format=xml` });
    await run.send('listing as text', { method: 'GET', path: `/${c}` });
    await run.send('copy', { method: 'COPY', path: `/${c}/a.txt`, headers: { Destination: `${c}/b.txt`, 'X-Object-Meta-Three': '3' } });
    await run.send('copied', { method: 'GET', path: `/${c}/b.txt` });
    await run.send('copy afresh', {
      method: 'PUT',
      path: `/${c}/c.txt`,
      headers: { 'X-Copy-From': `/${c}/b.txt`, 'X-Fresh-Metadata': 'true', 'Content-Length': '0' },
    });
    await run.send('copied afresh', { method: 'HEAD', path: `/${c}/c.txt` });
    await run.send('copy what is missing', { method: 'COPY', path: `/${c}/missing`, headers: { Destination: `${c}/d` } });
    await run.send('copy to nowhere', { method: 'COPY', path: `/${c}/a.txt`, headers: { Destination: 'nowhere' } });
    await run.send('copy without a destination', { method: 'COPY', path: `/${c}/a.txt` });
    await run.send('copy with a condition', { method: 'COPY', path: `/${c}/a.txt`, headers: { Destination: `${c}/d`, 'If-Match': 'nope' } });
    await run.send('copy a range', {
      method: 'PUT',
      path: `/${c}/r.txt`,
      headers: { 'X-Copy-From': `/${c}/b.txt`, Range: 'bytes=1-2', 'Content-Length': '0' },
    });
    await run.send('copied range', { method: 'GET', path: `/${c}/r.txt` });
    await run.send('delete', { method: 'DELETE', path: `/${c}/a.txt` });
    await run.send('metadata name too long', { method: 'PUT', path: `/${c}/m`, body: '', headers: { [`X-Object-Meta-${'x'.repeat(129)}`]: 'v' } });
    await run.send('metadata value too long', { method: 'PUT', path: `/${c}/m`, body: '', headers: { 'X-Object-Meta-K': 'v'.repeat(257) } });
    await run.send('directory marker', { method: 'PUT', path: `/${c}/d/`, body: '', headers: { 'Content-Type': 'application/directory' } });
    await run.send('path listing', { method: 'GET', path: `/${c}?format=json&delimiter=/` });
    await run.send('guess a type', { method: 'PUT', path: `/${c}/page.html`, body: 'x' });
    await run.send('guessed', { method: 'HEAD', path: `/${c}/page.html` });
  },

  expiry: async (run) => {
    const c = run.box('c');
    await run.quietly({ method: 'PUT', path: `/${c}` });
    const soon = String(Math.floor(Date.now() / 1000) + 1000);
    await run.send('delete at', { method: 'PUT', path: `/${c}/at`, body: 'x', headers: { 'X-Delete-At': soon } });
    await run.quietly({ method: 'HEAD', path: `/${c}/at` });
    await run.send('in the past', { method: 'PUT', path: `/${c}/past`, body: 'x', headers: { 'X-Delete-At': '100' } });
    await run.send('after nothing', { method: 'PUT', path: `/${c}/after`, body: 'x', headers: { 'X-Delete-After': '0' } });
    await run.send('after nonsense', { method: 'PUT', path: `/${c}/after`, body: 'x', headers: { 'X-Delete-After': 'a' } });
    await run.send('at nonsense', { method: 'PUT', path: `/${c}/after`, body: 'x', headers: { 'X-Delete-At': 'a' } });
    await run.send('post at', { method: 'POST', path: `/${c}/at`, headers: { 'X-Delete-At': '100' } });
    await run.send('post drops it', { method: 'POST', path: `/${c}/at` });
    await run.send('dropped', { method: 'HEAD', path: `/${c}/at` });
    await run.send('remove', { method: 'POST', path: `/${c}/at`, headers: { 'X-Remove-Delete-At': 'x' } });
  },

  listings: async (run) => {
    const c = run.box('c');
    await run.quietly({ method: 'PUT', path: `/${c}` });
    for (const name of ['a', 'b/1', 'b/2', 'b/c/3', 'b1', 'd/', 'd/x', '%C3%A9', 'z%2Bplus']) await put(run, `/${c}/${name}`, name);
    for (const query of [
      '',
      'limit=2',
      'marker=b',
      'marker=b/',
      'end_marker=b1',
      'prefix=b',
      'prefix=b/',
      'delimiter=/',
      'prefix=b/&delimiter=/',
      'delimiter=/&marker=b/',
      'delimiter=/&marker=b/2',
      'reverse=true',
      'reverse=true&marker=b1&end_marker=a',
      'delimiter=/&reverse=on',
      'path=',
      'path=b',
      'path=b/',
      'path=b/c',
      'delimiter=c',
      'limit=x',
      'limit=0',
      'limit=-1',
      'prefix=zz',
      'delimiter=//',
      'marker=%C3%A9',
      'prefix=b&delimiter=/&limit=1',
    ])
      await run.send(`?${query}`, { method: 'GET', path: `/${c}?format=json&${query}` });
    await run.send('xml with a delimiter', { method: 'GET', path: `/${c}?format=xml&delimiter=/` });
    await run.send('text with a delimiter', { method: 'GET', path: `/${c}?delimiter=/` });
    await run.send('by accept', { method: 'GET', path: `/${c}?limit=1`, headers: json });
    await run.send('by accept, xml', { method: 'GET', path: `/${c}?limit=1`, headers: { Accept: 'application/xml' } });
    await run.send('by accept, none fits', { method: 'GET', path: `/${c}?limit=1`, headers: { Accept: 'image/png' } });
    await run.send('unknown format', { method: 'GET', path: `/${c}?limit=1&format=yaml` });
  },

  'static large objects': async (run) => {
    const c = run.box('c');
    await run.quietly({ method: 'PUT', path: `/${c}` });
    await put(run, `/${c}/s1`, 'hello ');
    await put(run, `/${c}/s2`, 'world');
    const manifest = (rows: unknown): string => JSON.stringify(rows);
    const s1 = { path: `/${c}/s1`, etag: md5('hello '), size_bytes: 6 };
    const s2 = { path: `/${c}/s2`, etag: md5('world'), size_bytes: 5 };
    const slo = `/${c}/slo`;
    await run.send('put', {
      method: 'PUT',
      path: `${slo}?multipart-manifest=put`,
      body: manifest([s1, s2]),
      headers: { 'Content-Type': 'text/x', 'X-Object-Meta-A': 'b' },
    });
    await run.send('get', { method: 'GET', path: slo });
    await run.send('head', { method: 'HEAD', path: slo });
    await run.send('range across', { method: 'GET', path: slo, headers: { Range: 'bytes=4-7' } });
    await run.send('ranges', { method: 'GET', path: slo, headers: { Range: 'bytes=0-1,6-7' } });
    await run.send('range past the end', { method: 'GET', path: slo, headers: { Range: 'bytes=99-' } });
    await run.send('manifest', { method: 'GET', path: `${slo}?multipart-manifest=get` });
    await run.send('raw manifest', { method: 'GET', path: `${slo}?multipart-manifest=get&format=raw` });
    await run.send('head of the manifest', { method: 'HEAD', path: `${slo}?multipart-manifest=get` });
    await run.send('if-match', { method: 'GET', path: slo, headers: { 'If-Match': `"${md5(s1.etag + s2.etag)}"` } });
    await run.send('if-none-match', { method: 'GET', path: slo, headers: { 'If-None-Match': `"${md5(s1.etag + s2.etag)}"` } });
    await run.send('part', { method: 'GET', path: `${slo}?part-number=2` });
    await run.send('part of a head', { method: 'HEAD', path: `${slo}?part-number=1` });
    await run.send('no such part', { method: 'GET', path: `${slo}?part-number=3` });
    await run.send('wrong etag of the whole', { method: 'PUT', path: `${slo}?multipart-manifest=put`, body: manifest([s1]), headers: { ETag: md5('x') } });
    await run.send('ranges of segments', {
      method: 'PUT',
      path: `/${c}/ranged?multipart-manifest=put`,
      body: manifest([
        { ...s1, range: '1-2' },
        { path: s2.path, range: '-3' },
        { path: s2.path, range: '0-' },
      ]),
    });
    await run.send('read of ranges', { method: 'GET', path: `/${c}/ranged` });
    await run.send('manifest of ranges', { method: 'GET', path: `/${c}/ranged?multipart-manifest=get` });
    await run.send('inline data', {
      method: 'PUT',
      path: `/${c}/inline?multipart-manifest=put`,
      body: manifest([{ data: Buffer.from('AB').toString('base64') }, s2, { data: Buffer.from('!').toString('base64') }]),
    });
    await run.send('read of inline data', { method: 'GET', path: `/${c}/inline` });
    await run.send('manifest of inline data', { method: 'GET', path: `/${c}/inline?multipart-manifest=get` });
    await run.send('raw manifest of inline data', { method: 'GET', path: `/${c}/inline?multipart-manifest=get&format=raw` });
    await run.send('nested', { method: 'PUT', path: `/${c}/nested?multipart-manifest=put`, body: manifest([{ path: slo }, s2]) });
    await run.send('read of nested', { method: 'GET', path: `/${c}/nested`, headers: { Range: 'bytes=9-12' } });
    await run.send('manifest of nested', { method: 'GET', path: `/${c}/nested?multipart-manifest=get` });
    await run.send('not json', { method: 'PUT', path: `${slo}?multipart-manifest=put`, body: 'x' });
    await run.send('no list', { method: 'PUT', path: `${slo}?multipart-manifest=put`, body: '{}' });
    await run.send('empty list', { method: 'PUT', path: `${slo}?multipart-manifest=put`, body: '[]' });
    await run.send('a row that is none', { method: 'PUT', path: `${slo}?multipart-manifest=put`, body: manifest([5]) });
    for (const [what, row] of Object.entries({
      'no container': { path: 'x' },
      'no path': { etag: 'y' },
      'more members': { ...s1, more: 1 },
      'a range of nonsense': { ...s1, range: 'x' },
      'a size of nonsense': { ...s1, size_bytes: 'a' },
    }))
      await run.send(what, { method: 'PUT', path: `${slo}?multipart-manifest=put`, body: manifest([row]) });
    await run.send('wrong segments', {
      method: 'PUT',
      path: `${slo}?multipart-manifest=put`,
      body: manifest([{ ...s1, etag: md5('x') }, { ...s2, size_bytes: 9 }, { path: `/${c}/none` }]),
      headers: json,
    });
    await run.send('wrong segments as text', {
      method: 'PUT',
      path: `${slo}?multipart-manifest=put`,
      body: manifest([{ ...s1, etag: md5('x') }, { path: `/${c}/none` }]),
    });
    await run.send('itself', { method: 'PUT', path: `${slo}?multipart-manifest=put`, body: manifest([{ path: slo }]) });
    await run.send('heartbeat', { method: 'PUT', path: `${slo}?multipart-manifest=put&heartbeat=on`, body: manifest([s1, s2]), headers: json });
    await run.send('heartbeat of wrong', {
      method: 'PUT',
      path: `${slo}?multipart-manifest=put&heartbeat=on`,
      body: manifest([{ path: `/${c}/none` }]),
      headers: json,
    });
    await run.send('post', { method: 'POST', path: slo, headers: { 'X-Object-Meta-C': 'd' } });
    await run.send('head after post', { method: 'HEAD', path: slo });
    await run.send('copy', { method: 'COPY', path: slo, headers: { Destination: `${c}/flat` } });
    await run.send('read of the copy', { method: 'GET', path: `/${c}/flat` });
    await run.send('copy of the manifest', { method: 'COPY', path: `${slo}?multipart-manifest=get`, headers: { Destination: `${c}/slo2` } });
    await run.send('read of the copied manifest', { method: 'GET', path: `/${c}/slo2` });
    await run.send('listing', { method: 'GET', path: `/${c}?format=json` });
    await run.send('delete of what is none', { method: 'DELETE', path: `/${c}/s1?multipart-manifest=delete`, headers: json });
    await run.send('delete with segments', { method: 'DELETE', path: `/${c}/nested?multipart-manifest=delete`, headers: json });
    await run.send('read with a segment gone', { method: 'GET', path: `/${c}/inline` });
    await run.send('left', { method: 'GET', path: `/${c}?format=json` });
  },

  'dynamic large objects': async (run) => {
    const c = run.box('c');
    await run.quietly({ method: 'PUT', path: `/${c}` });
    for (const n of [1, 2, 3]) await put(run, `/${c}/seg/${n}`, `part${n}`);
    await run.send('manifest', { method: 'PUT', path: `/${c}/dlo`, body: '', headers: { 'X-Object-Manifest': `${c}/seg/` } });
    await run.send('get', { method: 'GET', path: `/${c}/dlo` });
    await run.send('head', { method: 'HEAD', path: `/${c}/dlo` });
    await run.send('range', { method: 'GET', path: `/${c}/dlo`, headers: { Range: 'bytes=3-8' } });
    await run.send('ranges', { method: 'GET', path: `/${c}/dlo`, headers: { Range: 'bytes=0-1,11-12' } });
    await run.send('itself', { method: 'GET', path: `/${c}/dlo?multipart-manifest=get` });
    await run.send('if-none-match', { method: 'GET', path: `/${c}/dlo`, headers: { 'If-None-Match': md5(['part1', 'part2', 'part3'].map(md5).join('')) } });
    await run.send('with a body', { method: 'PUT', path: `/${c}/bodied`, body: 'own', headers: { 'X-Object-Manifest': `${c}/seg/` } });
    await run.send('read of one with a body', { method: 'GET', path: `/${c}/bodied` });
    await run.send('bad manifest', { method: 'PUT', path: `/${c}/bad`, body: '', headers: { 'X-Object-Manifest': 'nothing' } });
    await run.send('bad manifest with a query', { method: 'PUT', path: `/${c}/bad`, body: '', headers: { 'X-Object-Manifest': `${c}/x?y` } });
    await run.send('of nothing', { method: 'PUT', path: `/${c}/none`, body: '', headers: { 'X-Object-Manifest': `${c}/zzz/` } });
    await run.send('read of nothing', { method: 'GET', path: `/${c}/none` });
    await run.send('of no container', { method: 'PUT', path: `/${c}/none2`, body: '', headers: { 'X-Object-Manifest': `${run.box('none')}/zzz/` } });
    await run.send('read of no container', { method: 'GET', path: `/${c}/none2` });
    await run.send('post drops it', { method: 'POST', path: `/${c}/dlo`, headers: { 'X-Object-Meta-A': 'b' } });
    await run.send('dropped', { method: 'HEAD', path: `/${c}/dlo` });
    await run.send('copy', { method: 'PUT', path: `/${c}/again`, body: '', headers: { 'X-Object-Manifest': `/${c}/seg/` } });
    await run.send('copy through', { method: 'COPY', path: `/${c}/again`, headers: { Destination: `${c}/flat` } });
    await run.send('read of the copy', { method: 'GET', path: `/${c}/flat` });
  },

  'versions in a container of their own': async (run) => {
    const [c, archive] = [run.box('c'), run.box('archive')];
    await run.send('archive', { method: 'PUT', path: `/${archive}` });
    await run.send('create', { method: 'PUT', path: `/${c}`, headers: { 'X-Versions-Location': archive } });
    await run.send('head', { method: 'HEAD', path: `/${c}` });
    for (const body of ['one', 'two', 'three'])
      await run.send(`put ${body}`, { method: 'PUT', path: `/${c}/o%C3%A9/x`, body, headers: { 'X-Object-Meta-N': body } });
    await run.send('archived', { method: 'GET', path: `/${archive}?format=json` });
    await run.send('now', { method: 'GET', path: `/${c}/o%C3%A9/x` });
    await run.send('delete brings back', { method: 'DELETE', path: `/${c}/o%C3%A9/x` });
    await run.send('brought back', { method: 'GET', path: `/${c}/o%C3%A9/x` });
    await run.send('archived then', { method: 'GET', path: `/${archive}?format=json` });
    await run.send('post makes no version', { method: 'POST', path: `/${c}/o%C3%A9/x`, headers: { 'X-Object-Meta-P': 'q' } });
    await run.send('copy makes one', { method: 'COPY', path: `/${c}/o%C3%A9/x`, headers: { Destination: `${c}/o%C3%A9/x` } });
    await run.send('archived at last', { method: 'GET', path: `/${archive}?format=json` });
    for (let n = 0; n < 3; n += 1) await run.send('delete', { method: 'DELETE', path: `/${c}/o%C3%A9/x` });
    await run.send('gone', { method: 'GET', path: `/${c}/o%C3%A9/x` });
    await run.send('remove', { method: 'POST', path: `/${c}`, headers: { 'X-Remove-Versions-Location': 'x' } });
    await run.send('removed', { method: 'HEAD', path: `/${c}` });
    const history = run.box('history');
    await run.send('with a history', { method: 'PUT', path: `/${history}`, headers: { 'X-History-Location': archive } });
    await run.send('head of it', { method: 'HEAD', path: `/${history}` });
    for (const body of ['one', 'two']) await run.send(`put ${body}`, { method: 'PUT', path: `/${history}/o`, body });
    await run.send('delete leaves a marker', { method: 'DELETE', path: `/${history}/o` });
    await run.send('gone too', { method: 'GET', path: `/${history}/o` });
    await run.send('archived with the marker', { method: 'GET', path: `/${archive}?format=json` });
    await run.send('delete of what is not there', { method: 'DELETE', path: `/${history}/none` });
    await run.send('both', { method: 'PUT', path: `/${run.box('both')}`, headers: { 'X-History-Location': archive, 'X-Versions-Location': archive } });
    await run.send('a wrong place', { method: 'PUT', path: `/${run.box('wrong')}`, headers: { 'X-Versions-Location': 'a/b' } });
    const lost = run.box('lost');
    await run.send('a place that is not there', { method: 'PUT', path: `/${lost}`, headers: { 'X-Versions-Location': run.box('nowhere') } });
    await run.send('first put', { method: 'PUT', path: `/${lost}/o`, body: '1' });
    await run.send('second put', { method: 'PUT', path: `/${lost}/o`, body: '2' });
  },

  'object versioning': async (run) => {
    const c = run.box('c');
    await run.send('create', { method: 'PUT', path: `/${c}` });
    await put(run, `/${c}/old`, 'before');
    await run.send('enable', { method: 'POST', path: `/${c}`, headers: { 'X-Versions-Enabled': 'true' } });
    await run.send('head', { method: 'HEAD', path: `/${c}` });
    const ids: string[] = [];
    for (const body of ['one', 'two', 'three']) {
      const said = await run.send(`put ${body}`, { method: 'PUT', path: `/${c}/o`, body, headers: { 'X-Object-Meta-N': body } });
      ids.push(said.headers['x-object-version-id'] ?? '');
    }
    await run.send('now', { method: 'GET', path: `/${c}/o` });
    await run.send('first', { method: 'GET', path: `/${c}/o?version-id=${ids[0]}` });
    await run.send('head of the second', { method: 'HEAD', path: `/${c}/o?version-id=${ids[1]}` });
    await run.send('no such version', { method: 'GET', path: `/${c}/o?version-id=0000000001.00000` });
    await run.send('no version', { method: 'GET', path: `/${c}/o?version-id=nonsense` });
    await run.send('null version', { method: 'GET', path: `/${c}/old?version-id=null` });
    await run.send('overwrite the old', { method: 'PUT', path: `/${c}/old`, body: 'after' });
    await run.send('null version of the old', { method: 'GET', path: `/${c}/old?version-id=null` });
    await run.send('listing', { method: 'GET', path: `/${c}?format=json` });
    await run.send('versions', { method: 'GET', path: `/${c}?format=json&versions` });
    await run.send('versions of a prefix', { method: 'GET', path: `/${c}?format=json&versions&prefix=ol` });
    await run.send('versions page', { method: 'GET', path: `/${c}?format=json&versions&limit=2` });
    await run.send('delete', { method: 'DELETE', path: `/${c}/o` });
    await run.send('gone', { method: 'GET', path: `/${c}/o` });
    await run.send('versions with a marker', { method: 'GET', path: `/${c}?format=json&versions&prefix=o` });
    await run.send('restore', { method: 'PUT', path: `/${c}/o?version-id=${ids[0]}` });
    await run.send('restored', { method: 'GET', path: `/${c}/o` });
    await run.send('delete a version', { method: 'DELETE', path: `/${c}/o?version-id=${ids[1]}` });
    await run.send('delete the same', { method: 'DELETE', path: `/${c}/o?version-id=${ids[1]}` });
    await run.send('delete the one that is now', { method: 'DELETE', path: `/${c}/o?version-id=${ids[0]}` });
    await run.send('now then', { method: 'GET', path: `/${c}/o` });
    await run.send('post to a version', { method: 'POST', path: `/${c}/o?version-id=${ids[2]}`, headers: { 'X-Object-Meta-A': 'b' } });
    await run.send('copy a version', { method: 'COPY', path: `/${c}/o?version-id=${ids[2]}`, headers: { Destination: `${c}/copy` } });
    await run.send('put with a body at a version', { method: 'PUT', path: `/${c}/o?version-id=${ids[2]}`, body: 'x' });
    await run.send('delete the container', { method: 'DELETE', path: `/${c}` });
    await run.send('disable', { method: 'POST', path: `/${c}`, headers: { 'X-Versions-Enabled': 'false' } });
    await run.send('put without versions', { method: 'PUT', path: `/${c}/o`, body: 'plain' });
    await run.send('versions at last', { method: 'GET', path: `/${c}?format=json&versions` });
    await run.send('head at last', { method: 'HEAD', path: `/${c}` });
    await run.send('with the old kind', { method: 'POST', path: `/${c}`, headers: { 'X-Versions-Location': run.box('x') } });
    await run.send('with nonsense', { method: 'POST', path: `/${c}`, headers: { 'X-Versions-Enabled': 'maybe' } });
    await run.send('versions where there are none', { method: 'GET', path: `/${run.box('none')}?format=json&versions` });
  },

  symlinks: async (run) => {
    const c = run.box('c');
    await run.quietly({ method: 'PUT', path: `/${c}` });
    await put(run, `/${c}/target`, 'content', { 'X-Object-Meta-T': '1' });
    await run.send('link', { method: 'PUT', path: `/${c}/link`, body: '', headers: { 'X-Symlink-Target': `${c}/target`, 'X-Object-Meta-L': '2' } });
    await run.send('read through', { method: 'GET', path: `/${c}/link` });
    await run.send('head through', { method: 'HEAD', path: `/${c}/link` });
    await run.send('range through', { method: 'GET', path: `/${c}/link`, headers: { Range: 'bytes=1-2' } });
    await run.send('the link itself', { method: 'GET', path: `/${c}/link?symlink=get` });
    await run.send('head of the link itself', { method: 'HEAD', path: `/${c}/link?symlink=get` });
    await run.send('with a body', { method: 'PUT', path: `/${c}/bad`, body: 'x', headers: { 'X-Symlink-Target': `${c}/target` } });
    await run.send('to nothing', { method: 'PUT', path: `/${c}/dangling`, body: '', headers: { 'X-Symlink-Target': `${c}/none` } });
    await run.send('read of nothing', { method: 'GET', path: `/${c}/dangling` });
    await run.send('to a container', { method: 'PUT', path: `/${c}/bad`, body: '', headers: { 'X-Symlink-Target': c } });
    await run.send('to itself', { method: 'PUT', path: `/${c}/self`, body: '', headers: { 'X-Symlink-Target': `${c}/self` } });
    await run.send('static', {
      method: 'PUT',
      path: `/${c}/static`,
      body: '',
      headers: { 'X-Symlink-Target': `${c}/target`, 'X-Symlink-Target-Etag': md5('content') },
    });
    await run.send('static read', { method: 'GET', path: `/${c}/static` });
    await run.send('head of the static itself', { method: 'HEAD', path: `/${c}/static?symlink=get` });
    await run.send('static with a wrong etag', {
      method: 'PUT',
      path: `/${c}/static2`,
      body: '',
      headers: { 'X-Symlink-Target': `${c}/target`, 'X-Symlink-Target-Etag': md5('x') },
    });
    await run.send('static to nothing', {
      method: 'PUT',
      path: `/${c}/static3`,
      body: '',
      headers: { 'X-Symlink-Target': `${c}/none`, 'X-Symlink-Target-Etag': md5('x') },
    });
    await run.send('listing', { method: 'GET', path: `/${c}?format=json` });
    await run.send('post goes where it points', { method: 'POST', path: `/${c}/link`, headers: { 'X-Object-Meta-P': 'q' } });
    await run.send('copy through', { method: 'COPY', path: `/${c}/link`, headers: { Destination: `${c}/copied` } });
    await run.send('copied', { method: 'HEAD', path: `/${c}/copied` });
    await run.send('copy the link', { method: 'COPY', path: `/${c}/link?symlink=get`, headers: { Destination: `${c}/link2` } });
    await run.send('copied link', { method: 'HEAD', path: `/${c}/link2?symlink=get` });
    await put(run, `/${c}/target`, 'changed');
    await run.send('static after a change', { method: 'GET', path: `/${c}/static` });
    for (const n of [1, 2, 3])
      await run.quietly({ method: 'PUT', path: `/${c}/chain${n}`, body: '', headers: { 'X-Symlink-Target': n === 1 ? `${c}/target` : `${c}/chain${n - 1}` } });
    await run.send('two links', { method: 'GET', path: `/${c}/chain2` });
    await run.send('three links', { method: 'GET', path: `/${c}/chain3` });
    await run.send('delete', { method: 'DELETE', path: `/${c}/link` });
    await run.send('the target stays', { method: 'HEAD', path: `/${c}/target` });
  },

  'bulk delete': async (run) => {
    const c = run.box('c');
    await run.quietly({ method: 'PUT', path: `/${c}` });
    for (const name of ['a', 'b%20c', '%C3%A9', 'd']) await put(run, `/${c}/${name}`, 'x');
    const names = [`${c}/a`, `/${c}/b%20c`, `${c}/%C3%A9`, `${c}/none`, `${c}`, '', 'x'.repeat(300)].join('\n');
    await run.send('json', { method: 'POST', path: '?bulk-delete', body: names, headers: { 'Content-Type': 'text/plain', ...json } });
    await run.send('text', { method: 'POST', path: '?bulk-delete', body: `${c}/d\n`, headers: { 'Content-Type': 'text/plain' } });
    await run.send('by delete', { method: 'DELETE', path: '?bulk-delete', body: `${c}/d\n`, headers: { 'Content-Type': 'text/plain', ...json } });
    await run.send('nothing', { method: 'POST', path: '?bulk-delete', body: '', headers: { 'Content-Type': 'text/plain', ...json } });
    await run.send('xml', { method: 'POST', path: '?bulk-delete', body: `${c}/d\n`, headers: { 'Content-Type': 'text/plain', Accept: 'application/xml' } });
    await run.send('of a type that is none', {
      method: 'POST',
      path: '?bulk-delete',
      body: `${c}/d\n`,
      headers: { 'Content-Type': 'text/plain', Accept: 'image/png' },
    });
    await run.send('the container too', { method: 'POST', path: '?bulk-delete', body: `${c}\n`, headers: { 'Content-Type': 'text/plain', ...json } });
  },

  'extract archive': async (run) => {
    const c = run.box('c');
    const tar = tarOf([
      { name: 'a.txt', body: 'hello' },
      { name: 'dir/', body: '' },
      { name: 'dir/b.html', body: '<b>' },
      { name: './dir/é', body: 'x' },
    ]);
    await run.send('into a new container', { method: 'PUT', path: `/${c}?extract-archive=tar`, body: tar, headers: json });
    await run.send('listing', { method: 'GET', path: `/${c}?format=json` });
    await run.send('into a folder, packed', { method: 'PUT', path: `/${c}/in/there?extract-archive=tar.gz`, body: gzipSync(tar), headers: json });
    await run.send('listing then', { method: 'GET', path: `/${c}?format=json&prefix=in/` });
    await run.send('as text', { method: 'PUT', path: `/${c}?extract-archive=tar`, body: tar });
    await run.send('containers by name', {
      method: 'PUT',
      path: `?extract-archive=tar`,
      body: tarOf([
        { name: `${run.box('new')}/o`, body: 'x' },
        { name: 'alone', body: 'y' },
      ]),
      headers: json,
    });
    await run.send('made', { method: 'GET', path: `/${run.box('new')}?format=json` });
    await run.send('what is none', { method: 'PUT', path: `/${c}?extract-archive=tar`, body: 'no archive at all'.repeat(60), headers: json });
    await run.send('what is not packed', { method: 'PUT', path: `/${c}?extract-archive=tar.gz`, body: tar, headers: json });
    await run.send('nothing', { method: 'PUT', path: `/${c}?extract-archive=tar`, body: '', headers: json });
    await run.send('of a kind that is none', { method: 'PUT', path: `/${c}?extract-archive=zip`, body: tar, headers: json });
    await run.send('empty archive', { method: 'PUT', path: `/${c}?extract-archive=tar`, body: Buffer.alloc(10_240), headers: json });
  },

  'access lists': async (run) => {
    const c = run.box('c');
    await run.quietly({ method: 'PUT', path: `/${c}`, headers: { 'X-Container-Read': '.r:*' } });
    await put(run, `/${c}/o`, 'public', { 'X-Object-Meta-A': 'b' });
    await run.send('anonymous get', { method: 'GET', path: `/${c}/o`, anonymous: true });
    await run.send('anonymous head', { method: 'HEAD', path: `/${c}/o`, anonymous: true });
    await run.send('anonymous listing', { method: 'GET', path: `/${c}`, anonymous: true });
    await run.send('anonymous head of the container', { method: 'HEAD', path: `/${c}`, anonymous: true });
    await run.send('anonymous put', { method: 'PUT', path: `/${c}/p`, body: 'x', anonymous: true });
    await run.send('anonymous missing', { method: 'GET', path: `/${c}/none`, anonymous: true });
    await run.send('anonymous account', { method: 'GET', path: '', anonymous: true });
    await run.send('anonymous nowhere', { method: 'GET', path: `/${run.box('none')}/o`, anonymous: true });
    await run.send('listings', { method: 'POST', path: `/${c}`, headers: { 'X-Container-Read': '.r:*,.rlistings' } });
    await run.send('anonymous listing then', { method: 'GET', path: `/${c}?format=json`, anonymous: true });
    await run.send('referrer', { method: 'POST', path: `/${c}`, headers: { 'X-Container-Read': '.r:.example.com,.r:-bad.example.com' } });
    for (const referrer of ['http://www.example.com/x', 'http://example.com/', 'http://bad.example.com/', 'http://other.org/'])
      await run.send(referrer, { method: 'GET', path: `/${c}/o`, headers: { Referer: referrer }, anonymous: true });
    await run.send('unknown token', { method: 'GET', path: `/${c}/o`, headers: { 'X-Auth-Token': 'nonsense' }, anonymous: true });
  },

  'temporary urls': async (run) => {
    const c = run.box('c');
    await run.quietly({ method: 'PUT', path: `/${c}`, headers: { 'X-Container-Meta-Temp-URL-Key': 'one', 'X-Container-Meta-Temp-URL-Key-2': 'two' } });
    await put(run, `/${c}/dir/o%20%C3%A9`, 'secret', { 'X-Object-Meta-Hidden': 'h', 'X-Object-Meta-Public-Shown': 's' });
    const path = `/v1/${run.account}/${c}/dir/o é`;
    const expires = Math.floor(Date.now() / 1000) + 3600;
    const sign = (method: string, { digest = 'sha256', key = 'one', what = path, until = expires, ip = '' } = {}): string =>
      createHmac(digest, key)
        .update(`${ip === '' ? '' : `ip=${ip}\n`}${method}\n${until}\n${what}`)
        .digest('hex');
    const url = (signature: string, more = ''): string => `/${c}/dir/o%20%C3%A9?temp_url_sig=${signature}&temp_url_expires=${expires}${more}`;
    for (const digest of ['sha1', 'sha256', 'sha512']) await run.send(digest, { method: 'GET', path: url(sign('GET', { digest })), anonymous: true });
    const long = createHmac('sha512', 'two').update(`GET\n${expires}\n${path}`).digest('base64url');
    await run.send('named digest', { method: 'GET', path: url(`sha512:${long}`), anonymous: true });
    await run.send('md5', { method: 'GET', path: url(sign('GET', { digest: 'md5' })), anonymous: true });
    await run.send('head by get', { method: 'HEAD', path: url(sign('GET')), anonymous: true });
    await run.send('put by get', { method: 'PUT', path: url(sign('GET')), body: 'x', anonymous: true });
    await run.send('put', { method: 'PUT', path: url(sign('PUT')), body: 'x', anonymous: true });
    await run.send('put of a manifest', { method: 'PUT', path: url(sign('PUT')), body: '', headers: { 'X-Object-Manifest': 'a/b' }, anonymous: true });
    await run.send('post', { method: 'POST', path: url(sign('POST')), headers: { 'X-Object-Meta-Z': 'z' }, anonymous: true });
    await run.send('file name', { method: 'GET', path: url(sign('GET'), '&filename=a%20b.txt'), anonymous: true });
    await run.send('inline', { method: 'GET', path: url(sign('GET'), '&inline'), anonymous: true });
    await run.send('inline with a file name', { method: 'GET', path: url(sign('GET'), '&inline&filename=x.txt'), anonymous: true });
    const prefix = (given: string): string => `&temp_url_prefix=${encodeURIComponent(given)}`;
    await run.send('prefix', { method: 'GET', path: url(sign('GET', { what: `prefix:/v1/${run.account}/${c}/dir/` }), prefix('dir/')), anonymous: true });
    await run.send('other prefix', {
      method: 'GET',
      path: url(sign('GET', { what: `prefix:/v1/${run.account}/${c}/other/` }), prefix('other/')),
      anonymous: true,
    });
    await run.send('empty prefix', { method: 'GET', path: url(sign('GET', { what: `prefix:/v1/${run.account}/${c}/` }), prefix('')), anonymous: true });
    await run.send('address', { method: 'GET', path: url(sign('GET', { ip: '127.0.0.0/8' }), '&temp_url_ip_range=127.0.0.0/8'), anonymous: true });
    await run.send('other address', { method: 'GET', path: url(sign('GET', { ip: '10.0.0.1' }), '&temp_url_ip_range=10.0.0.1'), anonymous: true });
    await run.send('date', {
      method: 'GET',
      path: `/${c}/dir/o%20%C3%A9?temp_url_sig=${sign('GET')}&temp_url_expires=${new Date(expires * 1000).toISOString().slice(0, 19)}Z`,
      anonymous: true,
    });
    await run.send('past', { method: 'GET', path: `/${c}/dir/o%20%C3%A9?temp_url_sig=${sign('GET', { until: 100 })}&temp_url_expires=100`, anonymous: true });
    await run.send('no time', { method: 'GET', path: `/${c}/dir/o%20%C3%A9?temp_url_sig=${sign('GET')}`, anonymous: true });
    await run.send('no signature', { method: 'GET', path: `/${c}/dir/o%20%C3%A9?temp_url_expires=${expires}`, anonymous: true });
    await run.send('listing', { method: 'GET', path: `/${c}?temp_url_sig=${sign('GET')}&temp_url_expires=${expires}`, anonymous: true });
    await run.send('missing object', {
      method: 'GET',
      path: `/${c}/none?temp_url_sig=${sign('GET', { what: `/v1/${run.account}/${c}/none` })}&temp_url_expires=${expires}`,
      anonymous: true,
    });
    await run.send('delete', { method: 'DELETE', path: url(sign('DELETE')), anonymous: true });
  },

  'form post': async (run) => {
    const c = run.box('c');
    await run.quietly({ method: 'PUT', path: `/${c}`, headers: { 'X-Container-Meta-Temp-URL-Key': 'one' } });
    const expires = String(Math.floor(Date.now() / 1000) + 3600);
    const path = `/v1/${run.account}/${c}/up_`;
    const post = async (
      what: string,
      {
        redirect = '',
        size = '1000',
        count = '2',
        until = expires,
        key = 'one',
        digest = 'sha1',
        fields = {},
        files = ['hello', 'world'],
      }: { redirect?: string; size?: string; count?: string; until?: string; key?: string; digest?: string; fields?: Record<string, string>; files?: string[] },
    ): Promise<void> => {
      const signature = createHmac(digest, key).update(`${path}\n${redirect}\n${size}\n${count}\n${until}`).digest('hex');
      const all = { redirect, max_file_size: size, max_file_count: count, expires: until, signature, ...fields };
      const rows = Object.entries(all).map(([name, value]) => `--AaB\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`);
      const bodies = files.map(
        (body, n) => `--AaB\r\nContent-Disposition: form-data; name="file${n}"; filename="f${n}.txt"\r\nContent-Type: text/x-own\r\n\r\n${body}\r\n`,
      );
      await run.send(what, {
        method: 'POST',
        path: `/${c}/up_`,
        body: [...rows, ...bodies, '--AaB--\r\n'].join(''),
        headers: { 'Content-Type': 'multipart/form-data; boundary=AaB' },
        anonymous: true,
      });
    };
    await post('two files', {});
    await run.send('stored', { method: 'GET', path: `/${c}?format=json` });
    await run.send('read', { method: 'GET', path: `/${c}/up_f0.txt` });
    await post('sha256', { digest: 'sha256', files: ['x'] });
    await post('redirect', { redirect: 'http://example.com/done', files: ['x'] });
    await post('redirect with a query', { redirect: 'http://example.com/done?a=b', files: ['x'] });
    await post('wrong key', { key: 'other' });
    await post('past', { until: '100' });
    await post('too many', { count: '1' });
    await post('too large', { size: '3' });
    await post('no file', { files: [] });
    await post('expiring', { fields: { x_delete_after: '1000' }, files: ['x'] });
    await post('bad numbers', { size: 'x' });
    await run.send('no form', { method: 'POST', path: `/${c}/up_`, body: 'x', headers: { 'Content-Type': 'text/plain' }, anonymous: true });
    await run.send('no boundary', { method: 'POST', path: `/${c}/up_`, body: 'x', headers: { 'Content-Type': 'multipart/form-data' }, anonymous: true });
  },

  'static web': async (run) => {
    const c = run.box('web');
    await run.quietly({
      method: 'PUT',
      path: `/${c}`,
      headers: { 'X-Container-Read': '.r:*,.rlistings', 'X-Container-Meta-Web-Index': 'index.html', 'X-Container-Meta-Web-Error': 'err.html' },
    });
    for (const [name, body] of [
      ['index.html', 'home'],
      ['dir/index.html', 'dir home'],
      ['404err.html', 'no page'],
      ['401err.html', 'no way'],
      ['other/x.txt', 'x'],
    ] as const)
      await put(run, `/${c}/${name}`, body);
    for (const path of ['', '/', '/dir', '/dir/', '/none', '/other/', '/other', '/other/x.txt', '/none/'])
      await run.send(`anonymous ${path}`, { method: 'GET', path: `/${c}${path}`, anonymous: true });
    await run.send('by its owner', { method: 'GET', path: `/${c}/?format=json` });
    await run.send('by its owner, as the web', { method: 'GET', path: `/${c}/`, headers: { 'X-Web-Mode': 'true' } });
    await run.send('listings', {
      method: 'POST',
      path: `/${c}`,
      headers: { 'X-Container-Meta-Web-Listings': 'true', 'X-Container-Meta-Web-Listings-CSS': 'list.css', 'X-Remove-Container-Meta-Web-Index': 'x' },
    });
    for (const path of ['/', '/other/', '/dir/', '/zzz/']) await run.send(`listing ${path}`, { method: 'GET', path: `/${c}${path}`, anonymous: true });
    await run.send('label', { method: 'POST', path: `/${c}`, headers: { 'X-Container-Meta-Web-Listings-Label': 'My files' } });
    await run.send('listing with a label', { method: 'GET', path: `/${c}/other/`, anonymous: true });
    await run.send('private', { method: 'POST', path: `/${c}`, headers: { 'X-Container-Read': '' } });
    await run.send('refused', { method: 'GET', path: `/${c}/other/x.txt`, anonymous: true });
  },

  quotas: async (run) => {
    const c = run.box('c');
    await run.send('bytes', { method: 'PUT', path: `/${c}`, headers: { 'X-Container-Meta-Quota-Bytes': '10' } });
    await run.send('nonsense', { method: 'POST', path: `/${c}`, headers: { 'X-Container-Meta-Quota-Bytes': 'ten' } });
    await run.send('count of nonsense', { method: 'POST', path: `/${c}`, headers: { 'X-Container-Meta-Quota-Count': '-1' } });
    await run.send('fits', { method: 'PUT', path: `/${c}/a`, body: '12345' });
    await run.send('does not fit', { method: 'PUT', path: `/${c}/b`, body: 'x'.repeat(11) });
    await run.send('count', { method: 'PUT', path: `/${run.box('n')}`, headers: { 'X-Container-Meta-Quota-Count': '0' } });
    await run.send('one too many', { method: 'PUT', path: `/${run.box('n')}/a`, body: 'x' });
    await run.send('copy over the quota', { method: 'COPY', path: `/${c}/a`, headers: { Destination: `${run.box('n')}/a` } });
    await run.send('account quota by its owner', { method: 'POST', path: '', headers: { 'X-Account-Meta-Quota-Bytes': '1' } });
  },

  'what all answer': async (run) => {
    await run.send('health', { method: 'GET', path: '//healthcheck', anonymous: true });
    await run.send('no version', { method: 'GET', path: '//v9/x/y' });
    await run.send('root', { method: 'GET', path: '//' });
    await run.send('options', { method: 'OPTIONS', path: '' });
    await run.send('options of a container', { method: 'OPTIONS', path: `/${run.box('x')}` });
    await run.send('options of an object', { method: 'OPTIONS', path: `/${run.box('x')}/o` });
    await run.send('account post', { method: 'POST', path: '', headers: { 'X-Account-Meta-Portolan-Diff': 'x' } });
    await run.send('account post removes', { method: 'POST', path: '', headers: { 'X-Remove-Account-Meta-Portolan-Diff': 'x' } });
    await run.send('account put', { method: 'PUT', path: '' });
  },

  'cross origin': async (run) => {
    const c = run.box('c');
    await run.quietly({
      method: 'PUT',
      path: `/${c}`,
      headers: {
        'X-Container-Read': '.r:*',
        'X-Container-Meta-Access-Control-Allow-Origin': 'http://a.example http://b.example',
        'X-Container-Meta-Access-Control-Expose-Headers': 'x-own',
        'X-Container-Meta-Access-Control-Max-Age': '5',
      },
    });
    await put(run, `/${c}/o`, 'x');
    const asked = { 'Access-Control-Request-Method': 'GET', 'Access-Control-Request-Headers': 'x-own' };
    await run.send('preflight', { method: 'OPTIONS', path: `/${c}/o`, headers: { Origin: 'http://a.example', ...asked }, anonymous: true });
    await run.send('preflight of another', { method: 'OPTIONS', path: `/${c}/o`, headers: { Origin: 'http://c.example', ...asked }, anonymous: true });
    await run.send('get', { method: 'GET', path: `/${c}/o`, headers: { Origin: 'http://b.example' }, anonymous: true });
    await run.send('get of another', { method: 'GET', path: `/${c}/o`, headers: { Origin: 'http://c.example' }, anonymous: true });
  },
};
