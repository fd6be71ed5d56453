import { randomBytes, randomUUID } from 'node:crypto';
import type { JsonObject } from '../values.ts';

export interface Project {
  readonly id: string;
  name: string;
  /** Last part of the Swift URL: `AUTH_<project id>`, `MossoCloudFS_<uuid>` on Rackspace. */
  readonly storageAccount: string;
  readonly domainId: string;
  description: string;
  enabled: boolean;
  tags: readonly string[];
}

export interface User {
  readonly id: string;
  name: string;
  password: string;
  /** Rackspace only. */
  readonly apiKey: string;
  readonly domainId: string;
  enabled: boolean;
  defaultProjectId: string | undefined;
  /** Whatever else was said of it: `email`, `description`. */
  extra: JsonObject;
}

export interface ApplicationCredential {
  readonly id: string;
  readonly name: string;
  readonly secret: string;
  readonly userId: string;
  readonly projectId: string;
  readonly description: string | null;
  readonly unrestricted: boolean;
  /** Of the user's; absent: all that it had when the credential was made. */
  readonly roleIds: readonly string[];
  /** Milliseconds since the epoch; null: never. */
  readonly expiresAt: number | null;
}

export interface Role {
  readonly id: string;
  name: string;
  description: string | null;
  readonly domainId: string | null;
}

export interface Domain {
  readonly id: string;
  name: string;
  description: string;
  enabled: boolean;
}

export interface Group {
  readonly id: string;
  name: string;
  description: string;
  readonly domainId: string;
  readonly userIds: Set<string>;
}

/** A role that somebody has somewhere. */
export interface Assignment {
  readonly roleId: string;
  readonly holder: 'user' | 'group';
  readonly holderId: string;
  readonly scope: 'project' | 'domain' | 'system';
  readonly scopeId: string;
}

export interface Credential {
  readonly id: string;
  readonly type: string;
  blob: string;
  readonly userId: string;
  readonly projectId: string | null;
}

/** Of a token: where its roles count. */
export interface Scope {
  readonly scope: Assignment['scope'];
  readonly id: string;
}

export const SYSTEM: Scope = { scope: 'system', id: 'all' };

/** 32 hex digits, as Keystone makes its ids. */
export const hexId = (): string => randomUUID().replaceAll('-', '');

/** Who exists. Passwords and keys are new in every emulator, so none is worth stealing or committing. */
export class Directory {
  readonly domain: Domain = { id: 'default', name: 'Default', description: 'The default domain', enabled: true };
  readonly domains: Domain[] = [this.domain];
  readonly projects: Project[] = [];
  readonly users: User[] = [];
  readonly roles: Role[] = [];
  readonly groups: Group[] = [];
  readonly assignments: Assignment[] = [];
  readonly credentials: Map<string, Credential> = new Map();
  readonly applicationCredentials: Map<string, ApplicationCredential> = new Map();
  readonly #flavour: 'openstack' | 'rackspace';

  constructor(flavour: 'openstack' | 'rackspace') {
    this.#flavour = flavour;
    const [reader, member, admin] = ['reader', 'member', 'admin'].map((name) => this.addRole(name));
    if (reader === undefined || member === undefined || admin === undefined) throw new Error('no roles');
    const roles = flavour === 'rackspace' ? [member] : [reader, member];
    const [first, second] = flavour === 'rackspace' ? ['123456', '654321'] : ['demo', 'alt_demo'];
    const one = this.addProject(first ?? '', flavour === 'rackspace' ? first : undefined);
    const other = this.addProject(second ?? '', flavour === 'rackspace' ? second : undefined);
    const user = this.addUser(flavour === 'rackspace' ? 'portolan' : 'demo', flavour === 'rackspace' ? '10042' : undefined);
    const stranger = this.addUser(flavour === 'rackspace' ? 'stranger' : 'alt_demo', flavour === 'rackspace' ? '10043' : undefined);
    for (const role of roles) {
      this.assign(role, user, one);
      this.assign(role, stranger, other);
    }
    if (flavour === 'rackspace') return;
    for (const role of roles) this.assign(role, user, other);
    const administrator = this.addUser('admin');
    const adminProject = this.addProject('admin');
    for (const role of [...roles, admin]) this.assign(role, administrator, adminProject);
    this.assignments.push({ roleId: admin.id, holder: 'user', holderId: administrator.id, scope: 'system', scopeId: SYSTEM.id });
    this.addApplicationCredential(user.id, one.id, { name: 'portolan' });
  }

