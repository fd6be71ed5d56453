import { type CallOptions, type Ref, Secret } from '@portolan/core/driver';
import { segment } from '../service-calls.ts';
import type { KeystoneCalls } from './keystone-calls.ts';

// Source: identity api-ref v3 "Application credentials", "OS-EC2". Users make and end their own.

export interface ApplicationCredentialWire {
  readonly id: string;
  readonly name: string;
  readonly description?: string | null;
  readonly project_id?: string;
  readonly expires_at?: string | null;
  readonly unrestricted?: boolean;
  readonly roles?: readonly { readonly id?: string; readonly name?: string }[];
  readonly access_rules?: readonly AccessRule[];
}

export interface AccessRule {
  readonly id?: string;
  readonly service: string;
  readonly method: string;
  readonly path: string;
}

export interface CreateApplicationCredentialFields {
  readonly name: string;
  readonly description?: string | undefined;
  /** Default: made up, and told once. */
  readonly secret?: string | Secret | undefined;
  readonly expiresAt?: Date | undefined;
  /** Default: all that the user has in the project. */
  readonly roles?: readonly ({ readonly id: string } | { readonly name: string })[] | undefined;
  readonly access_rules?: readonly Omit<AccessRule, 'id'>[] | undefined;
  /** May make others, and trusts. */
  readonly unrestricted?: boolean | undefined;
}

/** The secret is told here and nowhere else. */
export type CreatedApplicationCredential = ApplicationCredentialWire & { readonly secret: Secret };

type OfUser = CallOptions & { readonly user?: Ref | undefined };

const userOf = async (calls: KeystoneCalls, { user, ...options }: OfUser): Promise<string> =>
  segment(user ?? (await calls.plain.client.session(options)).userId ?? '', 'user');

/** Of the connection's own user, unless another is named. */
export class ApplicationCredentials {
  readonly #calls: KeystoneCalls;

  constructor(calls: KeystoneCalls) {
    this.#calls = calls;
  }

  async list(options: OfUser & { readonly name?: string | undefined } = {}): Promise<readonly ApplicationCredentialWire[]> {
    const call = { method: 'GET', path: await this.#path(options), query: { name: options.name }, operation: 'ListApplicationCredentials' };
    return this.#calls.list<ApplicationCredentialWire>(call, 'application_credentials', options).toArray();
  }

  async get(credential: Ref, options: OfUser = {}): Promise<ApplicationCredentialWire> {
    const path = `${await this.#path(options)}/${segment(credential, 'application credential')}`;
    return this.#calls.member({ method: 'GET', path, operation: 'GetApplicationCredential' }, 'application_credential', options);
  }

  async create(fields: CreateApplicationCredentialFields, options: OfUser = {}): Promise<CreatedApplicationCredential> {
    const { secret, expiresAt, ...named } = fields;
    const json = {
      application_credential: {
        ...named,
        ...(secret === undefined ? {} : { secret: Secret.of(secret).reveal() }),
        ...(expiresAt === undefined ? {} : { expires_at: expiresAt.toISOString() }),
      },
    };
    const call = { method: 'POST', path: await this.#path(options), json, operation: 'CreateApplicationCredential' };
    const made = await this.#calls.member<ApplicationCredentialWire & { readonly secret?: string }>(call, 'application_credential', options);
    return { ...made, secret: new Secret(made.secret ?? '') };
  }

  /** Absent is success. */
  async delete(credential: Ref, options: OfUser = {}): Promise<void> {
    const path = `${await this.#path(options)}/${segment(credential, 'application credential')}`;
    await this.#calls.empty({ method: 'DELETE', path, accept: [404], operation: 'DeleteApplicationCredential' }, options);
  }

  async #path(options: OfUser): Promise<string> {
    return `/users/${await userOf(this.#calls, options)}/application_credentials`;
  }
}

export interface Ec2CredentialWire {
  readonly access: string;
  readonly tenant_id: string;
  readonly user_id: string;
  readonly trust_id?: string | null;
}

export type Ec2Credential = Ec2CredentialWire & { readonly secret: Secret };

/** Keys for the clouds' EC2 and S3 doors. Of the connection's own user, unless another is named. */
export class Ec2Credentials {
  readonly #calls: KeystoneCalls;

  constructor(calls: KeystoneCalls) {
    this.#calls = calls;
  }

  async list(options: OfUser = {}): Promise<readonly Ec2Credential[]> {
    const call = { method: 'GET', path: await this.#path(options), operation: 'ListEc2Credentials' };
    return (await this.#calls.list<Sent>(call, 'credentials', options).toArray()).map(hidden);
  }

  async get(access: string, options: OfUser = {}): Promise<Ec2Credential> {
    const path = `${await this.#path(options)}/${segment(access, 'access key')}`;
    return hidden(await this.#calls.member<Sent>({ method: 'GET', path, operation: 'GetEc2Credential' }, 'credential', options));
  }

  /** For one project: the connection's own, unless another is named. */
  async create(options: OfUser & { readonly project?: Ref | undefined } = {}): Promise<Ec2Credential> {
    const project = options.project ?? (await this.#calls.plain.client.session(options)).projectId ?? '';
    const json = { tenant_id: typeof project === 'string' ? project : project.id };
    return hidden(
      await this.#calls.member<Sent>({ method: 'POST', path: await this.#path(options), json, operation: 'CreateEc2Credential' }, 'credential', options),
    );
  }

  /** Absent is success. */
  async delete(access: string, options: OfUser = {}): Promise<void> {
    const path = `${await this.#path(options)}/${segment(access, 'access key')}`;
    await this.#calls.empty({ method: 'DELETE', path, accept: [404], operation: 'DeleteEc2Credential' }, options);
  }

  async #path(options: OfUser): Promise<string> {
    return `/users/${await userOf(this.#calls, options)}/credentials/OS-EC2`;
  }
}

type Sent = Ec2CredentialWire & { readonly secret?: string };

const hidden = ({ secret, ...credential }: Sent): Ec2Credential => ({ ...credential, secret: new Secret(secret ?? '') });
