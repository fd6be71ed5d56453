import { type ConfigContext, type ConfigFields, type ConnectionSettings, configError, connectionFields, readConfig, Secret } from '@portolan/core/driver';
import type { ChecksumAlgorithm } from './checksums/checksum.ts';
import { fromAwsFiles } from './config/aws-files.ts';
import { fromBotoFiles } from './config/boto-files.ts';
import { type Found, fromEucarc, hasKeys, NOTHING, type ServiceUrls, type Source } from './config/credential-sources.ts';
import { type CredentialSpec, METADATA_URL } from './config/credential-spec.ts';
import { endpointsOf, serviceUrlsFor, urlsOf } from './config/endpoint-urls.ts';
import { fromEuca2ools } from './config/euca2ools-files.ts';
import { type AwsConfig, awsFields, type EucalyptusConfig, eucalyptusFields } from './config/fields.ts';
import { type Preset, presets } from './presets.ts';

export { type AwsConfig, awsFields, type EucalyptusConfig, eucalyptusFields } from './config/fields.ts';

/** A profile as it was read: complete, checked, credentials all from one place. */
export interface Ec2Settings extends ConnectionSettings {
  readonly preset: Preset['id'];
  readonly region: string;
  readonly ec2Url?: string | undefined;
  readonly s3Url?: string | undefined;
  readonly accessKeyId?: string | undefined;
  readonly secretAccessKey?: Secret | undefined;
  readonly sessionToken?: Secret | undefined;
  /** How the keys are got: those above, or what has to be asked first. */
  readonly credentials: CredentialSpec;
  readonly serviceUrls: ServiceUrls;
  /** false: creates carry none, and are not repeatable. */
  readonly clientTokens?: boolean | undefined;
  readonly pathStyle?: boolean | undefined;
  readonly imageOwners: readonly string[];
  readonly signatureVersion: 'v4' | 'v2';
  /** What uploads carry and downloads are checked by; absent: Content-MD5 alone. */
  readonly checksum?: ChecksumAlgorithm | undefined;
  /** Absent: all. */
  readonly architecture?: string | undefined;
  readonly apiVersion: string;
}

type AnyConfig = EucalyptusConfig & AwsConfig;
type Raw = { readonly [K in keyof AnyConfig]: K extends 'secretAccessKey' | 'sessionToken' ? Secret | undefined : AnyConfig[K] };

export function parseAwsConfig(input: unknown, context: ConfigContext): Promise<Ec2Settings> {
  return parse(presets.aws, input, context);
}

export function parseEucalyptusConfig(input: unknown, context: ConfigContext): Promise<Ec2Settings> {
  return parse(presets.eucalyptus, input, context);
}

async function parse(preset: Preset, input: unknown, context: ConfigContext): Promise<Ec2Settings> {
  const scoped = { ...context, env: environmentFor(preset, input, context.env) };
  const fields = preset.id === 'aws' ? (awsFields as unknown as ConfigFields<EucalyptusConfig>) : eucalyptusFields;
  const raw = readConfig(fields, input, scoped) as unknown as Raw & ConnectionSettings;
  const problems: string[] = [];
  const source = await fileOf(preset, raw, scoped);
  problems.push(...source.problems);
  const credentials = credentialsOf(raw, source.found, scoped);
  if (source.problems.length === 0 && credentials === undefined) problems.push(...missingIdentity(preset, raw, source.found, context));
  if (credentials?.kind === 'keys' && /[\s/]/.test(credentials.accessKeyId))
    problems.push(`${context.source}: field "accessKeyId": has a blank or a slash in it`);
  const region = raw.region ?? source.found.region ?? preset.defaultRegion;
  const fromFile = urlsOf(source.found, context, problems);
  const endpoints = endpointsOf(preset, { ec2Url: raw.ec2Url ?? fromFile.ec2Url, s3Url: raw.s3Url ?? fromFile.s3Url }, region);
  const serviceUrls = serviceUrlsFor(preset, { ...source.found.serviceUrls, ...raw.serviceUrls }, endpoints, region, scoped, problems);
  if (credentials?.kind === 'role' && serviceUrls.sts === undefined && endpoints !== undefined) {
    problems.push(`${context.source}: field "serviceUrls": has no sts, which gives the keys of roles`);
  }
  if (endpoints === undefined) {
    problems.push(
      preset.id === 'aws'
        ? `${context.source}: field "region" is missing: it names Amazon's endpoints, e.g. eu-west-1 (or set AWS_REGION). For another cloud give ec2Url or s3Url`
        : `${context.source}: field "ec2Url" is missing: the endpoint of compute, e.g. http://10.111.5.3:8773/services/compute (or set EC2_URL, or give eucarc)`,
    );
  }
  if (raw.checksum !== undefined && raw.signatureVersion === 'v2') {
    problems.push(`${context.source}: field "checksum": needs signatureVersion v4, for it comes after bodies that are framed`);
  }
  if (problems.length > 0) throw configError(problems);
  const { pathStyle, signatureVersion, imageOwners, architecture, apiVersion } = raw;
  const known = credentials as CredentialSpec;
  return {
    ...connectionOf(raw),
    ...endpoints,
    pathStyle,
    clientTokens: raw.clientTokens,
    preset: preset.id,
    signatureVersion: signatureVersion ?? 'v4',
    checksum: raw.checksum,
    region: region ?? 'us-east-1',
    ...(known.kind === 'keys' ? { accessKeyId: known.accessKeyId, secretAccessKey: known.secretAccessKey, sessionToken: known.sessionToken } : {}),
    credentials: known,
    serviceUrls,
    imageOwners: (imageOwners ?? preset.imageOwners).filter((owner) => owner !== 'all'),
    architecture: (architecture ?? preset.architecture) === 'all' ? undefined : (architecture ?? preset.architecture),
    apiVersion: apiVersion ?? preset.apiVersion,
  };
}

