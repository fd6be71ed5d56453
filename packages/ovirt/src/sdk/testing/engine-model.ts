/** The project's model, as generator/model.json has it. */
export interface ProjectModel {
  readonly types: Readonly<Record<string, ProjectType>>;
  readonly enums: Readonly<Record<string, Marked & { readonly values: readonly string[] }>>;
  readonly services: Readonly<Record<string, ProjectService>>;
}

interface Marked {
  readonly since?: string;
  readonly deprecated?: boolean;
}

interface ProjectType extends Marked {
  readonly extends?: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly links?: Readonly<Record<string, string>>;
}

interface ProjectService extends Marked {
  readonly root?: boolean;
  readonly extends?: string;
  readonly area?: string;
  readonly locators?: Readonly<Record<string, string>>;
  readonly methods?: Readonly<Record<string, Marked & { readonly parameters?: Readonly<Record<string, string>> }>>;
}

interface Annotation {
  readonly name: string;
  readonly parameters?: readonly { readonly name: string; readonly values: readonly string[] }[];
}

interface Concept {
  readonly kind?: string;
  readonly doc?: string;
  readonly annotations?: readonly Annotation[];
  readonly name: string;
  readonly type?: string;
  readonly service?: string;
  readonly in?: boolean;
  readonly out?: boolean;
  readonly attributes?: readonly Concept[];
  readonly links?: readonly Concept[];
  readonly values?: readonly Concept[];
  readonly methods?: readonly Concept[];
  readonly locators?: readonly Concept[];
  readonly parameters?: readonly Concept[];
}

interface EngineModel {
  readonly root: string;
  readonly types: readonly Concept[];
  readonly services: readonly Concept[];
}

const words = (name: string): string => name.replace(/(?<!^)(?=[A-Z])/g, '_').toLowerCase();

/**
 * The same model as an engine publishes it. Source: ovirt-engine-api-metamodel, doctool, JsonDescriptionGenerator: names in words, what bases have
 * copied into what extends them, `since` and `deprecated` as annotations, no bases, and two services that are none.
 */
export function asEngineJson({ types, enums, services }: ProjectModel): EngineModel {
  const rootName = Object.entries(services).find(([, { root }]) => root === true)?.[0] ?? '';
  return {
    root: words(rootName),
    types: [
      ...['string', 'boolean', 'integer', 'decimal', 'date'].map((name) => ({ kind: 'primitive', name })),
      ...Object.keys(types).map((name) => ({
        kind: 'struct',
        doc: 'Something & <something>.',
        ...annotated(types[name] ?? {}),
        name: words(name),
        attributes: chain(types, name).flatMap((one) => members(one.attributes)),
        links: [...chain(types, name)].reverse().flatMap((one) => members(one.links)),
      })),
      ...Object.entries(enums).map(([name, one]) => ({
        kind: 'enum',
        ...annotated(one),
        name: words(name),
        values: one.values.map((value) => ({ ...annotated(marks(value)), name: value.split(' ')[0] ?? '' })),
      })),
    ],
    services: [
      ...Object.keys(services).map((name) => {
        const bases = [...chain(services, name)].reverse();
        return {
          ...annotated(services[name] ?? {}, services[name]?.area),
          name: words(name),
          methods: bases.flatMap((one) =>
            Object.entries(one.methods ?? {}).map(([method, row]) => ({ ...annotated(row), name: method, parameters: members(row.parameters, true) })),
          ),
          locators: bases.flatMap((one) =>
            Object.entries(one.locators ?? {}).map(([locator, text]) => {
              const [, target = '', parameter] = /^(\w+)(?:\((\w+)\))?/.exec(text) ?? [];
              const parameters = parameter === undefined ? [] : [{ name: parameter, in: true, out: false, type: 'string' }];
              return { ...annotated(marks(text)), name: locator, service: words(target), parameters };
            }),
          ),
        };
      }),
      { name: 'area', methods: [], locators: [] },
      { name: 'follow', methods: [], locators: [] },
    ],
  };
}

/** As XmlDescriptionGenerator writes it, which says of every parameter that it is answered if it is sent. */
export function asEngineXml({ root, types, services }: EngineModel): string {
  const structs = types.map((type) =>
    element(type.kind ?? '', common(type), each('attribute', type.attributes), each('link', type.links), each('value', type.values)),
  );
  const rows = services.map((service) =>
    element(
      'service',
      common(service),
      ...(service.methods ?? []).map((one) => element('method', common(one), each('parameter', one.parameters))),
      ...(service.locators ?? []).map((one) => element('locator', common(one), each('parameter', one.parameters))),
    ),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>${element('model', text('root', root), element('types', ...structs), element('services', ...rows), '<documents/>')}`;
}

const element = (name: string, ...content: readonly string[]): string => `<${name}>\n${content.join('')}</${name}>\n`;
const text = (name: string, value: string | undefined): string =>
  value === undefined ? '' : `<${name}>${value.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</${name}>`;

function common({ doc, annotations, name, type, service, in: sent }: Concept): string {
  const written = (annotations ?? []).map((one) => {
    const parameters = (one.parameters ?? []).map((each) =>
      element('parameter', text('name', each.name), element('values', ...each.values.map((value) => text('value', value)))),
    );
    return element('annotation', text('name', one.name), parameters.length === 0 ? '' : element('parameters', ...parameters));
  });
  const sentAndAnswered = sent === undefined ? '' : text('in', String(sent)) + text('out', String(sent));
  return [
    text('doc', doc),
    written.length === 0 ? '' : element('annotations', ...written),
    text('name', name),
    sentAndAnswered,
    text('type', type),
    text('service', service),
  ].join('');
}

const each = (name: string, concepts: readonly Concept[] = []): string => concepts.map((one) => element(name, common(one))).join('');

/** Itself and what it extends, nearest first. */
function chain<T extends { readonly extends?: string }>(all: Readonly<Record<string, T>>, name: string): readonly T[] {
  const one = all[name];
  return one === undefined ? [] : [one, ...(one.extends === undefined ? [] : chain(all, one.extends))];
}

function members(record: Readonly<Record<string, string>> = {}, areParameters = false): Concept[] {
  return Object.entries(record).map(([name, said]) => {
    const [type = '', ...rest] = said.split(' ');
    const list = type.endsWith('[]') ? '[]' : '';
    const plain = type.replace('[]', '').replace('integer64', 'integer');
    const direction = areParameters ? { in: rest.includes('in'), out: rest.includes('out') } : {};
    return { ...annotated(marks(said)), name, ...direction, type: `${words(plain)}${list}` };
  });
}

function marks(said: string): Marked {
  const since = / since (\S+)/.exec(said)?.[1];
  return { ...(since === undefined ? {} : { since }), deprecated: / deprecated\b/.test(said) };
}

function annotated({ since, deprecated }: Marked, area?: string): { readonly annotations?: readonly Annotation[] } {
  const value = (name: string, one: string): Annotation => ({ name, parameters: [{ name: 'value', values: [one] }] });
  const annotations = [
    ...(area === undefined ? [] : [value('area', area)]),
    ...(since === undefined ? [] : [value('since', since)]),
    ...(deprecated === true ? [{ name: 'deprecated' }] : []),
  ];
  return annotations.length === 0 ? {} : { annotations };
}
