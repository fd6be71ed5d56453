// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, Service } from '../../runtime/service.ts';
import type { SystemOptionService } from './system-option.ts';

/** Since 4.2. */
export interface SystemOptionsService extends Service {
  /** Since 4.2. */
  optionService(id: string): SystemOptionService;
}

export const methods: MethodTable = {};
