// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { NoParameters } from '../../runtime/values.ts';
import type { GraphicsConsole, ProxyTicket, Ticket } from '../types/virtualization.ts';

export interface VmGraphicsConsoleGetParameters {
  readonly current?: boolean | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface VmGraphicsConsoleProxyTicketParameters {
  readonly async?: boolean | undefined;
}

export interface VmGraphicsConsoleRemoveParameters {
  readonly async?: boolean | undefined;
}

export interface VmGraphicsConsoleTicketParameters {
  /** Since 4.1. */
  readonly ticket?: Ticket | undefined;
}

export interface VmGraphicsConsoleService extends Service {
  get(parameters?: VmGraphicsConsoleGetParameters, options?: SdkCallOptions): Promise<GraphicsConsole>;
  proxyTicket(parameters?: VmGraphicsConsoleProxyTicketParameters, options?: SdkCallOptions): Promise<ProxyTicket | undefined>;
  /** Since 4.1. */
  remoteViewerConnectionFile(parameters?: NoParameters, options?: SdkCallOptions): Promise<string | undefined>;
  remove(parameters?: VmGraphicsConsoleRemoveParameters, options?: SdkCallOptions): Promise<void>;
  /** Since 4.1. */
  ticket(parameters?: VmGraphicsConsoleTicketParameters, options?: SdkCallOptions): Promise<Ticket | undefined>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'current:boolean follow', gives: 'console:GraphicsConsole' },
  proxyTicket: { kind: 'action', takes: 'async:boolean', gives: 'proxyTicket:ProxyTicket' },
  remoteViewerConnectionFile: { kind: 'action', gives: 'remoteViewerConnectionFile' },
  remove: { kind: 'remove', takes: 'async:boolean' },
  ticket: { kind: 'action', takes: 'ticket:Ticket', gives: 'ticket:Ticket' },
};
