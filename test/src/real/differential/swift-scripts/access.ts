import { createHmac } from 'node:crypto';
import { put, type Scripts } from './asks.ts';

export const access: Scripts = {
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
