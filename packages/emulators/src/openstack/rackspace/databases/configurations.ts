import { randomUUID } from 'node:crypto';
import { empty, json } from '../../answer.ts';
import { isoSeconds } from '../../timestamps.ts';
import { type JsonObject, objectAt, stringAt } from '../../values.ts';
import type { RackspaceCall, RackspaceRoutes } from '../rackspace-service.ts';
import { badRequest, fault, wrapped } from './database-call.ts';
import type { Configuration } from './database-state.ts';
import { datastoreOf } from './flavors.ts';

export function configurationOf(call: RackspaceCall, id: string): Configuration {
  const found = call.region.rackspace.databases.configurations.get(id);
  if (found?.projectId !== call.project.id) throw fault(404, `Configuration ${id} cannot be found.`);
  return found;
}

const body = (configuration: Configuration, whole: boolean): JsonObject => ({
  id: configuration.id,
  name: configuration.name,
  description: configuration.description ?? null,
  datastore_name: configuration.datastore.type,
  datastore_version_name: configuration.datastore.version,
  values: whole ? configuration.values : undefined,
  created: isoSeconds(configuration.createdAt),
  updated: isoSeconds(configuration.updatedAt),
});

export function addConfigurationRoutes(routes: RackspaceRoutes): void {
  const usedBy = (call: RackspaceCall, id: string): JsonObject[] =>
    [...call.region.rackspace.databases.instances.values()]
      .filter(({ configurationId }) => configurationId === id)
      .map(({ id: instance, name }) => ({ id: instance, name }));
  routes
    .on('GET configurations', (call) => {
      const mine = [...call.region.rackspace.databases.configurations.values()].filter(({ projectId }) => projectId === call.project.id);
      return json(200, { configurations: mine.map((one) => body(one, false)) });
    })
    .on('POST configurations', async (call) => {
      const given = await wrapped(call, 'configuration');
      const name = stringAt(given, 'name');
      const values = objectAt(given, 'values');
      const datastore = datastoreOf(objectAt(given, 'datastore'));
      if (name === undefined || values === undefined) throw badRequest('Validation error: name and values are required.');
      if (datastore === undefined) throw fault(404, 'Datastore version cannot be found.');
      const description = stringAt(given, 'description');
      const made = { id: randomUUID(), projectId: call.project.id, name, description, values, datastore, createdAt: call.now, updatedAt: call.now };
      call.region.rackspace.databases.configurations.set(made.id, made);
      return json(200, { configuration: body(made, true) });
    })
    .on('GET configurations/{id}', (call, id) => json(200, { configuration: body(configurationOf(call, id), true) }))
    .on('GET configurations/{id}/instances', (call, id) => {
      configurationOf(call, id);
      return json(200, { instances: usedBy(call, id) });
    })
    // Of a PATCH, values that are not named stay.
    .on('PATCH configurations/{id}', async (call, id) => {
      const values = objectAt(await wrapped(call, 'configuration'), 'values') ?? {};
      const found = configurationOf(call, id);
      Object.assign(found, { values: { ...found.values, ...values }, updatedAt: call.now });
      return empty(200);
    })
    .on('PUT configurations/{id}', async (call, id) => {
      const given = await wrapped(call, 'configuration');
      const found = configurationOf(call, id);
      Object.assign(found, {
        name: stringAt(given, 'name') ?? found.name,
        description: stringAt(given, 'description'),
        values: objectAt(given, 'values') ?? {},
        updatedAt: call.now,
      });
      return empty(202);
    })
    .on('DELETE configurations/{id}', (call, id) => {
      configurationOf(call, id);
      if (usedBy(call, id).length > 0) throw badRequest('Configuration group is assigned to instances and cannot be deleted.');
      call.region.rackspace.databases.configurations.delete(id);
      return empty(202);
    });
}
