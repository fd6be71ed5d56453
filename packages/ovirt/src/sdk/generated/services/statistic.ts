// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { Statistic } from '../types/infrastructure.ts';

export interface StatisticGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface StatisticService extends Service {
  get(parameters?: StatisticGetParameters, options?: SdkCallOptions): Promise<Statistic>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'follow', gives: 'statistic:Statistic' },
};
