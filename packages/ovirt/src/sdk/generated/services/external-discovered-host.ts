// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ExternalDiscoveredHost } from '../types/infrastructure.ts';

export interface ExternalDiscoveredHostGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface ExternalDiscoveredHostService extends Service {
  get(parameters?: ExternalDiscoveredHostGetParameters, options?: SdkCallOptions): Promise<ExternalDiscoveredHost>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'follow', gives: 'host:ExternalDiscoveredHost' },
};
