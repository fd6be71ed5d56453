// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { GraphicsConsole } from '../types/virtualization.ts';
import type { VmGraphicsConsoleService } from './vm-graphics-console.ts';

export interface VmGraphicsConsolesAddParameters {
  readonly console: GraphicsConsole;
}

export interface VmGraphicsConsolesListParameters {
  readonly max?: number | undefined;
  readonly current?: boolean | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface VmGraphicsConsolesService extends Service {
  consoleService(id: string): VmGraphicsConsoleService;
  /** Required: `console.protocol`. */
  add(parameters: VmGraphicsConsolesAddParameters, options?: SdkCallOptions): Promise<GraphicsConsole>;
  list(parameters?: VmGraphicsConsolesListParameters, options?: SdkCallOptions): Promise<ListOf<GraphicsConsole>>;
}

export const methods: MethodTable = {
  add: { kind: 'add', takes: 'console:GraphicsConsole', document: 'console', gives: 'console:GraphicsConsole' },
  list: { kind: 'list', takes: 'max:integer current:boolean follow', gives: 'consoles:GraphicsConsole[]' },
};
