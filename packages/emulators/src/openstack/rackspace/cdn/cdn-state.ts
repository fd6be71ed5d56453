import { Timeline } from '../../timeline.ts';
import type { JsonObject } from '../../values.ts';

export interface CdnContainer {
  readonly name: string;
  enabled: boolean;
  ttl: number;
  logRetention: boolean;
  /** What its addresses begin with. */
  readonly host: string;
}

export interface CdnService {
  readonly id: string;
  readonly projectId: string;
  status: 'create_in_progress' | 'deployed' | 'update_in_progress' | 'delete_in_progress';
  body: JsonObject;
  readonly timeline: Timeline;
}

const DAY_MS = 86_400_000;

/** Published containers of one region, and the sites of Cloud CDN. */
export class CdnState {
  readonly #accounts = new Map<string, Map<string, CdnContainer>>();
  readonly #purges = new Map<string, number[]>();
  readonly services: Map<string, CdnService> = new Map();

  /** By name of the container. Rows stay when a container is hidden, or deleted. */
  containers(account: string): Map<string, CdnContainer> {
    const known = this.#accounts.get(account) ?? new Map<string, CdnContainer>();
    this.#accounts.set(account, known);
    return known;
  }

  /** Notes a purge, unless there were too many in the last day. */
  purge(account: string, now: number, daily: number): boolean {
    const recent = (this.#purges.get(account) ?? []).filter((at) => at > now - DAY_MS);
    const allowed = recent.length < daily;
    this.#purges.set(account, allowed ? [...recent, now] : recent);
    return allowed;
  }

  addService(service: Omit<CdnService, 'timeline'>): CdnService {
    const added = { ...service, timeline: new Timeline() };
    this.services.set(added.id, added);
    return added;
  }

  settle(now: number): void {
    for (const service of this.services.values()) service.timeline.settle(now);
  }
}
