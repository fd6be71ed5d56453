// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { Session } from '../types/virtualization.ts';
import type { VmSessionService } from './vm-session.ts';

export interface VmSessionsListParameters {
  readonly max?: number | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface VmSessionsService extends Service {
  sessionService(id: string): VmSessionService;
  list(parameters?: VmSessionsListParameters, options?: SdkCallOptions): Promise<ListOf<Session>>;
}

export const methods: MethodTable = {
  list: { kind: 'list', takes: 'max:integer follow', gives: 'sessions:Session[]' },
};
