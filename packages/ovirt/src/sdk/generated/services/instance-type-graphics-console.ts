// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { GraphicsConsole } from '../types/virtualization.ts';

export interface InstanceTypeGraphicsConsoleGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface InstanceTypeGraphicsConsoleRemoveParameters {
  readonly async?: boolean | undefined;
}

export interface InstanceTypeGraphicsConsoleService extends Service {
  get(parameters?: InstanceTypeGraphicsConsoleGetParameters, options?: SdkCallOptions): Promise<GraphicsConsole>;
  remove(parameters?: InstanceTypeGraphicsConsoleRemoveParameters, options?: SdkCallOptions): Promise<void>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'follow', gives: 'console:GraphicsConsole' },
  remove: { kind: 'remove', takes: 'async:boolean' },
};
