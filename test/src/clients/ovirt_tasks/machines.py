"""Virtual machines."""

from .engine import *


@scenario
def list_vms():
    machine("listed")
    equal("listed" in [vm.name for vm in vms.list()], True)
    equal(len(vms.list(max=1)), 1)


@scenario
def search_vms():
    for name in ("find-a1", "find-a2", "find-b1"):
        machine(name, comment="of a search")
    search = lambda text: [vm.name for vm in vms.list(search=text)]
    equal(search("name=find-a* sortby name desc"), ["find-a2", "find-a1"])
    equal(search("name=find-a1 or name=find-b1 sortby name asc"), ["find-a1", "find-b1"])
    equal(search("name=find-* and status=down and name!=find-a1 sortby name asc"), ["find-a2", "find-b1"])
    equal([vms.list(search="name=FIND-a1", case_sensitive=True), search("name=FIND-a1")], [[], ["find-a1"]])
    refused(400, lambda: vms.list(search="nosuch=1"))


@scenario
def page_vms():
    for index in range(5):
        machine("page-%d" % index)
    pages = [[vm.name for vm in vms.list(search="name=page-* sortby name asc page %d" % page, max=2)] for page in (1, 2, 3, 4)]
    equal([len(page) for page in pages], [2, 2, 1, 0])
    equal(sum(pages, []), ["page-%d" % index for index in range(5)])


@scenario
def add_vm():
    vm = machine("added", memory=2 * GIB, cpu=t.Cpu(topology=t.CpuTopology(cores=2, sockets=1, threads=1))).get()
    equal([vm.memory, vm.cpu.topology.cores, vm.original_template is not None], [2 * GIB, 2, True])
    refused(409, lambda: machine("added"))


@scenario
def add_independent_vm():
    added = vms.add(t.Vm(name="independent", cluster=DEFAULT, template=t.Template(name="debian-12")), clone=True)
    until(lambda: vms.vm_service(added.id).get().status, t.VmStatus.DOWN)


@scenario
def add_vm_from_template_version():
    newest = max(templates.list(search="name=rhel-9"), key=lambda one: one.version.version_number)
    equal(newest.version.version_number, 2)
    added = vms.add(t.Vm(name="versioned", cluster=DEFAULT, template=t.Template(id=newest.id)))
    equal(vms.vm_service(added.id).get().template.id, newest.id)


@scenario
def add_vm_with_sysprep():
    service = machine("sysprep", os=t.OperatingSystem(type="windows_2019x64"))
    service.start(use_sysprep=True, vm=t.Vm(initialization=t.Initialization(host_name="win", domain="example.com", org_name="Example", root_password="x")))
    until(lambda: service.get().status, t.VmStatus.UP)
    equal(service.get().os.type, "windows_2019x64")


@scenario
def start_vm():
    service = running("started")
    equal([service.get().host is not None, service.get().fqdn], [True, "started"])
    refused(409, service.start)


@scenario
def start_vm_with_boot_devices():
    service = machine("boots")
    service.start(vm=t.Vm(os=t.OperatingSystem(boot=t.Boot(devices=[t.BootDevice.NETWORK, t.BootDevice.CDROM]))))
    until(lambda: service.get().status, t.VmStatus.UP)


@scenario
def start_vm_with_cloud_init():
    service = machine("cloudy")
    network = t.NicConfiguration(
        name="eth0", on_boot=True, boot_protocol=t.BootProtocol.STATIC, ip=t.Ip(address="192.0.2.10", netmask="255.255.255.0", gateway="192.0.2.1")
    )
    service.start(
        use_cloud_init=True,
        vm=t.Vm(
            initialization=t.Initialization(
                host_name="cloudy.example.com", user_name="root", authorized_ssh_keys="ssh-ed25519 AAAA a", nic_configurations=[network], dns_servers="192.0.2.53"
            )
        ),
    )
    until(lambda: service.get().status, t.VmStatus.UP)
    refused(409, lambda: machine("cloudy2").start(use_cloud_init=True, use_ignition=True))


@scenario
def stop_vm():
    service = running("stopped")
    service.stop()
    until(lambda: service.get().status, t.VmStatus.DOWN)
    refused(409, service.stop)


@scenario
def suspend_and_resume_vm():
    service = running("suspended")
    service.suspend()
    until(lambda: service.get().status, t.VmStatus.SUSPENDED)
    service.start()
    until(lambda: service.get().status, t.VmStatus.UP)


