import { asJson, type CallOptions, CloudError, type List, unexpectedBody, type WaitOptions } from '@portolan/core/driver';
import { statusError } from '../../errors.ts';
import { idPath } from '../refs.ts';
import type { NativeCall, ServiceCalls } from '../service-calls.ts';
import { offsetPages } from './offset-paging.ts';
import { readAnswer } from './read-answer.ts';
import type { DnsFaultWire, DnsJobWire } from './wire.ts';

/** Of a change: how its job is waited for. Running out of `timeoutMs` leaves the job running: its id is in the error. */
export interface DnsChangeOptions extends WaitOptions {}

export interface ListJobsOptions extends CallOptions {
  /** Only those that failed, run, or are done. Default: all. */
  readonly only?: 'errors' | 'running' | 'completed' | undefined;
  /** With what was asked and answered. */
  readonly details?: boolean | undefined;
}

/** The service allows five looks a second for the whole account. */
const LOOK_MS = 600;
const LONGEST_PAUSE_MS = 5_000;
const DEFAULT_TIMEOUT_MS = 300_000;

/**
 * Every change (and an export) is a job: the answer is its id, and what came of it is asked for. Jobs fail as a whole or in part;
 * both are errors here.
 */
export class DnsJobs {
  readonly #calls: ServiceCalls;

  constructor(calls: ServiceCalls) {
    this.#calls = calls;
  }

  list(options: ListJobsOptions = {}): List<DnsJobWire> {
    const { only, details = false } = options;
    const call = { method: 'GET', path: '/status', operation: 'ListJobs' } as const;
    const first = {
      showErrors: only === undefined || only === 'errors',
      showRunning: only === undefined || only === 'running',
      showCompleted: only === undefined || only === 'completed',
      showDetails: details,
    };
    return offsetPages<DnsJobWire>(this.#calls, call, 'asyncResponses', first, options);
  }

  async get<Response = unknown>(job: string | { readonly jobId: string }, options: CallOptions = {}): Promise<DnsJobWire<Response>> {
    const path = `/status${idPath(typeof job === 'string' ? job : job.jobId, 'job')}`;
    return readAnswer<DnsJobWire<Response>>(this.#calls, { method: 'GET', path, query: { showDetails: true }, operation: 'GetJob' }, options);
  }

  /** Until it is over. What it answered, or its error. */
  async wait<Response = unknown>(job: string | { readonly jobId: string }, options: DnsChangeOptions = {}): Promise<Response | undefined> {
    const id = typeof job === 'string' ? job : job.jobId;
    const done = await this.#calls.wait<DnsJobWire<Response>>(
      {
        id,
        wanted: 'COMPLETED',
        look: (each) => this.get<Response>(id, each),
        stateOf: ({ status }) => status,
        done: (seen) => seen !== undefined && (seen.status === 'COMPLETED' || seen.status === 'ERROR'),
        fatal: (seen) => (seen === undefined ? 'the job is forgotten: results are kept for a day' : undefined),
      },
      { timeoutMs: DEFAULT_TIMEOUT_MS, intervalMs: LOOK_MS, maxIntervalMs: LONGEST_PAUSE_MS, ...options },
    );
    if (done?.status === 'ERROR') throw jobError(done.error ?? {});
    return done?.response;
  }

  /** Sends a change and waits for what comes of it. */
  async run<Response = unknown>(call: NativeCall, options: DnsChangeOptions): Promise<Response | undefined> {
    const { timeoutMs: _, ...each } = options;
    return this.#calls.within(call, options, async () => {
      const { status, body } = await this.#calls.read(call, each, asJson<DnsJobWire<Response> | undefined>({ allowEmpty: true }));
      if (status === 404) return undefined;
      if (typeof body !== 'object' || typeof body.jobId !== 'string') throw unexpectedBody('it is no job', { status });
      if (body.status === 'ERROR') throw jobError(body.error ?? {});
      return body.status === 'COMPLETED' ? body.response : this.wait<Response>(body.jobId, options);
    });
  }
}

/** `{"code":409,"message":"The object already exists.","details":"Domain already exists"}`, and the faults of single items in it. */
function jobError(fault: DnsFaultWire): CloudError {
  const said = [...new Set([fault, ...(fault.failedItems?.faults ?? [])].flatMap(texts))].join('; ');
  if (fault.code === undefined) return new CloudError('unknown', said === '' ? 'the job failed and does not say why' : said, { outcome: 'unknown' });
  const error = statusError(String(fault.code), 'rax:dns', said);
  // Several items may have been done, others not: the service takes nothing back.
  if ((fault.failedItems?.faults ?? []).length > 0) error.outcome = 'unknown';
  return error;
}

const texts = ({ message, details, validationErrors }: DnsFaultWire): string[] =>
  [message, details, ...(validationErrors?.messages ?? [])].filter((text) => typeof text === 'string' && text !== '') as string[];
