import { CloudError, type Secret } from '@portolan/core/driver';

/** Who signs. */
export interface Identity {
  readonly accessKeyId: string;
  readonly secretAccessKey: Secret;
  /** Of temporary keys. */
  readonly sessionToken?: Secret | undefined;
}

/** aws4 takes what is missing from `AWS_*` variables, or signs as "undefined": neither may happen. */
export function assertIdentity(identity: Identity): void {
  if (identity.accessKeyId === '' || identity.secretAccessKey.reveal() === '') {
    throw new CloudError('invalid-argument', 'access key id and secret access key are needed to sign', { outcome: 'not-done' });
  }
}
