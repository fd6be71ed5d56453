import type { SettingsOf } from '@portolan/core/driver';
import type { OpenstackConfig } from '../config.ts';
import type { Credentials, DomainRef, Scope, UserRef } from '../settings.ts';

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

/** An application credential before a password before a token: what can be renewed first. */
export function credentialsOf(fields: Fields, problem: (text: string) => void): Credentials | undefined {
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
  if (fields.password !== undefined) {
    if (user === undefined) problem('field "username" is missing (or set OS_USERNAME)');
    return user === undefined ? undefined : { kind: 'password', user, password: fields.password };
  }
  if (fields.token !== undefined) return { kind: 'token', token: fields.token };
  problem(
    user === undefined
      ? 'no credentials: give username and password, applicationCredentialId and applicationCredentialSecret, a token, or cloud'
      : 'field "password" is missing (or set OS_PASSWORD)',
  );
  return undefined;
}

export function scopeOf(fields: Fields): Scope | undefined {
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
