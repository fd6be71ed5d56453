import type { List, Ref, WaitOptions } from '@portolan/core/driver';
import { highest } from '../microversions.ts';
import { idOf } from '../refs.ts';
import { segment } from '../service-calls.ts';
import type { CinderCalls, CinderOptions } from './cinder-calls.ts';

// Source: block-storage api-ref v3 "Backups".

export interface BackupWire {
  readonly id: string;
  readonly volume_id: string;
  readonly name?: string | null;
  readonly description?: string | null;
  /** GiB. */
  readonly size?: number;
  readonly status?: string;
  readonly fail_reason?: string | null;
  readonly container?: string | null;
  readonly object_count?: number;
  readonly is_incremental?: boolean;
  readonly has_dependent_backups?: boolean;
  readonly snapshot_id?: string | null;
  readonly created_at?: string;
}

export interface CreateBackupFields {
  readonly name?: string | undefined;
  readonly description?: string | undefined;
  readonly container?: string | undefined;
  readonly incremental?: boolean | undefined;
  /** Though the volume is in use. */
  readonly force?: boolean | undefined;
  readonly snapshot_id?: string | undefined;
  /** 3.43 */
  readonly metadata?: Readonly<Record<string, string>> | undefined;
}

export interface RestoredWire {
  readonly backup_id: string;
  readonly volume_id: string;
  readonly volume_name?: string;
}

const pathOf = (backup: Ref, rest = ''): string => `/backups/${segment(backup, 'backup')}${rest}`;

export class CinderBackups {
  readonly #calls: CinderCalls;

  constructor(calls: CinderCalls) {
    this.#calls = calls;
  }

  list(
    options: CinderOptions & { readonly name?: string; readonly volume_id?: string; readonly status?: string; readonly limit?: number } = {},
  ): List<BackupWire> {
    const { name, volume_id, status, limit } = options;
    const query = { name, volume_id, status, limit };
    return this.#calls.list({ method: 'GET', path: '/backups/detail', query, operation: 'ListBackups' }, 'backups', options);
  }

  async get(backup: Ref, options: CinderOptions = {}): Promise<BackupWire> {
    return this.#calls.member({ method: 'GET', path: pathOf(backup), operation: 'GetBackup' }, 'backup', options);
  }

  async create(volume: Ref, fields: CreateBackupFields = {}, options: CinderOptions = {}): Promise<BackupWire> {
    const json = { backup: { volume_id: idOf(volume, 'volume'), ...fields } };
    const need = highest(fields.metadata !== undefined && '3.43');
    return this.#calls.member({ method: 'POST', path: '/backups', json, operation: 'CreateBackup', need }, 'backup', options);
  }

  /** Into a volume that is there, or a new one. */
  async restore(backup: Ref, options: CinderOptions & { readonly volume?: Ref | undefined; readonly name?: string | undefined } = {}): Promise<RestoredWire> {
    const { volume, name } = options;
    const json = { restore: { ...(volume === undefined ? {} : { volume_id: idOf(volume, 'volume') }), ...(name === undefined ? {} : { name }) } };
    return this.#calls.member({ method: 'POST', path: pathOf(backup, '/restore'), json, operation: 'RestoreBackup' }, 'restore', options);
  }

  /** Absent is success. One that others build upon is refused. */
  async delete(backup: Ref, options: CinderOptions = {}): Promise<void> {
    await this.#calls.empty({ method: 'DELETE', path: pathOf(backup), accept: [404], operation: 'DeleteBackup' }, options);
  }

  /** Until it has this status. Fails at once in `error`, with Cinder's reason. */
  async waitFor(backup: Ref, status = 'available', options: WaitOptions = {}): Promise<BackupWire> {
    return (await this.#wait(backup, status, (seen) => seen?.status === status, options)) as BackupWire;
  }

  async waitForGone(backup: Ref, options: WaitOptions = {}): Promise<void> {
    await this.#wait(backup, 'gone', (seen) => seen === undefined || seen.status === 'deleted', options);
  }

  async #wait(backup: Ref, wanted: string, done: (seen: BackupWire | undefined) => boolean, options: WaitOptions): Promise<BackupWire | undefined> {
    return this.#calls.plain.wait<BackupWire>(
      {
        id: idOf(backup, 'backup'),
        wanted,
        look: (each) => this.get(backup, each),
        stateOf: ({ status }) => status,
        done,
        fatal: (seen) =>
          seen === undefined
            ? 'it is gone'
            : /^error/.test(seen.status ?? '') && seen.status !== wanted
              ? `it is ${seen.status}: ${seen.fail_reason ?? 'no reason given'}`
              : undefined,
      },
      options,
    );
  }
}
