// Cloud Load Balancers v1.0. Source: Rackspace's "Cloud Load Balancers Developer Guide" 1.0; faults as its developers noted them in mimic (clb_errors).

export type LoadBalancerStatus = 'ACTIVE' | 'BUILD' | 'PENDING_CREATE' | 'PENDING_UPDATE' | 'PENDING_DELETE' | 'SUSPENDED' | 'ERROR' | 'DELETED';

export type LoadBalancerAlgorithm = 'LEAST_CONNECTIONS' | 'RANDOM' | 'ROUND_ROBIN' | 'WEIGHTED_LEAST_CONNECTIONS' | 'WEIGHTED_ROUND_ROBIN';

export type NodeCondition = 'ENABLED' | 'DISABLED' | 'DRAINING';

/** Boolean, or (of `halfClosed` in lists) its name. */
export type LooseBoolean = boolean | 'true' | 'false';

export interface LoadBalancerWire {
  readonly id: number;
  readonly name?: string;
  readonly status?: LoadBalancerStatus | (string & {});
  readonly protocol?: string;
  readonly port?: number;
  readonly algorithm?: LoadBalancerAlgorithm | (string & {});
  readonly timeout?: number;
  readonly halfClosed?: LooseBoolean;
  readonly httpsRedirect?: LooseBoolean;
  /** Of lists alone. */
  readonly nodeCount?: number;
  readonly nodes?: readonly NodeWire[];
  readonly virtualIps?: readonly VirtualIpWire[];
  readonly cluster?: { readonly name?: string };
  readonly created?: { readonly time?: string };
  readonly updated?: { readonly time?: string };
  readonly sourceAddresses?: { readonly ipv6Public?: string; readonly ipv4Servicenet?: string; readonly ipv4Public?: string };
  readonly connectionLogging?: { readonly enabled?: boolean };
  readonly contentCaching?: { readonly enabled?: boolean };
  readonly sessionPersistence?: { readonly persistenceType?: string };
  readonly connectionThrottle?: ConnectionThrottle;
  readonly healthMonitor?: HealthMonitor;
  readonly accessList?: readonly AccessItemWire[];
  readonly metadata?: readonly MetadataItemWire[];
  readonly sslTermination?: SslTerminationWire;
}

export interface NodeWire {
  readonly id: number;
  readonly address?: string;
  readonly port?: number;
  readonly condition?: NodeCondition | (string & {});
  /** `ONLINE` before the health monitor ran, too. */
  readonly status?: 'ONLINE' | 'OFFLINE' | 'UNKNOWN' | (string & {});
  readonly type?: 'PRIMARY' | 'SECONDARY' | (string & {});
  readonly weight?: number;
  readonly metadata?: readonly MetadataItemWire[];
}

/** An event of a node of the last 90 days. */
export interface NodeEventWire {
  readonly id?: number;
  readonly nodeId?: number;
  readonly accountId?: number;
  readonly loadbalancerId?: number;
  readonly title?: string;
  readonly description?: string;
  readonly category?: string;
  readonly severity?: string;
  readonly type?: string;
  readonly detailedMessage?: string;
  readonly relativeUri?: string;
  readonly author?: string;
  readonly created?: string;
}

export interface VirtualIpWire {
  readonly id: number;
  readonly address?: string;
  readonly type?: 'PUBLIC' | 'SERVICENET' | (string & {});
  readonly ipVersion?: 'IPV4' | 'IPV6' | (string & {});
}

export interface AccessItemWire {
  readonly id: number;
  readonly address?: string;
  readonly type?: 'ALLOW' | 'DENY' | (string & {});
}

export interface MetadataItemWire {
  readonly id: number;
  readonly key: string;
  readonly value: string;
}

export interface SslTerminationWire {
  readonly securePort?: number;
  readonly enabled?: boolean;
  readonly secureTrafficOnly?: boolean;
  readonly certificate?: string;
  readonly intermediateCertificate?: string;
  readonly cipherProfile?: string;
  readonly securityProtocols?: readonly SecurityProtocol[];
}

export interface SecurityProtocol {
  readonly securityProtocolName: 'TLS_10' | 'TLS_11' | (string & {});
  readonly securityProtocolStatus: 'ENABLED' | 'DISABLED' | (string & {});
}

export interface CertificateMappingWire {
  readonly id: number;
  readonly hostName?: string;
  readonly certificate?: string;
  readonly intermediateCertificate?: string;
}

/** Counters since the load balancer was made; five minutes old at most. */
export interface LoadBalancerStatsWire {
  readonly connectTimeOut?: number;
  readonly connectError?: number;
  readonly connectFailure?: number;
  readonly dataTimedOut?: number;
  readonly keepAliveTimedOut?: number;
  readonly maxConn?: number;
  readonly currentConn?: number;
  readonly connectTimeOutSsl?: number;
  readonly connectErrorSsl?: number;
  readonly connectFailureSsl?: number;
  readonly dataTimedOutSsl?: number;
  readonly keepAliveTimedOutSsl?: number;
  readonly maxConnSsl?: number;
  readonly currentConnSsl?: number;
}

