import { ENUMS } from './generated/enums.ts';
import { SERVICES } from './generated/services.ts';
import { TYPES } from './generated/types.ts';

export interface Member {
  readonly name: string;
  readonly tag: string;
  /** Name of a type or enum, or a primitive. */
  readonly type: string;
  /** Tag of the items, when this is a list. */
  readonly item: string | undefined;
  /** An attribute of the XML element, such as the id of a VLAN. */
  readonly xmlAttribute: boolean;
  /** Refers to an object that lives elsewhere. */
  readonly link: boolean;
}

export interface Struct {
  readonly name: string;
  readonly tag: string;
  readonly plural: string;
  /** By tag, those of the bases too. */
  readonly members: ReadonlyMap<string, Member>;
}

export interface Parameter {
  readonly name: string;
  readonly type: string;
  readonly list: boolean;
  readonly in: boolean;
  readonly out: boolean;
}

export interface Method {
  readonly name: string;
  /** The method that this is a way of calling. */
  readonly signatureOf: string | undefined;
  readonly parameters: readonly Parameter[];
  /** `storage_domain.id|storage_domain.name` */
  readonly mandatory: readonly string[];
}

export interface Locator {
  readonly name: string;
  readonly service: string;
  /** Name of the id, where the locator takes one. */
  readonly parameter: string | undefined;
}

export interface Service {
  readonly name: string;
  /** By segment. */
  readonly below: ReadonlyMap<string, Locator>;
  /** The locator that takes an id. */
  readonly item: Locator | undefined;
  /** By name, signatures left out. */
  readonly methods: ReadonlyMap<string, Method>;
  /** Actions by the last segment of their path. */
  readonly actions: ReadonlyMap<string, Method>;
  /** What `get` answers one of, and `list` many of. */
  readonly type: string | undefined;
  /** As the model has them, signatures too. */
  readonly own: {
    readonly base: string | undefined;
    readonly area: string | undefined;
    readonly locators: readonly Locator[];
    readonly methods: readonly Method[];
  };
}

const STANDARD: ReadonlySet<string> = new Set(['get', 'list', 'add', 'update', 'remove']);
export const PRIMITIVES: ReadonlySet<string> = new Set(['string', 'boolean', 'integer', 'decimal', 'date']);

/** Reads the compact tables once, when something is first asked of them. */
class Catalogue {
  readonly #typeLines = byName(TYPES, /^\w+/);
  readonly #serviceLines = byName(SERVICES, /^\w+/);
  readonly #structs = new Map<string, Struct>();
  readonly #services = new Map<string, Service>();
  readonly enums: ReadonlyMap<string, readonly string[]> = new Map(
    [...byName(ENUMS, /^\w+/)].map(([name, line]) => [name, line.slice(name.length + 1).split(' ')] as const),
  );

