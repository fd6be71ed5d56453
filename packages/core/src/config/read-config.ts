import { isAbsolute, join, resolve } from 'node:path';
import { CloudError } from '../errors/cloud-error.ts';
import { describe } from '../group.ts';
import { Secret } from '../secret.ts';
import type { ConfigContext, ConfigFields, FieldSpec, SettingsOf } from './config-fields.ts';
import { nearest } from './nearest.ts';

/** Reads a profile by its table. Throws one `invalid-argument` with all problems at once; secrets are never in their text. */
export function readConfig<C>(fields: ConfigFields<C>, input: unknown, context: ConfigContext): SettingsOf<C> {
  const problems: string[] = [];
  const known = Object.keys(fields);
  const given = isRecord(input) ? input : {};
  if (!isRecord(input)) problems.push(`${context.source}: got ${describe(input)}, expected fields`);
  for (const name of Object.keys(given)) {
    if (known.includes(name)) continue;
    const close = nearest(name, known);
    problems.push(`${context.source}: unknown field "${name}"${close === undefined ? `; known: ${known.join(', ')}` : `; did you mean "${close}"?`}`);
  }
  const settings: Record<string, unknown> = {};
  for (const [name, spec] of Object.entries<FieldSpec>(fields)) {
    // A field left empty (`password:` in YAML is null) is one that is not there.
    const own = Object.hasOwn(given, name) ? (given[name] ?? undefined) : undefined;
    const fromEnv = own === undefined ? spec.env?.find((variable) => (context.env[variable] ?? '') !== '') : undefined;
    const value = own ?? (fromEnv === undefined ? spec.default : context.env[fromEnv]);
    if (value === undefined || value === null) {
      if (spec.required === true) problems.push(missing(name, spec, context));
      continue;
    }
    const shown = own !== undefined && context.written !== undefined && Object.hasOwn(context.written, name) ? context.written[name] : value;
    const read = readField(value, spec, context, shown);
    if ('problem' in read)
      problems.push(`${context.source}: ${fromEnv === undefined ? `field "${name}"` : `variable ${fromEnv} (for field "${name}")`}: ${read.problem}`);
    else settings[name] = read.value;
  }
  if (problems.length > 0) throw configError(problems);
  return settings as SettingsOf<C>;
}

/** One error for any number of problems; each names its file, profile and field. */
export function configError(problems: readonly string[], cause?: unknown): CloudError {
  return new CloudError('invalid-argument', problems.length === 1 ? `bad configuration` : `bad configuration, ${problems.length} problems`, {
    operation: 'connect',
    outcome: 'not-done',
    problems,
    cause,
  });
}

function missing(name: string, spec: FieldSpec, context: ConfigContext): string {
  const example = spec.example === undefined ? '' : `, e.g. ${spec.example}`;
  const env = spec.env === undefined || spec.env.length === 0 ? '' : ` (or set ${spec.env.join(' or ')})`;
  return `${context.source}: field "${name}" is missing: ${spec.doc.replace(/\.$/, '')}${example}${env}`;
}

type Read = { readonly value: unknown } | { readonly problem: string };

/** `shown`: what stands for the value in messages. */
function readField(value: unknown, spec: FieldSpec, context: ConfigContext, shown: unknown): Read {
  const expected = (what: string): Read => ({ problem: `got ${spec.kind === 'secret' ? typeof value : describe(shown)}, expected ${what}` });
  switch (spec.kind) {
    case 'string':
      return typeof value === 'string' && value !== '' ? { value } : expected(`text${spec.example === undefined ? '' : `, e.g. ${spec.example}`}`);
    case 'secret':
      if (value instanceof Secret) return { value };
      return typeof value === 'string' && value !== '' ? { value: new Secret(value) } : expected('text, not empty');
    case 'url':
      return readUrl(value, expected);
    case 'path': {
      if (typeof value !== 'string' || value === '') return expected('the path of a file');
      const expanded = value === '~' || value.startsWith('~/') ? join(context.home, value.slice(1)) : value;
      return { value: isAbsolute(expanded) ? expanded : resolve(context.directory, expanded) };
    }
    case 'integer': {
      const number = typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value;
      const fits =
        typeof number === 'number' &&
        Number.isSafeInteger(number) &&
        number >= (spec.min ?? Number.MIN_SAFE_INTEGER) &&
        number <= (spec.max ?? Number.MAX_SAFE_INTEGER);
      return fits
        ? { value: number }
        : expected(`a whole number${spec.min === undefined ? '' : ` from ${spec.min}`}${spec.max === undefined ? '' : ` to ${spec.max}`}`);
    }
    case 'boolean':
      if (typeof value === 'boolean') return { value };
      if (typeof value === 'string' && /^(true|yes|on|1)$/i.test(value)) return { value: true };
      return typeof value === 'string' && /^(false|no|off|0)$/i.test(value) ? { value: false } : expected('true or false');
    case 'choice': {
      const choices = spec.choices ?? [];
      if (typeof value === 'string' && choices.includes(value)) return { value };
      const close = typeof value === 'string' ? nearest(value, choices) : undefined;
      return expected(`one of ${choices.join(', ')}${close === undefined ? '' : `; did you mean "${close}"?`}`);
    }
    case 'strings': {
      const list = typeof value === 'string' ? value.split(',').map((part) => part.trim()) : value;
      return Array.isArray(list) && list.every((item) => typeof item === 'string' && item !== '') ? { value: list } : expected('a list of texts');
    }
    case 'map':
      return isRecord(value) && Object.values(value).every((item) => typeof item === 'string') ? { value: { ...value } } : expected('names with texts');
    case 'any':
      return { value };
  }
}

function readUrl(value: unknown, expected: (what: string) => Read): Read {
  const what = 'an address such as https://cloud.example.com/path';
  if (typeof value !== 'string') return expected(what);
  // What stands before an @ may be a password, and queries carry tokens: such text is not printed.
  const refused = (said: string): Read => (/[@?]/.test(value) ? { problem: `expected ${said}` } : expected(said));
  let url: URL;
  try {
    url = new URL(value);
  } catch {
    return /^[a-z0-9.-]+(:\d+)?(\/|$)/i.test(value) ? refused(`${what} (it lacks https://)`) : refused(what);
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return refused(`${what} (http or https)`);
  if (url.username !== '' || url.password !== '') return { problem: 'has a user or password in it: give them in their own fields' };
  if (url.search !== '' || url.hash !== '') return { problem: `has a ? or # in it, expected ${what}, without them` };
  return { value: value.replace(/\/+$/, '') };
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
