import { inspect } from 'node:util';

/** A value that hides itself: it prints as `***` wherever it is logged, inspected or made JSON of. */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  static of(value: string | Secret): Secret {
    return value instanceof Secret ? value : new Secret(value);
  }

  /** The value itself. Call it where it is used, and keep the result nowhere. */
  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return '***';
  }

  toJSON(): string {
    return '***';
  }
}

Object.defineProperty(Secret.prototype, inspect.custom, { value: () => '***' });
