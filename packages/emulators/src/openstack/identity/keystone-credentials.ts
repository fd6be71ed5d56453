import { createHash } from 'node:crypto';
import { empty, json } from '../answer.ts';
import { type JsonObject, stringAt } from '../values.ts';
import { type Credential, hexId } from './directory.ts';
import { caller, forbidden, isAdmin, listLinks, missing, ownUser, readJson, readMember, type V3Call, type V3Routes } from './keystone-call.ts';
import { keystoneFault } from './keystone-faults.ts';

const body = (call: V3Call, credential: Credential): JsonObject => ({
  id: credential.id,
  type: credential.type,
  blob: credential.blob,
  user_id: credential.userId,
  project_id: credential.projectId,
  links: { self: `${call.base}/credentials/${credential.id}` },
});

function find(call: V3Call, id: string, action: string): Credential {
  const token = caller(call);
  const credential = call.cloud.directory.credentials.get(id);
  if (credential === undefined) throw missing('credential', id);
  if (credential.userId !== token.user.id && !isAdmin(call, token)) throw forbidden(action);
  return credential;
}

/** Keys of the EC2 API are credentials whose blob has them; by their access key they are found under its digest. */
const ec2Id = (access: string): string => createHash('sha256').update(access).digest('hex');

function ec2Body(call: V3Call, credential: Credential): JsonObject {
  const { access, secret } = JSON.parse(credential.blob) as { readonly access: string; readonly secret: string };
  return {
    access,
    secret,
    user_id: credential.userId,
    tenant_id: credential.projectId,
    trust_id: null,
    links: { self: `${call.base}/users/${credential.userId}/credentials/OS-EC2/${access}` },
  };
}

export function addCredentialRoutes(routes: V3Routes): void {
  routes
    .on('GET credentials', (call) => {
      const token = caller(call);
      const query = (name: string): string | undefined => call.request.queryValue(name);
      const rows = [...call.cloud.directory.credentials.values()]
        .filter(({ userId }) => isAdmin(call, token) || userId === token.user.id)
        .filter(
          ({ userId, type }) => (query('user_id') === undefined || userId === query('user_id')) && (query('type') === undefined || type === query('type')),
        );
      return json(200, { credentials: rows.map((row) => body(call, row)), links: listLinks(`${call.base}/credentials`) });
    })
    .on('POST credentials', async (call) => {
      const token = caller(call);
      const given = await readMember(call, 'credential');
      const [type, blob] = [stringAt(given, 'type'), stringAt(given, 'blob')];
      const userId = stringAt(given, 'user_id') ?? token.user.id;
      if (type === undefined || blob === undefined) throw keystoneFault(400, `'${type === undefined ? 'type' : 'blob'}' is a required property`);
      if (userId !== token.user.id && !isAdmin(call, token)) throw forbidden('create_credential');
      const credential = { id: hexId(), type, blob, userId, projectId: stringAt(given, 'project_id') ?? null };
      call.cloud.directory.credentials.set(credential.id, credential);
      return json(201, { credential: body(call, credential) });
    })
    .on('GET credentials/{id}', (call, id) => json(200, { credential: body(call, find(call, id, 'get_credential')) }))
    .on('PATCH credentials/{id}', async (call, id) => {
      const credential = find(call, id, 'update_credential');
      credential.blob = stringAt(await readMember(call, 'credential'), 'blob') ?? credential.blob;
      return json(200, { credential: body(call, credential) });
    })
    .on('DELETE credentials/{id}', (call, id) => {
      call.cloud.directory.credentials.delete(find(call, id, 'delete_credential').id);
      return empty(204);
    });
  addEc2Routes(routes);
}

function addEc2Routes(routes: V3Routes): void {
  const place = 'users/{user}/credentials/OS-EC2';
  const findKey = (call: V3Call, user: string, access: string): Credential => {
    const credential = call.cloud.directory.credentials.get(ec2Id(access));
    if (credential?.userId !== user) throw missing('credential', access);
    return credential;
  };
  routes
    .on(`GET ${place}`, (call, user) => {
      ownUser(call, user, 'ec2_list_credentials');
      const rows = [...call.cloud.directory.credentials.values()].filter(({ userId, type }) => userId === user && type === 'ec2');
      return json(200, { credentials: rows.map((row) => ec2Body(call, row)), links: listLinks(`${call.base}/users/${user}/credentials/OS-EC2`) });
    })
    .on(`POST ${place}`, async (call, user) => {
      const token = ownUser(call, user, 'ec2_create_credential');
      const projectId = stringAt(await readJson(call.request), 'tenant_id') ?? token.project?.id ?? '';
      if (call.cloud.directory.project(projectId) === undefined) throw missing('project', projectId);
      const access = hexId();
      const blob = JSON.stringify({ access, secret: hexId(), trust_id: null });
      const credential = { id: ec2Id(access), type: 'ec2', blob, userId: user, projectId };
      call.cloud.directory.credentials.set(credential.id, credential);
      return json(201, { credential: ec2Body(call, credential) });
    })
    .on(`GET ${place}/{access}`, (call, user, access) => {
      ownUser(call, user, 'ec2_get_credential');
      return json(200, { credential: ec2Body(call, findKey(call, user, access)) });
    })
    .on(`DELETE ${place}/{access}`, (call, user, access) => {
      ownUser(call, user, 'ec2_delete_credential');
      call.cloud.directory.credentials.delete(findKey(call, user, access).id);
      return empty(204);
    });
}
