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
import { readCloud } from './config/clouds-files.ts';
import { readCredentialFile } from './config/credential-file.ts';
import { connectionOf, type PlaceConfig, placeFields, placeOf } from './config/place.ts';
import { Problems } from './config/problems.ts';
import { type PyraxEnvironment, pyraxConfigPath, readPyraxConfig } from './config/pyrax-config.ts';
import { rackspaceDialect } from './dialect.ts';
import type { Credentials, OpenstackSettings, Scope } from './settings.ts';

/** A profile of provider `rackspace`: OpenStack with Rackspace's identity and habits. */
export interface RackspaceConfig extends ConnectionConfig, PlaceConfig {
  readonly authUrl?: string | undefined;
  readonly username?: string | undefined;
  readonly apiKey?: string | Secret | undefined;
  readonly password?: string | Secret | undefined;
  /** The second factor of users who have one, with a password. */
  readonly passcode?: string | Secret | undefined;
  /** One that somebody else got. It cannot be renewed. */
  readonly token?: string | Secret | undefined;
  readonly projectId?: string | undefined;
  readonly projectName?: string | undefined;
  /** Objects by way of ServiceNet. */
  readonly serviceNet?: boolean | undefined;
  /** pyrax's: `[rackspace_cloud]` with `username` and `api_key`. */
  readonly credentialFile?: string | undefined;
  /** pyrax's `.pyrax.cfg`. */
  readonly pyraxConfig?: string | undefined;
  /** A section of it. */
  readonly environment?: string | undefined;
  /** A cloud of `clouds.yaml`. */
  readonly cloud?: string | undefined;
}

const IDENTITY = 'https://identity.api.rackspacecloud.com/v2.0';
const CREDENTIALS = '.rackspace_cloud_credentials';

export const rackspaceFields: ConfigFields<RackspaceConfig> = {
  ...connectionFields,
  tlsVerify: { ...connectionFields.tlsVerify, env: ['CLOUD_VERIFY_SSL'] },
  authUrl: { kind: 'url', doc: `Address of the identity service. Default ${IDENTITY}.`, default: IDENTITY, env: ['CLOUD_AUTH_ENDPOINT', 'RAX_AUTH_URL'] },
  username: { kind: 'string', doc: 'User name of the account.', env: ['RACKSPACE_USERNAME', 'RAX_USERNAME'] },
  apiKey: { kind: 'secret', doc: 'API key of the user.', env: ['RACKSPACE_API_KEY', 'RAX_API_KEY'] },
  password: { kind: 'secret', doc: 'Password, where no API key is given.', env: ['RACKSPACE_PASSWORD', 'RAX_PASSWORD'] },
  passcode: { kind: 'secret', doc: 'Passcode of the second factor, with a password. It is good once.' },
  token: { kind: 'secret', doc: 'A token that somebody else got, with projectId. It cannot be renewed.' },
  projectId: { kind: 'string', doc: 'Tenant of the token.', env: ['CLOUD_TENANT_ID'], example: '123456' },
  projectName: { kind: 'string', doc: 'Tenant of the token, by name.', env: ['CLOUD_TENANT_NAME'] },
  serviceNet: { kind: 'boolean', doc: 'true: objects by way of ServiceNet, Rackspace’s own network in the region.', env: ['USE_SERVICENET'] },
  credentialFile: {
    kind: 'path',
    doc: `pyrax's credential file. Default ~/${CREDENTIALS}, when no user is given.`,
    env: ['RAX_CREDS_FILE'],
    example: `~/${CREDENTIALS}`,
  },
  pyraxConfig: {
    kind: 'path',
    doc: 'pyrax’s configuration; fields of the profile win over it. Default ~/.pyrax.cfg, where there is one.',
    example: '~/.pyrax.cfg',
  },
  environment: { kind: 'string', doc: 'Section of .pyrax.cfg. Default: settings, default, or the first.', example: 'work' },
  cloud: { kind: 'string', doc: 'A cloud of clouds.yaml (and secure.yaml).', example: 'rackspace' },
  ...placeFields,
  region: { kind: 'string', doc: 'DFW, ORD, IAD, LON, SYD, HKG. Default: the account’s.', env: ['CLOUD_REGION', 'RAX_REGION'], example: 'ORD' },
  interface: { ...placeFields.interface, env: [] },
  userAgent: { ...placeFields.userAgent, env: ['CLOUD_USER_AGENT'] },
};

type Fields = SettingsOf<RackspaceConfig>;

export async function parseRackspaceConfig(input: unknown, context: ConfigContext): Promise<OpenstackSettings> {
  const pyrax = await pyraxEnvironment(input, context);
  const source = pyrax === undefined ? context.source : `${context.source} (${pyrax.source})`;
  const where = { ...context, source };
  const fields = readConfig<RackspaceConfig>(rackspaceFields, await withSources(input, pyrax, where), where);
  const problems = new Problems(where);
  const credentials = await credentialsOf(fields, pyrax, where, problems);
  const place = placeOf({ ...fields, region: fields.region?.toUpperCase() }, where, problems);
  problems.throwIfAny();
  return {
    ...connectionOf(fields),
    dialect: rackspaceDialect,
    identity: {
      url: parseIdentityUrl(fields.authUrl ?? IDENTITY).root,
      version: 2,
      credentials: credentials as Credentials,
      scope: scopeOf(fields),
    },
    ...place,
    interfaces: { ...(fields.serviceNet === true ? { 'object-store': 'internal' as const } : {}), ...place.interfaces },
  };
}

