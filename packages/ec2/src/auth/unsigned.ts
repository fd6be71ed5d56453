import { type CallOptions, CloudError, type HttpRequest } from '@portolan/core/driver';
import { authorityOf } from '../endpoints.ts';
import type { PolicySignature } from '../native/s3/post-form.ts';
import { assertOurs, isQuery, type Signer, type SignerOptions } from './signer.ts';

/** For what is open to everybody: requests go without a signature. */
export class Unsigned implements Signer {
  readonly scheme: string = 'anonymous';
  readonly coversBodies: boolean = false;
  readonly #options: Pick<SignerOptions, 'clock' | 's3' | 'ec2'>;

  constructor(options: Pick<SignerOptions, 'clock' | 's3' | 'ec2'>) {
    this.#options = options;
  }

  now(): number {
    return this.#options.clock.now();
  }

  async authorize(request: HttpRequest, _options: CallOptions): Promise<HttpRequest> {
    const { s3, ec2 } = this.#options;
    if (!isQuery(request, ec2)) assertOurs(request, s3, ec2);
    return { ...request, headers: { Host: authorityOf(request.origin), ...request.headers } };
  }

  async presign(): Promise<string> {
    throw noKeys();
  }

  async signPolicy(): Promise<PolicySignature> {
    throw noKeys();
  }
}

const noKeys = (): CloudError =>
  new CloudError('unsupported', 'the profile is anonymous: there is nothing to sign with', {
    outcome: 'not-done',
    remedy: 'give accessKeyId and secretAccessKey',
  });
