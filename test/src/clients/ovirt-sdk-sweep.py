"""Walks all of ovirtsdk4's services on an engine: python ovirt-sdk-sweep.py. Adds what can be added, lists and gets everything everywhere, updates,
and removes what it added, unless its argument is "keep". Prints what it called, what failed, and what it could not call, as one JSON object."""

import inspect
import json
import os
import sys
import time

import ovirtsdk4 as sdk
import ovirtsdk4.services as services
import ovirtsdk4.types as t

GIB = 2**30
# Plain HTTP: the SDK asks for no CA.
connection = sdk.Connection(
    url=os.environ["OVIRT_URL"], username=os.environ["OVIRT_USERNAME"], password=os.environ["OVIRT_PASSWORD"]
)
root = connection.system_service()
called = {}
failed = []
made = []
NONE = object()


def name_of(service):
    return type(service).__name__.removesuffix("Service")


def attempt(title, call):
    """What the call returns, or NONE when it raised."""
    try:
        result = call()
    except Exception as error:
        failed.append([title, "%s: %s" % (type(error).__name__, error)])
        return NONE
    method = title.split(" ")[0]
    if "." in method:
        called[method] = called.get(method, 0) + 1
    return result


def settle(read, ready):
    until = time.time() + 10
    while time.time() < until:
        if ready(seen := read()):
            return
        time.sleep(0.02)
    raise TimeoutError("waited for %s, have %s" % (read, getattr(seen, "status", seen)))


def first(collection, name):
    return next(x for x in collection.list() if x.name == name)


CLUSTER = first(root.clusters_service(), "Default")
CENTER = first(root.data_centers_service(), "Default")
HOST = first(root.hosts_service(), "host1")
DATA = first(root.storage_domains_service(), "data")
GLANCE = first(root.storage_domains_service(), "ovirt-image-repository")
NETWORK = next(x for x in root.networks_service().list(search="name=ovirtmgmt and datacenter=Default"))
PROFILE = next(x for x in root.vnic_profiles_service().list() if x.network.id == NETWORK.id)
ROLE = first(root.roles_service(), "UserRole")
UNITS = root.scheduling_policy_units_service().list()
ADMIN = root.users_service().list()[0]
FEATURE = root.cluster_levels_service().level_service("4.7").cluster_features_service().list()[0]


def unit(kind):
    return next(x.id for x in UNITS if x.type == kind)


def machine(vms):
    """A virtual machine with a disk, a snapshot and a network, up: most of what there is stands below it."""
    vm = vms.add(t.Vm(name="sweep", cluster=t.Cluster(id=CLUSTER.id), template=t.Template(name="debian-12")))
    service = vms.vm_service(vm.id)
    settle(service.get, lambda x: x.status == t.VmStatus.DOWN)
    return vm, service


def disk(alias):
    return t.Disk(alias=alias, format=t.DiskFormat.COW, provisioned_size=GIB, sparse=True, storage_domains=[t.StorageDomain(id=DATA.id)])


VM, VM_SERVICE = machine(root.vms_service())
SNAPSHOT = VM_SERVICE.snapshots_service().add(t.Snapshot(description="sweep", persist_memorystate=False))
settle(VM_SERVICE.snapshots_service().snapshot_service(SNAPSHOT.id).get, lambda x: x.snapshot_status == t.SnapshotStatus.OK)
ISO = root.disks_service().add(
    t.Disk(
        alias="sweep.iso",
        content_type=t.DiskContentType.ISO,
        format=t.DiskFormat.RAW,
        sparse=False,
        provisioned_size=GIB,
        storage_domains=[t.StorageDomain(id=DATA.id)],
    )
)
settle(root.disks_service().disk_service(ISO.id).get, lambda x: x.status == t.DiskStatus.OK)
LUN = "36001405b1b7a3a5a8d64f3a9c1f0e2d1"
VM_SERVICE.start()
settle(VM_SERVICE.get, lambda x: x.status == t.VmStatus.UP)
LABEL = root.affinity_labels_service().add(t.AffinityLabel(name="sweep-label"))
CONNECTION = root.storage_connections_service().add(t.StorageConnection(address="nfs2.example.com", path="/x", type=t.StorageType.NFS))
TAG = root.tags_service().add(t.Tag(name="sweep-tag"))
SPARE = root.storage_domains_service().add(
    t.StorageDomain(
        name="spare",
        type=t.StorageDomainType.DATA,
        host=t.Host(name="host1"),
        storage=t.HostStorage(type=t.StorageType.NFS, address="nfs3.example.com", path="/spare"),
    )
)
DEVICE = root.hosts_service().host_service(HOST.id).devices_service().list()[1]
GREEN = root.networks_service().add(t.Network(name="green", data_center=t.DataCenter(id=CENTER.id)))
VM_NIC = VM_SERVICE.nics_service().list()[0]
_, HOST_NIC, OTHER_NIC = root.hosts_service().host_service(HOST.id).nics_service().list()
VM_DISK = VM_SERVICE.disk_attachments_service().list()[0].disk
provider = {"name": "sweep-provider", "url": "https://provider.example.com", "requires_authentication": False}
named = lambda kind, **more: lambda _: kind(name="sweep", **more)
again = lambda value: lambda _: value

