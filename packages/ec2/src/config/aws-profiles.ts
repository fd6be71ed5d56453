import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { type ConfigContext, Secret } from '@portolan/core/driver';
import { nonEmpty } from './credential-sources.ts';
import { type CredentialSpec, METADATA_URL, type MfaCode, type MfaSpec } from './credential-spec.ts';
import { containerOf } from './environment-credentials.ts';
import type { IniSection } from './ini.ts';

/** Both files of the AWS command line, as they were read. */
export interface AwsFiles {
  readonly credentialsFile: string;
  readonly configFile: string;
  readonly credentials: ReadonlyMap<string, IniSection>;
  readonly config: ReadonlyMap<string, IniSection>;
  readonly env: ConfigContext['env'];
  readonly home: string;
  /** How the code of a device is got, where a profile names one. */
  readonly mfaCode?: MfaCode | undefined;
}

export function sections(files: AwsFiles, name: string): { readonly inCredentials: IniSection | undefined; readonly inConfig: IniSection | undefined } {
  return { inCredentials: files.credentials.get(name), inConfig: files.config.get(`profile ${name}`) ?? files.config.get(name) };
}

type Setting = (key: string) => string | undefined;

/** How a profile gets its keys: a role before keys, keys before a program, a program before SSO. `from`: the profiles that asked for this one. */
export function specOf(files: AwsFiles, name: string, from: readonly string[], problems: string[], named: boolean): CredentialSpec | undefined {
  const { inCredentials, inConfig } = sections(files, name);
  const setting: Setting = (key) => nonEmpty(inConfig?.get(key)) ?? nonEmpty(inCredentials?.get(key));
  const say = (text: string): undefined => void problems.push(`AWS profile "${name}": ${text}`);
  const roleArn = setting('role_arn');
  const tokenFile = setting('web_identity_token_file');
  if (roleArn !== undefined && tokenFile !== undefined)
    return { kind: 'web-identity', tokenFile: homed(tokenFile, files), ...sessionOf(roleArn, setting, say) };
  // A profile may be its own source: then its keys are meant.
  if (roleArn !== undefined && from.at(-1) !== name) return roleOf(files, name, roleArn, setting, from, problems, say);
  const keys = [inCredentials, inConfig].find((one) => one?.has('aws_access_key_id') === true || one?.has('aws_secret_access_key') === true);
  if (keys !== undefined) return keysOf(keys, `${keys === inCredentials ? files.credentialsFile : files.configFile}, profile "${name}"`, problems);
  const command = setting('credential_process');
  if (command !== undefined) return { kind: 'process', command };
  if (setting('sso_session') !== undefined || setting('sso_start_url') !== undefined) return ssoOf(files, name, setting, say);
  if (named) problems.push(withoutKeys(name, setting, files.credentialsFile));
  return undefined;
}

function keysOf(keys: IniSection, where: string, problems: string[]): CredentialSpec | undefined {
  const missing = ['aws_access_key_id', 'aws_secret_access_key'].filter((key) => (keys.get(key) ?? '') === '');
  problems.push(...missing.map((key) => `${where}: ${key} is missing`));
  if (missing.length > 0) return undefined;
  const token = nonEmpty(keys.get('aws_session_token')) ?? nonEmpty(keys.get('aws_security_token'));
  return {
    kind: 'keys',
    accessKeyId: keys.get('aws_access_key_id') as string,
    secretAccessKey: new Secret(keys.get('aws_secret_access_key') as string),
    sessionToken: token === undefined ? undefined : new Secret(token),
  };
}

type Say = (text: string) => undefined;

/** What a role is taken on with, whoever vouches for us. */
function sessionOf(roleArn: string, setting: Setting, say: Say): { roleArn: string; sessionName: string; durationSeconds: number | undefined } {
  const duration = setting('duration_seconds');
  if (duration !== undefined && !/^\d+$/.test(duration)) say(`duration_seconds: got "${duration}", expected a whole number`);
  return { roleArn, sessionName: setting('role_session_name') ?? 'portolan', durationSeconds: duration === undefined ? undefined : Number(duration) };
}

