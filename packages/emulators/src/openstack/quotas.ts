/** How much projects may have of something: a service's defaults, and what an administrator changed. -1 is without end. */
export class Quotas {
  readonly defaults: Readonly<Record<string, number>>;
  readonly #changed = new Map<string, Record<string, number>>();

  constructor(defaults: Readonly<Record<string, number>>) {
    this.defaults = defaults;
  }

  of(projectId: string): Readonly<Record<string, number>> {
    return { ...this.defaults, ...this.#changed.get(projectId) };
  }

  limit(projectId: string, name: string): number {
    const limit = this.of(projectId)[name] ?? -1;
    return limit === -1 ? Number.POSITIVE_INFINITY : limit;
  }

  /** Names that are no quotas are left out, or told by who asked. */
  change(projectId: string, given: Readonly<Record<string, unknown>>): void {
    const numbers = Object.entries(given).flatMap(([name, value]): [string, number][] => {
      const number = Number(value);
      return name in this.defaults && Number.isInteger(number) && number >= -1 ? [[name, number]] : [];
    });
    this.#changed.set(projectId, { ...this.#changed.get(projectId), ...Object.fromEntries(numbers) });
  }

  reset(projectId: string): void {
    this.#changed.delete(projectId);
  }
}
