// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { Step } from '../types/infrastructure.ts';
import type { StepService } from './step.ts';

export interface StepsAddParameters {
  readonly step: Step;
}

export interface StepsListParameters {
  readonly max?: number | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface StepsService extends Service {
  stepService(id: string): StepService;
  /** Required: `step.description`, `step.type`. */
  add(parameters: StepsAddParameters, options?: SdkCallOptions): Promise<Step>;
  list(parameters?: StepsListParameters, options?: SdkCallOptions): Promise<ListOf<Step>>;
}

export const methods: MethodTable = {
  add: { kind: 'add', takes: 'step:Step', document: 'step', gives: 'step:Step' },
  list: { kind: 'list', takes: 'max:integer follow', gives: 'steps:Step[]' },
};
