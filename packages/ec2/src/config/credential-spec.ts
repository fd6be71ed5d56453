import type { Secret } from '@portolan/core/driver';

/** How keys are got, as a profile says it. Nothing is fetched before the first request is signed. */
export type CredentialSpec = KeySpec | ProcessSpec | RoleSpec | WebIdentitySpec | SsoSpec | ContainerSpec | MetadataSpec | AnonymousSpec;

export interface KeySpec {
  readonly kind: 'keys';
  readonly accessKeyId: string;
  readonly secretAccessKey: Secret;
  readonly sessionToken?: Secret | undefined;
}

/** A program that prints keys as JSON. */
export interface ProcessSpec {
  readonly kind: 'process';
  /** Split as a shell would; no shell runs. */
  readonly command: string;
}

/** Keys of a role, got from STS with other keys. */
export interface RoleSpec {
  readonly kind: 'role';
  readonly roleArn: string;
  readonly source: CredentialSpec;
  readonly sessionName: string;
  readonly externalId?: string | undefined;
  readonly durationSeconds?: number | undefined;
  readonly mfa?: MfaSpec | undefined;
}

/** A device of the user's, whose present code the role wants to hear. */
export interface MfaSpec {
  /** `arn:aws:iam::012345678901:mfa/me`, or the number of a device of metal. */
  readonly serial: string;
  readonly code: MfaCode;
}

/** Asked at every renewal: somebody who is shown a prompt, or a program that prints the code. */
export type MfaCode = (() => string | Promise<string>) | { readonly process: string };

/** Keys of a role, got from STS with a token that somebody else vouches with: EKS, GitHub, any OpenID provider. */
export interface WebIdentitySpec {
  readonly kind: 'web-identity';
  readonly roleArn: string;
  /** Read at every renewal, for it changes. */
  readonly tokenFile: string;
  readonly sessionName: string;
  readonly durationSeconds?: number | undefined;
}

/** Keys of a role for somebody who has logged in with a browser. */
export interface SsoSpec {
  readonly kind: 'sso';
  /** The profile, or the session, in messages. */
  readonly name: string;
  /** Where the AWS command line leaves the token of a login. */
  readonly tokenFile: string;
  readonly portalUrl: string;
  /** Who gives another token for the one that ends. */
  readonly oidcUrl: string;
  readonly accountId: string;
  readonly roleName: string;
  /** What logs in again: `aws sso login --profile work`. */
  readonly login: string;
}

/** The service that tells a container its keys. */
export interface ContainerSpec {
  readonly kind: 'container';
  readonly url: string;
  readonly token?: Secret | undefined;
  /** Read at every renewal; before `token`. */
  readonly tokenFile?: string | undefined;
}

/** The service that tells a virtual machine its keys. */
export interface MetadataSpec {
  readonly kind: 'metadata';
  /** `v1` asks without a token, as old clouds do. */
  readonly version: 'v1' | 'v2';
  readonly url: string;
}

/** None: for what is open to everybody. */
export interface AnonymousSpec {
  readonly kind: 'anonymous';
}

export const METADATA_URL = 'http://169.254.169.254';
