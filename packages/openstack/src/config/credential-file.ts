import { type ConfigContext, configError, readFileField, Secret } from '@portolan/core/driver';
import { readIni } from './ini.ts';

export interface CredentialFile {
  readonly username: string;
  readonly apiKey: Secret | undefined;
  readonly password: Secret | undefined;
  /** Of `[keystone]`. */
  readonly tenantId: string | undefined;
}

export type CredentialSection = 'rackspace_cloud' | 'keystone';

/** pyrax's credential file: an INI section `[rackspace_cloud]` with `username` and `api_key` (or `password`), or `[keystone]` with `username`, `password` and `tenant_id`. */
export async function readCredentialFile(path: string, section: CredentialSection, context: ConfigContext): Promise<CredentialFile> {
  const where = `${context.source}: field "credentialFile": ${path}`;
  const sections = readIni(await readFileField(path, 'credentialFile', context));
  const values = sections.get(section);
  if (values === undefined) {
    const other = section === 'keystone' ? 'rackspace_cloud' : 'keystone';
    const hint = sections.has(other) ? `; it has [${other}], which is of provider ${section === 'keystone' ? 'rackspace' : 'openstack'}` : '';
    throw configError([`${where} has no section [${section}]${hint}`]);
  }
  const text = (name: string): string | undefined => values.get(name) || undefined;
  const secret = (name: string): Secret | undefined => (text(name) === undefined ? undefined : new Secret(text(name) as string));
  const username = text('username');
  const secrets = section === 'keystone' ? ['password'] : ['api_key', 'password'];
  const missing = [
    ...(username === undefined ? ['username'] : []),
    ...(secrets.every((name) => text(name) === undefined) ? [secrets.join(' (or ') + (secrets.length > 1 ? ')' : '')] : []),
  ];
  if (username === undefined || missing.length > 0) throw configError(missing.map((name) => `${where}, section [${section}]: ${name} is missing`));
  return { username, apiKey: secret('api_key'), password: secret('password'), tenantId: text('tenant_id') };
}
