import { randomUUID } from 'node:crypto';
import { parsePublicKey, type SshPublicKey } from './ssh-key.ts';

export interface AccountKey {
  readonly name: string;
  readonly ssh: SshPublicKey;
}

/** The contact fields CloudAPI lets an account change. */
export const PROFILE_FIELDS = ['email', 'companyName', 'firstName', 'lastName', 'address', 'postalCode', 'city', 'state', 'country', 'phone'] as const;
export type ProfileField = (typeof PROFILE_FIELDS)[number];

/** For the S3 face of Manta's buckets. */
export interface AccessKey {
  readonly id: string;
  readonly secret: string;
  readonly createdMs: number;
}

interface Person {
  readonly id: string;
  login: string;
  readonly profile: Partial<Record<ProfileField, string>>;
  keys: AccountKey[];
  readonly accessKeys: AccessKey[];
  readonly createdMs: number;
  updatedMs: number;
}

export interface Subuser extends Person {
  password?: string;
}

export interface Policy {
  readonly id: string;
  name: string;
  /** Aperture sentences, e.g. `CAN listmachines AND getmachine`. */
  rules: string[];
  description?: string;
}

export interface RoleMember {
  readonly type: 'subuser' | 'account';
  readonly id: string;
  readonly default: boolean;
}

export interface Role {
  readonly id: string;
  name: string;
  members: RoleMember[];
  policyIds: string[];
}

export interface Account extends Person {
  cnsEnabled: boolean;
  disabled: boolean;
  /** May act on other accounts' paths. */
  readonly operator: boolean;
  readonly users: Subuser[];
  readonly roles: Role[];
  readonly policies: Policy[];
  /** Resource path (`/demo/machines/…`, `/demo/stor/…` without login) to role names. */
  readonly roleTags: Map<string, string[]>;
}

/** Who signed: the account, and the subuser when one of its keys was used. */
export interface Caller {
  readonly account: Account;
  readonly user?: Subuser;
  readonly keyId: string;
}

/** Accounts, subusers, keys and roles: UFDS for CloudAPI, mahi for Manta. */
export class Accounts {
  readonly #accounts = new Map<string, Account>();

  add(login: string, nowMs: number, operator = false): Account {
    const account: Account = {
      id: randomUUID(),
      login,
      profile: { email: `${login}@example.test` },
      keys: [],
      accessKeys: [],
      createdMs: nowMs,
      updatedMs: nowMs,
      cnsEnabled: false,
      disabled: false,
      operator,
      users: [],
      roles: [],
      policies: [],
      roleTags: new Map(),
    };
    this.#accounts.set(login, account);
    return account;
  }

  get(login: string): Account | undefined {
    return this.#accounts.get(login);
  }
}

export function newUser(login: string, email: string, nowMs: number): Subuser {
  return { id: randomUUID(), login, profile: { email }, keys: [], accessKeys: [], createdMs: nowMs, updatedMs: nowMs };
}

/** Adds a key as UFDS does: one fingerprint once; without a name the fingerprint is the name. Throws when it is there or unreadable. */
export function addKey(owner: { keys: AccountKey[] }, name: string | undefined, publicKey: string): AccountKey {
  const ssh = parsePublicKey(publicKey);
  if (owner.keys.some((key) => key.ssh.fingerprint === ssh.fingerprint)) throw new Error('key already exists');
  const key = { name: name ?? ssh.fingerprint, ssh };
  owner.keys.push(key);
  return key;
}
