// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { Permit } from '../types/infrastructure.ts';
import type { PermitService } from './permit.ts';

export interface PermitsAddParameters {
  readonly permit: Permit;
}

export interface PermitsListParameters {
  readonly max?: number | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface PermitsService extends Service {
  permitService(id: string): PermitService;
  /** Required: `permit.id` or `permit.name`. */
  add(parameters: PermitsAddParameters, options?: SdkCallOptions): Promise<Permit>;
  list(parameters?: PermitsListParameters, options?: SdkCallOptions): Promise<ListOf<Permit>>;
}

export const methods: MethodTable = {
  add: { kind: 'add', takes: 'permit:Permit', document: 'permit', gives: 'permit:Permit' },
  list: { kind: 'list', takes: 'max:integer follow', gives: 'permits:Permit[]' },
};
