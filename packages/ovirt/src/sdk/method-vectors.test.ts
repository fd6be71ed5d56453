import { describe, expect, it } from 'vitest';
import type { Services } from './generated/services.ts';
import type { Service } from './runtime/service.ts';
import { Sdk } from './sdk.ts';
import { ScriptedEngine } from './testing/scripted-engine.ts';
import { camel, fromVector, plainXml, toVector, vectors } from './testing/vectors.ts';

interface MethodVector {
  readonly service: string;
  readonly method: string;
  readonly at: string;
  readonly args?: Readonly<Record<string, unknown>>;
  readonly reply?: string;
  readonly result?: readonly [type: string, value: unknown];
  readonly raises?: string;
  readonly request?: { readonly method: string; readonly path: string; readonly query?: string; readonly body?: string };
}

type Methods = Readonly<Record<string, (parameters: unknown) => Promise<unknown>>>;

/** Services that no locator leads to are in the model all the same; the vectors put them at `/unreachable`. */
function open(sdk: Sdk, { service, at }: MethodVector): Service & Methods {
  const path: string = at.slice(1);
  const found = (path === 'unreachable' ? sdk.serviceOf(service as keyof Services, path) : sdk.service(path)) as unknown as Service & Methods;
  expect(found.serviceName).toBe(service);
  return found;
}

describe('what ovirtsdk4 asks, method by method', () => {
  const all = vectors<readonly MethodVector[]>('methods');
  // Below.
  const known = all.filter(({ service, method }) => !(service === 'GlusterBricks' && (method === 'add' || method === 'remove')));

  it('has a vector for every method of every service', () => {
    expect(all).toHaveLength(706);
    expect(known).toHaveLength(704);
  });

  it.each(known.map((vector) => [`${vector.service}.${vector.method}`, vector] as const))('%s', async (_, vector) => {
    const engine = new ScriptedEngine({ body: vector.reply ?? '' });
    const service = open(new Sdk(engine), vector);
    const result = await service[camel(vector.method)]?.(fromVector(vector.args ?? {}));
    const [sent, ...more] = engine.sent;
    expect(more).toEqual([]);
    const { method, path, query, body } = vector.request ?? {};
    expect({ method: sent?.method, path: sent?.path }).toEqual({ method, path });
    expect(sent?.query).toEqual([...new URLSearchParams(query ?? '')]);
    expect(sent?.body === undefined ? undefined : plainXml(sent.body)).toBe(body === undefined ? undefined : plainXml(body));
    const [type, value] = vector.result ?? [];
    // Python's None.
    expect(type === 'value' ? (result ?? null) : toVector(result)).toEqual(value);
  });

  // ovirtsdk4 cannot send the first at all, and writes the representation of a Python object into the query of the second. Source of what the engine
  // wants: ovirt-engine, BackendGlusterBricksResource.add(GlusterBricks) and .remove(Action).
  const at = 'clusters/c1/glustervolumes/v1/glusterbricks';

  it('GlusterBricks.add sends the list as its document', async () => {
    const engine = new ScriptedEngine({ body: '<bricks><brick id="b1"/></bricks>' });
    const added = await new Sdk(engine).service(at).add({ bricks: [{ serverId: 's1', brickDir: '/b' }], replicaCount: 2 });
    expect(toVector(added)).toEqual([{ id: 'b1' }]);
    expect(engine.sent[0]).toMatchObject({ method: 'POST', path: `/ovirt-engine/api/${at}`, query: [['replica_count', '2']] });
    expect(plainXml(engine.sent[0]?.body ?? '')).toBe('<bricks><brick><brick_dir>/b</brick_dir><server_id>s1</server_id></brick></bricks>');
  });

  it('GlusterBricks.remove sends the bricks in an action', async () => {
    const engine = new ScriptedEngine({ body: '' });
    await new Sdk(engine).service(at).remove({ bricks: [{ id: 'b1' }], async: true });
    expect(engine.sent[0]).toMatchObject({ method: 'DELETE', path: `/ovirt-engine/api/${at}`, query: [['async', 'true']] });
    expect(plainXml(engine.sent[0]?.body ?? '')).toBe('<action><bricks><brick id="b1"/></bricks></action>');
  });
});
