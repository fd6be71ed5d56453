import { answerReader } from './runtime/answers.ts';
import { type OnUnknownValue, StructReader } from './runtime/read-struct.ts';
import { type Call, requestFor } from './runtime/requests.ts';
import { Schemas } from './runtime/schemas.ts';
import type { SdkTransport } from './runtime/transport.ts';

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
}

export async function loadTables(): Promise<Schemas> {
  const [{ structs, tagExceptions }, enums] = await Promise.all([import('./generated/structs.ts'), import('./generated/enums.ts')]);
  return new Schemas({ structs, tagExceptions, enums });
}
