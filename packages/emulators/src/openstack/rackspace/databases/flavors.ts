import { json } from '../../answer.ts';
import type { JsonObject } from '../../values.ts';
import type { RackspaceCall, RackspaceRoutes } from '../rackspace-service.ts';
import { fault } from './database-call.ts';
import type { Datastore } from './database-state.ts';

const FLAVORS = [
  { id: 1, name: '512MB Instance', ram: 512 },
  { id: 2, name: '1GB Instance', ram: 1024 },
  { id: 3, name: '2GB Instance', ram: 2048 },
  { id: 4, name: '4GB Instance', ram: 4096 },
  { id: 5, name: '8GB Instance', ram: 8192 },
] as const;

const STORES = [
  { id: '10000000-0000-0000-0000-000000000001', name: 'mysql', versions: ['5.6', '5.7'] },
  { id: '10000000-0000-0000-0000-000000000002', name: 'percona', versions: ['5.6'] },
  { id: '10000000-0000-0000-0000-000000000003', name: 'mariadb', versions: ['10'] },
] as const;

const linksOf = (call: RackspaceCall, path: string): JsonObject[] => [
  { href: `${call.base}/${path}`, rel: 'self' },
  { href: `${call.region.linkOrigin}/databases/${path}`, rel: 'bookmark' },
];

export const flavorLinks = (call: RackspaceCall, id: number): JsonObject => ({ id: String(id), links: linksOf(call, `flavors/${id}`) });

/** By id, or by an address that ends with it. */
export const flavorOf = (value: unknown): (typeof FLAVORS)[number] | undefined => {
  const id = Number(String(value).split('/').at(-1));
  return FLAVORS.find((flavor) => flavor.id === id);
};

const STANDARD: Datastore = { type: 'mysql', version: '5.6' };

/** Undefined: there is none such. */
export function datastoreOf(value: JsonObject | undefined): Datastore | undefined {
  if (value === undefined) return STANDARD;
  const store = STORES.find(({ name, id }) => name === value['type'] || id === value['type']);
  const version = (store?.versions as readonly string[] | undefined)?.find((one) => value['version'] === undefined || one === value['version']);
  return store === undefined || version === undefined ? undefined : { type: store.name, version };
}

const storeBody = (call: RackspaceCall, { id, name, versions }: (typeof STORES)[number]): JsonObject => ({
  id,
  name,
  default_version: versionId(id, 0),
  versions: versions.map((version, index) => versionBody(call, id, version, index)),
  links: linksOf(call, `datastores/${id}`),
});

const versionId = (store: string, index: number): string => store.replace(/.{4}$/, `1${store.at(-1)}0${index}`);

const versionBody = (call: RackspaceCall, store: string, name: string, index: number): JsonObject => ({
  id: versionId(store, index),
  name,
  links: linksOf(call, `datastores/${store}/versions/${versionId(store, index)}`),
});

const storeOf = (id: string): (typeof STORES)[number] => {
  const store = STORES.find((one) => one.id === id || one.name === id);
  if (store === undefined) throw fault(404, `Datastore '${id}' cannot be found.`);
  return store;
};

export function addFlavorRoutes(routes: RackspaceRoutes): void {
  const flavorBody = (call: RackspaceCall, flavor: (typeof FLAVORS)[number]): JsonObject => ({ ...flavor, links: linksOf(call, `flavors/${flavor.id}`) });
  routes
    .on('GET flavors', (call) => json(200, { flavors: FLAVORS.map((flavor) => flavorBody(call, flavor)) }))
    .on('GET flavors/{id}', (call, id) => {
      const flavor = flavorOf(id);
      if (flavor === undefined) throw fault(404, `Flavor ${id} cannot be found.`);
      return json(200, { flavor: flavorBody(call, flavor) });
    })
    .on('GET datastores', (call) => json(200, { datastores: STORES.map((store) => storeBody(call, store)) }))
    .on('GET datastores/{id}', (call, id) => json(200, { datastore: storeBody(call, storeOf(id)) }))
    .on('GET datastores/{id}/versions', (call, id) => {
      const store = storeOf(id);
      return json(200, { versions: store.versions.map((version, index) => versionBody(call, store.id, version, index)) });
    });
}
