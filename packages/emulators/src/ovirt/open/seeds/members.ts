import { catalogue } from '../../catalogue/catalogue.ts';
import type { Element } from '../../wire/element.ts';
import type { OpenItem } from '../open-store.ts';
import { membersOf } from '../plain-object.ts';
import { SUPER_USER } from './access.ts';
import { type SeedContext, stableId } from './seed-context.ts';

const NONE: ReadonlyMap<string, Element> = new Map();

/** Memberships that are there at first. */
export const MEMBERS: Readonly<Record<string, (context: SeedContext) => OpenItem[]>> = {
  // The networks of its data center, as they are when the cluster is made.
  '/clusters/{}/networks': ({ state, ids }) => {
    const struct = catalogue().struct('Network');
    const center = state.clusters.get(ids[0] ?? '')?.dataCenterId;
    if (struct === undefined) return [];
    return [...state.networks.values()]
      .filter((one) => one.dataCenterId === center)
      .map((one) => {
        const first = one.name === 'ovirtmgmt';
        const usages = first ? ['vm', 'management', 'migration', 'display', 'default_route'] : ['vm'];
        return { id: one.id, target: `/networks/${one.id}`, members: membersOf(struct, { required: first, display: first, status: 'operational', usages }) };
      });
  },
  '/storagedomains/{}/storageconnections': ({ state, ids }) => {
    const id = stableId(`connection ${ids[0] ?? ''}`);
    return state.open.collection('/storageconnections').has(id) ? [{ id, target: `/storageconnections/${id}`, members: NONE }] : [];
  },
  '/clusters/{}/externalnetworkproviders': ({ state }) =>
    [...state.open.collection('/openstacknetworkproviders').values()].map(({ id }) => ({ id, target: `/openstacknetworkproviders/${id}`, members: NONE })),
  '/users/{}/roles': ({ state, ids }) => (ids[0] === state.adminId ? [{ id: SUPER_USER, target: `/roles/${SUPER_USER}`, members: NONE }] : []),
};
