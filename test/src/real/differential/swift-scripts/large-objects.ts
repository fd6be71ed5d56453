import { json, md5, put, type Scripts } from './asks.ts';

export const largeObjects: Scripts = {
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
};
