import type { EmulatorRequest } from '../../kit/exchange.ts';
import type { Answer } from '../answer.ts';
import type { Cloud } from '../cloud.ts';
import type { Routes } from '../routes.ts';
import { isObject, type JsonObject, objectAt } from '../values.ts';
import { type Role, SYSTEM } from './directory.ts';
import { expecting, keystoneFault, unauthenticated } from './keystone-faults.ts';
import type { Token } from './tokens.ts';

export interface V3Call {
  readonly cloud: Cloud;
  readonly request: EmulatorRequest;
  /** `…/identity/v3`. */
  readonly base: string;
}

export type V3Routes = Routes<V3Call, Answer | Promise<Answer>>;

export const listLinks = (self: string): JsonObject => ({ next: null, self, previous: null });

export async function readJson(request: EmulatorRequest): Promise<JsonObject> {
  if (!(request.header('content-type') ?? '').startsWith('application/json')) throw expecting('application/json', 'Content-Type header');
  try {
    const value: unknown = JSON.parse((await request.body()).toString('utf8'));
    if (isObject(value)) return value;
  } catch {
    // Told below.
  }
  throw expecting('valid JSON', 'request body');
}

export async function readMember(call: V3Call, name: string): Promise<JsonObject> {
  const value = objectAt(await readJson(call.request), name);
  if (value === undefined) throw keystoneFault(400, `'${name}' is a required property`);
  return value;
}

export function caller(call: V3Call): Token {
  const token = call.cloud.tokens.find(call.request.header('x-auth-token'));
  if (token === undefined) throw unauthenticated();
  return token;
}

/** What the token's owner may be, where it is for. */
export function rolesOf(call: V3Call, token: Token): Role[] {
  const { directory } = call.cloud;
  const scope = token.project === undefined ? (token.system === true ? SYSTEM : undefined) : ({ scope: 'project', id: token.project.id } as const);
  const domain = token.domainId === undefined ? undefined : ({ scope: 'domain', id: token.domainId } as const);
  const where = scope ?? domain;
  const roles = where === undefined ? [] : directory.rolesOf(token.user, where);
  const credential = token.applicationCredentialId === undefined ? undefined : directory.applicationCredentials.get(token.applicationCredentialId);
  return credential === undefined ? roles : roles.filter(({ id }) => credential.roleIds.includes(id));
}

export const isAdmin = (call: V3Call, token: Token): boolean => rolesOf(call, token).some(({ name }) => name === 'admin');

export const forbidden = (action: string): ReturnType<typeof keystoneFault> =>
  keystoneFault(403, `You are not authorized to perform the requested action: identity:${action}.`);

export function requireAdmin(call: V3Call, action: string): Token {
  const token = caller(call);
  if (!isAdmin(call, token)) throw forbidden(action);
  return token;
}

/** Users see what is theirs; administrators everything. */
export function ownUser(call: V3Call, userId: string, action: string): Token {
  const token = caller(call);
  if (token.user.id !== userId && !isAdmin(call, token)) throw forbidden(action);
  return token;
}

export const missing = (what: string, id: string): ReturnType<typeof keystoneFault> => keystoneFault(404, `Could not find ${what}: ${id}.`);

export const conflict = (what: string, details: string): ReturnType<typeof keystoneFault> =>
  keystoneFault(409, `Conflict occurred attempting to store ${what} - ${details}`);
