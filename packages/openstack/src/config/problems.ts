import { type ConfigContext, configError } from '@portolan/core/driver';

/** Collects what is wrong, to be told at once. */
export class Problems {
  readonly #context: ConfigContext;
  readonly #found: string[] = [];

  constructor(context: ConfigContext) {
    this.#context = context;
  }

  add(problem: string): void {
    this.#found.push(`${this.#context.source}: ${problem}`);
  }

  missing(field: string, env: readonly string[] = []): undefined {
    this.add(`field "${field}" is missing${env.length === 0 ? '' : ` (or set ${env.join(' or ')})`}`);
    return undefined;
  }

  throwIfAny(): void {
    if (this.#found.length > 0) throw configError(this.#found);
  }
}
