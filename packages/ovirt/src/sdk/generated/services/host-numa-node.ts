// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions } from '../../runtime/service.ts';
import type { NumaNode } from '../types/sla.ts';
import type { MeasurableService } from './measurable.ts';

export interface HostNumaNodeGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface HostNumaNodeService extends MeasurableService {
  get(parameters?: HostNumaNodeGetParameters, options?: SdkCallOptions): Promise<NumaNode>;
}

export const methods: MethodTable = {
  get: { kind: 'get', takes: 'follow', gives: 'node:NumaNode' },
};
