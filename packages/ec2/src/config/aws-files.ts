import { join } from 'node:path';
import { type ConfigContext, Secret } from '@portolan/core/driver';
import { NOTHING, nonEmpty, type Source, serviceUrlsOf, textOf } from './credential-sources.ts';
import { type CredentialSpec, METADATA_URL } from './credential-spec.ts';
import { type IniSection, parseIni } from './ini.ts';

/** Both files of the AWS command line, as they were read. */
interface AwsFiles {
  readonly credentialsFile: string;
  readonly configFile: string;
  readonly credentials: ReadonlyMap<string, IniSection>;
  readonly config: ReadonlyMap<string, IniSection>;
  readonly env: ConfigContext['env'];
}

/** What the AWS command line reads: `~/.aws/credentials`, then `~/.aws/config`. `profile` is absent when nobody named one: then `default`, if there is one. */
export async function fromAwsFiles(profile: string | undefined, context: ConfigContext): Promise<Source> {
  const files = await readFiles(context);
  const name = profile ?? 'default';
  const { inCredentials, inConfig } = sections(files, name);
  if (inCredentials === undefined && inConfig === undefined) {
    if (profile === undefined) return NOTHING;
    return { found: {}, problems: [`AWS profile "${name}" is neither in ${files.credentialsFile} nor in ${files.configFile}`] };
  }
  const problems: string[] = [];
  const credentials = specOf(files, name, [], problems, profile !== undefined);
  const setting = (key: string): string | undefined => nonEmpty(inConfig?.get(key)) ?? nonEmpty(inCredentials?.get(key));
  // `services = mine` names a section with one block for each service.
  const services = files.config.get(`services ${setting('services') ?? ''}`);
  const urlOf = (service: string): string | undefined =>
    nonEmpty(services?.get(`${service}.endpoint_url`)) ?? setting(`${service}.endpoint_url`) ?? setting('endpoint_url');
  return {
    found: {
      ...(credentials?.kind === 'keys'
        ? {
            accessKeyId: credentials.accessKeyId,
            secretAccessKey: credentials.secretAccessKey.reveal(),
            sessionToken: credentials.sessionToken?.reveal(),
          }
        : { credentials }),
      region: setting('region'),
      ec2Url: urlOf('ec2'),
      s3Url: urlOf('s3'),
      serviceUrls: serviceUrlsOf(({ awsName }) => urlOf(awsName)),
    },
    problems,
  };
}

async function readFiles({ env, home }: ConfigContext): Promise<AwsFiles> {
  const credentialsFile = env['AWS_SHARED_CREDENTIALS_FILE'] ?? join(home, '.aws', 'credentials');
  const configFile = env['AWS_CONFIG_FILE'] ?? join(home, '.aws', 'config');
  const [credentials, config] = await Promise.all([textOf(credentialsFile), textOf(configFile)]);
  return { credentialsFile, configFile, credentials: parseIni(credentials ?? ''), config: parseIni(config ?? ''), env };
}

function sections(files: AwsFiles, name: string): { readonly inCredentials: IniSection | undefined; readonly inConfig: IniSection | undefined } {
  return { inCredentials: files.credentials.get(name), inConfig: files.config.get(`profile ${name}`) ?? files.config.get(name) };
}

