import { conflict } from '../wire/faults.ts';
import type { EngineState } from './engine-state.ts';
import type { Transfer, TransferPhase } from './model.ts';
import { readQcow2 } from './qcow2.ts';

const MINUTE = 60_000;

const PAUSED: readonly TransferPhase[] = ['paused_user', 'paused_system'];
const FINISHED: readonly TransferPhase[] = ['finished_success', 'finished_failure', 'finished_cleanup'];

/** The ticket of an imageio URL: only a transfer under way has one. */
export function transferOfTicket(state: EngineState, ticketId: string): Transfer | undefined {
  for (const transfer of state.transfers.values()) if (transfer.ticketId === ticketId && transfer.phase === 'transferring') return transfer;
  return undefined;
}

/** Ends what nobody has used for too long: uploads pause (legacy, pause), downloads and the policy cancel end. */
export function sweepTransfers(state: EngineState): void {
  const now = state.now();
  for (const transfer of state.transfers.values()) {
    if (transfer.phase !== 'transferring' || transfer.inactivityTimeout === 0 || transfer.connections > 0) continue;
    if (now - transfer.lastActivity <= transfer.inactivityTimeout * 1000) continue;
    transfer.ticketId = undefined;
    if (transfer.timeoutPolicy !== 'cancel' && (transfer.direction === 'upload' || transfer.timeoutPolicy === 'pause')) transfer.phase = 'paused_system';
    else {
      transfer.phase = 'cancelled_system';
      state.later(() => end(state, transfer, 'finalizing_cleanup', 'finished_cleanup'));
    }
  }
}

/** Accepted in any phase that is not final, as the engine does. */
export function finalizeTransfer(state: EngineState, transfer: Transfer): void {
  refuseFinished(transfer, 'finalize');
  if (transfer.phase === 'finalizing_success' || transfer.phase === 'finalizing_failure') return;
  const proper = transfer.direction === 'download' || transfer.format === 'raw' || takeFile(state, transfer);
  if (proper) end(state, transfer, 'finalizing_success', 'finished_success');
  else end(state, transfer, 'finalizing_failure', 'finished_failure');
}

export function cancelTransfer(state: EngineState, transfer: Transfer): void {
  refuseFinished(transfer, 'cancel');
  transfer.phase = 'cancelled_user';
  transfer.ticketId = undefined;
  state.later(() => end(state, transfer, 'finalizing_cleanup', 'finished_cleanup'));
}

export function pauseTransfer(state: EngineState, transfer: Transfer): void {
  if (transfer.direction !== 'upload' || transfer.phase !== 'transferring')
    throw conflict('Cannot pause image transfer. Only an upload that is transferring can be paused.');
  transfer.phase = 'paused_user';
  transfer.ticketId = undefined;
  transfer.lastActivity = state.now();
}

export function resumeTransfer(state: EngineState, transfer: Transfer): void {
  if (!PAUSED.includes(transfer.phase)) throw conflict('Cannot resume image transfer. The transfer is not paused.');
  transfer.phase = 'resuming';
  state.later(() => {
    if (transfer.phase !== 'resuming') return;
    transfer.phase = 'transferring';
    transfer.ticketId = state.ticket();
    transfer.lastActivity = state.now();
  });
}

function refuseFinished(transfer: Transfer, verb: string): void {
  if (FINISHED.includes(transfer.phase)) throw conflict(`Cannot ${verb} image transfer. The transfer has finished.`);
}

/** The storage checks that what came is what was announced; then it is the disk's content. */
function takeFile(state: EngineState, transfer: Transfer): boolean {
  const disk = state.disks.get(transfer.diskId);
  if (disk === undefined) return false;
  try {
    const content = readQcow2(transfer.store, disk.provisionedSize);
    if (content !== undefined) disk.content.become(content);
    return content !== undefined;
  } catch {
    // Tables or compressed clusters that make no sense.
    return false;
  }
}

function end(state: EngineState, transfer: Transfer, now: TransferPhase, then: TransferPhase): void {
  transfer.phase = now;
  transfer.ticketId = undefined;
  state.later(() => {
    transfer.phase = then;
    const disk = state.disks.get(transfer.diskId);
    if (disk !== undefined && !transfer.ofThePast) {
      if (then === 'finished_success' || transfer.direction === 'download') disk.status = 'ok';
      else if (then === 'finished_failure') disk.status = 'illegal';
      else {
        // A cancelled upload takes its disk with it.
        for (const vm of state.vmsOf(disk.id)) vm.attachments.delete(disk.id);
        state.disks.delete(disk.id);
      }
    }
    // Finished transfers can be asked for this long; then they are 404.
    state.agenda.after((then === 'finished_success' ? 15 : 30) * MINUTE, () => state.transfers.delete(transfer.id));
  });
}
