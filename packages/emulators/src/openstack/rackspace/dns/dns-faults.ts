import { json, Refusal } from '../../answer.ts';
import type { JsonObject } from '../../values.ts';

// Source: Rackspace's "Cloud DNS Developer Guide" 1.0, "Faults". Those of jobs have the same members.

export type DnsFault = JsonObject & { readonly code: number };

/** Thrown while a job is carried out: it ends in ERROR with this. */
export class JobFailure extends Error {
  readonly fault: DnsFault;

  constructor(code: number, message: string, details: string) {
    super(message);
    this.fault = { message, code, details };
  }
}

export const refuse = (code: number, message: string, details: string = message): Refusal => new Refusal(json(code, { message, code, details }));

export const notFound = (): Refusal => refuse(404, 'Object not Found.');

export const invalid = (...messages: readonly string[]): Refusal =>
  new Refusal(json(400, { validationErrors: { messages }, message: 'Validation Failure', code: 400, details: 'The object is not valid' }));

export const malformed = (): Refusal => refuse(400, 'The request was malformed.', 'Syntax error in the body of the request.');

export const tooMany = (what: string): Refusal => refuse(413, 'Absolute limit exceeded.', what);
