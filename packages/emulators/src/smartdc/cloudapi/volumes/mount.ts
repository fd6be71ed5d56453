import { ApiError, invalidArgument } from '../api-error.ts';
import type { Call } from '../call.ts';
import type { Network } from '../catalog.ts';
import { isHvm, type MountedVolume } from '../machines/machine.ts';
import { addVolume, nameProblem } from './volumes.ts';

/** `volumes` of CreateMachine: the only way to mount one. What is not there yet is made, on the machine's own networks. */
export function readMounts(call: Call, brand: string): MountedVolume[] {
  const asked = call.params['volumes'];
  if (!Array.isArray(asked) || asked.length === 0) return [];
  if (isHvm(brand)) throw invalidArgument(`volumes not yet supported with brand "${brand}"`);
  return asked.map((entry: unknown) => {
    const { name, type, mode = 'rw', mountpoint } = Object(entry) as { name?: unknown; type?: unknown; mode?: unknown; mountpoint?: unknown };
    if (type !== undefined && type !== 'tritonnfs') throw invalidArgument(`unknown volume type ${JSON.stringify(type)}`);
    if (mode !== 'rw' && mode !== 'ro') throw invalidArgument(`volume mode for volume ${JSON.stringify(entry)} must be one of ro, rw`);
    const problem = nameProblem(name);
    if (problem !== undefined) throw invalidArgument(problem);
    // An absolute path that is not the root.
    if (typeof mountpoint !== 'string' || !/^\/+[^/\0]/.test(mountpoint) || mountpoint.includes('\0')) {
      throw invalidArgument(`invalid mount point for volume ${JSON.stringify(entry)}`);
    }
    return { name: name as string, mode, mountpoint };
  });
}

/** VMAPI's checks: volumes that are there must share a network with the machine. Makes those that are not. */
export function reserveVolumes(call: Call, mounts: readonly MountedVolume[], networks: readonly Network[]): void {
  const volumes = call.cloud.volumes.filter((volume) => volume.ownerId === call.account.id && volume.state !== 'failed');
  for (const { name } of mounts) {
    const volume = volumes.find((candidate) => candidate.name === name);
    if (volume === undefined) {
      const fabrics = networks.filter((network) => network.fabric !== undefined);
      if (fabrics.length === 0) throw unreachable(name, networks);
      addVolume(call, fabrics.slice(0, 1), { name });
    } else if (!volume.networkIds.some((id) => networks.some((network) => network.id === id))) throw unreachable(name, networks);
  }
}

const unreachable = (name: string, networks: readonly Network[]): ApiError => {
  const message = `Volume ${name} not reachable on networks ${networks.map(({ id }) => id).join(', ')}`;
  return new ApiError(409, 'VolumesNotReachable', `Volumes not reachable from machine: ${message}`);
};
