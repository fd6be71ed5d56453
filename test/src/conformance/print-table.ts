import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type CaseResult, conformanceTable } from '@portolan/conformance';

// Prints what the last runs of the suite left: one column a provider and back.
const folder = fileURLToPath(new URL('../../results/', import.meta.url));
const all: Record<string, readonly CaseResult[]> = {};
for (const file of (await readdir(folder)).filter((name) => name.endsWith('.json')).sort()) {
  const { name, results } = JSON.parse(await readFile(`${folder}${file}`, 'utf8')) as { name: string; results: readonly CaseResult[] };
  all[name] = results;
}
console.log(conformanceTable(all));
for (const [name, results] of Object.entries(all)) {
  for (const result of results) {
    if (result.verdict === 'failed') console.log(`\n${name} ${result.id}: ${result.reason}`);
    if (result.verdict === 'not here' && !result.reason?.startsWith('this back has no')) console.log(`\n${name} ${result.id}: not here: ${result.reason}`);
  }
}
process.exitCode = Object.values(all).some((results) => results.some(({ verdict }) => verdict === 'failed')) ? 1 : 0;
const verdicts = Object.values(all).flatMap((results) => results.map(({ verdict }) => verdict));
const count = (wanted: readonly string[]): number => verdicts.filter((verdict) => wanted.includes(verdict)).length;
console.log(`\n${count(['passed'])} passed, ${count(['failed'])} failed, ${count(['not declared', 'not here'])} skipped`);