export interface UsageRecordWire {
  readonly id?: number;
  readonly averageNumConnections?: number;
  readonly averageNumConnectionsSsl?: number;
  readonly incomingTransfer?: number;
  readonly incomingTransferSsl?: number;
  readonly outgoingTransfer?: number;
  readonly outgoingTransferSsl?: number;
  readonly numVips?: number;
  readonly numPolls?: number;
  readonly startTime?: string;
  readonly endTime?: string;
  readonly vipType?: string;
  readonly sslMode?: string;
  readonly eventType?: string;
}

/** A load balancer with its usage, in the account's. */
export interface AccountUsageWire {
  readonly loadBalancerId?: number;
  readonly loadBalancerName?: string;
  readonly loadBalancerUsageRecords?: readonly UsageRecordWire[];
}

// What is sent. Members that are left out are not sent: the service refuses `null` ("JSON does not match the expected schema").

/** `CONNECT` asks whether the port opens; the others ask for a page. */
export type HealthMonitor =
  | { readonly type: 'CONNECT'; readonly delay: number; readonly timeout: number; readonly attemptsBeforeDeactivation: number }
  | {
      readonly type: 'HTTP' | 'HTTPS';
      /** Seconds between two looks, 1 to 3600. */
      readonly delay: number;
      /** Seconds, 1 to 300. */
      readonly timeout: number;
      /** 1 to 10. */
      readonly attemptsBeforeDeactivation: number;
      readonly path: string;
      /** `^[234][0-9][0-9]$` */
      readonly statusRegex: string;
      readonly bodyRegex?: string | undefined;
      readonly hostHeader?: string | undefined;
    };

/** The first time all four are needed; since 1.22 only `maxConnections` has an effect. */
export interface ConnectionThrottle {
  /** 0 to 100000; 0 is no limit. */
  readonly maxConnections?: number | undefined;
  readonly minConnections?: number | undefined;
  readonly maxConnectionRate?: number | undefined;
  readonly rateInterval?: number | undefined;
}

export type SessionPersistence = 'HTTP_COOKIE' | 'SOURCE_IP' | 'SSL_ID';

export interface NodeSpec {
  /** An address, or a name that resolves to one. */
  readonly address: string;
  readonly port: number;
  readonly condition: NodeCondition;
  /** `SECONDARY` needs a health monitor. */
  readonly type?: 'PRIMARY' | 'SECONDARY' | undefined;
  /** 1 to 100, for the weighted algorithms. */
  readonly weight?: number | undefined;
}

/** Address and port of a node cannot be changed. */
export interface NodeChange {
  readonly condition?: NodeCondition | undefined;
  readonly type?: 'PRIMARY' | 'SECONDARY' | undefined;
  readonly weight?: number | undefined;
}

/** A new one, or by its id one that another load balancer has (with another port). `PUBLIC` without a version makes two. */
export type VirtualIpSpec = { readonly type: 'PUBLIC' | 'SERVICENET'; readonly ipVersion?: 'IPV4' | 'IPV6' | undefined } | { readonly id: number };

export interface AccessItemSpec {
  /** An address or a network: `192.0.2.0/24`. */
  readonly address: string;
  /** `ALLOW` beats `DENY`. */
  readonly type: 'ALLOW' | 'DENY';
}

export interface LoadBalancerSpec {
  /** 128 characters at most; need not be unique. */
  readonly name: string;
  /** One of `protocols()`. */
  readonly protocol: string;
  readonly virtualIps: readonly VirtualIpSpec[];
  /** Default: the protocol's own, where it has one. */
  readonly port?: number | undefined;
  readonly nodes?: readonly NodeSpec[] | undefined;
  /** Default `RANDOM`. */
  readonly algorithm?: LoadBalancerAlgorithm | undefined;
  /** Seconds a node may stay silent, 30 to 120. */
  readonly timeout?: number | undefined;
  readonly halfClosed?: boolean | undefined;
  readonly httpsRedirect?: boolean | undefined;
  readonly accessList?: readonly AccessItemSpec[] | undefined;
  readonly connectionLogging?: { readonly enabled: boolean } | undefined;
  readonly connectionThrottle?: ConnectionThrottle | undefined;
  readonly healthMonitor?: HealthMonitor | undefined;
  readonly metadata?: readonly { readonly key: string; readonly value: string }[] | undefined;
  readonly sessionPersistence?: { readonly persistenceType: SessionPersistence } | undefined;
}

/** All that a load balancer itself lets change; everything else is changed where it hangs (`nodes`, `healthMonitor`, …). */
export interface LoadBalancerChange {
  readonly name?: string | undefined;
  readonly algorithm?: LoadBalancerAlgorithm | undefined;
  readonly protocol?: string | undefined;
  readonly halfClosed?: boolean | undefined;
  readonly port?: number | undefined;
  readonly timeout?: number | undefined;
  readonly httpsRedirect?: boolean | undefined;
}
