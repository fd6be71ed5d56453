import type { CallOptions, List } from '@portolan/core/driver';
import type { OpenstackClient } from '../../client.ts';
import { type IdRef, idPath, type NameRef, nameOf } from '../refs.ts';
import { ServiceCalls } from '../service-calls.ts';
import { DatabaseBackups } from './backups.ts';
import { DatabaseInstances } from './instances.ts';
import { instancePath, lastName } from './paths.ts';
import { DatabaseUsers } from './users.ts';
import type { DatabaseFlavorWire, DatabaseSpec, DatabaseWire, DatastoreWire } from './wire.ts';

/** Rackspace Cloud Databases, or Trove. */
export class DatabasesNative {
  readonly instances: DatabaseInstances;
  readonly databases: DatabasesOfInstances;
  readonly users: DatabaseUsers;
  readonly backups: DatabaseBackups;
  readonly #calls: ServiceCalls;

  constructor(client: OpenstackClient) {
    this.#calls = new ServiceCalls(client, 'database');
    this.instances = new DatabaseInstances(this.#calls);
    this.databases = new DatabasesOfInstances(this.#calls);
    this.users = new DatabaseUsers(this.#calls);
    this.backups = new DatabaseBackups(this.#calls, this.instances);
  }

  flavors(options: CallOptions = {}): List<DatabaseFlavorWire> {
    return this.#calls.list({ method: 'GET', path: '/flavors', operation: 'ListFlavors' }, 'flavors', options);
  }

  async flavor(flavor: IdRef, options: CallOptions = {}): Promise<DatabaseFlavorWire> {
    return this.#calls.member({ method: 'GET', path: `/flavors${idPath(flavor, 'flavor')}`, operation: 'GetFlavor' }, 'flavor', options);
  }

  /** MySQL, Percona, MariaDB, … with their versions. */
  datastores(options: CallOptions = {}): List<DatastoreWire> {
    return this.#calls.list({ method: 'GET', path: '/datastores', operation: 'ListDatastores' }, 'datastores', options);
  }
}

/** Databases in an instance. */
export class DatabasesOfInstances {
  readonly #calls: ServiceCalls;

  constructor(calls: ServiceCalls) {
    this.#calls = calls;
  }

  list(instance: IdRef, options: CallOptions & { readonly pageSize?: number | undefined } = {}): List<DatabaseWire> {
    const call = { method: 'GET', path: `${instancePath(instance)}/databases`, query: { limit: options.pageSize }, operation: 'ListDatabases' } as const;
    return this.#calls.list(call, 'databases', options);
  }

  /** From the list: the service shows none alone. undefined: there is none. */
  async find(instance: IdRef, name: string, options: CallOptions = {}): Promise<DatabaseWire | undefined> {
    for await (const database of this.list(instance, options)) if (database.name === name) return database;
    return undefined;
  }

  async create(instance: IdRef, databases: readonly DatabaseSpec[], options: CallOptions = {}): Promise<void> {
    const call = { method: 'POST', path: `${instancePath(instance)}/databases`, json: { databases }, operation: 'CreateDatabases' } as const;
    await this.#calls.empty(call, options);
  }

  /** With all that is in it. Absent is success. */
  async delete(instance: IdRef, database: NameRef, options: CallOptions = {}): Promise<void> {
    const path = `${instancePath(instance)}/databases${lastName(nameOf(database, 'database'), 'database')}`;
    await this.#calls.empty({ method: 'DELETE', path, accept: [404], operation: 'DeleteDatabase' }, options);
  }
}
