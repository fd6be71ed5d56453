"""The engine, and what the tasks have in common. A task is a function that raises when the engine does not do as it should."""

import base64
import datetime
import inspect
import os
import sys
import time

import ovirtsdk4 as sdk
import ovirtsdk4.service
import ovirtsdk4.services
import ovirtsdk4.types as t

GIB = 2**30
OPTIONS = {"url": os.environ["OVIRT_URL"], "username": os.environ["OVIRT_USERNAME"], "password": os.environ["OVIRT_PASSWORD"]}
connection = sdk.Connection(**OPTIONS)
root = connection.system_service()
vms, disks, templates, hosts, clusters = (
    root.vms_service(),
    root.disks_service(),
    root.templates_service(),
    root.hosts_service(),
    root.clusters_service(),
)
networks, domains, centers, tags = root.networks_service(), root.storage_domains_service(), root.data_centers_service(), root.tags_service()
DEFAULT = t.Cluster(name="Default")
scenarios = []


def scenario(work):
    scenarios.append(work)
    return work


# Actions that were called, as `Vm.start`.
called = set()
send_action = ovirtsdk4.service.Service._internal_action


def recorded(self, *given, **more):
    called.add("%s.%s" % (type(self).__name__.removesuffix("Service"), sys._getframe(1).f_code.co_name))
    return send_action(self, *given, **more)


ovirtsdk4.service.Service._internal_action = recorded


def actions():
    """All that the SDK has."""
    found = set()
    for name, kind in inspect.getmembers(ovirtsdk4.services, inspect.isclass):
        for method, function in inspect.getmembers(kind, inspect.isfunction):
            if name.endswith("Service") and "_internal_action(" in inspect.getsource(function):
                found.add("%s.%s" % (name.removesuffix("Service"), method))
    return found


def equal(seen, wanted):
    if seen != wanted:
        raise AssertionError("have %r, want %r" % (seen, wanted))


def until(read, wanted):
    end = time.time() + 10
    while (seen := read()) != wanted:
        if time.time() > end:
            raise AssertionError("waited for %r, have %r" % (wanted, seen))
        time.sleep(0.01)


def refused(code, call):
    try:
        call()
    except sdk.Error as error:
        return equal(error.code, code)
    raise AssertionError("was not refused")


def gone(service):
    try:
        service.get()
    except sdk.NotFoundError:
        return True
    return False


def named(collection, name):
    return next(one for one in collection.list() if one.name == name)


def machine(name, template="debian-12", **more):
    """A virtual machine that is down, and its service."""
    added = vms.add(t.Vm(name=name, cluster=DEFAULT, template=t.Template(name=template), **more))
    service = vms.vm_service(added.id)
    until(lambda: service.get().status, t.VmStatus.DOWN)
    return service


def running(name, **more):
    service = machine(name, **more)
    service.start()
    until(lambda: service.get().status, t.VmStatus.UP)
    return service


def floating(alias, domain="data", **more):
    given = {"format": t.DiskFormat.COW, "sparse": True, "provisioned_size": GIB, **more}
    added = disks.add(t.Disk(alias=alias, storage_domains=[t.StorageDomain(name=domain)], **given))
    service = disks.disk_service(added.id)
    until(lambda: service.get().status, t.DiskStatus.OK)
    return service
