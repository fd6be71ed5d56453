import type { EmulatorRequest } from '../../kit/exchange.ts';
import type { Address, S3Settings } from './call.ts';
import { S3Error } from './s3-error.ts';

/** Host names that lead to one region; `s3.localhost` and the bare address to the emulator's own. */
export const regionalDomain = (region: string): string => `s3.${region}.localhost`;

/** Sends a request for a bucket of another region there: 301, with the endpoint in the body and no Location. */
export function refuseForeign(address: Address, request: EmulatorRequest, settings: S3Settings): void {
  const bucket = settings.store.buckets.get(address.bucket);
  if (!settings.redirects || bucket === undefined || bucket.region === settings.region) return;
  const [host = '', port] = (request.header('host') ?? '').toLowerCase().split(':');
  const domain = regionalDomain(bucket.region);
  if (host === domain || host.endsWith(`.${domain}`)) return;
  const endpoint = `${address.virtualHost ? `${bucket.name}.` : ''}${domain}${port === undefined ? '' : `:${port}`}`;
  throw new S3Error(
    301,
    'PermanentRedirect',
    'The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.',
    { Endpoint: endpoint, Bucket: bucket.name },
    { 'x-amz-bucket-region': bucket.region },
  );
}
