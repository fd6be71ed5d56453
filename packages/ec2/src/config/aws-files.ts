import { join } from 'node:path';
import type { ConfigContext } from '@portolan/core/driver';
import { type AwsFiles, sections, specOf } from './aws-profiles.ts';
import { NOTHING, nonEmpty, type Source, serviceUrlsOf, textOf } from './credential-sources.ts';
import type { MfaCode } from './credential-spec.ts';
import { parseIni } from './ini.ts';

/** What the AWS command line reads: `~/.aws/credentials`, then `~/.aws/config`. `profile` is absent when nobody named one: then `default`, if there is one. */
export async function fromAwsFiles(profile: string | undefined, context: ConfigContext, mfaCode?: MfaCode): Promise<Source> {
  const files = { ...(await readFiles(context)), mfaCode };
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
  return { credentialsFile, configFile, credentials: parseIni(credentials ?? ''), config: parseIni(config ?? ''), env, home };
}
