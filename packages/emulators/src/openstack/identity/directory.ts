import { randomBytes, randomUUID } from 'node:crypto';

export interface Project {
  readonly id: string;
  readonly name: string;
  /** Last part of the Swift URL: `AUTH_<project id>`, `MossoCloudFS_<uuid>` on Rackspace. */
  readonly storageAccount: string;
}

export interface User {
  readonly id: string;
  readonly name: string;
  readonly password: string;
  /** Rackspace only. */
  readonly apiKey: string;
  readonly projectIds: readonly string[];
}

export interface ApplicationCredential {
  readonly id: string;
  readonly name: string;
  readonly secret: string;
  readonly userId: string;
  readonly projectId: string;
  readonly description: string | null;
  readonly unrestricted: boolean;
  /** Milliseconds since the epoch; null: never. */
  readonly expiresAt: number | null;
}

export interface Role {
  readonly id: string;
  readonly name: string;
}

/** 32 hex digits, as Keystone makes its ids. */
export const hexId = (): string => randomUUID().replaceAll('-', '');

/** Who exists. Passwords and keys are new in every emulator, so none is worth stealing or committing. */
export class Directory {
  readonly domain = { id: 'default', name: 'Default' } as const;
  readonly projects: readonly Project[];
  readonly users: readonly User[];
  readonly roles: readonly Role[];
  readonly applicationCredentials: Map<string, ApplicationCredential> = new Map();

  constructor(flavour: 'openstack' | 'rackspace') {
    const secret = (): string => randomBytes(12).toString('hex');
    if (flavour === 'rackspace') {
      const first = { id: '123456', name: '123456', storageAccount: `MossoCloudFS_${randomUUID()}` };
      const second = { id: '654321', name: '654321', storageAccount: `MossoCloudFS_${randomUUID()}` };
      this.projects = [first, second];
      this.users = [
        { id: '10042', name: 'portolan', password: secret(), apiKey: randomBytes(16).toString('hex'), projectIds: [first.id] },
        { id: '10043', name: 'stranger', password: secret(), apiKey: randomBytes(16).toString('hex'), projectIds: [second.id] },
      ];
      this.roles = [];
      return;
    }
    const project = (name: string): Project => {
      const id = hexId();
      return { id, name, storageAccount: `AUTH_${id}` };
    };
    const demo = project('demo');
    const other = project('alt_demo');
    this.projects = [demo, other];
    this.users = [
      { id: hexId(), name: 'demo', password: secret(), apiKey: secret(), projectIds: [demo.id, other.id] },
      { id: hexId(), name: 'alt_demo', password: secret(), apiKey: secret(), projectIds: [other.id] },
    ];
    this.roles = [
      { id: hexId(), name: 'reader' },
      { id: hexId(), name: 'member' },
    ];
    const [user] = this.users;
    if (user !== undefined) this.addApplicationCredential(user.id, demo.id, { name: 'portolan' });
  }

  addApplicationCredential(
    userId: string,
    projectId: string,
    given: { name: string; secret?: string; description?: string | null; unrestricted?: boolean; expiresAt?: number | null },
  ): ApplicationCredential {
    const credential: ApplicationCredential = {
      id: hexId(),
      name: given.name,
      secret: given.secret ?? randomBytes(64).toString('base64url'),
      userId,
      projectId,
      description: given.description ?? null,
      unrestricted: given.unrestricted ?? false,
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

  /** Domain references are `{id}` or `{name}`. */
  isDefaultDomain(domain: { readonly id?: unknown; readonly name?: unknown }): boolean {
    return domain.id === this.domain.id || (domain.id === undefined && domain.name === this.domain.name);
  }
}
