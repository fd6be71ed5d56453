"""Connecting, and what goes for every call."""

from .engine import *


@scenario
def test_connection():
    equal(connection.test(), True)
    with sdk.Connection(**{**OPTIONS, "password": "wrong"}) as other:
        equal(other.test(), False)


@scenario
def connection_builder():
    builder = sdk.ConnectionBuilder(**OPTIONS)
    with builder.build() as one, builder.build() as two:
        equal([one.test(), two.test()], [True, True])


@scenario
def disable_compression():
    with sdk.Connection(**OPTIONS, compress=False) as other:
        equal(other.system_service().get().product_info.vendor, "ovirt.org")


@scenario
def share_token():
    token = connection.authenticate()
    other = sdk.Connection(url=OPTIONS["url"], token=token)
    equal(other.system_service().get().product_info.version.major, 4)
    other.close(logout=False)
    equal(connection.test(), True)


@scenario
def follow_vm_links():
    vm = machine("links").get()
    equal([len(connection.follow_link(vm.disk_attachments)), connection.follow_link(vm.cluster).name], [1, "Default"])
    equal(connection.is_link(vm.cluster), True)


@scenario
def asynchronous_inventory():
    machine("inventory")
    pending = [vms.vm_service(vm.id).nics_service().list(wait=False) for vm in vms.list()]
    equal(all(len(one.wait()) > 0 for one in pending), True)


@scenario
def server_side_follow():
    machine("followed")
    vm = vms.list(search="name=followed", follow="cluster.data_center,nics.vnic_profile.network,disk_attachments.disk")[0]
    equal([vm.cluster.data_center.name, vm.nics[0].vnic_profile.network.name], ["Default", "ovirtmgmt"])
    equal(vm.disk_attachments[0].disk.format, t.DiskFormat.COW)


@scenario
def process_errors():
    try:
        vms.add(t.Vm(name="a b", cluster=DEFAULT, template=t.Template(name="Blank")))
    except sdk.Error as error:
        equal([error.code, error.fault.reason, "special characters" in error.fault.detail], [400, "Operation Failed", True])
    refused(404, clusters.cluster_service("11111111-1111-1111-1111-111111111111").get)
    try:
        connection.service("vms/no/such")
    except sdk.Error:
        return
    raise AssertionError("a path that leads nowhere")


@scenario
def correlation_id_joins_jobs_and_events():
    vms.add(t.Vm(name="traced", cluster=DEFAULT, template=t.Template(name="debian-12")), headers={"Correlation-Id": "trace-1"})
    until(lambda: [str(one.status) for one in root.jobs_service().list(search="correlation_id=trace-1")], ["finished"])
    equal(len(root.events_service().list(search="correlation_id=trace-1")) > 0, True)
    job = root.jobs_service().list(search="correlation_id=trace-1")[0]
    steps = root.jobs_service().job_service(job.id).steps_service().list()
    equal([str(one.status) for one in steps], ["finished", "finished"])
