import { type ActionTable, DONE, FILTER, PAGE } from '../query/action.ts';
import { Ec2Error, invalidValue } from '../query/ec2-error.ts';
import { readFilters } from '../query/filters.ts';
import { page } from '../query/paging.ts';
import type { Parameters } from '../query/parameters.ts';
import type { XmlValue } from '../query/xml-writer.ts';
import type { Resource } from './entities.ts';
import type { Ec2State } from './state.ts';

const MAX_TAGS = 50;
const MAX_KEY = 127;
const MAX_VALUE = 255;

export const tagSet = (tags: ReadonlyMap<string, string>): XmlValue => [...tags].map(([key, value]) => ({ key, value }));

/** AWS leaves `tagSet` out of an untagged instance; `undefined` then. */
export const tagSetIfAny = (tags: ReadonlyMap<string, string>): XmlValue => (tags.size === 0 ? undefined : tagSet(tags));

function collections(state: Ec2State): readonly (readonly [type: string, map: ReadonlyMap<string, Resource>])[] {
  return [
    ['instance', state.instances],
    ['image', state.images],
    ['volume', state.volumes],
    ['snapshot', state.snapshots],
    ['security-group', state.groups],
    ['key-pair', state.keyPairs],
    ['vpc', state.vpcs],
    ['subnet', state.subnets],
    ['elastic-ip', state.addresses],
    ...state.extras,
  ];
}

function resourceOf(state: Ec2State, id: string): Resource {
  for (const [, map] of collections(state)) {
    const found = state.find(map, id) ?? [...map.values()].find((item) => item.id === id && item.visibleAt <= state.now);
    if (found !== undefined) return found;
  }
  const what = /^[a-z]+-/.exec(id)?.[0] ?? '';
  const codes: Readonly<Record<string, string>> = {
    'i-': 'InvalidInstanceID',
    'vol-': 'InvalidVolume',
    'snap-': 'InvalidSnapshot',
    'sg-': 'InvalidGroup',
    'ami-': 'InvalidAMIID',
    'emi-': 'InvalidAMIID',
    'vpc-': 'InvalidVpcID',
    'subnet-': 'InvalidSubnetID',
  };
  const code = codes[what];
  if (code === undefined) throw new Ec2Error('InvalidID', `The ID '${id}' is not valid`);
  throw new Ec2Error(`${code}.NotFound`, `The ID '${id}' does not exist`);
}

function readTags(state: Ec2State, parameters: Parameters): [string, string][] {
  return parameters.structures('Tag').map((tag) => {
    const key = tag.required('Key');
    const value = tag.text('Value') ?? '';
    if (key.startsWith('aws:') || (state.flavour.name === 'eucalyptus' && key.startsWith('euca:'))) {
      throw invalidValue(`Tag keys starting with '${key.slice(0, key.indexOf(':') + 1)}' are reserved for internal use`);
    }
    if (Array.from(key).length > MAX_KEY) throw invalidValue(`Tag key exceeds the maximum length of ${MAX_KEY} characters`);
    if (Array.from(value).length > MAX_VALUE) throw invalidValue(`Tag value exceeds the maximum length of ${MAX_VALUE} characters`);
    return [key, value];
  });
}

function checkLimit(tags: ReadonlyMap<string, string>, added: readonly (readonly [string, string])[]): void {
  if (new Set([...tags.keys(), ...added.map(([key]) => key)]).size > MAX_TAGS)
    throw new Ec2Error('TagLimitExceeded', 'The maximum number of Tags for a resource has been reached.');
}

/** `TagSpecification.n` of a create call, by resource type. */
export function readTagSpecifications(state: Ec2State, parameters: Parameters, types: readonly string[]): ReadonlyMap<string, [string, string][]> {
  const byType = new Map<string, [string, string][]>();
  for (const specification of parameters.structures('TagSpecification')) {
    const type = specification.required('ResourceType');
    if (!types.includes(type)) throw invalidValue(`'${type}' is not a valid taggable resource type for this operation.`);
    const tags = readTags(state, specification);
    if (new Set(tags.map(([key]) => key)).size !== tags.length) throw invalidValue('Duplicate tag keys found. Please note that Tag keys are case insensitive.');
    checkLimit(new Map(), tags);
    byType.set(type, tags);
  }
  return byType;
}

export const TAG_SPECIFICATION = 'TagSpecification.#.ResourceType TagSpecification.#.Tag.#.Key TagSpecification.#.Tag.#.Value';

export const tagActions: ActionTable = {
  CreateTags: {
    accepts: 'ResourceId.# Tag.#.Key Tag.#.Value',
    run: ({ parameters, state, proceed }) => {
      const tags = readTags(state, parameters);
      if (tags.length === 0) throw new Ec2Error('MissingParameter', 'The request must contain the parameter tagSet');
      const resources = parameters.requiredList('ResourceId').map((id) => resourceOf(state, id));
      for (const resource of resources) checkLimit(resource.tags, tags);
      proceed();
      for (const resource of resources) for (const [key, value] of tags) resource.tags.set(key, value);
      return DONE;
    },
  },
  DeleteTags: {
    accepts: 'ResourceId.# Tag.#.Key Tag.#.Value',
    run: ({ parameters, state, proceed }) => {
      const resources = parameters.requiredList('ResourceId').map((id) => resourceOf(state, id));
      const tags = parameters.structures('Tag').map((tag) => [tag.required('Key'), tag.text('Value')] as const);
      proceed();
      for (const resource of resources) {
        if (tags.length === 0) resource.tags.clear();
        // With a value, even an empty one: only where it is equal.
        for (const [key, value] of tags) if (value === undefined || resource.tags.get(key) === value) resource.tags.delete(key);
      }
      return DONE;
    },
  },
  DescribeTags: {
    accepts: `${FILTER} ${PAGE}`,
    run: ({ parameters, state }) => {
      const all = collections(state).flatMap(([type, map]) =>
        state.visible(map).flatMap((resource) =>
          [...resource.tags].map(([key, value], index) => ({
            sequence: resource.sequence + index / 100,
            resourceId: resource.id,
            resourceType: type,
            key,
            value,
          })),
        ),
      );
      const matches = readFilters<(typeof all)[number]>(parameters, {
        key: (tag) => [tag.key],
        value: (tag) => [tag.value],
        'resource-id': (tag) => [tag.resourceId],
        'resource-type': (tag) => [tag.resourceType],
      });
      const sorted = all.filter(matches).sort((a, b) => a.sequence - b.sequence);
      const { items, nextToken } = page(sorted, parameters, { flavour: state.flavour, limit: state.pageLimit, ids: 0 });
      return { tagSet: items.map(({ resourceId, resourceType, key, value }) => ({ resourceId, resourceType, key, value })), nextToken };
    },
  },
};
