import { access } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type ConfigContext,
  type ConfigFields,
  type ConnectionConfig,
  configError,
  connectionFields,
  readConfig,
  type Secret,
  type SettingsOf,
} from '@portolan/core/driver';
import { parseIdentityUrl } from './auth/identity-url.ts';
import { officialType, serviceTypes } from './auth/service-types.ts';
import { readCloud } from './config/clouds-files.ts';
import { readCredentialFile } from './config/credential-file.ts';
import { credentialsOf, scopeOf } from './config/identity-settings.ts';
import { openstackDialect, rackspaceDialect } from './dialect.ts';
import type { EndpointInterface, OpenstackSettings } from './settings.ts';

/** A profile of provider `openstack`. */
export interface OpenstackConfig extends ConnectionConfig {
  readonly authUrl?: string | undefined;
  readonly username?: string | undefined;
  readonly userId?: string | undefined;
  readonly password?: string | Secret | undefined;
  readonly token?: string | Secret | undefined;
  readonly applicationCredentialId?: string | undefined;
  readonly applicationCredentialName?: string | undefined;
  readonly applicationCredentialSecret?: string | Secret | undefined;
  readonly projectId?: string | undefined;
  readonly projectName?: string | undefined;
  readonly userDomainId?: string | undefined;
  readonly userDomainName?: string | undefined;
  readonly projectDomainId?: string | undefined;
  readonly projectDomainName?: string | undefined;
  readonly domainId?: string | undefined;
  readonly domainName?: string | undefined;
  readonly systemScope?: 'all' | undefined;
  readonly trustId?: string | undefined;
  /** `3`, `2`; found out when absent. */
  readonly identityApiVersion?: string | number | undefined;
  readonly region?: string | undefined;
  readonly interface?: EndpointInterface | undefined;
  /** Service type to address: `{ 'object-store': 'https://swift.example.com/v1/AUTH_x' }`. */
  readonly endpointOverrides?: Readonly<Record<string, string>> | undefined;
  /** A cloud of `clouds.yaml`. */
  readonly cloud?: string | undefined;
  /** Networks (ids) of new servers when a create names none. */
  readonly networks?: readonly string[] | undefined;
  readonly tempUrlKey?: string | Secret | undefined;
}

const tls: ConfigFields<ConnectionConfig> = {
  ...connectionFields,
  caFile: { ...connectionFields.caFile, env: ['OS_CACERT'] },
  clientCertFile: { ...connectionFields.clientCertFile, env: ['OS_CERT'] },
  clientKeyFile: { ...connectionFields.clientKeyFile, env: ['OS_KEY'] },
};

const INTERFACES = ['public', 'internal', 'admin', 'publicURL', 'internalURL', 'adminURL'];

const placeFields = {
  region: {
    kind: 'string',
    doc: 'Region of the catalog; names are case-sensitive. Default: the account’s, or the only one.',
    env: ['OS_REGION_NAME'],
    example: 'RegionOne',
  },
  interface: { kind: 'choice', choices: INTERFACES, doc: 'Which addresses of the catalog to use. Default public.', env: ['OS_INTERFACE', 'OS_ENDPOINT_TYPE'] },
  endpointOverrides: { kind: 'map', doc: 'Addresses to use instead of the catalog’s, by service type (compute, image, network, block-storage, object-store).' },
  networks: { kind: 'strings', doc: 'Networks (ids) of new servers when a create names none.' },
  tempUrlKey: { kind: 'secret', doc: 'Key of temporary URLs. Default: the account’s; one is made when it has none.' },
} as const;

