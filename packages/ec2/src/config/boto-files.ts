import { delimiter, join } from 'node:path';
import type { ConfigContext } from '@portolan/core/driver';
import { type Found, nonEmpty, type Source, textOf } from './credential-sources.ts';
import { type IniSection, parseIni } from './ini.ts';

/**
 * What boto 2 reads: `/etc/boto.cfg`, then `~/.boto`, the later one going before. `BOTO_CONFIG` stands for both, `BOTO_PATH` adds more.
 * Keys from `[Credentials]`, or of `[profile NAME]` where one is named; hosts from `[Boto]`, `[Credentials]` and `[s3]`.
 */
export async function fromBotoFiles(profile: string | undefined, eucalyptus: boolean, context: ConfigContext): Promise<Source> {
  const { env, home } = context;
  const only = nonEmpty(env['BOTO_CONFIG']);
  const more = nonEmpty(env['BOTO_PATH'])?.split(delimiter) ?? [];
  const files = only === undefined ? ['/etc/boto.cfg', join(home, '.boto'), ...more] : [only];
  const texts = await Promise.all(files.map(async (file) => ({ file, text: await textOf(file.replace(/^~(?=\/)/, home)) })));
  const problems: string[] = only !== undefined && texts[0]?.text === undefined ? [`BOTO_CONFIG: ${only} cannot be read`] : [];
  const read = texts.filter(({ text }) => text !== undefined).map(({ file, text }) => ({ file, sections: parseIni(text as string, { colons: true }) }));
  const value = (section: string, key: string): string | undefined => {
    for (const { sections } of [...read].reverse()) {
      const found = nonEmpty(sections.get(section)?.get(key));
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return { found: { ...hostsOf(value, eucalyptus), ...keysOf(read, profile, eucalyptus, problems) }, problems };
}

/** Both from one file: the last that has any of them. */
function keysOf(
  read: readonly { readonly file: string; readonly sections: ReadonlyMap<string, IniSection> }[],
  profile: string | undefined,
  eucalyptus: boolean,
  problems: string[],
): Found {
  const section = profile === undefined ? 'Credentials' : `profile ${profile}`;
  for (const prefix of eucalyptus ? ['euca', 'aws'] : ['aws']) {
    for (const { file, sections } of [...read].reverse()) {
      const own = sections.get(section);
      const accessKeyId = nonEmpty(own?.get(`${prefix}_access_key_id`));
      const secretAccessKey = nonEmpty(own?.get(`${prefix}_secret_access_key`));
      if (accessKeyId === undefined && secretAccessKey === undefined) continue;
      if (accessKeyId !== undefined && secretAccessKey !== undefined) {
        return { accessKeyId, secretAccessKey, sessionToken: nonEmpty(own?.get('aws_security_token')) };
      }
      const keyring = nonEmpty(own?.get('keyring'));
      const missing = `${prefix}_${accessKeyId === undefined ? 'access_key_id' : 'secret_access_key'}`;
      problems.push(
        keyring === undefined
          ? `${file}, [${section}]: ${missing} is missing`
          : `${file}, [${section}]: the secret is in the keyring ${keyring}: give secretAccessKey`,
      );
      return {};
    }
  }
  return {};
}

/** boto's own defaults: port 8773 and the paths of version 3, which version 4 still serves; without TLS there, with it on Amazon. */
function hostsOf(value: (section: string, key: string) => string | undefined, eucalyptus: boolean): Found {
  const scheme = (fallback: boolean): string => ((value('Boto', 'is_secure') ?? String(fallback)).toLowerCase() === 'true' ? 'https' : 'http');
  if (eucalyptus) {
    const compute = value('Boto', 'eucalyptus_host');
    const walrus = value('Boto', 'walrus_host');
    return {
      ec2Url: compute === undefined ? undefined : `${scheme(false)}://${compute}:8773/services/Eucalyptus`,
      s3Url: walrus === undefined ? undefined : `${scheme(false)}://${walrus}:8773/services/Walrus`,
    };
  }
  const s3Host = value('s3', 'host') ?? value('Credentials', 's3_host');
  const s3Port = value('Credentials', 's3_port');
  const ec2Host = value('Boto', 'ec2_region_endpoint');
  return {
    region: value('Boto', 'ec2_region_name'),
    ec2Url: ec2Host === undefined ? undefined : `${scheme(true)}://${ec2Host}`,
    s3Url: s3Host === undefined ? undefined : `${scheme(true)}://${s3Host}${s3Port === undefined ? '' : `:${s3Port}`}`,
  };
}
