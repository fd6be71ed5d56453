import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ConfigContext } from '@portolan/core/driver';

/** What a profile of the `triton` command says, in the words of our own fields. */
export interface TritonProfile {
  readonly url?: string;
  readonly account?: string;
  readonly keyId?: string;
  readonly user?: string;
  readonly roles?: readonly string[];
  readonly actAsAccount?: string;
  readonly tlsVerify?: boolean;
}

export interface TritonProfileResult {
  readonly profile: TritonProfile;
  readonly problems: readonly string[];
}

/**
 * `~/.triton/profiles.d/NAME.json`, or the same under `$XDG_CONFIG_HOME/triton`. The profile called `env` is the environment, and no file.
 * Source: node-triton lib/config.js (loadProfile, validateProfile).
 */
export async function readTritonProfile(name: string, context: ConfigContext): Promise<TritonProfileResult> {
  if (name === 'env') return { profile: {}, problems: [] };
  const said = `${context.source}: field "tritonProfile"`;
  if (!/^[A-Za-z0-9][A-Za-z0-9_.-]*$/.test(name)) return { profile: {}, problems: [`${said}: got ${JSON.stringify(name)}, expected the name of a profile`] };
  const folders = profileFolders(context);
  for (const folder of folders) {
    const path = join(folder, `${name}.json`);
    let text: string;
    try {
      text = await readFile(path, 'utf8');
    } catch (error) {
      if ((error as { code?: string }).code === 'ENOENT') continue;
      return { profile: {}, problems: [`${said}: ${error instanceof Error ? error.message : String(error)}`] };
    }
    return readProfileText(text, `${said}: ${path}`);
  }
  const known = (await Promise.all(folders.map(profileNames))).flat();
  const has = known.length === 0 ? 'there are no profiles there' : `profiles there: ${known.sort().join(', ')}`;
  return { profile: {}, problems: [`${said}: no profile ${JSON.stringify(name)} in ${folders.join(' or ')}; ${has}`] };
}

function profileFolders(context: ConfigContext): readonly string[] {
  const xdg = context.env['XDG_CONFIG_HOME'];
  return [join(context.home, '.triton', 'profiles.d'), ...(xdg === undefined || xdg === '' ? [] : [join(xdg, 'triton', 'profiles.d')])];
}

async function profileNames(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).filter((file) => file.endsWith('.json')).map((file) => file.slice(0, -'.json'.length));
  } catch {
    return [];
  }
}

function readProfileText(text: string, where: string): TritonProfileResult {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return { profile: {}, problems: [`${where}: is not JSON`] };
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return { profile: {}, problems: [`${where}: is not a JSON object`] };
  const fields = parsed as Readonly<Record<string, unknown>>;
  const problems: string[] = [];
  const textOf = (name: string, required: boolean): string | undefined => {
    const value = fields[name];
    if (value === undefined && !required) return undefined;
    if (typeof value === 'string' && value !== '') return value;
    problems.push(`${where}: "${name}" ${value === undefined ? 'is missing' : 'is not a text'}`);
    return undefined;
  };
  const roles = fields['roles'];
  if (roles !== undefined && !(Array.isArray(roles) && roles.every((role) => typeof role === 'string')))
    problems.push(`${where}: "roles" is not a list of texts`);
  if (fields['insecure'] !== undefined && typeof fields['insecure'] !== 'boolean') problems.push(`${where}: "insecure" is neither true nor false`);
  const found = {
    url: textOf('url', true),
    account: textOf('account', true),
    keyId: textOf('keyId', true),
    user: textOf('user', false),
    actAsAccount: textOf('actAsAccount', false),
    roles: roles as readonly string[] | undefined,
    tlsVerify: fields['insecure'] === true ? false : undefined,
  };
  return { profile: Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined)), problems };
}
