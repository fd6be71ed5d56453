import type { Image, SecurityGroup, Subnet, Vpc } from './entities.ts';
import type { Ec2State } from './state.ts';

/** An image the emulated cloud is to offer besides its own. */
export interface SeedImage {
  readonly name: string;
  readonly id?: string;
  readonly architecture?: 'x86_64' | 'arm64';
  /** Owned by the account itself (`self`), not by the cloud. */
  readonly own?: boolean;
}

const CANONICAL = '099720109477';
const AMAZON = '137112412989';

function addImage(state: Ec2State, image: Partial<Image> & Pick<Image, 'name'>): Image {
  const kind = image.kind ?? 'machine';
  const { imagePrefix, kernelPrefix, ramdiskPrefix } = state.flavour;
  const born = state.born(kind === 'machine' ? imagePrefix : kind === 'kernel' ? kernelPrefix : ramdiskPrefix);
  const rootDeviceType = image.rootDeviceType ?? 'ebs';
  const rootDeviceName = image.rootDeviceName ?? '/dev/sda1';
  const full: Image = {
    ...born,
    visibleAt: 0,
    state: 'available',
    kind,
    description: '',
    location: `${image.ownerAlias ?? born.ownerId}/${image.name}`,
    architecture: 'x86_64',
    rootDeviceType,
    rootDeviceName,
    virtualizationType: 'hvm',
    blockDevices:
      kind === 'machine' && rootDeviceType === 'ebs'
        ? [
            {
              deviceName: rootDeviceName,
              ebs: { snapshotId: state.newId('snap'), volumeSize: 8, deleteOnTermination: true, volumeType: 'gp2', encrypted: false },
            },
          ]
        : [],
    createdAt: Date.UTC(2024, 0, 15) + born.sequence * 3_600_000,
    isPublic: true,
    ...image,
  };
  for (const device of full.blockDevices) {
    const snapshotId = device.ebs?.snapshotId;
    if (snapshotId === undefined) continue;
    state.snapshots.set(snapshotId, {
      ...state.born('snap'),
      id: snapshotId,
      ownerId: full.ownerId,
      visibleAt: 0,
      state: 'completed',
      volumeId: 'vol-ffffffff',
      volumeSizeGiB: device.ebs?.volumeSize ?? 8,
      description: `Created by CreateImage for ${full.id}`,
      startedAt: full.createdAt,
      isPublic: full.isPublic,
    });
  }
  state.images.set(full.id, full);
  return full;
}

function seedAwsImages(state: Ec2State): void {
  const canonical = { ownerId: CANONICAL };
  const amazon = { ownerId: AMAZON, ownerAlias: 'amazon', rootDeviceName: '/dev/xvda' };
  addImage(state, {
    ...canonical,
    name: 'ubuntu/images/hvm-ssd/ubuntu-jammy-22.04-amd64-server-20240126',
    description: 'Canonical, Ubuntu, 22.04 LTS, amd64 jammy image build on 2024-01-26',
  });
  addImage(state, {
    ...canonical,
    name: 'ubuntu/images/hvm-ssd/ubuntu-jammy-22.04-arm64-server-20240126',
    description: 'Canonical, Ubuntu, 22.04 LTS, arm64 jammy image build on 2024-01-26',
    architecture: 'arm64',
  });
  addImage(state, {
    ...canonical,
    name: 'ubuntu/images/hvm-ssd/ubuntu-focal-20.04-amd64-server-20240125',
    description: 'Canonical, Ubuntu, 20.04 LTS, amd64 focal image build on 2024-01-25',
  });
  addImage(state, {
    ...amazon,
    name: 'al2023-ami-2023.3.20240122.0-kernel-6.1-x86_64',
    description: 'Amazon Linux 2023 AMI 2023.3.20240122.0 x86_64 HVM kernel-6.1',
  });
  addImage(state, {
    ...amazon,
    name: 'Windows_Server-2022-English-Full-Base-2024.01.16',
    description: 'Microsoft Windows Server 2022 Full Locale English AMI provided by Amazon',
    platform: 'windows',
    rootDeviceName: '/dev/sda1',
  });
  addImage(state, {
    ...amazon,
    name: 'amzn-ami-hvm-2018.03.0.20231218.0-x86_64-s3',
    description: 'Amazon Linux AMI 2018.03, instance store',
    rootDeviceType: 'instance-store',
    rootDeviceName: '/dev/sda1',
  });
}

