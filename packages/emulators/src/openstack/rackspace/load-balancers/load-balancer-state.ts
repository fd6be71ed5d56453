import { Timeline } from '../../timeline.ts';
import type { JsonObject } from '../../values.ts';

export interface MetadataItem {
  readonly id: number;
  readonly key: string;
  value: string;
}

export interface Node {
  readonly id: number;
  readonly address: string;
  readonly port: number;
  condition: string;
  type: string;
  weight: number | undefined;
  readonly metadata: MetadataItem[];
}

export interface VirtualIp {
  readonly id: number;
  readonly address: string;
  readonly type: 'PUBLIC' | 'SERVICENET';
  readonly ipVersion: 'IPV4' | 'IPV6';
}

export interface AccessItem {
  readonly id: number;
  readonly address: string;
  readonly type: string;
}

export interface CertificateMapping {
  readonly id: number;
  hostName: string;
  privateKey: string;
  certificate: string;
  intermediateCertificate: string | undefined;
}

export interface SslTermination {
  /** As it is shown: never the private key. */
  readonly shown: JsonObject;
  readonly privateKey: string;
}

export interface NodeEvent {
  readonly id: number;
  readonly nodeId: number;
  readonly title: string;
  readonly description: string;
  readonly category: string;
  readonly author: string;
  readonly createdAt: number;
}

export interface LoadBalancer {
  readonly id: number;
  readonly projectId: string;
  name: string;
  protocol: string;
  port: number;
  algorithm: string;
  timeout: number;
  halfClosed: boolean;
  httpsRedirect: boolean;
  status: 'BUILD' | 'ACTIVE' | 'PENDING_UPDATE' | 'PENDING_DELETE' | 'DELETED';
  readonly createdAt: number;
  updatedAt: number;
  nodes: Node[];
  virtualIps: VirtualIp[];
  accessList: AccessItem[];
  metadata: MetadataItem[];
  connectionLogging: boolean;
  contentCaching: boolean;
  sessionPersistence: string | undefined;
  connectionThrottle: JsonObject | undefined;
  healthMonitor: JsonObject | undefined;
  errorPage: string | undefined;
  ssl: SslTermination | undefined;
  mappings: CertificateMapping[];
  readonly events: NodeEvent[];
  readonly timeline: Timeline;
}

/** Deleted ones are shown for 90 days, to who asks for them. */
const KEPT_MS = 90 * 86_400_000;

/** What the load balancers of one region are. */
export class LoadBalancerState {
  readonly #balancers = new Map<number, LoadBalancer>();
  #lastId = 70_000;
  #lastAddress = 0;

  nextId(): number {
    this.#lastId += 1;
    return this.#lastId;
  }

  add(balancer: Omit<LoadBalancer, 'timeline' | 'events'>): LoadBalancer {
    const added = { ...balancer, events: [], timeline: new Timeline() };
    this.#balancers.set(added.id, added);
    return added;
  }

  /** Oldest first, as the service lists them. */
  ofProject(projectId: string): LoadBalancer[] {
    return [...this.#balancers.values()].filter((balancer) => balancer.projectId === projectId);
  }

  get(id: number, projectId: string): LoadBalancer | undefined {
    const found = this.#balancers.get(id);
    return found?.projectId === projectId ? found : undefined;
  }

  settle(now: number): void {
    for (const balancer of this.#balancers.values()) {
      balancer.timeline.settle(now);
      if (balancer.status === 'DELETED' && balancer.updatedAt + KEPT_MS < now) this.#balancers.delete(balancer.id);
    }
  }

  /** An address nobody else has: of the documentation networks, or of ServiceNet. */
  newVirtualIp(type: VirtualIp['type'], ipVersion: VirtualIp['ipVersion']): VirtualIp {
    this.#lastAddress += 1;
    const last = this.#lastAddress;
    const v4 = type === 'PUBLIC' ? '198.18' : '10.183';
    const address = ipVersion === 'IPV6' ? `2001:db8:fe::${last.toString(16)}` : `${v4}.${Math.floor(last / 250)}.${(last % 250) + 1}`;
    return { id: this.nextId(), address, type, ipVersion };
  }
}
