import { requireMembers } from '../open/mandatory.ts';
import type { OpenItem } from '../open/open-store.ts';
import { stableId } from '../open/seeds/seed-context.ts';
import type { Job } from '../state/model.ts';
import { type Answer, API, actionAnswer, bodyOf, type Call, created, must, ok, plainListing, reference } from '../wire/call.ts';
import { date, type Element, element, leaf } from '../wire/element.ts';
import { conflict } from '../wire/faults.ts';
import { booleanAt, enumAt, textAt } from '../wire/read-body.ts';
import type { Router } from '../wire/router.ts';

/** Steps of jobs: the engine's own, which follow their job, and those that other programs add to jobs of theirs. */
export function jobStepRoutes(router: Router): void {
  router
    .on('GET /jobs/{job}/steps', (call) => plainListing(call, 'steps', steps(call), (one) => one))
    .on('POST /jobs/{job}/steps', addStep)
    .on('GET /jobs/{job}/steps/{step}', (call) => ok(must(steps(call).find((one) => one.attributes['id'] === call.ids['step']))))
    .on('POST /jobs/{job}/steps/{step}/end', (call) => {
      const job = external(call, 'end Step');
      requireMembers(bodyOf(call, 'action'), 'Action', 'end', ['succeeded']);
      const item = must(added(call, job).get(call.ids['step'] ?? ''));
      const status = booleanAt(call.body, 'succeeded') === true ? 'finished' : 'failed';
      item.members = new Map([...item.members, ['status', must(leaf('status', status))], ['end_time', must(date('end_time', call.state.now()))]]);
      return actionAnswer(call, undefined);
    })
    .on('POST /jobs', (call) => {
      const body = bodyOf(call, 'job');
      requireMembers(body, 'Job', 'add', ['description']);
      const { id } = call.state.startJob(call.correlationId, textAt(body, 'description') ?? '');
      const job = must(call.state.jobs.get(id));
      job.external = true;
      job.autoCleared = booleanAt(body, 'auto_cleared') ?? true;
      return created(must(call.fetch(`/jobs/${id}`)));
    })
    .on('POST /jobs/{job}/end', (call) => {
      const job = external(call, 'end Job');
      const succeeded = booleanAt(bodyOf(call, 'action'), 'succeeded') ?? true;
      job.status = succeeded ? 'finished' : 'failed';
      job.endedAt = call.state.now();
      return actionAnswer(call, undefined);
    })
    .on('POST /jobs/{job}/clear', (call) => {
      const job = external(call, 'clear Job');
      bodyOf(call, 'action');
      call.state.jobs.delete(job.id);
      call.state.open.forget(`/jobs/${job.id}`);
      return actionAnswer(call, undefined);
    });
}

const jobOf = (call: Call): Job => must(call.state.jobs.get(call.ids['job'] ?? ''));

function external(call: Call, what: string): Job {
  const job = jobOf(call);
  if (job.external !== true) throw conflict(`Cannot ${what}. It is not an external one.`);
  return job;
}

const added = (call: Call, job: Job): Map<string, OpenItem> => call.state.open.collection(`/jobs/${job.id}/steps`);

function steps(call: Call): Element[] {
  const job = jobOf(call);
  const base = `/jobs/${job.id}/steps`;
  if (job.external === true)
    return [...added(call, job).values()].map((item) => element('step', { href: `${API}${base}/${item.id}`, id: item.id }, [...item.members.values()]));
  return (['validating', 'executing'] as const).map((type, index) => {
    const status = type === 'validating' ? 'finished' : job.status;
    const id = stableId(`${base} ${type}`);
    return element('step', { href: `${API}${base}/${id}`, id }, [
      leaf('description', type === 'validating' ? 'Validating' : 'Executing'),
      date('end_time', type === 'validating' ? job.startedAt : job.endedAt),
      leaf('external', false),
      leaf('number', index),
      date('start_time', job.startedAt),
      leaf('status', status),
      leaf('type', type),
      reference('job', '/jobs', job.id),
    ]);
  });
}

function addStep(call: Call): Answer {
  const job = external(call, 'add Step');
  const body = bodyOf(call, 'step');
  requireMembers(body, 'Step', 'add', ['description', 'type']);
  const type = enumAt(body, ['validating', 'executing', 'finalizing', 'rebalancing_volume', 'removing_bricks', 'unknown'], 'type');
  const parts = [
    leaf('description', textAt(body, 'description')),
    leaf('external', true),
    leaf('number', added(call, job).size),
    date('start_time', call.state.now()),
    leaf('status', 'started'),
    leaf('type', type),
    reference('job', '/jobs', job.id),
  ].filter((one) => one !== undefined);
  const item = call.state.open.add(`/jobs/${job.id}/steps`, new Map(parts.map((one) => [one.name, one])));
  return created(element('step', { href: `${API}/jobs/${job.id}/steps/${item.id}`, id: item.id }, parts));
}
