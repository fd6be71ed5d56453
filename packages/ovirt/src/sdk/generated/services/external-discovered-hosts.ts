// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { ExternalDiscoveredHost } from '../types/infrastructure.ts';
import type { ExternalDiscoveredHostService } from './external-discovered-host.ts';

export interface ExternalDiscoveredHostsListParameters {
  readonly max?: number | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface ExternalDiscoveredHostsService extends Service {
  hostService(id: string): ExternalDiscoveredHostService;
  list(parameters?: ExternalDiscoveredHostsListParameters, options?: SdkCallOptions): Promise<ListOf<ExternalDiscoveredHost>>;
}

export const methods: MethodTable = {
  list: { kind: 'list', takes: 'max:integer follow', gives: 'hosts:ExternalDiscoveredHost[]' },
};
