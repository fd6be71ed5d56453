import { configError } from '@portolan/core/driver';
import { officialType } from '../auth/service-types.ts';

type Mapping = Readonly<Record<string, unknown>>;

/** Keys of `auth` (they may stand beside it too, and win then) and the fields they are here. */
const AUTH_FIELDS: Readonly<Record<string, string>> = {
  auth_url: 'authUrl',
  username: 'username',
  user_id: 'userId',
  password: 'password',
  token: 'token',
  auth_token: 'token',
  project_id: 'projectId',
  project_name: 'projectName',
  tenant_id: 'projectId',
  tenant_name: 'projectName',
  user_domain_id: 'userDomainId',
  user_domain_name: 'userDomainName',
  project_domain_id: 'projectDomainId',
  project_domain_name: 'projectDomainName',
  domain_id: 'domainId',
  domain_name: 'domainName',
  system_scope: 'systemScope',
  trust_id: 'trustId',
  application_credential_id: 'applicationCredentialId',
  application_credential_name: 'applicationCredentialName',
  application_credential_secret: 'applicationCredentialSecret',
};

const CLOUD_FIELDS: Readonly<Record<string, string>> = {
  region_name: 'region',
  endpoint_type: 'interface',
  interface: 'interface',
  identity_api_version: 'identityApiVersion',
  cacert: 'caFile',
  cert: 'clientCertFile',
  key: 'clientKeyFile',
};

/** What belongs to other ways of signing in than the one that `auth_type` names. */
const NOT_FOR: Readonly<Record<string, readonly string[]>> = {
  password: ['token', 'applicationCredentialId', 'applicationCredentialName', 'applicationCredentialSecret'],
  token: ['password', 'applicationCredentialId', 'applicationCredentialName', 'applicationCredentialSecret'],
  applicationcredential: ['password', 'token'],
};

/** The fields of a profile that a cloud of clouds.yaml stands for. Keys of other tools' features are passed over. */
export function fieldsOfCloud(cloud: Mapping, source: string, askedRegion?: string): Readonly<Record<string, unknown>> {
  const regional = regionOf(cloud, source, askedRegion);
  const entry: Mapping = { ...cloud, ...regional.values };
  const auth = entry['auth'];
  const fields: Record<string, unknown> = {};
  if (typeof auth === 'object' && auth !== null) take(fields, auth as Mapping, AUTH_FIELDS);
  take(fields, entry, AUTH_FIELDS);
  take(fields, entry, CLOUD_FIELDS);
  if (regional.name !== undefined) fields['region'] = regional.name;
  signInWith(fields, entry, source);
  transportOf(fields, entry);
  const overrides = overridesOf(entry);
  if (Object.keys(overrides).length > 0) fields['endpointOverrides'] = overrides;
  return expand(fields, entry, regional.name);
}

function take(fields: Record<string, unknown>, from: Mapping, names: Readonly<Record<string, string>>): void {
  for (const [key, field] of Object.entries(names)) {
    const value = from[key];
    if (typeof value === 'string' && value !== '') fields[field] = value;
  }
}

function signInWith(fields: Record<string, unknown>, entry: Mapping, source: string): void {
  const type = entry['auth_type'] ?? entry['auth_plugin'];
  if (typeof type !== 'string') return;
  const kind = type.replace(/^v[23]/, '');
  const others = Object.hasOwn(NOT_FOR, kind) ? NOT_FOR[kind] : undefined;
  if (others === undefined) {
    throw configError([`${source}: auth_type ${JSON.stringify(type)} is not known here; known: password, token, v3applicationcredential`]);
  }
  for (const field of others) delete fields[field];
  const version = /^v([23])/.exec(type)?.[1];
  if (version !== undefined) fields['identityApiVersion'] ??= version;
}

function transportOf(fields: Record<string, unknown>, entry: Mapping): void {
  const verify = truth(entry['verify']);
  const insecure = truth(entry['insecure']);
  const verified = verify ?? (insecure === undefined ? undefined : !insecure);
  if (verified !== undefined) fields['tlsVerify'] = verified;
  const seconds = Number(entry['api_timeout'] ?? Number.NaN);
  if (Number.isFinite(seconds) && seconds > 0) fields['idleTimeoutMs'] = Math.round(seconds * 1000);
}

const truth = (value: unknown): boolean | undefined =>
  typeof value !== 'string' ? undefined : /^(true|yes|on|1)$/i.test(value) ? true : /^(false|no|off|0)$/i.test(value) ? false : undefined;

/** `object_store_endpoint_override`, `volume_endpoint_override`, … */
function overridesOf(entry: Mapping): Record<string, string> {
  const overrides: Record<string, string> = {};
  for (const [key, value] of Object.entries(entry)) {
    const name = /^(.+)_endpoint_override$/.exec(key)?.[1];
    const type = name === undefined ? undefined : officialType(name);
    if (type !== undefined && typeof value === 'string' && value !== '') overrides[type] = value;
  }
  return overrides;
}

interface Regional {
  readonly name: string | undefined;
  readonly values: Mapping;
}

/** `regions` is a list of names, or of names with values of their own. None asked for: the first. */
function regionOf(cloud: Mapping, source: string, asked: string | undefined): Regional {
  const wanted = asked ?? (typeof cloud['region_name'] === 'string' && cloud['region_name'] !== '' ? cloud['region_name'] : undefined);
  const regions = cloud['regions'];
  if (!Array.isArray(regions) || regions.length === 0) return { name: wanted, values: {} };
  const known: Regional[] = regions.map((region: unknown) => {
    if (typeof region === 'string') return { name: region, values: {} };
    const { name, values } = (region ?? {}) as { readonly name?: unknown; readonly values?: unknown };
    return { name: typeof name === 'string' ? name : undefined, values: typeof values === 'object' && values !== null ? (values as Mapping) : {} };
  });
  const found = wanted === undefined ? known[0] : known.find((region) => region.name === wanted);
  if (found === undefined)
    throw configError([`${source}: there is no region "${wanted}" (names are case-sensitive); it has ${known.map((region) => region.name).join(', ')}`]);
  return found;
}

/** Texts may name other keys of the cloud: `https://{region_name}.identity.example.com/v3`. Never the password. */
function expand(fields: Record<string, unknown>, entry: Mapping, region: string | undefined): Readonly<Record<string, unknown>> {
  const fill = (text: string): string =>
    text.replace(/\{(\w+)\}/g, (whole, key: string) => {
      const value = key === 'region_name' ? region : entry[key];
      return typeof value === 'string' && key !== 'password' ? value : whole;
    });
  if (typeof fields['authUrl'] === 'string') fields['authUrl'] = fill(fields['authUrl']);
  const overrides = fields['endpointOverrides'] as Record<string, string> | undefined;
  if (overrides !== undefined) for (const [type, url] of Object.entries(overrides)) overrides[type] = fill(url);
  return fields;
}
