import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ConfigContext, configError, nearest } from '@portolan/core/driver';
import { fieldsOfCloud } from './cloud-fields.ts';
import { vendorOf } from './vendors.ts';

export interface FoundCloud {
  /** For messages: `clouds.yaml of /home/me, cloud "devstack"`. */
  readonly source: string;
  /** Fields of `OpenstackConfig`. */
  readonly fields: Readonly<Record<string, unknown>>;
}

type Mapping = Readonly<Record<string, unknown>>;

/**
 * A cloud of clouds.yaml as openstacksdk reads it: the first readable file of each kind (`clouds`, `secure`, `clouds-public`), `secure` over `clouds`,
 * both over the profile of `clouds-public` that the cloud names. Without a name: the only cloud of the file, if it is the only one.
 */
export async function readCloud(name: string | undefined, context: ConfigContext, region: string | undefined): Promise<FoundCloud | undefined> {
  const [clouds, secure] = await Promise.all([
    firstFile('clouds', context.env['OS_CLIENT_CONFIG_FILE'], context),
    firstFile('secure', context.env['OS_CLIENT_SECURE_FILE'], context),
  ]);
  const known = merge(section(clouds, 'clouds', context), section(secure, 'clouds', context));
  const names = Object.keys(known);
  const chosen = name ?? (names.length === 1 ? names[0] : undefined);
  if (chosen === undefined) return undefined;
  const entry = Object.hasOwn(known, chosen) ? known[chosen] : undefined;
  if (!isMapping(entry)) throw configError([`${context.source}: ${unknownCloud(chosen, names, clouds?.path)}`]);
  const source = `${clouds?.path ?? secure?.path ?? 'clouds.yaml'}, cloud "${chosen}"`;
  const profile = await publicProfile(entry, source, context);
  return { source, fields: fieldsOfCloud(merge(profile, normalKeys(entry)), source, region) };
}

function unknownCloud(name: string, names: readonly string[], path: string | undefined): string {
  if (path === undefined) return `field "cloud": no clouds.yaml was found to look up "${name}"`;
  const close = nearest(name, names);
  return `field "cloud": ${path} has no cloud "${name}"${close === undefined ? `; it has ${names.join(', ') || 'none'}` : `; did you mean "${close}"?`}`;
}

/** What the cloud's `profile` says: of clouds-public.yaml, or of the providers known here. */
async function publicProfile(entry: Mapping, source: string, context: ConfigContext): Promise<Mapping> {
  const name = entry['profile'] ?? entry['cloud'];
  if (name === undefined || name === '') return {};
  const known = section(await firstFile('clouds-public', undefined, context), 'public-clouds', context);
  const profile = typeof name === 'string' ? ((Object.hasOwn(known, name) ? known[name] : undefined) ?? vendorOf(name)) : undefined;
  if (isMapping(profile)) {
    if (profile['status'] === 'shutdown') throw configError([`${source}: profile: ${JSON.stringify(name)} was shut down`]);
    return normalKeys(profile);
  }
  if (isMapping(entry['auth']) && typeof entry['auth']['auth_url'] === 'string') return {};
  const also = typeof name === 'string' && /^https?:/.test(name) ? ' (addresses are not fetched)' : '';
  throw configError([
    `${source}: profile: ${JSON.stringify(name)} is not in clouds-public.yaml, nor known here${also}; give auth.auth_url and region_name in the cloud`,
  ]);
}

interface ReadFile {
  readonly path: string;
  readonly content: unknown;
}

/** Places in the order openstacksdk looks. A file that cannot be read is passed over, one that cannot be parsed is an error. */
async function firstFile(kind: string, explicit: string | undefined, context: ConfigContext): Promise<ReadFile | undefined> {
  const { directory, home, env } = context;
  const own = (env['XDG_CONFIG_HOME'] ?? '') === '' ? [] : [join(env['XDG_CONFIG_HOME'] as string, 'openstack')];
  const local = env['LOCALAPPDATA'] ?? '';
  const platform = [...(local === '' ? [] : [join(local, 'OpenStack', 'openstack')]), join(home, 'Library', 'Application Support', 'openstack')];
  const folders = [directory, ...own, ...platform, join(home, '.config', 'openstack'), '/etc/xdg/openstack', '/etc/openstack'];
  const paths = folders.flatMap((folder) => ['yaml', 'yml', 'json'].map((ending) => join(folder, `${kind}.${ending}`)));
  if (explicit !== undefined && explicit !== '') paths.unshift(explicit);
  for (const path of paths) {
    let text: string;
    try {
      text = await readFile(path, 'utf8');
    } catch {
      continue;
    }
    return { path, content: await parseYaml(text, path, context) };
  }
  return undefined;
}

async function parseYaml(text: string, path: string, context: ConfigContext): Promise<unknown> {
  const { parse } = await import('yaml');
  try {
    // Every scalar stays text: a password 0123 is not the number 123.
    return parse(text, { schema: 'failsafe', prettyErrors: false });
  } catch (error) {
    // Only where: the message would quote the line, which may hold a password.
    const at = (error as { pos?: readonly number[] }).pos?.[0];
    const line = at === undefined ? '' : ` near line ${text.slice(0, at).split('\n').length}`;
    throw configError([`${context.source}: ${path} is not YAML${line}`]);
  }
}

function section(file: ReadFile | undefined, name: string, context: ConfigContext): Mapping {
  if (file === undefined) return {};
  if (!isMapping(file.content)) throw configError([`${context.source}: ${file.path} is empty or no mapping`]);
  const value = file.content[name];
  if (value === undefined || value === '') return {};
  if (!isMapping(value)) throw configError([`${context.source}: ${file.path}: "${name}" is no mapping`]);
  return value;
}

/** Deep for mappings, the right one wins elsewhere. */
export function merge(left: Mapping, right: Mapping): Mapping {
  const merged: Record<string, unknown> = { ...left };
  for (const [key, value] of Object.entries(right)) {
    const before = merged[key];
    merged[key] = isMapping(before) && isMapping(value) ? merge(before, value) : value;
  }
  return merged;
}

/** `region-name` and `region_name` are the same key. */
function normalKeys(mapping: Mapping): Mapping {
  return Object.fromEntries(
    Object.entries(mapping).map(([key, value]) => [key.replaceAll('-', '_'), isMapping(value) && key === 'auth' ? normalKeys(value) : value]),
  );
}

const isMapping = (value: unknown): value is Mapping => typeof value === 'object' && value !== null && !Array.isArray(value);