export const openstackFields: ConfigFields<OpenstackConfig> = {
  ...tls,
  authUrl: { kind: 'url', doc: 'Address of Keystone, with or without /v3.', env: ['OS_AUTH_URL'], example: 'https://cloud.example.com:5000/v3' },
  username: { kind: 'string', doc: 'User name.', env: ['OS_USERNAME'] },
  userId: { kind: 'string', doc: 'User id, instead of name and domain.', env: ['OS_USER_ID', 'OS_USERID'] },
  password: { kind: 'secret', doc: 'Password of the user.', env: ['OS_PASSWORD'] },
  token: { kind: 'secret', doc: 'A token to begin with, instead of a password. It cannot be renewed.', env: ['OS_TOKEN', 'OS_AUTH_TOKEN'] },
  applicationCredentialId: { kind: 'string', doc: 'Id of an application credential.', env: ['OS_APPLICATION_CREDENTIAL_ID'] },
  applicationCredentialName: { kind: 'string', doc: 'Its name, with username and domain, instead of the id.', env: ['OS_APPLICATION_CREDENTIAL_NAME'] },
  applicationCredentialSecret: { kind: 'secret', doc: 'Its secret.', env: ['OS_APPLICATION_CREDENTIAL_SECRET'] },
  projectId: { kind: 'string', doc: 'Project to work in, by id.', env: ['OS_PROJECT_ID', 'OS_TENANT_ID'] },
  projectName: { kind: 'string', doc: 'Project to work in, by name.', env: ['OS_PROJECT_NAME', 'OS_TENANT_NAME'], example: 'demo' },
  userDomainId: { kind: 'string', doc: 'Domain of the user, by id. Default "default".', env: ['OS_USER_DOMAIN_ID', 'OS_DEFAULT_DOMAIN_ID'] },
  userDomainName: { kind: 'string', doc: 'Domain of the user, by name.', env: ['OS_USER_DOMAIN_NAME', 'OS_DEFAULT_DOMAIN_NAME'] },
  projectDomainId: { kind: 'string', doc: 'Domain of the project, by id. Default: the user’s.', env: ['OS_PROJECT_DOMAIN_ID'] },
  projectDomainName: { kind: 'string', doc: 'Domain of the project, by name.', env: ['OS_PROJECT_DOMAIN_NAME'] },
  domainId: { kind: 'string', doc: 'Without a project: the domain to work in. With one: the domain of user and project.', env: ['OS_DOMAIN_ID'] },
  domainName: { kind: 'string', doc: 'The same, by name.', env: ['OS_DOMAIN_NAME'] },
  systemScope: { kind: 'choice', choices: ['all'], doc: '"all": work on the system itself instead of a project.', env: ['OS_SYSTEM_SCOPE'] },
  trustId: { kind: 'string', doc: 'Work by a trust.', env: ['OS_TRUST_ID'] },
  identityApiVersion: { kind: 'any', doc: 'Version of Keystone, 3 or 2. Default: by the address, or asked.', env: ['OS_IDENTITY_API_VERSION'], example: '3' },
  cloud: {
    kind: 'string',
    doc: 'A cloud of clouds.yaml (and secure.yaml); then other OS_ variables are not looked at.',
    env: ['OS_CLOUD'],
    example: 'devstack',
  },
  ...placeFields,
};

export async function parseOpenstackConfig(input: unknown, context: ConfigContext): Promise<OpenstackSettings> {
  const { merged, context: where } = await withCloud(input, context);
  const fields = readConfig<OpenstackConfig>(openstackFields, withInsecure(merged, where), where);
  const problems = new Problems(where);
  const authUrl = fields.authUrl ?? problems.missing('authUrl', openstackFields.authUrl.env);
  const credentials = credentialsOf(fields, (problem) => problems.add(problem));
  const version = versionOf(fields.identityApiVersion, problems);
  const url = parseIdentityUrl(authUrl ?? '');
  // What v2 does not have asks for v3, whatever an old rc file's address says.
  const needsV3 = credentials?.kind === 'application-credential' || fields.systemScope !== undefined || fields.trustId !== undefined;
  if (needsV3 && version === 2) problems.add('field "identityApiVersion": this kind of credential or scope needs version 3');
  const endpointOverrides = overridesOf(fields.endpointOverrides, problems);
  problems.throwIfAny();
  const scope = scopeOf(fields);
  const { authUrl: _a, cloud: _c, ...rest } = fields;
  return {
    ...connectionOf(rest),
    dialect: openstackDialect,
    identity: { url: url.root, version: version ?? (needsV3 ? 3 : url.version), credentials: credentials as NonNullable<typeof credentials>, scope },
    ...placeOf(fields, endpointOverrides),
  };
}

