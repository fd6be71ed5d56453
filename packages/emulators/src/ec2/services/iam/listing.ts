import type { Parameters } from '../../query/parameters.ts';
import type { MemberValue } from '../member-xml.ts';
import { servicePage } from '../service-paging.ts';
import type { IamStore } from './store.ts';
import type { View } from './view.ts';

const RULES = { token: 'Marker', size: 'MaxItems', standard: 100, largest: 1000 };

/** A page of a list, as all of IAM's come: the items under their name, `IsTruncated`, and a `Marker` for the next. */
export function listed<T>(
  store: IamStore,
  parameters: Parameters,
  name: string,
  items: Iterable<T>,
  keyOf: (item: T) => string,
  view: (item: T) => MemberValue,
): View {
  const page = servicePage([...items], keyOf, parameters, RULES, store.context.ec2.pageLimit);
  return { [name]: page.items.map(view), IsTruncated: page.next !== undefined, Marker: page.next };
}

/** Only those whose path begins so. */
export const underPath = <T extends { readonly path: string }>(parameters: Parameters, items: Iterable<T>): T[] =>
  [...items].filter(({ path }) => path.startsWith(parameters.text('PathPrefix') ?? '/'));
