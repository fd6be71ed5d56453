import { type ConfigContext, configError, isCloudError } from '@portolan/core/driver';

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

  /** What was found elsewhere, by something that throws it; anything else is thrown on. */
  collect<T>(read: () => T): T | undefined {
    try {
      return read();
    } catch (error) {
      if (!isCloudError(error, 'invalid-argument') || error.problems.length === 0) throw error;
      this.#found.push(...error.problems);
      return undefined;
    }
  }

  missing(field: string, env: readonly string[] = []): undefined {
    this.add(`field "${field}" is missing${env.length === 0 ? '' : ` (or set ${env.join(' or ')})`}`);
    return undefined;
  }

  throwIfAny(): void {
    if (this.#found.length > 0) throw configError(this.#found);
  }
}
