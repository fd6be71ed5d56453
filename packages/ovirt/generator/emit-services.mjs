import { notes, token, typeText } from './emit-types.mjs';
import { comment, document, wrapped } from './layout.mjs';
import { ascending, inherited } from './model.mjs';
import { camel, kebab, PAGED } from './naming.mjs';

export function emitServices(model, groups) {
  const enums = new Set(model.enums.map(({ name }) => name));
  const files = new Map();
  for (const service of model.services) files.set(`services/${kebab(service.name)}.ts`, emitService(model, service, groups, enums));
  files.set('tree.ts', emitTree(model));
  files.set('loaders.ts', emitLoaders(model));
  files.set('services.ts', emitMap(model));
  const types = [...new Set(groups.values())].sort(ascending).map((group) => `export type * from './types/${group}.ts';`);
  const services = model.services.map(({ name }) => {
    const file = `services/${kebab(name)}.ts`;
    const interfaces = [...files.get(file).matchAll(/^export interface (\w+)/gm)].map((match) => match[1]);
    return wrapped('export type { ', interfaces.sort(ascending), ', ', ` } from './${file}';`);
  });
  files.set('index.ts', document(model, [["export type * from './enums.ts';", "export type * from './services.ts';", ...types, ...services].join('\n')]));
  return files;
}

/** A signature that takes what its base takes needs no type of its own. */
function parametersLike(service, method) {
  const base = service.methods.find(({ name }) => name === method.signatureOf);
  return base !== undefined && JSON.stringify(base.parameters) === JSON.stringify(method.parameters) ? base : method;
}

const parametersName = (service, method) => `${service.name}${camel(`_${parametersLike(service, method).name}`)}Parameters`;

const isPaged = (service, method) =>
  method.kind === 'list' && method.name === 'list' && PAGED[service.name] !== undefined && has(method, 'search') && has(method, 'max');
const has = (method, name) => method.parameters.some((one) => one.name === name && one.in);

function emitService(model, service, groups, enums) {
  const body = service.methods.flatMap((method) => emitParameters(service, method));
  const lines = [
    ...comment('', notes(service)),
    `export interface ${service.name}Service extends ${service.base === undefined ? 'Service' : `${service.base}Service`} {`,
  ];
  for (const locator of service.locators) {
    const parameter = locator.parameter === undefined ? '' : `${camel(locator.parameter)}: string`;
    lines.push(...comment('  ', notes(locator)), `  ${camel(locator.name)}Service(${parameter}): ${locator.service}Service;`);
  }
  for (const method of service.methods) lines.push(...emitMethod(service, method));
  lines.push('}');
  const text = [...body, lines.join('\n')].join('\n\n');
  const table =
    service.methods.length === 0
      ? 'export const methods: MethodTable = {};'
      : `export const methods: MethodTable = {\n${service.methods.map((one) => emitRow(service, one)).join('\n')}\n};`;
  return document(model, [imports(service, text, groups, enums), text, table]);
}

function imports(service, text, groups, enums) {
  const from = new Map();
  const add = (file, name) => from.set(file, new Set([...(from.get(file) ?? []), name]));
  for (const { parameters } of service.methods) {
    for (const { type } of parameters) {
      if (enums.has(type)) add('../enums.ts', type);
      else if (groups.has(type)) add(`../types/${groups.get(type)}.ts`, type);
    }
  }
  for (const name of [service.base, ...service.locators.map((one) => one.service)]) {
    if (name !== undefined && name !== service.name) add(`./${kebab(name)}.ts`, `${name}Service`);
  }
  for (const name of ['Integer64', 'ListOf', 'NoParameters']) if (new RegExp(`\\b${name}\\b`).test(text)) add('../../runtime/values.ts', name);
  for (const name of ['Service', 'SdkCallOptions', 'PageParameters']) if (new RegExp(`\\b${name}\\b`).test(text)) add('../../runtime/service.ts', name);
  if (/\bList</.test(text)) add('@portolan/core/driver', 'List');
  add('../../runtime/service.ts', 'MethodTable');
  return [...from]
    .sort(([a], [b]) => Number(a.startsWith('.')) - Number(b.startsWith('.')) || (a < b ? -1 : 1))
    .map(([file, names]) => wrapped('import type { ', [...names].sort(ascending), ', ', ` } from '${file}';`))
    .join('\n');
}

function emitParameters(service, method) {
  const sent = method.parameters.filter((one) => one.in);
  const name = parametersName(service, method);
  if (sent.length === 0 || parametersLike(service, method) !== method) return [];
  const lines = [`export interface ${name} {`];
  for (const parameter of sent) {
    const required = isDocument(method, parameter);
    lines.push(
      ...comment('  ', notes(parameter)),
      `  readonly ${camel(parameter.name)}${required ? '' : '?'}: ${typeText(parameter)}${required ? '' : ' | undefined'};`,
    );
  }
  return [[...lines, '}'].join('\n')];
}

