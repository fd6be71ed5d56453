import { configError } from '@portolan/core/driver';
import { officialType } from '../auth/service-types.ts';
import { AUTH_TYPES } from './identity-settings.ts';

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
  passcode: 'passcode',
  api_key: 'apiKey',
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

/** keystoneauth's plugins that are here under another name. */
const TYPES: Readonly<Record<string, string>> = { rackspace_apikey: 'rackspace_apikey', ...Object.fromEntries(AUTH_TYPES.map((type) => [type, type])) };

/** The fields of a profile that a cloud of clouds.yaml stands for. Keys of other tools' features are passed over. */
export function fieldsOfCloud(cloud: Mapping, source: string, askedRegion?: string): Readonly<Record<string, unknown>> {
  const regional = regionOf(cloud, source, askedRegion);
  const entry: Mapping = { ...cloud, ...regional.values };
  const problems: string[] = [];
  const fields: Record<string, unknown> = {};
  const auth = entry['auth'];
  if (isMapping(auth)) take(fields, auth, AUTH_FIELDS, 'auth.', problems);
  else if (auth !== undefined && auth !== '') problems.push('auth: expected a mapping');
  take(fields, entry, AUTH_FIELDS, '', problems);
  take(fields, entry, CLOUD_FIELDS, '', problems);
  if (regional.name !== undefined) fields['region'] = regional.name;
  signInWith(fields, entry, problems);
  transportOf(fields, entry, problems);
  for (const [field, values] of Object.entries(perService(entry))) fields[field] = values;
  if (problems.length > 0) throw configError(problems.map((problem) => `${source}: ${problem}`));
  return expand(fields, entry, regional.name);
}

function take(fields: Record<string, unknown>, from: Mapping, names: Readonly<Record<string, string>>, within: string, problems: string[]): void {
  for (const [key, field] of Object.entries(names)) {
    const value = from[key];
    if (typeof value === 'string') {
      if (value !== '') fields[field] = value;
    } else if (value !== undefined) problems.push(`${within}${key}: got a ${Array.isArray(value) ? 'list' : 'mapping'}, expected text`);
  }
}

function signInWith(fields: Record<string, unknown>, entry: Mapping, problems: string[]): void {
  const type = entry['auth_type'] ?? entry['auth_plugin'];
  if (type === undefined || type === '') return;
  const known = typeof type === 'string' && Object.hasOwn(TYPES, type) ? TYPES[type] : undefined;
  if (known === undefined) {
    problems.push(`auth_type: got ${JSON.stringify(type)}, which is not known here; known: ${Object.keys(TYPES).join(', ')}`);
    return;
  }
  // Rackspace's key is told by itself.
  if (known !== 'rackspace_apikey') fields['authType'] = known;
}

function transportOf(fields: Record<string, unknown>, entry: Mapping, problems: string[]): void {
  const verify = truth('verify', entry, problems);
  const insecure = truth('insecure', entry, problems);
  const verified = verify ?? (insecure === undefined ? undefined : !insecure);
  if (verified !== undefined) fields['tlsVerify'] = verified;
  const timeout = entry['api_timeout'];
  if (timeout === undefined || timeout === '') return;
  const seconds = Number(timeout);
  if (typeof timeout === 'string' && seconds > 0 && Number.isFinite(seconds)) fields['idleTimeoutMs'] = Math.round(seconds * 1000);
  else problems.push(`api_timeout: got ${JSON.stringify(timeout)}, expected seconds`);
}

function truth(key: string, entry: Mapping, problems: string[]): boolean | undefined {
  const value = entry[key];
  if (value === undefined || value === '') return undefined;
  if (typeof value === 'string' && /^(true|yes|on|1)$/i.test(value)) return true;
  if (typeof value !== 'string' || !/^(false|no|off|0)$/i.test(value)) problems.push(`${key}: got ${JSON.stringify(value)}, expected true or false`);
  return false;
}

/** `object_store_endpoint_override`, `volume_interface`, `compute_default_microversion`, … */
const PER_SERVICE: Readonly<Record<string, string>> = {
  endpoint_override: 'endpointOverrides',
  interface: 'interfaces',
  endpoint_type: 'interfaces',
  default_microversion: 'microversions',
  service_name: 'serviceNames',
};

function perService(entry: Mapping): Readonly<Record<string, Record<string, string>>> {
  const found: Record<string, Record<string, string>> = {};
  for (const [key, value] of Object.entries(entry)) {
    const ending = Object.keys(PER_SERVICE).find((one) => key.endsWith(`_${one}`));
    const type = ending === undefined ? undefined : officialType(key.slice(0, -ending.length - 1));
    if (ending === undefined || type === undefined || typeof value !== 'string' || value === '') continue;
    const field = PER_SERVICE[ending] as string;
    found[field] = { ...found[field], [type]: value };
  }
  return found;
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
    const { name, values, ...others } = (isMapping(region) ? region : {}) as { readonly name?: unknown; readonly values?: unknown };
    if (typeof name !== 'string' || Object.keys(others).length > 0)
      throw configError([`${source}: regions: expected names, or mappings of name and values, and no other keys`]);
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

const isMapping = (value: unknown): value is Mapping => typeof value === 'object' && value !== null && !Array.isArray(value);
