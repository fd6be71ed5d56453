"""Actions that no other task needs: each does what it says, or is refused where the engine refuses it."""

from .engine import *


def fresh_host(name):
    """A host that is up and has nothing to do."""
    host = hosts.host_service(hosts.add(t.Host(name=name, address=name + ".example.com", root_password="x", cluster=DEFAULT)).id)
    until(lambda: host.get().status, t.HostStatus.UP)
    return host


@scenario
def cluster_actions():
    cluster = clusters.cluster_service(named(clusters, "Default").id)
    cluster.sync_all_networks()
    cluster.reset_emulated_machine()
    cluster.refresh_gluster_heal_status()
    cluster.upgrade(upgrade_action=t.ClusterUpgradeAction.START, correlation_id="up", upgrade_percent_complete=10)
    equal([cluster.get().upgrade_in_progress, cluster.get().upgrade_percent_complete, cluster.get().upgrade_correlation_id], [True, 10, "up"])
    refused(409, lambda: cluster.upgrade(upgrade_action=t.ClusterUpgradeAction.START))
    cluster.upgrade(upgrade_action=t.ClusterUpgradeAction.UPDATE_PROGRESS, upgrade_percent_complete=50)
    equal(cluster.get().upgrade_percent_complete, 50)
    cluster.upgrade(upgrade_action=t.ClusterUpgradeAction.FINISH)
    equal(cluster.get().upgrade_in_progress, False)


@scenario
def disks_of_a_storage_domain():
    domain = named(domains, "data")
    center = centers.data_center_service(named(centers, "Default").id)
    for name, collection in (
        ("of-domain", domains.storage_domain_service(domain.id).disks_service()),
        ("of-attached", center.storage_domains_service().storage_domain_service(domain.id).disks_service()),
    ):
        whole = floating(name)
        disk = collection.disk_service(whole.get().id)
        for action in (disk.sparsify, getattr(disk, "reduce", disk.sparsify)):
            action()
            until(lambda: whole.get().status, t.DiskStatus.OK)
        disk.copy(disk=t.Disk(name=name + "-copy"), storage_domain=t.StorageDomain(name="backups"))
        until(lambda: [str(one.status) for one in disks.list(search="alias=%s-copy" % name)], ["ok"])
        until(lambda: whole.get().status, t.DiskStatus.OK)
        refused(409, lambda: disk.export(storage_domain=t.StorageDomain(name="backups")))
        disk.export(storage_domain=t.StorageDomain(name="ovirt-image-repository"))
        until(lambda: whole.get().status, t.DiskStatus.OK)
        whole.export(storage_domain=t.StorageDomain(name="ovirt-image-repository"))
        until(lambda: whole.get().status, t.DiskStatus.OK)
        if hasattr(disk, "register"):
            refused(409, disk.register)
        disk.move(storage_domain=t.StorageDomain(name="backups"))
        until(lambda: whole.get().status, t.DiskStatus.OK)
        equal(gone(disk), True)


@scenario
def storage_domain_actions():
    domain = domains.storage_domain_service(named(domains, "data").id)
    equal(domain.is_attached(host=t.Host(id=named(hosts, "host1").id)), True)
    domain.update_ovf_store()
    unit = t.LogicalUnit(id="36001405b1b7a3a5a8d64f3a9c1f0e2d1")
    domain.refresh_luns(logical_units=[unit])
    domain.reduce_luns(logical_units=[unit])
    centers.data_center_service(named(centers, "Default").id).clean_finished_tasks()


@scenario
def templates_of_a_storage_domain():
    template = templates.template_service(named(templates, "debian-12").id)
    template.export_to_export_domain(storage_domain=t.StorageDomain(name="data"))
    until(lambda: template.get().status, t.TemplateStatus.OK)
    held = domains.storage_domain_service(named(domains, "data").id).templates_service()
    stored = held.template_service(next(one.id for one in held.list(unregistered=True) if one.name == "debian-12"))
    stored.import_(cluster=DEFAULT, template=t.Template(name="debian-back"), storage_domain=t.StorageDomain(name="data"))
    until(lambda: [str(one.status) for one in templates.list(search="name=debian-back")], ["ok"])
    equal(len(templates.template_service(named(templates, "debian-back").id).disk_attachments_service().list()), 1)
    stored.register(cluster=DEFAULT, template=t.Template(name="debian-again"))
    until(lambda: [str(one.status) for one in templates.list(search="name=debian-again")], ["ok"])


