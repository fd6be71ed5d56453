import type { ServerResponse } from 'node:http';
import { type EmulatorRequest, parsePairs, reply } from '../../kit/exchange.ts';
import { type Answer, empty, json, setReason } from '../answer.ts';
import type { Cloud, Region } from '../cloud.ts';
import { transactionId } from '../request-ids.ts';
import { refusalAnswer } from '../service-auth.ts';
import { accessTo } from './access.ts';
import { accountOperation, containerOperation } from './account-and-containers.ts';
import { bulkDelete, deleteWithSegments } from './bulk-delete.ts';
import { crossOriginHeaders, preflight } from './cross-origin.ts';
import { extractArchive } from './extract-archive.ts';
import { formPost, isFormPost } from './form-post.ts';
import { copyFrom, copyTo } from './object-copy.ts';
import { readObject } from './object-read.ts';
import { removeObject } from './object-remove.ts';
import { findVersion } from './object-versions.ts';
import { postObject, putObject } from './object-write.ts';
import { errorPage, siteOperation, wantsSite } from './static-web.ts';
import { findAccount, findContainer, HTML, refuse, refuseWith, type SwiftCall } from './swift-call.ts';
import { type Container, liveObject } from './swift-store.ts';
import { follow } from './symlinks.ts';
import { isTempUrl, temporaryUntil, tempUrlAllows, tempUrlDisposition } from './temp-url.ts';

/** `/info`, at the root of the host. */
function info(cloud: Cloud): Answer {
  const limits = {
    version: '2.30.1',
    strict_cors_mode: false,
    policies: [
      { name: 'gold', aliases: 'gold', default: true },
      { name: 'silver', aliases: 'silver' },
    ],
    allow_account_management: true,
    account_autocreate: true,
    max_file_size: cloud.maxObjectBytes,
    max_meta_name_length: 128,
    max_meta_value_length: 256,
    max_meta_count: 90,
    max_meta_overall_size: 4096,
    max_header_size: 8192,
    max_object_name_length: 1024,
    container_listing_limit: 10_000,
    account_listing_limit: 10_000,
    max_account_name_length: 256,
    max_container_name_length: 256,
    extra_header_count: 0,
  };
  const tempurl = {
    methods: ['GET', 'HEAD', 'PUT', 'POST', 'DELETE'],
    incoming_remove_headers: ['x-timestamp'],
    incoming_allow_headers: [],
    outgoing_remove_headers: ['x-object-meta-*'],
    outgoing_allow_headers: ['x-object-meta-public-*'],
    allowed_digests: ['sha1', 'sha256', 'sha512'],
    deprecated_digests: ['sha1'],
  };
  const formpost = { allowed_digests: tempurl.allowed_digests, deprecated_digests: tempurl.deprecated_digests };
  const slo = { max_manifest_segments: 1000, max_manifest_size: 8_388_608, yield_frequency: 10, min_segment_size: 1, allow_async_delete: false };
  const body = {
    swift: limits,
    symlink: { symloop_max: 2, static_links: true },
    versioned_writes: { allowed_flags: ['x-versions-location', 'x-history-location'] },
    object_versioning: {},
    slo,
    account_quotas: {},
    container_quotas: {},
    staticweb: {},
    formpost,
    tempurl,
    bulk_upload: { max_containers_per_extraction: 10_000, max_failed_extractions: 1000 },
    bulk_delete: { max_deletes_per_request: 10_000, max_failed_deletes: 1000 },
  };
  return json(200, body, { 'Content-Type': 'application/json; charset=UTF-8' });
}

/** Splits and decodes `/v1/account/container/object`; slashes after the container belong to the object, all of them. */
function splitPath(path: string): { account: string; container: string | undefined; object: string | undefined } {
  const [, , account = '', container, ...object] = path.split('/');
  const name = object.join('/');
  return {
    account,
    container: container === '' ? undefined : container,
    object: container === undefined || container === '' || name === '' ? undefined : name,
  };
}

