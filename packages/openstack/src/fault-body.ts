import type { FailedResponse } from '@portolan/core/driver';

/** What an error's body says, whichever service wrote it. */
export interface Fault {
  /** `itemNotFound`, `NetworkNotFound`, `Unauthorized`: the service's own word. */
  readonly name?: string | undefined;
  readonly message?: string | undefined;
  /** Seconds or a date, as the body says it. */
  readonly retryAfter?: string | undefined;
}

const LONGEST = 500;

/**
 * Services wrap their errors in a dozen ways, and proxies before them answer HTML, plain text or nothing.
 *
 * | writer | body |
 * |---|---|
 * | Nova, Cinder, Rackspace Identity | `{"itemNotFound":{"code":404,"message":"…"}}` |
 * | Keystone | `{"error":{"code":401,"title":"Unauthorized","message":"…"}}` |
 * | Neutron | `{"NeutronError":{"type":"NetworkNotFound","message":"…","detail":""}}` |
 * | Glance | `{"message":"…<br /><br />","code":"404 Not Found","title":"Not Found"}`, or `404 Not Found\n\n…` |
 * | Octavia | `{"faultstring":"…"}`; Ironic's kin `{"error_message":{"faultstring":"…"}}`, whose value may be JSON in a string |
 * | Heat | `{"explanation":"…","code":404,"error":{"message":"…","type":"EntityNotFound"}}` |
 * | Placement and its kin | `{"errors":[{"status":404,"title":"Not Found","detail":"…"}]}` |
 * | Rackspace load balancers, DNS | `{"message":"Validation Failure","code":400,"validationErrors":{"messages":["…"]}}`, no wrapper; `message` may be an array |
 * | Rackspace Monitoring | `{"type":"notFoundError","code":404,"message":"…","details":"…"}` |
 * | Autoscale | `{"error":{"type":"NoSuchScalingGroupError","code":404,"message":"…"}}` |
 * | Ceph's radosgw, as Swift | `{"Code":"AccessDenied","Message":"","RequestId":"…","HostId":"…"}` |
 * | Queues, CDN | `{"title":"…","description":"…"}` |
 * | Swift | `<html><h1>Not Found</h1><p>The resource could not be found.</p></html>` |
 */
export function readFault(failure: Pick<FailedResponse, 'body' | 'headers'>): Fault {
  const text = failure.body.toString('utf8').trim();
  if (text === '') return {};
  const json = text.startsWith('{') ? parse(text) : undefined;
  return json === undefined ? fromText(text) : fromJson(json);
}

/** Swift's pages have a heading and a sentence; Glance's plain text begins with the status line. */
function fromText(text: string): Fault {
  const page = /<h1>([^<]*)<\/h1>\s*<p>([\s\S]*?)<\/p>/i.exec(text);
  if (page !== null) return { name: plain(page[1]), message: plain(page[2]) };
  return { message: plain(text.replace(/^\d{3} [^\n]*\n\s*/, '')) };
}

function fromJson(body: Readonly<Record<string, unknown>>): Fault {
  const factors = body['required_auth_methods'];
  if (Array.isArray(factors)) return { name: 'MoreFactorsRequired', message: `this user signs in by ${methodsOf(factors)}` };
  if (isRecord(body['error']))
    return { name: name(body['error']['title'] ?? body['error']['type']), message: message(body['error']) ?? plain(body['explanation']) };
  const neutron = body['NeutronError'];
  if (isRecord(neutron)) return { name: name(neutron['type']), message: message(neutron) };
  if (typeof neutron === 'string') return { message: plain(neutron) };
  const wsme = typeof body['error_message'] === 'string' ? (parse(body['error_message']) ?? { faultstring: body['error_message'] }) : body['error_message'];
  if (isRecord(wsme)) return fromJson(wsme);
  if (Array.isArray(body['errors'])) return fromList(body['errors']);
  if (typeof body['faultstring'] === 'string') return { name: name(body['faultcode']), message: plain(body['faultstring']) };
  const keys = Object.keys(body);
  const only = keys.length === 1 ? body[keys[0] as string] : undefined;
  if (isRecord(only) && ('message' in only || 'code' in only)) {
    const after = only['retryAfter'] ?? only['retryAt'];
    return { name: keys[0], message: message(only), ...(after === undefined ? {} : { retryAfter: textOf(after) }) };
  }
  if ('message' in body) return { name: name(body['title'] ?? body['type']), message: message(body) };
  const validation = body['validationErrors'];
  if (isRecord(validation)) return { message: message({ message: validation['messages'] }) };
  if (Array.isArray(body['messages'])) return { message: message({ message: body['messages'] }) };
  if (typeof body['Code'] === 'string') return { name: body['Code'], message: plain(body['Message']) };
  if (typeof body['description'] === 'string') return { name: name(body['title']), message: plain(body['description']) };
  return { message: plain(JSON.stringify(body)) };
}

/** Keystone's answer to one factor of several: `[["password","totp"]]`. Each list is a way in, and in no order (it is a set, and another one after a restart). */
const methodsOf = (ways: readonly unknown[]): string =>
  ways.map((way) => (Array.isArray(way) ? way.map(String).sort().join(' and ') : String(way))).join(', or by ');

/** JSON:API's way, which microversioned services without names of faults have. */
function fromList(errors: readonly unknown[]): Fault {
  const rows = errors.filter(isRecord);
  const texts = rows.flatMap((row) => (typeof row['detail'] === 'string' ? [row['detail']] : typeof row['title'] === 'string' ? [row['title']] : []));
  return { name: name(rows[0]?.['code'] ?? rows[0]?.['title']), message: plain(texts.join('; ')) };
}

/** `message` may be an array (Rackspace load balancers), and hold HTML (Glance). */
function message(from: Readonly<Record<string, unknown>>): string | undefined {
  const said = from['message'];
  const texts = (Array.isArray(said) ? (said as readonly unknown[]) : [said]).flatMap((text) =>
    typeof text === 'string' ? [text] : text === undefined || text === null ? [] : [JSON.stringify(text)],
  );
  // Rackspace's load balancers, DNS: "Validation Failure", and what was wrong beside it.
  const validation = from['validationErrors'];
  if (isRecord(validation) && Array.isArray(validation['messages']))
    texts.push(...(validation['messages'] as readonly unknown[]).filter((text) => typeof text === 'string'));
  // Theirs and Monitoring's: what `message` only names.
  const details = from['details'];
  if (typeof details === 'string' && details !== '' && !texts.includes(details)) texts.push(details);
  const detail = from['detail'];
  if (typeof detail === 'string' && detail !== '' && texts.length === 0) texts.push(detail);
  return texts.length === 0 ? undefined : plain(texts.join('; '));
}

function plain(text: unknown): string | undefined {
  if (typeof text !== 'string') return undefined;
  const bare = text
    .replace(/<(style|script)[\s\S]*?<\/\1>/gi, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
    .trim();
  return bare === '' ? undefined : bare.slice(0, LONGEST);
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

const name = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

function parse(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);
