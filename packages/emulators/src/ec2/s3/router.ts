import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { type EmulatorRequest, reply } from '../../kit/exchange.ts';
import type { CredentialStore } from '../auth/credentials.ts';
import { bucketFor } from './access.ts';
import { answerXml } from './answer.ts';
import { bucketDocument, bucketLocation, createBucket, deleteBucket, documentName, headBucket } from './buckets.ts';
import { addressOf, S3Call, type S3Settings } from './call.ts';
import { copyObject } from './copy.ts';
import { deleteObjects } from './delete-many.ts';
import { listBuckets, listObjects, listVersions } from './listing.ts';
import {
  abortMultipartUpload,
  completeMultipartUpload,
  createMultipartUpload,
  listMultipartUploads,
  listParts,
  uploadPart,
  uploadPartCopy,
} from './multipart.ts';
import { bucketAcl, objectAcl, objectTagging } from './object-documents.ts';
import { getObject } from './object-read.ts';
import { deleteObject, putObject } from './object-write.ts';
import { authenticateS3 } from './s3-auth.ts';
import { accessDenied, errorBody, noSubresource, S3Error } from './s3-error.ts';
import { document } from './s3-xml.ts';

const notAllowed = (call: S3Call, what: string): S3Error =>
  new S3Error(405, 'MethodNotAllowed', 'The specified method is not allowed against this resource.', { Method: call.request.method, ResourceType: what });

/** Sub-resources that are not there: 501, as servers without them answer. */
const OBJECT_UNKNOWN = ['retention', 'legal-hold', 'restore', 'select', 'torrent', 'attributes'];
const BUCKET_UNKNOWN = ['policyStatus', 'replication', 'analytics', 'inventory', 'metrics', 'intelligent-tiering', 'object-lock'];

const firstOf = (call: S3Call, names: readonly string[]): string | undefined => names.find((name) => call.query.has(name));

async function serveObject(call: S3Call): Promise<void> {
  const { method } = call.request;
  const unknown = firstOf(call, OBJECT_UNKNOWN);
  if (unknown !== undefined) throw noSubresource(unknown);
  if (call.query.has('acl')) return objectAcl(call);
  if (call.query.has('tagging')) return objectTagging(call);
  const uploadId = call.query.has('uploadId');
  switch (method) {
    case 'GET':
    case 'HEAD':
      return uploadId ? listParts(call) : getObject(call);
    case 'PUT':
      if (uploadId && call.query.has('partNumber')) return call.header('x-amz-copy-source') === undefined ? uploadPart(call) : uploadPartCopy(call);
      return call.header('x-amz-copy-source') === undefined ? putObject(call) : copyObject(call);
    case 'POST':
      if (call.query.has('uploads')) return createMultipartUpload(call);
      if (uploadId) return completeMultipartUpload(call);
      throw notAllowed(call, 'OBJECT');
    case 'DELETE':
      return uploadId ? abortMultipartUpload(call) : deleteObject(call);
    default:
      throw notAllowed(call, 'OBJECT');
  }
}

async function serveBucket(call: S3Call): Promise<void> {
  const unknown = firstOf(call, BUCKET_UNKNOWN);
  if (unknown !== undefined) throw noSubresource(unknown);
  const name = documentName(call);
  if (name !== undefined) return bucketDocument(call, name);
  if (call.query.has('acl')) return bucketAcl(call);
  switch (call.request.method) {
    case 'GET':
      if (call.query.has('location')) return bucketLocation(call);
      if (call.query.has('uploads')) return listMultipartUploads(call);
      if (call.query.has('versioning')) {
        bucketFor(call, 'OWN');
        return answerXml(call, document('VersioningConfiguration'));
      }
      return answerXml(call, call.query.has('versions') ? listVersions(call, bucketFor(call, 'READ')) : listObjects(call, bucketFor(call, 'READ')));
    case 'HEAD':
      return headBucket(call);
    case 'PUT':
      if (call.query.has('versioning')) throw noSubresource('versioning');
      return createBucket(call);
    case 'POST':
      if (call.query.has('delete')) return deleteObjects(call);
      throw noSubresource('POST');
    case 'DELETE':
      return deleteBucket(call);
    default:
      throw notAllowed(call, 'BUCKET');
  }
}

async function dispatch(call: S3Call): Promise<void> {
  if (call.bucketName === '') {
    if (call.request.method !== 'GET') throw notAllowed(call, 'SERVICE');
    if (call.grant === undefined) throw accessDenied();
    return answerXml(call, listBuckets(call));
  }
  return call.key === '' ? serveBucket(call) : serveObject(call);
}

/** The object store's port. */
export class S3Router {
  readonly #settings: S3Settings;
  readonly #credentials: CredentialStore;

  constructor(settings: S3Settings, credentials: CredentialStore) {
    this.#settings = settings;
    this.#credentials = credentials;
  }

  async handle(request: EmulatorRequest, response: ServerResponse): Promise<void> {
    const requestId = randomBytes(8).toString('hex').toUpperCase();
    const hostId = randomBytes(48).toString('base64');
    response.setHeader('x-amz-request-id', requestId);
    response.setHeader('x-amz-id-2', hostId);
    if (this.#settings.flavour.name === 'aws') response.setHeader('Server', 'AmazonS3');
    try {
      const address = addressOf(request, this.#settings);
      const grant = authenticateS3(request, address, this.#settings, this.#credentials);
      await dispatch(new S3Call(request, response, this.#settings, address, grant));
    } catch (error) {
      if (!(error instanceof S3Error)) throw error;
      // Who was told to wait for a 100 has kept the body back: the connection cannot be used on.
      const closing = request.header('expect') === undefined ? {} : { Connection: 'close' };
      const head = request.method === 'HEAD';
      reply(response, error.status, { 'Content-Type': 'application/xml', ...error.headers, ...closing }, head ? '' : errorBody(error, requestId, hostId));
    }
  }
}
