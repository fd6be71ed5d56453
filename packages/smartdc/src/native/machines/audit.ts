import type { Ref } from '@portolan/core/driver';
import type { CloudapiRequest } from '../../client.ts';
import { machinePath } from '../../compute/servers/requests.ts';
import { refId } from '../calls.ts';

/** A finished job. Source: sdc-cloudapi docs "MachineAudit"; lib/audit.js. */
export interface AuditWire {
  /** `provision`, `start`, `stop`, `reboot`, `rename`, `resize`, `create_snapshot`, `set_tags`, … */
  readonly action: string;
  readonly success: 'yes' | 'no';
  /** ISO 8601 */
  readonly time: string;
  readonly parameters?: Readonly<Record<string, unknown>>;
  readonly caller?: {
    readonly type: 'signature' | 'token' | 'basic' | 'operator';
    readonly ip?: string;
    readonly keyId?: string;
    readonly user?: string;
  };
}

/** A time of the server's clock, or what an action answered. */
export type Since = Date | { readonly at: Date };

export const audit = (machine: Ref): CloudapiRequest => ({
  operation: 'MachineAudit',
  method: 'GET',
  path: `${machinePath(refId(machine, 'machine'))}/audit`,
});
