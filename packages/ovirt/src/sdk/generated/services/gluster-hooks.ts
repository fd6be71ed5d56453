// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { GlusterHook } from '../types/gluster.ts';
import type { GlusterHookService } from './gluster-hook.ts';

export interface GlusterHooksListParameters {
  readonly max?: number | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface GlusterHooksService extends Service {
  hookService(id: string): GlusterHookService;
  list(parameters?: GlusterHooksListParameters, options?: SdkCallOptions): Promise<ListOf<GlusterHook>>;
}

export const methods: MethodTable = {
  list: { kind: 'list', takes: 'max:integer follow', gives: 'hooks:GlusterHook[]' },
};
