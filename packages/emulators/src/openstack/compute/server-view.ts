import { createHash } from 'node:crypto';
import { isAdministrator } from '../service-auth.ts';
import { isoNaive, isoSeconds } from '../timestamps.ts';
import type { JsonObject } from '../values.ts';
import { bookmark, type ComputeCall, links } from './compute-call.ts';
import type { ServerRecord } from './compute-state.ts';

/** Status from vm_state and task_state, as nova/api/openstack/common.py derives it. */
export function serverStatus(server: ServerRecord): string {
  const task = server.taskState ?? '';
  const rebuilding = task.startsWith('rebuild');
  switch (server.vmState) {
    case 'active':
      if (task === 'rebooting_hard' || task === 'reboot_started_hard') return 'HARD_REBOOT';
      if (task.startsWith('reboot')) return 'REBOOT';
      if (task === 'updating_password') return 'PASSWORD';
      if (rebuilding) return 'REBUILD';
      return task.startsWith('resize') ? 'RESIZE' : 'ACTIVE';
    case 'building':
      return 'BUILD';
    case 'stopped':
      if (rebuilding) return 'REBUILD';
      return task.startsWith('resize') ? 'RESIZE' : 'SHUTOFF';
    case 'resized':
      return task === 'resize_reverting' ? 'REVERT_RESIZE' : 'VERIFY_RESIZE';
    case 'rescued':
      return 'RESCUE';
    case 'error':
      return rebuilding ? 'REBUILD' : 'ERROR';
    default:
      return server.vmState.toUpperCase();
  }
}

const hostId = (server: ServerRecord): string => (server.vmState === 'building' ? '' : createHash('sha224').update(`${server.projectId}fake1`).digest('hex'));

export interface Address {
  readonly version: 4 | 6;
  readonly addr: string;
  readonly type: 'fixed' | 'floating';
  readonly mac: string;
}

/** By network name, in the order of the NICs; a floating address follows its fixed one under the same name. */
export function serverAddresses(call: ComputeCall, server: ServerRecord): Map<string, Address[]> {
  const { networks } = call.region;
  const byLabel = new Map<string, Address[]>();
  if (server.vmState === 'building') return byLabel;
  for (const port of networks.portsOf(server.id)) {
    const label = networks.networks.get(port.networkId)?.name ?? '';
    const list = byLabel.get(label) ?? [];
    byLabel.set(label, list);
    for (const { address } of port.fixedIps) list.push({ version: address.includes(':') ? 6 : 4, addr: address, type: 'fixed', mac: port.macAddress });
    for (const floating of networks.floatingIps.values()) {
      if (floating.portId === port.id) list.push({ version: 4, addr: floating.address, type: 'floating', mac: port.macAddress });
    }
  }
  return byLabel;
}

const addressBody = (call: ComputeCall, server: ServerRecord, extended: boolean): JsonObject =>
  Object.fromEntries(
    [...serverAddresses(call, server)].map(([label, list]) => [
      label,
      list.map(({ version, addr, type, mac }) => (extended ? { version, addr, 'OS-EXT-IPS:type': type, 'OS-EXT-IPS-MAC:mac_addr': mac } : { version, addr })),
    ]),
  );

export const addressesOnly = (call: ComputeCall, server: ServerRecord): JsonObject => addressBody(call, server, false);

function flavorBody(call: ComputeCall, server: ServerRecord): JsonObject {
  const { flavor } = server;
  // From 2.47 on the flavor's id is gone: what the server was made from is embedded instead.
  if (!call.version.atLeast(47)) return { id: flavor.id, links: bookmark(call, `flavors/${flavor.id}`) };
  return {
    vcpus: flavor.vcpus,
    ram: flavor.ramMiB,
    disk: flavor.diskGiB,
    ephemeral: flavor.ephemeralGiB,
    swap: flavor.swapMiB,
    original_name: flavor.name,
    extra_specs: flavor.extraSpecs,
  };
}

export const summary = (call: ComputeCall, server: ServerRecord): JsonObject => ({
  id: server.id,
  name: server.name,
  links: links(call, `servers/${server.id}`),
});