/** How a profile gets its keys: a role before keys, keys before a program. `from`: the profiles that asked for this one. */
function specOf(files: AwsFiles, name: string, from: readonly string[], problems: string[], named: boolean): CredentialSpec | undefined {
  const { inCredentials, inConfig } = sections(files, name);
  const setting = (key: string): string | undefined => nonEmpty(inConfig?.get(key)) ?? nonEmpty(inCredentials?.get(key));
  const roleArn = setting('role_arn');
  // A profile may be its own source: then its keys are meant.
  if (roleArn !== undefined && setting('web_identity_token_file') === undefined && from.at(-1) !== name) {
    return roleOf(files, name, roleArn, setting, from, problems);
  }
  const keys = [inCredentials, inConfig].find((one) => one?.has('aws_access_key_id') === true || one?.has('aws_secret_access_key') === true);
  if (keys !== undefined) {
    const where = keys === inCredentials ? files.credentialsFile : files.configFile;
    const missing = ['aws_access_key_id', 'aws_secret_access_key'].filter((key) => (keys.get(key) ?? '') === '');
    problems.push(...missing.map((key) => `${where}, profile "${name}": ${key} is missing`));
    if (missing.length > 0) return undefined;
    const token = nonEmpty(keys.get('aws_session_token')) ?? nonEmpty(keys.get('aws_security_token'));
    return {
      kind: 'keys',
      accessKeyId: keys.get('aws_access_key_id') as string,
      secretAccessKey: new Secret(keys.get('aws_secret_access_key') as string),
      sessionToken: token === undefined ? undefined : new Secret(token),
    };
  }
  const command = setting('credential_process');
  if (command !== undefined) return { kind: 'process', command };
  if (named) problems.push(withoutKeys(name, inCredentials, inConfig, files.credentialsFile));
  return undefined;
}

function roleOf(
  files: AwsFiles,
  name: string,
  roleArn: string,
  setting: (key: string) => string | undefined,
  from: readonly string[],
  problems: string[],
): CredentialSpec | undefined {
  const say = (text: string): undefined => void problems.push(`AWS profile "${name}": ${text}`);
  if (setting('mfa_serial') !== undefined) return say('mfa_serial wants a code at each renewal: get a session token and give it instead');
  const sourceProfile = setting('source_profile');
  if (sourceProfile !== undefined && from.includes(sourceProfile)) return say(`source_profile "${sourceProfile}" leads back here`);
  const source =
    sourceProfile === undefined
      ? sourceNamed(files, setting('credential_source'), say)
      : sections(files, sourceProfile).inConfig === undefined && sections(files, sourceProfile).inCredentials === undefined
        ? say(`source_profile "${sourceProfile}" is neither in ${files.credentialsFile} nor in ${files.configFile}`)
        : specOf(files, sourceProfile, [...from, name], problems, true);
  if (source === undefined) return undefined;
  const duration = setting('duration_seconds');
  if (duration !== undefined && !/^\d+$/.test(duration)) return say(`duration_seconds: got "${duration}", expected a whole number`);
  return {
    kind: 'role',
    roleArn,
    source,
    sessionName: setting('role_session_name') ?? 'portolan',
    externalId: setting('external_id'),
    durationSeconds: duration === undefined ? undefined : Number(duration),
  };
}

/** `credential_source`: where a role's own keys are, when they are in no profile. */
function sourceNamed(files: AwsFiles, name: string | undefined, say: (text: string) => undefined): CredentialSpec | undefined {
  if (name === 'Ec2InstanceMetadata') return { kind: 'metadata', version: 'v2', url: files.env['AWS_EC2_METADATA_SERVICE_ENDPOINT'] ?? METADATA_URL };
  if (name !== 'Environment') {
    return say(
      name === undefined ? 'role_arn needs a source_profile or a credential_source' : `credential_source ${name} is not supported: name a source_profile`,
    );
  }
  const { AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: secret, AWS_SESSION_TOKEN: token } = files.env;
  if (id === undefined || secret === undefined) return say('credential_source is Environment, and AWS_ACCESS_KEY_ID or AWS_SECRET_ACCESS_KEY is not set');
  return { kind: 'keys', accessKeyId: id, secretAccessKey: new Secret(secret), sessionToken: token === undefined ? undefined : new Secret(token) };
}

function withoutKeys(name: string, inCredentials: IniSection | undefined, inConfig: IniSection | undefined, file: string): string {
  const other = ['sso_session', 'sso_start_url', 'web_identity_token_file', 'login_session'].find(
    (key) => inConfig?.has(key) === true || inCredentials?.has(key) === true,
  );
  if (other === undefined) return `AWS profile "${name}" has no aws_access_key_id: expected in ${file}`;
  return `AWS profile "${name}" gets its keys by ${other}, which is not supported: use credential_process, or give accessKeyId, secretAccessKey and sessionToken`;
}
