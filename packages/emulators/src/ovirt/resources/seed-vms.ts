import { randomUUID } from 'node:crypto';
import type { EngineState } from '../state/engine-state.ts';
import type { VmSeed } from '../state/seed.ts';
import { copyDisk } from './disk-state.ts';

/** VMs that are there from the start: down, of the first Ubuntu template. */
export function seedVms(state: EngineState, seeds: readonly VmSeed[]): void {
  const template = [...state.templates.values()].find((one) => one.attachments.size > 0);
  if (template === undefined) return;
  for (const one of seeds) {
    const tagIds = new Set<string>();
    for (const name of one.tags ?? []) {
      const known = [...state.tags.values()].find((tag) => tag.name === name) ?? { id: randomUUID(), name, description: '', parentId: undefined };
      state.tags.set(known.id, known);
      tagIds.add(known.id);
    }
    const attachments = new Map(
      [...template.attachments.values()].flatMap((attachment) => {
        const original = state.disks.get(attachment.diskId);
        if (original === undefined) return [];
        const disk = copyDisk(state, original, { status: 'ok' });
        state.disks.set(disk.id, disk);
        return [[disk.id, { ...attachment, diskId: disk.id }] as const];
      }),
    );
    const nics = [...template.nics.values()].map((nic) => ({ ...nic, id: randomUUID(), mac: state.nextMac() }));
    const id = randomUUID();
    const activeId = randomUUID();
    state.vms.set(id, {
      id,
      name: one.name,
      description: '',
      comment: '',
      clusterId: template.clusterId ?? '',
      templateId: template.id,
      instanceTypeId: undefined,
      status: 'down',
      memory: template.memory,
      guaranteedMemory: template.memory,
      maxMemory: template.memory * 4,
      cpu: template.cpu,
      osType: template.osType,
      type: 'server',
      deleteProtected: false,
      stateless: false,
      customProperties: [],
      initialization: undefined,
      lastBoot: undefined,
      started: false,
      nextRun: undefined,
      hostId: undefined,
      createdAt: state.now(),
      startedAt: undefined,
      stoppedAt: undefined,
      attachments,
      nics: new Map(nics.map((nic) => [nic.id, nic])),
      snapshots: new Map([
        [activeId, { id: activeId, description: 'Active VM', type: 'active', status: 'ok', createdAt: state.now(), persistMemory: false, contents: new Map() }],
      ]),
      tagIds,
      address: state.nextAddress(),
      checkpoints: new Map(),
      cdrom: undefined,
      cdromNow: undefined,
    });
  }
}
