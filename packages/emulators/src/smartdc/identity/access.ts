import type { Account, Caller, Role } from './accounts.ts';

/** Roles a request acts with: those asked for, else those the subuser is a default member of. `undefined`: one asked for is not the user's. */
export function activeRoles(caller: Caller, asked: readonly string[] | undefined): Role[] | undefined {
  const memberOf = (role: Role): boolean => role.members.some((member) => member.id === (caller.user?.id ?? caller.account.id));
  if (asked === undefined) {
    return caller.account.roles.filter((role) => role.members.some((member) => member.id === (caller.user?.id ?? caller.account.id) && member.default));
  }
  const found = asked.map((name) => caller.account.roles.find((role) => role.name === name && memberOf(role)));
  return found.every((role) => role !== undefined) ? found : undefined;
}

/**
 * May these roles do `action` on a resource with these role tags? A subuser needs a role that is tagged on the resource
 * and whose policies name the action. Sentences with WHEN depend on conditions the emulator does not keep: they grant nothing.
 */
export function permits(account: Account, roles: readonly Role[], tags: readonly string[], action: string): boolean {
  return roles
    .filter((role) => tags.includes(role.name))
    .flatMap((role) => role.policyIds)
    .flatMap((id) => account.policies.find((policy) => policy.id === id)?.rules ?? [])
    .some((rule) => allows(rule, action));
}

/** `CAN listmachines AND getmachine`, `CAN getobject, putobject *`, `CAN *`. */
function allows(rule: string, action: string): boolean {
  const match = /^\s*can\s+(.*)$/i.exec(rule);
  if (match?.[1] === undefined || /\bwhen\b/i.test(match[1])) return false;
  const words = match[1]
    .toLowerCase()
    .split(/[\s,]+|\band\b/)
    .filter((word) => word !== '');
  if (words.length === 1 && words[0] === '*') return true;
  return words.includes(action.toLowerCase());
}
