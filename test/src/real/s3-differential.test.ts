import { readFile } from 'node:fs/promises';
import { startEmulator } from '@portolan/emulators';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEnvFile } from '../harness/env-file.ts';
import { type Comparable, comparable } from './s3-differential/comparable.ts';
import { Generator } from './s3-differential/generator.ts';
import { KNOWN_DIFFERENCES } from './s3-differential/known-differences.ts';
import { describeOperation, type Operation } from './s3-differential/operation.ts';
import { Random } from './s3-differential/random.ts';
import { Side, type SideAnswer } from './s3-differential/side.ts';
import { findText, readTree } from './s3-differential/xml-tree.ts';

/** `PORTOLAN_SEED=n` runs another sequence; `PORTOLAN_STEPS` makes all of them longer. */
const SEEDS = process.env['PORTOLAN_SEED'] === undefined ? [1, 2, 3, 4] : [Number(process.env['PORTOLAN_SEED'])];
const STEPS = Number(process.env['PORTOLAN_STEPS'] ?? '400');

let emulator: Awaited<ReturnType<typeof startEmulator<'aws'>>>;
let sides: readonly [emulator: Side, radosgw: Side];

beforeAll(async () => {
  const env = readEnvFile(await readFile(`${process.env['CEPH_STATE_DIR'] ?? '/var/tmp/ceph-dev'}/env`, 'utf8'));
  emulator = await startEmulator('aws');
  const keys = emulator.profile as Record<'accessKeyId' | 'secretAccessKey' | 's3Url' | 'region', string>;
  sides = [
    new Side({ name: 'emulator', origin: keys.s3Url, ...keys }),
    new Side({
      name: 'radosgw',
      origin: env['S3_URL'] ?? '',
      region: 'us-east-1',
      accessKeyId: env['S3_ACCESS_KEY_ID'] ?? '',
      secretAccessKey: env['S3_SECRET_ACCESS_KEY'] ?? '',
    }),
  ];
});
afterAll(async () => {
  for (const side of sides ?? []) side.close();
  await emulator?.close();
});

const plain = (method: string, bucket: string, key = '', query: Operation['query'] = [], body = ''): Operation => ({
  index: -1,
  kind: 'setup',
  method,
  bucket,
  key,
  query,
  headers: body === '' ? {} : { 'content-md5': 'right' },
  body: Buffer.from(body),
});

const root = (answer: SideAnswer): ReturnType<typeof readTree> | undefined => (answer.body.length === 0 ? undefined : readTree(answer.body.toString('utf8')));

/** Takes everything out of a bucket, whatever is in it, and the bucket away. */
async function wipe(side: Side, bucket: string): Promise<void> {
  for (const [query, item] of [
    ['versions', 'versionId'],
    ['uploads', 'uploadId'],
  ] as const) {
    for (;;) {
      const answer = await side.send(plain('GET', bucket, '', [[query, '']]));
      const [, tree] = root(answer) ?? ['', ''];
      const rows = answer.status === 200 && typeof tree !== 'string' ? tree.filter(([name]) => ['Version', 'DeleteMarker', 'Upload'].includes(name)) : [];
      for (const [, row] of rows)
        await side.send(plain('DELETE', bucket, findText(row, 'Key') ?? '', [[item, findText(row, query === 'versions' ? 'VersionId' : 'UploadId') ?? '']]));
      if (rows.length === 0) break;
    }
  }
  await side.send(plain('DELETE', bucket));
}

const MAKES_A_VERSION = ['put', 'copy', 'delete', 'complete-upload'];

/** The version an answer made; radosgw does not tell it of a copy, so that the object itself must. */
async function versionMade(operation: Operation, answer: SideAnswer, side: Side): Promise<string | undefined> {
  const told = answer.headers['x-amz-version-id'];
  if (told !== undefined || operation.kind !== 'copy' || answer.status !== 200) return told;
  return (await side.send(plain('HEAD', operation.bucket, operation.key))).headers['x-amz-version-id'];
}

/** Delete markers a bulk delete made, by key; of a key named twice the last. */
const markersMade = (answer: SideAnswer): Map<string, string> => {
  const [, tree] = root(answer) ?? ['', ''];
  const rows = typeof tree === 'string' ? [] : tree.filter(([name]) => name === 'Deleted');
  return new Map(
    rows.flatMap(([, row]) => {
      const made = findText(row, 'DeleteMarkerVersionId');
      return made === undefined || findText(row, 'VersionId') !== undefined ? [] : [[findText(row, 'Key') ?? '', made] as const];
    }),
  );
};

