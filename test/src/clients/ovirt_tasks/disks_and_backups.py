"""Disks, transfers and backups."""

from .engine import *


@scenario
def add_vm_disk():
    attachments = machine("disked").disk_attachments_service()
    added = attachments.add(
        t.DiskAttachment(
            interface=t.DiskInterface.VIRTIO,
            bootable=False,
            active=True,
            disk=t.Disk(name="extra", format=t.DiskFormat.COW, provisioned_size=GIB, storage_domains=[t.StorageDomain(name="data")]),
        )
    )
    until(lambda: disks.disk_service(added.disk.id).get().status, t.DiskStatus.OK)
    equal(len(attachments.list()), 2)


@scenario
def add_floating_disk():
    equal(floating("floats").get().storage_type, t.DiskStorageType.IMAGE)


@scenario
def add_disks():
    pending = [
        disks.add(t.Disk(name="many%d" % i, format=t.DiskFormat.COW, provisioned_size=GIB, storage_domains=[t.StorageDomain(name="data")]), wait=False)
        for i in range(5)
    ]
    ids = [one.wait().id for one in pending]
    for id in ids:
        until(lambda: disks.disk_service(id).get().status, t.DiskStatus.OK)
    equal(len(disks.list(search="alias=many*")), 5)


@scenario
def delete_disks():
    for name in ("doomed1", "doomed2"):
        floating(name)
    for disk in disks.list(search="alias=doomed*"):
        disks.disk_service(disk.id).remove()
    until(lambda: disks.list(search="alias=doomed*"), [])


@scenario
def add_lun_disk_to_vm():
    service = machine("lun")
    unit = t.LogicalUnit(id="36001405b1b7a3a5a8d64f3a9c1f0e2d1", address="192.0.2.200", port=3260, target="iqn.2026-01.com.example:spare")
    added = service.disk_attachments_service().add(
        t.DiskAttachment(
            interface=t.DiskInterface.VIRTIO,
            bootable=False,
            disk=t.Disk(name="lun", lun_storage=t.HostStorage(type=t.StorageType.ISCSI, logical_units=[unit])),
        )
    )
    disk = disks.disk_service(added.disk.id)
    until(lambda: disk.get().status, t.DiskStatus.OK)
    equal([disk.get().storage_type, disk.get().storage_domains], [t.DiskStorageType.LUN, None])
    disk.refresh_lun(host=t.Host(name="host1"))


@scenario
def list_vm_disks():
    found = [connection.follow_link(one.disk) for one in machine("its-disks").disk_attachments_service().list()]
    equal([one.status for one in found], [t.DiskStatus.OK])


@scenario
def extend_disk():
    service = machine("extended")
    attachment = service.disk_attachments_service().attachment_service(service.disk_attachments_service().list()[0].id)
    attachment.update(t.DiskAttachment(disk=t.Disk(provisioned_size=20 * GIB)))
    until(lambda: connection.follow_link(attachment.get().disk).provisioned_size, 20 * GIB)
    refused(409, lambda: attachment.update(t.DiskAttachment(disk=t.Disk(provisioned_size=GIB))))


@scenario
def reduce_and_sparsify_disk():
    disk = floating("shrinks")
    for action in (disk.reduce, disk.sparsify):
        action()
        until(lambda: disk.get().status, t.DiskStatus.OK)
    refused(409, floating("thick", "backups", format=t.DiskFormat.RAW, sparse=False).sparsify)


@scenario
def copy_move_and_convert_disk():
    disk = floating("travels")
    disk.copy(disk=t.Disk(name="travels-copy"), storage_domain=t.StorageDomain(name="backups"))
    until(lambda: [str(one.status) for one in disks.list(search="alias=travels-copy")], ["ok"])
    until(lambda: disk.get().status, t.DiskStatus.OK)
    disk.move(storage_domain=t.StorageDomain(name="backups"))
    until(lambda: disk.get().status, t.DiskStatus.OK)
    equal(disk.get().storage_domains[0].id, named(domains, "backups").id)
    disk.convert(disk=t.Disk(format=t.DiskFormat.RAW, sparse=True))
    until(lambda: disk.get().format, t.DiskFormat.RAW)


@scenario
def deactivate_disk_attachment():
    service = machine("unplugged")
    attachment = service.disk_attachments_service().attachment_service(service.disk_attachments_service().list()[0].id)
    attachment.update(t.DiskAttachment(active=False))
    equal(attachment.get().active, False)


@scenario
def list_disk_snapshots():
    service = machine("disk-snaps")
    snapshot = service.snapshots_service().add(t.Snapshot(description="one"))
    until(lambda: service.snapshots_service().snapshot_service(snapshot.id).get().snapshot_status, t.SnapshotStatus.OK)
    domain = domains.storage_domain_service(named(domains, "data").id)
    equal(snapshot.id in [one.snapshot.id for one in domain.disk_snapshots_service().list()], True)


@scenario
def cancel_transfer():
    disk = floating("transferred", "backups", format=t.DiskFormat.RAW, sparse=False)
    transfers = root.image_transfers_service()
    added = transfers.add(t.ImageTransfer(disk=t.Disk(id=disk.get().id), direction=t.ImageTransferDirection.UPLOAD))
    transfer = transfers.image_transfer_service(added.id)
    until(lambda: transfer.get().phase, t.ImageTransferPhase.TRANSFERRING)
    equal([transfer.get().transfer_url is not None, disk.get().status], [True, t.DiskStatus.LOCKED])
    transfer.pause()
    until(lambda: transfer.get().phase, t.ImageTransferPhase.PAUSED_USER)
    transfer.resume()
    until(lambda: transfer.get().phase, t.ImageTransferPhase.TRANSFERRING)
    transfer.extend()
    transfer.cancel()
    until(lambda: transfer.get().phase, t.ImageTransferPhase.FINISHED_CLEANUP)


@scenario
def backup_vm():
    service = running("backed-up")
    disk = service.disk_attachments_service().list()[0].disk
    backups = service.backups_service()

    def take(**more):
        backup = backups.backup_service(backups.add(t.Backup(disks=[t.Disk(id=disk.id)], **more)).id)
        until(lambda: backup.get().phase, t.BackupPhase.READY)
        backup.finalize()
        until(lambda: backup.get().phase, t.BackupPhase.SUCCEEDED)
        return backup.get()

    full = take()
    incremental = take(from_checkpoint_id=full.to_checkpoint_id)
    equal(incremental.from_checkpoint_id, full.to_checkpoint_id)


@scenario
def checkpoints():
    service = running("checkpointed")
    disk = service.disk_attachments_service().list()[0].disk
    backup = service.backups_service().backup_service(service.backups_service().add(t.Backup(disks=[t.Disk(id=disk.id)])).id)
    until(lambda: backup.get().phase, t.BackupPhase.READY)
    backup.finalize()
    until(lambda: backup.get().phase, t.BackupPhase.SUCCEEDED)
    found = service.checkpoints_service().list()
    one = service.checkpoints_service().checkpoint_service(found[0].id)
    equal([len(found), one.get().state, [held.id for held in one.disks_service().list()]], [1, t.CheckpointState.CREATED, [disk.id]])
    one.remove()
    equal(service.checkpoints_service().list(), [])
