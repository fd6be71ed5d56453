import { escapeXml } from '../../kit/xml.ts';
import { catalogue, type Locator, type Member, type Method, PRIMITIVES, type Struct } from './catalogue.ts';

/*
 * What an engine publishes about itself below `/api/model`. Source: ovirt-engine-api-metamodel, doctool, JsonDescriptionGenerator and
 * XmlDescriptionGenerator. Names are words joined with `_`, and what bases have is copied into what extends them.
 */

interface Annotation {
  readonly name: string;
  readonly parameters: readonly { readonly name: string; readonly values: readonly string[] }[];
}

interface Concept {
  readonly kind?: string;
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

const words = (name: string): string => name.replace(/(?<!^)(?=[A-Z])/g, '_').toLowerCase();
const member = (one: Member): Concept => ({ name: one.name, type: `${words(one.type)}${one.item === undefined ? '' : '[]'}` });

function struct(name: string): Concept {
  const members = [...(catalogue().struct(name) as Struct).members.values()];
  return {
    kind: 'struct',
    name: words(name),
    attributes: members.filter((one) => !one.link).map(member),
    links: members.filter((one) => one.link).map(member),
  };
}

const method = (one: Method): Concept => ({
  name: one.name,
  parameters: one.parameters.map((each) => ({ name: each.name, in: each.in, out: each.out, type: `${words(each.type)}${each.list ? '[]' : ''}` })),
});

const locator = (one: Locator): Concept => ({
  name: one.name,
  service: words(one.service),
  parameters: one.parameter === undefined ? [] : [{ name: one.parameter, in: true, out: false, type: 'string' }],
});

function service(name: string): Concept {
  const bases = [];
  for (let at: string | undefined = name; at !== undefined; at = catalogue().service(at).own.base) bases.unshift(catalogue().service(at).own);
  const { area } = catalogue().service(name).own;
  const annotations = area === undefined ? [] : [{ name: 'area', parameters: [{ name: 'value', values: [area] }] }];
  return {
    annotations,
    name: words(name),
    methods: bases.flatMap((one) => one.methods.map(method)),
    locators: bases.flatMap((one) => one.locators.map(locator)),
  };
}

interface Published {
  readonly root: string;
  readonly types: readonly Concept[];
  readonly services: readonly Concept[];
}

function published(): Published {
  const { structNames, enums, serviceNames } = catalogue();
  return {
    root: 'system',
    types: [
      ...[...PRIMITIVES].map((name) => ({ kind: 'primitive', name })),
      ...structNames.map(struct),
      ...[...enums].map(([name, values]) => ({ kind: 'enum', name: words(name), values: values.map((value) => ({ name: value })) })),
    ],
    services: serviceNames.map(service),
  };
}

export const modelJson = (): string => JSON.stringify(published());

export function modelXml(): string {
  const { root, types, services } = published();
  const structs = types.map((one) =>
    tag(one.kind ?? '', [...common(one), ...each('attribute', one.attributes), ...each('link', one.links), ...each('value', one.values)]),
  );
  const rows = services.map((one) =>
    tag('service', [
      ...common(one),
      ...(one.methods ?? []).map((each_) => tag('method', [...common(each_), ...each('parameter', each_.parameters)])),
      ...(one.locators ?? []).map((each_) => tag('locator', [...common(each_), ...each('parameter', each_.parameters)])),
    ]),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${tag('model', [text('root', root), tag('types', structs), tag('services', rows), '<documents/>'])}\n`;
}

const tag = (name: string, content: readonly string[]): string => `<${name}>${content.join('')}</${name}>`;
const text = (name: string, value: string | undefined): string => (value === undefined ? '' : `<${name}>${escapeXml(value)}</${name}>`);
const each = (name: string, concepts: readonly Concept[] = []): string[] => concepts.map((one) => tag(name, common(one)));

const annotation = (one: Annotation): string =>
  tag('annotation', [
    text('name', one.name),
    tag(
      'parameters',
      one.parameters.map((parameter) =>
        tag('parameter', [
          text('name', parameter.name),
          tag(
            'values',
            parameter.values.map((value) => text('value', value)),
          ),
        ]),
      ),
    ),
  ]);

// `out` says what `in` says: the generator writes the one for the other.
const common = (one: Concept): string[] => [
  ...(one.annotations === undefined || one.annotations.length === 0 ? [] : [tag('annotations', one.annotations.map(annotation))]),
  text('name', one.name),
  ...(one.in === undefined ? [] : [text('in', String(one.in)), text('out', String(one.in))]),
  text('type', one.type),
  text('service', one.service),
];

const XSD_TYPES: Readonly<Record<string, string>> = {
  string: 'xs:string',
  boolean: 'xs:boolean',
  integer: 'xs:int',
  decimal: 'xs:decimal',
  date: 'xs:dateTime',
};

/** The XML schema of all documents: `GET /api?schema`. */
export function xmlSchema(): string {
  const complex = catalogue().structNames.map((name) => {
    const { members } = catalogue().struct(name) as Struct;
    const all = [...members.values()];
    const elements = all
      .filter((one) => !one.xmlAttribute)
      .map((one) => `<xs:element name="${one.tag}" type="${one.item === undefined ? xsdType(one) : 'ItemList'}" minOccurs="0"/>`);
    const attributes = all.filter((one) => one.xmlAttribute).map((one) => `<xs:attribute name="${one.tag}" type="${xsdType(one)}"/>`);
    return `<xs:complexType name="${name}"><xs:all>${elements.join('')}</xs:all>${attributes.join('')}<xs:attribute name="href" type="xs:string"/></xs:complexType>`;
  });
  const simple = [...catalogue().enums].map(
    ([name, values]) =>
      `<xs:simpleType name="${name}"><xs:restriction base="xs:string">${values.map((one) => `<xs:enumeration value="${one}"/>`).join('')}</xs:restriction></xs:simpleType>`,
  );
  const roots = catalogue().structNames.map((name) => `<xs:element name="${(catalogue().struct(name) as Struct).tag}" type="${name}"/>`);
  const list =
    '<xs:complexType name="ItemList"><xs:sequence><xs:any minOccurs="0" maxOccurs="unbounded" processContents="lax"/></xs:sequence></xs:complexType>';
  return `<?xml version="1.0" encoding="UTF-8"?>\n<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" version="1.0">\n${[...roots, list, ...complex, ...simple].join('\n')}\n</xs:schema>\n`;
}

const xsdType = (one: Member): string => XSD_TYPES[one.type] ?? one.type;
