import { type CallOptions, CloudError, type HttpResponse, type XmlNode } from '@portolan/core/driver';
import type { QueryClient, S3Client, S3Request } from './client.ts';
import type { PlainRecord } from './compute/ec2-xml.ts';
import type { Parameter } from './compute/query.ts';

export interface NativeQueryOptions extends CallOptions {
  /** Doing it twice is doing it once: sent again after a lost answer. Default: for Describe and Get. */
  readonly idempotent?: boolean | undefined;
}

/** Calls of the provider's own, signed, retried and with errors named like all others. */
export class Ec2Native {
  readonly #ec2: QueryClient | undefined;
  readonly #s3: S3Client | undefined;

  constructor(ec2: QueryClient | undefined, s3: S3Client | undefined) {
    this.#ec2 = ec2;
    this.#s3 = s3;
  }

  /** Any action of EC2: `ec2('DescribeVpcs', { 'VpcId.1': 'vpc-1a2b3c4d' })`. Lists of the answer are lists, all else is text. */
  ec2(action: string, parameters: Readonly<Record<string, Parameter>> = {}, options: NativeQueryOptions = {}): Promise<PlainRecord> {
    if (this.#ec2 === undefined) throw lacking('ec2Url');
    return this.#ec2.call({ action, parameters, idempotent: options.idempotent }, options);
  }

  /** Any request to S3, its answer as it arrives: read its body to the end or destroy it. */
  s3(request: S3Request, options: CallOptions = {}): Promise<HttpResponse> {
    if (this.#s3 === undefined) throw lacking('s3Url');
    return this.#s3.stream(request, options);
  }

  /** Any request to S3 that is answered with a document of this name. */
  async s3Xml(request: S3Request, root: string, options: CallOptions & { readonly arrays?: ReadonlySet<string> | undefined } = {}): Promise<XmlNode> {
    if (this.#s3 === undefined) throw lacking('s3Url');
    return (await this.#s3.xml(request, { root, arrays: options.arrays }, options)).body;
  }
}

const lacking = (field: string): CloudError => new CloudError('unsupported', `this profile has no ${field}`, { outcome: 'not-done' });
