import type { CallOptions, Marks } from '@portolan/core/driver';
import type { Ec2Context } from './context.ts';
import { type Filter, indexed, literally, type Parameter, type Query, tagList } from './query.ts';

/** An ordinary tag, that other tools see too; the others are hidden from the user's own. */
const OWNER_TAG = 'portolan-owner';
const KEY_TAG = 'portolan.key';
/** Since when: the API does not tell it of addresses, groups, key pairs and subnets. */
const MADE_TAG = 'portolan.made';

// Requests

export const createTags = (id: string, tags: Readonly<Record<string, string>>): Query => ({
  action: 'CreateTags',
  parameters: { 'ResourceId.1': id, ...tagList('Tag', tags) },
  idempotent: true,
});

/** Whatever their values are. */
export const deleteTags = (id: string, names: readonly string[]): Query => ({
  action: 'DeleteTags',
  parameters: { 'ResourceId.1': id, ...Object.fromEntries(names.map((name, index) => [`Tag.${index + 1}.Key`, name])) },
  idempotent: true,
});

/** Tags that come with the thing, where the cloud takes them there. */
export function tagSpecification(type: string, tags: Readonly<Record<string, string>>): Record<string, Parameter> {
  return Object.keys(tags).length === 0
    ? {}
    : { ...indexed('TagSpecification', []), 'TagSpecification.1.ResourceType': type, ...tagList('TagSpecification.1.Tag', tags) };
}

// Wire

/** Source: EC2 API, `tagSet`. */
export interface TagWire {
  readonly key?: string | undefined;
  readonly value?: string | undefined;
}

// Mapping

export function nameIn(tags: readonly TagWire[] | undefined): string | undefined {
  return tags?.find((tag) => tag.key === 'Name')?.value || undefined;
}

/** The user's own: not the name, not the cloud's, not ours. */
export function toTags(tags: readonly TagWire[] | undefined): Record<string, string> {
  const own = (tags ?? []).filter(({ key }) => key !== undefined && key !== 'Name' && !/^(?:aws:|euca:|portolan\.)/.test(key));
  return Object.fromEntries(own.map(({ key, value }) => [key as string, value ?? '']));
}

export interface MarksTold {
  readonly owner?: string | undefined;
  /** Where it was written with the owner. */
  readonly createdAt?: Date | undefined;
}

export function marksIn(tags: readonly TagWire[] | undefined): MarksTold {
  const value = (name: string): string | undefined => tags?.find((tag) => tag.key === name)?.value;
  const made = Date.parse(value(MADE_TAG) ?? '');
  return { owner: value(OWNER_TAG), createdAt: Number.isNaN(made) ? undefined : new Date(made) };
}

/** `made`: for what the API tells no time of. */
export function markTags({ idempotencyKey, owner }: Marks, made?: number): Readonly<Record<string, string>> {
  return {
    ...(idempotencyKey === undefined ? {} : { [KEY_TAG]: idempotencyKey }),
    ...(owner === undefined ? {} : { [OWNER_TAG]: owner, ...(made === undefined ? {} : { [MADE_TAG]: new Date(made).toISOString() }) }),
  };
}

export const ownerFilter = (owner: string | undefined): Filter | undefined =>
  owner === undefined ? undefined : { name: `tag:${OWNER_TAG}`, values: [literally(owner)] };

export const keyFilter = (key: string): Filter => ({ name: `tag:${KEY_TAG}`, values: [literally(key)] });

// Glue

/** Tags something just made, where they could not come with it. */
export async function tagFresh(context: Ec2Context, id: string, tags: Readonly<Record<string, string>>, options: CallOptions): Promise<void> {
  if (context.preset.tagsAtCreate || Object.keys(tags).length === 0) return;
  await context.fresh.settled(id, options, () => context.client.call(createTags(id, tags), options));
}
