import { validationError } from '../service-error.ts';

type Json = unknown;
type Record_ = Readonly<Record<string, Json>>;

export interface TemplateParameter {
  readonly key: string;
  readonly type: string;
  readonly standard: string | undefined;
  readonly noEcho: boolean;
  readonly description: string | undefined;
  readonly allowed: readonly string[];
}

export interface TemplateResource {
  readonly id: string;
  readonly type: string;
  readonly properties: Record_;
}

export interface Template {
  readonly body: string;
  readonly description: string | undefined;
  readonly parameters: readonly TemplateParameter[];
  readonly resources: readonly TemplateResource[];
  readonly outputs: readonly { readonly key: string; readonly value: Json; readonly description: string | undefined }[];
}

const isRecord = (value: Json): value is Record_ => typeof value === 'object' && value !== null && !Array.isArray(value);
const record = (value: Json): Record_ => (isRecord(value) ? value : {});
/** A scalar as text; of anything else its JSON. */
const plain = (value: Json): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));
const text = (value: Json): string | undefined => (value === undefined ? undefined : plain(value));

/** Reads a template in JSON, and says of a bad one what the service says. */
export function parseTemplate(body: string): Template {
  let document: Json;
  try {
    document = JSON.parse(body);
  } catch {
    throw validationError('Template format error: JSON not well-formed.');
  }
  if (!isRecord(document)) throw validationError('Template format error: unsupported structure.');
  const resources = Object.entries(record(document['Resources']));
  if (resources.length === 0) throw validationError('Template format error: At least one Resources member must be defined.');
  return {
    body,
    description: text(document['Description']),
    parameters: Object.entries(record(document['Parameters'])).map(([key, value]) => {
      const given = record(value);
      if (given['Type'] === undefined) throw validationError(`Template format error: Every Parameters member must have a Type [${key}]`);
      const allowed = given['AllowedValues'];
      return {
        key,
        type: plain(given['Type']),
        standard: text(given['Default']),
        noEcho: String(given['NoEcho']) === 'true',
        description: text(given['Description']),
        allowed: Array.isArray(allowed) ? allowed.map(String) : [],
      };
    }),
    resources: resources.map(([id, value]) => {
      const type = record(value)['Type'];
      if (typeof type !== 'string') throw validationError(`Template format error: [/Resources/${id}] Every Resources object must contain a Type member.`);
      if (!/^(?:AWS|Custom|Alexa)::/.test(type)) throw validationError(`Template format error: Unrecognized resource types: [${type}]`);
      return { id, type, properties: record(record(value)['Properties']) };
    }),
    outputs: Object.entries(record(document['Outputs'])).map(([key, value]) => ({
      key,
      value: record(value)['Value'],
      description: text(record(value)['Description']),
    })),
  };
}

/** IAM resources want the user's word that they are wanted. */
export const capabilitiesOf = (template: Template): readonly string[] => {
  const iam = template.resources.filter(({ type }) => type.startsWith('AWS::IAM::'));
  if (iam.length === 0) return [];
  return iam.some(({ properties }) =>
    Object.keys(properties).some((name) => /^(?:UserName|RoleName|GroupName|ManagedPolicyName|InstanceProfileName)$/.test(name)),
  )
    ? ['CAPABILITY_NAMED_IAM']
    : ['CAPABILITY_IAM'];
};

/** What `Ref`, `Fn::GetAtt`, `Fn::Join` and `Fn::Sub` come to, given what the names stand for. */
export function evaluate(value: Json, refs: ReadonlyMap<string, string>): string {
  if (!isRecord(value)) return value === null ? '' : plain(value ?? '');
  const [[name, inner] = ['', undefined]] = Object.entries(value);
  switch (name) {
    case 'Ref':
      return refs.get(String(inner)) ?? String(inner);
    case 'Fn::GetAtt': {
      const [id = '', attribute = ''] = Array.isArray(inner) ? inner.map(String) : String(inner).split('.');
      return `${refs.get(id) ?? id}.${attribute}`;
    }
    case 'Fn::Join': {
      const [separator, items] = Array.isArray(inner) ? inner : [];
      return (Array.isArray(items) ? items : []).map((item) => evaluate(item, refs)).join(String(separator ?? ''));
    }
    case 'Fn::Sub':
      return String(Array.isArray(inner) ? inner[0] : inner).replace(/\$\{([^}]+)\}/g, (_, key: string) => refs.get(key) ?? key);
    default:
      return JSON.stringify(value);
  }
}

/** Names that a template refers to and nobody has defined. */
export function danglingReferences(template: Template): string[] {
  const known = new Set([...template.parameters.map(({ key }) => key), ...template.resources.map(({ id }) => id)]);
  const found = new Set<string>();
  const walk = (value: Json): void => {
    if (Array.isArray(value)) for (const item of value) walk(item);
    if (!isRecord(value)) return;
    for (const [name, inner] of Object.entries(value)) {
      if (name === 'Ref' && typeof inner === 'string' && !inner.startsWith('AWS::') && !known.has(inner)) found.add(inner);
      walk(inner);
    }
  };
  for (const { properties } of template.resources) walk(properties);
  for (const { value } of template.outputs) walk(value);
  return [...found];
}
