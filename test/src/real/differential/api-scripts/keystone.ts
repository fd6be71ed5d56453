import { keystone, type Script } from './asks.ts';

export const keystoneScript =
  (name: string): Script =>
  async (run) => {
    const { projectId, userId } = run.backend;
    const told = (path: string): string => path.replaceAll(projectId, 'PROJECT').replaceAll(userId, 'USER');
    for (const path of [
      '',
      '/auth/projects',
      '/auth/domains',
      '/auth/system',
      '/auth/catalog',
      '/users',
      '/projects',
      '/roles',
      '/domains',
      '/groups',
      '/regions',
      '/services',
      '/endpoints',
      '/credentials',
      '/role_assignments',
      `/users/${userId}`,
      `/users/${userId}/projects`,
      `/users/${userId}/application_credentials`,
      `/users/${userId}/credentials/OS-EC2`,
      `/projects/${projectId}`,
      '/users/none',
      '/projects/none',
      '/nothing',
      '/regions/RegionOne',
      '/regions/none',
    ])
      await run.send(`GET ${told(path)}`, keystone(path));
    await run.send('own token', keystone('/auth/tokens', { headers: { 'X-Subject-Token': run.backend.token } }));
    await run.send('no token', keystone('/auth/tokens', { headers: { 'X-Subject-Token': 'none' } }));
    await run.send('project of a plain user', keystone('/projects', { method: 'POST', json: { project: { name } } }));
    const path = `/users/${userId}/application_credentials`;
    const made = await run.make(
      'application credential',
      keystone(path, { method: 'POST', json: { application_credential: { name } } }),
      'application_credential',
      (id) => `${path}/${id}`,
    );
    await run.send('application credential by id', keystone(`${path}/${made}`));
    await run.send('application credential again', keystone(path, { method: 'POST', json: { application_credential: { name } } }));
    await run.send(
      'application credential with a role of others',
      keystone(path, { method: 'POST', json: { application_credential: { name: `${name}-2`, roles: [{ name: 'admin' }] } } }),
    );
    await run.send('application credential without a name', keystone(path, { method: 'POST', json: { application_credential: {} } }));
    await run.make(
      'credential',
      keystone('/credentials', { method: 'POST', json: { credential: { type: 'totp', blob: 'GEZDGNBVGY3TQOJQGEZDGNBV', user_id: userId } } }),
      'credential',
      (id) => `/credentials/${id}`,
    );
    const key = (await run.send('EC2 credential', keystone(`/users/${userId}/credentials/OS-EC2`, { method: 'POST', json: { tenant_id: projectId } }))) as {
      readonly credential?: { readonly access?: string };
    };
    await run.send('EC2 credential ends', keystone(`/users/${userId}/credentials/OS-EC2/${key.credential?.access ?? 'none'}`, { method: 'DELETE' }));
    await run.send('sign in with nonsense', keystone('/auth/tokens', { method: 'POST', json: { auth: {} } }));
    await run.send(
      'sign in with a method that is none',
      keystone('/auth/tokens', { method: 'POST', json: { auth: { identity: { methods: ['magic'], magic: {} } } } }),
    );
  };
