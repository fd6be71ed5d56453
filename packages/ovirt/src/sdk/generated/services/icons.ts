// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { Icon } from '../types/virtualization.ts';
import type { IconService } from './icon.ts';

export interface IconsListParameters {
  readonly max?: number | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface IconsService extends Service {
  iconService(id: string): IconService;
  list(parameters?: IconsListParameters, options?: SdkCallOptions): Promise<ListOf<Icon>>;
}

export const methods: MethodTable = {
  list: { kind: 'list', takes: 'max:integer follow', gives: 'icons:Icon[]' },
};
