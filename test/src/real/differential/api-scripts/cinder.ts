import { cinder, NOBODY, type Script } from './asks.ts';

export const cinderScript =
  (name: string): Script =>
  async (run) => {
    const { projectId } = run.backend;
    for (const path of [
      '/volumes',
      '/volumes/detail',
      '/volumes/summary',
      '/snapshots',
      '/snapshots/detail',
      '/backups',
      '/backups/detail',
      '/os-volume-transfer',
      '/os-volume-transfer/detail',
      '/types',
      '/types/default',
      '/limits',
      `/os-quota-sets/${projectId}`,
      `/os-quota-sets/${projectId}?usage=True`,
      `/os-quota-sets/${projectId}/defaults`,
      '/os-availability-zone',
      '/messages',
      '/os-services',
      '/qos-specs',
      '/groups',
      '/attachments',
      '/nothing',
      `/volumes/${NOBODY}`,
      `/snapshots/${NOBODY}`,
      `/backups/${NOBODY}`,
      `/os-volume-transfer/${NOBODY}`,
      `/types/${NOBODY}`,
    ])
      await run.send(`GET ${path.replace(projectId, 'PROJECT')}`, cinder(path));
    await run.send('volume without a size', cinder('/volumes', { method: 'POST', json: { volume: { name } } }));
    await run.send('volume of nonsense', cinder('/volumes', { method: 'POST', json: { volume: { name, size: 'x' } } }));
    await run.send('type of a plain user', cinder('/types', { method: 'POST', json: { volume_type: { name } } }));
    const volume = await run.make(
      'volume',
      cinder('/volumes', { method: 'POST', json: { volume: { name, size: 1, metadata: { a: 'b' } } } }),
      'volume',
      (id) => `/volumes/${id}?cascade=true`,
    );
    await run.settle(cinder(`/volumes/${volume}`), 'volume', ['available']);
    await run.send('volume by id', cinder(`/volumes/${volume}`));
    await run.send('metadata', cinder(`/volumes/${volume}/metadata`));
    for (const action of [
      { 'os-extend': { new_size: 1 } },
      { 'os-set_bootable': { bootable: true } },
      { 'os-reset_status': { status: 'error' } },
      { 'no-such': {} },
      { 'os-retype': { new_type: 'none' } },
    ])
      await run.send(`action ${JSON.stringify(action)}`, cinder(`/volumes/${volume}/action`, { method: 'POST', json: action }));
    const snapshot = await run.make(
      'snapshot',
      cinder('/snapshots', { method: 'POST', json: { snapshot: { volume_id: volume, name } } }),
      'snapshot',
      (id) => `/snapshots/${id}`,
    );
    await run.settle(cinder(`/snapshots/${snapshot}`), 'snapshot', ['available']);
    await run.send('snapshot by id', cinder(`/snapshots/${snapshot}`));
    await run.send('volume with a snapshot ends', cinder(`/volumes/${volume}`, { method: 'DELETE' }));
    await run.send('snapshot ends', cinder(`/snapshots/${snapshot}`, { method: 'DELETE' }));
    await run.settle(cinder(`/snapshots/${snapshot}`), 'snapshot', [undefined]);
    const backup = await run.make(
      'backup',
      cinder('/backups', { method: 'POST', json: { backup: { volume_id: volume, name } } }),
      'backup',
      (id) => `/backups/${id}`,
    );
    await run.settle(cinder(`/backups/${backup}`), 'backup', ['available']);
    await run.send('backup by id', cinder(`/backups/${backup}`));
    await run.send('backup ends', cinder(`/backups/${backup}`, { method: 'DELETE' }));
    await run.settle(cinder(`/backups/${backup}`), 'backup', [undefined]);
    const transfer = await run.make(
      'transfer',
      cinder('/os-volume-transfer', { method: 'POST', json: { transfer: { volume_id: volume, name } } }),
      'transfer',
      (id) => `/os-volume-transfer/${id}`,
    );
    await run.send('transfer by id', cinder(`/os-volume-transfer/${transfer}`));
    await run.send('transfer with a wrong key', cinder(`/os-volume-transfer/${transfer}/accept`, { method: 'POST', json: { accept: { auth_key: 'x' } } }));
    await run.send('transfer ends', cinder(`/os-volume-transfer/${transfer}`, { method: 'DELETE' }));
  };
