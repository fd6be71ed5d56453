import { activeRoles, permits } from '../identity/access.ts';
import type { Account, Caller } from '../identity/accounts.ts';
import { invalidArgument, notAuthorized } from './api-error.ts';
import { type Answer, type Call, ok, type Route } from './call.ts';
import { text } from './params.ts';

/** The part of a path that role tags are kept under: without the login, which may be `my` or another account's. */
export const resourcePath = (path: string): string => path.replace(/^\/[^/]+/, '').replace(/\/+$/, '');

/** `PUT` on any account, collection or item path with `{"role-tag": [...]}`. */
function setRoleTags(call: Call): Answer {
  const asked = call.params['role-tag'];
  const names = Array.isArray(asked) ? asked.map(String) : (text(call.params, 'role-tag') ?? '').split(/\s*,\s*/).filter((name) => name !== '');
  const unknown = names.find((name) => !call.account.roles.some((role) => role.name === name));
  if (unknown !== undefined) throw invalidArgument(`Role(s) ${unknown} not found`);
  call.account.roleTags.set(resourcePath(call.path), names);
  return ok({ name: call.path, 'role-tag': names });
}

const put = (path: string): Route => ({ method: 'PUT', path, name: 'setroletags', handle: setRoleTags });

const COLLECTIONS = ['machines', 'keys', 'users', 'roles', 'policies', 'images', 'packages', 'networks', 'fwrules', 'datacenters'];

export const roleTagRoutes: readonly Route[] = [
  put('/:account'),
  ...COLLECTIONS.map((collection) => put(`/:account/${collection}`)),
  ...COLLECTIONS.map((collection) => put(collection === 'machines' ? '/:account/machines/:machine' : `/:account/${collection}/:resource`)),
];

/** An account acts freely on itself, an operator on anybody; a subuser needs an active role that is tagged on the path and allows the route. */
export function authorize(caller: Caller, account: Account, path: string, action: string, asRole: string | undefined): void {
  const refusal = notAuthorized(`You do not have permission to access ${path} (${action})`);
  if (caller.user === undefined) {
    if (account === caller.account || caller.account.operator) return;
    throw refusal;
  }
  const roles = activeRoles(caller, asRole?.split(','));
  if (roles === undefined) throw notAuthorized(`You do not have permission to access ${account.login}`);
  if (!permits(account, roles, account.roleTags.get(resourcePath(path)) ?? [], action)) throw refusal;
}
