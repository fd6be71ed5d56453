"""Storage domains and images."""

from .engine import *


@scenario
def storage_domain_from_nothing_to_nothing():
    center = centers.add(t.DataCenter(name="storage-lab", local=False))
    added = domains.add(
        t.StorageDomain(
            name="lab-data",
            type=t.StorageDomainType.DATA,
            host=t.Host(name="host1"),
            storage=t.HostStorage(type=t.StorageType.NFS, address="nfs.example.com", path="/lab"),
        )
    )
    until(lambda: domains.storage_domain_service(added.id).get().status, t.StorageDomainStatus.UNATTACHED)
    attached = centers.data_center_service(center.id).storage_domains_service()
    attached.add(t.StorageDomain(id=added.id))
    one = attached.storage_domain_service(added.id)
    until(lambda: one.get().status, t.StorageDomainStatus.ACTIVE)
    equal(centers.data_center_service(center.id).get().status, t.DataCenterStatus.UP)
    one.deactivate()
    until(lambda: one.get().status, t.StorageDomainStatus.MAINTENANCE)
    one.remove()
    domains.storage_domain_service(added.id).remove(host="host1", format=True)
    centers.data_center_service(center.id).remove()


@scenario
def add_iscsi_data_storage_domain():
    host = hosts.host_service(named(hosts, "host1").id)
    targets = host.iscsi_discover(iscsi=t.IscsiDetails(address="192.0.2.200"))
    host.iscsi_login(iscsi=t.IscsiDetails(address="192.0.2.200", target=targets[0]))
    unit = t.LogicalUnit(id="36001405b1b7a3a5a8d64f3a9c1f0e2d1", address="192.0.2.200", port=3260, target=targets[0])
    added = domains.add(
        t.StorageDomain(
            name="iscsi2",
            type=t.StorageDomainType.DATA,
            discard_after_delete=True,
            host=t.Host(name="host1"),
            storage=t.HostStorage(type=t.StorageType.ISCSI, override_luns=True, volume_group=t.VolumeGroup(logical_units=[unit])),
        )
    )
    equal(added.storage.type, t.StorageType.ISCSI)


@scenario
def add_nfs_iso_storage_domain():
    added = domains.add(
        t.StorageDomain(
            name="iso",
            type=t.StorageDomainType.ISO,
            host=t.Host(name="host1"),
            storage=t.HostStorage(type=t.StorageType.NFS, address="nfs.example.com", path="/iso"),
        )
    )
    attached = centers.data_center_service(named(centers, "Default").id).storage_domains_service()
    attached.add(t.StorageDomain(id=added.id))
    until(lambda: attached.storage_domain_service(added.id).get().status, t.StorageDomainStatus.ACTIVE)


@scenario
def list_storage_domains():
    equal({"data", "backups"} <= {one.name for one in domains.list()}, True)
    equal([one.name for one in domains.list(search="name=data")], ["data"])


@scenario
def change_master():
    center = centers.data_center_service(named(centers, "Default").id)
    master = lambda: next(one.name for one in center.storage_domains_service().list() if one.master)
    equal(master(), "data")
    center.set_master(storage_domain=t.StorageDomain(name="backups"))
    equal(master(), "backups")
    center.set_master(storage_domain=t.StorageDomain(name="data"))


@scenario
def add_openstack_image_provider():
    providers = root.openstack_image_providers_service()
    added = providers.add(
        t.OpenStackImageProvider(
            name="myglance",
            url="https://glance.example.com:9292",
            authentication_url="https://keystone.example.com:5000",
            requires_authentication=True,
            username="u",
            password="hush",
            tenant_name="ovirt",
        )
    )
    one = providers.provider_service(added.id)
    one.test_connectivity()
    equal([one.get().tenant_name, one.get().password], ["ovirt", None])


@scenario
def list_and_import_glance_images():
    domain = named(domains, "ovirt-image-repository")
    images = domains.storage_domain_service(domain.id).images_service()
    found = images.list()
    equal(len(found) > 0, True)
    images.image_service(found[0].id).import_(
        import_as_template=True, template=t.Template(name="from-glance"), cluster=DEFAULT, storage_domain=t.StorageDomain(name="data")
    )
    until(lambda: [str(one.status) for one in templates.list(search="name=from-glance")], ["ok"])
