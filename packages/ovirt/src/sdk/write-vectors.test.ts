import { buildXml } from '@portolan/core/driver';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadTables } from './calls.ts';
import type { Schemas } from './runtime/schemas.ts';
import { StructWriter } from './runtime/write-struct.ts';
import { fromVector, plainXml, vectors } from './testing/vectors.ts';

interface WriteVector {
  readonly type: string;
  readonly obj: unknown;
  readonly xml: string;
}

interface EdgeVector {
  readonly note: string;
  readonly xml?: string;
  readonly raises?: string;
}

let schemas: Schemas;
beforeAll(async () => {
  schemas = await loadTables();
});

function write(type: string, value: unknown): string {
  const schema = schemas.get(type);
  const writer = new StructWriter(schemas);
  const element = writer.struct(schema, value, schema.tag, 'it');
  writer.check();
  return buildXml(element);
}

/** `2026-01-02T03:04:05.678000+01:00` is written `….678+01:00` by a client that read it so. */
const plainDates = (xml: string): string => xml.replace(/(T\d\d:\d\d:\d\d)(?:\.(\d{3})\d*)?(?:\+00:00|Z)/g, (_, time: string, ms = '000') => `${time}.${ms}Z`);

describe('what ovirtsdk4 writes', () => {
  const all = vectors<readonly WriteVector[]>('write');

  it('has a vector for every type', () => {
    expect(all).toHaveLength(220);
    expect(new Set(all.map(({ type }) => type)).size).toBe(220);
  });

  it.each(all.map((vector) => [vector.type, vector] as const))('%s', (_, { type, obj, xml }) => {
    expect(plainDates(plainXml(write(type, fromVector(obj))))).toBe(plainDates(plainXml(xml)));
  });
});

const naive = new Date('2026-01-02T03:04:05Z');
const list = (items: readonly unknown[], href: string): unknown => Object.assign([...items], { href });

/** The vectors say what came out; this is what goes in. What TypeScript and Python do not share is left out, with the reason. */
const EDGES: Readonly<Record<string, readonly [type: string, value: unknown] | string>> = {
  'nothing set': ['Vm', {}],
  'empty list is written as an empty wrapper': ['Vm', { nics: [] }],
  'empty string': ['Vm', { name: '' }],
  escaping: ['Vm', { name: 'a<b>&"c\'\u00e9\u2603\ud83d\ude00\t\n' }],
  'href is written as an attribute': ['Vm', { href: '/ovirt-engine/api/vms/1', id: '1' }],
  'list with href': ['Vm', { nics: list([{ id: 'n1' }], '/ovirt-engine/api/vms/1/nics') }],
  'whole float': ['Value', { datum: 2 }],
  'big float': ['Value', { datum: 1e22 }],
  'small float': ['Value', { datum: 1e-7 }],
  'integer where a decimal is expected': 'in JavaScript both are numbers',
  'boolean where an integer is expected': 'Python writes True, which no engine reads; see below',
  'string where an integer is expected': ['Vm', { memory: '1' }],
  'naive date': 'a Date is an instant: it is written in UTC',
  'utc date': ['Vm', { creationTime: naive }],
  'wrong struct type': ['Vm', { cpu: 'x86' }],
  'subclass struct type': 'types are compared by their members, as TypeScript does',
  'enum given as text': 'enums are texts here',
  'order: attributes by name, then links by name': ['Vm', { template: { id: 't' }, name: 'n', cluster: { id: 'c' }, memory: 1, bios: {} }],
  'list without root': 'lists are written by the methods that take them',
  'list with root': 'lists are written by the methods that take them',
  indented: ['Vm', { id: '1', name: 'n', os: { type: 'rhel_9x64' } }],
};

describe('what ovirtsdk4 writes at the edges', () => {
  const all = vectors<readonly EdgeVector[]>('write-edge');

  it('is all here', () => {
    expect(Object.keys(EDGES)).toEqual(all.map(({ note }) => note));
  });

  it.each(all.filter(({ note }) => typeof EDGES[note] !== 'string').map((vector) => [vector.note, vector] as const))('%s', (note, { xml, raises }) => {
    const [type, value] = EDGES[note] as readonly [string, unknown];
    if (raises !== undefined) expect(() => write(type, value)).toThrow(expect.objectContaining({ code: 'invalid-argument' }));
    // Python writes 1e-07 where JavaScript writes 1e-7: the same to any reader.
    else expect(plainDates(plainXml(write(type, value)))).toBe(plainDates(plainXml(xml ?? '').replace('1e-07', '1e-7')));
  });

  it('says all that is wrong at once, without the values', () => {
    const wrong = { memory: '1', cpu: 'x86', nmae: 's3cret', stateless: 'yes', nics: {}, creationTime: '2026', initialization: { rootPassword: 12345 } };
    let message = '';
    try {
      write('Vm', wrong);
    } catch (error) {
      message = (error as Error).message;
    }
    for (const part of ['it.memory', 'it.cpu', 'nmae', 'name?', 'it.stateless', 'it.nics', 'it.creationTime', 'it.initialization.rootPassword']) {
      expect(message).toContain(part);
    }
    expect(message).not.toContain('12345');
    expect(message).not.toContain('s3cret');
  });

  it('refuses what JSON cannot count, and what holds itself', () => {
    for (const memory of [true, 1.5, Number.NaN, 2 ** 60]) expect(() => write('Vm', { memory })).toThrow(/memory/);
    expect(plainXml(write('Vm', { memory: 2n ** 63n - 1n }))).toBe('<vm><memory>9223372036854775807</memory></vm>');
    const vm: { template?: unknown } = {};
    vm.template = { vm };
    expect(() => write('Vm', vm)).toThrow(expect.objectContaining({ code: 'invalid-argument' }));
  });

  it('writes a date that was read as it was read, and one that was moved in UTC', () => {
    const read = fromVector({ creation_time: { $date: '2016-09-08T09:53:35.123456+02:00' } }) as { creationTime: Date };
    expect(write('Vm', read)).toContain('<creation_time>2016-09-08T09:53:35.123456+02:00</creation_time>');
    read.creationTime.setUTCFullYear(2017);
    expect(write('Vm', read)).toContain('<creation_time>2017-09-08T07:53:35.123Z</creation_time>');
  });
});