# What is added to each kind of collection; called with the path of the collection.
ADD = {
    "AffinityGroups": named(t.AffinityGroup, vms_rule=t.AffinityRule(enabled=True, enforcing=True, positive=False)),
    "AffinityGroupVms": again(t.Vm(id=VM.id)),
    "AffinityGroupHosts": again(t.Host(name="host1")),
    "AffinityGroupVmLabels": again(t.AffinityLabel(id=LABEL.id)),
    "AffinityGroupHostLabels": again(t.AffinityLabel(id=LABEL.id)),
    "AffinityLabels": named(t.AffinityLabel),
    "AffinityLabelVms": again(t.Vm(id=VM.id)),
    "AffinityLabelHosts": again(t.Host(id=HOST.id)),
    "AssignedAffinityLabels": again(t.AffinityLabel(id=LABEL.id)),
    "AssignedCpuProfiles": lambda path: t.CpuProfile(name="sweep-assigned"),
    "AssignedDiskProfiles": lambda path: t.DiskProfile(name="sweep-assigned"),
    "AssignedVnicProfiles": lambda path: t.VnicProfile(name="sweep-assigned"),
    "AssignedPermissions": lambda path: t.Permission(
        role=t.Role(id=ROLE.id),
        **({"vm": t.Vm(id=VM.id)} if path.startswith("users/") or path.startswith("groups/") else {"user": t.User(id=ADMIN.id)}),
    ),
    "SystemPermissions": again(t.Permission(role=t.Role(id=ROLE.id), user=t.User(id=ADMIN.id))),
    "AssignedTags": again(t.Tag(name="sweep-tag")),
    "AttachedStorageDomains": again(t.StorageDomain(id=SPARE.id)),
    "AttachedStorageDomainDisks": lambda path: t.Disk(alias="sweep-attached", format=t.DiskFormat.COW, provisioned_size=GIB),
    "Balances": lambda path: t.Balance(scheduling_policy_unit=t.SchedulingPolicyUnit(id=unit(t.PolicyUnitType.LOAD_BALANCING))),
    "Filters": lambda path: t.Filter(scheduling_policy_unit=t.SchedulingPolicyUnit(id=unit(t.PolicyUnitType.FILTER))),
    "Weights": lambda path: t.Weight(factor=2, scheduling_policy_unit=t.SchedulingPolicyUnit(id=unit(t.PolicyUnitType.WEIGHT))),
    "Bookmarks": named(t.Bookmark, value="Vms: status=up"),
    "Clusters": lambda path: t.Cluster(name="sweep%d" % len(made), data_center=t.DataCenter(id=CENTER.id), cpu=t.Cpu(type="AMD EPYC")),
    "ClusterEnabledFeatures": again(t.ClusterFeature(id=FEATURE.id)),
    "ClusterNetworks": again(t.Network(id=GREEN.id, required=False)),
    "CpuProfiles": named(t.CpuProfile, cluster=t.Cluster(id=CLUSTER.id)),
    "DataCenters": named(t.DataCenter, local=False),
    "DataCenterNetworks": named(t.Network, mtu=1400),
    "DiskAttachments": lambda path: t.DiskAttachment(interface=t.DiskInterface.VIRTIO, bootable=False, active=False, disk=disk("sweep-attach")),
    "DiskProfiles": named(t.DiskProfile, storage_domain=t.StorageDomain(id=DATA.id)),
    "Disks": lambda path: disk("sweep-disk"),
    "EventSubscriptions": again(t.EventSubscription(event=t.NotifiableEvent.VM_DOWN_ERROR, address="a@example.com")),
    "Events": again(t.Event(origin="sweep", severity=t.LogSeverity.NORMAL, custom_id=4242, description="sweep")),
    "ExternalHostProviders": again(t.ExternalHostProvider(**provider)),
    "ExternalTemplateImports": again(
        t.ExternalTemplateImport(
            url="ova:///tmp/x.ova",
            template=t.Template(name="sweep-ova"),
            cluster=t.Cluster(id=CLUSTER.id),
            storage_domain=t.StorageDomain(id=DATA.id),
            host=t.Host(id=HOST.id),
        )
    ),
    "ExternalVmImports": again(
        t.ExternalVmImport(
            name="sweep-import",
            provider=t.ExternalVmProviderType.VMWARE,
            url="vpx://vcenter.example.com",
            cluster=t.Cluster(id=CLUSTER.id),
            storage_domain=t.StorageDomain(id=DATA.id),
            vm=t.Vm(name="sweep-imported"),
        )
    ),
    "FenceAgents": again(t.Agent(address="192.0.2.9", order=1, type="ipmilan", username="root", password="x")),
    "GlusterVolumes": named(
        t.GlusterVolume, volume_type=t.GlusterVolumeType.DISTRIBUTE, bricks=[t.GlusterBrick(server_id=HOST.id, brick_dir="/bricks/1")]
    ),
    "Groups": named(t.Group),
    "Hosts": lambda path: t.Host(name="sweep-host", address="sweep.example.com", cluster=t.Cluster(id=CLUSTER.id), root_password="x"),
    "ImageTransfers": lambda path: t.ImageTransfer(disk=t.Disk(id=ISO.id), direction=t.ImageTransferDirection.DOWNLOAD),
    "InstanceTypes": named(t.InstanceType, memory=GIB),
    "InstanceTypeNics": named(t.Nic),
    "TemplateNics": named(t.Nic),
    "VmNics": named(t.Nic, vnic_profile=t.VnicProfile(id=PROFILE.id)),
    "InstanceTypeGraphicsConsoles": again(t.GraphicsConsole(protocol=t.GraphicsType.SPICE)),
    "TemplateGraphicsConsoles": again(t.GraphicsConsole(protocol=t.GraphicsType.SPICE)),
    "VmGraphicsConsoles": again(t.GraphicsConsole(protocol=t.GraphicsType.SPICE)),
    "IscsiBonds": named(t.IscsiBond),
    "Jobs": again(t.Job(description="sweep", auto_cleared=True)),
    "Steps": again(t.Step(description="sweep", type=t.StepEnum.EXECUTING)),
    "MacPools": named(t.MacPool, ranges=[t.Range(from_="02:00:00:00:00:00", to="02:00:00:00:ff:ff")]),
    "Networks": lambda path: t.Network(id=GREEN.id) if "iscsibonds" in path else t.Network(name="sweep-net", data_center=t.DataCenter(id=CENTER.id)),
    "NetworkAttachments": lambda path: t.NetworkAttachment(
        network=t.Network(id=GREEN.id), **({} if "/nics/" in path else {"host_nic": t.HostNic(id=OTHER_NIC.id)})
    ),
    "NetworkLabels": again(t.NetworkLabel(id="sweep-label")),
    "NicNetworkFilterParameters": again(t.NetworkFilterParameter(name="IP", value="10.0.0.1")),
    "OpenstackImageProviders": again(t.OpenStackImageProvider(**provider)),
    "OpenstackNetworkProviders": again(t.OpenStackNetworkProvider(**provider)),
    "OpenstackVolumeProviders": again(t.OpenStackVolumeProvider(**provider)),
    "OpenstackSubnets": named(t.OpenStackSubnet, cidr="10.9.0.0/24", ip_version="v4", dns_servers=["192.0.2.1"]),
    "OpenstackVolumeAuthenticationKeys": again(
        t.OpenstackVolumeAuthenticationKey(uuid="5b6a7c08-0000-4000-8000-000000000001", value="a2V5", usage_type=t.OpenstackVolumeAuthenticationKeyUsageType.CEPH)
    ),
    "Permits": again(t.Permit(name="create_vm")),
    "Qoss": named(t.Qos, type=t.QosType.CPU, cpu_limit=50),
    "Quotas": named(t.Quota, description="sweep"),
    "QuotaClusterLimits": again(t.QuotaClusterLimit(cluster=t.Cluster(id=CLUSTER.id), memory_limit=8.0, vcpu_limit=4)),
    "QuotaStorageLimits": again(t.QuotaStorageLimit(storage_domain=t.StorageDomain(id=DATA.id), limit=100)),
    "Roles": named(t.Role, administrative=False, permits=[t.Permit(id="1300")]),
    "SchedulingPolicies": named(t.SchedulingPolicy, properties=[t.Property(name="HighUtilization", value="70")]),
    "Snapshots": again(t.Snapshot(description="sweep2", persist_memorystate=False)),
    "SshPublicKeys": again(t.SshPublicKey(content="ssh-ed25519 AAAAC3Nz sweep")),
    "StorageDomains": named(
        t.StorageDomain,
        type=t.StorageDomainType.DATA,
        host=t.Host(name="host1"),
        storage=t.HostStorage(type=t.StorageType.NFS, address="nfs.example.com", path="/sweep"),
    ),
    "StorageDomainDisks": lambda path: t.Disk(alias="sweep-in-domain", format=t.DiskFormat.COW, provisioned_size=GIB),
    "StorageDomainServerConnections": again(t.StorageConnection(id=CONNECTION.id)),
    "StorageServerConnections": lambda path: t.StorageConnection(id=CONNECTION.id, type=t.StorageType.NFS)
    if "iscsibonds" in path
    else t.StorageConnection(address="nfs.example.com", path="/other", type=t.StorageType.NFS),
    "StorageServerConnectionExtensions": again(t.StorageConnectionExtension(target="iqn.x", username="u", password="p")),
    "Tags": named(t.Tag),
    "Templates": lambda path: t.Template(name="sweep-template", vm=t.Vm(id=idle().id)),
    "TemplateWatchdogs": again(t.Watchdog(model=t.WatchdogModel.I6300ESB, action=t.WatchdogAction.RESET)),
    "InstanceTypeWatchdogs": again(t.Watchdog(model=t.WatchdogModel.I6300ESB, action=t.WatchdogAction.RESET)),
    "VmWatchdogs": again(t.Watchdog(model=t.WatchdogModel.I6300ESB, action=t.WatchdogAction.RESET)),
    "TemplateMediatedDevices": again(t.VmMediatedDevice(spec_params=[t.Property(name="mdevType", value="nvidia-11")])),
    "VmMediatedDevices": again(t.VmMediatedDevice(spec_params=[t.Property(name="mdevType", value="nvidia-11")])),
    "Users": again(t.User(user_name="alice@internal-authz", domain=t.Domain(name="internal-authz"))),
    "UserOptions": again(t.UserOption(name="sweep", content='{"a":1}')),
    "VirtualFunctionAllowedNetworks": again(t.Network(id=GREEN.id)),
    "VmBackups": lambda path: t.Backup(disks=[t.Disk(id=VM_DISK.id)]),
    "VmCdroms": again(t.Cdrom(file=t.File(id=ISO.id))),
    "VmHostDevices": again(t.HostDevice(id=DEVICE.id)),
    "VmNumaNodes": again(t.VirtualNumaNode(index=0, memory=512, cpu=t.Cpu(cores=[t.Core(index=0)]))),
    "VmPools": named(t.VmPool, size=2, cluster=t.Cluster(id=CLUSTER.id), template=t.Template(name="Blank")),
    "Vms": lambda path: t.Vm(name="sweep-blank", cluster=t.Cluster(id=CLUSTER.id), template=t.Template(name="Blank")),
    "VnicProfiles": named(t.VnicProfile, network=t.Network(id=NETWORK.id)),
}
# What these say cannot be asked of every collection of the kind.
NOT_HERE = {
    # The one who asks has all permissions anyhow, and the roles are those of the engine.
    "users/{id}/roles/{id}/permits",
    "groups/{id}/roles/{id}/permits",
}


