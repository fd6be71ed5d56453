import { readFile, stat } from 'node:fs/promises';
import { dirname, join, parse as parsePath, resolve } from 'node:path';
import { CloudError } from '@portolan/core';
import { configError, nearest } from '@portolan/core/driver';

/** A profile as it stands in the file: `provider` and its fields, nothing replaced yet. */
export interface Profile {
  readonly provider: string;
  readonly [field: string]: unknown;
}

export interface ConfigFile {
  readonly path: string;
  /** The profile that `connect()` takes. */
  readonly default: string | undefined;
  readonly profiles: Readonly<Record<string, Profile>>;
}

const NAMES = ['portolan.yaml', 'portolan.yml', 'portolan.json'] as const;

export interface FindOptions {
  readonly cwd: string;
  readonly home: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * The configuration that counts: `PORTOLAN_CONFIG`; else the nearest `portolan.yaml` (`.yml`, `.json`) from the working directory upwards;
 * else the one in the user's folder (`$XDG_CONFIG_HOME/portolan`, `~/.config/portolan`, on Windows `%APPDATA%\portolan`). `undefined`: there is none.
 */
export async function findConfigFile(options: FindOptions): Promise<string | undefined> {
  const named = options.env['PORTOLAN_CONFIG'];
  if (named !== undefined && named !== '') {
    const path = resolve(options.cwd, named);
    if (await isFile(path)) return path;
    throw configError([`PORTOLAN_CONFIG: ${path} is not a file`]);
  }
  for (let folder = resolve(options.cwd); ; folder = dirname(folder)) {
    const found = await inFolder(folder);
    if (found !== undefined) return found;
    if (folder === parsePath(folder).root) break;
  }
  const { XDG_CONFIG_HOME: xdg, APPDATA: appData } = options.env;
  for (const base of [xdg, join(options.home, '.config'), appData]) {
    const found = base === undefined || base === '' ? undefined : await inFolder(join(base, 'portolan'));
    if (found !== undefined) return found;
  }
  return undefined;
}

async function inFolder(folder: string): Promise<string | undefined> {
  for (const name of NAMES) if (await isFile(join(folder, name))) return join(folder, name);
  return undefined;
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}

/** Reads and checks the frame of the file: what a provider's fields mean is its own matter. All problems at once; no value is in their text. */
export async function readConfigFile(path: string): Promise<ConfigFile> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    throw configError([`${path}: ${error instanceof Error ? error.message : String(error)}`], error);
  }
  const root = await parse(text, path);
  const problems: string[] = [];
  if (!isRecord(root)) throw configError([`${path}: expected "profiles:" with a profile under each name`]);
  for (const name of Object.keys(root)) {
    if (name === 'default' || name === 'profiles') continue;
    const close = nearest(name, ['default', 'profiles']);
    problems.push(`${path}: unknown field "${name}"${close === undefined ? '; known: default, profiles' : `; did you mean "${close}"?`}`);
  }
  const profiles: Record<string, Profile> = Object.create(null) as Record<string, Profile>;
  const given = root['profiles'];
  if (!isRecord(given)) problems.push(`${path}: field "profiles" ${given === undefined ? 'is missing' : 'is not a map'}: expected a profile under each name`);
  else {
    for (const [name, profile] of Object.entries(given)) {
      if (!isRecord(profile)) problems.push(`${path}, profile "${name}": expected fields, such as { provider: memory }`);
      else if (typeof profile['provider'] !== 'string' || profile['provider'] === '')
        problems.push(`${path}, profile "${name}": field "provider" is missing: which cloud is it?`);
      else profiles[name] = profile as Profile;
    }
  }
  const preferred = root['default'];
  if (preferred !== undefined && (typeof preferred !== 'string' || (isRecord(given) && !Object.hasOwn(given, preferred)))) {
    problems.push(`${path}: field "default": ${JSON.stringify(preferred)} is not the name of a profile`);
  }
  if (problems.length > 0) throw configError(problems);
  return { path, default: preferred as string | undefined, profiles };
}

/** The profile of that name; an unknown one is told with those there are. */
export function profileOf(file: ConfigFile, name: string): Profile {
  const profile = file.profiles[name];
  if (profile !== undefined) return profile;
  const known = Object.keys(file.profiles);
  const close = nearest(name, known);
  throw new CloudError(
    'invalid-argument',
    `${file.path}: there is no profile "${name}"${close === undefined ? '' : `; did you mean "${close}"?`} Known: ${known.join(', ')}`,
    {
      operation: 'connect',
      outcome: 'not-done',
    },
  );
}

/** Every scalar stays the text it is: `0123` and `1e3` are passwords like any other. Messages carry lines, never their content. */
async function parse(text: string, path: string): Promise<unknown> {
  // Costs more to load than the rest of `connect`, which is mostly given a profile in code or takes one file once.
  const { LineCounter, parseDocument } = await import('yaml');
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { schema: 'failsafe', prettyErrors: false, uniqueKeys: true, lineCounter });
  if (document.errors.length > 0) {
    throw configError(
      document.errors.map((error) => {
        const { line, col } = lineCounter.linePos(error.pos[0]);
        return `${path}, line ${line}, column ${col}: ${yamlFault(error.code)}`;
      }),
    );
  }
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch {
    // A text that begins with `*` is an alias, of nothing here: what it says may be a password. Or aliases of aliases without end.
    throw configError([`${path}: an alias (*…) in it leads nowhere, or there are too many: put texts that begin with * or & into quotes`]);
  }
}

const yamlFault = (code: string): string => `not readable as YAML (${code.toLowerCase().replaceAll('_', ' ')})`;

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
