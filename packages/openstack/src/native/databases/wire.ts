// Cloud Databases v1.0 and Trove v1.0. Source: Rackspace's "Cloud Databases Developer Guide" 1.0; trove/instance/service.py, extensions/mysql.
import type { LinkWire } from '../../link-paging.ts';

export interface DatabaseInstanceWire {
  readonly id: string;
  readonly name?: string;
  /** ACTIVE, BACKUP, BLOCKED, BUILD, ERROR, FAILED, REBOOT, RESIZE, RESTART_REQUIRED, SHUTDOWN, … */
  readonly status?: string;
  readonly flavor?: { readonly id?: string | number; readonly links?: readonly LinkWire[] };
  readonly volume?: { readonly size?: number; readonly used?: number };
  readonly hostname?: string;
  readonly datastore?: { readonly type?: string; readonly version?: string };
  readonly configuration?: { readonly id?: string; readonly name?: string };
  readonly replica_of?: { readonly id?: string };
  readonly replicas?: readonly { readonly id?: string }[];
  readonly created?: string;
  readonly updated?: string;
  readonly links?: readonly LinkWire[];
}

export interface DatabaseWire {
  readonly name: string;
  readonly character_set?: string;
  readonly collate?: string;
}

export interface DatabaseUserWire {
  readonly name: string;
  /** `%`: from anywhere. */
  readonly host?: string;
  readonly databases?: readonly { readonly name: string }[];
}

export interface DatabaseBackupWire {
  readonly id: string;
  readonly name?: string;
  readonly description?: string | null;
  readonly instance_id?: string;
  readonly parent_id?: string | null;
  /** NEW, BUILDING, SAVING, COMPLETED, FAILED, DELETE_FAILED. */
  readonly status?: string;
  /** GB */
  readonly size?: number | null;
  readonly locationRef?: string | null;
  readonly datastore?: { readonly type?: string; readonly version?: string };
  readonly created?: string;
  readonly updated?: string;
}

export interface DatabaseFlavorWire {
  readonly id: number | string;
  readonly name?: string;
  /** MiB */
  readonly ram?: number;
  readonly vcpus?: number;
  readonly links?: readonly LinkWire[];
}

export interface DatastoreWire {
  readonly id: string;
  readonly name?: string;
  readonly default_version?: string;
  readonly versions?: readonly { readonly id?: string; readonly name?: string }[];
}

// What is sent.

export interface DatabaseSpec {
  readonly name: string;
  /** Default `utf8`. */
  readonly character_set?: string | undefined;
  /** Default `utf8_general_ci`. */
  readonly collate?: string | undefined;
}

export interface DatabaseInstanceSpec {
  readonly name: string;
  /** Id or address. */
  readonly flavorRef: string | number;
  readonly volume: { /** GB */ readonly size: number; readonly type?: string | undefined };
  readonly databases?: readonly DatabaseSpec[] | undefined;
  readonly users?: readonly DatabaseUserSpec[] | undefined;
  readonly datastore?: { readonly type: string; readonly version: string } | undefined;
  /** Id of a configuration group. */
  readonly configuration?: string | undefined;
  readonly restorePoint?: { readonly backupRef: string } | undefined;
  readonly replica_of?: string | undefined;
  /** Trove. */
  readonly nics?: readonly object[] | undefined;
  readonly availability_zone?: string | undefined;
}

export interface DatabaseUserSpec {
  /** 16 characters at most. */
  readonly name: string;
  readonly password: string;
  readonly host?: string | undefined;
  readonly databases?: readonly { readonly name: string }[] | undefined;
}
