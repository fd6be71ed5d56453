import { empty, json } from '../../answer.ts';
import { arrayAt, isObject, type JsonObject, stringAt } from '../../values.ts';
import type { RackspaceRoutes } from '../rackspace-service.ts';
import { badRequest, fault, lastName, page, readyInstance, wrapped, wrappedRows } from './database-call.ts';
import type { DatabaseUser, Instance } from './database-state.ts';

const MAX_NAME = 16;
const RESERVED = ['root', 'os_admin'];

function checkName(name: string | undefined): string {
  if (name === undefined || name === '' || name.length > MAX_NAME || /[@?#,'"/\\;`\s]/.test(name))
    throw badRequest(`The user name is not valid: 1 to ${MAX_NAME} characters.`);
  if (RESERVED.includes(name)) throw badRequest(`The user name is reserved: ${name}`);
  return name;
}

function checkHost(host: string): string {
  if (!/^(%|[\d.%]+)$/.test(host)) throw badRequest(`The host is not valid: ${host}`);
  return host;
}

const namesOf = (row: JsonObject): string[] => (arrayAt(row, 'databases') ?? []).map((one) => stringAt(one, 'name') ?? '');

export function addUsers(instance: Instance, rows: readonly JsonObject[]): void {
  for (const row of rows) {
    const name = checkName(stringAt(row, 'name'));
    const host = checkHost(stringAt(row, 'host') ?? '%');
    const password = stringAt(row, 'password');
    if (password === undefined || password === '') throw badRequest('The password is required.');
    if (instance.users.some((user) => user.name === name && user.host === host)) throw fault(409, `A user named '${name}' already exists.`);
    instance.users.push({ name, host, password, databases: namesOf(row) });
  }
}

const userBody = ({ name, host, databases }: DatabaseUser): JsonObject => ({ name, host, databases: databases.map((database) => ({ name: database })) });

/** `name` or `name@host`; without a host it is the one from anywhere. */
function findUser(instance: Instance, said: string): DatabaseUser {
  const at = said.lastIndexOf('@');
  const [name, host] = at === -1 ? [said, '%'] : [said.slice(0, at), said.slice(at + 1)];
  const user = instance.users.find((one) => one.name === name && one.host === host);
  if (user === undefined) throw fault(404, `User ${said} cannot be found on the instance.`);
  return user;
}

const shownName = ({ name, host }: DatabaseUser): string => (host === '%' ? name : `${name}@${host}`);

export function addUserRoutes(routes: RackspaceRoutes): void {
  routes
    .on('GET instances/{id}/users', (call, id) => {
      const rows = [...readyInstance(call, id).users].sort((a, b) => (shownName(a) < shownName(b) ? -1 : 1));
      return page(call, 'users', rows, `instances/${id}/users`, shownName, userBody);
    })
    .on('POST instances/{id}/users', async (call, id) => {
      const rows = await wrappedRows(call, 'users');
      addUsers(readyInstance(call, id), rows);
      return empty(202);
    })
    .on('PUT instances/{id}/users', async (call, id) => {
      const rows = await wrappedRows(call, 'users');
      const instance = readyInstance(call, id);
      const changes = rows.map((row) => {
        const password = stringAt(row, 'password');
        if (password === undefined || password === '') throw badRequest('The password is required.');
        const host = stringAt(row, 'host');
        const name = stringAt(row, 'name') ?? '';
        return { user: findUser(instance, host === undefined || host === '%' ? name : `${name}@${host}`), password };
      });
      for (const { user, password } of changes) user.password = password;
      return empty(202);
    })
    .on('GET instances/{id}/users/{name}', (call, id, segment) => json(200, { user: userBody(findUser(readyInstance(call, id), lastName(segment))) }))
    .on('PUT instances/{id}/users/{name}', async (call, id, segment) => {
      const change = await wrapped(call, 'user');
      const instance = readyInstance(call, id);
      const user = findUser(instance, lastName(segment));
      const name = change['name'] === undefined ? user.name : checkName(stringAt(change, 'name'));
      const host = change['host'] === undefined ? user.host : checkHost(stringAt(change, 'host') ?? '');
      if (instance.users.some((one) => one !== user && one.name === name && one.host === host)) throw fault(409, `A user named '${name}' already exists.`);
      Object.assign(user, { name, host, password: stringAt(change, 'password') ?? user.password });
      return empty(202);
    })
    .on('DELETE instances/{id}/users/{name}', (call, id, segment) => {
      const instance = readyInstance(call, id);
      const user = findUser(instance, lastName(segment));
      instance.users = instance.users.filter((one) => one !== user);
      return empty(202);
    })
    .on('GET instances/{id}/users/{name}/databases', (call, id, name) =>
      json(200, { databases: findUser(readyInstance(call, id), name).databases.map((database) => ({ name: database })) }),
    )
    .on('PUT instances/{id}/users/{name}/databases', async (call, id, name) => {
      const rows = await wrappedRows(call, 'databases');
      const instance = readyInstance(call, id);
      const user = findUser(instance, name);
      const wanted = rows.filter(isObject).map((row) => stringAt(row, 'name') ?? '');
      const missing = wanted.find((one) => !instance.databases.some((database) => database.name === one));
      if (missing !== undefined) throw fault(404, `Database ${missing} cannot be found on the instance.`);
      user.databases = [...new Set([...user.databases, ...wanted])];
      return empty(202);
    })
    .on('DELETE instances/{id}/users/{name}/databases/{database}', (call, id, name, segment) => {
      const user = findUser(readyInstance(call, id), name);
      const database = lastName(segment);
      if (!user.databases.includes(database)) throw fault(404, `Database ${database} cannot be found for the user.`);
      user.databases = user.databases.filter((one) => one !== database);
      return empty(202);
    });
}