@scenario
def provider_actions():
    given = {"name": "tested", "url": "https://provider.example.com", "requires_authentication": False}
    certificate = t.Certificate(content="-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n")
    for collection, kind in (
        (root.external_host_providers_service(), t.ExternalHostProvider),
        (root.openstack_image_providers_service(), t.OpenStackImageProvider),
        (root.openstack_network_providers_service(), t.OpenStackNetworkProvider),
        (root.openstack_volume_providers_service(), t.OpenStackVolumeProvider),
    ):
        one = collection.provider_service(collection.add(kind(**given)).id)
        one.test_connectivity()
        one.import_certificates(certificates=[certificate])
        refused(400, lambda: one.import_certificates(certificates=[t.Certificate(organization="x")]))


@scenario
def imports_from_openstack():
    images = root.openstack_image_providers_service()
    provider = images.provider_service(named(images, "ovirt-image-repository").id).images_service()
    provider.image_service(provider.list()[1].id).import_(storage_domain=t.StorageDomain(name="data"), disk=t.Disk(name="from-openstack"))
    until(lambda: [str(one.status) for one in disks.list(search="alias=from-openstack")], ["ok"])
    neutron = root.openstack_network_providers_service()
    provider = neutron.provider_service(named(neutron, "ovirt-provider-ovn").id).networks_service()
    green = provider.list()[0]
    provider.network_service(green.id).import_(data_center=t.DataCenter(name="Default"))
    equal(networks.list(search="name=%s" % green.name)[0].external_provider is not None, True)


@scenario
def gluster_volume_actions():
    cluster = clusters.cluster_service(named(clusters, "branch").id)
    host = next(one for one in hosts.list() if one.cluster.id == cluster.get().id)
    volumes = cluster.gluster_volumes_service()
    added = volumes.add(t.GlusterVolume(name="gv", volume_type=t.GlusterVolumeType.DISTRIBUTE, bricks=[t.GlusterBrick(server_id=host.id, brick_dir="/b1")]))
    volume = volumes.volume_service(added.id)
    volume.start()
    equal(volume.get().status, t.GlusterVolumeStatus.UP)
    refused(409, volume.start)
    volume.set_option(option=t.Option(name="auth.allow", value="*"))
    equal([(one.name, one.value) for one in volume.get().options], [("auth.allow", "*")])
    volume.reset_option(force=True, option=t.Option(name="auth.allow"))
    equal(volume.get().options or [], [])
    volume.set_option(option=t.Option(name="a", value="1"))
    volume.reset_all_options()
    equal(volume.get().options or [], [])
    volume.start_profile()
    equal(volume.get_profile_statistics().id, added.id)
    volume.stop_profile()
    volume.rebalance(fix_layout=True)
    volume.stop_rebalance()
    bricks = volume.gluster_bricks_service()
    brick = t.GlusterBrick(id=bricks.list()[0].id)
    bricks.migrate(bricks=[brick])
    bricks.stop_migrate(bricks=[brick])
    bricks.activate(bricks=[brick])
    bricks.brick_service(brick.id).replace(force=True)
    volume.stop()
    equal(volume.get().status, t.GlusterVolumeStatus.DOWN)
    volume.remove()
    hooks = cluster.gluster_hooks_service()
    hook = hooks.hook_service(hooks.list()[0].id)
    hook.disable()
    equal(hook.get().status, t.GlusterHookStatus.DISABLED)
    hook.enable()
    hook.resolve(resolution_type="copy")
    equal(hook.get().status, t.GlusterHookStatus.ENABLED)


