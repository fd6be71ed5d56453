// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { GraphicsConsole } from '../types/virtualization.ts';

export interface TemplateGraphicsConsoleGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface TemplateGraphicsConsoleRemoveParameters {
  readonly async?: boolean | undefined;
}

export interface TemplateGraphicsConsoleService extends Service {
  get(parameters?: TemplateGraphicsConsoleGetParameters, options?: SdkCallOptions): Promise<GraphicsConsole>;
  remove(parameters?: TemplateGraphicsConsoleRemoveParameters, options?: SdkCallOptions): Promise<void>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'follow', gives: 'console:GraphicsConsole' },
  remove: { kind: 'remove', takes: 'async:boolean' },
};
