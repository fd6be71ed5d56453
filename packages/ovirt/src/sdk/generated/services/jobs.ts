// Made by packages/ovirt/generator from oVirt/ovirt-engine-api-model 4.6.2-SNAPSHOT: run `pnpm --filter @portolan/ovirt generate` instead of editing.

import type { MethodTable, SdkCallOptions, Service } from '../../runtime/service.ts';
import type { ListOf } from '../../runtime/values.ts';
import type { Job } from '../types/infrastructure.ts';
import type { JobService } from './job.ts';

export interface JobsAddParameters {
  readonly job: Job;
}

export interface JobsListParameters {
  /** Since 4.2. */
  readonly search?: string | undefined;
  /** Since 4.2. */
  readonly caseSensitive?: boolean | undefined;
  readonly max?: number | undefined;
  /** Since 4.2. */
  readonly follow?: string | undefined;
}

export interface JobsService extends Service {
  jobService(id: string): JobService;
  /** Required: `job.description`. */
  add(parameters: JobsAddParameters, options?: SdkCallOptions): Promise<Job>;
  list(parameters?: JobsListParameters, options?: SdkCallOptions): Promise<ListOf<Job>>;
}

export const methods: MethodTable = {
  add: { kind: 'add', takes: 'job:Job', document: 'job', gives: 'job:Job' },
  list: { kind: 'list', takes: 'search caseSensitive:boolean max:integer follow', gives: 'jobs:Job[]' },
};