@scenario
def host_life():
    host = fresh_host("lively")
    refused(409, host.approve)
    refused(409, lambda: host.approve_using_root_password(cluster=DEFAULT, activate=True))
    refused(409, lambda: host.approve_using_ssh(cluster=DEFAULT, activate=True))
    for action in (host.refresh, host.enroll_certificate, host.force_select_spm, host.sync_all_networks):
        action()
    equal([one.target for one in host.discover_iscsi(iscsi=t.IscsiDetails(address="192.0.2.200"))][:1], ["iqn.2026-01.com.example:data"])
    equal(host.unregistered_storage_domains_discover(), [])
    host.copy_host_networks(source_host=t.Host(id=named(hosts, "host1").id))
    nics = host.nics_service()
    card = next(one for one in nics.list() if one.virtual_functions_configuration is not None)
    nics.nic_service(card.id).update_virtual_functions_configuration(
        virtual_functions_configuration=t.HostNicVirtualFunctionsConfiguration(number_of_virtual_functions=4)
    )
    equal(nics.nic_service(card.id).get().virtual_functions_configuration.number_of_virtual_functions, 4)
    refused(409, host.install)
    for install in (
        host.install,
        lambda: host.install_using_root_password(root_password="x"),
        lambda: host.install_using_ssh(ssh=t.Ssh(authentication_method=t.SshAuthenticationMethod.PUBLICKEY)),
    ):
        host.deactivate()
        until(lambda: host.get().status, t.HostStatus.MAINTENANCE)
        install()
        until(lambda: host.get().status, t.HostStatus.UP)
    host.deactivate()
    until(lambda: host.get().status, t.HostStatus.MAINTENANCE)
    host.activate()
    until(lambda: host.get().status, t.HostStatus.UP)


@scenario
def machine_actions():
    service = machine("acted-on")
    for action in (service.freeze_filesystems, service.thaw_filesystems, service.logon, service.screenshot):
        refused(409, action)
    service.reorder_mac_addresses()
    service.auto_pin_cpu_and_numa_nodes(optimize_cpu_settings=True)
    refused(409, service.cancel_migration)
    refused(409, lambda: service.maintenance(maintenance_enabled=True))
    service.export_to_export_domain(storage_domain=t.StorageDomain(name="data"))
    until(lambda: service.get().status, t.VmStatus.DOWN)
    service.start()
    until(lambda: service.get().status, t.VmStatus.UP)
    for action in (service.freeze_filesystems, service.thaw_filesystems, service.logon, service.screenshot):
        action()
    equal(len(service.ticket(ticket=t.Ticket(expiry=30)).value) > 0, True)
    console = service.graphics_consoles_service().console_service(service.graphics_consoles_service().list()[0].id)
    equal(len(console.proxy_ticket().value) > 0, True)
    nic = service.nics_service().nic_service(service.nics_service().list()[0].id)
    nic.deactivate()
    equal([nic.get().plugged, service.reported_devices_service().list()], [False, []])
    nic.activate()
    equal(nic.get().plugged, True)


@scenario
def restore_snapshot():
    service = machine("restored")
    one = service.snapshots_service().snapshot_service(service.snapshots_service().add(t.Snapshot(description="back to here")).id)
    until(lambda: one.get().snapshot_status, t.SnapshotStatus.OK)
    one.restore(restore_memory=False)
    until(lambda: service.get().status, t.VmStatus.DOWN)


@scenario
def finalize_download():
    disk = floating("downloaded", "backups", format=t.DiskFormat.RAW, sparse=False)
    transfers = root.image_transfers_service()
    transfer = transfers.image_transfer_service(transfers.add(t.ImageTransfer(disk=t.Disk(id=disk.get().id), direction=t.ImageTransferDirection.DOWNLOAD)).id)
    until(lambda: transfer.get().phase, t.ImageTransferPhase.TRANSFERRING)
    transfer.finalize()
    until(lambda: transfer.get().phase, t.ImageTransferPhase.FINISHED_SUCCESS)


@scenario
def jobs_of_other_programs():
    job = root.jobs_service().job_service(root.jobs_service().add(t.Job(description="ours", auto_cleared=False)).id)
    step = job.steps_service().step_service(job.steps_service().add(t.Step(description="first", type=t.StepEnum.EXECUTING)).id)
    step.end(succeeded=True)
    equal(step.get().status, t.StepStatus.FINISHED)
    job.end(succeeded=True)
    equal(job.get().status, t.JobStatus.FINISHED)
    job.clear()
    equal(gone(job), True)


@scenario
def reload_configurations():
    root.reload_configurations()
