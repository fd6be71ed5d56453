// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { GraphicsConsole } from '../types/virtualization.ts';
import type { TemplateGraphicsConsoleService } from './template-graphics-console.ts';

export interface TemplateGraphicsConsolesAddParameters {
  readonly console: GraphicsConsole;
}

export interface TemplateGraphicsConsolesListParameters {
  readonly max?: number | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface TemplateGraphicsConsolesService extends Service {
  consoleService(id: string): TemplateGraphicsConsoleService;
  /** Required: `console.protocol`. */
  add(parameters: TemplateGraphicsConsolesAddParameters, options?: SdkCallOptions): Promise<GraphicsConsole>;
  list(parameters?: TemplateGraphicsConsolesListParameters, options?: SdkCallOptions): Promise<ListOf<GraphicsConsole>>;
}

export const methods: MethodTable = {
  add: { kind: 'add', takes: 'console:GraphicsConsole', document: 'console', gives: 'console:GraphicsConsole' },
  list: { kind: 'list', takes: 'max:integer follow', gives: 'consoles:GraphicsConsole[]' },
};
