// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { LinkLayerDiscoveryProtocolElement } from '../types/network.ts';

export interface LinkLayerDiscoveryProtocolListParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

/** Since 4.1.6. */
export interface LinkLayerDiscoveryProtocolService extends Service {
  /** Since 4.1.6. */
  list(parameters?: LinkLayerDiscoveryProtocolListParameters, options?: SdkCallOptions): Promise<ListOf<LinkLayerDiscoveryProtocolElement>>;
}

export const methods: MethodTable = {
  list: { kind: 'list', takes: 'follow', gives: 'elements:LinkLayerDiscoveryProtocolElement[]' },
};
