import { type Attachment, type Volume, type VolumeState, type XmlNode, xmlText } from '@portolan/core/driver';
import { DESCRIPTION_MARK } from '../../storage/objects/description.ts';
import { idOf, numberOf, textOf } from '../../wire-values.ts';

const MIB = 1024 * 1024;
const STATES: Readonly<Record<string, VolumeState>> = { ok: 'available', locked: 'pending', illegal: 'error' };

export function toVolume(node: XmlNode, holders: readonly string[]): Volume {
  const nativeState = textOf(node, 'status') ?? '';
  const state = STATES[nativeState] ?? 'unknown';
  const attachments: readonly Attachment[] = holders.map((serverId) => ({ serverId }));
  const { owner, made } = volumeNotes(node);
  const createdAt = Date.parse(made ?? '');
  return {
    id: idOf(node),
    name: xmlText(node, 'alias') ?? xmlText(node, 'name') ?? '',
    state: state === 'available' && attachments.length > 0 ? 'in-use' : state,
    nativeState,
    sizeMiB: Math.floor((numberOf(node, 'provisioned_size') ?? 0) / MIB),
    ...(Number.isNaN(createdAt) ? {} : { createdAt: new Date(createdAt) }),
    ...(owner === undefined ? {} : { owner }),
    attachments,
    raw: node,
  };
}

/** What this library writes of a disk: the key it was made with, whose it is, and since when. The engine tells no times of disks. */
export interface VolumeNotes {
  readonly volume?: string | undefined;
  readonly owner?: string | undefined;
  readonly made?: string | undefined;
}

/** The description of every disk that is made as a volume: by that it is told from the disks of a server, which go with it. Without a key, `volume` is empty. */
export const markOf = ({ volume = '', owner, made }: VolumeNotes): string =>
  JSON.stringify({ [DESCRIPTION_MARK]: { volume, owner, ...(owner === undefined && volume === '' ? {} : { made }) } });

/** Made as a volume, and not with a server. */
export const isOnItsOwn = (node: XmlNode): boolean => volumeNotes(node).volume !== undefined || volumeNotes(node).owner !== undefined;

export function volumeNotes(node: XmlNode): VolumeNotes {
  const description = xmlText(node, 'description') ?? '';
  if (!description.startsWith(`{"${DESCRIPTION_MARK}":`)) return {};
  try {
    const notes = (JSON.parse(description) as Readonly<Record<string, Readonly<Record<string, unknown>> | undefined>>)[DESCRIPTION_MARK] ?? {};
    const text = (name: string): string | undefined => (typeof notes[name] === 'string' ? notes[name] : undefined);
    return { volume: text('volume'), owner: text('owner'), made: text('made') };
  } catch {
    // Somebody edited it: then it is theirs.
    return {};
  }
}

/** Images of disks that VMs boot from and write to; not ISO files, nor the engine's own, nor what holds an object. */
export function isVolume(node: XmlNode): boolean {
  const type = textOf(node, 'content_type');
  const description = xmlText(node, 'description') ?? '';
  const object = description.startsWith(`{"${DESCRIPTION_MARK}":{"d":`) || description.startsWith(`${DESCRIPTION_MARK}: upload`);
  return (type === undefined || type === 'data') && !object;
}
