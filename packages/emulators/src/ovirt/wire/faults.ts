import { type Element, element, leaf } from './element.ts';

/** A refusal in the engine's form: `<fault><detail>…</detail><reason>…</reason></fault>`, or inside `<action>` when an action failed. */
export class EngineFault extends Error {
  readonly status: number;
  readonly reason: string;
  readonly detail: string;

  constructor(status: number, reason: string, detail: string) {
    super(`${reason}: ${detail}`);
    this.status = status;
    this.reason = reason;
    this.detail = detail;
  }

  element(): Element {
    return element('fault', {}, [leaf('detail', this.detail), leaf('reason', this.reason)]);
  }
}

/** 404 with an empty body: how the engine says that nothing has this id. */
export class NotFound extends Error {}

/** A body that cannot be parsed: 400 with a `<usage_message>`, which is no part of the API model. */
export class UsageFault extends Error {}

/** A command's validation refused: 409, detail is a list in brackets. */
export const conflict = (...messages: readonly string[]): EngineFault => new EngineFault(409, 'Operation Failed', `[${messages.join(', ')}]`);

/** A command was refused for what it was given. */
export const refused = (...messages: readonly string[]): EngineFault => new EngineFault(400, 'Operation Failed', `[${messages.join(', ')}]`);

/** `Vm [name] required for add` */
export const incomplete = (type: string, members: string, verb: string): EngineFault =>
  new EngineFault(400, 'Incomplete parameters', `${type} [${members}] required for ${verb}`);

export const immutable = (member: string): EngineFault => new EngineFault(409, 'Broken immutability constraint', `Attempt to set immutable field: ${member}`);
