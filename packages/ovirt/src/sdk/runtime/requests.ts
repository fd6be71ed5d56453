import { buildXml, bytesBody, CloudError, type HttpRequest, nearest, type QueryValue, withQuery, type XmlElement, xml } from '@portolan/core/driver';
import { compareWords, segment } from './names.ts';
import type { Field, Schemas } from './schemas.ts';
import type { Method, SdkCallOptions } from './service.ts';
import type { SdkTransport } from './transport.ts';
import { StructWriter } from './write-struct.ts';

const METHODS = { get: 'GET', list: 'GET', add: 'POST', action: 'POST', update: 'PUT', remove: 'DELETE' } as const;

export interface Call {
  /** As the model calls it: `Vms.list`. */
  readonly operation: string;
  /** `/vms` */
  readonly path: string;
  readonly name: string;
  readonly method: Method;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly options: SdkCallOptions;
}

/** The request of a call. Throws `invalid-argument` before anything is sent. */
export function requestFor(call: Call, schemas: Schemas, transport: SdkTransport): HttpRequest {
  const { method, path, name, options, operation } = call;
  const fields = schemas.fields(method.takes ?? '');
  const given = parametersOf(call, fields, schemas);
  const document = body(call, given, schemas);
  const query = { ...(method.kind === 'action' ? {} : queryOf(given, method)), ...options.query };
  const sorted = Object.entries(query).sort(([a], [b]) => (a < b ? -1 : 1));
  const action = method.kind === 'action' ? `/${segment(method.action ?? name)}` : '';
  return {
    method: METHODS[method.kind],
    origin: transport.origin,
    target: withQuery(`${transport.apiPath}${path}${action}`, sorted),
    headers: headersOf(transport, options, document !== undefined, query),
    body: document === undefined ? undefined : bytesBody(Buffer.from(buildXml(document), 'utf8')),
    operation,
  };
}

interface Given {
  readonly field: Field;
  readonly value: unknown;
}

function parametersOf({ operation, parameters }: Call, fields: readonly Field[], schemas: Schemas): readonly Given[] {
  const writer = new StructWriter(schemas);
  if (typeof parameters !== 'object' || parameters === null) writer.problem(`${operation} takes its parameters as one object`);
  else {
    for (const name of Object.keys(parameters)) {
      if (parameters[name] === undefined || fields.some((field) => field.name === name)) continue;
      const known = fields.map((field) => field.name);
      const meant = nearest(name, known);
      writer.problem(`${operation} has no parameter ${name}${meant === undefined ? '' : `: ${meant}?`}`);
    }
  }
  writer.check();
  return fields.map((field) => ({ field, value: parameters[field.name] })).filter(({ value }) => value !== undefined);
}

function body({ method, operation }: Call, given: readonly Given[], schemas: Schemas): XmlElement | undefined {
  const writer = new StructWriter(schemas);
  let document: XmlElement | undefined;
  if (method.kind === 'action') document = actionOf(given, writer);
  else if (method.document !== undefined) {
    const found = given.find(({ field }) => field.name === method.document);
    if (found === undefined) writer.problem(`${operation} needs ${method.document}`);
    else {
      const { field, value } = found;
      const schema = schemas.get(field.type);
      document = field.list ? writer.list(field, value, schema.plural, field.name) : writer.struct(schema, value, schema.tag, field.name);
    }
  } else {
    // `DELETE …/glusterbricks` alone takes objects, and has no document of its own: the engine reads an action.
    const objects = given.filter(({ field }) => field.kind === 'struct');
    if (objects.length > 0) document = actionOf(objects, writer);
  }
  for (const { field, value } of given) if (!inBody(field, method)) writer.scalar(field, value, field.name);
  writer.check();
  return document;
}

function actionOf(given: readonly Given[], writer: StructWriter): XmlElement {
  const sorted = [...given].sort((a, b) => compareWords(a.field.tag, b.field.tag));
  return xml('action', {}, ...sorted.map(({ field, value }) => writer.member(field, value, field.name)));
}

const inBody = (field: Field, method: Method): boolean => method.kind === 'action' || field.kind === 'struct' || field.name === method.document;

/** Nothing is said twice: what is in the document is not in the query. */
function queryOf(given: readonly Given[], method: Method): Record<string, string> {
  const entries = given
    .filter(({ field }) => !inBody(field, method))
    .map(({ field, value }) => [field.tag, value instanceof Date ? value.toISOString() : String(value)]);
  return Object.fromEntries(entries) as Record<string, string>;
}

const CORRELATION_ID = /^[0-9A-Za-z_-]{1,36}$/;

function headersOf(transport: SdkTransport, options: SdkCallOptions, hasBody: boolean, query: Readonly<Record<string, QueryValue>>): Record<string, string> {
  const { correlationId } = options;
  if (correlationId !== undefined && !CORRELATION_ID.test(correlationId)) {
    // The engine would drop and cut characters, and its jobs would be marked otherwise than we look for them.
    throw new CloudError('invalid-argument', 'a correlationId is 1 to 36 letters, digits, _ and -', { outcome: 'not-done' });
  }
  const headers: Record<string, string | undefined> = {
    Version: '4',
    Accept: 'application/xml',
    ...transport.headers,
    ...(hasBody ? { 'Content-Type': 'application/xml' } : {}),
    // Engines before 4.1 knew the header alone.
    ...(query['all_content'] === undefined ? {} : { 'All-Content': String(query['all_content']) }),
    ...(correlationId === undefined ? {} : { 'Correlation-Id': correlationId }),
  };
  for (const [name, value] of Object.entries(options.headers ?? {})) {
    for (const known of Object.keys(headers)) if (known.toLowerCase() === name.toLowerCase()) delete headers[known];
    headers[name] = value;
  }
  return Object.fromEntries(Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== undefined));
}
