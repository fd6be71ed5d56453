// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable } from '../../runtime/service.ts';
import type { AssignedPermissionsService } from './assigned-permissions.ts';

export interface SystemPermissionsService extends AssignedPermissionsService {
}

export const methods: MethodTable = {};
