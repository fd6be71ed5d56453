import { BUILT_IN } from 'portolan';

export interface CapabilityRow {
  /** `servers.resize` */
  readonly path: string;
  /** By provider id: `✓`, a word, a number, or nothing. */
  readonly values: Readonly<Record<string, string>>;
}

/** Everything that any provider declares, a row each. Limits are left out but for words that say how. */
export async function capabilityRows(): Promise<{ readonly ids: readonly string[]; readonly rows: readonly CapabilityRow[] }> {
  const cells = new Map<string, Record<string, string>>();
  const put = (path: string, id: string, value: string): void => {
    const row = cells.get(path) ?? {};
    row[id] = value;
    cells.set(path, row);
  };
  for (const { id, manifest } of BUILT_IN) {
    const { capabilities } = await manifest();
    for (const groups of [capabilities.compute, capabilities.storage]) {
      for (const [group, features] of Object.entries(groups ?? {})) {
        for (const [feature, value] of Object.entries((features ?? {}) as Record<string, unknown>)) {
          const path = `${group}.${feature}`;
          if (value === true) put(path, id, '✓');
          else if (typeof value === 'string') put(path, id, value);
          else if (value === false) put(path, id, '');
        }
      }
    }
  }
  return { ids: BUILT_IN.map(({ id }) => id), rows: [...cells].map(([path, values]) => ({ path, values })) };
}
