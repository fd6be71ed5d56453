import { bucketFor } from '../access.ts';
import { answerEmpty, answerXml } from '../answer.ts';
import type { S3Call } from '../call.ts';
import { malformedXml, notImplemented, S3Error } from '../s3-error.ts';
import { document, tag } from '../s3-xml.ts';
import { configurationBody, rootElement, trimmed } from './xml-body.ts';

export async function bucketVersioning(call: S3Call): Promise<void> {
  const bucket = bucketFor(call, 'OWN');
  if (call.request.method === 'GET') {
    answerXml(call, document('VersioningConfiguration', bucket.versioning === undefined ? '' : tag('Status', bucket.versioning)));
    return;
  }
  const root = rootElement(await configurationBody(call, false), 'VersioningConfiguration');
  const status = trimmed(root, 'Status');
  if (trimmed(root, 'MfaDelete') === 'Enabled') throw notImplemented('x-amz-mfa');
  if (status !== 'Enabled' && status !== 'Suspended')
    throw call.isEucalyptus ? malformedXml() : new S3Error(400, 'IllegalVersioningConfigurationException', 'The Versioning element must be specified');
  if (status === 'Suspended' && bucket.objectLock !== undefined)
    throw new S3Error(409, 'InvalidBucketState', 'An Object Lock configuration is present on this bucket, so the versioning state cannot be changed.');
  bucket.versioning = status;
  answerEmpty(call);
}
