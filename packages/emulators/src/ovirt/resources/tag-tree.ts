import type { EngineState } from '../state/engine-state.ts';

/** Names of these tags and of all above them: `tag=europe` also finds what is tagged with a tag below `europe`. */
export function tagNames(state: EngineState, ids: Iterable<string>): string[] {
  const names = new Set<string>();
  for (const id of ids) {
    for (let tag = state.tags.get(id); tag !== undefined; tag = tag.parentId === undefined ? undefined : state.tags.get(tag.parentId)) names.add(tag.name);
  }
  return [...names];
}
