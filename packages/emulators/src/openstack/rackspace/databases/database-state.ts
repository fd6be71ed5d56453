import { Timeline } from '../../timeline.ts';

export interface Database {
  readonly name: string;
  readonly characterSet: string;
  readonly collate: string;
}

export interface DatabaseUser {
  name: string;
  host: string;
  password: string;
  /** Names of databases. */
  databases: string[];
}

export interface Configuration {
  readonly id: string;
  readonly projectId: string;
  name: string;
  description: string | undefined;
  values: Readonly<Record<string, unknown>>;
  readonly datastore: Datastore;
  readonly createdAt: number;
  updatedAt: number;
}

export interface Datastore {
  readonly type: string;
  readonly version: string;
}

export interface Instance {
  readonly id: string;
  readonly projectId: string;
  name: string;
  status: 'BUILD' | 'ACTIVE' | 'BACKUP' | 'REBOOT' | 'RESIZE' | 'RESTART_REQUIRED' | 'SHUTDOWN';
  flavorId: number;
  /** GB */
  volumeSize: number;
  readonly datastore: Datastore;
  configurationId: string | undefined;
  readonly replicaOf: string | undefined;
  rootEnabled: boolean;
  databases: Database[];
  users: DatabaseUser[];
  readonly createdAt: number;
  updatedAt: number;
  readonly timeline: Timeline;
}

export interface Backup {
  readonly id: string;
  readonly projectId: string;
  readonly name: string;
  readonly description: string | undefined;
  readonly instanceId: string;
  readonly parentId: string | undefined;
  readonly datastore: Datastore;
  status: 'NEW' | 'BUILDING' | 'COMPLETED';
  /** What it holds. */
  databases: readonly Database[];
  users: readonly DatabaseUser[];
  readonly createdAt: number;
  updatedAt: number;
  readonly timeline: Timeline;
}

/** Cloud Databases of one region. */
export class DatabaseState {
  readonly instances: Map<string, Instance> = new Map();
  readonly backups: Map<string, Backup> = new Map();
  readonly configurations: Map<string, Configuration> = new Map();

  addInstance(instance: Omit<Instance, 'timeline'>): Instance {
    const added = { ...instance, timeline: new Timeline() };
    this.instances.set(added.id, added);
    return added;
  }

  addBackup(backup: Omit<Backup, 'timeline'>): Backup {
    const added = { ...backup, timeline: new Timeline() };
    this.backups.set(added.id, added);
    return added;
  }

  settle(now: number): void {
    for (const instance of this.instances.values()) instance.timeline.settle(now);
    for (const backup of this.backups.values()) backup.timeline.settle(now);
  }
}

export const copyOfUsers = (users: readonly DatabaseUser[]): DatabaseUser[] => users.map((user) => ({ ...user, databases: [...user.databases] }));
