// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { GraphicsConsole } from '../types/virtualization.ts';
import type { InstanceTypeGraphicsConsoleService } from './instance-type-graphics-console.ts';

export interface InstanceTypeGraphicsConsolesAddParameters {
  readonly console: GraphicsConsole;
}

export interface InstanceTypeGraphicsConsolesListParameters {
  readonly max?: number | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface InstanceTypeGraphicsConsolesService extends Service {
  consoleService(id: string): InstanceTypeGraphicsConsoleService;
  /** Required: `console.protocol`. */
  add(parameters: InstanceTypeGraphicsConsolesAddParameters, options?: SdkCallOptions): Promise<GraphicsConsole>;
  list(parameters?: InstanceTypeGraphicsConsolesListParameters, options?: SdkCallOptions): Promise<ListOf<GraphicsConsole>>;
}

export const methods: MethodTable = {
  add: { kind: 'add', takes: 'console:GraphicsConsole', document: 'console', gives: 'console:GraphicsConsole' },
  list: { kind: 'list', takes: 'max:integer follow', gives: 'consoles:GraphicsConsole[]' },
};