/** What is of every provider's profile. */
function connectionOf(raw: Raw & ConnectionSettings): ConnectionSettings {
  return Object.fromEntries(
    Object.keys(connectionFields).map((name) => [name, (raw as unknown as Readonly<Record<string, unknown>>)[name]]),
  ) as unknown as ConnectionSettings;
}

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
]);

/**
 * Keys come from one place: where the profile gives keys, or says where they are, those of the environment are not looked at.
 * Else `AWS_SESSION_TOKEN` of a shell would be signed together with the profile's own key.
 */
function environmentFor(preset: Preset, input: unknown, env: ConfigContext['env']): ConfigContext['env'] {
  const own = [
    'accessKeyId',
    'secretAccessKey',
    'awsProfile',
    'credentialProcess',
    'anonymous',
    'instanceMetadata',
    ...(preset.id === 'eucalyptus' ? ['eucarc', 'euca2oolsRegion'] : []),
  ];
  const says = typeof input === 'object' && input !== null && own.some((name) => (input as Record<string, unknown>)[name] !== undefined);
  if (!says) return env;
  return Object.fromEntries(Object.entries(env).filter(([name]) => !CREDENTIAL_VARIABLES.has(name)));
}

/** The file that completes a profile, unless it says all by itself. */
async function fileOf(preset: Preset, raw: Raw, context: ConfigContext): Promise<Source> {
  const given =
    raw.accessKeyId !== undefined ||
    raw.secretAccessKey !== undefined ||
    raw.credentialProcess !== undefined ||
    raw.instanceMetadata !== undefined ||
    raw.anonymous === true;
  if (preset.id === 'aws') {
    // The file's region is wanted even where the keys come from the environment.
    const source = await fromAwsFiles(raw.awsProfile, context);
    if (given) return { found: source.found, problems: [] };
    if (hasKeys(source) || (raw.awsProfile === undefined && source.problems.length > 0)) return source;
    const boto = await fromBotoFiles(raw.awsProfile, false, context);
    if (hasKeys(boto) || (raw.awsProfile === undefined && boto.problems.length > 0)) return { ...boto, found: { ...source.found, ...defined(boto.found) } };
    return source;
  }
  if (raw.eucarc !== undefined) return fromEucarc(raw.eucarc, context);
  if (raw.euca2oolsRegion !== undefined) return fromEuca2ools(raw.euca2oolsRegion, context);
  if (raw.awsProfile !== undefined) return given ? NOTHING : fromAwsFiles(raw.awsProfile, context);
  if (given) return NOTHING;
  for (const read of [
    () => fromEucarc(undefined, context),
    () => fromEuca2ools(undefined, context),
    () => fromBotoFiles(undefined, true, context),
    () => fromAwsFiles(undefined, context),
  ]) {
    const source = await read();
    if (hasKeys(source) || source.problems.length > 0) return source;
  }
  return NOTHING;
}

const defined = (found: Found): Found => Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));

/** Keys from one place, and the role to be taken on with them. Undefined: there are none. */
function credentialsOf(raw: Raw, found: Found, context: ConfigContext): CredentialSpec | undefined {
  const source = keysOf(raw, found, context);
  if (raw.roleArn === undefined || source === undefined) return source;
  return { kind: 'role', roleArn: raw.roleArn, source, sessionName: raw.roleSessionName ?? 'portolan', externalId: raw.externalId };
}

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
  if (found.credentials !== undefined) return found.credentials;
  const { accessKeyId, secretAccessKey, sessionToken } = found;
  if (accessKeyId === undefined || secretAccessKey === undefined) return undefined;
  const token = sessionToken === undefined ? undefined : new Secret(sessionToken);
  return { kind: 'keys', accessKeyId, secretAccessKey: new Secret(secretAccessKey), sessionToken: token };
}

function missingIdentity(preset: Preset, raw: Raw, found: Found, context: ConfigContext): string[] {
  const elsewhere =
    preset.id === 'aws'
      ? 'set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or name an awsProfile, or instanceMetadata'
      : 'set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or give eucarc';
  const from = raw.accessKeyId !== undefined || raw.secretAccessKey !== undefined ? raw : found;
  return (['accessKeyId', 'secretAccessKey'] as const)
    .filter((name) => from[name] === undefined)
    .map((name) => `${context.source}: field "${name}" is missing (or ${elsewhere})`);
}
