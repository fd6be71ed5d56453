import { randomBytes, randomUUID } from 'node:crypto';
import { type Answer, empty, json } from '../answer.ts';
import { novaFault } from '../compute/nova-faults.ts';
import type { Routes } from '../routes.ts';
import { isoNaive } from '../timestamps.ts';
import { type JsonObject, objectAt, stringAt } from '../values.ts';
import { findVolume, readBody, type VolumeCall } from './volume-call.ts';
import { setStatus, type Transfer } from './volume-state.ts';

const body = (call: VolumeCall, transfer: Transfer): JsonObject => ({
  id: transfer.id,
  name: transfer.name,
  volume_id: transfer.volumeId,
  created_at: isoNaive(transfer.createdAt),
  no_snapshots: call.version.atLeast(55) ? transfer.noSnapshots : undefined,
  source_project_id: call.version.atLeast(57) ? transfer.projectId : undefined,
  destination_project_id: call.version.atLeast(57) ? null : undefined,
  accepted: call.version.atLeast(57) ? false : undefined,
  links: [
    { rel: 'self', href: `${call.base}/os-volume-transfer/${transfer.id}` },
    { rel: 'bookmark', href: `${call.bookmarkBase}/os-volume-transfer/${transfer.id}` },
  ],
});

const briefBody = (call: VolumeCall, transfer: Transfer): JsonObject => {
  const { id, name, volume_id, links } = body(call, transfer);
  return { id, volume_id, name, links };
};

function find(call: VolumeCall, id: string): Transfer {
  const transfer = call.region.volumes.transfers.get(id);
  if (transfer?.projectId !== call.project.id) throw novaFault(404, `Transfer ${id} could not be found.`);
  return transfer;
}

/** A volume changes hands: who knows the key may have it. */
export function addTransferRoutes(routes: Routes<VolumeCall, Answer | Promise<Answer>>): void {
  for (const path of ['os-volume-transfer', 'volume-transfers']) {
    const mine = (call: VolumeCall): Transfer[] => [...call.region.volumes.transfers.values()].filter(({ projectId }) => projectId === call.project.id);
    routes
      .on(`GET ${path}`, (call) => json(200, { transfers: mine(call).map((transfer) => briefBody(call, transfer)) }))
      .on(`GET ${path}/detail`, (call) => json(200, { transfers: mine(call).map((transfer) => body(call, transfer)) }))
      .on(`POST ${path}`, async (call) => {
        const given = objectAt(await readBody(call), 'transfer');
        const volume = findVolume(call, stringAt(given, 'volume_id') ?? '');
        if (volume.status !== 'available') throw novaFault(400, 'Invalid volume: status must be available');
        const name = stringAt(given, 'name') ?? null;
        const transfer = {
          id: randomUUID(),
          projectId: call.project.id,
          volumeId: volume.id,
          name,
          noSnapshots: given?.['no_snapshots'] === true,
          authKey: randomBytes(8).toString('hex'),
          createdAt: call.now,
        };
        call.region.volumes.transfers.set(transfer.id, transfer);
        setStatus(volume, 'awaiting-transfer', call.now);
        // Shown this once.
        return json(202, { transfer: { ...body(call, transfer), auth_key: transfer.authKey } });
      })
      .on(`GET ${path}/{id}`, (call, id) => json(200, { transfer: body(call, find(call, id)) }))
      .on(`POST ${path}/{id}/accept`, async (call, id) => {
        const given = objectAt(await readBody(call), 'accept');
        const { transfers, volumes } = call.region.volumes;
        const transfer = transfers.get(id);
        const volume = volumes.get(transfer?.volumeId ?? '');
        if (transfer === undefined || volume === undefined) throw novaFault(404, `Transfer ${id} could not be found.`);
        if (stringAt(given, 'auth_key') !== transfer.authKey) throw novaFault(400, 'Invalid auth key: Attempt to transfer with invalid auth key.');
        volume.projectId = call.project.id;
        volume.userId = call.token.user.id;
        setStatus(volume, 'available', call.now);
        transfers.delete(id);
        return json(202, { transfer: { id, name: transfer.name, volume_id: volume.id, links: body(call, transfer)['links'] } });
      })
      .on(`DELETE ${path}/{id}`, (call, id) => {
        const transfer = find(call, id);
        const volume = call.region.volumes.volumes.get(transfer.volumeId);
        if (volume !== undefined) setStatus(volume, 'available', call.now);
        call.region.volumes.transfers.delete(id);
        return empty(202, { 'Content-Type': 'text/html; charset=UTF-8' });
      });
  }
}
