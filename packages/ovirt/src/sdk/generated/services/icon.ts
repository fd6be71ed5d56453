// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { Icon } from '../types/virtualization.ts';

export interface IconGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface IconService extends Service {
  get(parameters?: IconGetParameters, options?: SdkCallOptions): Promise<Icon>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'follow', gives: 'icon:Icon' },
};