@scenario
def reboot_and_reset_vm():
    service = running("rebooted")
    for action in (service.reboot, service.reset):
        action()
        until(lambda: service.get().status, t.VmStatus.UP)


@scenario
def remove_vm():
    service = machine("removed")
    disk = service.disk_attachments_service().list()[0].disk.id
    service.remove()
    until(lambda: gone(service), True)
    equal(gone(disks.disk_service(disk)), True)
    kept = machine("removed2")
    disk = kept.disk_attachments_service().list()[0].disk.id
    kept.remove(detach_only=True)
    until(lambda: gone(kept), True)
    equal(disks.disk_service(disk).get().status, t.DiskStatus.OK)


@scenario
def delete_protection():
    service = machine("protected", delete_protected=True)
    refused(409, service.remove)
    service.update(t.Vm(delete_protected=False))
    service.remove()


@scenario
def pin_vm():
    service = machine("pinned")
    host = named(hosts, "host1")
    service.update(t.Vm(placement_policy=t.VmPlacementPolicy(affinity=t.VmAffinity.PINNED, hosts=[t.Host(id=host.id)])))
    policy = service.get().placement_policy
    equal([policy.affinity, policy.hosts[0].id], [t.VmAffinity.PINNED, host.id])


@scenario
def set_vm_serial_number():
    service = machine("serial")
    service.update(t.Vm(serial_number=t.SerialNumber(policy=t.SerialNumberPolicy.CUSTOM, value="A1")))
    equal(service.get().serial_number.value, "A1")


@scenario
def set_vm_lease_storage_domain():
    service, domain = machine("leased"), named(domains, "data")
    service.update(t.Vm(high_availability=t.HighAvailability(enabled=True), lease=t.StorageDomainLease(storage_domain=t.StorageDomain(id=domain.id))))
    equal([service.get().lease.storage_domain.id, service.get().high_availability.enabled], [domain.id, True])


@scenario
def set_vm_comment():
    service = machine("commented")
    service.update(t.Vm(comment="mine"))
    equal(service.get().comment, "mine")


@scenario
def update_vm_for_its_next_run():
    service = running("next")
    service.update(t.Vm(cpu=t.Cpu(topology=t.CpuTopology(cores=4, sockets=1, threads=1))))
    equal([service.get().next_run_configuration_exists, service.get(next_run=True).cpu.topology.cores, service.get().cpu.topology.cores], [True, 4, 1])
    service.shutdown()
    until(lambda: service.get().status, t.VmStatus.DOWN)
    equal(service.get().cpu.topology.cores, 4)


@scenario
def remove_numa_nodes_from_vm():
    service = machine("numa")
    nodes = service.numa_nodes_service()
    for index in (0, 1):
        nodes.add(t.VirtualNumaNode(index=index, memory=512, cpu=t.Cpu(cores=[t.Core(index=index)])))
    equal([node.index for node in nodes.list()], [0, 1])
    for node in nodes.list():
        nodes.node_service(node.id).remove()
    equal(nodes.list(), [])


@scenario
def change_vm_cd():
    iso = floating("tools.iso", "backups", format=t.DiskFormat.RAW, sparse=False, content_type=t.DiskContentType.ISO).get()
    service = running("cd")
    drive = service.cdroms_service().cdrom_service(service.cdroms_service().list()[0].id)
    drive.update(t.Cdrom(file=t.File(id=iso.id)), current=True)
    equal([drive.get(current=True).file.id, drive.get().file], [iso.id, None])
    drive.update(t.Cdrom(file=t.File(id="")), current=True)
    equal(drive.get(current=True).file, None)


@scenario
def list_iso_files():
    floating("listed.iso", "backups", format=t.DiskFormat.RAW, sparse=False, content_type=t.DiskContentType.ISO)
    files = domains.storage_domain_service(named(domains, "backups").id).files_service().list()
    equal("listed.iso" in [file.name for file in files], True)


@scenario
def enable_serial_console():
    service = machine("console")
    equal(service.get().console, None)
    service.update(t.Vm(console=t.Console(enabled=True)))
    equal(service.get(all_content=True).console.enabled, True)


@scenario
def add_vnc_console():
    service = machine("consoles")
    consoles = service.graphics_consoles_service()
    consoles.add(t.GraphicsConsole(protocol=t.GraphicsType.SPICE))
    equal(sorted(str(one.protocol) for one in consoles.list()), ["spice", "vnc"])
    refused(409, lambda: consoles.add(t.GraphicsConsole(protocol=t.GraphicsType.SPICE)))
    for one in consoles.list():
        consoles.console_service(one.id).remove()
    equal(consoles.list(), [])


