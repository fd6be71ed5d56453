import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { imageioHttp } from './client.ts';
import { ImageioClient } from './imageio-client.ts';
import { FakeEngine } from './testing/fake-engine.ts';

/** Recorded from ovirt-imageio 2.5.3 with a ticket of 8 MiB called `t1`. */
interface Vector {
  readonly note: string;
  readonly request: readonly [method: string, target: string, headers: Readonly<Record<string, string>>];
  readonly requestBody?: string | null;
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

const VECTORS = JSON.parse(readFileSync(new URL('./storage/transfers/fixtures/vectors-imageio.json', import.meta.url), 'utf8')) as readonly Vector[];
const URL_OF = (ticket: string): { readonly origin: string; readonly target: string } => ({ origin: 'http://host1:54322', target: `/images/${ticket}` });
const vector = (note: string): Vector => {
  const found = VECTORS.find((one) => one.note === note);
  if (found === undefined) throw new Error(`no vector "${note}"`);
  return found;
};

interface Bench {
  readonly client: ImageioClient;
  readonly engine: FakeEngine;
}

/** A daemon that says what the vector says, once. */
const bench = (one: Vector): Bench => {
  const body = /^(\d+) bytes$/.exec(one.body);
  const engine = new FakeEngine(() => ({
    status: one.status,
    headers: one.headers ?? {},
    body: body === null ? one.body : 'x'.repeat(Number(body[1])),
  }));
  return { client: new ImageioClient(imageioHttp({ ...engine.connection, retry: { ...engine.connection.retry, maxAttempts: 1 } })), engine };
};

const CALLS: Readonly<Record<string, { readonly call: (client: ImageioClient) => Promise<unknown>; readonly gives: unknown }>> = {
  'options of the ticket': {
    call: (client) => client.features(URL_OF('t1'), {}),
    gives: { checksum: true, extents: true, flush: true, zero: true, maxReaders: 8, maxWriters: 1 },
  },
  'options of a read-only ticket': {
    call: (client) => client.features(URL_OF('ro'), {}),
    gives: { checksum: true, extents: true, flush: false, zero: false, maxReaders: 8, maxWriters: 1 },
  },
  'extents of an empty sparse file': {
    call: (client) => client.extents(URL_OF('t1'), {}),
    gives: [{ start: 0, length: 8_388_608, zero: false, hole: false }],
  },
  'upload 64 KiB at 2 MiB without flushing': {
    call: (client) => client.write(URL_OF('t1'), 2_097_152, Buffer.alloc(65_536), false, {}),
    gives: undefined,
  },
  'zero a range': { call: (client) => client.zero(URL_OF('t1'), 32_768, 32_768, {}), gives: undefined },
  flush: { call: (client) => client.flush(URL_OF('t1'), {}), gives: undefined },
  'read a range': { call: (client) => client.readBytes(URL_OF('t1'), 2_097_152, 2_097_159, {}), gives: Buffer.from('bbbbbbbb') },
  'read with a read-only ticket': { call: (client) => client.readBytes(URL_OF('ro'), 0, 3, {}), gives: Buffer.from('dddd') },
  'checksum with sha256 and block size': {
    call: (client) => client.checksum(URL_OF('t1'), 'sha256', 1_048_576, {}),
    gives: { algorithm: 'sha256', blockSize: 1_048_576, checksum: '690694e3bd764ee7c237ebbd8af1f32ae567886e43d3988bb7e935d47c9387fd' },
  },
};

describe('the imageio client', () => {
  it.each(Object.entries(CALLS))('%s: sends what the daemon was seen to take, and reads its answer', async (note, { call, gives }) => {
    const one = vector(note);
    const { client, engine } = bench(one);
    expect(await call(client)).toEqual(gives);
    const [method, target, headers] = one.request;
    expect(engine.seen).toHaveLength(1);
    expect(engine.seen[0]).toMatchObject({ method, target });
    for (const [name, value] of Object.entries(headers)) expect(engine.seen[0]?.headers[name], name).toBe(value);
    if (one.requestBody?.startsWith('{') === true) expect(JSON.parse(engine.seen[0]?.body ?? '')).toEqual(JSON.parse(one.requestBody));
    // The address is the authority: nobody else's goes there.
    expect(Object.keys(engine.seen[0]?.headers ?? {})).not.toContain('Authorization');
  });

  it.each([
    ['read past the end', 'invalid-argument', (client: ImageioClient) => client.readBytes(URL_OF('t1'), 8_388_600, 8_388_699, {})],
    ['write past the end', 'invalid-argument', (client: ImageioClient) => client.write(URL_OF('t1'), 8_388_600, Buffer.alloc(16), false, {})],
    ['zero past the end', 'invalid-argument', (client: ImageioClient) => client.zero(URL_OF('t1'), 8_388_608, 1, {})],
    ['unknown ticket', 'unavailable', (client: ImageioClient) => client.read(URL_OF('nosuch'), 0, 3, {})],
    ['expired ticket', 'unavailable', (client: ImageioClient) => client.readBytes(URL_OF('ro'), 0, 3, {})],
    ['write to a read-only ticket', 'unavailable', (client: ImageioClient) => client.write(URL_OF('ro'), 0, Buffer.alloc(1), undefined, {})],
    ['checksum bad algorithm', 'invalid-argument', (client: ImageioClient) => client.checksum(URL_OF('t1'), 'nope', 4096, {})],
  ] as const)('%s: is %s', async (note, code, call) => {
    const one = vector(note);
    const { client } = bench(one);
    await expect(call(client)).rejects.toMatchObject({ code, status: one.status });
  });

  it('takes the whole image for no answer to a range', async () => {
    const { client } = bench(vector('read all'));
    await expect(client.readBytes(URL_OF('t1'), 0, 7, {})).rejects.toMatchObject({ code: 'protocol' });
  });

  it('takes no list of extents with a gap in it', async () => {
    const gap = [
      { start: 0, length: 10, zero: false, hole: false },
      { start: 20, length: 10, zero: true, hole: true },
    ];
    const { client } = bench({ ...vector('extents with data'), body: JSON.stringify(gap) });
    await expect(client.extents(URL_OF('t1'), {})).rejects.toMatchObject({ code: 'protocol' });
  });
});
