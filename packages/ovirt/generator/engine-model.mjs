import { complete } from './model.mjs';
import { pascal } from './naming.mjs';

/*
 * What an engine publishes about itself, as `/ovirt-engine/api/model.json` or `.xml`. Source: ovirt-engine-api-metamodel, doctool,
 * JsonDescriptionGenerator and XmlDescriptionGenerator. It knows less than the sources it was made of:
 *   - names are words joined with `_`, those of types and services too (`disk_attachment`);
 *   - members, methods and locators of bases are copied into what extends them, and nothing says what extends what;
 *   - nothing says which method a signature belongs to (`add_from_snapshot` to `add`), nor which integers have 64 bits;
 *   - in the XML form `<out>` holds what `<in>` holds.
 * Bases and 64 bits are taken from the project's model where the engine still agrees with it; the rest is deduced.
 */

export function readEngineJson(text, known) {
  return fromDescription(JSON.parse(text), known, false);
}

/** Needs the built packages: the parser is core's. */
export async function readEngineXml(text, known) {
  const { parseXml, xmlChild, xmlChildren, xmlText } = await import('@portolan/core/driver');
  const { root } = await parseXml(text, { root: 'model' });
  const annotation = (node) => ({
    name: xmlText(node, 'name'),
    parameters: xmlChildren(xmlChild(node, 'parameters') ?? node, 'parameter').map((one) => ({
      name: xmlText(one, 'name'),
      values: xmlChildren(xmlChild(one, 'values') ?? one, 'value').map((value) => value['#text']),
    })),
  });
  const common = (node) => ({
    name: xmlText(node, 'name'),
    type: xmlText(node, 'type'),
    service: xmlText(node, 'service'),
    annotations: xmlChildren(xmlChild(node, 'annotations') ?? {}, 'annotation').map(annotation),
  });
  const parameters = (node) =>
    xmlChildren(node, 'parameter').map((one) => ({ ...common(one), in: xmlText(one, 'in') === 'true', out: xmlText(one, 'out') === 'true' }));
  const types = xmlChild(root, 'types') ?? {};
  const description = {
    root: xmlText(root, 'root')?.trim(),
    types: [
      ...xmlChildren(types, 'struct').map((one) => ({
        ...common(one),
        kind: 'struct',
        attributes: xmlChildren(one, 'attribute').map(common),
        links: xmlChildren(one, 'link').map(common),
      })),
      ...xmlChildren(types, 'enum').map((one) => ({ ...common(one), kind: 'enum', values: xmlChildren(one, 'value').map(common) })),
    ],
    services: xmlChildren(xmlChild(root, 'services') ?? {}, 'service').map((one) => ({
      ...common(one),
      methods: xmlChildren(one, 'method').map((method) => ({ ...common(method), parameters: parameters(method) })),
      locators: xmlChildren(one, 'locator').map((locator) => ({ ...common(locator), parameters: parameters(locator) })),
    })),
  };
  return fromDescription(description, known, true);
}

