import { activeRoles, permits } from '../identity/access.ts';
import type { Account, Caller, Role } from '../identity/accounts.ts';
import { authorizationFailed, MantaError } from './manta-error.ts';

/** Roles of the request: those of the `Role` header (`*`: all the user's), else the default ones. */
export function rolesOf(caller: Caller | undefined, asked: string | undefined): readonly Role[] {
  if (caller === undefined) return [];
  if (asked === undefined) return activeRoles(caller, undefined) ?? [];
  const memberOf = (role: Role): boolean => role.members.some((member) => member.id === (caller.user?.id ?? caller.account.id));
  if (asked === '*' && caller.user !== undefined) return caller.account.roles.filter(memberOf);
  const names = asked.split(/\s*,\s*/);
  const unknown = names.find((name) => activeRoles(caller, [name]) === undefined);
  if (unknown !== undefined) throw new MantaError(409, 'InvalidRole', `Role "${unknown}" is invalid.`);
  return activeRoles(caller, names) ?? [];
}

/** Accounts may do anything at home; subusers what a role tagged on the resource allows; anybody reads `/public`. */
export function authorizeManta(
  owner: Account,
  caller: Caller | undefined,
  roles: readonly Role[],
  tags: readonly string[],
  action: string,
  path: string,
  isPublicRead: boolean,
): void {
  if (isPublicRead) return;
  if (caller === undefined) throw authorizationFailed('anonymous', path);
  if (caller.user === undefined) {
    if (caller.account === owner || caller.account.operator) return;
    throw authorizationFailed(caller.account.login, path);
  }
  if (caller.account === owner && permits(owner, roles, tags, action)) return;
  if (roles.length > 0 && !roles.some((role) => tags.includes(role.name))) {
    throw new MantaError(403, 'NoMatchingRoleTag', 'None of your active roles are present on the resource.');
  }
  throw authorizationFailed(`${caller.account.login}/${caller.user.login}`, path);
}

/** Role names of a `Role-Tag` header; each must be one of the owner's. */
export function readRoleTags(owner: Account, header: string | undefined): readonly string[] | undefined {
  if (header === undefined || header === '') return undefined;
  const names = header.split(/\s*,\s*/);
  const unknown = names.find((name) => !owner.roles.some((role) => role.name === name));
  if (unknown !== undefined) throw new MantaError(409, 'InvalidRoleTag', `Role tag "${unknown}" is invalid.`);
  return names;
}
