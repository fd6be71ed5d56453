"""Templates, sizes and pools."""

from .engine import *


@scenario
def add_vm_pool():
    pools = root.vm_pools_service()
    added = pools.add(t.VmPool(name="desk-?", size=3, cluster=DEFAULT, template=t.Template(name="debian-12"), max_user_vms=1))
    until(lambda: [str(vm.status) for vm in vms.list(search="name=desk-*")], ["down"] * 3)
    equal(vms.list(search="name=desk-1")[0].vm_pool.id, added.id)
    pools.pool_service(added.id).allocate_vm()
    until(lambda: sorted(str(vm.status) for vm in vms.list(search="name=desk-*")), ["down", "down", "up"])


@scenario
def reprovision_stateless_vm_in_pool():
    pools = root.vm_pools_service()
    added = pools.add(t.VmPool(name="kiosk", size=1, cluster=DEFAULT, template=t.Template(name="debian-12")))
    until(lambda: [str(vm.status) for vm in vms.list(search="name=kiosk-1")], ["down"])
    vm = vms.vm_service(vms.list(search="name=kiosk-1")[0].id)
    refused(409, vm.remove)
    vm.detach()
    vm.remove()
    until(lambda: gone(vm), True)
    pools.pool_service(added.id).update(t.VmPool(size=1))
    until(lambda: len(vms.list(search="name=kiosk-1")), 1)


@scenario
def add_template():
    service = machine("golden-vm")
    disk = service.disk_attachments_service().list()[0].disk
    added = templates.add(
        t.Template(
            name="golden",
            vm=t.Vm(id=service.get().id, disk_attachments=[t.DiskAttachment(disk=t.Disk(id=disk.id, format=t.DiskFormat.COW, sparse=True))]),
        )
    )
    until(lambda: templates.template_service(added.id).get().status, t.TemplateStatus.OK)
    refused(409, lambda: templates.template_service("00000000-0000-0000-0000-000000000000").remove())


@scenario
def export_template():
    template = templates.template_service(named(templates, "ubuntu-24.04").id)
    template.export(storage_domain=t.StorageDomain(name="data"))
    until(lambda: template.get().status, t.TemplateStatus.OK)
    held = domains.storage_domain_service(named(domains, "data").id).templates_service().list(unregistered=True)
    equal("ubuntu-24.04" in [one.name for one in held], True)


@scenario
def export_template_as_ova():
    template = templates.template_service(named(templates, "ubuntu-22.04").id)
    template.export_to_path_on_host(host=t.Host(name="host1"), directory="/tmp")
    until(lambda: template.get().status, t.TemplateStatus.OK)


@scenario
def import_template_from_ova():
    root.external_template_imports_service().add(
        t.ExternalTemplateImport(
            template=t.Template(name="from-ova"), host=t.Host(name="host1"), storage_domain=t.StorageDomain(name="data"), cluster=DEFAULT, url="ova:///tmp/x.ova"
        )
    )
    until(lambda: [str(one.status) for one in templates.list(search="name=from-ova")], ["ok"])


@scenario
def add_instance_type():
    types = root.instance_types_service()
    added = types.add(t.InstanceType(name="mine", memory=3 * GIB, cpu=t.Cpu(topology=t.CpuTopology(cores=1, sockets=2, threads=1))))
    types.instance_type_service(added.id).nics_service().add(t.Nic(name="nic1"))
    vm = machine("sized", instance_type=t.InstanceType(id=added.id)).get()
    equal([vm.memory, vm.cpu.topology.sockets], [3 * GIB, 2])
