import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { connect } from 'portolan';
import { expect, it } from 'vitest';
import { ClientHome, script, venv } from './client-home.ts';

interface Vector {
  readonly service: string;
  readonly method: string;
  readonly at: string;
  readonly args?: Readonly<Record<string, unknown>>;
  readonly reply?: string;
}

interface Sent {
  readonly method: string;
  readonly path: string;
  readonly query: readonly string[];
  readonly body: string;
}

const FILE = fileURLToPath(new URL('../../../packages/ovirt/src/sdk/fixtures/vectors-methods.json', import.meta.url));
const VECTORS = JSON.parse(readFileSync(FILE, 'utf8')) as readonly Vector[];
/** ovirtsdk4 cannot send the first, and writes a Python object into the query of the second. */
const DEFECTS = ['GlusterBricks.add', 'GlusterBricks.remove'];
/** No path leads to some services: they are in the model all the same. */
const UNREACHABLE = 'unreachable';

it('the same call makes the same request with ovirtsdk4 and with ours', { timeout: 170_000 }, async () => {
  let sent = new Map<number, Sent>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const index = Number(request.headers['x-vector']);
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://engine');
      const body = plain(Buffer.concat(chunks).toString());
      sent.set(index, { method: request.method ?? '', path: pathname, query: [...searchParams].map(([name, value]) => `${name}=${value}`).sort(), body });
      response.writeHead(200, { 'content-type': 'application/xml' }).end(VECTORS[index]?.reply ?? '');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/ovirt-engine/api`;
  const home = await ClientHome.make();
  try {
    const failed = await home.json<readonly [string, string][]>(venv('python'), [script('ovirt-sdk-requests.py'), url, FILE], { timeoutMs: 120_000 });
    const theirs = sent;
    sent = new Map();
    await using cloud = await connect({ provider: 'ovirt', url, token: 'token' } as never);
    if (!cloud.is('ovirt')) throw new Error('not oVirt');
    for (const [index, vector] of VECTORS.entries()) {
      if (!theirs.has(index)) continue;
      const { sdk } = cloud.native;
      const path: string = vector.at.slice(1);
      const service = (path === UNREACHABLE ? sdk.serviceOf(vector.service as 'Vms', path) : sdk.service(path)) as unknown as Readonly<
        Record<string, (...given: unknown[]) => Promise<unknown>>
      >;
      await service[camel(vector.method)]?.(named(vector.args ?? {}), { headers: { 'X-Vector': String(index) } });
    }
    const title = (index: number): string => `${VECTORS[index]?.service ?? ''}.${VECTORS[index]?.method ?? ''}`;
    const different = [...theirs].filter(([index, one]) => JSON.stringify(sent.get(index)) !== JSON.stringify(one)).map(([index]) => title(index));
    expect(different.filter((one) => !DEFECTS.includes(one))).toEqual([]);
    // Each of them was made by both.
    expect(failed.filter(([one]) => !DEFECTS.includes(one))).toEqual([]);
    expect(theirs.size).toBeGreaterThanOrEqual(VECTORS.length - DEFECTS.length);
  } finally {
    server.closeAllConnections();
    server.close();
    await home.close();
  }
});

const camel = (name: string): string => name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());

function named(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(named);
  if (typeof value !== 'object' || value === null) return value;
  const { $date } = value as { readonly $date?: string };
  if ($date !== undefined) return new Date($date);
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [camel(name), named(member)]));
}

/** Spelling alone: the declaration, blanks between elements, `<a></a>` for `<a/>`. */
const plain = (text: string): string =>
  text
    .replace(/^<\?xml[^>]*\?>/, '')
    .replace(/>\s+</g, '><')
    .replace(/<([\w-]+)((?: [^<>]*)?)><\/\1>/g, '<$1$2/>')
    .trim();
