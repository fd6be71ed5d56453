import { type ConfigContext, configError, Secret } from '@portolan/core/driver';
import { readCloud } from './clouds-files.ts';
import { readCredentialFile } from './credential-file.ts';
import { pyraxVariables, readPyraxConfig } from './pyrax-config.ts';

/** A profile with what its sources add, and the variables that may still add to it. */
export interface Sourced {
  readonly merged: unknown;
  readonly context: ConfigContext;
}

type Given = Readonly<Record<string, unknown>>;

/**
 * What users of other clients have: a cloud of clouds.yaml; pyrax's files; `OS_*`; swift's `ST_*`. Fields of the profile win over all of them.
 * A file's cloud is not mixed with variables, which may be set for another, as in the SDK.
 */
export async function withSources(input: unknown, context: ConfigContext): Promise<Sourced> {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return { merged: input, context };
  const given = input as Given;
  if (given['pyraxConfig'] !== undefined || given['credentialFile'] !== undefined) return withPyrax(given, context);
  const standsAlone = given['authUrl'] !== undefined || given['endpointOverrides'] !== undefined;
  const asked = given['cloud'] ?? (standsAlone ? undefined : context.env['OS_CLOUD'] || undefined);
  const fromEnvironment = isSet(context, 'OS_AUTH_URL') || isSet(context, 'OS_STORAGE_URL') || isSet(context, 'ST_AUTH');
  if (typeof asked !== 'string' && (asked !== undefined || standsAlone || fromEnvironment)) {
    return { merged: withVariables(given, context), context: { ...context, env: { ...context.env, OS_CLOUD: undefined } } };
  }
  const found = await readCloud(asked, context, typeof given['region'] === 'string' ? given['region'] : undefined);
  if (found === undefined) return { merged: withVariables(given, context), context };
  if (found.fields['apiKey'] !== undefined)
    throw configError([`${context.source}: ${found.source}: an API key is Rackspace's: use provider: rackspace with cloud`]);
  return { merged: { ...found.fields, ...given }, context: { ...context, source: `${context.source} (${found.source})`, env: {} } };
}

const isSet = ({ env }: ConfigContext, name: string): boolean => (env[name] ?? '') !== '';

/** Variables that are no field's. */
function withVariables(given: Given, context: ConfigContext): Given {
  const { env } = context;
  const added: Record<string, unknown> = {};
  // Says the opposite of `tlsVerify`.
  if (/^(1|true|yes|on)$/i.test(env['OS_INSECURE'] ?? '')) added['tlsVerify'] = false;
  if (isSet(context, 'OS_STORAGE_URL') && given['endpointOverrides'] === undefined) added['endpointOverrides'] = { 'object-store': env['OS_STORAGE_URL'] };
  // Swift's own sign-in, where nobody speaks of a Keystone. Its three go together.
  if (isSet(context, 'ST_AUTH') && !isSet(context, 'OS_AUTH_URL') && given['authUrl'] === undefined) {
    Object.assign(added, { authUrl: env['ST_AUTH'], identityApiVersion: '1' });
    if (isSet(context, 'ST_USER')) added['username'] = env['ST_USER'];
    if (isSet(context, 'ST_KEY')) added['password'] = new Secret(env['ST_KEY'] as string);
  }
  return { ...added, ...given };
}

/** pyrax's files for a Keystone: `.pyrax.cfg` says where, the credential file says who. */
async function withPyrax(given: Given, context: ConfigContext): Promise<Sourced> {
  const path = (field: string): string | undefined => {
    const value = given[field];
    if (value === undefined) return undefined;
    if (typeof value !== 'string' || value === '') throw configError([`${context.source}: field "${field}": expected the path of a file`]);
    return resolved(value, context);
  };
  const [configPath, credentialPath] = [path('pyraxConfig'), path('credentialFile')];
  const environment = typeof given['environment'] === 'string' ? given['environment'] : undefined;
  const pyrax = configPath === undefined ? undefined : await readPyraxConfig(configPath, environment, context);
  if (pyrax?.identityType === 'rackspace') throw configError([`${context.source}: ${pyrax.source}: identity_type is rackspace: use provider: rackspace`]);
  const file = credentialPath === undefined ? undefined : await readCredentialFile(credentialPath, 'keystone', context);
  const { projectId, projectName, ...variables } = pyraxVariables(context);
  const own = pyrax?.fields ?? {};
  // A tenant by name in the file goes before one by id in a variable.
  const tenant = 'projectId' in own || 'projectName' in own ? {} : { projectId, projectName };
  const { serviceNet, ...fields }: Given = { ...variables, ...tenant, ...own };
  const who =
    file === undefined
      ? {}
      : { username: file.username, password: file.password, ...(file.tenantId === undefined ? {} : { projectId: file.tenantId, projectName: undefined }) };
  const place = serviceNet === true ? { interfaces: { 'object-store': 'internal' } } : {};
  const source = pyrax === undefined ? context.source : `${context.source} (${pyrax.source})`;
  return { merged: { ...place, ...fields, ...who, ...given }, context: { ...context, source } };
}

function resolved(path: string, { home, directory }: ConfigContext): string {
  if (path === '~' || path.startsWith('~/')) return `${home}${path.slice(1)}`;
  return path.startsWith('/') ? path : `${directory}/${path}`;
}
