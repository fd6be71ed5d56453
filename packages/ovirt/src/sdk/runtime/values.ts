/** What every object of the engine may have besides its own members. */
export interface Struct {
  /** Where it is: `/ovirt-engine/api/vms/123`. An object with nothing but this (and an id) is a link. */
  readonly href?: string | undefined;
}

/** A list as the engine sends it: an array, with the address of the collection where it told one. */
export interface ListOf<T> extends ReadonlyArray<T> {
  readonly href?: string | undefined;
}

/** Sizes in bytes and the like: a number, or a bigint where a number would have to be rounded (beyond 2^53). */
export type Integer64 = number | bigint;

/** For methods that take none. */
export type NoParameters = Readonly<Record<never, never>>;

/**
 * A time as the engine wrote it. A `Date` knows neither the offset (`+02:00`) nor microseconds; `text` does, and is what is sent when it is sent back.
 * Times without an offset are taken as UTC.
 */
export class EngineDate extends Date {
  readonly #text: string;

  constructor(instant: number, text: string) {
    super(instant);
    this.#text = text;
  }

  get text(): string {
    return this.#text;
  }
}
