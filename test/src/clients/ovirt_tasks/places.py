"""Hosts, clusters and data centers."""

from .engine import *


@scenario
def add_and_remove_host():
    added = hosts.add(t.Host(name="comes", address="comes.example.com", root_password="x", cluster=DEFAULT))
    host = hosts.host_service(added.id)
    until(lambda: host.get().status, t.HostStatus.UP)
    refused(409, host.remove)
    host.deactivate()
    until(lambda: host.get().status, t.HostStatus.MAINTENANCE)
    host.remove()
    equal(gone(host), True)


@scenario
def upgrade_host():
    added = hosts.add(t.Host(name="upgrades", address="upgrades.example.com", root_password="x", cluster=DEFAULT))
    host = hosts.host_service(added.id)
    until(lambda: host.get().status, t.HostStatus.UP)
    host.upgrade_check()
    host.upgrade(reboot=True)
    until(lambda: host.get().status, t.HostStatus.UP)


@scenario
def change_host_cluster():
    other = clusters.add(t.Cluster(name="second", data_center=t.DataCenter(name="Default"), cpu=t.Cpu(type="AMD EPYC")))
    added = hosts.add(t.Host(name="moves", address="moves.example.com", root_password="x", cluster=DEFAULT))
    host = hosts.host_service(added.id)
    until(lambda: host.get().status, t.HostStatus.UP)
    refused(409, lambda: host.update(t.Host(cluster=t.Cluster(id=other.id))))
    host.deactivate()
    until(lambda: host.get().status, t.HostStatus.MAINTENANCE)
    host.update(t.Host(cluster=t.Cluster(id=other.id)))
    equal(host.get().cluster.id, other.id)


@scenario
def list_host_statistics():
    found = hosts.host_service(named(hosts, "host1").id).statistics_service().list()
    equal("memory.total" in [one.name for one in found], True)


@scenario
def add_fence_agent():
    agents = hosts.host_service(named(hosts, "host1").id).fence_agents_service()
    agents.add(t.Agent(address="192.0.2.9", username="root", password="hush", type="ipmilan", order=1, port=623, options=[t.Option(name="lanplus", value="1")]))
    equal([agents.list()[0].port, agents.list()[0].options[0].name, agents.list()[0].password], [623, "lanplus", None])


@scenario
def fence_host():
    added = hosts.add(t.Host(name="fenced", address="fenced.example.com", root_password="x", cluster=DEFAULT))
    host = hosts.host_service(added.id)
    until(lambda: host.get().status, t.HostStatus.UP)
    equal(host.fence(fence_type="status").status, t.PowerManagementStatus.ON)
    host.fence(fence_type="restart")
    until(lambda: host.get().status, t.HostStatus.UP)


@scenario
def update_fencing_options():
    host = hosts.host_service(named(hosts, "host1").id)
    host.update(t.Host(power_management=t.PowerManagement(enabled=True, kdump_detection=False, automatic_pm_enabled=False)))
    equal([host.get().power_management.enabled, host.get().power_management.kdump_detection], [True, False])


@scenario
def add_cluster():
    added = clusters.add(t.Cluster(name="third", description="mine", cpu=t.Cpu(type="Intel Haswell Family"), data_center=t.DataCenter(name="Default")))
    equal([added.cpu.type, clusters.list(search="name=third")[0].description], ["Intel Haswell Family", "mine"])
    clusters.cluster_service(added.id).remove()


@scenario
def add_and_update_data_center():
    added = centers.add(t.DataCenter(name="third", description="mine", local=False, version=t.Version(major=4, minor=7)))
    center = centers.data_center_service(added.id)
    center.update(t.DataCenter(description="yours"))
    equal(center.get().description, "yours")


@scenario
def data_center_maintenance():
    center = centers.data_center_service(named(centers, "Default").id)
    running("in-the-way")
    attached = center.storage_domains_service()
    data = attached.storage_domain_service(named(domains, "data").id)
    refused(409, data.deactivate)
    for vm in vms.list(search="status=up"):
        vms.vm_service(vm.id).stop()
    until(lambda: vms.list(search="status!=down"), [])
    data.deactivate()
    until(lambda: data.get().status, t.StorageDomainStatus.MAINTENANCE)
    data.activate()
    until(lambda: data.get().status, t.StorageDomainStatus.ACTIVE)
