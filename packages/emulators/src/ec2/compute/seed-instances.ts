import type { Image, Instance } from './entities.ts';
import type { Ec2State } from './state.ts';

/** Running instances that were there before: one reservation each, tagged `Name`. For lists of any length. */
export function seedInstances(state: Ec2State, names: Iterable<string>): void {
  const image = [...state.images.values()].find((candidate: Image) => /ubuntu.*22\.04/i.test(candidate.name));
  const subnet = [...state.subnets.values()][0];
  const group = [...state.groups.values()][0];
  const type = state.instanceTypes.find((candidate) => candidate.cpus === 1 && candidate.memoryMiB === 2048);
  if (image === undefined || group === undefined || type === undefined) return;
  for (const name of names) {
    const instance: Instance = {
      ...state.born('i'),
      visibleAt: 0,
      reservationId: state.newId('r'),
      launchIndex: 0,
      imageId: image.id,
      state: 'running',
      reason: '',
      stateReason: undefined,
      instanceType: type.name,
      keyName: undefined,
      zone: subnet?.zone ?? state.zones[0]!,
      subnetId: subnet?.id,
      vpcId: subnet?.vpcId,
      privateAddress: state.nextPrivateAddress(),
      wantsPublicAddress: true,
      publicAddress: state.nextPublicAddress(),
      groupIds: [group.id],
      clientToken: '',
      userData: Buffer.alloc(0),
      launchedAt: state.now,
      firstLaunchedAt: state.now,
      architecture: image.architecture,
      platform: undefined,
      rootDeviceType: image.rootDeviceType,
      rootDeviceName: image.rootDeviceName,
      virtualizationType: image.virtualizationType,
      monitoring: false,
      terminationProtected: false,
      shutdownBehavior: 'stop',
      addressingType: 'public',
      reboots: 0,
      passwordData: '',
    };
    instance.tags.set('Name', name);
    state.instances.set(instance.id, instance);
  }
}
