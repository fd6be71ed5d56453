// Cloud Files CDN. Source: Rackspace's "Cloud Files CDN" pages. Cloud CDN v1.0 is Poppy's API: poppy/transport/pecan.

/** A row of `GET /`; one of the documents' samples spells its members as headers (`X-Cdn-Uri`), which are read as well. */
export interface CdnContainerRow {
  readonly name: string;
  readonly cdn_enabled?: boolean;
  readonly ttl?: number;
  readonly log_retention?: boolean;
  readonly cdn_uri?: string;
  readonly cdn_ssl_uri?: string;
  readonly cdn_streaming_uri?: string;
  readonly cdn_ios_uri?: string;
}

export interface CdnDomain {
  readonly domain: string;
  /** Default `http`. */
  readonly protocol?: 'http' | 'https' | undefined;
  readonly certificate?: 'shared' | 'san' | 'custom' | undefined;
}

export interface CdnRule {
  readonly name: string;
  readonly request_url?: string | undefined;
  readonly referrer?: string | undefined;
  readonly client_ip?: string | undefined;
  readonly geography?: string | undefined;
}

export interface CdnOrigin {
  readonly origin: string;
  /** 80 or 443. Default 80. */
  readonly port?: number | undefined;
  readonly ssl?: boolean | undefined;
  readonly rules?: readonly CdnRule[] | undefined;
  readonly hostheadertype?: 'domain' | 'origin' | 'custom' | undefined;
  readonly hostheadervalue?: string | undefined;
}

export interface CdnCaching {
  readonly name: string;
  /** Seconds. */
  readonly ttl: number;
  readonly rules?: readonly CdnRule[] | undefined;
}

export interface CdnRestriction {
  readonly name: string;
  readonly access?: 'whitelist' | 'blacklist' | undefined;
  readonly rules: readonly CdnRule[];
}

export interface CdnServiceSpec {
  /** Three characters at least. */
  readonly name: string;
  /** `cdn` */
  readonly flavor_id: string;
  readonly domains: readonly CdnDomain[];
  readonly origins: readonly CdnOrigin[];
  readonly caching?: readonly CdnCaching[] | undefined;
  readonly restrictions?: readonly CdnRestriction[] | undefined;
  readonly log_delivery?: { readonly enabled: boolean } | undefined;
}

/** With the service's defaults filled in. */
export interface CdnServiceWire {
  readonly id: string;
  readonly name?: string;
  readonly project_id?: string;
  readonly flavor_id?: string;
  readonly status?: 'create_in_progress' | 'deployed' | 'update_in_progress' | 'delete_in_progress' | 'failed' | (string & {});
  readonly domains?: readonly CdnDomain[];
  readonly origins?: readonly CdnOrigin[];
  readonly caching?: readonly CdnCaching[];
  readonly restrictions?: readonly CdnRestriction[];
  readonly log_delivery?: { readonly enabled?: boolean };
  readonly errors?: readonly { readonly message?: string }[];
  readonly links?: readonly { readonly rel?: string; readonly href?: string }[];
}

export interface CdnFlavorWire {
  readonly id: string;
  readonly providers?: readonly { readonly provider?: string }[];
}

/** JSON Patch (RFC 6902). */
export interface CdnPatch {
  readonly op: 'add' | 'remove' | 'replace';
  /** `/domains/-` */
  readonly path: string;
  readonly value?: unknown;
}
