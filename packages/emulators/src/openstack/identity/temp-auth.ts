import type { EmulatorRequest } from '../../kit/exchange.ts';
import type { Answer } from '../answer.ts';
import type { Cloud, Region } from '../cloud.ts';

// Swift's own door, for clouds without a Keystone. Source: tempauth.py.

const refused: Answer = {
  status: 401,
  headers: { 'Content-Type': 'text/html; charset=UTF-8', 'Www-Authenticate': 'Swift realm="unknown"' },
  body: '<html><h1>Unauthorized</h1><p>This server could not verify that you are authorized to access the document you requested.</p></html>',
};

/** `GET /auth/v1.0` with `X-Auth-User: project:user` and `X-Auth-Key`. The token comes in headers, and the address of the account with it. */
export function tempAuth(cloud: Cloud, region: Region, request: EmulatorRequest): Answer {
  const said = request.header('x-auth-user') ?? request.header('x-storage-user') ?? '';
  const key = request.header('x-auth-key') ?? request.header('x-storage-pass');
  const colon = said.indexOf(':');
  const project = cloud.directory.projects.find(({ name }) => name === said.slice(0, colon));
  const user = cloud.directory.users.find(({ name }) => name === said.slice(colon + 1));
  if (request.method !== 'GET' || colon < 1 || project === undefined || user === undefined || user.password !== key) return refused;
  if (!cloud.directory.projectsOf(user).includes(project)) return refused;
  const token = cloud.tokens.issue({ user, project, methods: ['password'] });
  const url = `${region.linkOrigin}/v1/${project.storageAccount}`;
  const lifetime = Math.floor((token.expiresAt - cloud.clock.now()) / 1000);
  return {
    status: 200,
    headers: {
      'Content-Type': 'application/json',
      'X-Auth-Token': token.id,
      'X-Storage-Token': token.id,
      'X-Auth-Token-Expires': lifetime,
      'X-Storage-Url': url,
    },
    body: JSON.stringify({ storage: { default: 'local', local: url } }),
  };
}
