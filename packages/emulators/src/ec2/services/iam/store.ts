import type { Parameters } from '../../query/parameters.ts';
import { identityId } from '../identity-id.ts';
import type { ServiceContext } from '../service.ts';
import { ServiceError, validationError } from '../service-error.ts';

/** A user, group or role: what they have in common. */
export interface Identity {
  readonly id: string;
  name: string;
  path: string;
  readonly createdAt: number;
  readonly tags: Map<string, string>;
  /** Policies of its own, by name. */
  readonly inline: Map<string, string>;
  /** ARNs of managed policies. */
  readonly attached: Set<string>;
}

export interface AccessKey {
  readonly id: string;
  readonly createdAt: number;
  status: 'Active' | 'Inactive';
}

export interface Certificate {
  readonly id: string;
  readonly body: string;
  readonly uploadedAt: number;
  status: string;
}

export interface User extends Identity {
  readonly keys: Map<string, AccessKey>;
  readonly certificates: Map<string, Certificate>;
  login: { readonly createdAt: number; resetRequired: boolean } | undefined;
}

export interface Group extends Identity {
  readonly members: Set<User>;
}

export interface Role extends Identity {
  trust: string;
  readonly description: string | undefined;
  readonly maxSessionSeconds: number;
}

export interface Profile {
  readonly id: string;
  readonly name: string;
  readonly path: string;
  readonly createdAt: number;
  readonly tags: ReadonlyMap<string, string>;
  role: Role | undefined;
}

export interface PolicyVersion {
  readonly id: string;
  readonly document: string;
  readonly createdAt: number;
}

export interface ManagedPolicy {
  readonly id: string;
  readonly arn: string;
  readonly name: string;
  readonly path: string;
  readonly description: string | undefined;
  readonly createdAt: number;
  updatedAt: number;
  readonly versions: PolicyVersion[];
  standard: string;
  nextVersion: number;
}

export interface ServerCertificate {
  readonly id: string;
  name: string;
  path: string;
  readonly body: string;
  readonly chain: string | undefined;
  readonly uploadedAt: number;
}

const noSuch = (what: string, name: string): ServiceError => new ServiceError('NoSuchEntity', `The ${what} with name ${name} cannot be found.`, 404);

export const alreadyExists = (what: string, name: string): ServiceError =>
  new ServiceError('EntityAlreadyExists', `${what} with name ${name} already exists.`, 409);

export const conflict = (message: string): ServiceError => new ServiceError('DeleteConflict', message, 409);

/** Things of one kind, by name. */
export class Named<T extends { readonly name: string }> {
  readonly all: Map<string, T> = new Map();
  readonly #what: string;
  readonly #parameter: string;

  constructor(what: string, parameter: string) {
    this.#what = what;
    this.#parameter = parameter;
  }

  of(parameters: Parameters): T {
    return this.named(parameters.required(this.#parameter));
  }

  named(name: string): T {
    const found = this.all.get(name);
    if (found === undefined) throw noSuch(this.#what, name);
    return found;
  }

  /** The name for a new one. */
  fresh(parameters: Parameters, name: string = parameters.required(this.#parameter)): string {
    if (!/^[\w+=,.@-]{1,128}$/.test(name))
      throw validationError(
        `The specified value for ${this.#parameter} is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-`,
      );
    if ([...this.all.keys()].some((other) => other.toLowerCase() === name.toLowerCase()))
      throw alreadyExists(
        this.#what.replace(/^./, (c) => c.toUpperCase()),
        name,
      );
    return name;
  }
}

export const pathOf = (parameters: Parameters, name = 'Path'): string => {
  const path = parameters.text(name) ?? '/';
  if (!/^\/(?:[!-~]+\/)?$/.test(path))
    throw validationError(
      `The specified value for ${name} is invalid. It must begin and end with / and contain only alphanumeric characters and/or / characters.`,
    );
  return path;
};

/** Refuses what is no policy: it must be JSON, with statements. */
export function policyDocument(parameters: Parameters, name = 'PolicyDocument'): string {
  const text = parameters.required(name);
  try {
    const document: unknown = JSON.parse(text);
    if (typeof document === 'object' && document !== null && 'Statement' in document) return text;
  } catch {
    // Falls through to the refusal below.
  }
  throw new ServiceError('MalformedPolicyDocument', 'Syntax errors in policy.');
}

/** Users, groups, roles and all else of one account. */
export class IamStore {
  readonly users: Named<User> = new Named('user', 'UserName');
  readonly groups: Named<Group> = new Named('group', 'GroupName');
  readonly roles: Named<Role> = new Named('role', 'RoleName');
  readonly profiles: Named<Profile> = new Named('instance profile', 'InstanceProfileName');
  readonly serverCertificates: Named<ServerCertificate> = new Named('Server Certificate', 'ServerCertificateName');
  readonly policies: Map<string, ManagedPolicy> = new Map();
  readonly context: ServiceContext;
  alias: string | undefined;

  constructor(context: ServiceContext) {
    this.context = context;
  }

  arn(kind: string, path: string, name: string): string {
    return `arn:aws:iam::${this.context.accountId}:${kind}${path}${name}`;
  }

  /** The fields of a new user, group or role. */
  born(prefix: string, name: string, parameters: Parameters, now: number): Identity {
    return {
      id: identityId(prefix),
      name,
      path: pathOf(parameters),
      createdAt: now,
      tags: new Map(parameters.structures('Tags.member').map((tag) => [tag.required('Key'), tag.text('Value') ?? ''])),
      inline: new Map(),
      attached: new Set(),
    };
  }

  policy(parameters: Parameters): ManagedPolicy {
    const arn = parameters.required('PolicyArn');
    const found = this.policies.get(arn);
    if (found === undefined) throw new ServiceError('NoSuchEntity', `Policy ${arn} was not found.`, 404);
    return found;
  }

  /** All that may hold policies, with the word for what they are. */
  holders(): readonly (readonly [kind: 'User' | 'Group' | 'Role', identity: Identity])[] {
    return [
      ...[...this.users.all.values()].map((user) => ['User', user] as const),
      ...[...this.groups.all.values()].map((group) => ['Group', group] as const),
      ...[...this.roles.all.values()].map((role) => ['Role', role] as const),
    ];
  }
}
