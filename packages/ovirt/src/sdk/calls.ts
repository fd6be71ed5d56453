import { buildXml, CloudError, parseXml, unexpectedBody, xml } from '@portolan/core/driver';
import { answerReader } from './runtime/answers.ts';
import { itemsOf, nodeOf, type OnUnknownValue, StructReader } from './runtime/read-struct.ts';
import { type Call, requestFor } from './runtime/requests.ts';
import { Schemas } from './runtime/schemas.ts';
import type { SdkTransport } from './runtime/transport.ts';
import { StructWriter } from './runtime/write-struct.ts';

/** Sends the calls of services. Loaded with the first of them, and the generated tables of types with it. */
export class Calls {
  readonly #transport: SdkTransport;
  readonly #schemas: Schemas;
  readonly #reader: StructReader;

  constructor(transport: SdkTransport, schemas: Schemas, onUnknownValue?: OnUnknownValue) {
    this.#transport = transport;
    this.#schemas = schemas;
    this.#reader = new StructReader(schemas, onUnknownValue);
  }

  async call(call: Call): Promise<unknown> {
    const request = requestFor(call, this.#schemas, this.#transport);
    const { signal, timeoutMs } = call.options;
    const reader = answerReader(call.method, {
      schemas: this.#schemas,
      reader: this.#reader,
      fault: (status, fault) => this.#transport.fault(status, fault),
    });
    return (await this.#transport.read(request, { signal, timeoutMs }, reader)).body;
  }

  async read(text: string): Promise<unknown> {
    const [, root = ''] = /^\uFEFF?\s*(?:<\?xml[^>]*\?>\s*)?<([A-Za-z_][\w.-]*)/.exec(text) ?? [];
    const found = this.#schemas.ofRoot(root);
    if (found === undefined) throw unexpectedBody(`<${root}> is no document of the engine’s model`, {}, text);
    const { schema, list } = found;
    const { root: node } = await parseXml(text, { root });
    if (!list) return this.#reader.struct(schema, node);
    const all: unknown[] & { href?: string } = [...itemsOf(node, schema.tag)].map((item) => this.#reader.struct(schema, nodeOf(item)));
    if (typeof node['@href'] === 'string') all.href = node['@href'];
    return all;
  }

  write(type: string, value: unknown): string {
    if (!this.#schemas.has(type)) throw new CloudError('invalid-argument', `the model has no type ${type}`, { outcome: 'not-done' });
    const schema = this.#schemas.get(type);
    const writer = new StructWriter(this.#schemas);
    const document = Array.isArray(value)
      ? xml(schema.plural, {}, ...value.map((one: unknown, index) => writer.struct(schema, one, schema.tag, `${type}[${index}]`)))
      : writer.struct(schema, value, schema.tag, type);
    writer.check();
    return buildXml(document);
  }
}

export async function loadTables(): Promise<Schemas> {
  const [{ structs, tagExceptions }, enums] = await Promise.all([import('./generated/structs.ts'), import('./generated/enums.ts')]);
  return new Schemas({ structs, tagExceptions, enums });
}
