/** Name filters of lists: a string means this very name, an expression any name it matches. */
export type NameFilter = string | RegExp;

export function matchesName(name: string, filter: NameFilter | undefined): boolean {
  if (filter === undefined) return true;
  if (typeof filter === 'string') return name === filter;
  filter.lastIndex = 0;
  return filter.test(name);
}

/** Whether all of `wanted` are in `tags` with these values. */
export function matchesTags(tags: Readonly<Record<string, string>>, wanted: Readonly<Record<string, string>> | undefined): boolean {
  return wanted === undefined || Object.entries(wanted).every(([name, value]) => Object.hasOwn(tags, name) && tags[name] === value);
}
