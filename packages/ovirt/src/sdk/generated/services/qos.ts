// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { Qos } from '../types/sla.ts';

export interface QosGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface QosRemoveParameters {
  readonly async?: boolean | undefined;
}

export interface QosUpdateParameters {
  readonly qos: Qos;
  readonly async?: boolean | undefined;
}

export interface QosService extends Service {
  get(parameters?: QosGetParameters, options?: SdkCallOptions): Promise<Qos>;
  remove(parameters?: QosRemoveParameters, options?: SdkCallOptions): Promise<void>;
  update(parameters: QosUpdateParameters, options?: SdkCallOptions): Promise<Qos>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'follow', gives: 'qos:Qos' },
  remove: { kind: 'remove', takes: 'async:boolean' },
  update: { kind: 'update', takes: 'qos:Qos async:boolean', document: 'qos', gives: 'qos:Qos' },
};
