import type { Secret } from '@portolan/core/driver';

/** How keys are got, as a profile says it. Nothing is fetched before the first request is signed. */
export type CredentialSpec = KeySpec | ProcessSpec | RoleSpec | MetadataSpec | AnonymousSpec;

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
