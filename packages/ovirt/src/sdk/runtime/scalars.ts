import { unexpectedBody } from '@portolan/core/driver';
import type { Field } from './schemas.ts';
import { EngineDate } from './values.ts';

export type Scalar = string | number | bigint | boolean | Date;

const INTEGER = /^\s*[+-]?\d+\s*$/;
const DECIMAL = /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i;
// `2016-09-08T09:53:35.138+02:00`; the engine is Java and may send micro-, but never nanoseconds.
const DATE = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?(Z|[+-]\d\d:\d\d)?$/;

/** What a text of the wire means; `undefined` for a value of an enum that the model does not know, and for an empty one that is no string. */
export function readScalar(field: Field, text: string): Scalar | undefined {
  if (field.kind === 'string') return text;
  if (text === '') return undefined;
  switch (field.kind) {
    case 'boolean':
      if (text === 'true' || /^(true|1)$/i.test(text)) return true;
      if (text === 'false' || /^(false|0)$/i.test(text)) return false;
      throw wrong(field, text, 'boolean');
    case 'enum':
      return readEnum(field, text);
    case 'decimal':
      if (!DECIMAL.test(text)) throw wrong(field, text, 'decimal number');
      return Number(text);
    case 'date':
      return readDate(field, text);
    default:
      return readInteger(field, text);
  }
}

/** The text for a value; `undefined` when the value is not of the field's type. */
export function writeScalar(field: Field, value: unknown): string | undefined {
  switch (field.kind) {
    case 'string':
    // A newer engine may know values that the model does not: any text goes.
    case 'enum':
      return typeof value === 'string' ? value : undefined;
    case 'boolean':
      return typeof value === 'boolean' ? String(value) : undefined;
    case 'date':
      return value instanceof Date ? writeDate(value) : undefined;
    case 'decimal':
      return typeof value === 'number' && Number.isFinite(value) ? writeDecimal(value) : undefined;
    default:
      return typeof value === 'bigint' || Number.isSafeInteger(value) ? String(value) : undefined;
  }
}

/** Enums are compared as they are; the one that is an attribute (`Method.id`) in any case: engines have written `GUEST_AGENT`. */
function readEnum(field: Field, text: string): string | undefined {
  const value = field.attribute ? text.toLowerCase() : text;
  return field.values?.get(value);
}

function readInteger(field: Field, text: string): number | bigint {
  if (!INTEGER.test(text)) throw wrong(field, text, 'integer');
  const value = Number(text);
  if (Number.isSafeInteger(value)) return value;
  if (field.kind === 'integer64') return BigInt(text.trim().replace('+', ''));
  throw wrong(field, text, 'integer of 32 bits');
}

function readDate(field: Field, text: string): EngineDate {
  const [, seconds, fraction = '', zone = 'Z'] = DATE.exec(text) ?? [];
  const instant = seconds === undefined ? Number.NaN : Date.parse(`${seconds}.${fraction.padEnd(3, '0').slice(0, 3)}${zone}`);
  if (Number.isNaN(instant)) throw wrong(field, text, 'date');
  return new EngineDate(instant, text);
}

function writeDate(date: Date): string | undefined {
  if (Number.isNaN(date.getTime())) return undefined;
  // Unless somebody moved it since it was read.
  if (date instanceof EngineDate && isAt(date.text, date.getTime())) return date.text;
  return date.toISOString();
}

function isAt(text: string, instant: number): boolean {
  const [, seconds = '', fraction = '', zone = 'Z'] = DATE.exec(text) ?? [];
  return Date.parse(`${seconds}.${fraction.padEnd(3, '0').slice(0, 3)}${zone}`) === instant;
}

/** `2.0`, as the engine writes decimals itself. */
function writeDecimal(value: number): string {
  const text = String(value);
  return /^-?\d+$/.test(text) ? `${text}.0` : text;
}

function wrong(field: Field, text: string, expected: string): Error {
  return unexpectedBody(`<${field.tag}> is ${JSON.stringify(text.slice(0, 40))}, which is no ${expected}`);
}
