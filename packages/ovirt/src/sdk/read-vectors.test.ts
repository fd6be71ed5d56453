import { Readable } from 'node:stream';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadTables } from './calls.ts';
import { answerReader } from './runtime/answers.ts';
import { StructReader, type UnknownValue } from './runtime/read-struct.ts';
import type { Schemas } from './runtime/schemas.ts';
import { ScriptedEngine } from './testing/scripted-engine.ts';
import { plainDates, toVector, vectors } from './testing/vectors.ts';

interface ReadVector {
  readonly type: string;
  readonly list?: boolean;
  readonly xml: string;
  readonly obj?: unknown;
  readonly raises?: string;
}

interface EdgeVector {
  readonly note: string;
  readonly xml: string;
  readonly obj?: unknown;
  readonly raises?: string;
}

let schemas: Schemas;
beforeAll(async () => {
  schemas = await loadTables();
});

async function read(type: string, list: boolean, xml: string, unknown: UnknownValue[] = []): Promise<unknown> {
  const context = { schemas, reader: new StructReader(schemas, (one) => unknown.push(one)), fault: new ScriptedEngine().fault };
  const response = { status: 200, headers: {}, body: Readable.from(xml === '' ? [] : [Buffer.from(xml)]) };
  return answerReader({ kind: list ? 'list' : 'get', gives: `it:${type}${list ? '[]' : ''}` }, context)(response);
}

describe('what ovirtsdk4 reads', () => {
  const all = vectors<readonly ReadVector[]>('read');

  it('has a vector for every type and every collection', () => {
    expect(all).toHaveLength(440);
    expect(new Set(all.map(({ type }) => type)).size).toBe(220);
  });

  it.each(all.map((vector) => [`${vector.type}${vector.list === true ? '[]' : ''}`, vector] as const))(
    '%s',
    async (name, { type, list = false, xml, obj, raises }) => {
      const result = read(type, list, xml);
      // Two lists whose ids are no strings have ids that are nothing at all. A method that is not known is passed over as any value of an enum is.
      if (name === 'Method[]') expect([raises, await result]).toEqual(['ValueError', [{}, {}]]);
      else if (raises !== undefined) await expect(result).rejects.toMatchObject({ code: 'protocol' });
      else expect(toVector(await result)).toEqual(plainDates(obj));
    },
  );
});

/** Where we do otherwise than ovirtsdk4, and why. */
const OTHERWISE: Readonly<Record<string, unknown>> = {
  // Core's codec makes no difference between `<name/>` and `<name></name>`, nor does the engine mean any.
  'self closed string is absent': { name: '' },
  'empty boolean': {},
  // Python's own notation for numbers; no engine writes it.
  'integer with underscores': 'protocol',
  // Python leaves a null in the list; a list of devices has devices in it.
  'enum list with an unknown value': { os: { boot: { devices: ['hd'] } } },
  // As with every other enum.
  'xml attribute enum unknown': { methods: [{}] },
  // Core's codec drops prefixes.
  'namespace prefix': { name: 'n' },
  // An entity of the document's own: refused with the whole document, as all that has a DOCTYPE.
  'doctype with entity': 'protocol',
};

/** What stands for `type: list` in the vectors, by the document's root. */
const LISTS: Readonly<Record<string, string>> = {
  vms: 'Vm',
  operation_systems: 'OperatingSystemInfo',
  host_numa_nodes: 'NumaNode',
  vm_numa_nodes: 'VirtualNumaNode',
};
const STRUCTS: Readonly<Record<string, string>> = { vm: 'Vm', action: 'Action', os: 'OperatingSystem', statistic: 'Statistic', sso: 'Sso', network: 'Network' };

describe('what ovirtsdk4 reads at the edges', () => {
  const all = vectors<readonly EdgeVector[]>('read-edge');

  it('differs where that was decided, and nowhere else', () => {
    const notes = all.map(({ note }) => note);
    expect(Object.keys(OTHERWISE).filter((note) => !notes.includes(note))).toEqual([]);
    expect(all).toHaveLength(54);
  });

  it.each(all.map((vector) => [vector.note, vector] as const))('%s', async (note, { xml, obj, raises }) => {
    const root = /<(?:x:)?(\w+)/.exec(xml.replace(/<!DOCTYPE[^\]]*\]>/, ''))?.[1] ?? '';
    const list = LISTS[root];
    const result = read(list ?? STRUCTS[root] ?? 'Vm', list !== undefined, xml);
    const expected = note in OTHERWISE ? OTHERWISE[note] : raises === undefined ? plainDates(obj) : 'protocol';
    if (expected === 'protocol') await expect(result).rejects.toMatchObject({ code: 'protocol' });
    else expect(toVector(await result)).toEqual(expected);
  });

  it('keeps integers of 64 bits exact beyond 2^53', async () => {
    expect(await read('Vm', false, '<vm><memory>9223372036854775807</memory></vm>')).toEqual({ memory: 9223372036854775807n });
    expect(await read('Vm', false, '<vm><memory>9007199254740991</memory></vm>')).toEqual({ memory: 9007199254740991 });
  });

  it('tells of values of enums that the model does not know', async () => {
    const unknown: UnknownValue[] = [];
    await read('Vm', false, '<vm><status>teleporting</status></vm>', unknown);
    expect(unknown).toEqual([{ type: 'Vm', member: 'status', value: 'teleporting' }]);
  });

  it('reads a document of a type that extends the one asked for', async () => {
    expect(await read('ExternalProvider', false, '<openstack_image_provider id="1"><tenant_name>t</tenant_name></openstack_image_provider>')).toEqual({
      id: '1',
      tenantName: 't',
    });
  });

  it('reads both names of the list of operating systems', async () => {
    for (const root of ['operation_systems', 'operating_systems']) {
      expect(await read('OperatingSystemInfo', true, `<${root}><operating_system id="o1"/></${root}>`)).toEqual([{ id: 'o1' }]);
    }
  });
});
