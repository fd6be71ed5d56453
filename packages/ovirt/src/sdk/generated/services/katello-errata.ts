// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { KatelloErratum } from '../types/infrastructure.ts';
import type { KatelloErratumService } from './katello-erratum.ts';

export interface KatelloErrataListParameters {
  readonly max?: number | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface KatelloErrataService extends Service {
  katelloErratumService(id: string): KatelloErratumService;
  list(parameters?: KatelloErrataListParameters, options?: SdkCallOptions): Promise<ListOf<KatelloErratum>>;
}

export const methods: MethodTable = {
  list: { kind: 'list', takes: 'max:integer follow', gives: 'errata:KatelloErratum[]' },
};
