import { json, md5, put, type Scripts } from './asks.ts';

export const objects: Scripts = {
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
};