function decodePath(path: string): string | undefined {
  try {
    const decoded = decodeURIComponent(path);
    return decoded.includes('\0') ? undefined : decoded;
  } catch {
    return undefined;
  }
}

/** Swift, at the root of a region's port. */
export async function swiftService(cloud: Cloud, region: Region, request: EmulatorRequest, response: ServerResponse): Promise<void> {
  const now = cloud.clock.now();
  const id = transactionId(now);
  response.setHeader('X-Trans-Id', id);
  response.setHeader('X-Openstack-Request-Id', id);
  let answer: Answer | 'streamed';
  try {
    answer = await dispatch(cloud, region, request, response, now);
  } catch (error) {
    answer = refusalAnswer(error);
  }
  if (answer === 'streamed') return;
  // A refusal before the body was read must not leave it in the pipe.
  if (!request.stream.readableEnded) request.stream.resume();
  setReason(response, answer.status);
  // Swift says that there is nothing even where nothing can be.
  const none = answer.status === 204 || answer.status === 304 || (request.method === 'HEAD' && answer.status >= 400);
  reply(response, answer.status, none ? { 'Content-Length': 0, ...answer.headers } : answer.headers, answer.body);
}

async function dispatch(cloud: Cloud, region: Region, request: EmulatorRequest, response: ServerResponse, now: number): Promise<Answer | 'streamed'> {
  if (request.path === '/info') return info(cloud);
  if (request.path === '/healthcheck') return { status: 200, headers: { 'Content-Type': 'text/plain' }, body: 'OK' };
  const path = decodePath(request.path);
  if (path === undefined) throw refuseWith(412, 'Invalid UTF8 or contains NULL');
  if (path === '/') throw refuse(404);
  if (/^\/v(?!1\/)\d+/.test(path)) throw refuse(400);
  if (!/^\/v1\/[^/]+/.test(path)) throw refuseWith(412, 'Bad URL');
  const { account, container, object } = splitPath(path);
  // Keys stay byte-exact: `+` is a plus here.
  const query = new Map(parsePairs(request.query, true));
  const token = cloud.tokens.find(request.header('x-auth-token'));
  const store = region.objects.account(account);
  const known = container === undefined ? undefined : store?.containers.get(container);
  const call = { cloud, region, request, response, now, token, accountName: account, query };
  const site = { ...call, owner: false };
  if (isTempUrl(query)) {
    const remoteAddress = (response.req.socket.remoteAddress ?? '').replace(/^::ffff:/, '');
    if (object === undefined || !tempUrlAllows({ method: request.method, path, query, remoteAddress, nowMs: now }, store, known)) {
      throw refuseTempUrl();
    }
    return tempUrlOperation({ ...call, token: undefined, owner: false }, container ?? '', object);
  }
  const access = accessTo({ request, token, accountName: account, container: known, isObject: object !== undefined });
  if (isFormPost(site) && container !== undefined && token === undefined) return formPost(site, container, object ?? '');
  const asked = preflight(site, known);
  if (asked !== undefined) return asked;
  if (access === 'refused') return refused(site, known);
  const allowed = { ...call, owner: access === 'owner' };
  const answer = wantsSite(allowed, known) ? await siteOperation(allowed, known, object) : await operate(allowed, container, object);
  return answer === 'streamed'
    ? answer
    : { ...answer, headers: { ...answer.headers, ...crossOriginHeaders(allowed, known, Object.keys(answer.headers ?? {})) } };
}

/** A site may have a page of its own for who is not let in. */
async function refused(call: SwiftCall, container: Container | undefined): Promise<Answer | 'streamed'> {
  const status = call.token === undefined ? 401 : 403;
  // What nobody may read has no page to show either.
  const { request, token, accountName } = call;
  const readable = accessTo({ request, token, accountName, container, isObject: true }) !== 'refused';
  const page = readable && wantsSite(call, container) ? await errorPage(call, container, status) : undefined;
  if (page !== undefined) return page;
  throw status === 401 ? challenge(call.cloud, call.accountName) : refuse(403);
}

