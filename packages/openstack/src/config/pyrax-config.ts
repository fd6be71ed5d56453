import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { type ConfigContext, configError, nearest, readFileField } from '@portolan/core/driver';
import { readIni } from './ini.ts';

/** What an environment of pyrax's own configuration says, in our words. */
export interface PyraxEnvironment {
  /** For messages: `/home/me/.pyrax.cfg, section [work]`. */
  readonly source: string;
  readonly identityType: 'rackspace' | 'keystone';
  /** Fields of a profile; none that is a secret. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** The user whose key pyrax took from the system's keyring. */
  readonly keyringUsername: string | undefined;
}

const USUAL = '.pyrax.cfg';
/** What pyrax told its users not to put there, and did not read. */
const CREDENTIALS = ['username', 'password', 'api_key', 'apikey'];
const KNOWN = [
  'identity_type',
  'auth_endpoint',
  'keyring_username',
  'region',
  'tenant_id',
  'tenant_name',
  'encoding',
  'custom_user_agent',
  'debug',
  'http_debug',
  'verify_ssl',
  'use_servicenet',
];

/** `~/.pyrax.cfg` where nothing is named and there is one. */
export async function pyraxConfigPath(named: string | undefined, context: ConfigContext): Promise<string | undefined> {
  if (named !== undefined) return named;
  const usual = join(context.home, USUAL);
  return access(usual).then(
    () => usual,
    () => undefined,
  );
}

/**
 * An environment of `.pyrax.cfg`: the section named; else `[settings]`, else `[default]`, else the first. Source: pyrax's Settings.read_config.
 * pyrax took any word but `True` for no, and turned the checking of certificates off by it: here it is an error.
 */
export async function readPyraxConfig(path: string, environment: string | undefined, context: ConfigContext): Promise<PyraxEnvironment> {
  const sections = readIni(await readFileField(path, 'pyraxConfig', context));
  const names = [...sections.keys()];
  const chosen = environment ?? ['settings', 'default', ...names].find((name) => sections.has(name));
  const values = chosen === undefined ? undefined : sections.get(chosen);
  if (chosen === undefined || values === undefined) {
    const close = environment === undefined ? undefined : nearest(environment, names);
    const told =
      environment === undefined
        ? 'has no section'
        : `has no environment [${environment}]${close === undefined ? `; it has ${names.map((name) => `[${name}]`).join(', ') || 'none'}` : `; did you mean [${close}]?`}`;
    throw configError([`${context.source}: field "pyraxConfig": ${path} ${told}`]);
  }
  const source = `${path}, section [${chosen}]`;
  const problems: string[] = [];
  for (const name of values.keys()) {
    if (KNOWN.includes(name) || CREDENTIALS.includes(name)) continue;
    const close = nearest(name, KNOWN);
    problems.push(`${source}: unknown key "${name}"${close === undefined ? `; known: ${KNOWN.join(', ')}` : `; did you mean "${close}"?`}`);
  }
  const type = values.get('identity_type') || context.env['CLOUD_ID_TYPE'] || 'rackspace';
  if (type !== 'rackspace' && type !== 'keystone')
    problems.push(`${source}: identity_type ${JSON.stringify(type)} is Python's: expected rackspace or keystone`);
  for (const name of ['verify_ssl', 'use_servicenet']) {
    if (!/^(true|false)?$/i.test(values.get(name) ?? '')) problems.push(`${source}: ${name}: got ${JSON.stringify(values.get(name))}, expected True or False`);
  }
  if (problems.length > 0) throw configError(problems.map((problem) => `${context.source}: ${problem}`));
  return {
    source,
    identityType: type as PyraxEnvironment['identityType'],
    fields: fieldsOf(values),
    keyringUsername: values.get('keyring_username') || undefined,
  };
}

const isTrue = (text: string | undefined): boolean => /^true$/i.test(text ?? '');

function fieldsOf(values: ReadonlyMap<string, string>): Readonly<Record<string, unknown>> {
  const fields: Record<string, unknown> = {};
  const take = (key: string, field: string): void => {
    const value = values.get(key);
    if (value !== undefined && value !== '') fields[field] = value;
  };
  take('auth_endpoint', 'authUrl');
  take('region', 'region');
  take('tenant_id', 'projectId');
  // Both together are refused by Identity v2.
  if (fields['projectId'] === undefined) take('tenant_name', 'projectName');
  take('custom_user_agent', 'userAgent');
  // Checked above; of a variable, what is neither word is refused with the field.
  if (values.get('verify_ssl')) fields['tlsVerify'] = values.get('verify_ssl');
  if (values.get('use_servicenet')) fields['serviceNet'] = isTrue(values.get('use_servicenet'));
  return fields;
}

/** pyrax's variables, which count where its file says nothing. */
export function pyraxVariables({ env }: ConfigContext): Readonly<Record<string, unknown>> {
  const values = new Map(Object.entries(VARIABLES).map(([variable, key]) => [key, env[variable] ?? '']));
  return fieldsOf(values);
}

const VARIABLES: Readonly<Record<string, string>> = {
  CLOUD_AUTH_ENDPOINT: 'auth_endpoint',
  CLOUD_REGION: 'region',
  CLOUD_TENANT_ID: 'tenant_id',
  CLOUD_TENANT_NAME: 'tenant_name',
  CLOUD_USER_AGENT: 'custom_user_agent',
  CLOUD_VERIFY_SSL: 'verify_ssl',
  USE_SERVICENET: 'use_servicenet',
};
