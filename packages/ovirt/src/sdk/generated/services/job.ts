// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { Job } from '../types/infrastructure.ts';
import type { StepsService } from './steps.ts';

export interface JobClearParameters {
  readonly async?: boolean | undefined;
}

export interface JobEndParameters {
  readonly force?: boolean | undefined;
  /** Since 4.1. */
  readonly succeeded?: boolean | undefined;
  readonly async?: boolean | undefined;
}

export interface JobGetParameters {
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface JobService extends Service {
  stepsService(): StepsService;
  clear(parameters?: JobClearParameters, options?: SdkCallOptions): Promise<void>;
  end(parameters?: JobEndParameters, options?: SdkCallOptions): Promise<void>;
  get(parameters?: JobGetParameters, options?: SdkCallOptions): Promise<Job>;
}

export const methods: MethodTable = {
  clear: { kind: 'action', takes: 'async:boolean' },
  end: { kind: 'action', takes: 'force:boolean succeeded:boolean async:boolean' },
  get: { kind: 'get', takes: 'follow', gives: 'job:Job' },
};