function fromDescription(description, known, outIsIn) {
  const enums = description.types.filter(({ kind }) => kind === 'enum');
  const enumNames = new Set(enums.map(({ name }) => pascal(name)));
  const types = description.types
    .filter(({ kind }) => kind === 'struct')
    .map((type) => ({
      ...marks(type),
      name: pascal(type.name),
      attributes: (type.attributes ?? []).map(member),
      links: (type.links ?? []).map(member),
    }));
  const root = typeof description.root === 'string' ? description.root : (description.service ?? 'system');
  // Lists that are empty may be left out.
  const described = description.services.map((one) => ({
    ...one,
    locators: one.locators ?? [],
    methods: (one.methods ?? []).map((method) => ({ ...method, parameters: method.parameters ?? [] })),
  }));
  const services = described.map((service) => {
    const names = service.methods.map(({ name }) => name);
    return {
      ...marks(service),
      name: pascal(service.name),
      root: service.name === root,
      area: annotated(service, 'area'),
      locators: service.locators.map((one) => ({ ...marks(one), name: one.name, service: pascal(one.service), parameter: one.parameters?.[0]?.name })),
      methods: service.methods.map((method) => {
        const signatureOf = signature(method, service.methods, names);
        const parameters = method.parameters.map((one) => ({ ...member(one), in: one.in, out: one.out }));
        return {
          ...marks(method),
          name: method.name,
          signatureOf,
          mandatory: [],
          optional: [],
          parameters: outIsIn ? guessOut(signatureOf ?? method.name, parameters, enumNames) : parameters,
        };
      }),
    };
  });
  const pointedAt = new Set(services.flatMap(({ locators }) => locators.map(({ service }) => service)));
  const model = complete({
    source: 'the model of an engine',
    types: withBases(types, known.types, ['attributes', 'links']),
    enums: enums.map((one) => ({ ...marks(one), name: pascal(one.name), values: one.values.map((value) => ({ ...marks(value), name: value.name })) })),
    // An annotation and a mixin (`Area`, `Follow`) are published as services with nothing in them.
    services: withBases(
      services.filter((one) => one.root || one.methods.length + one.locators.length > 0 || pointedAt.has(one.name)),
      known.services,
      ['methods', 'locators'],
    ),
  });
  markWide(model, known);
  return model;
}

function member({ name, type, annotations }) {
  const plain = type.replace('[]', '');
  const isPrimitive = ['string', 'boolean', 'integer', 'decimal', 'date'].includes(plain);
  return { name, type: isPrimitive ? plain : pascal(plain), list: type.endsWith('[]'), ...marks({ annotations }) };
}

/** `add_from_vm_snapshot` sends what `add` sends, and more: the shortest name it begins with whose parameters it all has. */
function signature(method, methods, names) {
  const parameters = new Set(method.parameters.map(({ name }) => name));
  return names
    .filter((name) => method.name.startsWith(`${name}_`))
    .filter((name) => methods.find((one) => one.name === name).parameters.every((one) => parameters.has(one.name)))
    .sort((a, b) => a.length - b.length)[0];
}

/** For the XML form. What is not sent is answered; documents that are added or updated come back; so does what an action is named after (`ticket`). */
function guessOut(method, parameters, enumNames) {
  const isDocument = ({ type }) => /^[A-Z]/.test(type) && !enumNames.has(type);
  return parameters.map((one) => ({ ...one, out: !one.in || (method === 'add' || method === 'update' ? isDocument(one) : one.name === method) }));
}

/** Gives a base back to what has all its members, and takes the copies away. */
function withBases(items, known, parts) {
  const byName = new Map(items.map((one) => [one.name, one]));
  const same = (a, b) => a.name === b.name && a.type === b.type && a.service === b.service && a.list === b.list;
  return items.map((item) => {
    const base = byName.get(known.find(({ name }) => name === item.name)?.base);
    if (base === undefined || !parts.every((part) => base[part].every((one) => item[part].some((other) => same(one, other))))) return item;
    const own = Object.fromEntries(parts.map((part) => [part, item[part].filter((one) => !base[part].some((other) => same(one, other)))]));
    return { ...item, ...own, base: base.name };
  });
}

function markWide(model, known) {
  for (const type of model.types) {
    for (let like = known.types.find(({ name }) => name === type.name); like !== undefined; like = known.types.find(({ name }) => name === like.base)) {
      const wide = new Set(like.attributes.filter((one) => one.type === 'integer64').map(({ name }) => name));
      type.attributes = type.attributes.map((one) => (one.type === 'integer' && wide.has(one.name) ? { ...one, type: 'integer64' } : one));
    }
  }
}

function annotated({ annotations = [] }, name) {
  return annotations.find((one) => one.name === name)?.parameters?.find((one) => one.name === 'value')?.values?.[0];
}

function marks(concept) {
  const since = annotated(concept, 'since');
  const deprecated = (concept.annotations ?? []).some(({ name }) => name === 'deprecated');
  return { ...(since === undefined ? {} : { since }), ...(deprecated ? { deprecated } : {}) };
}