def idle():
    """A virtual machine that is down, to make templates of."""
    found = root.vms_service().list(search="name=sweep-idle")
    if found:
        return found[0]
    vm = root.vms_service().add(t.Vm(name="sweep-idle", cluster=t.Cluster(id=CLUSTER.id), template=t.Template(name="Blank")))
    settle(root.vms_service().vm_service(vm.id).get, lambda x: x.status == t.VmStatus.DOWN)
    return vm


# What is changed, and how that is seen; a new description where nothing else is said.
described = lambda kind: (kind(description="changed"), lambda x: x.description == "changed")
UPDATE = {
    "AttachedStorageDomainDisk": described(t.Disk),
    "Bookmark": (t.Bookmark(value="Hosts:"), lambda x: x.value == "Hosts:"),
    "ClusterNetwork": (t.Network(required=True), lambda x: x.required is True),
    "DataCenterNetwork": described(t.Network),
    "DiskAttachment": (t.DiskAttachment(pass_discard=True), lambda x: x.pass_discard is True),
    "StorageDomainDisk": described(t.Disk),
    "ExternalHostProvider": described(t.ExternalHostProvider),
    "OpenstackImageProvider": described(t.OpenStackImageProvider),
    "OpenstackNetworkProvider": described(t.OpenStackNetworkProvider),
    "OpenstackVolumeProvider": described(t.OpenStackVolumeProvider),
    "FenceAgent": (t.Agent(order=2), lambda x: x.order == 2),
    "Host": (t.Host(comment="changed"), lambda x: x.comment == "changed"),
    "InstanceTypeNic": (t.Nic(linked=False), lambda x: x.linked is False),
    "TemplateNic": (t.Nic(linked=False), lambda x: x.linked is False),
    "VmNic": (t.Nic(linked=False), lambda x: x.linked is False),
    "InstanceTypeWatchdog": (t.Watchdog(action=t.WatchdogAction.PAUSE), lambda x: x.action == t.WatchdogAction.PAUSE),
    "TemplateWatchdog": (t.Watchdog(action=t.WatchdogAction.PAUSE), lambda x: x.action == t.WatchdogAction.PAUSE),
    "VmWatchdog": (t.Watchdog(action=t.WatchdogAction.PAUSE), lambda x: x.action == t.WatchdogAction.PAUSE),
    "MacPool": (t.MacPool(allow_duplicates=True), lambda x: x.allow_duplicates is True),
    "NetworkAttachment": (t.NetworkAttachment(properties=[t.Property(name="bridge_opts", value="a=1")]), lambda x: x.properties[0].value == "a=1"),
    "NicNetworkFilterParameter": (t.NetworkFilterParameter(value="10.0.0.2"), lambda x: x.value == "10.0.0.2"),
    "OpenstackVolumeAuthenticationKey": described(t.OpenstackVolumeAuthenticationKey),
    "Qos": (t.Qos(cpu_limit=60), lambda x: x.cpu_limit == 60),
    "SshPublicKey": (t.SshPublicKey(content="ssh-ed25519 AAAAC3Ny other"), lambda x: x.content.endswith("other")),
    "StorageServerConnection": (t.StorageConnection(mount_options="ro"), lambda x: x.mount_options == "ro"),
    "StorageServerConnectionExtension": (t.StorageConnectionExtension(target="iqn.y"), lambda x: x.target == "iqn.y"),
    "TemplateMediatedDevice": (t.VmMediatedDevice(spec_params=[t.Property(name="mdevType", value="nvidia-12")]), lambda x: x.spec_params[0].value == "nvidia-12"),
    "VmMediatedDevice": (t.VmMediatedDevice(spec_params=[t.Property(name="mdevType", value="nvidia-12")]), lambda x: x.spec_params[0].value == "nvidia-12"),
    "User": (t.User(user_options=[t.Property(name="a", value="b")]), lambda x: x.user_options[0].value == "b"),
    "VmCdrom": (t.Cdrom(file=t.File(id="")), lambda x: x.file is None),
    "VmNumaNode": (t.VirtualNumaNode(memory=256), lambda x: x.memory == 256),
    "VnicProfile": (t.VnicProfile(port_mirroring=True), lambda x: x.port_mirroring is True),
}
# Below these the walk goes on in what is there from the start, since more stands there.
STAY = {
    "Clusters": CLUSTER.id,
    "DataCenters": CENTER.id,
    "Hosts": HOST.id,
    "Networks": NETWORK.id,
    "StorageDomains": DATA.id,
    "AttachedStorageDomains": DATA.id,
    "Vms": VM.id,
    "Snapshots": SNAPSHOT.id,
    "HostNics": HOST_NIC.id,
    "VmNics": VM_NIC.id,
    "DataCenterNetworks": NETWORK.id,
    "Disks": VM_DISK.id,
    "StorageDomainDisks": VM_DISK.id,
    "AttachedStorageDomainDisks": VM_DISK.id,
    "Users": ADMIN.id,
    "StorageDomainVms": VM.id,
    "VmBackups": None,
}