/** A profile of provider `rackspace`: OpenStack with Rackspace's identity and habits. */
export interface RackspaceConfig extends ConnectionConfig {
  readonly authUrl?: string | undefined;
  readonly username?: string | undefined;
  readonly apiKey?: string | Secret | undefined;
  readonly password?: string | Secret | undefined;
  readonly region?: string | undefined;
  readonly interface?: EndpointInterface | undefined;
  readonly endpointOverrides?: Readonly<Record<string, string>> | undefined;
  /** pyrax's: `[rackspace_cloud]` with `username` and `api_key`. */
  readonly credentialFile?: string | undefined;
  readonly networks?: readonly string[] | undefined;
  readonly tempUrlKey?: string | Secret | undefined;
}

const RACKSPACE_IDENTITY = 'https://identity.api.rackspacecloud.com/v2.0';
const RACKSPACE_CREDENTIALS = '.rackspace_cloud_credentials';

export const rackspaceFields: ConfigFields<RackspaceConfig> = {
  ...connectionFields,
  authUrl: {
    kind: 'url',
    doc: `Address of the identity service. Default ${RACKSPACE_IDENTITY}.`,
    default: RACKSPACE_IDENTITY,
    env: ['CLOUD_AUTH_ENDPOINT', 'RAX_AUTH_URL'],
  },
  username: { kind: 'string', doc: 'User name of the account.', env: ['RACKSPACE_USERNAME', 'RAX_USERNAME'] },
  apiKey: { kind: 'secret', doc: 'API key of the user.', env: ['RACKSPACE_API_KEY', 'RAX_API_KEY'] },
  password: { kind: 'secret', doc: 'Password, where no API key is given.', env: ['RACKSPACE_PASSWORD', 'RAX_PASSWORD'] },
  credentialFile: {
    kind: 'path',
    doc: `pyrax's credential file. Default ~/${RACKSPACE_CREDENTIALS}, when no user is given.`,
    env: ['RAX_CREDS_FILE'],
    example: `~/${RACKSPACE_CREDENTIALS}`,
  },
  ...placeFields,
  region: { kind: 'string', doc: 'DFW, ORD, IAD, LON, SYD, HKG. Default: the account’s.', env: ['CLOUD_REGION', 'RAX_REGION'], example: 'ORD' },
  interface: { ...placeFields.interface, env: [] },
};

export async function parseRackspaceConfig(input: unknown, context: ConfigContext): Promise<OpenstackSettings> {
  const fields = readConfig<RackspaceConfig>(rackspaceFields, input, context);
  const problems = new Problems(context);
  const fromFile = await rackspaceFile(fields, context);
  const username = fields.username ?? fromFile?.username ?? problems.missing('username', rackspaceFields.username.env);
  // One of the two, and the key first: trying both doubles the failures that lock an account.
  const own = fields.apiKey !== undefined || fields.password !== undefined;
  const apiKey = own ? fields.apiKey : fromFile?.apiKey;
  const password = own ? fields.password : fromFile?.password;
  if (apiKey === undefined && password === undefined) problems.missing('apiKey', rackspaceFields.apiKey.env);
  const endpointOverrides = overridesOf(fields.endpointOverrides, problems);
  problems.throwIfAny();
  const user = username as string;
  return {
    ...connectionOf(fields),
    dialect: rackspaceDialect,
    identity: {
      url: parseIdentityUrl(fields.authUrl ?? RACKSPACE_IDENTITY).root,
      version: 2,
      credentials:
        apiKey !== undefined
          ? { kind: 'api-key', username: user, apiKey }
          : { kind: 'password', user: { name: user, domain: { id: 'default' } }, password: password as Secret },
    },
    ...placeOf({ ...fields, region: fields.region?.toUpperCase() }, endpointOverrides),
  };
}

async function rackspaceFile(fields: SettingsOf<RackspaceConfig>, context: ConfigContext): Promise<Awaited<ReturnType<typeof readCredentialFile>> | undefined> {
  if (fields.credentialFile !== undefined) return readCredentialFile(fields.credentialFile, 'credentialFile', context);
  if (fields.username !== undefined) return undefined;
  const usual = join(context.home, RACKSPACE_CREDENTIALS);
  const there = await access(usual).then(
    () => true,
    () => false,
  );
  return there ? readCredentialFile(usual, 'credentialFile', context) : undefined;
}

