import { type ConfigContext, Secret } from '@portolan/core/driver';
import type { Preset } from '../presets.ts';
import { fromAwsFiles } from './aws-files.ts';
import { fromBotoFiles } from './boto-files.ts';
import { type Found, fromEucarc, hasKeys, NOTHING, type Source } from './credential-sources.ts';
import { type CredentialSpec, METADATA_URL, type MfaCode } from './credential-spec.ts';
import { CREDENTIAL_PLACES, containerOf, webIdentityOf } from './environment-credentials.ts';
import { fromEuca2ools } from './euca2ools-files.ts';
import type { AwsConfig, EucalyptusConfig } from './fields.ts';

/** A profile as its fields say it, before files are asked. */
type AnyConfig = EucalyptusConfig & AwsConfig;
export type Raw = { readonly [K in keyof AnyConfig]: K extends 'secretAccessKey' | 'sessionToken' ? Secret | undefined : AnyConfig[K] };

const CREDENTIAL_VARIABLES: ReadonlySet<string> = new Set([
  'AWS_ACCESS_KEY_ID',
  'AWS_ACCESS_KEY',
  'EC2_ACCESS_KEY',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SECRET_KEY',
  'EC2_SECRET_KEY',
  'AWS_SESSION_TOKEN',
  'AWS_SECURITY_TOKEN',
  'AWS_PROFILE',
  'AWS_DEFAULT_PROFILE',
  ...CREDENTIAL_PLACES,
]);

/**
 * Keys come from one place: where the profile gives keys, or says where they are, those of the environment are not looked at.
 * Else `AWS_SESSION_TOKEN` of a shell would be signed together with the profile's own key.
 */
export function environmentFor(preset: Preset, input: unknown, env: ConfigContext['env']): ConfigContext['env'] {
  const own = [
    'accessKeyId',
    'secretAccessKey',
    'awsProfile',
    'credentialProcess',
    'anonymous',
    'instanceMetadata',
    'webIdentityTokenFile',
    ...(preset.id === 'eucalyptus' ? ['eucarc', 'euca2oolsRegion'] : []),
  ];
  const said = (typeof input === 'object' && input !== null ? input : {}) as Readonly<Record<string, unknown>>;
  const container = said['containerCredentials'] === true;
  if (!container && own.every((name) => said[name] === undefined)) return env;
  return Object.fromEntries(Object.entries(env).filter(([name]) => !CREDENTIAL_VARIABLES.has(name) || (container && name.startsWith('AWS_CONTAINER_'))));
}

/** The file that completes a profile, unless it says all by itself. */
export async function fileOf(preset: Preset, raw: Raw, context: ConfigContext): Promise<Source> {
  const given =
    raw.accessKeyId !== undefined ||
    raw.secretAccessKey !== undefined ||
    raw.credentialProcess !== undefined ||
    raw.instanceMetadata !== undefined ||
    raw.webIdentityTokenFile !== undefined ||
    raw.containerCredentials === true ||
    raw.anonymous === true;
  if (preset.id === 'aws') {
    // The file's region is wanted even where the keys come from the environment.
    const source = await fromAwsFiles(raw.awsProfile, context, mfaCodeOf(raw));
    if (given) return { found: source.found, problems: [] };
    if (hasKeys(source) || (raw.awsProfile === undefined && source.problems.length > 0)) return source;
    const boto = await fromBotoFiles(raw.awsProfile, false, context);
    if (hasKeys(boto) || (raw.awsProfile === undefined && boto.problems.length > 0)) return { ...boto, found: { ...source.found, ...defined(boto.found) } };
    return source;
  }
  if (raw.eucarc !== undefined) return fromEucarc(raw.eucarc, context);
  if (raw.euca2oolsRegion !== undefined) return fromEuca2ools(raw.euca2oolsRegion, context);
  if (raw.awsProfile !== undefined) return given ? NOTHING : fromAwsFiles(raw.awsProfile, context, mfaCodeOf(raw));
  if (given) return NOTHING;
  for (const read of [
    () => fromEucarc(undefined, context),
    () => fromEuca2ools(undefined, context),
    () => fromBotoFiles(undefined, true, context),
    () => fromAwsFiles(undefined, context, mfaCodeOf(raw)),
  ]) {
    const source = await read();
    if (hasKeys(source) || source.problems.length > 0) return source;
  }
  return NOTHING;
}

const defined = (found: Found): Found => Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));

