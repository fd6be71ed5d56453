import { type ConfigContext, configError, readFileField, Secret } from '@portolan/core/driver';

export interface CredentialFile {
  readonly username: string | undefined;
  readonly apiKey: Secret | undefined;
  readonly password: Secret | undefined;
}

/**
 * pyrax's credential file: an INI section `[rackspace_cloud]` with `username` and `api_key` (or `password`). Values are taken as they stand,
 * `%`, `;` and `#` included, as pyrax reads them.
 */
export async function readCredentialFile(path: string, field: string, context: ConfigContext): Promise<CredentialFile> {
  const values = sectionOf(await readFileField(path, field, context), 'rackspace_cloud');
  if (values === undefined) throw configError([`${context.source}: field "${field}": ${path} has no section [rackspace_cloud]`]);
  const secret = (name: string): Secret | undefined => {
    const value = values.get(name);
    return value === undefined || value === '' ? undefined : new Secret(value);
  };
  const username = values.get('username');
  return { username: username === '' ? undefined : username, apiKey: secret('api_key'), password: secret('password') };
}

function sectionOf(text: string, wanted: string): ReadonlyMap<string, string> | undefined {
  let inside = false;
  let values: Map<string, string> | undefined;
  for (const line of text.split(/\r?\n/)) {
    const trimmed = line.trim();
    if (trimmed === '' || trimmed.startsWith('#') || trimmed.startsWith(';')) continue;
    const header = /^\[(.*)\]$/.exec(trimmed);
    if (header !== null) {
      inside = header[1]?.trim() === wanted;
      if (inside) values ??= new Map();
      continue;
    }
    const pair = /^([^=:]+?)\s*[=:]\s*(.*)$/.exec(trimmed);
    if (inside && pair !== null) values?.set((pair[1] as string).toLowerCase(), pair[2] as string);
  }
  return values;
}
