import { unexpectedBody, type Volume, type VolumeState } from '@portolan/core/driver';
import { OWNER_TAG } from '../servers/marks.ts';
import type { VolumeWire } from './wire.ts';

/** Source: sdc-volapi docs "Volumes"; lib/vm-nfs-shared-volumes. */
const STATES: Readonly<Record<string, VolumeState>> = { creating: 'pending', ready: 'available', failed: 'error', deleting: 'deleting', deleted: 'deleted' };

export function toVolume(wire: VolumeWire): Volume {
  if (typeof wire?.id !== 'string') throw unexpectedBody('it is no volume', {}, JSON.stringify(wire));
  const state = Object.hasOwn(STATES, wire.state) ? (STATES[wire.state] as VolumeState) : 'unknown';
  const attachments = (wire.refs ?? []).map((serverId) => ({ serverId }));
  const created = Date.parse(wire.created ?? '');
  return {
    id: wire.id,
    name: wire.name ?? '',
    state: state === 'available' && attachments.length > 0 ? 'in-use' : state,
    nativeState: wire.state,
    sizeMiB: wire.size,
    ...(Number.isNaN(created) ? {} : { createdAt: new Date(created) }),
    ...(wire.tags?.[OWNER_TAG] === undefined ? {} : { owner: String(wire.tags[OWNER_TAG]) }),
    attachments,
    raw: wire,
  };
}
