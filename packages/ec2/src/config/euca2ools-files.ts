import { readdir } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import type { ConfigContext } from '@portolan/core/driver';
import { NOTHING, nonEmpty, type Source, serviceUrlsOf, textOf } from './credential-sources.ts';
import { parseIni } from './ini.ts';

type Sections = ReadonlyMap<string, ReadonlyMap<string, string>>;

/**
 * What euca2ools reads: `/etc/euca2ools/euca2ools.ini`, `/etc/euca2ools/conf.d/*.ini` and `~/.euca/*.ini`, or what `EUCA_CONFIG_PATH` names; merged.
 * `choice`: `prod` or `alice@prod`, as for its `--region`; absent: `EUCA_DEFAULT_REGION`, else `default-region` of `[global]`.
 */
export async function fromEuca2ools(choice: string | undefined, context: ConfigContext): Promise<Source> {
  const sections = await readAll(context);
  const wanted = choice ?? nonEmpty(context.env['EUCA_DEFAULT_REGION']) ?? sections.get('global')?.get('default-region');
  if (wanted === undefined || wanted === '') return NOTHING;
  const at = wanted.lastIndexOf('@');
  const region = wanted.slice(at + 1);
  const place = region === '' ? undefined : valuesOf(sections, 'region', region);
  if (place === undefined) {
    // A name from the environment may be meant for somebody else.
    return choice === undefined
      ? NOTHING
      : { found: {}, problems: [`${context.source}: field "euca2oolsRegion": no file of euca2ools has [region ${region}]`] };
  }
  const userName = at > 0 ? wanted.slice(0, at) : place.get('user');
  const user = userName === undefined ? undefined : valuesOf(sections, 'user', userName);
  const problems = userName !== undefined && user === undefined ? [`${context.source}: no file of euca2ools has [user ${userName}]`] : [];
  const keys = user ?? place;
  const accessKeyId = nonEmpty(keys.get('key-id'));
  const secretAccessKey = nonEmpty(keys.get('secret-key'));
  if ((accessKeyId === undefined) !== (secretAccessKey === undefined)) {
    problems.push(`${context.source}: [user ${userName ?? region}] of euca2ools has no ${accessKeyId === undefined ? 'key-id' : 'secret-key'}`);
  }
  return {
    found: {
      ...(accessKeyId === undefined || secretAccessKey === undefined ? {} : { accessKeyId, secretAccessKey }),
      ec2Url: nonEmpty(place.get('ec2-url')),
      s3Url: nonEmpty(place.get('s3-url')),
      serviceUrls: serviceUrlsOf(({ euca2ools }) => nonEmpty(place.get(euca2ools))),
    },
    problems,
  };
}

/** Of `[region prod]`, and of the patterns (`[region aws:*]`) and sections (`use = …`) it takes part in. What stands nearer goes before. */
function valuesOf(sections: Sections, kind: 'user' | 'region', name: string): ReadonlyMap<string, string> | undefined {
  const values = new Map<string, string>();
  let known = false;
  const visited = new Set<string>();
  const take = (section: string): void => {
    const found = sections.get(section);
    if (found === undefined || visited.has(section)) return;
    visited.add(section);
    known = true;
    for (const [key, value] of found) if (!values.has(key)) values.set(key, value);
    for (const other of (found.get('use') ?? '').split(/[\s,]+/)) if (other !== '') take(sections.has(other) ? other : `${kind} ${other}`);
  };
  take(`${kind} ${name}`);
  for (const section of sections.keys()) if (section.startsWith(`${kind} `) && matches(section.slice(kind.length + 1), name)) take(section);
  return known ? values : undefined;
}

/** Of a shell's wildcards, those that are used there. */
function matches(pattern: string, name: string): boolean {
  if (!/[*?]/.test(pattern)) return false;
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`).test(name);
}

async function readAll({ env, home }: ConfigContext): Promise<Sections> {
  const given = nonEmpty(env['EUCA_CONFIG_PATH']);
  const files =
    given === undefined
      ? ['/etc/euca2ools/euca2ools.ini', ...(await iniFiles('/etc/euca2ools/conf.d')), ...(await iniFiles(join(home, '.euca')))]
      : (await Promise.all(given.split(delimiter).map(async (one) => (one.endsWith('.ini') ? [one] : iniFiles(one))))).flat();
  const merged = new Map<string, Map<string, string>>();
  for (const text of await Promise.all(files.map(textOf))) {
    for (const [name, section] of parseIni(text ?? '', { colons: true })) {
      const whole = merged.get(name) ?? new Map<string, string>();
      for (const [key, value] of section) whole.set(key, value);
      merged.set(name, whole);
    }
  }
  return merged;
}

async function iniFiles(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names
    .filter((name) => name.endsWith('.ini'))
    .sort()
    .map((name) => join(folder, name));
}
