// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { ExternalHost } from '../types/infrastructure.ts';
import type { ExternalHostService } from './external-host.ts';

export interface ExternalHostsListParameters {
  readonly max?: number | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface ExternalHostsService extends Service {
  hostService(id: string): ExternalHostService;
  list(parameters?: ExternalHostsListParameters, options?: SdkCallOptions): Promise<ListOf<ExternalHost>>;
}

export const methods: MethodTable = {
  list: { kind: 'list', takes: 'max:integer follow', gives: 'hosts:ExternalHost[]' },
};
