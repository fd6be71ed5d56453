import { readFile } from 'node:fs/promises';
import { type AuthStrategy, type CallOptions, CloudError, Secret, xmlChild, xmlText } from '@portolan/core/driver';
import { QueryClient } from '../client.ts';
import type { Query } from '../compute/query.ts';
import type { MfaCode, RoleSpec, WebIdentitySpec } from '../config/credential-spec.ts';
import { type Endpoint, endpointOf } from '../endpoints.ts';
import { queryServices } from '../native/services.ts';
import type { CredentialOptions } from './credentials.ts';
import type { IdentitySource } from './identity.ts';
import type { Fetched } from './key-document.ts';
import { outputOf } from './process-credentials.ts';
import type { SignerOptions } from './signer.ts';
import { Unsigned } from './unsigned.ts';

type Fetch = (signal: AbortSignal) => Promise<Fetched>;

/** AssumeRole, signed with other keys. */
export function roleFetcher(spec: RoleSpec, identity: IdentitySource, options: CredentialOptions): Fetch {
  const client = stsClient(options, (signing) => options.signer({ ...signing, identity }));
  return async (signal) => {
    const mfa = spec.mfa === undefined ? {} : { SerialNumber: spec.mfa.serial, TokenCode: await codeOf(spec.mfa.code, signal) };
    const parameters = { RoleArn: spec.roleArn, RoleSessionName: spec.sessionName, DurationSeconds: spec.durationSeconds, ExternalId: spec.externalId, ...mfa };
    // A code is good once.
    return keysFrom(client, { action: 'AssumeRole', parameters, idempotent: spec.mfa === undefined }, { signal });
  };
}

/** AssumeRoleWithWebIdentity, which the token alone speaks for: it is not signed. */
export function webIdentityFetcher(spec: WebIdentitySpec, options: CredentialOptions): Fetch {
  const client = stsClient(options, (signing) => new Unsigned(signing));
  return async (signal) => {
    const token = await readFile(spec.tokenFile, 'utf8').catch((cause: unknown) => {
      throw new CloudError('unauthenticated', `the token of the web identity cannot be read: ${spec.tokenFile}`, { outcome: 'not-done', cause });
    });
    const parameters = { RoleArn: spec.roleArn, RoleSessionName: spec.sessionName, WebIdentityToken: token.trim(), DurationSeconds: spec.durationSeconds };
    return keysFrom(client, { action: 'AssumeRoleWithWebIdentity', parameters, idempotent: true }, { signal });
  };
}

type Signing = Omit<SignerOptions, 'identity'> & { readonly ec2: Endpoint };

function stsClient({ connection, stsUrl, region, clockToleranceMs }: CredentialOptions, auth: (signing: Signing) => AuthStrategy): QueryClient {
  if (stsUrl === undefined) {
    throw new CloudError('invalid-argument', 'a role needs the address of STS: give it in serviceUrls, or a region of Amazon’s', { outcome: 'not-done' });
  }
  const endpoint = endpointOf(stsUrl);
  const { scope, version = '' } = queryServices.sts;
  const strategy = auth({ region, clock: connection.clock, ec2: endpoint, service: scope, s3: undefined, clockToleranceMs });
  return new QueryClient(connection, strategy, endpoint, version);
}

async function codeOf(code: MfaCode, signal: AbortSignal): Promise<string> {
  const said = typeof code === 'function' ? await code() : await outputOf(code.process, 'mfaProcess', signal);
  const digits = typeof said === 'string' ? said.trim() : '';
  if (!/^\d{6}$/.test(digits)) throw new CloudError('unauthenticated', 'the code of the device is not six digits', { outcome: 'not-done' });
  return digits;
}

async function keysFrom(client: QueryClient, query: Query, options: CallOptions): Promise<Fetched> {
  const root = await client.document(query, options);
  const keys = xmlChild(xmlChild(root, `${query.action}Result`) ?? {}, 'Credentials') ?? {};
  const accessKeyId = xmlText(keys, 'AccessKeyId') ?? '';
  const secretAccessKey = xmlText(keys, 'SecretAccessKey') ?? '';
  const token = xmlText(keys, 'SessionToken') ?? '';
  const ends = Date.parse(xmlText(keys, 'Expiration') ?? '');
  if (accessKeyId === '' || secretAccessKey === '' || token === '' || Number.isNaN(ends)) {
    throw new CloudError('protocol', `${query.action} answered without keys, or does not say when they end`, { outcome: 'done' });
  }
  return { value: { accessKeyId, secretAccessKey: new Secret(secretAccessKey), sessionToken: new Secret(token) }, expiresAt: new Date(ends) };
}
