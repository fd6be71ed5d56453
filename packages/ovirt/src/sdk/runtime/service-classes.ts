import { CloudError, encodePathSegment } from '@portolan/core/driver';
import { segment } from './names.ts';
import type { SdkCallOptions, Service } from './service.ts';

/** The generated tree: base, locators and methods of every service. */
export type Tree = Readonly<Record<string, readonly [base: string, locators: string, methods: string]>>;

/** What the methods of services do. */
export interface Caller {
  call(service: Service, method: string, parameters: Readonly<Record<string, unknown>> | undefined, options: SdkCallOptions | undefined): Promise<unknown>;
  iterate(service: Service, parameters: Readonly<Record<string, unknown>> | undefined, options: SdkCallOptions | undefined): unknown;
}

type ServiceClass = new (path: string) => Service;

interface Step {
  /** Of the service that stands there. */
  readonly service: string;
  readonly takesId: boolean;
}

/** Makes the class of a service when somebody first comes to it: 288 of them, of which a program uses a few. */
export class ServiceClasses {
  readonly #tree: Tree;
  readonly #caller: Caller;
  readonly #classes = new Map<string, ServiceClass>();

  constructor(tree: Tree, caller: Caller) {
    this.#tree = tree;
    this.#caller = caller;
  }

  open(name: string, path: string): Service {
    return new (this.#class(name))(path);
  }

  /** From here along a path of names and ids: `vms/123/nics`. A slash at its end does no harm. */
  walk(from: string, path: string): Service {
    let name = from;
    let at = '';
    const segments = path.split('/');
    if (segments.at(-1) === '') segments.pop();
    for (const one of segments) {
      const steps = this.#locators(name);
      const fixed = steps.get(one);
      const step = fixed ?? steps.get('*');
      if (one === '' || step === undefined) throw invalid(`there is no service at ${JSON.stringify(path)}: ${name} has nothing called ${JSON.stringify(one)}`);
      at += `/${fixed === undefined ? idOf(one) : one}`;
      name = step.service;
    }
    return this.open(name, at);
  }

  /** By segment of the path; `*` for an id. */
  #locators(name: string): ReadonlyMap<string, Step> {
    const steps = new Map<string, Step>();
    for (const [locator, step] of this.#inherited(name, 1)) steps.set(step.takesId ? '*' : segment(locator), step);
    return steps;
  }

  #class(name: string): ServiceClass {
    const before = this.#classes.get(name);
    if (before !== undefined) return before;
    const made = this.#make(name);
    this.#classes.set(name, made);
    return made;
  }

  #make(name: string): ServiceClass {
    const made = {
      [`${name}Service`]: class implements Service {
        readonly serviceName: string = name;
        readonly servicePath: string;

        constructor(path: string) {
          this.servicePath = path;
        }
      },
    }[`${name}Service`] as ServiceClass;
    const define = (key: string, value: (this: Service, ...values: never[]) => unknown): void => {
      Object.defineProperty(made.prototype, key, { value, writable: true, configurable: true });
    };
    const open = (service: string, path: string): Service => this.open(service, path);
    for (const [locator, { service, takesId }] of this.#inherited(name, 1)) {
      define(`${locator}Service`, function (id?: unknown) {
        return open(service, `${this.servicePath}/${takesId ? idOf(id) : segment(locator)}`);
      });
    }
    const caller = this.#caller;
    for (const [method] of this.#inherited(name, 2)) {
      define(method, function (parameters?: Readonly<Record<string, unknown>>, options?: SdkCallOptions) {
        return method === 'iterate' ? caller.iterate(this, parameters, options) : caller.call(this, method, parameters, options);
      });
    }
    return made;
  }

  /** Locators (1) or methods (2) of a service and of its bases. */
  *#inherited(name: string, column: 1 | 2): Generator<[string, Step], void, undefined> {
    const row = this.#tree[name];
    if (row === undefined) throw new TypeError(`the model has no service ${name}`);
    if (row[0] !== '') yield* this.#inherited(row[0], column);
    for (const token of row[column].split(' ')) {
      const [, member, star, service = ''] = /^(\w+)(\*?)(?::(\w+))?$/.exec(token) ?? [];
      if (member !== undefined) yield [member, { service, takesId: star === '*' }];
    }
  }
}

/** An id as a segment of a path. The empty one, `.` and `..` would be paths of something else. */
function idOf(id: unknown): string {
  if (typeof id !== 'string' || id === '' || id === '.' || id === '..')
    throw invalid(`an id is a string, and not empty, "." or ".."; this is ${JSON.stringify(id)}`);
  return encodePathSegment(id);
}

const invalid = (message: string): CloudError => new CloudError('invalid-argument', message, { provider: 'ovirt', outcome: 'not-done' });
