import {
  type ConfigContext,
  type ConfigFields,
  type ConnectionConfig,
  type ConnectionSettings,
  configError,
  connectionFields,
  isCloudError,
  readConfig,
  Secret,
} from '@portolan/core/driver';
import { type Found, fromAwsFiles, fromEucarc, type Source } from './config/credential-sources.ts';
import { type Preset, presets } from './presets.ts';

/** A profile of provider `aws`: Amazon, or anything else that speaks EC2 or S3. */
export interface AwsConfig extends ConnectionConfig {
  /** `eu-west-1`. Needed where Amazon's own endpoints are used. */
  readonly region?: string | undefined;
  /** Endpoint of EC2. Default: Amazon's of the region, unless `s3Url` alone is given. */
  readonly ec2Url?: string | undefined;
  /** Endpoint of S3. Default: Amazon's of the region, unless `ec2Url` alone is given. */
  readonly s3Url?: string | undefined;
  readonly accessKeyId?: string | undefined;
  readonly secretAccessKey?: string | Secret | undefined;
  /** Of temporary keys. */
  readonly sessionToken?: string | Secret | undefined;
  /** Profile in `~/.aws/credentials` and `~/.aws/config` to take keys, region and endpoints from. */
  readonly awsProfile?: string | undefined;
  /** true: `host/bucket/key`; false: `bucket.host/key`. Default: the latter on Amazon, the former elsewhere. */
  readonly pathStyle?: boolean | undefined;
  /** `v2` for Eucalyptus before 3.0 and old S3 look-alikes: it covers no bodies. Default `v4`. */
  readonly signatureVersion?: 'v4' | 'v2' | undefined;
  /** Whose images are listed: `self`, `amazon`, account numbers; `all` for everybody's. */
  readonly imageOwners?: readonly string[] | undefined;
  /** Processors that images and sizes are listed for, so that they fit each other. Default on Amazon `x86_64`; `all`: whatever there is. */
  readonly architecture?: 'x86_64' | 'arm64' | 'i386' | 'all' | undefined;
  /** Version of the EC2 API to ask for. */
  readonly apiVersion?: string | undefined;
}

/** A profile of provider `eucalyptus`. */
export interface EucalyptusConfig extends AwsConfig {
  /** The shell file that the cloud generates, with endpoints and keys. Default: `~/.euca/eucarc`, if there is one. */
  readonly eucarc?: string | undefined;
}

/** A profile as it was read: complete, checked, credentials all from one place. */
export interface Ec2Settings extends ConnectionSettings {
  readonly preset: Preset['id'];
  readonly region: string;
  readonly ec2Url?: string | undefined;
  readonly s3Url?: string | undefined;
  readonly accessKeyId: string;
  readonly secretAccessKey: Secret;
  readonly sessionToken?: Secret | undefined;
  readonly pathStyle?: boolean | undefined;
  readonly imageOwners: readonly string[];
  readonly signatureVersion: 'v4' | 'v2';
  /** Absent: all. */
  readonly architecture?: string | undefined;
  readonly apiVersion: string;
}

const shared = {
  region: { kind: 'string', doc: 'Region, part of every signature.', example: 'eu-west-1', env: ['AWS_REGION', 'AWS_DEFAULT_REGION'] },
  ec2Url: {
    kind: 'url',
    doc: 'Endpoint of EC2. Default: Amazon’s of the region, unless s3Url alone is given.',
    example: 'https://ec2.eu-west-1.amazonaws.com',
    env: ['AWS_ENDPOINT_URL_EC2', 'AWS_ENDPOINT_URL'],
  },
  s3Url: {
    kind: 'url',
    doc: 'Endpoint of S3. Default: Amazon’s of the region, unless ec2Url alone is given.',
    example: 'http://127.0.0.1:9000',
    env: ['AWS_ENDPOINT_URL_S3', 'AWS_ENDPOINT_URL'],
  },
  accessKeyId: { kind: 'string', doc: 'Access key id.', env: ['AWS_ACCESS_KEY_ID'] },
  secretAccessKey: { kind: 'secret', doc: 'Secret access key.', env: ['AWS_SECRET_ACCESS_KEY'] },
  sessionToken: { kind: 'secret', doc: 'Session token of temporary keys.', env: ['AWS_SESSION_TOKEN', 'AWS_SECURITY_TOKEN'] },
  awsProfile: {
    kind: 'string',
    doc: 'Profile in ~/.aws/credentials and ~/.aws/config to take keys, region and endpoints from. Default: the one called default.',
    env: ['AWS_PROFILE', 'AWS_DEFAULT_PROFILE'],
  },
  pathStyle: { kind: 'boolean', doc: 'true: host/bucket/key; false: bucket.host/key. Default: false on Amazon, true elsewhere.' },
  signatureVersion: {
    kind: 'choice',
    choices: ['v4', 'v2'],
    doc: 'How requests are signed. v2 is for clouds too old for v4, and covers no bodies. Default: v4.',
  },
  imageOwners: { kind: 'strings', doc: 'Whose images are listed: self, amazon, account numbers, or all.', example: 'self,amazon' },
  architecture: {
    kind: 'choice',
    choices: ['x86_64', 'arm64', 'i386', 'all'],
    doc: 'Processors that images and sizes are listed for, so that they fit each other. Default: x86_64 on Amazon, all elsewhere.',
  },
  apiVersion: { kind: 'string', doc: 'Version of the EC2 API to ask for.', example: '2016-11-15' },
} as const;

