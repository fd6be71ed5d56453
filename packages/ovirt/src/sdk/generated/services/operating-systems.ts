// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { OperatingSystemInfo } from '../types/virtualization.ts';
import type { OperatingSystemService } from './operating-system.ts';

export interface OperatingSystemsListParameters {
  readonly max?: number | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface OperatingSystemsService extends Service {
  operatingSystemService(id: string): OperatingSystemService;
  list(parameters?: OperatingSystemsListParameters, options?: SdkCallOptions): Promise<ListOf<OperatingSystemInfo>>;
}

export const methods: MethodTable = {
  list: { kind: 'list', takes: 'max:integer follow', gives: 'operatingSystem:OperatingSystemInfo[]' },
};
