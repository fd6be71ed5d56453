import type { CallOptions } from '@portolan/core/driver';
import type { Ec2Context } from './context.ts';
import { indexed, type Parameter, type Query, tagList } from './query.ts';

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

// Glue

/** Tags something just made, where they could not come with it. */
export async function tagFresh(context: Ec2Context, id: string, tags: Readonly<Record<string, string>>, options: CallOptions): Promise<void> {
  if (context.preset.tagsAtCreate || Object.keys(tags).length === 0) return;
  await context.fresh.settled(id, options, () => context.client.call(createTags(id, tags), options));
}