def locators(service):
    """Services below: by attribute for those that take no id, and the one that takes one."""
    fixed, item = [], None
    for name, method in inspect.getmembers(type(service), inspect.isfunction):
        if not name.endswith("_service"):
            continue
        parameters = list(inspect.signature(method).parameters)[1:]
        if parameters:
            item = name
        else:
            fixed.append(name)
    return fixed, item


def has(service, method):
    return callable(getattr(type(service), method, None))


def add(service, path):
    title = name_of(service)
    shape = "/".join("{id}" if index % 2 else part for index, part in enumerate(path.split("/")))
    if not has(service, "add") or title not in ADD or shape in NOT_HERE:
        return None
    # The same clusters stand at the top too, and have it all already.
    if path.startswith("datacenters/") and "/clusters/" in path:
        return None
    argument = ADD[title](path)
    added = attempt("%s.add %s" % (title, path), lambda: service.add(argument))
    if added is NONE or getattr(added, "id", None) is None:
        return None
    return added


def visit(service, path):
    title = name_of(service)
    fixed, item = locators(service)
    added = add(service, path)
    items = attempt("%s.list %s" % (title, path), service.list) if has(service, "list") else []
    if has(service, "get") and item is None:
        attempt("%s.get %s" % (title, path), service.get)
    for name in fixed:
        below = getattr(service, name)()
        visit(below, (path + "/" if path else "") + below._path.split("/")[-1])
    if item is None or items is NONE:
        return
    if added is not None and items and added.id not in [x.id for x in items]:
        failed.append(["%s.list %s" % (title, path), "does not have %s, which was added" % added.id])
    if added is not None:
        below = getattr(service, item)(added.id)
        made.append((below, "%s/%s" % (path, added.id)))
        attempt("change %s/%s" % (path, added.id), lambda: change(below, "%s/%s" % (path, added.id)))
    ids = [x.id for x in items if x.id is not None] or ([OPTION] if title == "SystemOptions" else [])
    chosen = STAY.get(title) if STAY.get(title) in ids else (added.id if added is not None and added.id in ids else (ids[0] if ids else None))
    if chosen is not None:
        visit(getattr(service, item)(chosen), "%s/%s" % (path, chosen))