/** The members every answer has; `PUT` before 2.75 has no others. */
function basic(call: ComputeCall, server: ServerRecord, extended: boolean): JsonObject {
  return {
    id: server.id,
    name: server.name,
    status: serverStatus(server),
    tenant_id: server.projectId,
    user_id: server.userId,
    metadata: server.metadata,
    hostId: hostId(server),
    image: server.imageId === '' ? '' : { id: server.imageId, links: bookmark(call, `images/${server.imageId}`) },
    flavor: flavorBody(call, server),
    created: isoSeconds(server.createdAt),
    updated: isoSeconds(server.updatedAt),
    addresses: addressBody(call, server, extended),
    accessIPv4: call.cloud.flavour === 'rackspace' ? rackspaceAccess(call, server, 4) : server.accessIPv4,
    accessIPv6: call.cloud.flavour === 'rackspace' ? rackspaceAccess(call, server, 6) : server.accessIPv6,
    links: links(call, `servers/${server.id}`),
    'OS-DCF:diskConfig': server.diskConfig,
    fault:
      server.fault === undefined || server.vmState !== 'error'
        ? undefined
        : { code: server.fault.code, created: isoSeconds(server.fault.createdAt), message: server.fault.message },
    progress: server.vmState === 'active' && call.cloud.flavour === 'rackspace' ? 100 : 0,
  };
}

/** Rackspace fills the access addresses in from PublicNet once the server runs. */
function rackspaceAccess(call: ComputeCall, server: ServerRecord, version: 4 | 6): string {
  const set = version === 4 ? server.accessIPv4 : server.accessIPv6;
  if (set !== '') return set;
  return (
    serverAddresses(call, server)
      .get('public')
      ?.find((address) => address.version === version)?.addr ?? ''
  );
}

export function updated(call: ComputeCall, server: ServerRecord): JsonObject {
  if (call.version.atLeast(75)) return detail(call, server);
  return { ...basic(call, server, false), ...lateMembers(call, server) };
}

export function detail(call: ComputeCall, server: ServerRecord): JsonObject {
  const volumes = server.volumes.map((volume) =>
    call.version.atLeast(3) ? { id: volume.volumeId, delete_on_termination: volume.deleteOnTermination } : { id: volume.volumeId },
  );
  const groups = server.vmState === 'building' ? undefined : server.securityGroups.map((name) => ({ name }));
  return {
    ...basic(call, server, true),
    'OS-EXT-AZ:availability_zone': server.vmState === 'building' ? '' : server.availabilityZone,
    config_drive: server.configDrive ? 'True' : '',
    key_name: server.keyName,
    'OS-SRV-USG:launched_at': server.launchedAt === null ? null : isoNaive(server.launchedAt),
    'OS-SRV-USG:terminated_at': null,
    // Rackspace's Nova shows no groups: it has none on its servers.
    security_groups: call.cloud.flavour === 'rackspace' ? undefined : groups,
    ...(isAdministrator(call)
      ? {
          'OS-EXT-SRV-ATTR:host': server.host,
          'OS-EXT-SRV-ATTR:hypervisor_hostname': server.host,
          'OS-EXT-SRV-ATTR:instance_name': `instance-${server.id.slice(0, 8)}`,
        }
      : {}),
    'OS-EXT-STS:task_state': server.taskState,
    'OS-EXT-STS:vm_state': server.vmState,
    'OS-EXT-STS:power_state': server.powerState,
    'os-extended-volumes:volumes_attached': volumes,
    ...lateMembers(call, server),
  };
}

function lateMembers(call: ComputeCall, server: ServerRecord): JsonObject {
  const { version } = call;
  return {
    locked: version.atLeast(9) ? server.locked : undefined,
    locked_reason: version.atLeast(73) ? server.lockedReason : undefined,
    description: version.atLeast(19) ? server.description : undefined,
    tags: version.atLeast(26) ? server.tags : undefined,
    trusted_image_certificates: version.atLeast(63) ? null : undefined,
    'OS-EXT-SRV-ATTR:hostname': version.atLeast(90) ? server.hostname : undefined,
  };
}
