import { Timeline } from '../../timeline.ts';
import type { JsonObject } from '../../values.ts';
import type { DnsFault } from './dns-faults.ts';

export interface DnsRecord {
  readonly id: string;
  readonly type: string;
  name: string;
  data: string;
  ttl: number;
  priority: number | undefined;
  comment: string | undefined;
  readonly createdAt: number;
  updatedAt: number;
}

export interface DnsDomain {
  readonly id: number;
  readonly projectId: string;
  readonly name: string;
  emailAddress: string;
  ttl: number;
  comment: string | undefined;
  readonly createdAt: number;
  updatedAt: number;
  records: DnsRecord[];
}

export interface DnsChange {
  readonly at: number;
  readonly projectId: string;
  readonly domain: string;
  readonly domainId: number;
  readonly action: 'create' | 'update' | 'delete';
  readonly targetType: string;
  readonly targetId: number | string;
  readonly details: readonly { readonly field: string; readonly originalValue?: string; readonly newValue?: string }[];
}

export interface DnsJob {
  readonly id: string;
  readonly projectId: string;
  readonly requestUrl: string;
  readonly verb: string;
  readonly request: string | undefined;
  readonly createdAt: number;
  status: 'INITIALIZED' | 'RUNNING' | 'COMPLETED' | 'ERROR';
  response: JsonObject | undefined;
  error: DnsFault | undefined;
  readonly timeline: Timeline;
}

/** A name of an address that a device has. */
export interface PtrRecord extends Omit<DnsRecord, 'priority'> {
  readonly projectId: string;
  /** `…/servers/9f…`: what follows the host. */
  readonly device: string;
}

/** Results of jobs are kept for a day. */
const KEPT_MS = 86_400_000;

export class DnsState {
  readonly domains: Map<number, DnsDomain> = new Map();
  readonly jobs: Map<string, DnsJob> = new Map();
  readonly changes: DnsChange[] = [];
  pointers: PtrRecord[] = [];
  #lastDomain = 2_700_000;
  #lastRecord = 6_800_000;

  nextDomainId(): number {
    this.#lastDomain += 1;
    return this.#lastDomain;
  }

  /** `A-6800001`. */
  nextRecordId(type: string): string {
    this.#lastRecord += 1;
    return `${type}-${this.#lastRecord}`;
  }

  addJob(job: Omit<DnsJob, 'timeline' | 'status' | 'response' | 'error'>): DnsJob {
    const added: DnsJob = { ...job, status: 'INITIALIZED', response: undefined, error: undefined, timeline: new Timeline() };
    this.jobs.set(added.id, added);
    return added;
  }

  /** By name, as the service lists them. */
  ofProject(projectId: string): DnsDomain[] {
    return [...this.domains.values()].filter((domain) => domain.projectId === projectId).sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  named(name: string): DnsDomain | undefined {
    return [...this.domains.values()].find((domain) => domain.name === name);
  }

  settle(now: number): void {
    for (const job of this.jobs.values()) {
      job.timeline.settle(now);
      if (job.createdAt + KEPT_MS < now) this.jobs.delete(job.id);
    }
  }
}

/** Domains of the same account below one, all the way down. */
export const subdomainsOf = (state: DnsState, domain: DnsDomain): DnsDomain[] =>
  state.ofProject(domain.projectId).filter(({ name }) => name.endsWith(`.${domain.name}`));
