import { CloudError } from '@portolan/core/driver';

/** One action with its parameters: flat names, as they go on the wire. `undefined` is left out. */
export interface Query {
  readonly action: string;
  readonly parameters: Readonly<Record<string, Parameter>>;
  /** Doing it twice is doing it once: sent again after a lost answer. Default: for Describe and Get. */
  readonly idempotent?: boolean | undefined;
  /** What a plan takes for the members of the answer. */
  readonly planned?: string | undefined;
}

export type Parameter = string | number | boolean | undefined;

/** `InstanceId.1=…&InstanceId.2=…`; lists are flat and count from 1. An empty list says nothing. */
export function indexed(name: string, values: readonly Parameter[] | undefined): Record<string, Parameter> {
  return Object.fromEntries((values ?? []).map((value, index) => [`${name}.${index + 1}`, value]));
}

export interface Filter {
  readonly name: string;
  readonly values: readonly string[];
}

/** Values of one filter are alternatives, filters add up. */
export function filters(list: readonly (Filter | undefined)[]): Record<string, Parameter> {
  const present = list.filter((one) => one !== undefined);
  return Object.assign({}, ...present.map((one, index) => ({ [`Filter.${index + 1}.Name`]: one.name, ...indexed(`Filter.${index + 1}.Value`, one.values) })));
}

/** A filter's value taken literally: `*` and `?` are wildcards there. */
export const literally = (text: string): string => text.replace(/[\\*?]/g, '\\$&');

/** `Tag.1.Key=…&Tag.1.Value=…` */
export function tagList(prefix: string, tags: Readonly<Record<string, string>>): Record<string, Parameter> {
  return Object.assign(
    {},
    ...Object.entries(tags).map(([key, value], index) => ({ [`${prefix}.${index + 1}.Key`]: key, [`${prefix}.${index + 1}.Value`]: value })),
  );
}

/** Pages of 5 to `most`. */
export const pageSize = (wanted: number | undefined, most: number): number => Math.min(Math.max(wanted ?? most, 5), most);

/** A volume's size: whole GiB. */
export const gibOf = (mib: number): number => Math.ceil(mib / 1024);

export function assertNoReservedTags(tags: Readonly<Record<string, string>>): void {
  for (const name of Object.keys(tags)) {
    if (name === 'Name') {
      throw new CloudError('invalid-argument', 'tags.Name: on EC2 this tag is the name', { outcome: 'not-done', remedy: 'use name, or rename()' });
    }
    if (/^(?:aws|euca):/i.test(name)) throw new CloudError('invalid-argument', `tags.${name}: the cloud reserves such names`, { outcome: 'not-done' });
  }
}
