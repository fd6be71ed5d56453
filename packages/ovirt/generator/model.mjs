import { readFileSync } from 'node:fs';
import { camel, snake } from './naming.mjs';

/*
 * A model in memory:
 *   types     [{ name, base?, attributes, links, since?, deprecated? }], members being { name, type, list, since?, deprecated? }
 *   enums     [{ name, values: [{ name, since?, deprecated? }] }]
 *   services  [{ name, base?, root?, area?, locators: [{ name, service, parameter? }], methods }]
 *   methods   [{ name, kind, signatureOf?, mandatory, optional, parameters: [{ …member, in, out }] }]
 */

const STANDARD = new Set(['get', 'list', 'add', 'update', 'remove']);

/** The project's own form: `"status":"VmStatus since 4.2 deprecated"`, `"vm":"Vm in out"`, `"vm":"Vm(id)"`. */
export function readModel(file) {
  const { source, types, enums, services } = JSON.parse(readFileSync(file, 'utf8'));
  return complete({
    source: `${source.repository} ${source.version}`,
    types: Object.entries(types).map(([name, type]) => ({
      ...marks(type),
      name,
      base: type.extends,
      attributes: members(type.attributes),
      links: members(type.links),
    })),
    enums: Object.entries(enums).map(([name, one]) => ({
      ...marks(one),
      name,
      values: one.values.map((text) => ({ name: text.split(' ')[0], ...flags(text) })),
    })),
    services: Object.entries(services).map(([name, service]) => ({
      ...marks(service),
      name,
      base: service.extends,
      root: service.root === true,
      area: service.area,
      locators: Object.entries(service.locators ?? {}).map(([locator, text]) => {
        const [, target, parameter] = /^(\w+)(?:\((\w+)\))?/.exec(text);
        return { name: locator, service: target, parameter, ...flags(text) };
      }),
      methods: Object.entries(service.methods ?? {}).map(([method, one]) => ({
        ...marks(one),
        name: method,
        signatureOf: one.signatureOf,
        mandatory: one.mandatory ?? [],
        optional: one.optional ?? [],
        parameters: members(one.parameters),
      })),
    })),
  });
}

/** Adds what every model leaves to its readers: kinds of methods, the built-in types, the order of everything. */
export function complete(model) {
  const services = [...model.services].sort(byName).map((service) => ({
    ...service,
    methods: [...service.methods].sort(byName).map((method) => ({ ...method, kind: kindOf(method) })),
  }));
  const types = [...model.types.filter(({ name }) => !BUILT_IN.has(name)), ...builtIns(services)].sort(byName);
  check({ ...model, types, services });
  return { ...model, types, enums: [...model.enums].sort(byName), services };
}

const BUILT_IN = new Set(['Action', 'Fault', 'GracePeriod']);

/** The reference generators add these three: what an action sends and answers, one member for each parameter of any action or signature. */
function builtIns(services) {
  const action = new Map(
    [
      { name: 'status', type: 'string' },
      { name: 'fault', type: 'Fault' },
      { name: 'grace_period', type: 'GracePeriod' },
      { name: 'job', type: 'Job' },
    ].map((member) => [member.name, { ...member, list: false }]),
  );
  const parameters = services.flatMap(({ methods }) => methods.filter(({ name }) => !STANDARD.has(name)).flatMap((method) => method.parameters));
  for (const { name, type, list } of parameters.sort(byName)) if (!action.has(name)) action.set(name, { name, type, list });
  return [
    { name: 'Action', base: 'Identified', attributes: [...action.values()], links: [] },
    {
      name: 'Fault',
      attributes: [
        { name: 'reason', type: 'string', list: false },
        { name: 'detail', type: 'string', list: false },
      ],
      links: [],
    },
    { name: 'GracePeriod', attributes: [{ name: 'expiry', type: 'integer', list: false }], links: [] },
  ];
}

function kindOf({ name, signatureOf }) {
  const base = signatureOf ?? name;
  return STANDARD.has(base) ? base : 'action';
}

/** Names must survive the way to TypeScript and back: the runtime makes tags and paths of them. */
function check({ types, services }) {
  const names = [...types.flatMap(({ attributes, links }) => [...attributes, ...links]), ...services.flatMap((one) => [...one.locators, ...one.methods])];
  for (const { name } of names) if (snake(camel(name)) !== name) throw new Error(`the name ${name} of the model cannot be written in camel case and read back`);
  if (!services.some(({ root }) => root)) throw new Error('the model has no root service');
}

/** Members with those of the bases, own ones winning. */
export function inherited(model, service, what) {
  const found = new Map();
  for (let one = service; one !== undefined; one = model.services.find(({ name }) => name === one.base)) {
    for (const member of one[what]) if (!found.has(member.name)) found.set(member.name, member);
  }
  return [...found.values()];
}

export const ascending = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
export const byName = (a, b) => ascending(a.name, b.name);

function members(record = {}) {
  return Object.entries(record).map(([name, text]) => {
    const [type] = text.split(' ');
    const words = text.split(' ').slice(1);
    return { name, type: type.replace('[]', ''), list: type.endsWith('[]'), in: words.includes('in'), out: words.includes('out'), ...flags(text) };
  });
}

function flags(text) {
  return marks({ since: / since (\S+)/.exec(text)?.[1], deprecated: / deprecated\b/.test(text) });
}

const marks = ({ since, deprecated }) => ({ ...(since === undefined ? {} : { since }), ...(deprecated === true ? { deprecated } : {}) });
