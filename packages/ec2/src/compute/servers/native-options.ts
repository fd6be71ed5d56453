import { CloudError } from '@portolan/core/driver';
import type { Parameter } from '../query.ts';

/** `native` of `servers.create` on EC2: what only EC2 has. */
export interface Ec2ServerOptions {
  readonly subnetId?: string | undefined;
  readonly privateIpAddress?: string | undefined;
  /** Name or ARN of an instance profile. */
  readonly instanceProfile?: string | undefined;
  readonly placementGroup?: string | undefined;
  readonly tenancy?: string | undefined;
  readonly kernelId?: string | undefined;
  readonly ramdiskId?: string | undefined;
  readonly monitoring?: boolean | undefined;
  readonly ebsOptimized?: boolean | undefined;
  /** Refuses `delete` until it is taken back. */
  readonly terminationProtection?: boolean | undefined;
  /** What a shutdown from inside does. Default `stop`. */
  readonly shutdownBehavior?: 'stop' | 'terminate' | undefined;
  readonly blockDevices?: readonly Ec2BlockDevice[] | undefined;
}

export interface Ec2BlockDevice {
  /** `/dev/sda1`; the image's `rootDeviceName` changes the root disk. */
  readonly deviceName: string;
  /** `ephemeral0` */
  readonly virtualName?: string | undefined;
  readonly snapshotId?: string | undefined;
  readonly sizeGiB?: number | undefined;
  readonly volumeType?: string | undefined;
  readonly iops?: number | undefined;
  readonly encrypted?: boolean | undefined;
  readonly deleteOnTermination?: boolean | undefined;
}

const PARAMETERS: Readonly<Record<Exclude<keyof Ec2ServerOptions, 'blockDevices' | 'instanceProfile'>, string>> = {
  subnetId: 'SubnetId',
  privateIpAddress: 'PrivateIpAddress',
  placementGroup: 'Placement.GroupName',
  tenancy: 'Placement.Tenancy',
  kernelId: 'KernelId',
  ramdiskId: 'RamdiskId',
  monitoring: 'Monitoring.Enabled',
  ebsOptimized: 'EbsOptimized',
  terminationProtection: 'DisableApiTermination',
  shutdownBehavior: 'InstanceInitiatedShutdownBehavior',
};

const DEVICE_PARAMETERS: Readonly<Record<keyof Ec2BlockDevice, string>> = {
  deviceName: 'DeviceName',
  virtualName: 'VirtualName',
  snapshotId: 'Ebs.SnapshotId',
  sizeGiB: 'Ebs.VolumeSize',
  volumeType: 'Ebs.VolumeType',
  iops: 'Ebs.Iops',
  encrypted: 'Ebs.Encrypted',
  deleteOnTermination: 'Ebs.DeleteOnTermination',
};

/** Checked, as parameters of RunInstances. */
export function nativeParameters(native: unknown): Record<string, Parameter> {
  if (native === undefined) return {};
  const { blockDevices, instanceProfile, ...rest } = record(native, 'native') as Ec2ServerOptions;
  const profile = instanceProfile === undefined ? {} : { [`IamInstanceProfile.${instanceProfile.startsWith('arn:') ? 'Arn' : 'Name'}`]: instanceProfile };
  const devices = (blockDevices ?? []).map((device, index) =>
    named(record(device, `native.blockDevices[${index}]`), DEVICE_PARAMETERS, `BlockDeviceMapping.${index + 1}.`),
  );
  return Object.assign({}, named(rest, PARAMETERS, ''), profile, ...devices);
}

function named(options: object, names: Readonly<Record<string, string>>, prefix: string): Record<string, Parameter> {
  const result: Record<string, Parameter> = {};
  for (const [name, value] of Object.entries(options)) {
    if (value === undefined) continue;
    const parameter = Object.hasOwn(names, name) ? names[name] : undefined;
    if (parameter === undefined) throw refused(`unknown option "${name}"; known: ${Object.keys(names).join(', ')}`);
    if (!['string', 'number', 'boolean'].includes(typeof value)) throw refused(`option "${name}": got ${typeof value}`);
    result[`${prefix}${parameter}`] = value as Parameter;
  }
  return result;
}

function record(value: unknown, what: string): object {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw refused(`${what}: expected an object`);
  return value;
}

const refused = (said: string): CloudError =>
  new CloudError('invalid-argument', `native: ${said}`.replace('native: native', 'native'), { outcome: 'not-done' });
