import type { SettingsOf } from '@portolan/core/driver';
import type { OpenstackConfig } from '../config.ts';
import type { Credentials, DomainRef, Scope, SecondFactor, UserRef } from '../settings.ts';

type Fields = SettingsOf<OpenstackConfig>;

const DEFAULT_DOMAIN: DomainRef = { id: 'default' };

const domain = (id: string | undefined, name: string | undefined): DomainRef | undefined =>
  id !== undefined ? { id } : name !== undefined ? { name } : undefined;

/** The domain of names that say none: the profile's `domain…` when a project is named (they are for both then), else Keystone's first domain. */
function domainOfNames(fields: Fields): DomainRef {
  return domain(fields.domainId, fields.domainName) ?? DEFAULT_DOMAIN;
}

function userOf(fields: Fields): UserRef | undefined {
  if (fields.userId !== undefined) return { id: fields.userId };
  if (fields.username === undefined) return undefined;
  return { name: fields.username, domain: domain(fields.userDomainId, fields.userDomainName) ?? domainOfNames(fields) };
}

/** keystoneauth's names, without the version: which credentials each takes. */
const KINDS: Readonly<Record<string, readonly (keyof Fields)[]>> = {
  password: ['password'],
  token: ['token'],
  applicationcredential: ['applicationCredentialId', 'applicationCredentialName', 'applicationCredentialSecret'],
  totp: ['passcode', 'totpSecret'],
  multifactor: ['password', 'passcode', 'totpSecret'],
};

export const AUTH_TYPES: readonly string[] = [
  'password',
  'token',
  'v3password',
  'v3token',
  'v3applicationcredential',
  'v3totp',
  'v3multifactor',
  'v2password',
  'v2token',
  'v1password',
];

/** The version that a type asks for. */
export const versionOfType = (type: string | undefined): string | undefined => /^v([123])/.exec(type ?? '')?.[1];

/** An application credential before a password before a token: what can be renewed first. */
export function credentialsOf(all: Fields, problem: (text: string) => void): Credentials | undefined {
  const fields = chosen(all);
  const user = userOf(fields);
  const { applicationCredentialId: id, applicationCredentialName: name, applicationCredentialSecret: secret } = fields;
  if (id !== undefined || name !== undefined || secret !== undefined) {
    if (secret === undefined) problem('field "applicationCredentialSecret" is missing (or set OS_APPLICATION_CREDENTIAL_SECRET)');
    if (id !== undefined) return secret === undefined ? undefined : { kind: 'application-credential', credential: { id }, secret };
    if (name === undefined) problem('field "applicationCredentialId" is missing (or set OS_APPLICATION_CREDENTIAL_ID)');
    else if (user === undefined) problem('field "applicationCredentialName" needs "username" (with its domain) or "userId"');
    return secret === undefined || name === undefined || user === undefined
      ? undefined
      : { kind: 'application-credential', credential: { name, user }, secret };
  }
  const factor = factorOf(fields);
  if (fields.password !== undefined || factor !== undefined) {
    if (user === undefined) problem('field "username" is missing (or set OS_USERNAME)');
    if (user === undefined) return undefined;
    if (fields.password === undefined) return { kind: 'totp', user, factor: factor as SecondFactor };
    if (fields.authType === 'v3multifactor' && factor === undefined) problem('field "passcode" or "totpSecret" is missing (or set OS_PASSCODE)');
    return { kind: 'password', user, password: fields.password, ...(factor === undefined ? {} : { second: factor }) };
  }
  if (fields.token !== undefined) return { kind: 'token', token: fields.token };
  problem(
    user === undefined
      ? 'no credentials: give username and password, applicationCredentialId and applicationCredentialSecret, a token, or cloud'
      : `field "${fields.authType === 'v3totp' ? 'passcode" (or "totpSecret' : 'password'}" is missing (or set ${fields.authType === 'v3totp' ? 'OS_PASSCODE' : 'OS_PASSWORD'})`,
  );
  return undefined;
}

const factorOf = ({ passcode, totpSecret }: Fields): SecondFactor | undefined =>
  totpSecret !== undefined ? { totpSecret } : passcode !== undefined ? { passcode } : undefined;

/** Without what belongs to other ways of signing in than the one that `authType` names. */
function chosen(fields: Fields): Fields {
  const kind = fields.authType?.replace(/^v[123]/, '');
  if (kind === undefined) return fields;
  const own = KINDS[kind] ?? [];
  const others = new Set(
    Object.values(KINDS)
      .flat()
      .filter((name) => !own.includes(name)),
  );
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !others.has(name as keyof Fields))) as Fields;
}

export function scopeOf(fields: Fields): Scope | undefined {
  if (fields.unscoped === true) return { unscoped: true };
  if (fields.trustId !== undefined) return { trustId: fields.trustId };
  if (fields.projectId !== undefined) return { project: { id: fields.projectId } };
  if (fields.projectName !== undefined) {
    const own = domain(fields.projectDomainId, fields.projectDomainName);
    return {
      project: {
        name: fields.projectName,
        domain: own ?? domain(fields.domainId, fields.domainName) ?? domain(fields.userDomainId, fields.userDomainName) ?? DEFAULT_DOMAIN,
      },
    };
  }
  if (fields.systemScope !== undefined) return { system: fields.systemScope };
  const whole = domain(fields.domainId, fields.domainName);
  return whole === undefined ? undefined : { domain: whole };
}
