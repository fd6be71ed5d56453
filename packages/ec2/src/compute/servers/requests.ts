import { type CreateServerRequest, type ListServersDriverOptions, plannedId } from '@portolan/core/driver';
import type { Preset } from '../../presets.ts';
import { filters, indexed, literally, type Parameter, pageSize, type Query } from '../query.ts';
import { tagSpecification } from '../tags.ts';
import { NATIVE_STATES } from './mapping.ts';
import { nativeParameters } from './native-options.ts';

const MAX_RESULTS = 1000;

export function list(options: ListServersDriverOptions, cursor: string | undefined, preset: Preset): Query {
  const { name, state, tags } = options;
  const states = state === undefined ? undefined : NATIVE_STATES[state];
  return {
    action: 'DescribeInstances',
    parameters: {
      ...(preset.pages ? { MaxResults: pageSize(options.pageSize, MAX_RESULTS) } : {}),
      NextToken: cursor,
      ...filters([
        name === undefined ? undefined : { name: 'tag:Name', values: [literally(name)] },
        states === undefined ? undefined : { name: 'instance-state-name', values: states },
        ...Object.entries(tags ?? {}).map(([key, value]) => ({ name: `tag:${key}`, values: [literally(value)] })),
      ]),
    },
  };
}

export const get = (id: string): Query => ({ action: 'DescribeInstances', parameters: { 'InstanceId.1': id } });

/** The name and the user's tags. */
export const tagsOf = (request: CreateServerRequest): Record<string, string> => ({ Name: request.name, ...request.tags });

/** The ClientToken makes it repeatable: the same token is the same instance. */
export function create(request: CreateServerRequest, clientToken: string | undefined, preset: Preset): Query {
  return {
    action: 'RunInstances',
    parameters: {
      ImageId: request.imageId,
      MinCount: 1,
      MaxCount: 1,
      InstanceType: request.sizeId,
      ClientToken: clientToken,
      KeyName: request.keyPairId,
      'Placement.AvailabilityZone': request.locationId,
      // Encoded once, here: encoded twice it reaches the guest as base64.
      UserData: request.bootScript === undefined ? undefined : Buffer.from(request.bootScript, 'utf8').toString('base64'),
      ...network(request.networkIds ?? [], request.firewallIds ?? []),
      ...(preset.tagsAtCreate ? tagSpecification('instance', tagsOf(request)) : {}),
      ...nativeParameters(request.native),
    },
    idempotent: clientToken !== undefined,
    planned: `<instancesSet><item><instanceId>${plannedId('server')}</instanceId></item></instancesSet>`,
  };
}

/** One network is the instance's; several are cards, and firewalls then belong to the cards. */
function network(networkIds: readonly string[], firewallIds: readonly string[]): Record<string, Parameter> {
  if (networkIds.length > 1) {
    return Object.assign(
      {},
      ...networkIds.map((id, index) => ({
        [`NetworkInterface.${index + 1}.DeviceIndex`]: index,
        [`NetworkInterface.${index + 1}.SubnetId`]: id,
        ...indexed(`NetworkInterface.${index + 1}.SecurityGroupId`, firewallIds),
      })),
    );
  }
  // Clouds without VPC know groups by name.
  const isId = (id: string): boolean => id.startsWith('sg-');
  return {
    SubnetId: networkIds[0],
    ...indexed('SecurityGroupId', firewallIds.filter(isId)),
    ...indexed(
      'SecurityGroup',
      firewallIds.filter((id) => !isId(id)),
    ),
  };
}

const act = (action: string, id: string): Query => ({ action, parameters: { 'InstanceId.1': id }, idempotent: true });

export const start = (id: string): Query => act('StartInstances', id);
export const stop = (id: string): Query => act('StopInstances', id);
/** Twice is two reboots. */
export const reboot = (id: string): Query => ({ ...act('RebootInstances', id), idempotent: false });
export const remove = (id: string): Query => act('TerminateInstances', id);
/** One that is not there, or protected, and none of them goes. */
export const removeMany = (ids: readonly string[]): Query => ({ action: 'TerminateInstances', parameters: indexed('InstanceId', ids), idempotent: true });

export const setSize = (id: string, sizeId: string): Query => ({
  action: 'ModifyInstanceAttribute',
  parameters: { InstanceId: id, 'InstanceType.Value': sizeId },
  idempotent: true,
});

export const consoleOutput = (id: string): Query => ({ action: 'GetConsoleOutput', parameters: { InstanceId: id } });
