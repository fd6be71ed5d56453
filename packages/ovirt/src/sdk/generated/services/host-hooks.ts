// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { Hook } from '../types/virtualization.ts';
import type { HostHookService } from './host-hook.ts';

export interface HostHooksListParameters {
  readonly max?: number | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface HostHooksService extends Service {
  hookService(id: string): HostHookService;
  list(parameters?: HostHooksListParameters, options?: SdkCallOptions): Promise<ListOf<Hook>>;
}

export const methods: MethodTable = {
  list: { kind: 'list', takes: 'max:integer follow', gives: 'hooks:Hook[]' },
};
