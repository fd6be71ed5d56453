// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, Service } from '../../runtime/service.ts';
import type { StatisticsService } from './statistics.ts';

export interface MeasurableService extends Service {
  statisticsService(): StatisticsService;
}

export const methods: MethodTable = {};
