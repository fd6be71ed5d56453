// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { Role } from '../types/infrastructure.ts';
import type { PermitsService } from './permits.ts';

export interface RoleGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface RoleRemoveParameters {
  readonly async?: boolean | undefined;
}

export interface RoleUpdateParameters {
  readonly role: Role;
  readonly async?: boolean | undefined;
}

export interface RoleService extends Service {
  permitsService(): PermitsService;
  get(parameters?: RoleGetParameters, options?: SdkCallOptions): Promise<Role>;
  remove(parameters?: RoleRemoveParameters, options?: SdkCallOptions): Promise<void>;
  update(parameters: RoleUpdateParameters, options?: SdkCallOptions): Promise<Role>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'follow', gives: 'role:Role' },
  remove: { kind: 'remove', takes: 'async:boolean' },
  update: { kind: 'update', takes: 'role:Role async:boolean', document: 'role', gives: 'role:Role' },
};
