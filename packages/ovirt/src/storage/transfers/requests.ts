import { encodePathSegment, xml } from '@portolan/core/driver';
import type { EngineRequest } from '../../client.ts';
import { leaf, refTo } from '../../wire-values.ts';

export type Direction = 'upload' | 'download';

/** Seconds without a byte after which the engine ends a transfer by itself. Sources of uploads may be slow. */
const INACTIVITY: Readonly<Record<Direction, number>> = { upload: 300, download: 60 };
const SPREAD = 240;

/**
 * The engine keeps nothing of ours with a transfer but this number, which tells our own from others: the first is random, so that another program's is
 * another one, and the following count on, so that two downloads of one disk at once never take each other's.
 */
export class Inactivity {
  readonly #random: () => number;
  #next: number | undefined;

  constructor(random: () => number) {
    this.#random = random;
  }

  seconds(direction: Direction): number {
    const next = this.#next ?? Math.floor(this.#random() * SPREAD);
    this.#next = (next + 1) % SPREAD;
    return INACTIVITY[direction] + next;
  }
}

const path = (id: string): string => `/imagetransfers/${encodePathSegment(id)}`;

export interface TransferKind {
  /** `raw`, the default: the guest's bytes at their own offsets, whatever the disk's format is. `cow`: the qcow2 file as it is. */
  readonly format?: 'raw' | 'cow' | undefined;
  /** When nobody goes on with it. `cancel`, the default: an upload takes its disk with it. `pause`: it waits to be resumed. */
  readonly timeoutPolicy?: 'cancel' | 'pause' | undefined;
}

export const add = (diskId: string, direction: Direction, inactivitySeconds: number, kind: TransferKind = {}): EngineRequest => ({
  operation: 'AddImageTransfer',
  method: 'POST',
  path: '/imagetransfers',
  body: xml(
    'image_transfer',
    {},
    leaf('direction', direction),
    leaf('format', kind.format ?? 'raw'),
    leaf('inactivity_timeout', inactivitySeconds),
    leaf('timeout_policy', kind.timeoutPolicy ?? 'cancel'),
    refTo('disk', diskId),
  ),
});

export const list: EngineRequest = { operation: 'ListImageTransfers', method: 'GET', path: '/imagetransfers' };

export const get = (id: string): EngineRequest => ({ operation: 'GetImageTransfer', method: 'GET', path: path(id) });

/** The engine takes both as often as they come until the transfer is over. */
const act = (id: string, action: 'finalize' | 'cancel' | 'pause' | 'resume', operation: string): EngineRequest => ({
  operation,
  method: 'POST',
  path: `${path(id)}/${action}`,
  body: xml('action'),
  idempotent: true,
});

export const finalize = (id: string): EngineRequest => act(id, 'finalize', 'FinalizeImageTransfer');

export const cancel = (id: string): EngineRequest => act(id, 'cancel', 'CancelImageTransfer');

export const pause = (id: string): EngineRequest => act(id, 'pause', 'PauseImageTransfer');

export const resume = (id: string): EngineRequest => act(id, 'resume', 'ResumeImageTransfer');
