/** Readers for request bodies, whose shape nobody promised. */
export type JsonObject = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);

export const objectAt = (value: unknown, name: string): JsonObject | undefined => {
  const member = isObject(value) ? value[name] : undefined;
  return isObject(member) ? member : undefined;
};

export const stringAt = (value: unknown, name: string): string | undefined => {
  const member = isObject(value) ? value[name] : undefined;
  return typeof member === 'string' ? member : undefined;
};

export const arrayAt = (value: unknown, name: string): readonly unknown[] | undefined => {
  const member = isObject(value) ? value[name] : undefined;
  return Array.isArray(member) ? member : undefined;
};

/** Numbers are often sent as text: `"size": "10"`. */
export const integerAt = (value: unknown, name: string): number | undefined => {
  const member = isObject(value) ? value[name] : undefined;
  if (typeof member === 'number') return Number.isInteger(member) ? member : undefined;
  return typeof member === 'string' && /^-?\d+$/.test(member) ? Number(member) : undefined;
};

/** Anything as text: strings as they are, the rest as JSON. */
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));
