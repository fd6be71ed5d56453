import { S3Error } from './s3-error.ts';

/** DNS names; Eucalyptus as its operators usually have it: the extended form, too. */
export function checkBucketName(name: string, extended: boolean): void {
  const dns = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) && !/\.\.|\.-|-\./.test(name) && !/^\d+\.\d+\.\d+\.\d+$/.test(name);
  if (dns || (extended && /^[A-Za-z0-9._-]{3,255}$/.test(name))) return;
  throw new S3Error(400, 'InvalidBucketName', 'The specified bucket is not valid.', { BucketName: name });
}