/** Where only the emulator put a delete marker (one lay there already), it is taken away again: the two go on with the same. */
async function takeBack(operation: Operation, answers: readonly SideAnswer[]): Promise<void> {
  const [ours, theirs] = answers as readonly [SideAnswer, SideAnswer];
  const single = operation.kind === 'delete' && !operation.query.some(([name]) => name === 'versionId');
  const told = ({ headers }: SideAnswer): Map<string, string> =>
    new Map(headers['x-amz-version-id'] === undefined ? [] : [[operation.key, headers['x-amz-version-id']]]);
  const bulk = operation.kind === 'delete-many' && ours.status === 200 && theirs.status === 200;
  if (!single && !bulk) return;
  const [mine, other] = [ours, theirs].map(single ? told : markersMade) as [Map<string, string>, Map<string, string>];
  // Or radosgw names the one that is there.
  const known = new Set(sides[1].symbols.values());
  const made = (key: string): boolean => other.has(key) && !known.has(other.get(key) ?? '');
  for (const [key, versionId] of mine) {
    if (made(key)) continue;
    // A marker null has put away the version null before it, which the other side still has.
    for (const side of versionId === 'null' ? sides : [sides[0]]) await side.send(plain('DELETE', operation.bucket, key, [['versionId', versionId]]));
  }
}

/** A copy of an object made of parts has an ETag of its own at Amazon, the source's at radosgw: it is taken away again on both sides. */
async function takeBackCopy(operation: Operation, answers: readonly SideAnswer[]): Promise<void> {
  if (operation.kind !== 'copy' || answers.some(({ status }) => status !== 200)) return;
  const etags = answers.map((answer) => findText(root(answer)?.[1] ?? '', 'ETag')?.replaceAll('"', ''));
  if (etags[0] === etags[1]) return;
  for (const side of sides) {
    const { 'x-amz-version-id': versionId } = (await side.send(plain('HEAD', operation.bucket, operation.key))).headers;
    await side.send(plain('DELETE', operation.bucket, operation.key, [['versionId', versionId ?? 'null']]));
  }
}

/** What was learnt from both answers: ids that stand for the same thing. */
async function learn(operation: Operation, answers: readonly SideAnswer[], generator: Generator): Promise<void> {
  const symbol = `{version:${operation.index}}`;
  const agree = (name: string, values: readonly (string | undefined)[]): void => {
    const known = new Set(sides[1].symbols.values());
    if (values.some((value) => value === undefined || value === 'null' || known.has(value))) return;
    for (const [index, side] of sides.entries()) side.symbols.set(name, values[index] ?? '');
    generator.learn(name);
  };
  if (MAKES_A_VERSION.includes(operation.kind) && !operation.query.some(([name]) => name === 'versionId'))
    agree(symbol, await Promise.all(sides.map((side, index) => versionMade(operation, answers[index] as SideAnswer, side))));
  if (operation.kind === 'delete-many' && answers.every(({ status }) => status === 200)) {
    const made = answers.map(markersMade);
    for (const [place, key] of [...(made[0]?.keys() ?? [])].entries())
      agree(
        `{version:${operation.index}${String(place).padStart(3, '0')}}`,
        made.map((markers) => markers.get(key)),
      );
  }
  const { keeps } = operation;
  if (keeps === undefined) return;
  const found = answers.map((answer) => (answer.status === 200 ? findText(root(answer)?.[1] ?? '', keeps.element) : undefined));
  if (found.includes(undefined)) return;
  for (const [index, side] of sides.entries()) side.symbols.set(keeps.symbol, found[index] ?? '');
  generator.learn(keeps.symbol);
}

function difference(operation: Operation, ours: Comparable, theirs: Comparable): string | undefined {
  let left = ours;
  for (const { asRadosgw } of KNOWN_DIFFERENCES) left = asRadosgw(operation, left, theirs);
  if (JSON.stringify(left) !== JSON.stringify(theirs))
    return `${describeOperation(operation)}\n  emulator ${JSON.stringify(ours)}\n  radosgw  ${JSON.stringify(theirs)}`;
  return undefined;
}

describe('the S3 emulator answers as radosgw does', () => {
  for (const seed of SEEDS) {
    it(`to ${STEPS} random operations of seed ${seed}`, async () => {
      const buckets = [`diff-${seed}-plain`, `diff-${seed}-versioned`];
      const generator = new Generator(new Random(seed), buckets);
      const differences: string[] = [];
      try {
        for (const side of sides) {
          side.symbols.clear();
          for (const bucket of buckets) {
            await wipe(side, bucket);
            expect((await side.send(plain('PUT', bucket))).status).toBe(200);
            await side.send(plain('PUT', bucket, '~keep', [], 'kept'));
          }
        }
        for (let step = 0; step < STEPS && differences.length < 25; step += 1) {
          const operation = generator.next();
          const answers = await Promise.all(sides.map((side) => side.send(operation)));
          await takeBack(operation, answers);
          await takeBackCopy(operation, answers);
          await learn(operation, answers, generator);
          const [ours, theirs] = answers.map((answer, index) => comparable(operation, answer, sides[index] as Side)) as [Comparable, Comparable];
          const found = difference(operation, ours, theirs);
          if (found !== undefined) differences.push(found);
        }
      } finally {
        for (const side of sides) for (const bucket of buckets) await wipe(side, bucket);
      }
      expect(differences.join('\n\n'), `seed ${seed}`).toBe('');
    });
  }
});
