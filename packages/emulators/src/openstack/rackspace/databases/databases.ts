import { empty } from '../../answer.ts';
import { type JsonObject, textOf } from '../../values.ts';
import type { RackspaceRoutes } from '../rackspace-service.ts';
import { badRequest, fault, lastName, page, readyInstance, wrappedRows } from './database-call.ts';
import type { Instance } from './database-state.ts';

const RESERVED = ['mysql', 'information_schema', 'performance_schema', 'lost+found', '#mysql50#lost+found'];

export function addDatabases(instance: Instance, rows: readonly JsonObject[]): void {
  for (const row of rows) {
    const name = typeof row['name'] === 'string' ? row['name'] : '';
    if (name === '' || name.length > 64 || /[\\/?%*:|"<>]|^\s|\s$/.test(name) || RESERVED.includes(name))
      throw badRequest(`The database name is not valid: ${name}`);
    if (instance.databases.some((one) => one.name === name)) throw badRequest(`A database named '${name}' already exists.`);
    instance.databases.push({ name, characterSet: textOf(row['character_set'] ?? 'utf8'), collate: textOf(row['collate'] ?? 'utf8_general_ci') });
  }
}

export function addDatabaseRoutes(routes: RackspaceRoutes): void {
  routes
    .on('GET instances/{id}/databases', (call, id) => {
      const rows = [...readyInstance(call, id).databases].sort((a, b) => (a.name < b.name ? -1 : 1));
      return page(
        call,
        'databases',
        rows,
        `instances/${id}/databases`,
        ({ name }) => name,
        ({ name, characterSet, collate }) => ({ name, character_set: characterSet, collate }),
      );
    })
    .on('POST instances/{id}/databases', async (call, id) => {
      const rows = await wrappedRows(call, 'databases');
      addDatabases(readyInstance(call, id), rows);
      return empty(202);
    })
    .on('DELETE instances/{id}/databases/{name}', (call, id, segment) => {
      const instance = readyInstance(call, id);
      const name = lastName(segment);
      if (!instance.databases.some((one) => one.name === name)) throw fault(404, `Database ${name} cannot be found on the instance.`);
      instance.databases = instance.databases.filter((one) => one.name !== name);
      for (const user of instance.users) user.databases = user.databases.filter((one) => one !== name);
      return empty(202);
    });
}
