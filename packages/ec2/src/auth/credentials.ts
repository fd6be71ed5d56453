import { type CallOptions, CloudError, type Connection, createTransport, Secret, TokenCache, type Transport, xmlChild, xmlText } from '@portolan/core/driver';
import { QueryClient } from '../client.ts';
import type { CredentialSpec, RoleSpec } from '../config/credential-spec.ts';
import { endpointOf } from '../endpoints.ts';
import { queryServices } from '../native/services.ts';
import type { Identity, IdentitySource } from './identity.ts';
import { sourceOf } from './identity.ts';
import { InstanceMetadata } from './instance-metadata.ts';
import { type Fetched, fromProcess } from './process-credentials.ts';
import type { Signer, SignerOptions } from './signer.ts';

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
      const transport = (options.metadataTransport ?? createTransport)();
      const metadata = new InstanceMetadata({ ...options.connection, transport }, spec);
      return (signal) => metadata.fetch(signal);
    }
    case 'role':
      return roleFetcher(spec, options);
  }
}

function roleFetcher(spec: RoleSpec, options: CredentialOptions): (signal: AbortSignal) => Promise<Fetched> {
  const { connection, stsUrl, region, clockToleranceMs, signer } = options;
  if (stsUrl === undefined) {
    throw new CloudError('invalid-argument', 'a role needs the address of STS: give it in serviceUrls, or a region of Amazon’s', { outcome: 'not-done' });
  }
  const endpoint = endpointOf(stsUrl);
  const { scope, version = '' } = queryServices.sts;
  const identity = identitiesOf(spec.source, options);
  const auth = signer({ identity, region, clock: connection.clock, ec2: endpoint, service: scope, s3: undefined, clockToleranceMs });
  const client = new QueryClient(connection, auth, endpoint, version);
  return (signal) => assumeRole(client, spec, { signal });
}

async function assumeRole(client: QueryClient, spec: RoleSpec, options: CallOptions): Promise<Fetched> {
  const parameters = {
    RoleArn: spec.roleArn,
    RoleSessionName: spec.sessionName,
    DurationSeconds: spec.durationSeconds,
    ExternalId: spec.externalId,
  };
  const root = await client.document({ action: 'AssumeRole', parameters, idempotent: true }, options);
  const keys = xmlChild(xmlChild(root, 'AssumeRoleResult') ?? {}, 'Credentials') ?? {};
  const accessKeyId = xmlText(keys, 'AccessKeyId') ?? '';
  const secretAccessKey = xmlText(keys, 'SecretAccessKey') ?? '';
  const token = xmlText(keys, 'SessionToken') ?? '';
  const ends = Date.parse(xmlText(keys, 'Expiration') ?? '');
  if (accessKeyId === '' || secretAccessKey === '' || token === '' || Number.isNaN(ends)) {
    throw new CloudError('protocol', 'AssumeRole answered without keys, or does not say when they end', { outcome: 'done' });
  }
  return { value: { accessKeyId, secretAccessKey: new Secret(secretAccessKey), sessionToken: new Secret(token) }, expiresAt: new Date(ends) };
}

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
