import type { EmulatorClock } from '../../kit/clock.ts';
import { type JsonObject, objectAt, stringAt } from '../values.ts';
import type { ApplicationCredential, Directory, Project, User } from './directory.ts';
import { expecting, keystoneFault, unauthenticated } from './keystone-faults.ts';
import type { Token, TokenGrant, Tokens } from './tokens.ts';

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
  const project = findScope(auth['scope'], first.user, directory);
  const allMethods = parent === undefined ? methods : [...new Set([...methods, ...parent.methods])];
  return { user: first.user, project, methods: allMethods, ...(parent === undefined ? {} : { parent }) };
}

function prove(method: string, identity: JsonObject, directory: Directory, tokens: Tokens, clock: EmulatorClock): Proof {
  const payload = objectAt(identity, method);
  if (payload === undefined) throw expecting(method, 'identity');
  switch (method) {
    case 'password': {
      const user = findUser(objectAt(payload, 'user') ?? {}, directory);
      if (user === undefined || stringAt(payload['user'], 'password') !== user.password) throw unauthenticated();
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
      if (user === undefined || expired || stringAt(payload, 'secret') !== credential.secret) throw unauthenticated();
      return { user, method, applicationCredential: credential };
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
  return directory.isDefaultDomain(domain) ? directory.users.find((user) => user.name === name) : undefined;
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

/** The project asked for, if the user may have it; undefined for an unscoped token. */
function findScope(scope: unknown, user: User, directory: Directory): Project | undefined {
  if (scope === undefined || scope === 'unscoped' || objectAt(scope, 'unscoped') !== undefined) return undefined;
  const wanted = objectAt(scope, 'project');
  // Domain, system and trust scopes exist; nobody here has a role on them.
  if (wanted === undefined) throw unauthenticated();
  const id = stringAt(wanted, 'id');
  const name = stringAt(wanted, 'name');
  if (id === undefined && name === undefined) throw expecting('id or name', 'project');
  const domain = objectAt(wanted, 'domain');
  if (id === undefined && domain === undefined) throw expecting('domain', 'project');
  const project = directory.projects.find((item) =>
    id === undefined ? item.name === name && domain !== undefined && directory.isDefaultDomain(domain) : item.id === id,
  );
  if (project === undefined || !user.projectIds.includes(project.id)) throw unauthenticated();
  return project;
}
