import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ConfigContext } from '@portolan/core/driver';
import { parseEucarc } from './eucarc.ts';
import { type IniSection, parseIni } from './ini.ts';

/** What a file adds to a profile. All of it comes from one place: a key of one file never meets the secret of another. */
export interface Found {
  readonly accessKeyId?: string | undefined;
  readonly secretAccessKey?: string | undefined;
  readonly sessionToken?: string | undefined;
  readonly region?: string | undefined;
  readonly ec2Url?: string | undefined;
  readonly s3Url?: string | undefined;
}

export interface Source {
  readonly found: Found;
  readonly problems: readonly string[];
}

const NOTHING: Source = { found: {}, problems: [] };

/** What the AWS command line reads: `~/.aws/credentials`, then `~/.aws/config`. `profile` is absent when nobody named one: then `default`, if there is one. */
export async function fromAwsFiles(profile: string | undefined, context: ConfigContext): Promise<Source> {
  const { env, home } = context;
  const credentialsFile = env['AWS_SHARED_CREDENTIALS_FILE'] ?? join(home, '.aws', 'credentials');
  const configFile = env['AWS_CONFIG_FILE'] ?? join(home, '.aws', 'config');
  const [credentials, config] = await Promise.all([read(credentialsFile), read(configFile)]);
  const name = profile ?? 'default';
  const inCredentials = section(credentials, name);
  const inConfig = section(config, `profile ${name}`) ?? section(config, name);
  if (inCredentials === undefined && inConfig === undefined) {
    if (profile === undefined) return NOTHING;
    return { found: {}, problems: [`AWS profile "${name}" is neither in ${credentialsFile} nor in ${configFile}`] };
  }
  const keys = [inCredentials, inConfig].find((one) => one?.has('aws_access_key_id') === true || one?.has('aws_secret_access_key') === true);
  const where = keys === inCredentials ? credentialsFile : configFile;
  const problems: string[] = [];
  if (keys !== undefined && (keys.get('aws_access_key_id') ?? '') === '') problems.push(`${where}, profile "${name}": aws_access_key_id is missing`);
  if (keys !== undefined && (keys.get('aws_secret_access_key') ?? '') === '') problems.push(`${where}, profile "${name}": aws_secret_access_key is missing`);
  if (keys === undefined && profile !== undefined) problems.push(...withoutKeys(name, inCredentials, inConfig, credentialsFile));
  const setting = (key: string): string | undefined => nonEmpty(inConfig?.get(key)) ?? nonEmpty(inCredentials?.get(key));
  return {
    found: {
      accessKeyId: keys?.get('aws_access_key_id'),
      secretAccessKey: keys?.get('aws_secret_access_key'),
      sessionToken: nonEmpty(keys?.get('aws_session_token')) ?? nonEmpty(keys?.get('aws_security_token')),
      region: setting('region'),
      ec2Url: setting('ec2.endpoint_url') ?? setting('endpoint_url'),
      s3Url: setting('s3.endpoint_url') ?? setting('endpoint_url'),
    },
    problems,
  };
}

function withoutKeys(name: string, inCredentials: IniSection | undefined, inConfig: IniSection | undefined, file: string): string[] {
  const other = ['role_arn', 'credential_process', 'sso_session', 'sso_start_url', 'web_identity_token_file'].find(
    (key) => inConfig?.has(key) === true || inCredentials?.has(key) === true,
  );
  if (other === undefined) return [`AWS profile "${name}" has no aws_access_key_id: expected in ${file}`];
  return [`AWS profile "${name}" gets its keys by ${other}, which is not supported: give accessKeyId, secretAccessKey and sessionToken`];
}

/** A cloud's `eucarc`. `path` is absent when nobody named one: then `~/.euca/eucarc`, if there is one. */
export async function fromEucarc(path: string | undefined, context: ConfigContext): Promise<Source> {
  const file = path ?? join(context.home, '.euca', 'eucarc');
  const text = await read(file);
  if (text === undefined) return path === undefined ? NOTHING : { found: {}, problems: [`${context.source}: field "eucarc": ${file} cannot be read`] };
  const values = parseEucarc(text, dirname(file));
  const first = (...names: readonly string[]): string | undefined => names.map((name) => nonEmpty(values.get(name))).find((value) => value !== undefined);
  const found: Found = {
    accessKeyId: first('AWS_ACCESS_KEY_ID', 'AWS_ACCESS_KEY', 'EC2_ACCESS_KEY'),
    secretAccessKey: first('AWS_SECRET_ACCESS_KEY', 'AWS_SECRET_KEY', 'EC2_SECRET_KEY'),
    sessionToken: first('AWS_SESSION_TOKEN', 'AWS_SECURITY_TOKEN'),
    ec2Url: first('EC2_URL'),
    s3Url: first('S3_URL'),
  };
  const empty = path !== undefined && Object.values(found).every((value) => value === undefined);
  return { found, problems: empty ? [`${context.source}: field "eucarc": ${file} sets none of EC2_URL, S3_URL, AWS_ACCESS_KEY_ID`] : [] };
}

function section(text: string | undefined, name: string): IniSection | undefined {
  return text === undefined ? undefined : parseIni(text).get(name);
}

async function read(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch {
    return undefined;
  }
}

const nonEmpty = (value: string | undefined): string | undefined => (value === undefined || value === '' ? undefined : value);
