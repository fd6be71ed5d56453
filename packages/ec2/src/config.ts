import { type ConfigContext, type ConfigFields, type ConnectionSettings, configError, connectionFields, readConfig, type Secret } from '@portolan/core/driver';
import type { ChecksumAlgorithm } from './checksums/checksum.ts';
import type { ServiceUrls } from './config/credential-sources.ts';
import type { CredentialSpec } from './config/credential-spec.ts';
import { endpointsOf, serviceUrlsFor, urlsOf } from './config/endpoint-urls.ts';
import { awsFields, type EucalyptusConfig, eucalyptusFields } from './config/fields.ts';
import { credentialProblems, credentialsOf, environmentFor, fileOf, missingIdentity, type Raw } from './config/profile-credentials.ts';
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
  const told = credentialProblems(raw, credentials, scoped);
  if (source.problems.length === 0 && told.length === 0 && credentials === undefined) problems.push(...missingIdentity(preset, raw, source.found, context));
  if (credentials?.kind === 'keys' && /[\s/]/.test(credentials.accessKeyId))
    problems.push(`${context.source}: field "accessKeyId": has a blank or a slash in it`);
  const region = raw.region ?? source.found.region ?? preset.defaultRegion;
  const fromFile = urlsOf(source.found, context, problems);
  const endpoints = endpointsOf(preset, { ec2Url: raw.ec2Url ?? fromFile.ec2Url, s3Url: raw.s3Url ?? fromFile.s3Url }, region);
  const serviceUrls = serviceUrlsFor(preset, { ...source.found.serviceUrls, ...raw.serviceUrls }, endpoints, region, scoped, problems);
  if ((credentials?.kind === 'role' || credentials?.kind === 'web-identity') && serviceUrls.sts === undefined && endpoints !== undefined) {
    problems.push(`${context.source}: field "serviceUrls": has no sts, which gives the keys of roles`);
  }
  if (endpoints === undefined) {
    problems.push(
      preset.id === 'aws'
        ? `${context.source}: field "region" is missing: it names Amazon's endpoints, e.g. eu-west-1 (or set AWS_REGION). For another cloud give ec2Url or s3Url`
        : `${context.source}: field "ec2Url" is missing: the endpoint of compute, e.g. http://10.111.5.3:8773/services/compute (or set EC2_URL, or give eucarc)`,
    );
  }
  problems.push(...told.map((problem) => `${context.source}: ${problem}`));
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
