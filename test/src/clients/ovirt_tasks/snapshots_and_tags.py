"""Snapshots, tags and affinity."""

from .engine import *


@scenario
def add_vm_snapshot():
    snapshots = running("snapshot").snapshots_service()
    added = snapshots.add(t.Snapshot(description="live", persist_memorystate=False))
    until(lambda: snapshots.snapshot_service(added.id).get().snapshot_status, t.SnapshotStatus.OK)


@scenario
def list_vm_snapshots():
    equal([str(one.snapshot_type) for one in machine("fresh").snapshots_service().list()], ["active"])


@scenario
def preview_commit_and_undo_snapshot():
    service = machine("previewed")
    snapshot = service.snapshots_service().add(t.Snapshot(description="look"))
    one = service.snapshots_service().snapshot_service(snapshot.id)
    until(lambda: one.get().snapshot_status, t.SnapshotStatus.OK)
    for decide in (service.undo_snapshot, service.commit_snapshot):
        service.preview_snapshot(snapshot=t.Snapshot(id=snapshot.id))
        until(lambda: one.get().snapshot_status, t.SnapshotStatus.IN_PREVIEW)
        decide()
        until(lambda: one.get().snapshot_status, t.SnapshotStatus.OK)


@scenario
def tag_tree():
    parent = tags.add(t.Tag(name="europe"))
    tags.add(t.Tag(name="berlin", parent=t.Tag(id=parent.id)))
    service = machine("tagged")
    service.tags_service().add(t.Tag(name="berlin"))
    equal([vm.name for vm in vms.list(search="tag=europe")], ["tagged"])
    equal([tag.name for tag in service.tags_service().list()], ["berlin"])
    service.tags_service().tag_service(service.tags_service().list()[0].id).remove()
    equal(vms.list(search="tag=berlin"), [])
    tags.tag_service(parent.id).remove()
    equal("berlin" in [tag.name for tag in tags.list()], False)


@scenario
def affinity_labels():
    labels = root.affinity_labels_service()
    added = labels.add(t.AffinityLabel(name="mine"))
    vm = machine("labelled").get()
    labels.label_service(added.id).vms_service().add(t.Vm(id=vm.id))
    equal([one.name for one in vms.vm_service(vm.id).affinity_labels_service().list()], ["mine"])
    equal(added.name in [one.name for one in labels.list()], True)


@scenario
def affinity_groups():
    groups = clusters.cluster_service(named(clusters, "Default").id).affinity_groups_service()
    added = groups.add(t.AffinityGroup(name="apart", vms_rule=t.AffinityRule(enabled=True, enforcing=True, positive=False)))
    group = groups.group_service(added.id)
    group.vms_service().add(t.Vm(id=machine("apart1").get().id))
    equal([group.get().enforcing, group.get().positive, len(group.vms_service().list())], [True, False, 1])
