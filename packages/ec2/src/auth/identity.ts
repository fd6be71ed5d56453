import { type CallOptions, CloudError, type Secret } from '@portolan/core/driver';

/** Who signs. */
export interface Identity {
  readonly accessKeyId: string;
  readonly secretAccessKey: Secret;
  /** Of temporary keys. */
  readonly sessionToken?: Secret | undefined;
}

/** Where identities come from that do not last. */
export interface IdentitySource {
  /** One that is good now. */
  get(options: CallOptions): Promise<Identity>;
  /** The server takes it no more: whether there may be another. */
  forget(accessKeyId: string): boolean;
}

/** An identity that lasts, or where to get the present one. */
export function sourceOf(identity: Identity | IdentitySource): IdentitySource {
  if ('get' in identity) return identity;
  assertIdentity(identity);
  return { get: async () => identity, forget: () => false };
}

/** aws4 takes what is missing from `AWS_*` variables, or signs as "undefined": neither may happen. */
export function assertIdentity(identity: Identity): void {
  if (identity.accessKeyId === '' || identity.secretAccessKey.reveal() === '') {
    throw new CloudError('invalid-argument', 'access key id and secret access key are needed to sign', { outcome: 'not-done' });
  }
}
