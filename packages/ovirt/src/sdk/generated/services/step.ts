// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions } from '../../runtime/service.ts';
import type { Step } from '../types/infrastructure.ts';
import type { MeasurableService } from './measurable.ts';

export interface StepEndParameters {
  readonly force?: boolean | undefined;
  readonly succeeded?: boolean | undefined;
  readonly async?: boolean | undefined;
}

export interface StepGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface StepService extends MeasurableService {
  /** Required: `succeeded`. */
  end(parameters?: StepEndParameters, options?: SdkCallOptions): Promise<void>;
  get(parameters?: StepGetParameters, options?: SdkCallOptions): Promise<Step>;
}

export const methods: MethodTable = {
  end: { kind: 'action', takes: 'force:boolean succeeded:boolean async:boolean' },
  get: { kind: 'get', takes: 'follow', gives: 'step:Step' },
};
