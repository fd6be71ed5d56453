import { requireMembers } from '../open/mandatory.ts';
import { stableId } from '../open/seeds/seed-context.ts';
import type { Disk, Snapshot, Vm } from '../state/model.ts';
import { type Answer, API, actionAnswer, bodyOf, type Call, must, ok, plainListing, reference } from '../wire/call.ts';
import { type Element, element, leaf, list } from '../wire/element.ts';
import { conflict, incomplete } from '../wire/faults.ts';
import { booleanAt, child, enumAt } from '../wire/read-body.ts';
import type { Router } from '../wire/router.ts';
import { diskElement, diskOf, refuseBusy } from './disks.ts';
import { lookUp } from './lookup.ts';

/** What is done to a disk as it stands, and the snapshots that virtual machines have of it. */
export function diskActionRoutes(router: Router): void {
  const locking = (name: string, what: string, check: (call: Call, disk: Disk) => (() => void) | undefined): void => {
    router.on(`POST /disks/{disk}/${name}`, (call): Answer => {
      const { state } = call;
      const disk = diskOf(call);
      bodyOf(call, 'action');
      const done = check(call, disk);
      refuseBusy(state, disk, name);
      const job = state.startJob(call.correlationId, `${what} Disk ${disk.alias}`);
      disk.status = 'locked';
      state.later(() => {
        done?.();
        disk.status = 'ok';
        job.finish();
      });
      return actionAnswer(call, job.id, [], true);
    });
  };
  locking('sparsify', 'Sparsifying', (_, disk) => {
    if (!disk.sparse) throw conflict('Cannot sparsify Virtual Disk. Only thin provisioned disks can be sparsified.');
    return undefined;
  });
  locking('reduce', 'Reducing', ({ state }, disk) => {
    if (state.storageDomains.get(disk.storageDomainId)?.storage !== 'iscsi')
      throw conflict('Cannot reduce Virtual Disk. Only disks on block storage can be reduced.');
    if (disk.format !== 'cow') throw conflict('Cannot reduce Virtual Disk. The disk format does not allow it.');
    return undefined;
  });
  locking('convert', 'Converting', (call, disk) => {
    const about = child(call.body, 'disk');
    const format = enumAt<'raw' | 'cow'>(about, ['raw', 'cow'], 'format');
    const sparse = booleanAt(about, 'sparse');
    if (format === undefined && sparse === undefined) throw incomplete('Action', 'disk.format|sparse', 'convert');
    return () => Object.assign(disk, { format: format ?? disk.format, sparse: sparse ?? disk.sparse });
  });
  locking('export', 'Exporting', (call) => {
    requireMembers(bodyOf(call, 'action'), 'Action', 'export', ['storage_domain.id|storage_domain.name']);
    const domain = must(lookUp(call.body, 'storage_domain', call.state.storageDomains));
    // Disks go to a Glance repository; the other way is the action `import` of its images.
    if (domain.type !== 'image') throw conflict('Cannot export Virtual Disk. The Storage Domain type does not allow it.');
    return undefined;
  });
  // Below the storage domains of a data center only, from where it gets here.
  router.on('POST /disks/{disk}/register', (call) => {
    const disk = diskOf(call);
    bodyOf(call, 'action');
    throw conflict(`Cannot register Virtual Disk. The disk ${disk.alias} is registered already.`);
  });
  router.on('POST /disks/{disk}/refreshlun', (call) => {
    const disk = diskOf(call);
    requireMembers(bodyOf(call, 'action'), 'Action', 'refreshLun', ['host.id|host.name']);
    if (disk.storageDomainId !== '') throw conflict('Cannot refresh LUN. The disk is not a LUN.');
    return actionAnswer(call, undefined);
  });
  for (const [path, disks] of [
    ['/disks/{disk}', (call: Call) => [diskOf(call)]],
    ['/storagedomains/{domain}', (call: Call) => [...call.state.disks.values()].filter((one) => one.storageDomainId === call.ids['domain'])],
  ] as const) {
    const all = (call: Call): Found[] => disks(call).flatMap((disk) => snapshotsOf(call, disk));
    const one = (call: Call): Found => must(all(call).find((found) => found.id === call.ids['disksnapshot']));
    const shown = (call: Call) => (found: Found) => snapshotElement(call, found);
    router
      .on(`GET ${path}/disksnapshots`, (call) => {
        must(call.fetch(call.path.replace(/\/disksnapshots$/, '')));
        return plainListing(call, 'disk_snapshots', all(call), shown(call));
      })
      .on(`GET ${path}/disksnapshots/{disksnapshot}`, (call) => ok(shown(call)(one(call))))
      .on(`DELETE ${path}/disksnapshots/{disksnapshot}`, (call) => removeSnapshot(call, one(call)));
  }
}

interface Found {
  readonly id: string;
  readonly disk: Disk;
  readonly vm: Vm;
  readonly snapshot: Snapshot;
}

/** The id of a disk as a snapshot has it. */
export const diskSnapshotId = (snapshot: Snapshot, disk: Disk): string => stableId(`${snapshot.id} ${disk.id}`);

const snapshotsOf = (call: Call, disk: Disk): Found[] =>
  call.state
    .vmsOf(disk.id)
    .flatMap((vm) =>
      [...vm.snapshots.values()].flatMap((snapshot) =>
        snapshot.contents.has(disk.id) || snapshot.type === 'active' ? [{ id: diskSnapshotId(snapshot, disk), disk, vm, snapshot }] : [],
      ),
    );

/** The active one is the disk as it is now. */
function snapshotElement(call: Call, { id, disk, vm, snapshot }: Found): Element {
  const shown = diskElement(disk, call.state);
  const collection = call.path.replace(/\/disksnapshots\/.*$/, '/disksnapshots');
  const kept = shown.children.filter((one) => !['image_id', 'status', 'storage_domains', 'link', 'actions'].includes(one.name));
  return element('disk_snapshot', { href: `${API}${collection}/${id}`, id }, [
    ...kept,
    leaf('image_id', id),
    leaf('status', snapshot.status === 'locked' ? 'locked' : disk.status),
    list('storage_domains', [reference('storage_domain', '/storagedomains', disk.storageDomainId)]),
    reference('disk', '/disks', disk.id),
    element('snapshot', { href: `${API}/vms/${vm.id}/snapshots/${snapshot.id}`, id: snapshot.id }),
  ]);
}

function removeSnapshot(call: Call, { disk, snapshot }: Found): Answer {
  const { state } = call;
  if (snapshot.type !== 'regular') throw conflict('Cannot remove Disk Snapshot. The active disk cannot be removed.');
  if (snapshot.status !== 'ok') throw conflict('Cannot remove Disk Snapshot. The snapshot is locked. Please try again in a few minutes.');
  const job = state.startJob(call.correlationId, `Removing Snapshot of Disk ${disk.alias}`);
  snapshot.status = 'locked';
  state.later(() => {
    snapshot.contents.delete(disk.id);
    snapshot.status = 'ok';
    job.finish();
  });
  return ok();
}
