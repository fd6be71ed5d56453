import { type Answer, type Call, ok } from '../call.ts';
import type { AuditCaller } from './jobs.ts';

export const auditCaller = (call: Call): AuditCaller => ({ type: 'signature', ip: '127.0.0.1', keyId: call.caller.keyId });

/** Finished jobs only, newest first. */
export function audit(call: Call): Answer {
  const finished = call.machine.jobs.filter((job) => job.finishedMs !== undefined).toReversed();
  return ok(
    finished.map((job) => ({
      success: job.execution === 'succeeded' ? 'yes' : 'no',
      time: new Date(job.finishedMs ?? 0).toISOString(),
      action: job.action,
      caller: job.caller,
    })),
  );
}
