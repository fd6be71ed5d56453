import { Readable } from 'node:stream';
import { asXmlList } from '@portolan/core/driver';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadTables } from './calls.ts';
import { loaders } from './generated/loaders.ts';
import { StructReader } from './runtime/read-struct.ts';
import type { Schemas } from './runtime/schemas.ts';
import type { Method, Service } from './runtime/service.ts';
import { Sdk } from './sdk.ts';
import { ScriptedEngine } from './testing/scripted-engine.ts';
import { plainDates, plainXml, toVector, vectors } from './testing/vectors.ts';

interface Example {
  readonly title: string;
  readonly request: { readonly method: string; readonly target: string; readonly body: string | null; readonly headers: Readonly<Record<string, string>> };
  readonly response: { readonly status: number; readonly contentType: string | null; readonly body: string };
  readonly result?: { readonly type?: string; readonly value?: unknown };
}

type Methods = Readonly<Record<string, (parameters: unknown, options: unknown) => Promise<unknown>>>;

let schemas: Schemas;
beforeAll(async () => {
  schemas = await loadTables();
});

/** Which method sends this, on which service. */
function called(sdk: Sdk, { method, target }: Example['request']): { readonly service: Service & Methods; readonly name: string } {
  const path: string = (target.split('?')[0] ?? '').replace(/^\/ovirt-engine\/api\/?/, '');
  const open = (at: string): (Service & Methods) | undefined => {
    try {
      return sdk.service(at) as unknown as Service & Methods;
    } catch {
      return undefined;
    }
  };
  const service = open(path);
  if (service === undefined || (method === 'POST' && !('add' in service))) {
    const [, parent = '', action = ''] = /^(.*)\/([a-z]+)$/.exec(path) ?? [];
    return { service: sdk.service(parent) as unknown as Service & Methods, name: action };
  }
  return { service, name: method === 'GET' ? ('list' in service ? 'list' : 'get') : ({ POST: 'add', PUT: 'update', DELETE: 'remove' }[method] ?? '') };
}

/** The document of the request as parameters: what is read must be written again. */
async function parametersOf(body: string, method: Method): Promise<unknown> {
  const [document] = schemas.fields(method.takes ?? '').filter(({ name }) => name === method.document);
  const schema = schemas.get(document?.type ?? 'Action');
  const response = { status: 200, headers: {}, body: Readable.from([Buffer.from(body)]) };
  const { root } = await asXmlList({ root: schema.tag, items: [] }, () => undefined)(response);
  const read = new StructReader(schemas).struct(schema, root);
  return document === undefined ? read : { [document.name]: read };
}

describe('worked examples', () => {
  const all = vectors<readonly Example[]>('examples');

  it.each(all.map((example) => [example.title, example] as const))('%s', async (_, { request, response, result }) => {
    const engine = new ScriptedEngine(response);
    const { service, name } = called(new Sdk(engine), request);
    const methods = (await loaders[service.serviceName]?.())?.methods ?? {};
    const [found = '', method = { kind: 'action' } as Method] = Object.entries(methods).find(([one]) => one.toLowerCase() === name) ?? [];
    const query = Object.fromEntries(new URLSearchParams(request.target.split('?')[1] ?? ''));
    const parameters = request.body === null ? {} : await parametersOf(request.body, method);
    const correlationId = request.headers['correlation-id'] ?? request.headers['Correlation-Id'];
    const answer = service[found]?.(parameters, { query, correlationId });
    if (result?.type === undefined) await expect(answer).rejects.toMatchObject({ status: response.status });
    else expect(toVector(await answer) ?? null).toEqual(plainDates(result.value) ?? null);
    const [sent] = engine.sent;
    expect([sent?.method, sent?.path, sent?.query]).toEqual([request.method, request.target.split('?')[0], Object.entries(query)]);
    expect(sent?.body === undefined ? null : plainXml(sent.body)).toBe(request.body === null ? null : plainXml(request.body));
    expect(sent?.headers['Correlation-Id']).toBe(correlationId);
  });
});
