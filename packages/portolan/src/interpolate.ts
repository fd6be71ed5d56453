/**
 * Replaces `${NAME}` by the environment's value in every text of a profile; `$${` is a literal `${`.
 * A variable that is not set is a problem, told with its field; values are in no message.
 */
export function interpolate(
  fields: Readonly<Record<string, unknown>>,
  env: Readonly<Record<string, string | undefined>>,
  source: string,
  problems: string[],
): Record<string, unknown> {
  const replace = (value: unknown, field: string): unknown => {
    if (typeof value === 'string') {
      return value.replace(/(\$?)\$\{([^}]*)\}/g, (whole, escaped: string, name: string) => {
        if (escaped !== '') return whole.slice(1);
        const found = env[name];
        if (found !== undefined && found !== '') return found;
        problems.push(
          /^[A-Za-z_]\w*$/.test(name)
            ? `${source}: field "${field}": the environment variable ${name} is ${found === undefined ? 'not set' : 'empty'}`
            : `${source}: field "${field}": "\${…}" does not hold the name of an environment variable`,
        );
        return '';
      });
    }
    if (Array.isArray(value)) return value.map((item) => replace(item, field));
    if (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype) {
      return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, replace(item, `${field}.${name}`)]));
    }
    return value;
  };
  return Object.fromEntries(Object.entries(fields).map(([field, value]) => [field, replace(value, field)]));
}
