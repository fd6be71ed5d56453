// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { HostNic } from '../types/network.ts';
import type { HostNicService } from './host-nic.ts';

export interface HostNicsListParameters {
  readonly max?: number | undefined;
  readonly allContent?: boolean | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface HostNicsService extends Service {
  nicService(id: string): HostNicService;
  list(parameters?: HostNicsListParameters, options?: SdkCallOptions): Promise<ListOf<HostNic>>;
}

export const methods: MethodTable = {
  list: { kind: 'list', takes: 'max:integer allContent:boolean follow', gives: 'nics:HostNic[]' },
};
