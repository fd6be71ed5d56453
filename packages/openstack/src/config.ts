import { type ConfigContext, type ConfigFields, type ConnectionConfig, connectionFields, readConfig, type Secret } from '@portolan/core/driver';
import { parseIdentityUrl } from './auth/identity-url.ts';
import { AUTH_TYPES, credentialsOf, scopeOf, versionOfType } from './config/identity-settings.ts';
import { withSources } from './config/openstack-sources.ts';
import { connectionOf, type PlaceConfig, placeFields, placeOf } from './config/place.ts';
import { Problems } from './config/problems.ts';
import { openstackDialect } from './dialect.ts';
import type { Credentials, IdentitySettings, IdentityVersion, OpenstackSettings } from './settings.ts';

/** A profile of provider `openstack`. */
export interface OpenstackConfig extends ConnectionConfig, PlaceConfig {
  readonly authUrl?: string | undefined;
  /** Which of the credentials given to use, in keystoneauth's words: `v3password`, `v3totp`, `v3multifactor`, `v3applicationcredential`, `v3token`, `v1password`, … */
  readonly authType?: string | undefined;
  readonly username?: string | undefined;
  readonly userId?: string | undefined;
  readonly password?: string | Secret | undefined;
  /** The second factor, or the only one. */
  readonly passcode?: string | Secret | undefined;
  /** What passcodes are made of, base32. */
  readonly totpSecret?: string | Secret | undefined;
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
  /** A token for no project, even where the user has a default one. */
  readonly unscoped?: boolean | undefined;
  /** `3`, `2`, `1` (Swift's own); found out when absent. */
  readonly identityApiVersion?: string | number | undefined;
  /** A cloud of `clouds.yaml`. */
  readonly cloud?: string | undefined;
  /** pyrax's: `[keystone]` with `username`, `password` and `tenant_id`. */
  readonly credentialFile?: string | undefined;
  /** pyrax's `.pyrax.cfg`. */
  readonly pyraxConfig?: string | undefined;
  /** A section of it. */
  readonly environment?: string | undefined;
}

const tls: ConfigFields<ConnectionConfig> = {
  ...connectionFields,
  caFile: { ...connectionFields.caFile, env: ['OS_CACERT'] },
  clientCertFile: { ...connectionFields.clientCertFile, env: ['OS_CERT'] },
  clientKeyFile: { ...connectionFields.clientKeyFile, env: ['OS_KEY'] },
};

export const openstackFields: ConfigFields<OpenstackConfig> = {
  ...tls,
  authUrl: {
    kind: 'url',
    doc: 'Address of Keystone, with or without /v3; or of Swift’s own /auth/v1.0.',
    env: ['OS_AUTH_URL'],
    example: 'https://cloud.example.com:5000/v3',
  },
  authType: {
    kind: 'choice',
    choices: AUTH_TYPES,
    doc: 'Which of the credentials given to use. Default: an application credential before a password before a token.',
    env: ['OS_AUTH_TYPE'],
    example: 'v3applicationcredential',
  },
  username: { kind: 'string', doc: 'User name.', env: ['OS_USERNAME'] },
  userId: { kind: 'string', doc: 'User id, instead of name and domain.', env: ['OS_USER_ID', 'OS_USERID'] },
  password: { kind: 'secret', doc: 'Password of the user.', env: ['OS_PASSWORD'] },
  passcode: { kind: 'secret', doc: 'Passcode (TOTP), beside the password or instead of it. It is good once.', env: ['OS_PASSCODE'] },
  totpSecret: { kind: 'secret', doc: 'What passcodes are made of, in base32, as authenticator apps take it: then sign-in can be renewed.' },
  token: { kind: 'secret', doc: 'A token to begin with, instead of a password. It cannot be renewed.', env: ['OS_TOKEN', 'OS_AUTH_TOKEN'] },
  applicationCredentialId: { kind: 'string', doc: 'Id of an application credential.', env: ['OS_APPLICATION_CREDENTIAL_ID'] },
  applicationCredentialName: { kind: 'string', doc: 'Its name, with username and domain, instead of the id.', env: ['OS_APPLICATION_CREDENTIAL_NAME'] },
  applicationCredentialSecret: { kind: 'secret', doc: 'Its secret.', env: ['OS_APPLICATION_CREDENTIAL_SECRET'] },
  projectId: { kind: 'string', doc: 'Project to work in, by id.', env: ['OS_PROJECT_ID', 'OS_TENANT_ID'] },
  projectName: { kind: 'string', doc: 'Project to work in, by name.', env: ['OS_PROJECT_NAME', 'OS_TENANT_NAME'], example: 'demo' },
  userDomainId: {
    kind: 'string',
    doc: 'Domain of the user, by id. Default "default".',
    env: ['OS_USER_DOMAIN_ID', 'OS_DEFAULT_DOMAIN_ID', 'OS_DEFAULT_DOMAIN'],
  },
  userDomainName: { kind: 'string', doc: 'Domain of the user, by name.', env: ['OS_USER_DOMAIN_NAME', 'OS_DEFAULT_DOMAIN_NAME'] },
  projectDomainId: { kind: 'string', doc: 'Domain of the project, by id. Default: the user’s.', env: ['OS_PROJECT_DOMAIN_ID'] },
  projectDomainName: { kind: 'string', doc: 'Domain of the project, by name.', env: ['OS_PROJECT_DOMAIN_NAME'] },
  domainId: { kind: 'string', doc: 'Without a project: the domain to work in. With one: the domain of user and project.', env: ['OS_DOMAIN_ID'] },
  domainName: { kind: 'string', doc: 'The same, by name.', env: ['OS_DOMAIN_NAME'] },
  systemScope: { kind: 'choice', choices: ['all'], doc: '"all": work on the system itself instead of a project.', env: ['OS_SYSTEM_SCOPE'] },
  trustId: { kind: 'string', doc: 'Work by a trust.', env: ['OS_TRUST_ID'] },
  unscoped: { kind: 'boolean', doc: 'true: a token for no project, even where the user has a default one.' },
  identityApiVersion: {
    kind: 'any',
    doc: 'Version of Keystone, 3 or 2; 1 is Swift’s own. Default: by the address, or asked.',
    env: ['OS_IDENTITY_API_VERSION'],
    example: '3',
  },
  cloud: {
    kind: 'string',
    doc: 'A cloud of clouds.yaml (and secure.yaml); then other OS_ variables are not looked at.',
    env: ['OS_CLOUD'],
    example: 'devstack',
  },
  credentialFile: { kind: 'path', doc: 'pyrax’s credential file with a section [keystone].', example: '~/.keystone_credentials' },
  pyraxConfig: { kind: 'path', doc: 'pyrax’s configuration, with an identity_type of keystone.', example: '~/.pyrax.cfg' },
  environment: { kind: 'string', doc: 'Section of .pyrax.cfg. Default: settings, default, or the first.', example: 'work' },
  ...placeFields,
};

