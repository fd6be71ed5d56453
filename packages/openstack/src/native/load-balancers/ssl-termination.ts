import { type CallOptions, Secret } from '@portolan/core/driver';
import { type IdRef, idPath } from '../refs.ts';
import type { ServiceCalls } from '../service-calls.ts';
import { type ChangeOptions, type LoadBalancerChanges, pathOf } from './changes.ts';
import type { CertificateMappingWire, SecurityProtocol, SslTerminationWire } from './wire.ts';

/** PEM texts; RSA keys alone. */
export interface Certificate {
  readonly privateKey: string | Secret;
  readonly certificate: string;
  readonly intermediateCertificate?: string | undefined;
}

export interface SslTerminationSpec extends Certificate {
  readonly securePort: number;
  /** Default true. */
  readonly enabled?: boolean | undefined;
  /** Refuse what is not encrypted. Default false. */
  readonly secureTrafficOnly?: boolean | undefined;
  readonly cipherProfile?: string | undefined;
  readonly securityProtocols?: readonly SecurityProtocol[] | undefined;
}

/** The certificate stays as it is. */
export interface SslTerminationChange {
  readonly securePort?: number | undefined;
  readonly enabled?: boolean | undefined;
  readonly secureTrafficOnly?: boolean | undefined;
  readonly cipherProfile?: string | undefined;
  readonly securityProtocols?: readonly SecurityProtocol[] | undefined;
}

const revealed = (key: string | Secret): string => (key instanceof Secret ? key.reveal() : key);

/** TLS that ends at the load balancer; nodes are spoken to without. */
export class SslTermination {
  /** Certificates by host name (SNI); 20 at most. */
  readonly certificateMappings: CertificateMappings;
  readonly #calls: ServiceCalls;
  readonly #changes: LoadBalancerChanges;

  constructor(calls: ServiceCalls, changes: LoadBalancerChanges) {
    this.#calls = calls;
    this.#changes = changes;
    this.certificateMappings = new CertificateMappings(calls, changes);
  }

  /** undefined: there is none (the service answers 404). */
  async get(loadBalancer: IdRef, options: CallOptions = {}): Promise<SslTerminationWire | undefined> {
    const call = { method: 'GET', path: sslPath(loadBalancer), operation: 'GetSslTermination' } as const;
    return this.#calls.maybe(() => this.#calls.member<SslTerminationWire>(call, 'sslTermination', options));
  }

  async set(loadBalancer: IdRef, spec: SslTerminationSpec, options: ChangeOptions = {}): Promise<void> {
    const { privateKey, enabled = true, secureTrafficOnly = false, ...rest } = spec;
    // `privatekey` here, `privateKey` in certificate mappings.
    await this.#put(loadBalancer, { ...rest, enabled, secureTrafficOnly, privatekey: revealed(privateKey) }, options);
  }

  async update(loadBalancer: IdRef, change: SslTerminationChange, options: ChangeOptions = {}): Promise<void> {
    await this.#put(loadBalancer, change, options);
  }

  async delete(loadBalancer: IdRef, options: ChangeOptions = {}): Promise<void> {
    const call = { method: 'DELETE', path: sslPath(loadBalancer), accept: [404], operation: 'DeleteSslTermination' } as const;
    await this.#changes.run(loadBalancer, options, () => this.#calls.empty(call, options));
  }

  async ciphers(loadBalancer: IdRef, options: CallOptions = {}): Promise<readonly { readonly name?: string }[]> {
    return this.#calls.array({ method: 'GET', path: `${sslPath(loadBalancer)}/ciphers`, operation: 'ListCiphers' }, 'ciphers', options);
  }

  async #put(loadBalancer: IdRef, sslTermination: object, options: ChangeOptions): Promise<void> {
    const call = { method: 'PUT', path: sslPath(loadBalancer), json: { sslTermination }, operation: 'SetSslTermination' } as const;
    await this.#changes.run(loadBalancer, options, () => this.#calls.empty(call, options));
  }
}

export class CertificateMappings {
  readonly #calls: ServiceCalls;
  readonly #changes: LoadBalancerChanges;

  constructor(calls: ServiceCalls, changes: LoadBalancerChanges) {
    this.#calls = calls;
    this.#changes = changes;
  }

  /** Rows are wrapped one by one: `{"certificateMappings":[{"certificateMapping":{…}}]}`. */
  async list(loadBalancer: IdRef, options: CallOptions = {}): Promise<readonly CertificateMappingWire[]> {
    const call = { method: 'GET', path: mappingsPath(loadBalancer), operation: 'ListCertificateMappings' } as const;
    type Row = CertificateMappingWire & { readonly certificateMapping?: CertificateMappingWire };
    return (await this.#calls.array<Row>(call, 'certificateMappings', options)).map((row) => row.certificateMapping ?? row);
  }

  async get(loadBalancer: IdRef, mapping: IdRef, options: CallOptions = {}): Promise<CertificateMappingWire> {
    const call = { method: 'GET', path: mappingPath(loadBalancer, mapping), operation: 'GetCertificateMapping' } as const;
    return this.#calls.member<CertificateMappingWire>(call, 'certificateMapping', options);
  }

  async add(loadBalancer: IdRef, mapping: Certificate & { readonly hostName: string }, options: ChangeOptions = {}): Promise<CertificateMappingWire> {
    const certificateMapping = { ...mapping, privateKey: revealed(mapping.privateKey) };
    const call = { method: 'POST', path: mappingsPath(loadBalancer), json: { certificateMapping }, operation: 'AddCertificateMapping' } as const;
    return this.#changes.run(loadBalancer, options, () => this.#calls.member<CertificateMappingWire>(call, 'certificateMapping', options));
  }

  async update(
    loadBalancer: IdRef,
    mapping: IdRef,
    change: Partial<Certificate> & { readonly hostName?: string | undefined },
    options: ChangeOptions = {},
  ): Promise<void> {
    const { privateKey } = change;
    const certificateMapping = { ...change, ...(privateKey === undefined ? {} : { privateKey: revealed(privateKey) }) };
    const call = { method: 'PUT', path: mappingPath(loadBalancer, mapping), json: { certificateMapping }, operation: 'UpdateCertificateMapping' } as const;
    await this.#changes.run(loadBalancer, options, () => this.#calls.empty(call, options));
  }

  async delete(loadBalancer: IdRef, mapping: IdRef, options: ChangeOptions = {}): Promise<void> {
    const call = { method: 'DELETE', path: mappingPath(loadBalancer, mapping), accept: [404], operation: 'DeleteCertificateMapping' } as const;
    await this.#changes.run(loadBalancer, options, () => this.#calls.empty(call, options));
  }
}

const sslPath = (loadBalancer: IdRef): string => `${pathOf(loadBalancer)}/ssltermination`;
const mappingsPath = (loadBalancer: IdRef): string => `${sslPath(loadBalancer)}/certificatemappings`;
const mappingPath = (loadBalancer: IdRef, mapping: IdRef): string => `${mappingsPath(loadBalancer)}${idPath(mapping, 'certificate mapping')}`;
