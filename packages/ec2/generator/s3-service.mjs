// S3: paths, queries, headers and documents.
import { TableWriter } from './emit-table.mjs';
import { ascending, camel, HEAD, TypeWriter } from './emit-types.mjs';

const CALLED = {
  'x-amz-acl': 'ACL',
  'x-amz-mfa': 'MFA',
  'x-amz-meta': 'Metadata',
  'x-amz-sdk-checksum-algorithm': 'ChecksumAlgorithm',
  ...Object.fromEntries(['CRC32', 'CRC32C', 'CRC64NVME', 'SHA1', 'SHA256'].map((name) => [`x-amz-checksum-${name.toLowerCase()}`, `Checksum${name}`])),
};

/** `x-amz-storage-class` is the parameter StorageClass, `version-id-marker` VersionIdMarker. */
const parameterOf = (name) =>
  CALLED[name] ??
  name
    .replace(/^x-amz-/, '')
    .split('-')
    .map((word) => word[0].toUpperCase() + word.slice(1))
    .join('');

export function emitS3({ actions, shapes }) {
  const writer = new TypeWriter(shapes);
  for (const action of actions) typesOf(action, writer);
  const content = `${actions.map((action) => typesOf(action, writer)).join('\n')}\n${writer.shapeTypes().join('\n')}\nexport interface S3Actions {\n${actions.map(method).join('')}}\n`;
  const head = `${HEAD}import type { Readable } from 'node:stream';\nimport type { BodySource, CallOptions } from '@portolan/core';\n\n`;
  return {
    files: new Map([
      ['s3.ts', head + content],
      ['tables/s3.ts', table(actions, shapes)],
    ]),
    names: actions.map(({ name }) => name).sort(ascending),
  };
}

const place = (action) => [/^B/.test(action.path) ? 'Bucket' : undefined, /^B\/K/.test(action.path) ? 'Key' : undefined].filter((name) => name !== undefined);

function typesOf(action, writer) {
  const renamed = (members) => writer.flat(members ?? []).map((member) => ({ ...member, name: parameterOf(member.name) }));
  const lines = place(action).map((name) => `  readonly ${name}: string;\n`);
  lines.push(writer.members([...renamed(action['q>']), ...renamed(action['h>'])], 'in', '  '));
  const body = action['b>'];
  if (body === 'raw')
    lines.push('  /** Default: nothing. Streams need a ContentLength, unless they are files. */\n  readonly Body?: BodySource | undefined;\n');
  else if (body === 'text') lines.push('  readonly Policy: string;\n');
  else if (body !== undefined) lines.push(writer.members([{ ...body, required: !/Acl$|CreateBucket$/.test(action.name) }], 'in', '  '));
  const parts = [`export interface ${action.name}Parameters {\n${lines.join('')}}\n`];
  if (hasResult(action)) parts.push(`export interface ${action.name}Result {\n${resultMembers(action, writer, renamed)}}\n`);
  return parts.join('\n');
}

const hasResult = (action) => action['b<'] !== undefined || action['h<'] !== undefined;

function resultMembers(action, writer, renamed) {
  const result = action['b<'];
  const documents = result === undefined || typeof result === 'string' ? [] : result.type.kind === 'struct' ? writer.flat(result.type.members) : [result];
  const known = new Set(documents.map(({ name }) => name));
  const headers = renamed(action['h<']).filter(({ name }) => !known.has(name));
  const raw =
    result === 'raw' ? '  /** Read it to its end or destroy it. */\n  readonly Body: Readable;\n' : result === 'text' ? '  readonly Policy: string;\n' : '';
  return raw + writer.members([...documents, ...headers], 'out', '  ');
}

function method(action) {
  const optional = action.path === '/' ? '?' : '';
  const result = hasResult(action) ? `${action.name}Result` : 'void';
  return `  /** ${action.method} ${action.path} */\n  ${camel(action.name)}(parameters${optional}: ${action.name}Parameters, options?: CallOptions): Promise<${result}>;\n`;
}

function table(actions, shapes) {
  const writer = new TableWriter(shapes, 'item');
  const groups = new Map();
  const fields = (members) => {
    const own = (list) => list.map(({ name, type }) => `${parameterOf(name)}: ['${name}', '${type.code}']`);
    const parts = members.flatMap((member) => {
      if (member.name !== '') return own([member]);
      groups.set(member.type.name, `const ${member.type.name}: Fields = { ${own(shapes.get(member.type.name)).join(', ')} };\n`);
      return [`...${member.type.name}`];
    });
    return `{ ${parts.join(', ')} }`;
  };
  const document = (body) => (typeof body === 'string' ? `'${body}'` : `['${body.name}', ${writer.type(body.type)}]`);
  const rows = actions.map((action) => {
    const [where, query] = action.path.split('?');
    const parts = [
      `method: '${action.method}'`,
      `on: '${where === '/' ? 'service' : where === 'B' ? 'bucket' : 'object'}'`,
      query === undefined ? undefined : `always: { '${query.split('=')[0]}': '${query.split('=')[1] ?? ''}' }`,
      action['q>'] === undefined ? undefined : `query: ${fields(action['q>'])}`,
      action['h>'] === undefined ? undefined : `headers: ${fields(action['h>'])}`,
      action['b>'] === undefined ? undefined : `body: ${document(action['b>'])}`,
      action['h<'] === undefined ? undefined : `resultHeaders: ${fields(action['h<'])}`,
      action['b<'] === undefined ? undefined : `result: ${document(action['b<'])}`,
    ].filter((part) => part !== undefined);
    return `  ${action.name}: { ${parts.join(', ')} },\n`;
  });
  return `${HEAD}import type { Fields, S3Table, Shape } from '../../table.ts';\n\n${[...groups.values()].join('')}${writer.order.join('')}\nexport const table: S3Table = {\n${rows.join('')}};\n`;
}
