import { md5, put, type Scripts } from './asks.ts';

export const versions: Scripts = {
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
};
