import { Readable } from 'node:stream';
import { asText, asXmlList, type BodyReader, type HttpResponse, unexpectedBody, type XmlNode, type XmlValue } from '@portolan/core/driver';
import { itemsOf, nodeOf, type StructReader } from './read-struct.ts';
import type { Schema, Schemas } from './schemas.ts';
import type { Method } from './service.ts';
import type { SdkTransport } from './transport.ts';
import type { ListOf } from './values.ts';

/** Published mocks of the engine, and its own schema, disagree about this one. */
const ALSO_CALLED: Readonly<Record<string, string>> = { operation_systems: 'operating_systems' };

export interface AnswerContext {
  readonly schemas: Schemas;
  readonly reader: StructReader;
  readonly fault: SdkTransport['fault'];
}

/** What a method's answer is made into. Everything is read by core's incremental reader: ten thousand VMs do not stop the event loop. */
export function answerReader(method: Method, context: AnswerContext): BodyReader<unknown> {
  const [field] = context.schemas.fields(method.gives ?? '');
  if (method.kind === 'remove') return readNothing(context);
  if (method.kind === 'action') return readAction(method, context);
  if (field === undefined) throw new TypeError('a method without an answer');
  const schema = context.schemas.get(field.type);
  return field.list ? readList(schema, context) : readOne(schema, context);
}

function readList(schema: Schema, context: AnswerContext): BodyReader<ListOf<unknown>> {
  const root = [schema.plural, ALSO_CALLED[schema.plural] ?? schema.plural, 'fault', 'action'];
  return async (response) => {
    const { name, items, root: rest } = await asXmlList({ root, items: schema.tag }, (item) => context.reader.struct(schema, item))(response);
    if (name === 'fault' || name === 'action') throw notExpected(context, response, name, rest, schema.plural);
    // A list of disks has held LUNs under another tag: whatever stands there is one.
    const others = [...itemsOf(rest, schema.tag)].map((item) => context.reader.struct(schema, nodeOf(item)));
    const list: unknown[] & { href?: string } = [...items, ...others];
    if (typeof rest['@href'] === 'string') list.href = rest['@href'];
    return list;
  };
}

function readOne(schema: Schema, context: AnswerContext): BodyReader<unknown> {
  return async (response) => {
    // A document of a type that extends the one asked for is one of them.
    const family = context.schemas.family(schema.name);
    const { name, node } = await readDocument(response, [...family.map(({ tag }) => tag), 'fault', 'action']);
    const found = name === schema.tag ? schema : family.find(({ tag }) => tag === name);
    if (found === undefined) throw notExpected(context, response, name, node, schema.tag);
    return context.reader.struct(found, node);
  };
}

/** An action tells what became of it; some answer something besides. */
function readAction(method: Method, context: AnswerContext): BodyReader<unknown> {
  const [field] = context.schemas.fields(method.gives ?? '');
  return async (response) => {
    const { name, node } = await readDocument(response, ['action', 'fault']);
    throwFault(context, response, name, node);
    const value = field === undefined ? undefined : node[field.tag];
    if (field === undefined || value === undefined) return undefined;
    const schema = context.schemas.get('Action');
    return context.reader.member(schema, field, (Array.isArray(value) ? value.at(-1) : value) as string | XmlNode);
  };
}

/** A removal says nothing, or something that does not matter. A web page or a fault does. */
function readNothing(context: AnswerContext): BodyReader<undefined> {
  return async (response) => {
    const text = await asText()(response);
    if (text.trim() === '') return undefined;
    const [, root = ''] = /^\uFEFF?\s*(?:<\?xml[^>]*\?>\s*)?<([A-Za-z_][\w.-]*)/.exec(text) ?? [];
    const origin = { status: response.status, contentType: response.headers['content-type'] };
    if (root === '' || root.toLowerCase() === 'html') throw unexpectedBody('it is not the engine’s', origin, text);
    if (root === 'fault' || root === 'action') {
      const { node } = await readDocument({ ...response, body: Readable.from([Buffer.from(text, 'utf8')]), headers: {} }, [root]);
      throwFault(context, response, root, node);
    }
    return undefined;
  };
}

async function readDocument(response: HttpResponse, root: readonly string[]): Promise<{ readonly name: string; readonly node: XmlNode }> {
  const { name, root: node } = await asXmlList({ root, items: [] }, () => undefined)(response);
  return { name, node };
}

function notExpected(context: AnswerContext, response: HttpResponse, name: string, node: XmlNode, wanted: string): Error {
  // Engines have said 200 and sent a fault; the Python SDK hands it out as if it were what was asked for.
  throwFault(context, response, name, node);
  return unexpectedBody(`<${name}> instead of <${wanted}>`, { status: response.status, contentType: response.headers['content-type'] });
}

function throwFault({ fault }: AnswerContext, { status }: HttpResponse, name: string, node: XmlNode): void {
  const told = name === 'fault' ? node : node['fault'];
  if (told !== undefined) {
    const found = nodeOf(told as string | XmlNode);
    throw fault(status, { reason: textOf(found['reason']), detail: textOf(found['detail'])?.replace(/^\[(.*)\]$/s, '$1') });
  }
  if (name === 'action' && textOf(node['status']) === 'failed') throw fault(status, { detail: 'the action failed' });
}

const textOf = (value: XmlValue | undefined): string | undefined => (typeof value === 'string' ? value.trim() : undefined);
