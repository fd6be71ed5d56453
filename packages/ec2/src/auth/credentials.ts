import { type CallOptions, CloudError, type Connection, createTransport, TokenCache, type Transport } from '@portolan/core/driver';
import type { CredentialSpec } from '../config/credential-spec.ts';
import { ContainerCredentials } from './container-credentials.ts';
import type { Identity, IdentitySource } from './identity.ts';
import { sourceOf } from './identity.ts';
import { InstanceMetadata } from './instance-metadata.ts';
import type { Fetched } from './key-document.ts';
import { fromProcess } from './process-credentials.ts';
import { roleFetcher, webIdentityFetcher } from './role-credentials.ts';
import type { Signer, SignerOptions } from './signer.ts';
import { SsoCredentials } from './sso-credentials.ts';

/** Keys of roles are renewed so long before their end; what the service of the metadata gives is the same until then. */
const MARGIN_MS = 5 * 60_000;

export interface CredentialOptions {
  readonly connection: Connection;
  /** Of STS, for roles. */
  readonly stsUrl: string | undefined;
  readonly region: string;
  readonly clockToleranceMs: number;
  /** The version of signatures that the profile asks for. */
  readonly signer: (options: SignerOptions) => Signer;
  /** What asks the metadata service: never a proxy. Default: a transport of its own. */
  readonly metadataTransport?: (() => Transport) | undefined;
}

/** Where a profile's keys come from: fetched when first needed, renewed early, and once however many callers wait. */
export function identitiesOf(spec: CredentialSpec, options: CredentialOptions): IdentitySource {
  if (spec.kind === 'keys') return sourceOf(spec);
  if (spec.kind === 'anonymous') throw new CloudError('invalid-argument', 'an anonymous profile has no keys', { outcome: 'not-done' });
  return new RenewedIdentities(fetcherOf(spec, options), options.connection);
}

function fetcherOf(spec: Exclude<CredentialSpec, { kind: 'keys' | 'anonymous' }>, options: CredentialOptions): (signal: AbortSignal) => Promise<Fetched> {
  switch (spec.kind) {
    case 'process':
      return (signal) => fromProcess(spec.command, signal);
    case 'metadata': {
      const metadata = new InstanceMetadata(direct(options), spec);
      return (signal) => metadata.fetch(signal);
    }
    case 'container': {
      const container = new ContainerCredentials(direct(options), spec);
      return (signal) => container.fetch(signal);
    }
    case 'sso': {
      const portal = new SsoCredentials(options.connection, spec);
      return (signal) => portal.fetch(signal);
    }
    case 'web-identity':
      return webIdentityFetcher(spec, options);
    case 'role':
      return roleFetcher(spec, identitiesOf(spec.source, options), options);
  }
}

/** Past the profile's proxy: what answers there answers to this machine alone. */
const direct = ({ connection, metadataTransport = createTransport }: CredentialOptions): Connection => ({ ...connection, transport: metadataTransport() });

class RenewedIdentities implements IdentitySource {
  readonly #cache: TokenCache<Identity>;

  constructor(fetch: (signal: AbortSignal) => Promise<Fetched>, { clock }: Connection) {
    this.#cache = new TokenCache({ fetch, clock, marginMs: MARGIN_MS });
  }

  get(options: CallOptions): Promise<Identity> {
    return this.#cache.get(options);
  }

  /** Of many refused together with the same keys the first forgets them, and all get the next. */
  forget(accessKeyId: string): boolean {
    const held = this.#cache.peek();
    if (held?.accessKeyId === accessKeyId) this.#cache.invalidate(held);
    return true;
  }
}