OPTION = "MaxNumOfVmCpus"
UNDER_WAY = {"locked", "image_locked", "installing", "unassigned", "initializing", "starting", "activating"}


def ready(service):
    """Waits until what was just made can be changed."""
    if not has(service, "get"):
        return

    def over(seen):
        statuses = [str(getattr(seen, name, None)) for name in ("status", "snapshot_status", "phase")]
        return not UNDER_WAY.intersection(statuses)

    settle(service.get, over)


def change(service, path):
    title = name_of(service)
    ready(service)
    if not has(service, "update"):
        return
    argument, seen = UPDATE.get(title) or described(getattr(t, title))
    after = attempt("%s.update %s" % (title, path), lambda: service.update(argument))
    if after is NONE:
        return
    if not seen(after) or not seen(service.get()):
        failed.append(["%s.update %s" % (title, path), "was not seen afterwards"])


def remove(service, path):
    """What was added is removed, and then it is gone."""
    title = name_of(service)
    if not has(service, "remove"):
        return
    ready(service)
    if title == "Host" or title == "AttachedStorageDomain":
        service.deactivate()
        settle(service.get, lambda x: "maintenance" == str(x.status))
    if title == "VmCheckpoint" or title == "VmNic":
        getattr(service, "deactivate", lambda: None)()
    more = {"host": "host1"} if title == "StorageDomain" else {}
    if attempt("%s.remove %s" % (title, path), lambda: service.remove(**more)) is NONE or not has(service, "get"):
        return

    def gone():
        try:
            service.get()
        except sdk.NotFoundError:
            return True
        return False

    settle(gone, lambda x: x)


