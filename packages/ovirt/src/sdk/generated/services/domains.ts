// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { Domain } from '../types/infrastructure.ts';
import type { DomainService } from './domain.ts';

export interface DomainsListParameters {
  readonly max?: number | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface DomainsService extends Service {
  domainService(id: string): DomainService;
  list(parameters?: DomainsListParameters, options?: SdkCallOptions): Promise<ListOf<Domain>>;
}

export const methods: MethodTable = {
  list: { kind: 'list', takes: 'max:integer follow', gives: 'domains:Domain[]' },
};
