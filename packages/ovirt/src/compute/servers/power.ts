import { type CallOptions, CloudError, isCloudError, xmlChild, xmlText } from '@portolan/core/driver';
import type { EngineClient } from '../../client.ts';
import { isLocked, type Patience } from '../../patience.ts';
import { idOf } from '../../wire-values.ts';
import { isOnItsOwn } from '../volumes/mapping.ts';
import * as volumes from '../volumes/requests.ts';
import { statusOf } from './mapping.ts';
import * as requests from './requests.ts';
import type { VmWire } from './wire.ts';

/** Disks of a new VM may be copied for minutes. */
const LONGEST_MS = 1_800_000;
const NEXT_RUN_MS = 30_000;
/** How often a refusal is believed to come from a state that has passed meanwhile. */
const PATIENT_REFUSALS = 2;

const RUNNING: ReadonlySet<string> = new Set(['up', 'powering_up', 'wait_for_launch', 'reboot_in_progress', 'migrating', 'restoring_state']);
const STARTABLE: ReadonlySet<string> = new Set(['down', 'paused', 'suspended']);
/** A guest is there that may listen to a request to shut down. */
const LISTENING: ReadonlySet<string> = new Set(['up', 'powering_up', 'reboot_in_progress', 'migrating']);
/** The engine lets nothing be done to it now. Source: ovirt-engine ActionUtils, the VM matrix. */
const BUSY: ReadonlySet<string> = new Set(['image_locked', 'saving_state', 'restoring_state', 'unassigned', 'unknown']);

/** Turning VMs on and off. The engine refuses (409) what does not fit the state of the moment, so each step looks first and looks again when refused. */
export class Power {
  readonly #client: EngineClient;
  readonly #graceMs: number;

  constructor(client: EngineClient, graceMs: number) {
    this.#client = client;
    this.#graceMs = graceMs;
  }

  look(id: string, options: CallOptions): Promise<VmWire> {
    return this.#client.document(requests.look(id), 'vm', options);
  }

  patience(options: CallOptions): Patience {
    return this.#client.patience(options, LONGEST_MS);
  }

  /** Running, or on its way there: done. While it is locked or going down, waits. */
  async start(id: string, patience: Patience, cloudInit = false): Promise<VmWire> {
    const refusals = new Refusals();
    patience.fresh();
    for (;;) {
      const vm = await this.look(id, patience.options);
      const status = statusOf(vm);
      if (RUNNING.has(status)) return vm;
      // Illegal disks have no status of their own on the wire; nothing but an administrator's work ends it.
      if (status === '') throw new CloudError('conflict', 'the engine tells no status for it: its disks are not in order', { outcome: 'not-done' });
      if (STARTABLE.has(status) && (await refusals.attempt(() => this.#act(id, 'start', patience, cloudInit && status === 'down')))) return vm;
      await patience.pause('the server to be started');
    }
  }

  /** Asks the guest to shut down; one that does not within the time is powered off: without an agent or ACPI it never hears of it. */
  async stop(id: string, patience: Patience): Promise<void> {
    const refusals = new Refusals();
    const { clock } = this.#client.connection;
    let powerOffAt: number | undefined;
    patience.fresh();
    for (;;) {
      const status = statusOf(await this.look(id, patience.options));
      if (status === 'down') return;
      const now = clock.now();
      if (powerOffAt === undefined && this.#graceMs > 0 && (LISTENING.has(status) || status === 'powering_down')) {
        if (status === 'powering_down' || (await refusals.attempt(() => this.#act(id, 'shutdown', patience)))) powerOffAt = now + this.#graceMs;
      } else if (!BUSY.has(status) && now >= (powerOffAt ?? 0)) {
        if (await refusals.attempt(() => this.#act(id, 'stop', patience))) return;
      }
      await patience.pause('the server to be down', powerOffAt === undefined ? undefined : Math.max(1, powerOffAt - clock.now()));
    }
  }

  async untilDown(id: string, patience: Patience): Promise<void> {
    const { clock } = this.#client.connection;
    let nextRunUntil: number | undefined;
    patience.fresh();
    for (;;) {
      const vm = await this.look(id, patience.options);
      if (statusOf(vm) === 'down') {
        // The engine puts a waiting configuration into effect a moment after the VM is down.
        nextRunUntil ??= clock.now() + NEXT_RUN_MS;
        if (xmlText(vm, 'next_run_configuration_exists') !== 'true' || clock.now() >= nextRunUntil) return;
      }
      await patience.pause('the server to be down');
    }
  }

  /** From any state: powers it off, waits until it is down, removes it with its disks, but for volumes. Gone, or going with nothing left to do: done. */
  async remove(id: string, patience: Patience): Promise<void> {
    const refusals = new Refusals();
    let poweredOff = false;
    for (;;) {
      let vm: VmWire;
      try {
        vm = await this.look(id, patience.options);
        const status = statusOf(vm);
        if (xmlText(vm, 'delete_protected') === 'true') throw protectedError();
        if (status === 'down' || status === '') {
          if (await refusals.attempt(() => this.#removeDown(id, patience.options))) return;
        } else if (!poweredOff && !BUSY.has(status)) {
          poweredOff = await refusals.attempt(() => this.#act(id, 'stop', patience));
          patience.fresh();
        }
      } catch (error) {
        if (isCloudError(error, 'not-found')) return;
        throw error;
      }
      await patience.pause('the server to be removed');
    }
  }

  /** The engine would remove every disk it has, volumes that were attached to it too: these are taken off first. */
  async #removeDown(id: string, options: CallOptions): Promise<void> {
    const attachments = await this.#client.list(volumes.attachmentsOf(id), 'disk_attachments', 'disk_attachment', options);
    for (const attachment of attachments) {
      const disk = xmlChild(attachment, 'disk');
      if (disk !== undefined && isOnItsOwn(disk)) await this.#client.perform(volumes.detach(idOf(disk), id), options);
    }
    await this.#client.perform(requests.remove(id), options);
  }

  async #act(id: string, action: requests.VmAction, patience: Patience, cloudInit = false): Promise<void> {
    await this.#client.perform(requests.act(id, action, cloudInit), patience.options);
  }
}

/** Tells refusals that pass (a lock, a state seen too late) from those that stay. */
class Refusals {
  #left = PATIENT_REFUSALS;

  /** true: it was accepted. false: refused, look again. */
  async attempt(work: () => Promise<void>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (error) {
      if (isLocked(error)) return false;
      if (!isCloudError(error, 'conflict') || this.#left <= 0) throw error;
      this.#left -= 1;
      return false;
    }
  }
}

const protectedError = (): CloudError =>
  new CloudError('conflict', 'it is protected against deletion', { outcome: 'not-done', remedy: 'take the protection off (delete_protected) first' });
