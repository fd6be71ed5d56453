import { type CallOptions, type List, type Ref, Secret } from '@portolan/core/driver';
import { segment } from '../service-calls.ts';
import { type KeystoneCalls, KeystoneCollection } from './keystone-calls.ts';
import type { GroupWire, ProjectWire, UserFields, UserWire } from './wire.ts';

interface WithPassword extends UserFields {
  readonly password?: string | Secret | undefined;
}

export class KeystoneUsers extends KeystoneCollection<
  UserWire,
  WithPassword & { readonly name: string; readonly domain_id?: string | undefined },
  WithPassword
> {
  constructor(calls: KeystoneCalls) {
    super(calls, { path: '/users', one: 'user', many: 'users', name: 'User' });
  }

  override async create(
    fields: WithPassword & { readonly name: string; readonly domain_id?: string | undefined },
    options: CallOptions = {},
  ): Promise<UserWire> {
    return super.create(revealed(fields), options);
  }

  override async update(user: Ref, fields: WithPassword, options: CallOptions = {}): Promise<UserWire> {
    return super.update(user, revealed(fields), options);
  }

  /** As the user alone. Tokens of the old password end. */
  async changePassword(user: Ref, from: string | Secret, to: string | Secret, options: CallOptions = {}): Promise<void> {
    const json = { user: { original_password: Secret.of(from).reveal(), password: Secret.of(to).reveal() } };
    await this.calls.empty({ method: 'POST', path: `${this.pathOf(user)}/password`, json, operation: 'ChangePassword' }, options);
  }

  projects(user: Ref, options: CallOptions = {}): List<ProjectWire> {
    return this.calls.list({ method: 'GET', path: `${this.pathOf(user)}/projects`, operation: 'ListUserProjects' }, 'projects', options);
  }

  /** In it already is success; so is what is not in it, below. */
  async addToGroup(user: Ref, group: Ref, options: CallOptions = {}): Promise<void> {
    await this.calls.empty({ method: 'PUT', path: membership(group, user), operation: 'AddUserToGroup' }, options);
  }

  async removeFromGroup(user: Ref, group: Ref, options: CallOptions = {}): Promise<void> {
    await this.calls.empty({ method: 'DELETE', path: membership(group, user), accept: [404], operation: 'RemoveUserFromGroup' }, options);
  }

  async isInGroup(user: Ref, group: Ref, options: CallOptions = {}): Promise<boolean> {
    return (await this.calls.empty({ method: 'HEAD', path: membership(group, user), accept: [404], operation: 'CheckUserInGroup' }, options)) !== 404;
  }

  /** Users of a group. */
  ofGroup(group: Ref, options: CallOptions = {}): List<UserWire> {
    return this.calls.list({ method: 'GET', path: `/groups/${segment(group, 'group')}/users`, operation: 'ListGroupUsers' }, 'users', options);
  }

  groups(user: Ref, options: CallOptions = {}): List<GroupWire> {
    return this.calls.list({ method: 'GET', path: `${this.pathOf(user)}/groups`, operation: 'ListUserGroups' }, 'groups', options);
  }
}

const membership = (group: Ref, user: Ref): string => `/groups/${segment(group, 'group')}/users/${segment(user, 'user')}`;

const revealed = <F extends WithPassword>(fields: F): F =>
  fields.password === undefined ? fields : { ...fields, password: Secret.of(fields.password).reveal() };
