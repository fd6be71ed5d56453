#!/usr/bin/env node
// Writes src/sdk/generated.
//   node generator/generate.mjs                     from the project's model
//   node generator/generate.mjs --model FILE        from what an engine publishes: curl -k …/ovirt-engine/api/model.json (or .xml)
//   node generator/generate.mjs --check             writes nothing; fails when what is there is not what would be written
//   --out FOLDER                                    instead of src/sdk/generated
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { emitServices } from './emit-services.mjs';
import { emitTypes } from './emit-types.mjs';
import { readEngineJson, readEngineXml } from './engine-model.mjs';
import { ascending, readModel } from './model.mjs';
import { typeGroups } from './type-groups.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const { values } = parseArgs({ options: { model: { type: 'string' }, out: { type: 'string' }, check: { type: 'boolean', default: false } } });
const out = values.out ?? join(here, '..', 'src', 'sdk', 'generated');

const model = await load(values.model);
const groups = typeGroups(model);
const files = new Map([...emitTypes(model, groups), ...emitServices(model, groups)]);

if (values.check) {
  const stale = differences();
  for (const path of stale) console.error(`stale: ${path}`);
  if (stale.length > 0) console.error('run `pnpm --filter @portolan/ovirt generate`');
  process.exitCode = stale.length > 0 ? 1 : 0;
} else {
  for (const path of present()) if (!files.has(path)) rmSync(join(out, path));
  for (const [path, text] of files) {
    mkdirSync(dirname(join(out, path)), { recursive: true });
    writeFileSync(join(out, path), text);
  }
  const { types, enums, services } = model;
  const methods = services.reduce((sum, one) => sum + one.methods.length, 0);
  console.log(`${files.size} files: ${types.length} types, ${enums.length} enums, ${services.length} services, ${methods} methods`);
}

async function load(file) {
  const known = readModel(join(here, 'model.json'));
  if (file === undefined) return known;
  const text = readFileSync(file, 'utf8');
  return text.trimStart().startsWith('<') ? readEngineXml(text, known) : readEngineJson(text, known);
}

function present() {
  try {
    return readdirSync(out, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) =>
        join(entry.parentPath, entry.name)
          .slice(out.length + 1)
          .replaceAll('\\', '/'),
      );
  } catch {
    return [];
  }
}

function differences() {
  const there = present();
  const changed = [...files].filter(([path, text]) => !there.includes(path) || readFileSync(join(out, path), 'utf8') !== text).map(([path]) => path);
  return [...changed, ...there.filter((path) => !files.has(path))].sort(ascending);
}
