import { CloudError, type List, parseJson, type Ref, unexpectedBody } from '@portolan/core/driver';
import type { CloudapiRequest } from '../client.ts';
import { machinePath } from '../compute/servers/requests.ts';
import { type Calls, type NativeListOptions, type NativeOptions, type NativeWaitOptions, refId, segment } from './calls.ts';

/** Source: sdc-cloudapi docs "ListMigrations", lib/migrations.js; code 9.6 and later. The documentation's `vm_uuid` is `machine`. */
export interface MigrationWire {
  readonly machine: string;
  readonly automatic?: boolean;
  readonly phase?: 'begin' | 'sync' | 'switch';
  readonly state?: 'running' | 'paused' | 'aborted' | 'failed' | 'successful';
  readonly created_timestamp?: string;
  readonly finished_timestamp?: string;
  readonly duration_ms?: number;
  readonly progress_history?: readonly Readonly<Record<string, unknown>>[];
  readonly error?: string;
}

export type MigrationAction = 'begin' | 'sync' | 'switch' | 'automatic' | 'pause' | 'abort' | 'finalize';

export interface MigrationEstimateWire {
  /** Bytes. */
  readonly size?: number;
}

/** Something that happened. The last one has the type `end`. Source: sdc-cloudapi lib/migrations.js; a JSON text a line. */
export interface MigrationEventWire {
  readonly type: 'progress' | 'end' | string;
  readonly phase?: string;
  readonly state?: string;
  readonly current_progress?: number;
  readonly total_progress?: number;
  readonly message?: string;
}

/** Far more than any event has: a line that never ends is none. */
const MAX_EVENT_CHARACTERS = 1024 * 1024;

const path = (machine: Ref): string => `${machinePath(refId(machine, 'machine'))}/migrate`;
const list = (): CloudapiRequest => ({ operation: 'ListMigrations', method: 'GET', path: '/migrations' });
const get = (machine: Ref): CloudapiRequest => ({ operation: 'GetMigration', method: 'GET', path: `/migrations/${segment(machine, 'machine')}` });
const estimate = (machine: Ref): CloudapiRequest => ({ operation: 'MigrateMachineEstimate', method: 'GET', path: path(machine) });
const migrate = (machine: Ref, body: object): CloudapiRequest => ({ operation: 'MigrateMachine', method: 'POST', path: path(machine), body });

/** Moves a machine to another host of its data center: begin, sync as often as wanted, switch, finalize. */
export class NativeMigrations {
  readonly #calls: Calls;

  constructor(calls: Calls) {
    this.#calls = calls;
  }

  list(options: NativeListOptions = {}): List<MigrationWire> {
    return this.#calls.list<MigrationWire>(list(), options, ['machine', 'phase', 'state']);
  }

  async get(machine: Ref, options: NativeOptions = {}): Promise<MigrationWire> {
    return this.#calls.json<MigrationWire>(get(machine), options);
  }

  async estimate(machine: Ref, options: NativeOptions = {}): Promise<MigrationEstimateWire> {
    return this.#calls.json<MigrationEstimateWire>(estimate(machine), options);
  }

  /** One step. `affinity`: rules for the new host, as at create. Undefined where the server answers without the migration (`finalize`). */
  async migrate(
    machine: Ref,
    action: MigrationAction,
    options: NativeOptions & { readonly affinity?: readonly string[] | undefined } = {},
  ): Promise<MigrationWire | undefined> {
    const { affinity, ...rest } = options;
    const answer = await this.#calls.answer(migrate(machine, { action, ...(affinity === undefined ? {} : { affinity }) }), rest);
    const { body } = answer;
    return typeof body === 'object' && body !== null ? (body as MigrationWire) : undefined;
  }

  /** What happens, as it happens, to the end of the step. Leave the loop and the connection is given back. */
  async *watch(machine: Ref, options: NativeOptions = {}): AsyncGenerator<MigrationEventWire, void, undefined> {
    const request = { ...migrate(machine, { action: 'watch' }), operation: 'WatchMigration', idempotent: true };
    const { body } = await this.#calls.send(request, options);
    let rest = '';
    try {
      for await (const chunk of body.setEncoding('utf8') as AsyncIterable<string>) {
        const lines = `${rest}${chunk}`.split('\n');
        rest = lines.pop() ?? '';
        if (rest.length > MAX_EVENT_CHARACTERS) throw unexpectedBody('a line of it does not end', { contentType: 'application/x-json-stream' });
        for (const line of lines) {
          if (line.trim() === '') continue;
          const event = parseJson(line, { contentType: 'application/x-json-stream' }) as MigrationEventWire;
          yield event;
          if (event.type === 'end') return;
        }
      }
    } finally {
      body.destroy();
    }
    throw new CloudError('unavailable', 'the events broke off before their end', { provider: 'smartdc', operation: 'cloudapi WatchMigration', retry: 'maybe' });
  }

  /** Until a step is over: paused (the next may come) or successful. Ends at once when it failed or was aborted. */
  async pollUntilStepDone(machine: Ref, options: NativeWaitOptions = {}): Promise<MigrationWire> {
    return this.#calls.wait(
      (each) => this.get(machine, each),
      (seen) => seen.state === 'paused' || seen.state === 'successful',
      options,
      {
        target: refId(machine, 'machine'),
        what: 'the migration’s step to be over',
        describe: (seen) => `${seen.phase} ${seen.state}`,
        hopeless: ({ state, error }) => (state === 'failed' || state === 'aborted' ? `it is ${state}${error === undefined ? '' : ` (${error})`}` : undefined),
      },
    );
  }
}
