import type { Field, Searchable } from '../search/run-search.ts';
import type { Cluster, Vm } from '../state/model.ts';
import type { Call } from '../wire/call.ts';
import { type Element, part } from '../wire/element.ts';

const text = (...path: readonly string[]): Field<Element> => ({
  kind: 'text',
  of: (one) => path.reduce<Element | undefined>((at, name) => (at === undefined ? undefined : part(at, name)), one)?.text ?? '',
});
const BASE = { name: text('name'), description: text('description'), comment: text('comment') };

type Open = Omit<Call, 'ids'>;
const idOf = (one: Element): string => one.attributes['id'] ?? '';
const referred = (one: Element, name: string): string => part(one, name)?.attributes['id'] ?? '';

/** Collections without behaviour that the query language can search. */
const SEARCHES: Readonly<Record<string, (call: Open) => Searchable<Element>>> = {
  Groups: () => ({ own: ['groups', 'group'], defaultSort: 'name', fields: { name: text('name'), grpname: text('name') } }),
  Users: ({ state }) => ({
    own: ['users', 'user'],
    defaultSort: 'name',
    fields: {
      name: text('name'),
      lastname: text('last_name'),
      usrname: text('user_name'),
      login: text('user_name'),
      user_and_domain: text('user_name'),
      directory: { kind: 'text', of: (one) => part(one, 'user_name')?.text?.split('@')[1] ?? '' },
      department: text('department'),
      email: text('email'),
      tag: { kind: 'text', of: (one) => [...state.open.collection(`/users/${idOf(one)}/tags`).keys()].flatMap((id) => state.tags.get(id)?.name ?? []) },
      type: { kind: 'enum', values: ['user', 'group'], of: () => 'user' },
    },
  }),
  VmPools: ({ state }) => {
    const machines = (one: Element): Vm[] => [...state.vms.values()].filter((vm) => vm.poolId === idOf(one));
    const cluster = (one: Element): Cluster | undefined => state.clusters.get(referred(one, 'cluster'));
    return {
      own: ['pools', 'pool', 'vmpools', 'vmpool'],
      defaultSort: 'name',
      fields: {
        ...BASE,
        type: { kind: 'enum', values: ['automatic', 'manual'], of: (one) => part(one, 'type')?.text ?? '' },
        cluster: { kind: 'text', of: (one) => cluster(one)?.name ?? '' },
        datacenter: { kind: 'text', of: (one) => state.dataCenters.get(cluster(one)?.dataCenterId ?? '')?.name ?? '' },
        assigned_vm_count: { kind: 'number', of: (one) => machines(one).length },
        running_vm_count: { kind: 'number', of: (one) => machines(one).filter((vm) => vm.status !== 'down').length },
      },
    };
  },
};

export const searchableOf = (service: string, call: Open): Searchable<Element> | undefined => SEARCHES[service]?.(call);
