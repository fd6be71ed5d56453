import type { Emulator, EmulatorOptions } from '../emulator.ts';
import { AdjustableClock } from '../kit/clock.ts';
import { FaultPlan } from '../kit/faults.ts';
import { EmulatorServer, type SeenRequest } from '../kit/server.ts';
import { Engine } from './engine.ts';
import { imageio } from './imageio/daemon.ts';
import { seedVms } from './resources/seed-vms.ts';
import { Sessions } from './sessions.ts';
import { EngineState } from './state/engine-state.ts';
import { type OvirtSeed, seed } from './state/seed.ts';

export type { OvirtSeed, TemplateSeed, VmSeed } from './state/seed.ts';

/** `maxPageSize` is of no effect: the engine has no page limit, only the `max` that a client asks for. */
export interface OvirtEmulatorOptions extends EmulatorOptions {
  /** Port of the imageio daemon; a free one when absent. */
  readonly imageioPort?: number;
  readonly username?: string;
  readonly password?: string;
  readonly seed?: OvirtSeed;
  /** Custom VM properties that the administrator has defined; those of a fresh engine when absent. */
  readonly customProperties?: readonly string[];
}

/** What cloud-init would have found at a VM's last start. */
export interface GuestBoot {
  /** False when the VM started without cloud-init. */
  readonly applied: boolean;
  /** Members of `initialization` by name: `custom_script`, `authorized_ssh_keys`, `host_name`, … */
  readonly initialization: Readonly<Record<string, string>>;
}

export interface OvirtEmulator extends Emulator {
  readonly provider: 'ovirt';
  /** Origin of the imageio daemon. */
  readonly imageioUrl: string;
  /** What the guest was given when it last started; undefined before its first start. */
  bootOf(vmId: string): GuestBoot | undefined;
  /** The first bytes of a disk, as a guest would see them. */
  diskBytes(diskId: string, length: number): Buffer;
  /** Tokens that were given out and neither revoked nor, as far as anybody looked, expired. */
  readonly openSessions: number;
  /** Image transfers that are not over: each of them locks a disk. */
  readonly openTransfers: number;
}

// What engine-config has in UserDefinedVMProperties and PredefinedVMProperties on a fresh engine.
const CUSTOM_PROPERTIES = [
  'sap_agent',
  'sndbuf',
  'vhost',
  'viodiskcache',
  'scsi_hostdev',
  'mdev_type',
  'hugepages',
  'multi_queues',
  'virtio_scsi_multi_queues',
  'extra_cpu_flags',
] as const; // prettier-ignore
const HOUR = 3_600_000;

/** An oVirt engine and the imageio daemon of its host, each on a port of its own. */
export async function startOvirtEmulator(options: OvirtEmulatorOptions = {}): Promise<OvirtEmulator> {
  const clock = options.clock ?? new AdjustableClock();
  const faults = new FaultPlan();
  const seen: SeenRequest[] = [];
  const username = options.username ?? 'admin@internal';
  const password = options.password ?? 'ovirt-secret';
  const state = new EngineState(clock, options.transitionMs ?? 50, options.customProperties ?? CUSTOM_PROPERTIES);
  seed(state, options.seed ?? {});
  seedVms(state, options.seed?.servers ?? []);
  const sessions = new Sessions(state, [{ id: state.adminId, name: username, password }], options.tokenLifetimeMs ?? HOUR);
  const shared = { clock, faults, seen, ...(options.tls === undefined ? {} : { tls: options.tls }) };
  const daemon = await EmulatorServer.listen({
    ...shared,
    ...(options.imageioPort === undefined ? {} : { port: options.imageioPort }),
    handler: (request, response) => imageio(state, request, response),
  });
  const engine = new Engine(state, sessions, () => daemon.origin, options.tls?.cert);
  const front = await EmulatorServer.listen({
    ...shared,
    ...(options.port === undefined ? {} : { port: options.port }),
    handler: (request, response) => engine.handle(request, response),
  }).catch(async (error: unknown) => {
    await daemon.close();
    throw error;
  });
  const close = async (): Promise<void> => {
    await Promise.all([front.close(), daemon.close()]);
  };
  return {
    provider: 'ovirt',
    url: front.origin,
    imageioUrl: daemon.origin,
    profile: { provider: 'ovirt', url: `${front.origin}/ovirt-engine/api`, username, password },
    seen,
    faults,
    clock,
    revokeTokens: () => sessions.revokeAll(),
    bootOf: (vmId) => {
      const boot = state.vms.get(vmId)?.lastBoot;
      return boot === undefined ? undefined : { applied: boot.applied, initialization: Object.fromEntries(boot.initialization?.members ?? []) };
    },
    diskBytes: (diskId, length) => readDisk(state, diskId, length),
    get openSessions() {
      return sessions.open;
    },
    get openTransfers() {
      return [...state.transfers.values()].filter((transfer) => !transfer.phase.startsWith('finished')).length;
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

function readDisk(state: EngineState, diskId: string, length: number): Buffer {
  const out = Buffer.alloc(length);
  const content = state.disks.get(diskId)?.content;
  for (let at = 0; at < length && content !== undefined; ) {
    const piece = content.peek(at, length - at);
    piece.bytes?.copy(out, at);
    at += piece.length;
  }
  return out;
}
