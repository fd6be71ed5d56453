import type { EmulatorClock } from '../../kit/clock.ts';
import { type JsonObject, objectAt, stringAt } from '../values.ts';
import type { ApplicationCredential, Directory, User } from './directory.ts';
import { SYSTEM } from './directory.ts';
import { expecting, keystoneFault, unauthenticated } from './keystone-faults.ts';
import type { Token, TokenGrant, Tokens } from './tokens.ts';
import { fitsPasscode } from './totp.ts';

interface Proof {
  readonly user: User;
  readonly method: string;
  readonly applicationCredential?: ApplicationCredential;
  readonly parent?: Token;
}

/** Checks the body of `POST /v3/auth/tokens` and says what token it earns. Throws the refusal Keystone would send. */
export function authenticateV3(auth: JsonObject, directory: Directory, tokens: Tokens, clock: EmulatorClock): TokenGrant {
  const identity = objectAt(auth, 'identity');
  if (identity === undefined) throw keystoneFault(400, "'identity' is a required property");
  const methods = Array.isArray(identity['methods']) ? identity['methods'].map(String) : undefined;
  if (methods === undefined || methods.length === 0) throw keystoneFault(400, "'methods' is a required property");
  const known = ['password', 'token', 'application_credential', 'totp', 'oauth1', 'mapped'];
  if (methods.some((method) => !known.includes(method)))
    throw keystoneFault(401, 'Attempted to authenticate with an unsupported method.', { identity: { methods: known } });
  const proofs = methods.map((method) => prove(method, identity, directory, tokens, clock));
  const [first] = proofs;
  if (first === undefined || proofs.some((proof) => proof.user.id !== first.user.id)) throw unauthenticated();
  const credential = proofs.find((proof) => proof.applicationCredential !== undefined)?.applicationCredential;
  const parent = proofs.find((proof) => proof.parent !== undefined)?.parent;
  if (credential !== undefined) {
    if (auth['scope'] !== undefined) {
      throw keystoneFault(401, 'Error authenticating with application credential: Application credentials cannot request a scope.', { identity: {} });
    }
    return { user: first.user, project: directory.project(credential.projectId), methods, applicationCredentialId: credential.id };
  }
  if (parent?.applicationCredentialId !== undefined) throw keystoneFault(403, 'Using method application_credential is not allowed for rescoping tokens.');
  const scope = findScope(auth['scope'], first.user, directory);
  const allMethods = parent === undefined ? methods : [...new Set([...methods, ...parent.methods])];
  return { user: first.user, ...scope, methods: allMethods, ...(parent === undefined ? {} : { parent }) };
}

function prove(method: string, identity: JsonObject, directory: Directory, tokens: Tokens, clock: EmulatorClock): Proof {
  const payload = objectAt(identity, method);
  if (payload === undefined) throw expecting(method, 'identity');
  switch (method) {
    case 'password': {
      const user = findUser(objectAt(payload, 'user') ?? {}, directory);
      if (user?.enabled !== true || stringAt(payload['user'], 'password') !== user.password) throw unauthenticated();
      return { user, method };
    }
    case 'token': {
      const id = stringAt(payload, 'id');
      if (id === undefined) throw expecting('id', 'token');
      const parent = tokens.find(id);
      // A token of the right make that is expired or revoked is 401; what never was a token is 404 (seen on Zed).
      if (parent === undefined) throw id.startsWith('gAAAAA') ? unauthenticated() : keystoneFault(404, 'Could not recognize Fernet token');
      return { user: parent.user, method, parent };
    }
    case 'application_credential': {
      const credential = findApplicationCredential(payload, directory);
      const user = directory.user(credential.userId);
      const expired = credential.expiresAt !== null && credential.expiresAt <= clock.now();
      if (user?.enabled !== true || expired || stringAt(payload, 'secret') !== credential.secret) throw unauthenticated();
      return { user, method, applicationCredential: credential };
    }
    case 'totp': {
      const user = findUser(objectAt(payload, 'user') ?? {}, directory);
      const given = stringAt(payload['user'], 'passcode') ?? '';
      const secrets = [...directory.credentials.values()].filter((one) => one.type === 'totp' && one.userId === user?.id);
      if (user?.enabled !== true || !secrets.some(({ blob }) => fitsPasscode(blob, given, clock.now()))) throw unauthenticated();
      return { user, method };
    }
    default:
      throw unauthenticated();
  }
}

function findUser(given: JsonObject, directory: Directory): User | undefined {
  const id = stringAt(given, 'id');
  if (id !== undefined) return directory.user(id);
  const name = stringAt(given, 'name');
  if (name === undefined) throw expecting('id or name', 'user');
  const domain = objectAt(given, 'domain');
  if (domain === undefined) throw expecting('domain', 'user');
  const home = directory.findDomain(domain);
  return home === undefined ? undefined : directory.users.find((user) => user.name === name && user.domainId === home.id);
}

function findApplicationCredential(payload: JsonObject, directory: Directory): ApplicationCredential {
  const id = stringAt(payload, 'id');
  const credential = id === undefined ? findNamedCredential(payload, directory) : directory.applicationCredentials.get(id);
  if (credential === undefined) {
    if (id === undefined) throw unauthenticated();
    throw keystoneFault(404, `Could not find Application Credential: ${id}.`);
  }
  return credential;
}

function findNamedCredential(payload: JsonObject, directory: Directory): ApplicationCredential | undefined {
  const name = stringAt(payload, 'name');
  const owner = objectAt(payload, 'user');
  if (name === undefined || owner === undefined) throw expecting('id or name and user', 'application_credential');
  const user = findUser(owner, directory);
  return [...directory.applicationCredentials.values()].find((item) => item.name === name && item.userId === user?.id);
}

/** What is asked for, if the user has a role there; nothing of it for an unscoped token. */
function findScope(scope: unknown, user: User, directory: Directory): Pick<TokenGrant, 'project' | 'domainId' | 'system'> {
  if (scope === undefined) {
    const home = directory.projectsOf(user).find(({ id }) => id === user.defaultProjectId);
    return { project: home };
  }
  if (scope === 'unscoped' || objectAt(scope, 'unscoped') !== undefined) return { project: undefined };
  if (objectAt(scope, 'system')?.['all'] === true) {
    if (directory.rolesOf(user, SYSTEM).length === 0) throw unauthenticated();
    return { project: undefined, system: true };
  }
  const domain = objectAt(scope, 'domain');
  if (domain !== undefined) {
    const found = directory.findDomain(domain);
    if (found === undefined || directory.rolesOf(user, { scope: 'domain', id: found.id }).length === 0) throw unauthenticated();
    return { project: undefined, domainId: found.id };
  }
  // Trusts exist; nobody here has one.
  const wanted = objectAt(scope, 'project');
  if (wanted === undefined) throw unauthenticated();
  const id = stringAt(wanted, 'id');
  const name = stringAt(wanted, 'name');
  if (id === undefined && name === undefined) throw expecting('id or name', 'project');
  const home = objectAt(wanted, 'domain');
  if (id === undefined && home === undefined) throw expecting('domain', 'project');
  const homeId = home === undefined ? undefined : directory.findDomain(home)?.id;
  const project = directory.projects.find((item) => (id === undefined ? item.name === name && item.domainId === homeId : item.id === id));
  if (project === undefined || !directory.projectsOf(user).includes(project)) throw unauthenticated();
  return { project };
}
