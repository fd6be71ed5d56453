import type { CreateImageRequest } from '@portolan/core/driver';
import { KEY_MARK, OWNER_MARK } from '../servers/metadata-names.ts';
import type { ImageWire } from './images.ts';

/** What the marks are of: the server, and the image's name. */
export const SERVER_MARK = 'portolan.of';

const MAX_VALUE = 255;
const ofMark = (serverId: string, name: string): string => `${serverId} ${name}`.slice(0, MAX_VALUE);

/**
 * The marks of an image are properties, and properties are handed down: an image of a server that was booted from a marked one bears that one's marks too
 * (Nova: compute/utils.py, initialize_instance_snapshot_metadata). So they say what they are of, and are none where that is not so; and all of them are
 * written where one is, over what was handed down.
 */
export function marksFor({ serverId, name, idempotencyKey, owner }: CreateImageRequest): Readonly<Record<string, string>> | undefined {
  if (idempotencyKey === undefined && owner === undefined) return undefined;
  return { [SERVER_MARK]: ofMark(serverId, name), [KEY_MARK]: idempotencyKey ?? '', [OWNER_MARK]: owner ?? '' };
}

export interface ImageMarks {
  readonly key?: string | undefined;
  readonly owner?: string | undefined;
  readonly serverId?: string | undefined;
}

export function readImageMarks(wire: ImageWire): ImageMarks {
  const mark = wire[SERVER_MARK] ?? '';
  const serverId = mark.slice(0, Math.max(0, mark.indexOf(' ')));
  // Of a server that was booted from a volume Nova does not tell the server: what there is may be handed down.
  const holds = serverId !== '' && (wire.instance_uuid ?? serverId) === serverId && mark === ofMark(serverId, wire.name ?? '');
  return holds ? { key: wire[KEY_MARK] || undefined, owner: wire[OWNER_MARK] || undefined, serverId } : {};
}