visit(root, "")
if sys.argv[1:] == ["keep"]:
    # Somebody else wants to see what all there is.
    connection.close()
    print(json.dumps({"called": called, "failed": failed, "uncalled": []}))
    raise SystemExit(0)

# A checkpoint is what a backup leaves behind.
for backup in VM_SERVICE.backups_service().list():
    one = VM_SERVICE.backups_service().backup_service(backup.id)
    settle(one.get, lambda x: x.phase == t.BackupPhase.READY)
    attempt("VmBackup.finalize", one.finalize)
    settle(one.get, lambda x: x.phase == t.BackupPhase.SUCCEEDED)
checkpoints = VM_SERVICE.checkpoints_service()
for checkpoint in checkpoints.list():
    one = checkpoints.checkpoint_service(checkpoint.id)
    attempt("VmCheckpoint.get", one.get)
    for held in attempt("VmCheckpointDisks.list", one.disks_service().list):
        attempt("VmCheckpointDisk.get", one.disks_service().disk_service(held.id).get)
    made.append((one, "vms/%s/checkpoints/%s" % (VM.id, checkpoint.id)))
for transfer in root.image_transfers_service().list():
    one = root.image_transfers_service().image_transfer_service(transfer.id)
    settle(one.get, lambda x: x.phase == t.ImageTransferPhase.TRANSFERRING)
    attempt("ImageTransfer.cancel", one.cancel)