function seedEucalyptusImages(state: Ec2State): void {
  addImage(state, {
    name: 'ubuntu-22.04-server-cloudimg-amd64',
    location: 'images/jammy-server-cloudimg-amd64.raw.manifest.xml',
    description: 'Ubuntu 22.04 LTS',
  });
  addImage(state, {
    name: 'centos-7-x86_64-genericcloud',
    location: 'images/CentOS-7-x86_64-GenericCloud.raw.manifest.xml',
    rootDeviceType: 'instance-store',
    description: 'CentOS 7',
  });
  addImage(state, {
    name: 'debian-8-paravirtual',
    location: 'images/debian-8.img.manifest.xml',
    rootDeviceType: 'instance-store',
    virtualizationType: 'paravirtual',
  });
  addImage(state, {
    name: 'vmlinuz-2.6.28-11-generic',
    kind: 'kernel',
    location: 'kernels/vmlinuz-2.6.28-11-generic.manifest.xml',
    rootDeviceType: 'instance-store',
  });
  addImage(state, {
    name: 'initrd.img-2.6.28-11-generic',
    kind: 'ramdisk',
    location: 'ramdisks/initrd.img-2.6.28-11-generic.manifest.xml',
    rootDeviceType: 'instance-store',
  });
}

function seedNetwork(state: Ec2State): string | undefined {
  if (state.networking === 'classic') return undefined;
  const vpc: Vpc = { ...state.born('vpc'), visibleAt: 0, state: 'available', cidr: '172.31.0.0/16', isDefault: true };
  state.vpcs.set(vpc.id, vpc);
  for (const [index, zone] of state.zones.entries()) {
    const subnet: Subnet = {
      ...state.born('subnet'),
      visibleAt: 0,
      state: 'available',
      vpcId: vpc.id,
      cidr: `172.31.${index * 16}.0/20`,
      zone,
      isDefault: true,
      mapPublicIp: true,
    };
    state.subnets.set(subnet.id, subnet);
  }
  return vpc.id;
}

function seedDefaultGroup(state: Ec2State, vpcId: string | undefined): void {
  const born = state.born('sg');
  const self = { group: { userId: state.accountId, groupId: born.id, groupName: 'default' } };
  const group: SecurityGroup = {
    ...born,
    visibleAt: 0,
    name: 'default',
    description: vpcId === undefined ? 'default group' : 'default VPC security group',
    vpcId,
    ingress: vpcId === undefined ? [] : [{ protocol: '-1', fromPort: undefined, toPort: undefined, targets: [self] }],
    egress: vpcId === undefined ? [] : [{ protocol: '-1', fromPort: undefined, toPort: undefined, targets: [{ cidr: '0.0.0.0/0' }] }],
  };
  state.groups.set(group.id, group);
}

export function seed(state: Ec2State, images: readonly SeedImage[]): void {
  seedDefaultGroup(state, seedNetwork(state));
  if (state.flavour.name === 'aws') seedAwsImages(state);
  else seedEucalyptusImages(state);
  for (const image of images) {
    addImage(state, {
      name: image.name,
      ...(image.id === undefined ? {} : { id: image.id }),
      ...(image.architecture === undefined ? {} : { architecture: image.architecture }),
      ...(image.own === true ? { isPublic: false } : { ownerId: CANONICAL }),
    });
  }
}
