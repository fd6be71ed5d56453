// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable } from '../../runtime/service.ts';
import type { KatelloErrataService } from './katello-errata.ts';

export interface EngineKatelloErrataService extends KatelloErrataService {
}

export const methods: MethodTable = {};
