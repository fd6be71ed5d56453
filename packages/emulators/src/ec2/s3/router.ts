import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { type EmulatorRequest, reply } from '../../kit/exchange.ts';
import type { CredentialStore } from '../auth/credentials.ts';
import { bucketFor } from './access.ts';
import { answerXml } from './answer.ts';
import { restoreObject } from './archive.ts';
import { bucketLocation, createBucket, deleteBucket, headBucket } from './buckets.ts';
import { addressOf, S3Call, type S3Settings } from './call.ts';
import { addCorsHeaders, preflight } from './configuration/cors.ts';
import { settleLifecycle } from './configuration/lifecycle.ts';
import { lockConfiguration, objectLegalHold, objectRetention } from './configuration/object-lock.ts';
import { bucketDocument, documentName, policyStatus } from './configuration/serve.ts';
import { bucketVersioning } from './configuration/versioning.ts';
import { serveWebsite } from './configuration/website.ts';
import { copyObject } from './copy.ts';
import { deleteObjects } from './delete-many.ts';
import { listBuckets, listObjects } from './listing.ts';
import { abortMultipartUpload, createMultipartUpload, uploadPart, uploadPartCopy } from './multipart.ts';
import { completeMultipartUpload } from './multipart-complete.ts';
import { listMultipartUploads, listParts } from './multipart-listing.ts';
import { objectAttributes } from './object-attributes.ts';
import { bucketAcl, objectAcl, objectTagging } from './object-documents.ts';
import { getObject } from './object-read.ts';
import { deleteObject, putObject } from './object-write.ts';
import { postObject } from './post/post-object.ts';
import { refuseForeign } from './redirect.ts';
import { authenticateS3 } from './s3-auth.ts';
import { accessDenied, errorBody, noSubresource, S3Error } from './s3-error.ts';
import { listVersions } from './version-listing.ts';

const notAllowed = (call: S3Call, what: string): S3Error =>
  new S3Error(405, 'MethodNotAllowed', 'The specified method is not allowed against this resource.', { Method: call.request.method, ResourceType: what });

type Serve = (call: S3Call) => void | Promise<void>;

/** Sub-resources that are not there: 501, as servers without them answer. */
const missing =
  (name: string): Serve =>
  () => {
    throw noSubresource(name);
  };

/** The first of these in the query decides. */
const OBJECT_SUBRESOURCES: Readonly<Record<string, Serve>> = {
  acl: objectAcl,
  tagging: objectTagging,
  retention: objectRetention,
  'legal-hold': objectLegalHold,
  attributes: objectAttributes,
  restore: restoreObject,
  select: missing('select'),
  torrent: missing('torrent'),
};

const BUCKET_SUBRESOURCES: Readonly<Record<string, Serve>> = {
  acl: bucketAcl,
  versioning: bucketVersioning,
  'object-lock': lockConfiguration,
  policyStatus,
};

const subresource = (call: S3Call, table: Readonly<Record<string, Serve>>): Serve | undefined => {
  const name = Object.keys(table).find((candidate) => call.query.has(candidate));
  return name === undefined ? undefined : table[name];
};

async function serveObject(call: S3Call): Promise<void> {
  const serve = subresource(call, OBJECT_SUBRESOURCES);
  if (serve !== undefined) return serve(call);
  const uploadId = call.query.has('uploadId');
  switch (call.request.method) {
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

async function serveBucket(call: S3Call, credentials: CredentialStore): Promise<void> {
  const serve = subresource(call, BUCKET_SUBRESOURCES);
  if (serve !== undefined) return serve(call);
  const name = documentName(call);
  if (name !== undefined) return bucketDocument(call, name);
  switch (call.request.method) {
    case 'GET':
      if (call.query.has('location')) return bucketLocation(call);
      if (call.query.has('uploads')) return listMultipartUploads(call);
      return answerXml(call, call.query.has('versions') ? listVersions(call, bucketFor(call, 'READ')) : listObjects(call, bucketFor(call, 'READ')));
    case 'HEAD':
      return headBucket(call);
    case 'PUT':
      return createBucket(call);
    case 'POST':
      return call.query.has('delete') ? deleteObjects(call) : postObject(call, credentials);
    case 'DELETE':
      return deleteBucket(call);
    default:
      throw notAllowed(call, 'BUCKET');
  }
}

async function dispatch(call: S3Call, credentials: CredentialStore): Promise<void> {
  if (call.bucketName === '') {
    if (call.request.method !== 'GET') throw notAllowed(call, 'SERVICE');
    if (call.grant === undefined) throw accessDenied();
    return answerXml(call, listBuckets(call));
  }
  if (call.request.method === 'OPTIONS') return preflight(call);
  const bucket = call.settings.store.buckets.get(call.bucketName);
  if (bucket !== undefined) settleLifecycle(bucket, call.now);
  addCorsHeaders(call);
  return call.key === '' ? serveBucket(call, credentials) : serveObject(call);
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
      if (address.website) return serveWebsite(new S3Call(request, response, this.#settings, address, undefined));
      refuseForeign(address, request, this.#settings);
      const grant = authenticateS3(request, address, this.#settings, this.#credentials);
      await dispatch(new S3Call(request, response, this.#settings, address, grant), this.#credentials);
    } catch (error) {
      if (!(error instanceof S3Error)) throw error;
      // Who was told to wait for a 100 has kept the body back: the connection cannot be used on.
      const closing = request.header('expect') === undefined ? {} : { Connection: 'close' };
      const head = request.method === 'HEAD';
      reply(response, error.status, { 'Content-Type': 'application/xml', ...error.headers, ...closing }, head ? '' : errorBody(error, requestId, hostId));
    }
  }
}
