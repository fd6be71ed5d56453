import { type ActionTable, DONE } from '../query/action.ts';
import { Ec2Error, invalidValue } from '../query/ec2-error.ts';
import type { Parameters } from '../query/parameters.ts';
import type { XmlValue } from '../query/xml-writer.ts';
import type { Instance } from './entities.ts';
import { attachedVolumes, groupSet } from './instance-view.ts';
import { groupOf, instanceOf } from './lookup.ts';
import type { Ec2State } from './state.ts';

const ATTRIBUTES: Readonly<Record<string, (instance: Instance, state: Ec2State) => XmlValue>> = {
  instanceType: (instance) => ({ value: instance.instanceType }),
  userData: (instance) => (instance.userData.length === 0 ? {} : { value: instance.userData.toString('base64') }),
  disableApiTermination: (instance) => ({ value: instance.terminationProtected }),
  instanceInitiatedShutdownBehavior: (instance) => ({ value: instance.shutdownBehavior }),
  rootDeviceName: (instance) => ({ value: instance.rootDeviceName }),
  sourceDestCheck: () => ({ value: true }),
  ebsOptimized: () => ({ value: false }),
  groupSet: (instance, state) => groupSet(state, instance.groupIds),
  blockDeviceMapping: (instance, state) =>
    attachedVolumes(state, instance).map((volume) => ({
      deviceName: volume.attachment!.device,
      ebs: {
        volumeId: volume.id,
        status: volume.attachment!.state,
        attachTime: new Date(volume.attachment!.attachedAt),
        deleteOnTermination: volume.attachment!.deleteOnTermination,
      },
    })),
};

const capitalised = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

/** `Attribute=instanceType&Value=…` or `InstanceType.Value=…`; one attribute a call. */
function asked(parameters: Parameters): { attribute: string; value: string } {
  const attribute = parameters.text('Attribute');
  if (attribute !== undefined && parameters.text('Value') !== undefined) return { attribute, value: parameters.required('Value') };
  const given = parameters.entries().flatMap(([name, value]) => {
    const match = /^([A-Z]\w*)\.Value$/.exec(name);
    return match === null ? [] : [{ attribute: match[1]!.charAt(0).toLowerCase() + match[1]!.slice(1), value }];
  });
  if (given.length > 1) throw new Ec2Error('InvalidParameterCombination', 'Fields for multiple attribute types specified');
  if (given.length === 0) throw new Ec2Error('InvalidParameterCombination', 'No attributes specified.');
  return given[0]!;
}

function whenStopped(instance: Instance, attribute: string): void {
  if (instance.state !== 'stopped')
    throw new Ec2Error(
      'IncorrectInstanceState',
      `The instance '${instance.id}' is not in the 'stopped' state. The attribute '${attribute}' may only be modified when the instance is stopped.`,
    );
}

const truth = (value: string): boolean => {
  if (value !== 'true' && value !== 'false') throw invalidValue(`Invalid value '${value}'. Must be true or false.`);
  return value === 'true';
};

export const instanceAttributeActions: ActionTable = {
  DescribeInstanceAttribute: {
    accepts: 'InstanceId Attribute',
    run: ({ parameters, state }) => {
      const instance = instanceOf(state, parameters.required('InstanceId'));
      const name = parameters.required('Attribute');
      const view = Object.hasOwn(ATTRIBUTES, name) ? ATTRIBUTES[name] : undefined;
      if (view === undefined) throw invalidValue(`Value (${name}) for parameter attribute is invalid. Unknown attribute.`);
      return { instanceId: instance.id, [name]: view(instance, state) };
    },
  },
  ModifyInstanceAttribute: {
    accepts: `InstanceId Attribute Value GroupId.# ${Object.keys(ATTRIBUTES)
      .map((name) => `${capitalised(name)}.Value`)
      .join(' ')} Kernel.Value Ramdisk.Value
      BlockDeviceMapping.#.DeviceName BlockDeviceMapping.#.Ebs.VolumeId BlockDeviceMapping.#.Ebs.DeleteOnTermination`,
    run: ({ parameters, state, proceed }) => {
      const instance = instanceOf(state, parameters.required('InstanceId'));
      const groups = parameters.list('GroupId').map((id) => groupOf(state, id).id);
      if (groups.length > 0) {
        proceed();
        instance.groupIds = groups;
        return DONE;
      }
      const devices = parameters.structures('BlockDeviceMapping');
      if (devices.length > 0) {
        proceed();
        for (const device of devices) {
          const volume = attachedVolumes(state, instance).find((candidate) => candidate.attachment?.device === device.required('DeviceName'));
          if (volume?.attachment === undefined)
            throw new Ec2Error('InvalidInstanceAttributeValue', `No device is currently mapped at ${device.required('DeviceName')}`);
          volume.attachment.deleteOnTermination = device.boolean('Ebs.DeleteOnTermination') ?? volume.attachment.deleteOnTermination;
        }
        return DONE;
      }
      const { attribute, value } = asked(parameters);
      modify(state, instance, attribute, value, proceed);
      return DONE;
    },
  },
};

function modify(state: Ec2State, instance: Instance, attribute: string, value: string, proceed: () => void): void {
  switch (attribute) {
    case 'instanceType': {
      const type = state.instanceType(value);
      if (state.flavour.name === 'eucalyptus' && instance.rootDeviceType !== 'ebs')
        throw new Ec2Error('UnsupportedOperation', 'The instance is not EBS-backed.');
      whenStopped(instance, attribute);
      if (type.architecture !== instance.architecture)
        throw invalidValue(
          `The architecture '${type.architecture}' of the specified instance type does not match the architecture '${instance.architecture}' of the instance.`,
        );
      proceed();
      instance.instanceType = type.name;
      return;
    }
    case 'userData':
      whenStopped(instance, attribute);
      proceed();
      instance.userData = Buffer.from(value, 'base64');
      return;
    case 'disableApiTermination': {
      const on = truth(value);
      proceed();
      instance.terminationProtected = on;
      return;
    }
    case 'instanceInitiatedShutdownBehavior':
      if (value !== 'stop' && value !== 'terminate') throw invalidValue(`Value (${value}) for parameter instanceInitiatedShutdownBehavior is invalid.`);
      proceed();
      instance.shutdownBehavior = value;
      return;
    case 'sourceDestCheck':
    case 'ebsOptimized':
      truth(value);
      proceed();
      return;
    default:
      throw invalidValue(`Value (${attribute}) for parameter attribute is invalid. Unknown attribute.`);
  }
}