@scenario
def get_display_ticket():
    service = running("ticketed")
    console = service.graphics_consoles_service().list(current=True)[0]
    ticket = service.graphics_consoles_service().console_service(console.id).ticket(ticket=t.Ticket(expiry=60))
    equal([console.port, console.address is not None, ticket.expiry, len(ticket.value) > 8], [5900, True, 60, True])


@scenario
def remote_viewer_connection_file():
    service = running("viewed")
    console = service.graphics_consoles_service().list()[0]
    text = service.graphics_consoles_service().console_service(console.id).remote_viewer_connection_file()
    equal(base64.b64decode(text).decode().splitlines()[0], "[virt-viewer]")


@scenario
def get_vm_ip():
    service = running("addressed")
    found = [ip.address for device in service.reported_devices_service().list() for ip in device.ips if ip.version == t.IpVersion.V4]
    equal(len(found), 1)


@scenario
def clone_vm():
    service = machine("original")
    service.clone(vm=t.Vm(name="the-clone"))
    until(lambda: [str(one.status) for one in vms.list(search="name=the-clone")], ["down"])


@scenario
def clone_vm_from_snapshot():
    service = machine("snapped")
    snapshot = service.snapshots_service().add(t.Snapshot(description="base"))
    until(lambda: service.snapshots_service().snapshot_service(snapshot.id).get().snapshot_status, t.SnapshotStatus.OK)
    added = vms.add(t.Vm(name="from-snapshot", cluster=DEFAULT, snapshots=[t.Snapshot(id=snapshot.id)]))
    until(lambda: vms.vm_service(added.id).get().status, t.VmStatus.DOWN)
    equal(len(vms.vm_service(added.id).disk_attachments_service().list()), 1)


@scenario
def export_vm_and_import_it():
    service = machine("exported")
    service.export(exclusive=True, discard_snapshots=True, storage_domain=t.StorageDomain(name="data"))
    until(lambda: service.get().status, t.VmStatus.DOWN)
    held = domains.storage_domain_service(named(domains, "data").id).vms_service()
    found = next(one for one in held.list(unregistered=True) if one.name == "exported")
    held.vm_service(found.id).import_(cluster=DEFAULT, vm=t.Vm(name="imported"), storage_domain=t.StorageDomain(name="data"))
    until(lambda: len(vms.list(search="name=imported")), 1)


@scenario
def register_vm():
    service = machine("to-register")
    service.export(storage_domain=t.StorageDomain(name="data"))
    until(lambda: service.get().status, t.VmStatus.DOWN)
    held = domains.storage_domain_service(named(domains, "data").id).vms_service()
    found = next(one for one in held.list(unregistered=True) if one.name == "to-register")
    held.vm_service(found.id).register(allow_partial_import=True, cluster=DEFAULT, vm=t.Vm(name="registered"))
    until(lambda: len(vms.list(search="name=registered")), 1)


@scenario
def export_vm_as_ova():
    service = machine("ova")
    service.export_to_path_on_host(host=t.Host(name="host1"), directory="/tmp", filename="ova.ova")
    until(lambda: service.get().status, t.VmStatus.DOWN)
    equal(any("/tmp/ova.ova" in one.description for one in root.events_service().list()), True)


@scenario
def import_vm_from_vmware():
    added = root.external_vm_imports_service().add(
        t.ExternalVmImport(
            name="esx",
            vm=t.Vm(name="from-vmware"),
            provider=t.ExternalVmProviderType.VMWARE,
            username="root",
            password="hush",
            url="vpx://root@vcenter.example.com/DC/host?no_verify=1",
            cluster=DEFAULT,
            storage_domain=t.StorageDomain(name="data"),
            sparse=True,
        )
    )
    equal([added.vm is not None, added.password], [True, None])
    until(lambda: len(vms.list(search="name=from-vmware")), 1)


@scenario
def vm_statistics():
    found = {one.name: one.values[0].datum for one in running("measured").statistics_service().list()}
    equal([found["memory.installed"], found["cpu.current.guest"]], [float(GIB), 3.5])


@scenario
def migrate_vm():
    other = hosts.add(t.Host(name="migration-target", address="target.example.com", cluster=DEFAULT, root_password="x"))
    until(lambda: hosts.host_service(other.id).get().status, t.HostStatus.UP)
    service = running("migrates")
    before = service.get().host.id
    service.migrate()
    until(lambda: service.get().status, t.VmStatus.UP)
    equal(service.get().host.id != before, True)
