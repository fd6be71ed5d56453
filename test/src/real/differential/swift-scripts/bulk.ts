import { gzipSync } from 'node:zlib';
import { tarOf } from '../tar.ts';
import { json, put, type Scripts } from './asks.ts';

export const bulk: Scripts = {
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
};