# What was there before and can be taken away; the units of the engine's own cannot.
domains = root.storage_domains_service()
images = domains.storage_domain_service(GLANCE.id).images_service()
attempt("Image.get", images.image_service(images.list()[0].id).get)
hooks = root.service("clusters/%s/glusterhooks" % CLUSTER.id)
attempt("GlusterHook.remove", hooks.hook_service(hooks.list()[0].id).remove)
unmanaged = root.hosts_service().host_service(HOST.id).unmanaged_networks_service()
attempt("UnmanagedNetwork.remove", unmanaged.unmanaged_network_service(unmanaged.list()[0].id).remove)
centos = root.templates_service().template_service(first(root.templates_service(), "centos-stream-9").id).disk_attachments_service()
attachment = centos.attachment_service(centos.list()[0].id)
attempt("TemplateDiskAttachment.get", attachment.get)
attempt("TemplateDiskAttachment.remove", lambda: attachment.remove(storage_domain=DATA.id))
snapshots = root.disks_service().disk_service(VM_DISK.id).disk_snapshots_service()
taken = next(x for x in snapshots.list() if x.snapshot.id == SNAPSHOT.id)
attempt("DiskSnapshot.remove", snapshots.snapshot_service(taken.id).remove)
blank = root.vms_service().vm_service(idle().id)
blank.export(storage_domain=t.StorageDomain(id=DATA.id))
settle(blank.get, lambda x: x.status == t.VmStatus.DOWN)
exported = domains.storage_domain_service(DATA.id).vms_service()
attempt("StorageDomainVm.remove", exported.vm_service(exported.list(unregistered=True)[0].id).remove)
debian = first(root.templates_service(), "debian-12")
root.templates_service().template_service(debian.id).export(storage_domain=t.StorageDomain(id=DATA.id))
exported = domains.storage_domain_service(DATA.id).templates_service()
attempt("StorageDomainTemplate.remove", exported.template_service(debian.id).remove)
volumes = root.service("clusters/%s/glustervolumes" % CLUSTER.id)
bricks = volumes.volume_service(volumes.list()[0].id).gluster_bricks_service()
attempt("GlusterBrick.remove", bricks.brick_service(bricks.list()[0].id).remove)
try:
    root.scheduling_policy_units_service().unit_service(UNITS[0].id).remove()
    failed.append(["SchedulingPolicyUnit.remove", "was not refused"])
except sdk.Error as error:
    called["SchedulingPolicyUnit.remove"] = 1
    if error.code != 409:
        failed.append(["SchedulingPolicyUnit.remove", str(error)])
for service, path in reversed(made):
    attempt("remove %s" % path, lambda: remove(service, path))

everything = set()
for name, kind in inspect.getmembers(services, inspect.isclass):
    for method in ("list", "get", "add", "update", "remove"):
        if name.endswith("Service") and callable(getattr(kind, method, None)):
            everything.add("%s.%s" % (name.removesuffix("Service"), method))
connection.close()
print(json.dumps({"called": called, "failed": failed, "uncalled": sorted(everything - set(called))}))
