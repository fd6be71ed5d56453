"""Networks, profiles, NICs and MAC addresses."""

from .engine import *


@scenario
def add_vm_nic():
    profile = next(one for one in root.vnic_profiles_service().list() if one.name == "ovirtmgmt")
    nics = machine("nicked").nics_service()
    added = nics.add(t.Nic(name="nic2", description="second", vnic_profile=t.VnicProfile(id=profile.id), interface=t.NicInterface.VIRTIO))
    equal([nic.name for nic in nics.list()], ["nic1", "nic2"])
    nics.nic_service(added.id).update(t.Nic(mac=t.Mac(address="02:00:00:00:07:07")))
    equal(nics.nic_service(added.id).get().mac.address, "02:00:00:00:07:07")


@scenario
def add_logical_network():
    added = networks.add(t.Network(name="mine", data_center=t.DataCenter(name="Default"), vlan=t.Vlan(id=42), usages=[t.NetworkUsage.VM], mtu=9000))
    found = networks.network_service(added.id).get()
    equal([found.vlan.id, found.mtu, found.usages], [42, 9000, [t.NetworkUsage.VM]])


@scenario
def assign_network_to_cluster():
    networks.add(t.Network(name="assigned", data_center=t.DataCenter(name="Default")))
    assigned = clusters.cluster_service(named(clusters, "Default").id).networks_service()
    network = networks.list(search="name=assigned")[0]
    assigned.add(t.Network(id=network.id, required=True))
    equal(assigned.network_service(network.id).get().required, True)
    assigned.network_service(network.id).remove()
    equal("assigned" in [one.name for one in assigned.list()], False)


@scenario
def list_cluster_networks():
    found = clusters.cluster_service(named(clusters, "Default").id).networks_service().list()
    equal([str(usage) for usage in next(one for one in found if one.name == "ovirtmgmt").usages][:2], ["vm", "management"])


@scenario
def add_vnic_profile():
    network = networks.list(search="name=internal and datacenter=Default")[0]
    profiles = root.vnic_profiles_service()
    filter = named(root.network_filters_service(), "clean-traffic")
    added = profiles.add(t.VnicProfile(name="filtered", network=t.Network(id=network.id), network_filter=t.NetworkFilter(id=filter.id)))
    equal(profiles.profile_service(added.id).get().network_filter.id, filter.id)


@scenario
def add_bond():
    host = hosts.host_service(named(hosts, "host1").id)
    network = networks.list(search="name=internal and datacenter=Default")[0]
    bond = t.HostNic(name="bond0", bonding=t.Bonding(options=[t.Option(name="mode", value="1")], slaves=[t.HostNic(name="eth1"), t.HostNic(name="eth2")]))
    host.setup_networks(
        modified_bonds=[bond], modified_network_attachments=[t.NetworkAttachment(network=t.Network(id=network.id), host_nic=t.HostNic(name="eth1"))]
    )
    host.commit_net_config()
    equal(len(host.network_attachments_service().list()), 2)
    equal([nic.name for one in host.nics_service().list() if one.name == "bond0" for nic in map(connection.follow_link, one.bonding.slaves)], ["eth1", "eth2"])


@scenario
def add_mac_pool():
    pools = root.mac_pools_service()
    added = pools.add(t.MacPool(name="mine", ranges=[t.Range(from_="02:00:00:00:00:00", to="02:00:00:01:00:00")]))
    center = centers.data_center_service(named(centers, "branch").id)
    center.update(t.DataCenter(mac_pool=t.MacPool(id=added.id)))
    equal(center.get().mac_pool.id, added.id)
    refused(409, pools.mac_pool_service(added.id).remove)


@scenario
def print_vm_mac_duplicates():
    for name in ("mac1", "mac2"):
        machine(name)
    macs = [nic.mac.address for vm in vms.list(search="name=mac*", follow="nics") for nic in vm.nics]
    equal(len(macs), len(set(macs)))
