import type { CallOptions, List, Ref } from '@portolan/core/driver';
import { idOf } from '../refs.ts';
import { segment } from '../service-calls.ts';
import { type KeystoneCalls, KeystoneCollection } from './keystone-calls.ts';
import type { RoleAssignmentWire, RoleWire } from './wire.ts';

/** To whom a role is given. */
export type Holder = { readonly user: Ref } | { readonly group: Ref };

/** Where it counts. */
export type Domain = { readonly project: Ref } | { readonly domain: Ref } | { readonly system: 'all' };

interface RoleFields {
  readonly name?: string | undefined;
  readonly description?: string | undefined;
}

export class KeystoneRoles extends KeystoneCollection<RoleWire, RoleFields & { readonly name: string; readonly domain_id?: string | undefined }, RoleFields> {
  constructor(calls: KeystoneCalls) {
    super(calls, { path: '/roles', one: 'role', many: 'roles', name: 'Role' });
  }

  /** Who has which role where. */
  assignments(
    options: CallOptions & { readonly user?: Ref | undefined; readonly project?: Ref | undefined; readonly role?: Ref | undefined } = {},
  ): List<RoleAssignmentWire> {
    const { user, project, role } = options;
    const query = {
      'user.id': user === undefined ? undefined : idOf(user, 'user'),
      'scope.project.id': project === undefined ? undefined : idOf(project, 'project'),
      'role.id': role === undefined ? undefined : idOf(role, 'role'),
      include_names: true,
    };
    return this.calls.list({ method: 'GET', path: '/role_assignments', query, operation: 'ListRoleAssignments' }, 'role_assignments', options);
  }

  /** Roles that are given to this user or group there. */
  grants(holder: Holder, where: Domain, options: CallOptions = {}): List<RoleWire> {
    return this.calls.list({ method: 'GET', path: grantsOf(holder, where), operation: 'ListGrants' }, 'roles', options);
  }

  async grant(role: Ref, holder: Holder, where: Domain, options: CallOptions = {}): Promise<void> {
    await this.calls.empty({ method: 'PUT', path: `${grantsOf(holder, where)}/${segment(role, 'role')}`, operation: 'GrantRole' }, options);
  }

  /** Not given is success. */
  async revoke(role: Ref, holder: Holder, where: Domain, options: CallOptions = {}): Promise<void> {
    const path = `${grantsOf(holder, where)}/${segment(role, 'role')}`;
    await this.calls.empty({ method: 'DELETE', path, accept: [404], operation: 'RevokeRole' }, options);
  }
}

function grantsOf(holder: Holder, where: Domain): string {
  const who = 'user' in holder ? `users/${segment(holder.user, 'user')}` : `groups/${segment(holder.group, 'group')}`;
  if ('system' in where) return `/system/${who}/roles`;
  const what = 'project' in where ? `projects/${segment(where.project, 'project')}` : `domains/${segment(where.domain, 'domain')}`;
  return `/${what}/${who}/roles`;
}
