import type { Searchable } from '../search/run-search.ts';
import type { EngineEvent, Job } from '../state/model.ts';
import { type Answer, API, actionAnswer, bodyOf, type Call, created, listing, must, number, ok, reference } from '../wire/call.ts';
import { date, type Element, element, leaf } from '../wire/element.ts';
import { incomplete } from '../wire/faults.ts';
import { integerAt, textAt } from '../wire/read-body.ts';
import type { Router } from '../wire/router.ts';

const JOBS: Searchable<Job> = {
  own: ['job', 'jobs'],
  defaultSort: 'start_time',
  defaultDescending: true,
  // `correlation_id` is the only documented one; the engine sorts by the other.
  fields: { correlation_id: { kind: 'text', of: (job) => job.correlationId }, start_time: { kind: 'date', of: (job) => job.startedAt } },
};

const EVENTS: Searchable<EngineEvent> = {
  own: ['event', 'events'],
  defaultSort: 'id',
  defaultDescending: true,
  fields: {
    id: { kind: 'number', of: (event) => event.index },
    message: { kind: 'text', of: (event) => event.description },
    type: { kind: 'number', of: (event) => event.code },
    severity: { kind: 'enum', values: ['normal', 'warning', 'error', 'alert'], of: (event) => event.severity },
    time: { kind: 'date', of: (event) => event.time },
    correlation_id: { kind: 'text', of: (event) => event.correlationId },
    origin: { kind: 'text', of: (event) => event.origin },
    custom_event_id: { kind: 'number', of: (event) => event.customId },
    _event_vm_id: { kind: 'text', of: (event) => event.vmId ?? '' },
    event_vm: { kind: 'text', of: (event) => event.vmName ?? '' },
    usrname: { kind: 'text', of: (event) => / by (\S+@\S+?)\.?$/.exec(event.description)?.[1] ?? '' },
  },
};

export function jobRoutes(router: Router): void {
  router
    .on('GET /jobs', (call) => listing(call, 'jobs', call.state.jobs.values(), JOBS, (job) => jobElement(job, call)))
    .on('GET /jobs/{job}', (call) => ok(jobElement(jobOf(call), call)))
    .on('GET /events', (call) => {
      const from = number(call, 'from') ?? 0;
      return listing(
        call,
        'events',
        call.state.events.filter((event) => event.index > from),
        EVENTS,
        eventElement,
      );
    })
    .on('POST /events', addEvent)
    .on('GET /events/{event}', (call) => ok(eventElement(eventOf(call))))
    .on('DELETE /events/{event}', (call) => {
      const event = eventOf(call);
      call.state.events.splice(call.state.events.indexOf(event), 1);
      call.state.dismissedEvents.push(event);
      return ok();
    })
    .on('POST /events/undelete', (call) => {
      bodyOf(call, 'action');
      const { events, dismissedEvents } = call.state;
      events.push(...dismissedEvents.splice(0));
      events.sort((one, other) => one.index - other.index);
      return actionAnswer(call, undefined);
    });
}

const jobOf = (call: Call): Job => must(call.state.jobs.get(call.ids['job'] ?? ''));
const eventOf = (call: Call): EngineEvent => must(call.state.events.find((event) => String(event.index) === call.ids['event']));

function jobElement(job: Job, call: Call): Element {
  const href = `${API}/jobs/${job.id}`;
  return element('job', { href, id: job.id }, [
    leaf('description', job.description),
    leaf('auto_cleared', job.autoCleared ?? true),
    date('end_time', job.endedAt),
    leaf('external', job.external ?? false),
    date('last_updated', job.endedAt ?? job.startedAt),
    date('start_time', job.startedAt),
    leaf('status', job.status),
    reference('owner', '/users', call.user.id),
  ]);
}

function eventElement(event: EngineEvent): Element {
  const id = String(event.index);
  return element('event', { href: `${API}/events/${id}`, id }, [
    leaf('description', event.description),
    leaf('code', event.code),
    event.correlationId === '' ? undefined : leaf('correlation_id', event.correlationId),
    leaf('custom_id', event.customId),
    leaf('flood_rate', 0),
    leaf('index', event.index),
    leaf('origin', event.origin),
    leaf('severity', event.severity),
    date('time', event.time),
    reference('vm', '/vms', event.vmId),
  ]);
}

function addEvent(call: Call): Answer {
  const body = bodyOf(call, 'event');
  const [origin, severity, description] = ['origin', 'severity', 'description'].map((name) => textAt(body, name));
  const customId = integerAt(body, 'custom_id');
  if (origin === undefined || severity === undefined || description === undefined || customId === undefined)
    throw incomplete('Event', 'origin, severity, customId, description', 'add');
  return created(eventElement(call.state.addEvent(9801, description, call.correlationId, { origin, severity, customId })));
}
