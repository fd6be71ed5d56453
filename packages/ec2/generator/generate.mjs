#!/usr/bin/env node
// Writes src/native/generated from generator/services.
//   node generator/generate.mjs            writes
//   node generator/generate.mjs --check    writes nothing; fails when what is there is not what would be written
//   --out FOLDER                           instead of src/native/generated
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ascending, HEAD, TypeWriter } from './emit-types.mjs';
import { readService } from './notation.mjs';
import { emitQueryService, listOf } from './query-service.mjs';
import { emitS3 } from './s3-service.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const { values } = parseArgs({ options: { out: { type: 'string' }, check: { type: 'boolean', default: false } } });
const out = values.out ?? join(here, '..', 'src', 'native', 'generated');
const services = join(here, 'services');

const QUERY = [
  { id: 'ec2', type: 'Ec2', item: 'item' },
  { id: 'elb', type: 'Elb', item: 'member' },
  { id: 'auto-scaling', type: 'AutoScaling', item: 'member' },
  { id: 'cloud-watch', type: 'CloudWatch', item: 'member' },
  { id: 'iam', type: 'Iam', item: 'member' },
  { id: 'sts', type: 'Sts', item: 'member' },
  { id: 'cloud-formation', type: 'CloudFormation', item: 'member' },
];

const files = new Map();
const names = [];
let count = 0;
for (const service of QUERY) {
  const groups = new Map();
  const shapes = new Map();
  const sources =
    service.id === 'ec2'
      ? readdirSync(join(services, 'ec2'))
          .sort(ascending)
          .map((file) => `ec2/${file}`)
      : [`${service.id}.txt`];
  for (const source of sources) {
    const read = readService(readFileSync(join(services, source), 'utf8'), source);
    for (const [name, members] of read.shapes) shapes.set(name, members);
    if (read.actions.length > 0) groups.set(source.replace(/^.*\/|\.txt$/g, ''), read.actions);
  }
  for (const [path, text] of emitQueryService({ ...service, groups, shapes })) files.set(path, text);
  const writer = new TypeWriter(shapes);
  const all = [...groups.values()].flat();
  count += all.length;
  const words = (actions) =>
    actions
      .map(({ name }) => name)
      .sort(ascending)
      .join(' ');
  const lists = all.filter((action) => listOf(action, writer) !== undefined);
  names.push(`  '${service.id}': {\n    calls: '${words(all.filter((action) => !lists.includes(action)))}',\n    lists: '${words(lists)}',\n  },\n`);
}
const s3 = emitS3(readService(readFileSync(join(services, 's3.txt'), 'utf8'), 's3.txt'));
for (const [path, text] of s3.files) files.set(path, text);
files.set(
  'action-names.ts',
  `${HEAD}/** The names alone, so that clients have their methods before the tables are loaded. */\nexport const actionNames = {\n${names.join('')}} as const;\n\nexport const s3Operations: string = '${s3.names.join(' ')}';\n`,
);

if (values.check) {
  const stale = differences();
  for (const path of stale) console.error(`stale: ${path}`);
  if (stale.length > 0) console.error('run `node generator/generate.mjs` in packages/ec2');
  process.exitCode = stale.length > 0 ? 1 : 0;
} else {
  for (const path of present()) if (!files.has(path)) rmSync(join(out, path));
  for (const [path, text] of files) {
    mkdirSync(dirname(join(out, path)), { recursive: true });
    writeFileSync(join(out, path), text);
  }
  console.log(`${files.size} files: ${count} actions, ${s3.names.length} operations of S3`);
}

function differences() {
  const there = new Set(present());
  const wrong = [...files].filter(([path, text]) => !there.has(path) || readFileSync(join(out, path), 'utf8') !== text).map(([path]) => path);
  return [...wrong, ...[...there].filter((path) => !files.has(path))].sort(ascending);
}

function present() {
  try {
    return readdirSync(out, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(out.length + 1));
  } catch {
    return [];
  }
}
