// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { Statistic } from '../types/infrastructure.ts';
import type { StatisticService } from './statistic.ts';

export interface StatisticsListParameters {
  readonly max?: number | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface StatisticsService extends Service {
  statisticService(id: string): StatisticService;
  list(parameters?: StatisticsListParameters, options?: SdkCallOptions): Promise<ListOf<Statistic>>;
}

export const methods: MethodTable = {
  list: { kind: 'list', takes: 'max:integer follow', gives: 'statistics:Statistic[]' },
};
