// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { Application } from '../types/virtualization.ts';
import type { VmApplicationService } from './vm-application.ts';

export interface VmApplicationsListParameters {
  readonly max?: number | undefined;
  readonly filter?: boolean | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface VmApplicationsService extends Service {
  applicationService(id: string): VmApplicationService;
  list(parameters?: VmApplicationsListParameters, options?: SdkCallOptions): Promise<ListOf<Application>>;
}

export const methods: MethodTable = {
  list: { kind: 'list', takes: 'max:integer filter:boolean follow', gives: 'applications:Application[]' },
};