const refuseTempUrl = (): ReturnType<typeof refuse> => {
  const refusal = refuse(401);
  return Object.assign(refusal, {
    answer: { status: 401, headers: { 'Content-Type': HTML, 'Www-Authenticate': 'Swift realm="unknown"' }, body: '401 Unauthorized: Temp URL invalid\n' },
  });
};

const challenge = (cloud: Cloud, account: string): ReturnType<typeof refuse> =>
  refuse(401, { 'Www-Authenticate': [`Swift realm="${account}"`, `Keystone uri="${cloud.authUri}"`] });

async function operate(call: SwiftCall, container: string | undefined, object: string | undefined): Promise<Answer | 'streamed'> {
  const { method } = call.request;
  if (container === undefined) {
    if (call.query.has('extract-archive') && method === 'PUT') return extractArchive(call, undefined, undefined);
    if (call.query.has('bulk-delete') && (method === 'POST' || method === 'DELETE')) return bulkDelete(call);
    return accountOperation(call);
  }
  if (call.query.has('extract-archive') && method === 'PUT') return extractArchive(call, container, object);
  if (object === undefined) return containerOperation(call, container);
  return objectOperation(call, container, object);
}

async function objectOperation(call: SwiftCall, container: string, name: string): Promise<Answer | 'streamed'> {
  switch (call.request.method) {
    case 'GET':
    case 'HEAD': {
      const found = findVersion(call, findContainer(call, container), name);
      if (found.object === undefined) throw refuse(404, found.headers);
      const { object, headers } = follow(call, found.object);
      const more = { ...found.headers, ...headers };
      if (object === undefined) throw refuse(404, more);
      for (const [header, value] of Object.entries(crossOriginHeaders(call, findContainer(call, container), [...object.headers.keys()])))
        call.response.setHeader(header, value);
      return readObject(call, object, 200, more);
    }
    case 'PUT':
      return call.request.header('x-copy-from') === undefined ? putObject(call, container, name) : copyFrom(call, container, name);
    case 'POST':
      return postObject(call, container, name);
    case 'COPY':
      return copyTo(call, container, name);
    case 'DELETE': {
      if (call.query.get('multipart-manifest') === 'delete') return deleteWithSegments(call, container, name);
      return removeObject(call, findContainer(call, container), name);
    }
    case 'OPTIONS':
      return empty(200, { 'Content-Type': HTML, Allow: 'POST, HEAD, PUT, DELETE, OPTIONS, GET, COPY' });
    default:
      throw refuse(405, { Allow: 'POST, HEAD, PUT, DELETE, OPTIONS, GET' });
  }
}

/** A temporary URL shows no private metadata, and a PUT with one makes no manifests. */
async function tempUrlOperation(call: SwiftCall, container: string, name: string): Promise<Answer | 'streamed'> {
  if (['PUT', 'POST'].includes(call.request.method) && call.request.header('x-object-manifest') !== undefined) {
    throw refuseWith(400, "The header 'X-Object-Manifest' is not allowed in this tempurl");
  }
  const { response } = call;
  const setHeader = response.setHeader.bind(response);
  response.setHeader = (header, value) => (/^x-object-meta-(?!public-)/i.test(header) ? response : setHeader(header, value));
  const target = findAccount(call)?.containers.get(container);
  if (['GET', 'HEAD'].includes(call.request.method) && liveObject(target, name, call.now) !== undefined) {
    setHeader('Content-Disposition', tempUrlDisposition(call.query, name));
    const expires = temporaryUntil(call.query.get('temp_url_expires'));
    if (expires !== undefined) setHeader('Expires', new Date(expires * 1000).toUTCString());
  }
  return objectOperation(call, container, name);
}
