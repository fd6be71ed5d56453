import { empty, json } from '../answer.ts';
import type { JsonObject } from '../values.ts';
import { type Assignment, remove, SYSTEM } from './directory.ts';
import { listLinks, missing, requireAdmin, type V3Call, type V3Routes } from './keystone-call.ts';
import { roleBody } from './keystone-collections.ts';
import { keystoneFault } from './keystone-faults.ts';

interface Place {
  readonly scope: Assignment['scope'];
  readonly holder: Assignment['holder'];
}

const PLACES: readonly (Place & { readonly path: string })[] = (['user', 'group'] as const).flatMap((holder) => [
  { scope: 'project', holder, path: `projects/{scope}/${holder}s/{holder}/roles` } as const,
  { scope: 'domain', holder, path: `domains/{scope}/${holder}s/{holder}/roles` } as const,
  { scope: 'system', holder, path: `system/${holder}s/{holder}/roles` } as const,
]);

function check(call: V3Call, { scope, holder }: Place, scopeId: string, holderId: string): void {
  const { directory } = call.cloud;
  if (holder === 'user' && directory.user(holderId) === undefined) throw missing('user', holderId);
  if (holder === 'group' && !directory.groups.some(({ id }) => id === holderId)) throw missing('group', holderId);
  if (scope === 'project' && directory.project(scopeId) === undefined) throw missing('project', scopeId);
  if (scope === 'domain' && !directory.domains.some(({ id }) => id === scopeId)) throw missing('domain', scopeId);
}

/** Roles that somebody is given somewhere. */
export function addGrantRoutes(routes: V3Routes): void {
  for (const place of PLACES) {
    const { path, scope, holder } = place;
    const read = (parameters: readonly string[]): { scopeId: string; holderId: string; roleId: string } => {
      const [scopeId = '', holderId = '', roleId = ''] = scope === 'system' ? [SYSTEM.id, ...parameters] : parameters;
      return { scopeId, holderId, roleId };
    };
    const isThis = (parameters: readonly string[]) => {
      const { scopeId, holderId } = read(parameters);
      return (one: Assignment): boolean => one.scope === scope && one.holder === holder && one.scopeId === scopeId && one.holderId === holderId;
    };
    routes
      .on(`GET ${path}`, (call, ...parameters) => {
        requireAdmin(call, 'list_grants');
        const { scopeId, holderId } = read(parameters);
        check(call, place, scopeId, holderId);
        const { directory } = call.cloud;
        const held = directory.assignments.filter(isThis(parameters)).map(({ roleId }) => roleId);
        const roles = directory.roles.filter(({ id }) => held.includes(id)).map((role) => roleBody(call, role));
        return json(200, { roles, links: listLinks(`${call.base}/${call.request.path.split('/v3/')[1] ?? ''}`) });
      })
      .on(`PUT ${path}/{role}`, (call, ...parameters) => {
        requireAdmin(call, 'create_grant');
        const { scopeId, holderId, roleId } = read(parameters);
        check(call, place, scopeId, holderId);
        const { directory } = call.cloud;
        if (!directory.roles.some(({ id }) => id === roleId)) throw missing('role', roleId);
        if (!directory.assignments.filter(isThis(parameters)).some((one) => one.roleId === roleId))
          directory.assignments.push({ roleId, holder, holderId, scope, scopeId });
        return empty(204);
      })
      .on(`HEAD ${path}/{role}`, (call, ...parameters) => {
        requireAdmin(call, 'check_grant');
        const { roleId } = read(parameters);
        if (!call.cloud.directory.assignments.filter(isThis(parameters)).some((one) => one.roleId === roleId))
          throw keystoneFault(404, `Could not find role assignment with role: ${roleId}.`);
        return empty(204);
      })
      .on(`DELETE ${path}/{role}`, (call, ...parameters) => {
        requireAdmin(call, 'revoke_grant');
        const { roleId, holderId } = read(parameters);
        const fits = isThis(parameters);
        const { directory } = call.cloud;
        if (!directory.assignments.some((one) => fits(one) && one.roleId === roleId))
          throw keystoneFault(404, `Could not find role assignment with role: ${roleId}.`);
        remove(directory.assignments, (one) => fits(one) && one.roleId === roleId);
        if (holder === 'user') call.cloud.tokens.revokeByUser(holderId);
        return empty(204);
      });
  }
  routes.on('GET role_assignments', list);
}

function list(call: V3Call): ReturnType<typeof json> {
  requireAdmin(call, 'list_role_assignments');
  const { directory } = call.cloud;
  const query = (name: string): string | undefined => call.request.queryValue(name);
  const named = query('include_names') !== undefined && query('include_names') !== 'false';
  const rows = directory.assignments
    .filter((one) => query('user.id') === undefined || (one.holder === 'user' && one.holderId === query('user.id')))
    .filter((one) => query('group.id') === undefined || (one.holder === 'group' && one.holderId === query('group.id')))
    .filter((one) => query('role.id') === undefined || one.roleId === query('role.id'))
    .filter((one) => query('scope.project.id') === undefined || (one.scope === 'project' && one.scopeId === query('scope.project.id')))
    .filter((one) => query('scope.domain.id') === undefined || (one.scope === 'domain' && one.scopeId === query('scope.domain.id')))
    .filter((one) => query('scope.system') === undefined || one.scope === 'system');
  const bodies = rows.map((one) => assignmentBody(call, one, named));
  return json(200, { role_assignments: bodies, links: listLinks(`${call.base}/role_assignments`) });
}

function assignmentBody(call: V3Call, one: Assignment, named: boolean): JsonObject {
  const { directory } = call.cloud;
  const withDomain = (row: { readonly id: string; readonly name: string; readonly domainId?: string | null } | undefined, id: string): JsonObject => {
    if (!named || row === undefined) return { id };
    const domain = directory.domains.find((candidate) => candidate.id === row.domainId);
    return { id, name: row.name, ...(domain === undefined ? {} : { domain: { id: domain.id, name: domain.name } }) };
  };
  const role = directory.roles.find(({ id }) => id === one.roleId);
  const holder = one.holder === 'user' ? directory.user(one.holderId) : directory.groups.find(({ id }) => id === one.holderId);
  const scope =
    one.scope === 'system'
      ? { system: { all: true } }
      : one.scope === 'project'
        ? { project: withDomain(directory.project(one.scopeId), one.scopeId) }
        : {
            domain: withDomain(
              directory.domains.find(({ id }) => id === one.scopeId),
              one.scopeId,
            ),
          };
  const path = `${one.scope === 'system' ? 'system' : `${one.scope}s/${one.scopeId}`}/${one.holder}s/${one.holderId}/roles/${one.roleId}`;
  return {
    role: withDomain(role === undefined ? undefined : { id: role.id, name: role.name }, one.roleId),
    [one.holder]: withDomain(holder, one.holderId),
    scope,
    links: { assignment: `${call.base}/${path}` },
  };
}