export async function parseOpenstackConfig(input: unknown, context: ConfigContext): Promise<OpenstackSettings> {
  const { merged, context: where } = await withSources(input, context);
  const fields = readConfig<OpenstackConfig>(openstackFields, merged, where);
  const problems = new Problems(where);
  const place = placeOf(fields, where, problems);
  const credentials = credentialsOf(fields, (problem) => problems.add(problem));
  const version = versionOf(fields.identityApiVersion ?? versionOfType(fields.authType), problems);
  const identity = identityOf(fields, credentials, version, place, problems);
  problems.throwIfAny();
  const { authUrl: _a, cloud: _c, ...rest } = fields;
  return { ...connectionOf(rest), dialect: openstackDialect, identity: identity as IdentitySettings, ...place };
}

type Fields = Parameters<typeof scopeOf>[0];

function identityOf(
  fields: Fields,
  credentials: Credentials | undefined,
  version: IdentityVersion | undefined,
  { endpointOverrides }: Pick<OpenstackSettings, 'endpointOverrides'>,
  problems: Problems,
): IdentitySettings | undefined {
  const [own] = Object.values(endpointOverrides);
  // `OS_STORAGE_URL` with `OS_AUTH_TOKEN`, as for swift's own client: there is no Keystone to ask.
  if (fields.authUrl === undefined && own !== undefined && credentials?.kind === 'token') {
    return { url: own, version: 1, credentials: { kind: 'given', token: credentials.token } };
  }
  const authUrl = fields.authUrl ?? problems.missing('authUrl', openstackFields.authUrl.env);
  if (credentials === undefined || authUrl === undefined) return undefined;
  const url = parseIdentityUrl(authUrl);
  // What v2 does not have asks for v3, whatever an old rc file's address says.
  const needs = needsV3(fields, credentials);
  if (needs && version !== undefined && version !== 3) problems.add('field "identityApiVersion": this kind of credential or scope needs version 3');
  const spoken = version ?? (needs ? 3 : url.version);
  if (spoken !== 1) return { url: url.root, version: spoken, credentials, scope: scopeOf(fields) };
  if (credentials.kind !== 'password' || fields.username === undefined) {
    problems.add('Identity v1 (Swift’s own) takes username and password alone');
    return undefined;
  }
  // A project is the account to work in, as for swift's own client.
  const account = fields.projectName ?? fields.projectId;
  return { url: authUrl, version: 1, credentials: { kind: 'v1', user: fields.username, key: credentials.password, account } };
}

function needsV3(fields: Fields, credentials: Credentials): boolean {
  const factors =
    credentials.kind === 'application-credential' || credentials.kind === 'totp' || (credentials.kind === 'password' && credentials.second !== undefined);
  return factors || fields.systemScope !== undefined || fields.trustId !== undefined || fields.unscoped === true;
}

function versionOf(value: string | number | undefined, problems: Problems): IdentityVersion | undefined {
  if (value === undefined) return undefined;
  // Its kind is `any`: YAML may have put a list or a map there.
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
  const major = /^v?([123])(\.\d+)?$/.exec(text ?? '')?.[1];
  if (major === undefined) problems.add(`field "identityApiVersion": got ${text === undefined ? typeof value : JSON.stringify(text)}, expected 3, 2 or 1`);
  return major === '1' ? 1 : major === '2' ? 2 : major === '3' ? 3 : undefined;
}
