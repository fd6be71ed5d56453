import { createHash } from 'node:crypto';
import { type BodySource, bodyOf, buildXml, bytesBody, CloudError, type RequestBody, type XmlChild, type XmlElement, xml } from '@portolan/core/driver';
import type { S3Request } from '../../client.ts';
import { metadataHeaders } from '../../storage/objects/metadata.ts';
import { NAMESPACE } from '../../storage/objects/requests.ts';
import { isList, scalarText, unknownMember } from '../encode.ts';
import type { Code, Fields, Member, S3Operation } from '../table.ts';

/** A request as the table describes it, and the bytes of an upload apart: how they are signed is for the sender to decide. */
export interface Prepared {
  readonly request: S3Request;
  readonly upload: RequestBody | undefined;
}

type Parameters = Readonly<Record<string, unknown>>;

const XSI = 'http://www.w3.org/2001/XMLSchema-instance';
/** Sent twice these do what they did: the server's answer was lost, nothing else. */
const REPEATABLE = /^(?:DeleteObjects|CompleteMultipartUpload|CreateMultipartUpload|RestoreObject)$/;

export function prepare(name: string, operation: S3Operation, parameters: Parameters): Prepared {
  const { Bucket, Key, Body, ...rest } = parameters;
  const headers: Record<string, string> = {};
  const query: Record<string, string> = { ...operation.always };
  let document: unknown;
  for (const [parameter, value] of Object.entries(rest)) {
    if (value === undefined) continue;
    if (has(operation.query, parameter)) put(query, operation.query[parameter] as Field, value, `${name}.${parameter}`, 'query');
    else if (has(operation.headers, parameter)) put(headers, operation.headers[parameter] as Field, value, `${name}.${parameter}`, 'header');
    else if (parameter === documentOf(operation)) document = value;
    else
      throw unknownMember(name, parameter, [...Object.keys(operation.query ?? {}), ...Object.keys(operation.headers ?? {}), documentOf(operation) ?? 'Bucket']);
  }
  const body = bodyOfDocument(operation, document, name);
  if (body !== undefined) {
    headers['Content-Type'] ??= operation.body === 'text' ? 'application/json' : 'application/xml';
    headers['Content-MD5'] ??= createHash('md5').update(body).digest('base64');
  }
  const { ['Content-Length']: length, ...sent } = headers;
  const upload = operation.body === 'raw' ? bodyOf((Body as BodySource | undefined) ?? '', length === undefined ? {} : { length: Number(length) }) : undefined;
  if (upload !== undefined) sent['Content-Type'] ??= 'application/octet-stream';
  const request: S3Request = {
    operation: name,
    method: operation.method,
    bucket: operation.on === 'service' ? undefined : text(Bucket, `${name}.Bucket`),
    key: operation.on === 'object' ? text(Key, `${name}.Key`) : undefined,
    query,
    headers: sent,
    body: body === undefined ? undefined : bytesBody(body),
    idempotent: operation.method === 'POST' ? REPEATABLE.test(name) : undefined,
  };
  return { request, upload };
}

type Field = Fields[string];

const has = (fields: Fields | undefined, name: string): fields is Fields => fields !== undefined && Object.hasOwn(fields, name);

/** The parameter that the body is. */
const documentOf = ({ body }: S3Operation): string | undefined => (body === undefined || body === 'raw' ? undefined : body === 'text' ? 'Policy' : body[0]);

function text(value: unknown, where: string): string {
  if (typeof value === 'string' && value !== '') return value;
  throw new CloudError('invalid-argument', `${where} is missing`, { outcome: 'not-done' });
}

function put(into: Record<string, string>, [wire, code]: Field, value: unknown, where: string, place: 'query' | 'header'): void {
  if (code === 'm') Object.assign(into, metadataHeaders(value as Readonly<Record<string, string>>));
  else into[wire] = fieldText(wire, code, value, where, place);
}

/** Dates of HTTP's own headers are written as HTTP writes them, those of S3's own as ISO 8601. */
function fieldText(wire: string, code: Code, value: unknown, where: string, place: 'query' | 'header'): string {
  if (code === 't' && value instanceof Date && place === 'header' && (!wire.startsWith('x-amz-') || wire.startsWith('x-amz-copy-source-if'))) {
    return value.toUTCString();
  }
  // The key of encryption is bytes to people and base64 on the wire.
  return scalarText(value, code, where);
}

function bodyOfDocument(operation: S3Operation, document: unknown, where: string): Buffer | undefined {
  const { body } = operation;
  if (body === undefined || body === 'raw' || document === undefined) return undefined;
  if (body === 'text') return Buffer.from(text(document, `${where}.Policy`), 'utf8');
  const [name, content] = body;
  return Buffer.from(buildXml(element(name, content, document, `${where}.${name}`, { xmlns: NAMESPACE })), 'utf8');
}

function element(name: string, member: Member, value: unknown, where: string, attributes: Readonly<Record<string, string>> = {}): XmlElement {
  if (typeof member === 'string') return xml(name, attributes, scalarText(value, member, where));
  if (isList(member)) return xml(name, attributes, ...list(value, where).map((item) => element(member[0], member[1], item, where)));
  if (typeof value !== 'object' || value === null) throw new CloudError('invalid-argument', `${where}: expected an object`, { outcome: 'not-done' });
  const own: Record<string, string> = { ...attributes };
  const children: XmlChild[] = [];
  for (const given of Object.keys(value)) if (!Object.hasOwn(member, given)) throw unknownMember(where, given, Object.keys(member));
  // In the table's order, which is the schema's.
  for (const [child, of] of Object.entries(member)) {
    const one = (value as Parameters)[child];
    if (one === undefined) continue;
    const path = `${where}.${child}`;
    if (of === 'A') Object.assign(own, { 'xmlns:xsi': XSI, [`xsi:${child}`]: scalarText(one, of, path) });
    else if (isList(of) && of[0] === '*') children.push(...list(one, path).map((item) => element(child, of[1], item, path)));
    else children.push(element(child, of, one, path));
  }
  return xml(name, own, ...children);
}

function list(value: unknown, where: string): readonly unknown[] {
  if (Array.isArray(value)) return value as readonly unknown[];
  throw new CloudError('invalid-argument', `${where}: expected a list`, { outcome: 'not-done' });
}
