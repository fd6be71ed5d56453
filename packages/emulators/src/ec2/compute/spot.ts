import { type ActionTable, FILTER, PAGE } from '../query/action.ts';
import { Ec2Error, missingParameter } from '../query/ec2-error.ts';
import { Parameters } from '../query/parameters.ts';
import type { XmlValue } from '../query/xml-writer.ts';
import type { Resource } from './entities.ts';
import { Kind } from './kind.ts';
import { imageOf } from './lookup.ts';
import { runInstancesActions } from './run-instances.ts';
import type { Ec2State } from './state.ts';
import { TAG_SPECIFICATION, tagSetIfAny } from './tags.ts';

type SpotState = 'open' | 'active' | 'closed' | 'cancelled' | 'failed';

interface SpotRequest extends Resource {
  state: SpotState;
  status: string;
  readonly price: string;
  readonly type: string;
  readonly createdAt: number;
  readonly specification: Parameters;
  instanceId: string | undefined;
}

const spotRequests: Kind<SpotRequest> = new Kind({
  type: 'spot-instances-request',
  prefix: 'sir',
  code: 'InvalidSpotInstanceRequestID',
  what: 'spot instance request ID',
});

/** What every type costs in this cloud, on the spot: a bid below waits. */
const SPOT_PRICE = 0.01;

const requestView = (_state: Ec2State, request: SpotRequest): XmlValue => ({
  spotInstanceRequestId: request.id,
  spotPrice: request.price,
  type: request.type,
  state: request.state,
  status: { code: request.status, updateTime: new Date(request.createdAt), message: request.status },
  launchSpecification: {
    imageId: request.specification.text('ImageId'),
    instanceType: request.specification.text('InstanceType'),
    keyName: request.specification.text('KeyName'),
    groupSet: request.specification.list('SecurityGroupId').map((groupId) => ({ groupId })),
    monitoring: { enabled: request.specification.boolean('Monitoring.Enabled') ?? false },
  },
  instanceId: request.instanceId,
  createTime: new Date(request.createdAt),
  productDescription: 'Linux/UNIX',
  tagSet: tagSetIfAny(request.tags),
});

async function fulfil(state: Ec2State, request: SpotRequest): Promise<void> {
  const before = new Set(state.instances.keys());
  const values = new Map([...request.specification.entries(), ['MinCount', '1'], ['MaxCount', '1']] as [string, string][]);
  const caller = { accessKeyId: 'spot', secretAccessKey: '', accountId: state.accountId };
  await runInstancesActions['RunInstances']?.run({ parameters: new Parameters(values), state, caller, proceed: () => undefined, host: '' });
  request.instanceId = [...state.instances.keys()].find((id) => !before.has(id));
  request.state = 'active';
  request.status = 'fulfilled';
}

const SPECIFICATION =
  `ImageId KeyName SecurityGroup.# SecurityGroupId.# UserData AddressingType InstanceType Placement.AvailabilityZone Placement.GroupName KernelId RamdiskId
  BlockDeviceMapping.#.DeviceName BlockDeviceMapping.#.Ebs.VolumeSize BlockDeviceMapping.#.Ebs.SnapshotId BlockDeviceMapping.#.Ebs.VolumeType
  BlockDeviceMapping.#.Ebs.DeleteOnTermination SubnetId EbsOptimized Monitoring.Enabled IamInstanceProfile.Arn IamInstanceProfile.Name`
    .split(/\s+/)
    .map((name) => `LaunchSpecification.${name}`)
    .join(' ');

/** Amazon's alone: Eucalyptus answers these and does nothing. */
export const spotActions: ActionTable = {
  RequestSpotInstances: {
    awsAccepts: `SpotPrice ClientToken InstanceCount Type ValidFrom ValidUntil LaunchGroup AvailabilityZoneGroup BlockDurationMinutes ${SPECIFICATION} ${TAG_SPECIFICATION}`,
    run: async ({ parameters, state, proceed }) => {
      const specification = parameters.structure('LaunchSpecification');
      imageOf(state, specification.required('ImageId'));
      state.instanceType(specification.text('InstanceType') ?? 'm1.small');
      const price = parameters.text('SpotPrice') ?? String(SPOT_PRICE);
      if (!(Number(price) > 0)) throw new Ec2Error('InvalidParameterValue', `Invalid price: ${price}`);
      const count = parameters.integer('InstanceCount') ?? 1;
      if (count < 1) throw missingParameter('InstanceCount');
      proceed();
      const type = parameters.text('Type') ?? 'one-time';
      const made: SpotRequest[] = [];
      for (let index = 0; index < count; index += 1) {
        const fields = { state: 'open' as SpotState, status: 'pending-evaluation', price, type, createdAt: state.now, specification, instanceId: undefined };
        const request = spotRequests.add(state, fields, parameters);
        if (Number(price) >= SPOT_PRICE) await fulfil(state, request);
        else request.status = 'price-too-low';
        made.push(request);
      }
      return { spotInstanceRequestSet: made.map((request) => requestView(state, request)) };
    },
  },
  DescribeSpotInstanceRequests: spotRequests.describe({
    ids: 'SpotInstanceRequestId',
    set: 'spotInstanceRequestSet',
    view: requestView,
    awsOnly: true,
    fields: {
      'spot-instance-request-id': (request) => [request.id],
      state: (request) => [request.state],
      'status-code': (request) => [request.status],
      'instance-id': (request) => [request.instanceId],
      type: (request) => [request.type],
    },
  }),
  CancelSpotInstanceRequests: {
    awsAccepts: 'SpotInstanceRequestId.#',
    run: ({ parameters, state, proceed }) => {
      const requests = parameters.requiredList('SpotInstanceRequestId').map((id) => spotRequests.of(state, id));
      proceed();
      // The instance it got runs on.
      for (const request of requests) request.state = 'cancelled';
      return { spotInstanceRequestSet: requests.map(({ id, state: now }) => ({ spotInstanceRequestId: id, state: now })) };
    },
  },
  DescribeSpotPriceHistory: {
    awsAccepts: `StartTime EndTime InstanceType.# ProductDescription.# AvailabilityZone ${FILTER} ${PAGE}`,
    run: ({ parameters, state }) => {
      const types = parameters.list('InstanceType');
      const zone = parameters.text('AvailabilityZone');
      const hour = Math.floor(state.now / 3_600_000) * 3_600_000;
      return {
        spotPriceHistorySet: state.instanceTypes
          .filter(({ name }) => types.length === 0 || types.includes(name))
          .flatMap(({ name }) =>
            state.zones
              .filter((candidate) => zone === undefined || candidate === zone)
              .map((availabilityZone) => ({
                instanceType: name,
                productDescription: 'Linux/UNIX',
                spotPrice: SPOT_PRICE.toFixed(6),
                timestamp: new Date(hour),
                availabilityZone,
              })),
          ),
        nextToken: '',
      };
    },
  },
};