  get structNames(): readonly string[] {
    return [...this.#typeLines.keys()];
  }

  get serviceNames(): readonly string[] {
    return [...this.#serviceLines.keys()];
  }

  struct(name: string): Struct | undefined {
    const known = this.#structs.get(name);
    if (known !== undefined) return known;
    const line = this.#typeLines.get(name);
    if (line === undefined) return undefined;
    const [, tag = '', plural = '', base] = /^\w+\(([^,]*),([^)]*)\)(?:<(\w+))?/.exec(line) ?? [];
    const [, attributes = '', links = ''] = line.split('|');
    const own = [...members(attributes, false), ...members(links, true)];
    const made = {
      name,
      tag,
      plural,
      members: new Map([...(base === undefined ? [] : (this.struct(base)?.members ?? [])), ...own.map((one) => [one.tag, one] as const)]),
    };
    this.#structs.set(name, made);
    return made;
  }

  service(name: string): Service {
    const known = this.#services.get(name);
    if (known !== undefined) return known;
    const [head, locatorText, methodText] = cut(this.#serviceLines.get(name) ?? '||');
    const base = /<(\w+)/.exec(head)?.[1];
    const inherited = base === undefined ? undefined : this.service(base);
    const locators = locatorText.split(' ').filter(Boolean).map(readLocator);
    const methods = methodText.split(' ').filter(Boolean).map(readMethod);
    const all = new Map([...(inherited?.methods ?? []), ...methods.filter((one) => one.signatureOf === undefined).map((one) => [one.name, one] as const)]);
    const made: Service = {
      name,
      below: new Map([
        ...(inherited?.below ?? []),
        ...locators.filter((one) => one.parameter === undefined).map((one) => [one.name.replaceAll('_', ''), one] as const),
      ]),
      item: locators.find((one) => one.parameter !== undefined) ?? inherited?.item,
      methods: all,
      actions: new Map([...all.values()].filter((one) => !STANDARD.has(one.name)).map((one) => [one.name.replaceAll('_', ''), one] as const)),
      type: answered(all.get('get')) ?? answered(all.get('list')) ?? answered(all.get('add')),
      own: { base, area: /@(.+)$/.exec(head)?.[1], locators, methods },
    };
    this.#services.set(name, made);
    return made;
  }
}

/** `head|locators|methods`, where the methods have `|` of their own. */
function cut(line: string): [string, string, string] {
  const first = line.indexOf('|');
  const second = line.indexOf('|', first + 1);
  return [line.slice(0, first), line.slice(first + 1, second), line.slice(second + 1)];
}

function byName(text: string, name: RegExp): Map<string, string> {
  return new Map(
    text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => [name.exec(line)?.[0] ?? '', line] as const),
  );
}

function members(text: string, link: boolean): Member[] {
  return text
    .split(' ')
    .filter(Boolean)
    .map((one) => {
      const [, at = '', name = '', tag, item, type = ''] = /^(@?)(\w+)(?:=(\w+))?:(?:\[(\w+)\])?(\w+)$/.exec(one) ?? [];
      return { name, tag: tag ?? name, type, item, xmlAttribute: at !== '', link };
    });
}

function readLocator(text: string): Locator {
  const [, name = '', parameter, service = ''] = /^(\w+)(?:\{(\w+)\})?>(\w+)$/.exec(text) ?? [];
  return { name, service, parameter };
}

function readMethod(text: string): Method {
  const [, name = '', signatureOf, parameters = '', mandatory = ''] = /^(\w+)(?:~(\w+))?\(([^)]*)\)(?:!(.*))?$/.exec(text) ?? [];
  return {
    name,
    signatureOf,
    mandatory: mandatory.split(',').filter(Boolean),
    parameters: parameters
      .split(',')
      .filter(Boolean)
      .map((one) => {
        const [, parameter = '', type = '', list = '', direction = ''] = /^(\w+):(\w+)(\[\])?(<>|>)?$/.exec(one) ?? [];
        return { name: parameter, type, list: list !== '', in: direction !== '>', out: direction !== '' };
      }),
  };
}

const answered = (method: Method | undefined): string | undefined => method?.parameters.find((one) => one.out && !PRIMITIVES.has(one.type))?.type;

let made: Catalogue | undefined;
export const catalogue = (): Catalogue => (made ??= new Catalogue());

/** Where a path below the API leads. */
export interface Place {
  readonly service: Service;
  /** The path with ids as `{}`: `/vms/{}/nics`. */
  readonly pattern: string;
  /** Services on the way, the root first and this one last, with the path to each. */
  readonly way: readonly { readonly service: Service; readonly path: string; readonly id: string | undefined }[];
  /** Set when the last segment is an action of the service. */
  readonly action: Method | undefined;
}

export function placeOf(path: string): Place | undefined {
  let service = catalogue().service('System');
  let at = '';
  let pattern = '';
  const way: Place['way'][number][] = [{ service, path: '', id: undefined }];
  const segments = path.split('/').filter((one) => one !== '');
  for (const [index, segment] of segments.entries()) {
    const fixed = service.below.get(segment);
    const action = service.actions.get(segment);
    // An action wins over an id of that name: `/events/undelete`.
    if (fixed === undefined && action !== undefined && index === segments.length - 1) return { service, pattern: `${pattern}/${segment}`, way, action };
    const next = fixed ?? service.item;
    if (next === undefined) return undefined;
    service = catalogue().service(next.service);
    at += `/${segment}`;
    pattern += fixed === undefined ? '/{}' : `/${segment}`;
    way.push({ service, path: at, id: fixed === undefined ? segment : undefined });
  }
  return { service, pattern, way, action: undefined };
}
