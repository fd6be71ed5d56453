import { isIPv4 } from 'node:net';
import { type Server, type ServerState, type XmlNode, xmlChild, xmlChildren, xmlText } from '@portolan/core/driver';
import { dateOf, idOf, refOf, textOf } from '../../wire-values.ts';
import { BLANK_TEMPLATE } from '../images/images.ts';
import { customSizeId } from '../sizes/shape.ts';
import { readComment } from './comment.ts';
import type { VmStatus, VmWire } from './wire.ts';

const STATES: Readonly<Record<VmStatus, ServerState>> = {
  down: 'stopped',
  up: 'running',
  // On, but most of what can be done to a running VM is refused until the guest is seen, or a minute has passed.
  powering_up: 'pending',
  wait_for_launch: 'pending',
  reboot_in_progress: 'pending',
  image_locked: 'pending',
  restoring_state: 'pending',
  migrating: 'running',
  powering_down: 'stopping',
  saving_state: 'stopping',
  suspended: 'suspended',
  paused: 'suspended',
  // The host does not tell.
  not_responding: 'unknown',
  unassigned: 'unknown',
  unknown: 'unknown',
};

export const statusOf = (wire: VmWire): string => textOf(wire, 'status') ?? '';

export function toServer(wire: VmWire): Server {
  const nativeState = statusOf(wire);
  const notes = readComment(xmlText(wire, 'comment') ?? '');
  const imageId = refOf(wire, 'original_template') ?? refOf(wire, 'template');
  const addresses = addressesOf(wire);
  return {
    id: idOf(wire),
    name: xmlText(wire, 'name') ?? '',
    state: Object.hasOwn(STATES, nativeState) ? STATES[nativeState as VmStatus] : 'unknown',
    nativeState,
    stateReason: textOf(wire, 'status_detail'),
    createdAt: dateOf(wire, 'creation_time'),
    imageId: imageId === BLANK_TEMPLATE ? undefined : imageId,
    sizeId: refOf(wire, 'instance_type') ?? customSizeId(wire),
    locationId: refOf(wire, 'cluster'),
    publicAddresses: addresses.filter((address) => !isPrivate(address)),
    privateAddresses: addresses.filter(isPrivate),
    tags: notes.tags,
    metadata: notes.metadata,
    raw: wire,
  };
}

/** Interfaces that containers and hypervisors in the guest make for themselves. */
const INNER_DEVICES = /^(lo|docker|br-|veth|virbr|cni|flannel|cali|podman|tun|tap|kube)/;

/** What the guest's agent reports: nothing without one. Link-local and loopback addresses are among it. */
function addressesOf(wire: XmlNode): readonly string[] {
  const devices = xmlChild(wire, 'reported_devices');
  if (devices === undefined) return [];
  const found = new Set<string>();
  for (const device of xmlChildren(devices, 'reported_device')) {
    if (INNER_DEVICES.test(xmlText(device, 'name') ?? '')) continue;
    const ips = xmlChild(device, 'ips');
    for (const ip of ips === undefined ? [] : xmlChildren(ips, 'ip')) {
      const address = textOf(ip, 'address');
      if (address !== undefined && !/^(127\.|169\.254\.|fe[89ab][0-9a-f]:|::1$)/i.test(address)) found.add(address);
    }
  }
  return [...found];
}

/** RFC 1918, RFC 6598 (shared by carriers) and RFC 4193. */
function isPrivate(address: string): boolean {
  if (!isIPv4(address)) return /^f[cd][0-9a-f]{2}:/i.test(address);
  const [first = 0, second = 0] = address.split('.').map(Number);
  return (
    first === 10 || (first === 172 && second >= 16 && second <= 31) || (first === 192 && second === 168) || (first === 100 && second >= 64 && second <= 127)
  );
}
