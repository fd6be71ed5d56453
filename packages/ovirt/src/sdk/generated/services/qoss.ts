// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { Qos } from '../types/sla.ts';
import type { QosService } from './qos.ts';

export interface QossAddParameters {
  readonly qos: Qos;
}

export interface QossListParameters {
  readonly max?: number | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface QossService extends Service {
  qosService(id: string): QosService;
  /** Required: `qos.name`, `qos.type`. */
  add(parameters: QossAddParameters, options?: SdkCallOptions): Promise<Qos>;
  list(parameters?: QossListParameters, options?: SdkCallOptions): Promise<ListOf<Qos>>;
}

export const methods: MethodTable = {
  add: { kind: 'add', takes: 'qos:Qos', document: 'qos', gives: 'qos:Qos' },
  list: { kind: 'list', takes: 'max:integer follow', gives: 'qoss:Qos[]' },
};
