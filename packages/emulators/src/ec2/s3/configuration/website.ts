import { reply } from '../../../kit/exchange.ts';
import { child, children, type XmlElement } from '../../../kit/xml.ts';
import { objectFor } from '../access.ts';
import { objectHeaders } from '../attributes.ts';
import type { S3Call } from '../call.ts';
import { invalidArgument, malformedXml, S3Error } from '../s3-error.ts';
import { xmlText } from '../s3-xml.ts';
import type { Bucket, StoredObject } from '../store.ts';
import { rootElement, trimmed } from './xml-body.ts';

const routingRules = (root: XmlElement): XmlElement[] => children(child(root, 'RoutingRules'), 'RoutingRule');

export function checkWebsite(root: XmlElement): void {
  const all = child(root, 'RedirectAllRequestsTo');
  const suffix = trimmed(child(root, 'IndexDocument'), 'Suffix');
  if (all !== undefined) {
    if (trimmed(all, 'HostName') === undefined || root.children.length > 1) throw malformedXml();
    return;
  }
  if (suffix === undefined) throw new S3Error(400, 'InvalidArgument', 'A value for IndexDocument Suffix must be provided if RedirectAllRequestsTo is empty');
  if (suffix === '' || suffix.includes('/')) throw invalidArgument('The IndexDocument Suffix is not well formed', 'IndexDocument', suffix);
  if (routingRules(root).some((rule) => child(rule, 'Redirect') === undefined)) throw malformedXml();
}

function redirected(call: S3Call, target: XmlElement | undefined, key: string, prefix: string): void {
  const host = trimmed(target, 'HostName') ?? call.header('host') ?? '';
  const protocol = trimmed(target, 'Protocol') ?? 'http';
  const instead = trimmed(target, 'ReplaceKeyPrefixWith');
  const path = trimmed(target, 'ReplaceKeyWith') ?? (instead === undefined ? key : instead + key.slice(prefix.length));
  reply(call.response, Number(trimmed(target, 'HttpRedirectCode') ?? '301'), { Location: `${protocol}://${host}/${encodeURI(path)}` });
}

/** The rule for this key, before it is looked up (`status` 0) or after that has failed. */
function ruleFor(root: XmlElement, key: string, status: number): { readonly redirect: XmlElement | undefined; readonly prefix: string } | undefined {
  for (const rule of routingRules(root)) {
    const condition = child(rule, 'Condition');
    const prefix = trimmed(condition, 'KeyPrefixEquals') ?? '';
    const code = trimmed(condition, 'HttpErrorCodeReturnedEquals');
    if (key.startsWith(prefix) && (code === undefined ? status === 0 : Number(code) === status)) return { redirect: child(rule, 'Redirect'), prefix };
  }
  return undefined;
}

function page(call: S3Call, status: number, object: StoredObject): void {
  const away = object.headers['x-amz-website-redirect-location'];
  if (away !== undefined) reply(call.response, 301, { Location: away });
  else reply(call.response, status, objectHeaders(call, object), object.body.toBuffer());
}

function errorPage(call: S3Call, root: XmlElement, error: S3Error): void {
  const key = trimmed(child(root, 'ErrorDocument'), 'Key');
  if (key !== undefined) {
    try {
      page(call, error.status, read(call, key));
      return;
    } catch (second) {
      if (!(second instanceof S3Error)) throw second;
    }
  }
  const title = `${error.status} ${error.status === 404 ? 'Not Found' : 'Forbidden'}`;
  const rows = [`Code: ${error.code}`, `Message: ${error.message}`].map((row) => `<li>${xmlText(row)}</li>`).join('\n');
  const html = `<html>\n<head><title>${title}</title></head>\n<body>\n<h1>${title}</h1>\n<ul>\n${rows}\n</ul>\n<hr/>\n</body>\n</html>\n`;
  reply(call.response, error.status, { 'Content-Type': 'text/html; charset=utf-8' }, html);
}

const read = (call: S3Call, key: string): StoredObject =>
  objectFor(call, 'READ', { bucket: call.bucketName, key, versionId: undefined, action: 's3:GetObject' }).object;

/** A browser at the website's own host name: no signature, index documents, redirects and pages for errors. */
export function serveWebsite(call: S3Call): void {
  const { method } = call.request;
  if (method !== 'GET' && method !== 'HEAD') throw new S3Error(405, 'MethodNotAllowed', 'The specified method is not allowed against this resource.');
  const bucket = call.settings.store.bucket(call.bucketName);
  const stored = bucket.documents.get('website');
  if (stored === undefined)
    throw new S3Error(404, 'NoSuchWebsiteConfiguration', 'The specified bucket does not have a website configuration', { BucketName: bucket.name });
  const root = rootElement(stored, 'WebsiteConfiguration');
  const all = child(root, 'RedirectAllRequestsTo');
  const early = all === undefined ? ruleFor(root, call.key, 0) : { redirect: all, prefix: '' };
  if (early === undefined) servePage(call, bucket, root);
  else redirected(call, early.redirect, call.key, early.prefix);
}

function servePage(call: S3Call, bucket: Bucket, root: XmlElement): void {
  const suffix = trimmed(child(root, 'IndexDocument'), 'Suffix') ?? '';
  const key = call.key === '' || call.key.endsWith('/') ? call.key + suffix : call.key;
  try {
    page(call, 200, read(call, key));
  } catch (error) {
    if (!(error instanceof S3Error)) throw error;
    const late = ruleFor(root, call.key, error.status);
    // A folder's name without its slash is sent on to the one with it.
    if (key === call.key && bucket.objects.has(`${key}/${suffix}`)) reply(call.response, 302, { Location: `/${encodeURI(key)}/` });
    else if (late === undefined) errorPage(call, root, error);
    else redirected(call, late.redirect, call.key, late.prefix);
  }
}
