"""Drives an oVirt engine with ovirtsdk4: python ovirt-sdk.py STORY. Prints what it saw as one JSON object on its last line."""

import json
import os
import sys
import time

import ovirtsdk4 as sdk
import ovirtsdk4.types as t

URL, USER, PASSWORD, CA = (os.environ.get(name) for name in ("OVIRT_URL", "OVIRT_USERNAME", "OVIRT_PASSWORD", "OVIRT_CA"))
GIB = 2**30


def connect(**changes):
    return sdk.Connection(**{"url": URL, "username": USER, "password": PASSWORD, "ca_file": CA, **changes})


def wait(read, wanted):
    until = time.time() + 30
    while (seen := read()) != wanted:
        if time.time() > until:
            raise SystemExit(f"waited for {wanted}, have {seen}")
        time.sleep(0.03)


def refusal(call):
    try:
        call()
    except sdk.Error as error:
        return {"code": error.code, "kind": type(error).__name__, "text": str(error)}
    raise SystemExit("not refused")


def gone(service):
    try:
        service.get()
    except sdk.NotFoundError:
        return True
    return False


def lists(system):
    return {
        "product": system.get().product_info.name,
        "templates": [x.name for x in system.templates_service().list()],
        "clusters": [x.name for x in system.clusters_service().list()],
        "domains": {x.name: x.type.value for x in system.storage_domains_service().list()},
        "instanceTypes": [x.name for x in system.instance_types_service().list()],
        "networks": [x.name for x in system.networks_service().list()],
        "profiles": [x.name for x in system.vnic_profiles_service().list()],
        "dataCenter": system.data_centers_service().list()[0].name,
        "account": system.users_service().list()[0].user_name,
    }


def vm_life(system):
    vms = system.vms_service()
    made = vms.add(
        t.Vm(
            name="web-1",
            comment="hé & <x>",
            cluster=t.Cluster(name="Default"),
            template=t.Template(name="ubuntu-22.04"),
            instance_type=t.InstanceType(name="Small"),
            initialization=t.Initialization(host_name="web-1.example.com", authorized_ssh_keys="a\nb", custom_script="runcmd:\n- touch /x\n"),
        ),
        headers={"Correlation-Id": "create-web-1"},
    )
    vm = vms.vm_service(made.id)
    seen = {"id": made.id, "made": made.status.value, "locked": refusal(vm.start)["code"]}
    wait(lambda: vm.get().status, t.VmStatus.DOWN)
    vm.start(use_cloud_init=True)
    wait(lambda: vm.get().status, t.VmStatus.UP)
    seen["removedWhileUp"] = refusal(vm.remove)["text"]
    seen["sameName"] = refusal(lambda: vms.add(t.Vm(name="web-1", cluster=t.Cluster(name="Default"), template=t.Template(name="Blank"))))
    full = vms.list(
        search="name=web* and status=up sortby name asc page 1",
        max=10,
        follow="nics,disk_attachments.disk.storage_domains,tags,reported_devices",
    )
    seen["found"] = [x.name for x in full]
    seen["comment"] = full[0].comment
    seen["disk"] = full[0].disk_attachments[0].disk.provisioned_size
    seen["addresses"] = [ip.address for device in full[0].reported_devices for ip in device.ips]
    seen["jobs"] = [x.status.value for x in system.jobs_service().list(search="correlation_id=create-web-1")]

    tag = system.tags_service().add(t.Tag(name="prod", description="production"))
    vm.tags_service().add(t.Tag(name="prod"))
    seen["tagged"] = [x.name for x in vms.list(search="tag=prod")]
    vm.tags_service().tag_service(tag.id).remove()
    seen["untagged"] = [x.name for x in vms.list(search="tag=prod")]

    vm.reboot()
    wait(lambda: vm.get().status, t.VmStatus.UP)
    vm.update(t.Vm(name="web-2", instance_type=t.InstanceType(name="Large")))
    seen["renamed"] = vm.get().name
    seen["nextRun"] = vm.get().next_run_configuration_exists
    large = vm.get(next_run=True).memory

    disks = system.disks_service()
    attachment = vm.disk_attachments_service().add(
        t.DiskAttachment(
            interface=t.DiskInterface.VIRTIO_SCSI,
            bootable=False,
            active=True,
            disk=t.Disk(name="data-1", format=t.DiskFormat.COW, provisioned_size=GIB, sparse=True, storage_domains=[t.StorageDomain(name="data")]),
        )
    )
    disk = disks.disk_service(attachment.disk.id)
    wait(lambda: disk.get().status, t.DiskStatus.OK)
    attached = vm.disk_attachments_service().attachment_service(attachment.id)
    attached.update(t.DiskAttachment(disk=t.Disk(provisioned_size=2 * GIB)))
    wait(lambda: disk.get().provisioned_size, 2 * GIB)
    attached.remove(detach_only=True)
    seen["detached"] = [x.alias for x in disks.list(search="alias=data-1")]

    snapshot = vm.snapshots_service().add(t.Snapshot(description="before", persist_memorystate=False))
    taken = vm.snapshots_service().snapshot_service(snapshot.id)
    wait(lambda: taken.get().snapshot_status, t.SnapshotStatus.OK)
    profile = system.vnic_profiles_service().list()[0]
    nic = vm.nics_service().add(t.Nic(name="nic2", interface=t.NicInterface.VIRTIO, vnic_profile=t.VnicProfile(id=profile.id)))
    seen["nics"] = [x.name for x in vm.nics_service().list()]
    plugged = vm.nics_service().nic_service(nic.id)
    seen["removedWhilePlugged"] = refusal(plugged.remove)["code"]
    plugged.deactivate()
    plugged.remove()

    vm.shutdown()
    wait(lambda: vm.get().status, t.VmStatus.DOWN)
    seen["resized"] = vm.get().memory == large
    taken.restore()
    wait(lambda: vm.get().status, t.VmStatus.DOWN)
    made = system.templates_service().add(t.Template(name="golden", vm=t.Vm(id=seen["id"])))
    template = system.templates_service().template_service(made.id)
    wait(lambda: template.get().status, t.TemplateStatus.OK)
    template.remove()
    wait(lambda: gone(template), True)
    wait(lambda: vm.get().status, t.VmStatus.DOWN)
    vm.remove()
    wait(lambda: gone(vm), True)
    disk.remove()
    wait(lambda: gone(disk), True)
    seen["left"] = [x.name for x in vms.list()] + [x.alias for x in disks.list(search="alias=data-1")]
    return seen


def renewal(system):
    """The tokens are revoked between the two calls: the SDK asks for another one, the caller sees nothing."""
    before = system.get().product_info.name
    print("revoke", flush=True)
    sys.stdin.readline()
    return {"before": before, "after": system.get().product_info.name}


def refusals(system):
    def wrong():
        with_wrong = connect(password="wrong")
        try:
            with_wrong.test(raise_exception=True)
        finally:
            with_wrong.close()

    vms = system.vms_service()
    return {
        "password": refusal(wrong),
        "missing": refusal(vms.vm_service("00000000-0000-0000-0000-00000000dead").get),
        "unnamed": refusal(lambda: vms.add(t.Vm(name="x"))),
        "badFollow": refusal(lambda: system.clusters_service().list(follow="nosuch")),
    }


if __name__ == "__main__":
    connection = connect()
    result = {"lists": lists, "vm-life": vm_life, "renewal": renewal, "refusals": refusals}[sys.argv[1]](connection.system_service())
    connection.close()
    print(json.dumps(result))
