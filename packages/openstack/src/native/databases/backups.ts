import type { CallOptions, List, WaitOptions } from '@portolan/core/driver';
import { type IdRef, idOf, idPath } from '../refs.ts';
import type { ServiceCalls } from '../service-calls.ts';
import type { DatabaseInstances } from './instances.ts';
import { instancePath } from './paths.ts';
import type { DatabaseBackupWire, DatabaseInstanceSpec, DatabaseInstanceWire } from './wire.ts';

export interface BackupSpec {
  readonly instance: IdRef;
  readonly name: string;
  readonly description?: string | undefined;
  /** Only what changed since this backup. */
  readonly parent?: IdRef | undefined;
}

export class DatabaseBackups {
  readonly #calls: ServiceCalls;
  readonly #instances: DatabaseInstances;

  constructor(calls: ServiceCalls, instances: DatabaseInstances) {
    this.#calls = calls;
    this.#instances = instances;
  }

  /** Of one instance, or all. */
  list(options: CallOptions & { readonly instance?: IdRef | undefined; readonly pageSize?: number | undefined } = {}): List<DatabaseBackupWire> {
    const path = options.instance === undefined ? '/backups' : `${instancePath(options.instance)}/backups`;
    return this.#calls.list({ method: 'GET', path, query: { limit: options.pageSize }, operation: 'ListBackups' }, 'backups', options);
  }

  async get(backup: IdRef, options: CallOptions = {}): Promise<DatabaseBackupWire> {
    return this.#calls.member({ method: 'GET', path: backupPath(backup), operation: 'GetBackup' }, 'backup', options);
  }

  async create({ instance, name, description, parent }: BackupSpec, options: CallOptions = {}): Promise<DatabaseBackupWire> {
    const backup = { instance: idOf(instance, 'instance'), name, description, ...(parent === undefined ? {} : { parent_id: idOf(parent, 'backup') }) };
    return this.#calls.member({ method: 'POST', path: '/backups', json: { backup }, operation: 'CreateBackup' }, 'backup', options);
  }

  /** A new instance with what the backup has. */
  async restore(backup: IdRef, spec: Omit<DatabaseInstanceSpec, 'restorePoint'>, options: CallOptions = {}): Promise<DatabaseInstanceWire> {
    return this.#instances.create({ ...spec, restorePoint: { backupRef: idOf(backup, 'backup') } }, options);
  }

  /** Absent is success. */
  async delete(backup: IdRef, options: CallOptions = {}): Promise<void> {
    await this.#calls.empty({ method: 'DELETE', path: backupPath(backup), accept: [404], operation: 'DeleteBackup' }, options);
  }

  /** Until it is COMPLETED. FAILED ends the wait with `conflict`. */
  async waitCompleted(backup: IdRef, options: WaitOptions = {}): Promise<DatabaseBackupWire> {
    const found = await this.#calls.wait<DatabaseBackupWire>(
      {
        id: idOf(backup, 'backup'),
        wanted: 'COMPLETED',
        look: (each) => this.get(backup, each),
        stateOf: ({ status }) => status,
        done: (seen) => seen?.status === 'COMPLETED',
        fatal: (seen) => (seen === undefined ? 'it is not there' : /FAILED$/.test(seen.status ?? '') ? `it is ${seen.status}` : undefined),
      },
      { intervalMs: 5_000, ...options },
    );
    return found as DatabaseBackupWire;
  }
}

const backupPath = (backup: IdRef): string => `/backups${idPath(backup, 'backup')}`;
