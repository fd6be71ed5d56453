// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ExternalHost } from '../types/infrastructure.ts';

export interface ExternalHostGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface ExternalHostService extends Service {
  get(parameters?: ExternalHostGetParameters, options?: SdkCallOptions): Promise<ExternalHost>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'follow', gives: 'host:ExternalHost' },
};