export const awsFields: ConfigFields<AwsConfig> = { ...connectionFields, ...shared };

export const eucalyptusFields: ConfigFields<EucalyptusConfig> = {
  ...connectionFields,
  ...shared,
  region: { ...shared.region, doc: 'Region in signatures; Eucalyptus takes any.', example: 'eucalyptus', env: ['AWS_AUTH_REGION'] },
  ec2Url: { ...shared.ec2Url, doc: 'Endpoint of compute.', example: 'http://10.111.5.3:8773/services/compute', env: ['EC2_URL'] },
  s3Url: {
    ...shared.s3Url,
    doc: 'Endpoint of object storage. Default: beside ec2Url, where that ends in /services/….',
    example: 'http://10.111.5.3:8773/services/objectstorage',
    env: ['S3_URL'],
  },
  accessKeyId: { ...shared.accessKeyId, env: ['AWS_ACCESS_KEY_ID', 'AWS_ACCESS_KEY', 'EC2_ACCESS_KEY'] },
  secretAccessKey: { ...shared.secretAccessKey, env: ['AWS_SECRET_ACCESS_KEY', 'AWS_SECRET_KEY', 'EC2_SECRET_KEY'] },
  awsProfile: { ...shared.awsProfile, doc: 'Profile in ~/.aws/credentials to take keys from.', env: [] },
  eucarc: {
    kind: 'path',
    doc: 'The shell file that the cloud generates, read but not run. Default: ~/.euca/eucarc, if there is one.',
    example: '~/.euca/eucarc',
  },
};

type Raw = { readonly [K in keyof EucalyptusConfig]: K extends 'secretAccessKey' | 'sessionToken' ? Secret | undefined : EucalyptusConfig[K] };

export function parseAwsConfig(input: unknown, context: ConfigContext): Promise<Ec2Settings> {
  return parse(presets.aws, input, context);
}

export function parseEucalyptusConfig(input: unknown, context: ConfigContext): Promise<Ec2Settings> {
  return parse(presets.eucalyptus, input, context);
}

async function parse(preset: Preset, input: unknown, context: ConfigContext): Promise<Ec2Settings> {
  const scoped = { ...context, env: environmentFor(preset, input, context.env) };
  const fields = preset.id === 'aws' ? (awsFields as ConfigFields<EucalyptusConfig>) : eucalyptusFields;
  const raw = readConfig(fields, input, scoped) as unknown as Raw & ConnectionSettings;
  const problems: string[] = [];
  const source = await fileOf(preset, raw, scoped);
  problems.push(...source.problems);
  const identity = identityOf(raw, source.found);
  if (source.problems.length === 0) problems.push(...missingIdentity(preset, identity, context));
  if (identity.accessKeyId !== undefined && /[\s/]/.test(identity.accessKeyId))
    problems.push(`${context.source}: field "accessKeyId": has a blank or a slash in it`);
  const region = raw.region ?? source.found.region ?? preset.defaultRegion;
  const fromFile = urlsOf(source.found, context, problems);
  const endpoints = endpointsOf(preset, { ec2Url: raw.ec2Url ?? fromFile.ec2Url, s3Url: raw.s3Url ?? fromFile.s3Url }, region);
  if (endpoints === undefined) {
    problems.push(
      preset.id === 'aws'
        ? `${context.source}: field "region" is missing: it names Amazon's endpoints, e.g. eu-west-1 (or set AWS_REGION). For another cloud give ec2Url or s3Url`
        : `${context.source}: field "ec2Url" is missing: the endpoint of compute, e.g. http://10.111.5.3:8773/services/compute (or set EC2_URL, or give eucarc)`,
    );
  }
  if (problems.length > 0) throw configError(problems);
  const { eucarc: _file, awsProfile: _profile, signatureVersion, imageOwners, architecture, apiVersion, ...connection } = raw;
  return {
    ...connection,
    ...endpoints,
    preset: preset.id,
    signatureVersion: signatureVersion ?? 'v4',
    region: region ?? 'us-east-1',
    accessKeyId: identity.accessKeyId as string,
    secretAccessKey: identity.secretAccessKey as Secret,
    sessionToken: identity.sessionToken,
    imageOwners: (imageOwners ?? preset.imageOwners).filter((owner) => owner !== 'all'),
    architecture: (architecture ?? preset.architecture) === 'all' ? undefined : (architecture ?? preset.architecture),
    apiVersion: apiVersion ?? preset.apiVersion,
  };
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
  const own = ['accessKeyId', 'secretAccessKey', 'awsProfile', ...(preset.id === 'eucalyptus' ? ['eucarc'] : [])];
  const says = typeof input === 'object' && input !== null && own.some((name) => (input as Record<string, unknown>)[name] !== undefined);
  if (!says) return env;
  return Object.fromEntries(Object.entries(env).filter(([name]) => !CREDENTIAL_VARIABLES.has(name)));
}

