import { type Attachment, type Volume, type VolumeState, type XmlNode, xmlText } from '@portolan/core/driver';
import { DESCRIPTION_MARK } from '../../storage/objects/description.ts';
import { idOf, numberOf, textOf } from '../../wire-values.ts';

const MIB = 1024 * 1024;
const STATES: Readonly<Record<string, VolumeState>> = { ok: 'available', locked: 'pending', illegal: 'error' };

export function toVolume(node: XmlNode, holders: readonly string[]): Volume {
  const nativeState = textOf(node, 'status') ?? '';
  const state = STATES[nativeState] ?? 'unknown';
  const attachments: readonly Attachment[] = holders.map((serverId) => ({ serverId }));
  return {
    id: idOf(node),
    name: xmlText(node, 'alias') ?? xmlText(node, 'name') ?? '',
    state: state === 'available' && attachments.length > 0 ? 'in-use' : state,
    nativeState,
    sizeMiB: Math.floor((numberOf(node, 'provisioned_size') ?? 0) / MIB),
    attachments,
    raw: node,
  };
}

/** Where the mark of `idempotencyKey` stands. */
export const markOf = (key: string): string => JSON.stringify({ [DESCRIPTION_MARK]: { volume: key } });

/** Images of disks that VMs boot from and write to; not ISO files, nor the engine's own, nor what holds an object. */
export function isVolume(node: XmlNode): boolean {
  const type = textOf(node, 'content_type');
  const description = xmlText(node, 'description') ?? '';
  const object = description.startsWith(`{"${DESCRIPTION_MARK}":{"d":`) || description.startsWith(`${DESCRIPTION_MARK}: upload`);
  return (type === undefined || type === 'data') && !object;
}
