import type { Field, Searchable } from '../search/run-search.ts';
import { type Element, part } from '../wire/element.ts';

const text = (...path: readonly string[]): Field<Element> => ({
  kind: 'text',
  of: (one) => path.reduce<Element | undefined>((at, name) => (at === undefined ? undefined : part(at, name)), one)?.text ?? '',
});
const BASE = { name: text('name'), description: text('description'), comment: text('comment') };

/** Collections without behaviour that the query language can search. */
const SEARCHES: Readonly<Record<string, Searchable<Element>>> = {
  Groups: { own: ['groups', 'group'], defaultSort: 'name', fields: { name: text('name') } },
  Users: {
    own: ['users', 'user'],
    defaultSort: 'name',
    fields: {
      name: text('name'),
      lastname: text('last_name'),
      usrname: text('user_name'),
      login: text('user_name'),
      department: text('department'),
      email: text('email'),
    },
  },
  VmPools: { own: ['pools', 'pool', 'vmpools', 'vmpool'], defaultSort: 'name', fields: { ...BASE, type: text('type') } },
};

export const searchableOf = (service: string): Searchable<Element> | undefined => SEARCHES[service];
