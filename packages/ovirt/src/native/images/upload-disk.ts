import { randomUUID } from 'node:crypto';
import { type CallOptions, isCloudError, xmlText } from '@portolan/core/driver';
import type { EngineClient } from '../../client.ts';
import type { Patience } from '../../patience.ts';
import { idOf } from '../../wire-values.ts';
import * as requests from './requests.ts';

/** How often a disk is looked for whose making was not answered. */
const LOOKS = 4;

/** What the description of an upload's disk is until it is whole: by it the disk is found, and by it the disk is no volume yet. */
export const newUploadMark = (): string => `portolan: upload ${randomUUID()}`;

/** Makes the disk of an upload. When the answer is lost the mark tells whether it was made; when it does not, `leftover` names the mark. */
export async function makeUploadDisk(client: EngineClient, disk: Omit<requests.NewDisk, 'description'>, mark: string, patience: Patience): Promise<string> {
  try {
    return idOf(await client.document(requests.create({ ...disk, description: mark }), 'disk', patience.options));
  } catch (error) {
    if (!isCloudError(error) || error.outcome !== 'unknown' || patience.signal?.aborted === true) throw error;
    const made = await findUploadDisk(client, mark, patience).catch(() => undefined);
    if (made !== undefined) return made;
    error.leftover ??= { kind: 'disk', id: mark };
    throw error;
  }
}

/** Looks a few times: the request may still be on its way. */
export async function findUploadDisk(client: EngineClient, mark: string, patience: Patience): Promise<string | undefined> {
  patience.fresh();
  for (let look = 1; ; look += 1) {
    const found = await byMark(client, mark, patience.options);
    if (found !== undefined || look === LOOKS) return found;
    await patience.pause('the disk to appear');
  }
}

async function byMark(client: EngineClient, mark: string, options: CallOptions): Promise<string | undefined> {
  const nodes = await client.list(requests.listByMark(mark), 'disks', 'disk', options);
  const node = nodes.find((one) => xmlText(one, 'description') === mark);
  return node === undefined ? undefined : idOf(node);
}