  addProject(name: string, id: string = hexId(), domainId: string = this.domain.id): Project {
    const storageAccount = this.#flavour === 'rackspace' ? `MossoCloudFS_${randomUUID()}` : `AUTH_${id}`;
    const project = { id, name, storageAccount, domainId, description: '', enabled: true, tags: [] };
    this.projects.push(project);
    return project;
  }

  addUser(name: string, id: string = hexId(), domainId: string = this.domain.id): User {
    const secret = (): string => randomBytes(12).toString('hex');
    const apiKey = randomBytes(16).toString('hex');
    const user: User = { id, name, password: secret(), apiKey, domainId, enabled: true, defaultProjectId: undefined, extra: {} };
    this.users.push(user);
    return user;
  }

  addRole(name: string, description: string | null = null, domainId: string | null = null): Role {
    const role = { id: hexId(), name, description, domainId };
    this.roles.push(role);
    return role;
  }

  assign(role: Role, user: User, project: Project): void {
    this.assignments.push({ roleId: role.id, holder: 'user', holderId: user.id, scope: 'project', scopeId: project.id });
  }

  /** What the user may be somewhere, by itself and by its groups. */
  rolesOf(user: User, { scope, id }: Scope): Role[] {
    const groups = new Set(this.groups.filter(({ userIds }) => userIds.has(user.id)).map((group) => group.id));
    const held = this.assignments.filter(
      (one) => one.scope === scope && one.scopeId === id && (one.holder === 'user' ? one.holderId === user.id : groups.has(one.holderId)),
    );
    return this.roles.filter((role) => held.some(({ roleId }) => roleId === role.id));
  }

  projectsOf(user: User): Project[] {
    return this.projects.filter((project) => project.enabled && this.rolesOf(user, { scope: 'project', id: project.id }).length > 0);
  }

  addApplicationCredential(
    userId: string,
    projectId: string,
    given: { name: string; secret?: string; description?: string | null; unrestricted?: boolean; expiresAt?: number | null; roleIds?: readonly string[] },
  ): ApplicationCredential {
    const user = this.user(userId);
    const roles = user === undefined ? [] : this.rolesOf(user, { scope: 'project', id: projectId });
    const credential: ApplicationCredential = {
      id: hexId(),
      name: given.name,
      secret: given.secret ?? randomBytes(64).toString('base64url'),
      userId,
      projectId,
      description: given.description ?? null,
      unrestricted: given.unrestricted ?? false,
      roleIds: given.roleIds ?? roles.map(({ id }) => id),
      expiresAt: given.expiresAt ?? null,
    };
    this.applicationCredentials.set(credential.id, credential);
    return credential;
  }

  project(id: string | undefined): Project | undefined {
    return this.projects.find((project) => project.id === id);
  }

  user(id: string | undefined): User | undefined {
    return this.users.find((user) => user.id === id);
  }

  /** References are `{id}` or `{name}`. */
  findDomain(domain: { readonly id?: unknown; readonly name?: unknown }): Domain | undefined {
    return this.domains.find((one) => (domain.id === undefined ? one.name === domain.name : one.id === domain.id));
  }

  /** With all that hangs on it. */
  removeUser(id: string): void {
    remove(this.users, (user) => user.id === id);
    remove(this.assignments, (one) => one.holder === 'user' && one.holderId === id);
    for (const group of this.groups) group.userIds.delete(id);
    for (const credential of this.applicationCredentials.values()) if (credential.userId === id) this.applicationCredentials.delete(credential.id);
    for (const credential of this.credentials.values()) if (credential.userId === id) this.credentials.delete(credential.id);
  }

  removeScope(id: string): void {
    remove(this.assignments, (one) => one.scopeId === id);
    for (const credential of this.applicationCredentials.values()) if (credential.projectId === id) this.applicationCredentials.delete(credential.id);
  }
}

export function remove<T>(items: T[], gone: (item: T) => boolean): void {
  items.splice(0, items.length, ...items.filter((item) => !gone(item)));
}
