import { Ec2Error, invalidValue, missingParameter } from './ec2-error.ts';

const byIndex = (a: readonly [number, unknown], b: readonly [number, unknown]): number => a[0] - b[0];

/** The parameters of one call: flat on the wire (`BlockDeviceMapping.1.Ebs.VolumeSize`), a tree here. */
export class Parameters {
  readonly #values: ReadonlyMap<string, string>;
  readonly #prefix: string;

  constructor(values: ReadonlyMap<string, string>, prefix = '') {
    this.#values = values;
    this.#prefix = prefix;
  }

  get names(): string[] {
    return [...this.#values.keys()].filter((name) => name.startsWith(this.#prefix)).map((name) => name.slice(this.#prefix.length));
  }

  entries(): [string, string][] {
    return this.names.map((name) => [name, this.#values.get(this.#prefix + name) ?? '']);
  }

  text(name: string): string | undefined {
    return this.#values.get(this.#prefix + name);
  }

  required(name: string): string {
    const value = this.text(name);
    if (value === undefined || value === '') throw missingParameter(name);
    return value;
  }

  integer(name: string): number | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    if (!/^-?\d+$/.test(value)) throw invalidValue(`Invalid value '${value}' for ${this.#prefix}${name}. Must be an integer.`);
    return Number(value);
  }

  boolean(name: string): boolean | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    const lower = value.toLowerCase();
    if (lower !== 'true' && lower !== 'false') throw invalidValue(`Invalid value '${value}' for ${this.#prefix}${name}. Must be true or false.`);
    return lower === 'true';
  }

  /** `InstanceId.1=a&InstanceId.2=b` → `['a', 'b']`, by number. */
  list(name: string): string[] {
    const start = `${this.#prefix}${name}.`;
    const found: [number, string][] = [];
    for (const [key, value] of this.#values) {
      const rest = key.startsWith(start) ? key.slice(start.length) : '';
      if (/^\d+$/.test(rest)) found.push([Number(rest), value]);
    }
    return found.sort(byIndex).map(([, value]) => value);
  }

  requiredList(name: string): string[] {
    const values = this.list(name);
    if (values.length === 0) throw missingParameter(name);
    return values;
  }

  /** `Tag.1.Key=…` → one `Parameters` per number. */
  structures(name: string): Parameters[] {
    const start = `${this.#prefix}${name}.`;
    const numbers = new Map<number, string>();
    for (const key of this.#values.keys()) {
      const match = key.startsWith(start) ? /^(\d+)\./.exec(key.slice(start.length)) : null;
      if (match !== null) numbers.set(Number(match[1]), `${start}${match[1]}.`);
    }
    return [...numbers].sort(byIndex).map(([, prefix]) => new Parameters(this.#values, prefix));
  }

  structure(name: string): Parameters {
    return new Parameters(this.#values, `${this.#prefix}${name}.`);
  }

  base64(name: string): Buffer | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    const compact = value.replace(/\s/g, '');
    if (!/^[A-Za-z0-9+/]*={0,2}$/.test(compact) || compact.replace(/=+$/, '').length % 4 === 1) {
      throw new Ec2Error('InvalidParameterValue', name === 'UserData' ? 'Invalid BASE64 encoding of user data.' : `Invalid base64 in ${name}`);
    }
    return Buffer.from(compact, 'base64');
  }
}

/** `InstanceId.#` → a test for names of that shape. */
export function parameterShape(patterns: readonly string[]): (name: string) => boolean {
  const expression = new RegExp(`^(?:${patterns.map((pattern) => pattern.replaceAll('.', '\\.').replaceAll('#', '\\d+')).join('|')})$`);
  return (name) => expression.test(name);
}
