// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { NetworkFilter } from '../types/network.ts';

export interface NetworkFilterGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface NetworkFilterService extends Service {
  get(parameters?: NetworkFilterGetParameters, options?: SdkCallOptions): Promise<NetworkFilter>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'follow', gives: 'networkFilter:NetworkFilter' },
};
