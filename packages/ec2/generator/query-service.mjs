// Services that take forms and answer XML: EC2 and those beside it.

import { tableText } from './emit-table.mjs';
import { ascending, camel, HEAD, TypeWriter } from './emit-types.mjs';

const PAGING = /^(?:nextToken|NextToken|NextMarker|Marker|IsTruncated)$/;

/** What an action lists, when it does nothing else: its one list, and where the next page begins. */
export function listOf(action, writer) {
  if (!/^(?:Describe|List)/.test(action.name)) return undefined;
  const members = writer.flat(action['<'] ?? []);
  const rest = members.filter(({ name }) => !PAGING.test(name));
  if (rest.length !== 1 || rest[0].type.kind !== 'list') return undefined;
  return rest[0];
}

export function emitQueryService({ id, type, item, groups, shapes }) {
  const all = [...groups.values()].flat();
  const writer = new TypeWriter(shapes);
  // Twice: names of shapes depend on how all of them are used.
  for (const action of all) actionTypes(action, writer);
  const files = new Map();
  const names = [...shapes.keys()];
  for (const [group, actions] of groups) {
    const text = actions.map((action) => actionTypes(action, writer)).join('\n');
    const own = group === id ? '' : `/** ${group.replaceAll('-', ' ')} */\n`;
    const interfaceName = group === id ? `${type}Actions` : `${pascal(group)}Actions`;
    const methods = actions.map((action) => method(action, writer)).join('');
    const shapeText = group === id ? `${writer.shapeTypes().join('\n')}\n` : '';
    const content = `${text}\n${shapeText}${own}export interface ${interfaceName} {\n${methods}}\n`;
    const used = group === id ? [] : importable(content, names);
    files.set(group === id ? `${id}.ts` : `${id}/${group}.ts`, `${HEAD}${imports(content, group === id ? '.' : '..', used)}\n${content}`);
  }
  if (!groups.has(id)) {
    const content = writer.shapeTypes().join('\n');
    files.set(`${id}/shapes.ts`, `${HEAD}${imports(content, '..', [])}\n${content}`);
    const parts = [...groups.keys()].sort(ascending);
    files.set(
      `${id}.ts`,
      `${HEAD}${parts.map((group) => `import type { ${pascal(group)}Actions } from './${id}/${group}.ts';\n`).join('')}\n` +
        `${[...parts, 'shapes']
          .sort(ascending)
          .map((group) => `export type * from './${id}/${group}.ts';\n`)
          .join('')}\n` +
        `export interface ${type}Actions\n  extends ${parts.map((group) => `${pascal(group)}Actions`).join(',\n    ')} {}\n`,
    );
  }
  files.set(
    `tables/${id}.ts`,
    tableText(all, shapes, item, (action) => listOf(action, writer)?.name),
  );
  return files;
}

function importable(content, names) {
  return names
    .flatMap((name) => [name, `${name}Input`])
    .filter((name) => mentions(content, name) && !new RegExp(`interface ${name} `).test(content))
    .sort(ascending);
}

/** As a type, not as a member. */
const mentions = (content, name) => new RegExp(`\\b${name}\\b(?!\\??:)`).test(content);

function imports(content, up, shapeNames) {
  const lines = [];
  const core = ['List', 'Secret'].filter((name) => (name === 'List' ? /\bList</.test(content) : / Secret \|/.test(content)));
  if (core.length > 0) lines.push(`import type { ${core.join(', ')} } from '@portolan/core';\n`);
  const local = ['Filters', 'QueryCallOptions'].filter((name) => mentions(content, name));
  if (local.length > 0) lines.push(`import type { ${local.join(', ')} } from '${up}/../query-types.ts';\n`);
  if (shapeNames.length > 0) lines.push(`import type { ${shapeNames.join(', ')} } from './shapes.ts';\n`);
  return lines.join('');
}

function actionTypes(action, writer) {
  const parts = [];
  if (action['>'] !== undefined) parts.push(`export interface ${action.name}Parameters {\n${writer.members(action['>'], 'in', '  ')}}\n`);
  if (action['<'] !== undefined) parts.push(`export interface ${action.name}Result {\n${writer.members(action['<'], 'out', '  ')}}\n`);
  return parts.join('\n');
}

function method(action, writer) {
  const { name, wire, mark } = action;
  const needed = (action['>'] ?? []).some(({ required }) => required);
  const parameters = action['>'] === undefined ? 'parameters?: Readonly<Record<string, never>>' : `parameters${needed ? '' : '?'}: ${name}Parameters`;
  const list = listOf(action, writer);
  const result = list === undefined ? `Promise<${action['<'] === undefined ? 'void' : `${name}Result`}>` : `List<${name}Result['${list.name}'][number]>`;
  const doc = `${wire}${mark === '+' ? ', Amazon’s alone' : ''}`;
  return `  /** ${doc} */\n  ${camel(name)}(${parameters}, options?: QueryCallOptions): ${result};\n`;
}

const pascal = (text) =>
  text
    .split('-')
    .map((word) => word[0].toUpperCase() + word.slice(1))
    .join('');
