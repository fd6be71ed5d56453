import { type ActionTable, DONE, FILTER, PAGE } from '../query/action.ts';
import { Ec2Error } from '../query/ec2-error.ts';
import { type FilterFields, readFilters } from '../query/filters.ts';
import { page } from '../query/paging.ts';
import type { XmlValue } from '../query/xml-writer.ts';
import { type Instance, STATE_CODES } from './entities.ts';
import { checkStop, startInstance, stopInstance, terminateInstance, wrongState } from './instance-states.ts';
import { attachedVolumes, reservations, stateView } from './instance-view.ts';
import { chosen, instanceOf } from './lookup.ts';
import type { Ec2State } from './state.ts';

const fields = (state: Ec2State): FilterFields<Instance> => ({
  'instance-id': (instance) => [instance.id],
  'instance-state-name': (instance) => [instance.state],
  'instance-state-code': (instance) => [STATE_CODES[instance.state]],
  'instance-type': (instance) => [instance.instanceType],
  'image-id': (instance) => [instance.imageId],
  'key-name': (instance) => [instance.keyName],
  'availability-zone': (instance) => [instance.zone],
  'client-token': (instance) => [instance.clientToken],
  'reservation-id': (instance) => [instance.reservationId],
  'owner-id': (instance) => [instance.ownerId],
  'ip-address': (instance) => [instance.publicAddress],
  'private-ip-address': (instance) => [instance.privateAddress],
  'root-device-type': (instance) => [instance.rootDeviceType],
  'root-device-name': (instance) => [instance.rootDeviceName],
  architecture: (instance) => [instance.architecture],
  platform: (instance) => [instance.platform],
  'vpc-id': (instance) => [instance.vpcId],
  'subnet-id': (instance) => [instance.subnetId],
  'network-interface.subnet-id': (instance) => [instance.subnetId],
  'group-id': (instance) => instance.groupIds,
  'instance.group-id': (instance) => instance.groupIds,
  'group-name': (instance) => instance.groupIds.map((id) => state.groups.get(id)?.name),
  'instance.group-name': (instance) => instance.groupIds.map((id) => state.groups.get(id)?.name),
  'launch-time': (instance) => [new Date(instance.launchedAt).toISOString()],
  'virtualization-type': (instance) => [instance.virtualizationType],
  'block-device-mapping.volume-id': (instance) => attachedVolumes(state, instance).map((volume) => volume.id),
  'block-device-mapping.device-name': (instance) => attachedVolumes(state, instance).map((volume) => volume.attachment?.device),
});

const tagsOf = (instance: Instance): ReadonlyMap<string, string> => instance.tags;

/** Changes all named instances or none, and tells what became of each. */
function change(
  state: Ec2State,
  ids: readonly string[],
  check: (instance: Instance) => void,
  proceed: () => void,
  apply: (instance: Instance) => void,
): { instancesSet: XmlValue[] } {
  const instances = ids.map((id) => instanceOf(state, id));
  for (const instance of instances) check(instance);
  proceed();
  return {
    instancesSet: instances.map((instance) => {
      const before = instance.state;
      apply(instance);
      return { instanceId: instance.id, currentState: stateView(instance.state), previousState: stateView(before) };
    }),
  };
}

export const instanceActions: ActionTable = {
  DescribeInstances: {
    accepts: `InstanceId.# ${FILTER} ${PAGE}`,
    run: ({ parameters, state }) => {
      const ids = parameters.list('InstanceId');
      const matches = readFilters(parameters, fields(state), tagsOf);
      const found = chosen(state, state.instances, ids, instanceOf).filter(matches);
      const { items, nextToken } = page(found, parameters, { flavour: state.flavour, limit: state.pageLimit, ids: ids.length });
      return { reservationSet: reservations(state, items), nextToken };
    },
  },
  DescribeInstanceStatus: {
    accepts: `InstanceId.# ${FILTER} ${PAGE} IncludeAllInstances`,
    run: ({ parameters, state }) => {
      const ids = parameters.list('InstanceId');
      const all = parameters.boolean('IncludeAllInstances') ?? false;
      const matches = readFilters<Instance>(parameters, {
        'instance-state-name': (instance) => [instance.state],
        'instance-state-code': (instance) => [STATE_CODES[instance.state]],
        'availability-zone': (instance) => [instance.zone],
      });
      const found = chosen(state, state.instances, ids, instanceOf).filter((instance) => (all || instance.state === 'running') && matches(instance));
      const { items, nextToken } = page(found, parameters, { flavour: state.flavour, limit: state.pageLimit, ids: ids.length });
      return {
        instanceStatusSet: items.map((instance) => {
          const status = instance.state === 'running' ? 'ok' : 'not-applicable';
          const check = { status, details: instance.state === 'running' ? [{ name: 'reachability', status: 'passed' }] : undefined };
          return {
            instanceId: instance.id,
            availabilityZone: instance.zone,
            instanceState: stateView(instance.state),
            systemStatus: check,
            instanceStatus: check,
          };
        }),
        nextToken,
      };
    },
  },
  StartInstances: {
    accepts: 'InstanceId.# AdditionalInfo',
    run: ({ parameters, state, proceed }) =>
      change(
        state,
        parameters.requiredList('InstanceId'),
        (instance) => {
          if (!['running', 'pending', 'stopped'].includes(instance.state)) throw wrongState(instance, 'started');
        },
        proceed,
        (instance) => startInstance(state, instance),
      ),
  },
  StopInstances: {
    accepts: 'InstanceId.# Force',
    awsAccepts: 'Hibernate SkipOsShutdown',
    run: ({ parameters, state, proceed }) =>
      change(
        state,
        parameters.requiredList('InstanceId'),
        (instance) => checkStop(state, instance),
        proceed,
        (instance) => stopInstance(state, instance),
      ),
  },
  RebootInstances: {
    accepts: 'InstanceId.#',
    run: ({ parameters, state, proceed }) => {
      change(
        state,
        parameters.requiredList('InstanceId'),
        (instance) => {
          if (instance.state !== 'running') throw wrongState(instance, 'rebooted');
        },
        proceed,
        (instance) => {
          instance.reboots += 1;
        },
      );
      return DONE;
    },
  },
  TerminateInstances: {
    accepts: 'InstanceId.#',
    awsAccepts: 'Force SkipOsShutdown',
    run: ({ parameters, state, proceed }) =>
      change(
        state,
        parameters.requiredList('InstanceId'),
        (instance) => {
          if (instance.terminationProtected && instance.state !== 'terminated') {
            throw new Ec2Error(
              'OperationNotPermitted',
              `The instance '${instance.id}' may not be terminated. Modify its 'disableApiTermination' instance attribute and try again.`,
            );
          }
        },
        proceed,
        (instance) => terminateInstance(state, instance),
      ),
  },
};