/** Keys from one place, and the role to be taken on with them. Undefined: there are none. */
export function credentialsOf(raw: Raw, found: Found, context: ConfigContext): CredentialSpec | undefined {
  const { roleArn, roleSessionName: sessionName = 'portolan', externalId, mfaSerial: serial, webIdentityTokenFile: tokenFile } = raw;
  if (tokenFile !== undefined) return roleArn === undefined ? undefined : { kind: 'web-identity', roleArn, tokenFile, sessionName };
  const source = keysOf(raw, found, context);
  if (roleArn === undefined || source === undefined) return source;
  const code = mfaCodeOf(raw);
  const mfa = serial === undefined || code === undefined ? undefined : { serial, code };
  return { kind: 'role', roleArn, source, sessionName, externalId, mfa };
}

const mfaCodeOf = ({ mfaCode, mfaProcess }: Raw): MfaCode | undefined => mfaCode ?? (mfaProcess === undefined ? undefined : { process: mfaProcess });

function keysOf(raw: Raw, found: Found, { env }: ConfigContext): CredentialSpec | undefined {
  if (raw.anonymous === true) return { kind: 'anonymous' };
  if (raw.accessKeyId !== undefined || raw.secretAccessKey !== undefined) {
    if (raw.accessKeyId === undefined || raw.secretAccessKey === undefined) return undefined;
    return { kind: 'keys', accessKeyId: raw.accessKeyId, secretAccessKey: raw.secretAccessKey, sessionToken: raw.sessionToken };
  }
  if (raw.credentialProcess !== undefined) return { kind: 'process', command: raw.credentialProcess };
  if (raw.instanceMetadata !== undefined) {
    return { kind: 'metadata', version: raw.instanceMetadata, url: env['AWS_EC2_METADATA_SERVICE_ENDPOINT'] ?? METADATA_URL };
  }
  const container = containerOf(env);
  const served = typeof container === 'string' ? undefined : container;
  if (raw.containerCredentials === true) return served;
  // What the environment says goes before files, but for a container's service, which is there for whoever has nothing else.
  const identity = webIdentityOf(env);
  if (identity !== undefined) return identity;
  if (found.credentials !== undefined) return found.credentials;
  const { accessKeyId, secretAccessKey, sessionToken } = found;
  if (accessKeyId === undefined || secretAccessKey === undefined) return accessKeyId === undefined && secretAccessKey === undefined ? served : undefined;
  const token = sessionToken === undefined ? undefined : new Secret(sessionToken);
  return { kind: 'keys', accessKeyId, secretAccessKey: new Secret(secretAccessKey), sessionToken: token };
}

/** What fields and variables say that does not go together. */
export function credentialProblems(raw: Raw, credentials: CredentialSpec | undefined, { env }: ConfigContext): string[] {
  const { roleArn, mfaSerial, mfaCode, webIdentityTokenFile, containerCredentials } = raw;
  const problems: string[] = [];
  if (webIdentityTokenFile !== undefined && roleArn === undefined) problems.push('field "roleArn" is missing: the role that webIdentityTokenFile is for');
  if (mfaCode !== undefined && typeof mfaCode !== 'function') problems.push('field "mfaCode": expected a function');
  if (mfaSerial !== undefined && mfaCodeOf(raw) === undefined) {
    problems.push('field "mfaSerial": wants a code: give mfaCode (a function) or mfaProcess (a program that prints it)');
  }
  if (mfaSerial !== undefined && roleArn === undefined) problems.push('field "mfaSerial": is for a role: give roleArn');
  const container = containerOf(env);
  if (typeof container === 'string' && credentials === undefined) problems.push(container);
  if (containerCredentials === true && container === undefined)
    problems.push('field "containerCredentials": AWS_CONTAINER_CREDENTIALS_RELATIVE_URI is not set');
  return problems;
}

export function missingIdentity(preset: Preset, raw: Raw, found: Found, context: ConfigContext): string[] {
  const elsewhere =
    preset.id === 'aws'
      ? 'set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or name an awsProfile, or instanceMetadata'
      : 'set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or give eucarc';
  const from = raw.accessKeyId !== undefined || raw.secretAccessKey !== undefined ? raw : found;
  return (['accessKeyId', 'secretAccessKey'] as const)
    .filter((name) => from[name] === undefined)
    .map((name) => `${context.source}: field "${name}" is missing (or ${elsewhere})`);
}
