// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { GlusterHook } from '../types/gluster.ts';
import type { Host } from '../types/infrastructure.ts';

export interface GlusterHookDisableParameters {
  readonly async?: boolean | undefined;
}

export interface GlusterHookEnableParameters {
  readonly async?: boolean | undefined;
}

export interface GlusterHookGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface GlusterHookRemoveParameters {
  readonly async?: boolean | undefined;
}

export interface GlusterHookResolveParameters {
  readonly host?: Host | undefined;
  readonly resolutionType?: string | undefined;
  readonly async?: boolean | undefined;
}

export interface GlusterHookService extends Service {
  disable(parameters?: GlusterHookDisableParameters, options?: SdkCallOptions): Promise<void>;
  enable(parameters?: GlusterHookEnableParameters, options?: SdkCallOptions): Promise<void>;
  get(parameters?: GlusterHookGetParameters, options?: SdkCallOptions): Promise<GlusterHook>;
  remove(parameters?: GlusterHookRemoveParameters, options?: SdkCallOptions): Promise<void>;
  /** Required: `resolutionType`. */
  resolve(parameters?: GlusterHookResolveParameters, options?: SdkCallOptions): Promise<void>;
}

export const methods: MethodTable = {
  disable: { kind: 'action', takes: 'async:boolean' },
  enable: { kind: 'action', takes: 'async:boolean' },
  get: { kind: 'get', takes: 'follow', gives: 'hook:GlusterHook' },
  remove: { kind: 'remove', takes: 'async:boolean' },
  resolve: { kind: 'action', takes: 'host:Host resolutionType async:boolean' },
};
