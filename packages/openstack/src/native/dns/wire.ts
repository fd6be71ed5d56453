// Cloud DNS v1.0. Source: Rackspace's "Cloud DNS Developer Guide" 1.0. Ids come as numbers and as text.

export type DnsRecordType = 'A' | 'AAAA' | 'CNAME' | 'MX' | 'NS' | 'SRV' | 'TXT' | 'PTR' | 'SOA' | 'CAA';

export interface DnsRecordWire {
  /** `A-6817754`. */
  readonly id: string;
  readonly name?: string;
  readonly type?: DnsRecordType | (string & {});
  readonly data?: string;
  readonly ttl?: number;
  readonly priority?: number;
  readonly comment?: string;
  readonly created?: string;
  readonly updated?: string;
}

export interface DnsDomainWire {
  readonly id: number | string;
  readonly accountId?: number | string;
  readonly name?: string;
  readonly emailAddress?: string;
  readonly ttl?: number;
  readonly comment?: string;
  readonly created?: string;
  readonly updated?: string;
  readonly nameservers?: readonly { readonly name?: string }[];
  readonly recordsList?: { readonly totalEntries?: number; readonly records?: readonly DnsRecordWire[] };
  readonly subdomains?: { readonly totalEntries?: number; readonly domains?: readonly DnsDomainWire[] };
}

export interface DnsChangeWire {
  readonly domain?: string;
  readonly action?: string;
  readonly targetType?: string;
  readonly targetId?: number | string;
  readonly accountId?: number | string;
  readonly changeDetails?: readonly { readonly field?: string; readonly originalValue?: string; readonly newValue?: string }[];
}

export interface DnsChangesWire {
  readonly from?: string;
  readonly to?: string;
  readonly totalEntries?: number;
  readonly changes?: readonly DnsChangeWire[];
}

/** INITIALIZED comes before RUNNING. */
export type DnsJobStatus = 'INITIALIZED' | 'RUNNING' | 'COMPLETED' | 'ERROR';

export interface DnsFaultWire {
  readonly code?: number;
  readonly message?: string;
  readonly details?: string;
  readonly failedItems?: { readonly faults?: readonly DnsFaultWire[] };
  readonly validationErrors?: { readonly messages?: readonly string[] };
}

/** What every change answers, and `GET /status/{jobId}`. Kept for a day. */
export interface DnsJobWire<Response = unknown> {
  readonly jobId: string;
  readonly status?: DnsJobStatus | (string & {});
  /** Names hosts and schemes of its own: only what follows `/status/` counts. */
  readonly callbackUrl?: string;
  readonly requestUrl?: string;
  readonly verb?: string;
  readonly request?: string;
  readonly response?: Response;
  readonly error?: DnsFaultWire;
}

export interface DnsLimitsWire {
  readonly limits?: {
    readonly rate?: readonly {
      readonly uri?: string;
      readonly regex?: string;
      readonly limit?: readonly { readonly verb?: string; readonly value?: number; readonly remaining?: number; readonly unit?: string }[];
    }[];
    readonly absolute?: Readonly<Record<string, number>>;
  };
}

// What is sent.

export interface DnsRecordSpec {
  readonly type: DnsRecordType;
  /** In full: `www.example.com`. */
  readonly name: string;
  /** SRV: `weight port target`. */
  readonly data: string;
  /** Seconds, 300 at least. Default 3600. */
  readonly ttl?: number | undefined;
  /** Of MX and SRV. */
  readonly priority?: number | undefined;
  /** 160 characters at most. */
  readonly comment?: string | undefined;
}

/** Type and (but for the service of SRV) name stay. */
export interface DnsRecordChange {
  readonly data?: string | undefined;
  readonly ttl?: number | undefined;
  readonly priority?: number | undefined;
  readonly comment?: string | undefined;
}

export interface DnsDomainSpec {
  readonly name: string;
  readonly emailAddress: string;
  readonly ttl?: number | undefined;
  readonly comment?: string | undefined;
  readonly records?: readonly DnsRecordSpec[] | undefined;
  readonly subdomains?: readonly DnsDomainSpec[] | undefined;
}

export interface DnsDomainChange {
  readonly emailAddress?: string | undefined;
  readonly ttl?: number | undefined;
  readonly comment?: string | undefined;
}
