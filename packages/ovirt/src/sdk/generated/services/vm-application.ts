// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { Application } from '../types/virtualization.ts';

export interface VmApplicationGetParameters {
  readonly filter?: boolean | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface VmApplicationService extends Service {
  get(parameters?: VmApplicationGetParameters, options?: SdkCallOptions): Promise<Application>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'filter:boolean follow', gives: 'application:Application' },
};
