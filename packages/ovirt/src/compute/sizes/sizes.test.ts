import { describe, expect, it } from 'vitest';
import { FakeEngine, type Reply, type Seen, xmlReply } from '../../testing/fake-engine.ts';
import { BLANK_TEMPLATE } from '../images/images.ts';
import { customSizeId, shapeOf } from './shape.ts';
import { OvirtSizes } from './sizes.ts';

const MIB = 1024 * 1024;
const one = (tag: string, id: string, memoryMiB: number, sockets: number): string =>
  `<${tag} id="${id}"><name>${id}</name><cpu><topology><cores>1</cores><sockets>${sockets}</sockets><threads>1</threads></topology></cpu><memory>${memoryMiB * MIB}</memory></${tag}>`;

function sizes(reply: (request: Seen) => Reply | undefined): { readonly sizes: OvirtSizes; readonly engine: FakeEngine } {
  const engine = new FakeEngine((request) => (request.target.includes('/api/') ? reply(request) : undefined));
  return { sizes: new OvirtSizes(engine.client()), engine };
}

describe('OvirtSizes', () => {
  it('lists instance types, and each shape of templates that none of them has, once', async () => {
    const { sizes: all } = sizes(({ target }) =>
      target.endsWith('/instancetypes')
        ? xmlReply(`<instance_types>${one('instance_type', 'tiny', 512, 1)}${one('instance_type', 'small', 2048, 1)}</instance_types>`)
        : xmlReply(
            `<templates>${one('template', 't1', 2048, 1)}${one('template', 't2', 3072, 2)}${one('template', 't3', 3072, 2)}${one('template', BLANK_TEMPLATE, 1024, 1)}<template id="t4"/></templates>`,
          ),
    );
    expect((await all.listPage({})).items.map(({ id, name, memoryMiB, cpus }) => [id, name, memoryMiB, cpus])).toEqual([
      ['tiny', 'tiny', 512, 1],
      ['small', 'small', 2048, 1],
      ['custom:3072:2', '3072 MiB, 2 CPUs', 3072, 2],
    ]);
  });

  it('gets any shape without asking anybody, and instance types from the engine', async () => {
    const { sizes: all, engine } = sizes(({ target }) => (target.endsWith('/tiny') ? xmlReply(one('instance_type', 'tiny', 512, 1)) : undefined));
    expect(await all.get('custom:4096:4', {})).toMatchObject({ id: 'custom:4096:4', memoryMiB: 4096, cpus: 4 });
    expect(engine.seen).toEqual([]);
    expect(await all.get('tiny', {})).toMatchObject({ memoryMiB: 512, cpus: 1 });
    await expect(all.get('custom:0:1', {})).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('shapes', () => {
  it.each(['custom:0:1', 'custom:1:0', 'custom:1', 'custom:1:1:1', 'custom:1.5:1', 'Custom:1:1', 'tiny'])('%s is none', (id) => {
    expect(shapeOf(id)).toBeUndefined();
  });

  it('are told of servers that have memory and CPUs', () => {
    const cpu = { topology: { sockets: '2', cores: '2', threads: '1' } };
    expect(customSizeId({ memory: String(1536 * MIB), cpu })).toBe('custom:1536:4');
    expect(customSizeId({ memory: String(1536 * MIB) })).toBeUndefined();
  });
});
