import { catalogue, placeOf } from '../../catalogue/catalogue.ts';
import type { EngineState } from '../../state/engine-state.ts';
import type { OpenItem } from '../open-store.ts';
import { membersOf } from '../plain-object.ts';
import { ACCESS } from './access.ts';
import { ENGINE_WIDE } from './engine-wide.ts';
import { HOSTS } from './hosts.ts';
import { MEMBERS } from './members.ts';
import { PLACES } from './places.ts';
import { PROVIDERS } from './providers.ts';
import { SCHEDULING } from './scheduling.ts';
import { type Seeds, stableId } from './seed-context.ts';
import { STATISTICS } from './statistics.ts';

const SEEDS: Seeds = { ...ACCESS, ...ENGINE_WIDE, ...HOSTS, ...PLACES, ...PROVIDERS, ...SCHEDULING, ...STATISTICS };

/** What stands in a collection when it is first looked at. */
export function seedCollection(state: EngineState, path: string): OpenItem[] {
  const place = placeOf(path);
  if (place === undefined) return [];
  const ids = place.way.flatMap(({ id }) => id ?? []);
  const members = MEMBERS[place.pattern]?.({ state, path, ids });
  if (members !== undefined) return members;
  const struct = catalogue().struct(
    place.service.type ?? (place.service.item === undefined ? '' : (catalogue().service(place.service.item.service).type ?? '')),
  );
  if (struct === undefined) return [];
  return (SEEDS[place.pattern]?.({ state, path, ids }) ?? []).map((plain) => ({
    id: typeof plain['id'] === 'string' ? plain['id'] : stableId(`${path} ${JSON.stringify(plain)}`),
    members: membersOf(struct, plain),
  }));
}
