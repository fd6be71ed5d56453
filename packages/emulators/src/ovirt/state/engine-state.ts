import { randomBytes, randomUUID } from 'node:crypto';
import type { EmulatorClock } from '../../kit/clock.ts';
import { OpenStore } from '../open/open-store.ts';
import { seedCollection } from '../open/seeds/seed-collections.ts';
import { Agenda } from './agenda.ts';
import type * as model from './model.ts';

export const BLANK_ID = '00000000-0000-0000-0000-000000000000';

const EVENTS_KEPT = 5000;
const JOBS_KEPT = 5000;

/** Everything the emulated engine knows. Maps keep the order of creation; lists sort as the engine does. */
export class EngineState {
  readonly agenda: Agenda;
  readonly transitionMs: number;
  readonly adminId: string = randomUUID();
  readonly instanceId: string = randomUUID();
  /** Names of the custom VM properties that the administrator has defined. */
  readonly customProperties: ReadonlySet<string>;

  readonly dataCenters: Map<string, model.DataCenter> = new Map();
  readonly clusters: Map<string, model.Cluster> = new Map();
  readonly hosts: Map<string, model.Host> = new Map();
  readonly networks: Map<string, model.Network> = new Map();
  readonly vnicProfiles: Map<string, model.VnicProfile> = new Map();
  readonly storageDomains: Map<string, model.StorageDomain> = new Map();
  readonly instanceTypes: Map<string, model.InstanceType> = new Map();
  readonly templates: Map<string, model.Template> = new Map();
  readonly vms: Map<string, model.Vm> = new Map();
  readonly disks: Map<string, model.Disk> = new Map();
  readonly tags: Map<string, model.Tag> = new Map();
  readonly jobs: Map<string, model.Job> = new Map();
  readonly transfers: Map<string, model.Transfer> = new Map();
  readonly backups: Map<string, model.Backup> = new Map();
  readonly events: model.EngineEvent[] = [];
  /** Removed by a client; `undelete` brings them back. */
  readonly dismissedEvents: model.EngineEvent[] = [];
  /** All collections that have no maps of their own above. */
  readonly open: OpenStore = new OpenStore((path) => seedCollection(this, path));
  #eventIndex = 100;
  #mac = 0;
  #address = 9;

  constructor(clock: EmulatorClock, transitionMs: number, customProperties: readonly string[]) {
    this.agenda = new Agenda(clock);
    this.transitionMs = transitionMs;
    this.customProperties = new Set(customProperties);
  }

  now(): number {
    return this.agenda.now();
  }

  /** Runs `done` once the emulated engine has spent one transition on it. */
  later(done: () => void): void {
    this.agenda.after(this.transitionMs, done);
  }

  nextMac(): string {
    this.#mac += 1;
    const tail = this.#mac.toString(16).padStart(6, '0');
    return `56:6f:1a:${tail.slice(0, 2)}:${tail.slice(2, 4)}:${tail.slice(4)}`;
  }

  nextAddress(): string {
    this.#address += 1;
    return `10.${128 + ((this.#address >>> 16) & 127)}.${(this.#address >>> 8) & 255}.${this.#address & 255}`;
  }

  /** A job for a request's work. `finish` ends it; jobs of refused requests do not exist. */
  startJob(correlationId: string, description: string): { readonly id: string; finish(failed?: boolean): void } {
    const job: model.Job = { id: randomUUID(), correlationId, description, status: 'started', startedAt: this.now(), endedAt: undefined };
    this.jobs.set(job.id, job);
    const [oldest] = this.jobs.keys();
    if (this.jobs.size > JOBS_KEPT && oldest !== undefined) this.jobs.delete(oldest);
    return {
      id: job.id,
      finish: (failed = false) => {
        job.status = failed ? 'failed' : 'finished';
        job.endedAt = this.now();
      },
    };
  }

  addEvent(
    code: number,
    description: string,
    correlationId: string,
    more: Partial<Pick<model.EngineEvent, 'vmId' | 'severity' | 'origin' | 'customId'>> = {},
  ): model.EngineEvent {
    this.#eventIndex += 1;
    const event = {
      index: this.#eventIndex,
      code,
      description,
      severity: 'normal',
      time: this.now(),
      correlationId,
      origin: 'oVirt',
      customId: -1,
      vmName: this.vms.get(more.vmId ?? '')?.name,
      ...more,
    };
    this.events.push(event);
    if (this.events.length > EVENTS_KEPT) this.events.shift();
    return event;
  }

  ticket(): string {
    return randomUUID();
  }

  secret(): string {
    return randomBytes(64).toString('base64url');
  }

  /** Virtual machines that have this disk. */
  vmsOf(diskId: string): model.Vm[] {
    return [...this.vms.values()].filter((vm) => vm.attachments.has(diskId));
  }
}