/** Where the credentials come from: the profile (or variables), the file named, the usual file. One of key and password, and the key first: trying both doubles the failures that lock an account. */
async function credentialsOf(
  fields: Fields,
  pyrax: PyraxEnvironment | undefined,
  context: ConfigContext,
  problems: Problems,
): Promise<Credentials | undefined> {
  if (fields.token !== undefined) {
    if (scopeOf(fields) === undefined) problems.missing('projectId', rackspaceFields.projectId.env);
    return { kind: 'token', token: fields.token };
  }
  const own = fields.apiKey !== undefined || fields.password !== undefined;
  const file = own && fields.username !== undefined ? undefined : await fileOf(fields, context);
  const username = fields.username ?? file?.username;
  const apiKey = own ? fields.apiKey : file?.apiKey;
  const password = own ? fields.password : file?.password;
  const keyring = pyrax?.keyringUsername ?? (context.env['CLOUD_KEYRING_USER'] || undefined);
  if (username === undefined) problems.missing('username', rackspaceFields.username.env);
  if (apiKey === undefined && password === undefined) problems.missing('apiKey', rackspaceFields.apiKey.env);
  if (keyring !== undefined && (username === undefined || (apiKey === undefined && password === undefined))) {
    problems.add(
      `the key of ${keyring} in the system's keyring is not read: put it into ~/${CREDENTIALS}, or hand it over: RAX_USERNAME=${keyring} RAX_API_KEY=$(keyring get pyrax ${keyring})`,
    );
  }
  if (username === undefined) return undefined;
  if (apiKey !== undefined) return { kind: 'api-key', username, apiKey };
  if (password === undefined) return undefined;
  const { passcode } = fields;
  return { kind: 'password', user: { name: username, domain: { id: 'default' } }, password, ...(passcode === undefined ? {} : { second: { passcode } }) };
}

const scopeOf = ({ projectId, projectName }: Fields): Scope | undefined =>
  projectId !== undefined
    ? { project: { id: projectId } }
    : projectName !== undefined
      ? { project: { name: projectName, domain: { id: 'default' } } }
      : undefined;

async function fileOf(fields: Fields, context: ConfigContext): Promise<Awaited<ReturnType<typeof readCredentialFile>> | undefined> {
  if (fields.credentialFile !== undefined) return readCredentialFile(fields.credentialFile, 'rackspace_cloud', context);
  if (fields.username !== undefined) return undefined;
  const usual = join(context.home, CREDENTIALS);
  const there = await access(usual).then(
    () => true,
    () => false,
  );
  return there ? readCredentialFile(usual, 'rackspace_cloud', context) : undefined;
}

type Given = Readonly<Record<string, unknown>>;

const isGiven = (input: unknown): input is Given => typeof input === 'object' && input !== null && !Array.isArray(input);

/** pyrax's own configuration: the one named; else the usual one, unless it is for a Keystone. */
async function pyraxEnvironment(input: unknown, context: ConfigContext): Promise<PyraxEnvironment | undefined> {
  if (!isGiven(input)) return undefined;
  const { pyraxConfig, environment } = readConfig<Pick<RackspaceConfig, 'pyraxConfig' | 'environment'>>(
    { pyraxConfig: rackspaceFields.pyraxConfig, environment: rackspaceFields.environment },
    { pyraxConfig: input['pyraxConfig'], environment: input['environment'] },
    context,
  );
  const named = pyraxConfig !== undefined || environment !== undefined;
  // A cloud of clouds.yaml says all that there is to say.
  if (!named && input['cloud'] !== undefined) return undefined;
  const path = await pyraxConfigPath(pyraxConfig, context);
  if (path === undefined) {
    if (environment === undefined) return undefined;
    throw configError([`${context.source}: field "environment": there is no ~/.pyrax.cfg to look up ${JSON.stringify(environment)}`]);
  }
  const found = await readPyraxConfig(path, environment, context);
  if (found.identityType === 'rackspace') return found;
  if (!named) return undefined;
  throw configError([`${context.source}: ${found.source}: identity_type is keystone: use provider: openstack with pyraxConfig and credentialFile`]);
}

/** The profile over `.pyrax.cfg` over a cloud of clouds.yaml. */
async function withSources(input: unknown, pyrax: PyraxEnvironment | undefined, context: ConfigContext): Promise<unknown> {
  if (!isGiven(input)) return input;
  const name = input['cloud'];
  const cloud = typeof name !== 'string' ? undefined : await readCloud(name, context, typeof input['region'] === 'string' ? input['region'] : undefined);
  const fromCloud = Object.fromEntries(Object.entries(cloud?.fields ?? {}).filter(([field]) => field in rackspaceFields));
  const fromPyrax = Object.fromEntries(Object.entries(pyrax?.fields ?? {}));
  return { ...fromCloud, ...fromPyrax, ...input };
}
