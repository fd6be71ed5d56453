import { type ActionTable, DONE, FILTER } from '../query/action.ts';
import { Ec2Error } from '../query/ec2-error.ts';
import { readFilters } from '../query/filters.ts';
import type { XmlValue } from '../query/xml-writer.ts';
import type { Resource } from './entities.ts';
import { Kind } from './kind.ts';
import type { Ec2State } from './state.ts';
import { TAG_SPECIFICATION, tagSetIfAny } from './tags.ts';

interface PlacementGroup extends Resource {
  readonly name: string;
  readonly strategy: string;
}

const placementGroups: Kind<PlacementGroup> = new Kind({ type: 'placement-group', prefix: 'pg', code: 'InvalidPlacementGroup', what: 'Placement Group' });

const STRATEGIES = ['cluster', 'spread', 'partition'];

const named = (state: Ec2State, name: string): PlacementGroup => {
  const group = state.visible(placementGroups.all(state)).find((candidate) => candidate.name === name);
  if (group === undefined) throw new Ec2Error('InvalidPlacementGroup.Unknown', `The Placement Group '${name}' is unknown.`);
  return group;
};

const view = (group: PlacementGroup): XmlValue => ({
  groupName: group.name,
  groupId: group.id,
  strategy: group.strategy,
  state: 'available',
  tagSet: tagSetIfAny(group.tags),
});

/** Amazon's alone: Eucalyptus answers these and does nothing. */
export const placementGroupActions: ActionTable = {
  CreatePlacementGroup: {
    awsAccepts: `GroupName Strategy PartitionCount SpreadLevel ${TAG_SPECIFICATION}`,
    run: ({ parameters, state, proceed }) => {
      const name = parameters.required('GroupName');
      const strategy = parameters.text('Strategy') ?? 'cluster';
      if (!STRATEGIES.includes(strategy)) throw new Ec2Error('InvalidParameterValue', `Value (${strategy}) for parameter strategy is invalid.`);
      if ([...placementGroups.all(state).values()].some((group) => group.name === name))
        throw new Ec2Error('InvalidPlacementGroup.Duplicate', `The placement group '${name}' already exists.`);
      proceed();
      return { ...DONE, placementGroup: view(placementGroups.add(state, { name, strategy }, parameters)) };
    },
  },
  DescribePlacementGroups: {
    awsAccepts: `GroupName.# GroupId.# ${FILTER}`,
    run: ({ parameters, state }) => {
      const names = parameters.list('GroupName');
      const ids = parameters.list('GroupId');
      const matches = readFilters<PlacementGroup>(
        parameters,
        { 'group-name': (group) => [group.name], strategy: (group) => [group.strategy], state: () => ['available'] },
        (group) => group.tags,
      );
      const all = names.length === 0 ? state.visible(placementGroups.all(state)) : names.map((name) => named(state, name));
      return { placementGroupSet: all.filter((group) => (ids.length === 0 || ids.includes(group.id)) && matches(group)).map(view) };
    },
  },
  DeletePlacementGroup: {
    awsAccepts: 'GroupName',
    run: ({ parameters, state, proceed }) => {
      const group = named(state, parameters.required('GroupName'));
      proceed();
      placementGroups.remove(state, group);
      return DONE;
    },
  },
};
