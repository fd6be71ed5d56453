import { randomUUID } from 'node:crypto';
import type { Flavour, Region } from '../cloud.ts';
import type { Project, User } from '../identity/directory.ts';
import { PUBLIC_NET, SERVICE_NET } from '../network/network-state.ts';
import { Timeline } from '../timeline.ts';
import type { ServerSeed } from './compute-state.ts';

/** A server that was there before anybody asked for it. Its id. */
export function seedServer(region: Region, project: Project, user: User, flavour: Flavour, seed: ServerSeed, now: number): string {
  const flavor =
    region.compute.flavors.find((item) => (seed.flavorId === undefined ? item.ramMiB === 2048 : item.id === seed.flavorId)) ?? region.compute.flavors[0];
  if (flavor === undefined) throw new Error('no flavor to seed with');
  const id = randomUUID();
  const stopped = seed.state === 'stopped';
  region.compute.add({
    id,
    projectId: project.id,
    userId: user.id,
    name: seed.name,
    imageId: seed.imageId ?? region.images.visible(project.id)[0]?.id ?? '',
    flavor,
    oldFlavor: undefined,
    stateBeforeResize: 'active',
    createdAt: now,
    updatedAt: now,
    launchedAt: now,
    metadata: { ...seed.metadata },
    tags: [],
    keyName: null,
    configDrive: false,
    userData: null,
    adminPass: '',
    vmState: stopped ? 'stopped' : 'active',
    taskState: null,
    powerState: stopped ? 4 : 1,
    locked: false,
    lockedReason: null,
    description: null,
    hostname: seed.name.toLowerCase(),
    availabilityZone: 'nova',
    diskConfig: 'MANUAL',
    accessIPv4: '',
    accessIPv6: '',
    securityGroups: [region.networks.defaultGroup(project.id, now).name],
    volumes: [],
    actions: [],
    reservationId: 'r-seeded00',
    fault: undefined,
    timeline: new Timeline(),
  });
  const own = [...region.networks.networks.values()].filter((network) => network.projectId === project.id && !network.external).map((network) => network.id);
  for (const networkId of flavour === 'rackspace' ? [PUBLIC_NET, SERVICE_NET] : own) {
    region.networks.addPort({ networkId, projectId: project.id, deviceId: id, deviceOwner: 'compute:nova' }, now);
  }
  return id;
}