function roleOf(
  files: AwsFiles,
  name: string,
  roleArn: string,
  setting: Setting,
  from: readonly string[],
  problems: string[],
  say: Say,
): CredentialSpec | undefined {
  const sourceProfile = setting('source_profile');
  if (sourceProfile !== undefined && from.includes(sourceProfile)) return say(`source_profile "${sourceProfile}" leads back here`);
  const source =
    sourceProfile === undefined
      ? sourceNamed(files, setting('credential_source'), say)
      : sections(files, sourceProfile).inConfig === undefined && sections(files, sourceProfile).inCredentials === undefined
        ? say(`source_profile "${sourceProfile}" is neither in ${files.credentialsFile} nor in ${files.configFile}`)
        : specOf(files, sourceProfile, [...from, name], problems, true);
  const mfa = mfaOf(files, setting, say);
  if (source === undefined || mfa === 'missing') return undefined;
  return { kind: 'role', source, externalId: setting('external_id'), mfa, ...sessionOf(roleArn, setting, say) };
}

/** `mfa_process` is what aws-vault and others have made of it; the AWS command line itself asks in the terminal, which is for the application to do. */
function mfaOf({ mfaCode }: AwsFiles, setting: Setting, say: Say): MfaSpec | undefined | 'missing' {
  const serial = setting('mfa_serial');
  if (serial === undefined) return undefined;
  const command = setting('mfa_process');
  const code = mfaCode ?? (command === undefined ? undefined : { process: command });
  return code === undefined
    ? (say('mfa_serial wants a code: give mfaCode (a function) or mfaProcess (a program that prints it)') ?? 'missing')
    : { serial, code };
}

/** `credential_source`: where a role's own keys are, when they are in no profile. */
function sourceNamed({ env }: AwsFiles, name: string | undefined, say: Say): CredentialSpec | undefined {
  if (name === 'Ec2InstanceMetadata') return { kind: 'metadata', version: 'v2', url: env['AWS_EC2_METADATA_SERVICE_ENDPOINT'] ?? METADATA_URL };
  if (name === 'EcsContainer') {
    const container = containerOf(env);
    if (container === undefined) return say('credential_source is EcsContainer, and AWS_CONTAINER_CREDENTIALS_RELATIVE_URI is not set');
    return typeof container === 'string' ? say(container) : container;
  }
  if (name !== 'Environment') {
    return say(
      name === undefined ? 'role_arn needs a source_profile or a credential_source' : `credential_source ${name} is not supported: name a source_profile`,
    );
  }
  const { AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: secret, AWS_SESSION_TOKEN: token } = env;
  if (id === undefined || secret === undefined) return say('credential_source is Environment, and AWS_ACCESS_KEY_ID or AWS_SECRET_ACCESS_KEY is not set');
  return { kind: 'keys', accessKeyId: id, secretAccessKey: new Secret(secret), sessionToken: token === undefined ? undefined : new Secret(token) };
}

/** A profile's own settings, or a session that several share: `[sso-session work]`. The cache's files are called by the SHA-1 of one or the other. */
function ssoOf(files: AwsFiles, name: string, setting: Setting, say: Say): CredentialSpec | undefined {
  const session = setting('sso_session');
  const shared = session === undefined ? undefined : files.config.get(`sso-session ${session}`);
  if (session !== undefined && shared === undefined) return say(`sso_session "${session}" is not in ${files.configFile}`);
  const own: Setting = (key) => nonEmpty(shared?.get(key)) ?? setting(key);
  const missing = ['sso_start_url', 'sso_region', 'sso_account_id', 'sso_role_name'].filter((key) => own(key) === undefined);
  for (const key of missing) say(`${key} is missing`);
  if (missing.length > 0) return undefined;
  const region = own('sso_region') as string;
  const domain = region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
  const called = createHash('sha1')
    .update(session ?? (own('sso_start_url') as string))
    .digest('hex');
  return {
    kind: 'sso',
    name: session === undefined ? `profile ${name}` : `session ${session}`,
    tokenFile: join(files.home, '.aws', 'sso', 'cache', `${called}.json`),
    portalUrl: files.env['AWS_ENDPOINT_URL_SSO'] ?? `https://portal.sso.${region}.${domain}`,
    oidcUrl: files.env['AWS_ENDPOINT_URL_SSO_OIDC'] ?? `https://oidc.${region}.${domain}`,
    accountId: own('sso_account_id') as string,
    roleName: own('sso_role_name') as string,
    login: `aws sso login --profile ${name}`,
  };
}

const homed = (path: string, { home }: AwsFiles): string => (path.startsWith('~/') ? join(home, path.slice(2)) : path);

function withoutKeys(name: string, setting: Setting, file: string): string {
  const other = setting('login_session') === undefined ? undefined : 'login_session';
  if (other === undefined) return `AWS profile "${name}" has no aws_access_key_id: expected in ${file}`;
  return `AWS profile "${name}" gets its keys by ${other}, which is not supported: use credential_process, or give accessKeyId, secretAccessKey and sessionToken`;
}
