// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { Filter } from '../types/sla.ts';

export interface FilterGetParameters {
  readonly filter?: boolean | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface FilterRemoveParameters {
  readonly async?: boolean | undefined;
}

export interface FilterService extends Service {
  get(parameters?: FilterGetParameters, options?: SdkCallOptions): Promise<Filter>;
  remove(parameters?: FilterRemoveParameters, options?: SdkCallOptions): Promise<void>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'filter:boolean follow', gives: 'result:Filter' },
  remove: { kind: 'remove', takes: 'async:boolean' },
};