const isDocument = (method, parameter) => (method.kind === 'add' || method.kind === 'update') && parameter.in && parameter.out;

function emitMethod(service, method) {
  const sent = method.parameters.filter((one) => one.in);
  const name = parametersName(service, method);
  const required = sent.some((one) => isDocument(method, one));
  const parameters = sent.length === 0 ? 'parameters?: NoParameters' : `parameters${required ? '' : '?'}: ${name}`;
  const lines = comment('  ', [inputNote('Required', method.mandatory), ...notes(method)]);
  lines.push(`  ${camel(method.name)}(${parameters}, options?: SdkCallOptions): Promise<${resultType(method)}>;`);
  if (isPaged(service, method)) {
    lines.push(
      '  /** All of them, page after page: `sortby` and `page` are added to the search. */',
      `  iterate(parameters?: PageParameters<${name}>, options?: SdkCallOptions): List<${answer(method).type}>;`,
    );
  }
  return lines;
}

/** `vm.cluster.id|vm.cluster.name` as a reader of TypeScript would write it. */
function inputNote(title, paths) {
  return paths.length === 0
    ? ''
    : `${title}: ${paths
        .map((path) =>
          path
            .split('|')
            .map((one) => `\`${one.split('.').map(camel).join('.')}\``)
            .join(' or '),
        )
        .join(', ')}.`;
}

const answer = (method) => method.parameters.find((one) => one.out);

function resultType(method) {
  const out = answer(method);
  if (out === undefined) return 'void';
  return method.kind === 'action' ? `${typeText(out)} | undefined` : typeText(out);
}

function emitRow(service, method) {
  const sent = method.parameters.filter((one) => one.in);
  const out = answer(method);
  const fields = [`kind: '${method.kind}'`];
  if (method.kind === 'action' && method.signatureOf !== undefined) fields.push(`action: '${camel(method.signatureOf)}'`);
  if (sent.length > 0) fields.push(`takes: '${sent.map(token).join(' ')}'`);
  const body = sent.find((one) => isDocument(method, one));
  if (body !== undefined) fields.push(`document: '${camel(body.name)}'`);
  if (out !== undefined) fields.push(`gives: '${token(out)}'`);
  if (isPaged(service, method)) fields.push(`order: '${PAGED[service.name]}'`);
  const flat = `  ${camel(method.name)}: { ${fields.join(', ')} },`;
  return flat.length <= 160 ? flat : `  ${camel(method.name)}: {\n${fields.map((field) => `    ${field},`).join('\n')}\n  },`;
}

function emitTree(model) {
  const rows = model.services.map((service) => {
    const locators = service.locators.map((one) => `${camel(one.name)}${one.parameter === undefined ? '' : '*'}:${one.service}`);
    const methods = service.methods.flatMap((one) => [camel(one.name), ...(isPaged(service, one) ? ['iterate'] : [])]);
    return `  ${service.name}: ['${service.base ?? ''}', '${locators.join(' ')}', '${methods.join(' ')}'],`;
  });
  return document(model, [
    [
      '/** Base, locators (`name:Service`, `name*:Service` where an id is given) and methods of every service. */',
      'export const tree: Readonly<Record<string, readonly [base: string, locators: string, methods: string]>> = {',
      ...rows,
      '};',
      '',
      `export const root = '${model.services.find((one) => one.root).name}';`,
    ].join('\n'),
  ]);
}

function emitLoaders(model) {
  return document(model, [
    "import type { MethodTable } from '../runtime/service.ts';",
    [
      '/** The methods of a service are loaded when the first of them is called. */',
      'export const loaders: Readonly<Record<string, () => Promise<{ readonly methods: MethodTable }>>> = {',
      ...model.services.map(({ name }) => `  ${name}: () => import('./services/${kebab(name)}.ts'),`),
      '};',
    ].join('\n'),
  ]);
}

/** Types alone: which service stands at which path. */
function emitMap(model) {
  const segments = model.services.map((service) => {
    const steps = inherited(model, service, 'locators').map(
      (one) => `${one.parameter === undefined ? camel(one.name).toLowerCase() : "'*'"}: '${one.service}'`,
    );
    return steps.length === 0 ? `  readonly ${service.name}: {};` : wrapped(`  readonly ${service.name}: { `, steps, '; ', ' };');
  });
  return document(model, [
    model.services.map(({ name }) => `import type { ${name}Service } from './services/${kebab(name)}.ts';`).join('\n'),
    ['/** Every service by its name. */', 'export interface Services {', ...model.services.map(({ name }) => `  readonly ${name}: ${name}Service;`), '}'].join(
      '\n',
    ),
    ['/** The next step of a path: `*` is any id. */', 'export interface ServicePaths {', ...segments, '}'].join('\n'),
  ]);
}
