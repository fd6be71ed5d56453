import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { type Connection, createTransport, defaultRetryPolicy, List, systemClock, type Transport } from '@portolan/core/driver';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { MantaClient } from '../../client.ts';
import { MantaDirectories } from '../../native/manta/directories.ts';
import { MantaCalls } from '../../native/manta/manta-calls.ts';
import { noAuth } from '../../testing/fake-connection.ts';
import { entryName, type LongDirectory, serveLongDirectory } from '../../testing/long-directory.ts';
import { listObjects } from './listing.ts';

const LENGTH = 200_000;
/** Entries held would be tens of MB (see the last test); two pages in flight and the cursors remembered stay far below this. */
const MOST_GROWTH = 6 * 1_048_576;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

async function usedBytes(): Promise<number> {
  for (let times = 0; times < 3; times += 1) {
    await new Promise((resolve) => setImmediate(resolve));
    collect();
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

let transport: Transport;
let directory: LongDirectory;
let client: MantaClient;
beforeEach(async () => {
  transport = createTransport();
  directory = await serveLongDirectory(LENGTH);
  const connection: Connection = { provider: 'smartdc', transport, clock: systemClock, retry: defaultRetryPolicy(), random: Math.random };
  client = new MantaClient(connection, noAuth, { url: directory.origin, account: 'demo' });
});
afterEach(async () => {
  await transport.close();
  await directory.close();
});

/** Each name once and in order, and how much memory grew between a tenth and the end. */
async function readThrough(names: AsyncIterable<string>): Promise<{ readonly count: number; readonly grown: number }> {
  let count = 0;
  let early = 0;
  let late = 0;
  for await (const name of names) {
    if (name !== entryName(count)) throw new Error(`expected ${entryName(count)}, got ${name}`);
    count += 1;
    if (count === LENGTH / 10) early = await usedBytes();
    if (count === LENGTH - 1) late = await usedBytes();
  }
  return { count, grown: late - early };
}

async function* mapped<T>(list: AsyncIterable<T>, name: (item: T) => string): AsyncGenerator<string, void, undefined> {
  for await (const item of list) yield name(item);
}

const objects = (): AsyncIterable<string> => {
  const list = new List({ context: { provider: 'smartdc', operation: 'objects.list' }, fetch: (cursor) => listObjects(client, 'b1', { prefix: '' }, cursor) });
  return mapped(list, (row) => (row.kind === 'object' ? row.key : row.prefix));
};
const entries = (): AsyncIterable<string> => mapped(new MantaDirectories(new MantaCalls(client)).list('/stor/b1'), ({ name }) => name);

it.each([
  // 1000 rows a page are told, and the next request goes on from the last of them.
  ['keys of a bucket', objects, (page: number) => page * 1_000 - 1],
  ['entries of a directory, natively', entries, (page: number) => page * 1_023],
])('%s: 200 000 pass in flat memory, each once, by pages of 1024 whose marker is included', { timeout: 20_000 }, async (_, open, lastOf) => {
  const { count, grown } = await readThrough(open());
  expect(count).toBe(LENGTH);
  expect(grown).toBeLessThan(MOST_GROWTH);
  expect(new Set(directory.asked.map(({ limit }) => limit))).toEqual(new Set([1_024]));
  // Every page begins with the last name of the one before.
  expect(directory.asked[0]?.marker).toBeNull();
  const markers = directory.asked.slice(1).map(({ marker }) => marker);
  expect(markers).toEqual(markers.map((__, page) => entryName(lastOf(page + 1))));
  expect(directory.asked.length).toBeLessThanOrEqual(201);
});

it('the measure sees what is held', { timeout: 20_000 }, async () => {
  const held: object[] = [];
  let early = 0;
  for await (const name of objects()) {
    if (held.length === LENGTH / 10) early = await usedBytes();
    held.push({ key: name, etag: `${name}!`, at: new Date() });
  }
  expect((await usedBytes()) - early).toBeGreaterThan(MOST_GROWTH);
  expect(held).toHaveLength(LENGTH);
});
