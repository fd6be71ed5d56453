import { glance, NOBODY, type Script } from './asks.ts';

export const glanceScript =
  (name: string): Script =>
  async (run) => {
    for (const path of [
      // Not the private ones: other tests make some meanwhile, with properties of their own.
      '/images?visibility=public',
      '/schemas/image',
      '/schemas/images',
      '/schemas/member',
      '/info/import',
      '/tasks',
      '/nothing',
      `/images/${NOBODY}`,
      `/images/${NOBODY}/file`,
      `/images/${NOBODY}/members`,
      '/images?limit=x',
      `/images?marker=${NOBODY}`,
    ])
      await run.send(`GET ${path}`, glance(path));
    await run.send('public', glance('/images', { method: 'POST', json: { name, visibility: 'public' } }));
    await run.send('id of nonsense', glance('/images', { method: 'POST', json: { id: 'x' } }));
    const image = await run.make(
      'image',
      glance('/images', { method: 'POST', json: { name, disk_format: 'raw', container_format: 'bare', own: 'x' } }),
      'image',
      (id) => `/images/${id}`,
    );
    await run.send('image by id', glance(`/images/${image}`));
    const patch = { 'Content-Type': 'application/openstack-images-v2.1-json-patch' };
    await run.send('patch', glance(`/images/${image}`, { method: 'PATCH', json: [{ op: 'add', path: '/more', value: 'y' }], headers: patch }));
    await run.send('patch of what is not there', glance(`/images/${image}`, { method: 'PATCH', json: [{ op: 'remove', path: '/none' }], headers: patch }));
    await run.send('file of nothing', glance(`/images/${image}/file`));
    await run.send('import before staging', glance(`/images/${image}/import`, { method: 'POST', json: { method: { name: 'glance-direct' } } }));
    await run.send('import by nonsense', glance(`/images/${image}/import`, { method: 'POST', json: { method: { name: 'x' } } }));
    await run.send('member', glance(`/images/${image}/members`, { method: 'POST', json: { member: NOBODY } }));
    await run.send('member again', glance(`/images/${image}/members`, { method: 'POST', json: { member: NOBODY } }));
    await run.send('members', glance(`/images/${image}/members`));
    await run.send('member decides for itself', glance(`/images/${image}/members/${NOBODY}`, { method: 'PUT', json: { status: 'accepted' } }));
    await run.send('no member', glance(`/images/${image}/members/none`));
    await run.send('deactivate', glance(`/images/${image}/actions/deactivate`, { method: 'POST' }));
    await run.send('tag', glance(`/images/${image}/tags/a`, { method: 'PUT' }));
    await run.send('no tag', glance(`/images/${image}/tags/b`, { method: 'DELETE' }));
    await run.send('tasks of it', glance(`/images/${image}/tasks`));
  };
