/** Floating IPs have neither metadata nor a name: what this library writes stands in the description, as `{"portolan":{"key":"ip-1","owner":"ci"}}`. */
export interface AddressMarks {
  readonly key?: string | undefined;
  readonly owner?: string | undefined;
}

const START = '{"portolan":';

/** Undefined when there is nothing to write. */
export function writeMarks({ key, owner }: AddressMarks): string | undefined {
  return key === undefined && owner === undefined ? undefined : JSON.stringify({ portolan: { key, owner } });
}

export function readMarks(description: string | undefined): AddressMarks {
  if (description?.startsWith(START) !== true) return {};
  try {
    const { portolan } = JSON.parse(description) as { readonly portolan?: Readonly<Record<string, unknown>> };
    const text = (name: string): string | undefined => (typeof portolan?.[name] === 'string' ? portolan[name] : undefined);
    return { key: text('key'), owner: text('owner') };
  } catch {
    // Somebody edited it: then it is theirs.
    return {};
  }
}
