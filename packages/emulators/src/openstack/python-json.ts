/** A number Python would print with a decimal point: `1.0`, where JavaScript prints `1`. */
export class PythonFloat {
  readonly value: number;

  constructor(value: number) {
    this.value = value;
  }
}

const quote = (text: string): string => JSON.stringify(text).replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

/**
 * JSON as Python's `json.dumps` writes it, which is what every OpenStack service sends: `{"a": 1, "b": "\u20ac"}`.
 * Members that are `undefined` are left out.
 */
export function pythonJson(value: unknown): string {
  if (typeof value === 'string') return quote(value);
  if (value instanceof PythonFloat) return Number.isInteger(value.value) ? `${value.value}.0` : String(value.value);
  if (Array.isArray(value)) return `[${value.map(pythonJson).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).filter(([, member]) => member !== undefined);
    return `{${members.map(([name, member]) => `${quote(name)}: ${pythonJson(member)}`).join(', ')}}`;
  }
  return JSON.stringify(value ?? null);
}

/** A value as Python's `repr` prints it: what jsonschema quotes in its messages (`{'name': 'e1', 'n': 1}`). */
export function pythonRepr(value: unknown): string {
  if (value === null || value === undefined) return 'None';
  if (value === true) return 'True';
  if (value === false) return 'False';
  if (typeof value === 'string') {
    const escaped = value.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r').replaceAll('\t', '\\t');
    return value.includes("'") && !value.includes('"') ? `"${escaped}"` : `'${escaped.replaceAll("'", "\\'")}'`;
  }
  if (Array.isArray(value)) return `[${value.map(pythonRepr).join(', ')}]`;
  if (typeof value === 'object') {
    return `{${Object.entries(value)
      .map(([name, member]) => `${pythonRepr(name)}: ${pythonRepr(member)}`)
      .join(', ')}}`;
  }
  return JSON.stringify(value);
}