/** Fields that a cloud of clouds.yaml says, under those of the profile. */
async function withCloud(input: unknown, context: ConfigContext): Promise<{ readonly merged: unknown; readonly context: ConfigContext }> {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return { merged: input, context };
  const given = input as Readonly<Record<string, unknown>>;
  const standsAlone = given['authUrl'] !== undefined;
  const asked = given['cloud'] ?? (standsAlone ? undefined : context.env['OS_CLOUD'] || undefined);
  const fromEnvironment = (context.env['OS_AUTH_URL'] ?? '') !== '';
  if (typeof asked !== 'string' && (asked !== undefined || standsAlone || fromEnvironment)) return { merged: input, context: withoutCloud(context) };
  const found = await readCloud(asked, context, typeof given['region'] === 'string' ? given['region'] : undefined);
  if (found === undefined) return { merged: input, context };
  // As in the SDK: a cloud of a file is not mixed with variables that were set for another.
  return { merged: { ...found.fields, ...given }, context: { ...context, source: `${context.source} (${found.source})`, env: {} } };
}

const withoutCloud = (context: ConfigContext): ConfigContext => ({ ...context, env: { ...context.env, OS_CLOUD: undefined } });

/** OS_INSECURE says the opposite of `tlsVerify`. */
function withInsecure(input: unknown, context: ConfigContext): unknown {
  if (!/^(1|true|yes|on)$/i.test(context.env['OS_INSECURE'] ?? '') || typeof input !== 'object' || input === null || 'tlsVerify' in input) return input;
  return { ...input, tlsVerify: false };
}

function versionOf(value: string | number | undefined, problems: Problems): 2 | 3 | undefined {
  if (value === undefined) return undefined;
  // Its kind is `any`: YAML may have put a list or a map there.
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
  const major = /^v?([23])(\.\d+)?$/.exec(text ?? '')?.[1];
  if (major === undefined) problems.add(`field "identityApiVersion": got ${text === undefined ? typeof value : JSON.stringify(text)}, expected 3 or 2`);
  return major === '2' ? 2 : major === '3' ? 3 : undefined;
}

function overridesOf(given: Readonly<Record<string, string>> | undefined, problems: Problems): Readonly<Record<string, string>> {
  const overrides: Record<string, string> = {};
  for (const [name, url] of Object.entries(given ?? {})) {
    const type = officialType(name);
    if (type === undefined) problems.add(`field "endpointOverrides": unknown service ${JSON.stringify(name)}; known: ${serviceTypes.join(', ')}`);
    else if (!/^https?:\/\/[^/?#@\s]+(\/[^?#\s]*)?$/i.test(url))
      problems.add(`field "endpointOverrides.${name}": expected an address, e.g. https://swift.example.com/v1/AUTH_x`);
    else overrides[type] = url;
  }
  return overrides;
}

type PlaceFields = Pick<SettingsOf<OpenstackConfig>, 'region' | 'interface' | 'networks' | 'tempUrlKey'>;

function placeOf(
  fields: PlaceFields,
  endpointOverrides: Readonly<Record<string, string>>,
): Pick<OpenstackSettings, keyof PlaceFields | 'endpointOverrides' | 'interface'> {
  const { region, networks, tempUrlKey } = fields;
  return { region, networks, tempUrlKey, endpointOverrides, interface: (fields.interface ?? 'public').replace(/URL$/, '') as EndpointInterface };
}

function connectionOf(fields: SettingsOf<ConnectionConfig>): SettingsOf<ConnectionConfig> {
  return Object.fromEntries(Object.keys(connectionFields).flatMap((name) => (name in fields ? [[name, fields[name as keyof ConnectionConfig]]] : [])));
}

/** Collects what is wrong, to be told at once. */
class Problems {
  readonly #context: ConfigContext;
  readonly #found: string[] = [];

  constructor(context: ConfigContext) {
    this.#context = context;
  }

  add(problem: string): void {
    this.#found.push(`${this.#context.source}: ${problem}`);
  }

  missing(field: string, env: readonly string[] = []): undefined {
    this.add(`field "${field}" is missing${env.length === 0 ? '' : ` (or set ${env.join(' or ')})`}`);
    return undefined;
  }

  throwIfAny(): void {
    if (this.#found.length > 0) throw configError(this.#found);
  }
}
