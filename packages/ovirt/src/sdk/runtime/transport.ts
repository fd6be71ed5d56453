import type { Answer, BodyReader, CallOptions, CloudError, HttpRequest } from '@portolan/core/driver';

/** What the SDK needs of whoever sends: core's `HttpClient` with its credentials, errors and retries, and where the engine is. */
export interface SdkTransport {
  /** `https://engine.example.com` */
  readonly origin: string;
  /** `/ovirt-engine/api` */
  readonly apiPath: string;
  /** On every request: `User-Agent`, `Filter`, … */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** As `HttpClient.read`: rejects with a `CloudError` for any status but 2xx. */
  read<T>(request: HttpRequest, options: CallOptions, reader: BodyReader<T>): Promise<Answer<T>>;
  /** Names a fault that came although the status said success. */
  fault(status: number, fault: { readonly reason?: string | undefined; readonly detail?: string | undefined }): CloudError;
}
