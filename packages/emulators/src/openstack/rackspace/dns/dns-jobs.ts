import { randomUUID } from 'node:crypto';
import { type Answer, json } from '../../answer.ts';
import type { JsonObject } from '../../values.ts';
import type { RackspaceCall, RackspaceRoutes } from '../rackspace-service.ts';
import { JobFailure, notFound } from './dns-faults.ts';
import type { DnsJob } from './dns-state.ts';
import { offsetPage } from './offset-page.ts';

function jobBody(call: RackspaceCall, job: DnsJob, details: boolean): JsonObject {
  return {
    ...(details ? { request: job.request } : {}),
    ...(details ? { response: job.response, error: job.error } : {}),
    status: job.status,
    verb: job.verb,
    jobId: job.id,
    callbackUrl: `${call.base}/status/${job.id}`,
    requestUrl: job.requestUrl,
  };
}

/** Accepts a change, carries it out when its time has come, and keeps what came of it. */
export async function startJob(call: RackspaceCall, work: (now: number) => JsonObject | undefined): Promise<Answer> {
  const body = call.request.method === 'GET' ? undefined : (await call.request.body()).toString('utf8');
  const job = call.region.rackspace.dns.addJob({
    id: randomUUID(),
    projectId: call.project.id,
    requestUrl: `${call.region.linkOrigin}${call.request.target}`,
    verb: call.request.method,
    request: body === '' ? undefined : body,
    createdAt: call.now,
  });
  const half = call.cloud.transitionMs / 2;
  job.timeline
    // INITIALIZED comes before RUNNING.
    .plan(call.now, half, () => {
      job.status = 'RUNNING';
    })
    .plan(call.now, half, (at) => {
      try {
        job.response = work(at);
        job.status = 'COMPLETED';
      } catch (error) {
        if (!(error instanceof JobFailure)) throw error;
        job.error = error.fault;
        job.status = 'ERROR';
      }
    });
  return json(202, jobBody(call, job, false));
}

const isTrue = (call: RackspaceCall, name: string, standard: boolean): boolean => {
  const value = call.request.queryValue(name);
  return value === undefined ? standard : value.toLowerCase() === 'true';
};

export function addJobRoutes(routes: RackspaceRoutes): void {
  routes
    .on('GET status', (call) => {
      const shown = {
        ERROR: isTrue(call, 'showErrors', true),
        INITIALIZED: isTrue(call, 'showRunning', true),
        RUNNING: isTrue(call, 'showRunning', true),
        COMPLETED: isTrue(call, 'showCompleted', true),
      };
      const mine = [...call.region.rackspace.dns.jobs.values()].filter((job) => job.projectId === call.project.id && shown[job.status]);
      const page = offsetPage(call, mine, 'status');
      const details = isTrue(call, 'showDetails', false);
      return json(200, { asyncResponses: page.items.map((job) => jobBody(call, job, details)), ...page.around });
    })
    .on('GET status/{id}', (call, id) => {
      const job = call.region.rackspace.dns.jobs.get(id);
      if (job?.projectId !== call.project.id) throw notFound();
      const over = job.status === 'COMPLETED' || job.status === 'ERROR';
      return json(over ? 200 : 202, jobBody(call, job, isTrue(call, 'showDetails', false)));
    });
}
