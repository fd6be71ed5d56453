import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { capabilityTable, withTable } from './capability-table.ts';

const path = fileURLToPath(new URL('../../../README.md', import.meta.url));
await writeFile(path, withTable(await readFile(path, 'utf8'), await capabilityTable()));