/** The file that completes a profile, unless it says all by itself. */
async function fileOf(preset: Preset, raw: Raw, context: ConfigContext): Promise<Source> {
  const hasKeys = raw.accessKeyId !== undefined || raw.secretAccessKey !== undefined;
  if (preset.id === 'eucalyptus') {
    if (raw.eucarc !== undefined || (!hasKeys && raw.awsProfile === undefined)) {
      const source = await fromEucarc(raw.eucarc, context);
      if (raw.eucarc !== undefined || source.found.accessKeyId !== undefined) return source;
    }
    return hasKeys ? { found: {}, problems: [] } : fromAwsFiles(raw.awsProfile, context);
  }
  // The file's region is wanted even where the keys come from the environment.
  const source = await fromAwsFiles(raw.awsProfile, context);
  return hasKeys ? { found: { ...source.found }, problems: [] } : source;
}

function identityOf(raw: Raw, found: Found): { accessKeyId?: string | undefined; secretAccessKey?: Secret | undefined; sessionToken?: Secret | undefined } {
  if (raw.accessKeyId !== undefined || raw.secretAccessKey !== undefined) {
    return { accessKeyId: raw.accessKeyId, secretAccessKey: raw.secretAccessKey, sessionToken: raw.sessionToken };
  }
  const secret = (text: string | undefined): Secret | undefined => (text === undefined ? undefined : new Secret(text));
  return { accessKeyId: found.accessKeyId, secretAccessKey: secret(found.secretAccessKey), sessionToken: secret(found.sessionToken) };
}

function missingIdentity(preset: Preset, identity: ReturnType<typeof identityOf>, context: ConfigContext): string[] {
  const elsewhere =
    preset.id === 'aws'
      ? 'set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or name an awsProfile'
      : 'set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or give eucarc';
  return (['accessKeyId', 'secretAccessKey'] as const)
    .filter((name) => identity[name] === undefined)
    .map((name) => `${context.source}: field "${name}" is missing (or ${elsewhere})`);
}

/** Addresses of a file are read as strictly as those of a profile. */
function urlsOf(found: Found, context: ConfigContext, problems: string[]): Endpoints {
  try {
    return readConfig<Endpoints>(
      { ec2Url: { kind: 'url', doc: '' }, s3Url: { kind: 'url', doc: '' } },
      { ec2Url: found.ec2Url, s3Url: found.s3Url },
      { ...context, source: `${context.source}, from its credentials file`, env: {} },
    );
  } catch (error) {
    if (!isCloudError(error)) throw error;
    problems.push(...error.problems);
    return {};
  }
}

interface Endpoints {
  readonly ec2Url?: string | undefined;
  readonly s3Url?: string | undefined;
}

/** Undefined: it cannot be told. One endpoint alone means that service alone, but for Eucalyptus, whose services live side by side. */
function endpointsOf(preset: Preset, given: Endpoints, region: string | undefined): Endpoints | undefined {
  const { ec2Url, s3Url } = given;
  if (preset.id === 'eucalyptus' && ec2Url !== undefined && s3Url === undefined) return { ec2Url, s3Url: besideCompute(ec2Url) };
  if (ec2Url !== undefined || s3Url !== undefined) return given;
  if (region === undefined || preset.ec2UrlOf === undefined || preset.s3UrlOf === undefined) return undefined;
  return { ec2Url: preset.ec2UrlOf(region), s3Url: preset.s3UrlOf(region) };
}

/** `…:8773/services/compute` has `…:8773/services/objectstorage` beside it; in 3.x they were called Eucalyptus and Walrus. */
function besideCompute(ec2Url: string): string | undefined {
  if (/\/services\/compute$/.test(ec2Url)) return ec2Url.replace(/compute$/, 'objectstorage');
  return /\/services\/Eucalyptus$/.test(ec2Url) ? ec2Url.replace(/Eucalyptus$/, 'Walrus') : undefined;
}
