"""Users, rights, quotas, events."""

from .engine import *


@scenario
def add_group():
    groups = root.groups_service()
    groups.add(t.Group(name="Developers", domain=t.Domain(name="internal-authz")))
    equal([one.name for one in groups.list(search="name=Dev*")], ["Developers"])


@scenario
def add_and_list_roles():
    roles = root.roles_service()
    added = roles.add(t.Role(name="myRole", administrative=False, permits=[t.Permit(id="1"), t.Permit(id="1300")]))
    equal(sorted(one.name for one in roles.role_service(added.id).permits_service().list()), ["create_vm", "login"])
    equal({"SuperUser", "myRole"} <= {one.name for one in roles.list()}, True)
    refused(409, roles.role_service(named(roles, "SuperUser").id).remove)


@scenario
def assign_permissions():
    user = root.users_service().add(t.User(user_name="bob@internal-authz", domain=t.Domain(name="internal-authz")))
    equal(user.principal, "bob")
    center = centers.data_center_service(named(centers, "Default").id)
    given = center.permissions_service().add(t.Permission(user=t.User(id=user.id), role=t.Role(name="UserRole")))
    vm = machine("permitted")
    vm.permissions_service().add(t.Permission(user=t.User(id=user.id), role=t.Role(name="UserVmManager")))
    held = root.users_service().user_service(user.id)
    equal(len(held.permissions_service().list()), 2)
    equal(sorted(one.name for one in held.roles_service().list()), ["UserRole", "UserVmManager"])
    center.permissions_service().permission_service(given.id).remove()
    equal(len(held.permissions_service().list()), 1)


@scenario
def add_user_ssh_public_key():
    keys = root.users_service().user_service(root.users_service().list()[0].id).ssh_public_keys_service()
    keys.add(t.SshPublicKey(content="ssh-rsa AAAA me"))
    equal([one.content for one in keys.list()], ["ssh-rsa AAAA me"])


@scenario
def update_quota_limits():
    quotas = centers.data_center_service(named(centers, "Default").id).quotas_service()
    added = quotas.add(t.Quota(name="limited", description="mine", cluster_hard_limit_pct=20))
    limits = quotas.quota_service(added.id).quota_storage_limits_service()
    limits.add(t.QuotaStorageLimit(limit=100))
    equal([one.limit for one in limits.list()], [100])
    limits.limit_service(limits.list()[0].id).remove()
    limits.add(t.QuotaStorageLimit(limit=200))
    equal([one.limit for one in limits.list()], [200])


@scenario
def poll_events():
    events = root.events_service()
    before = events.list(max=1)[0]
    for text in ("one", "two"):
        events.add(t.Event(origin="mine", severity=t.LogSeverity.WARNING, custom_id=int(time.time()) + len(text), description=text))
    new = events.list(from_=int(before.id), search="severity=warning")
    equal([one.description for one in new], ["two", "one"])
    events.event_service(new[0].id).remove()
    equal([one.description for one in events.list(from_=int(before.id), search="severity=warning")], ["one"])
    events.undelete()
    equal(len(events.list(from_=int(before.id), search="severity=warning")), 2)
    equal(isinstance(new[0].time, datetime.datetime), True)


@scenario
def subscribe_to_events():
    subscriptions = root.users_service().user_service(root.users_service().list()[0].id).event_subscriptions_service()
    subscriptions.add(t.EventSubscription(event=t.NotifiableEvent.HOST_FAILURE, address="a@example.com"))
    equal([str(one.event) for one in subscriptions.list()], ["host_failure"])


@scenario
def show_summary():
    api = root.get()
    equal([api.summary.hosts.total > 0, api.summary.vms.total == len(vms.list()), api.product_info.version.major], [True, True, 4])


@scenario
def list_operating_systems():
    found = {one.name: one for one in root.operating_systems_service().list()}
    equal(["rhel_9x64" in found, found["windows_11"].tpm_support], [True, t.TpmSupport.REQUIRED])
    icon = connection.follow_link(found["other_linux"].small_icon)
    equal(icon.media_type, "image/png")


@scenario
def scheduling_policy():
    policies = root.scheduling_policies_service()
    unit = next(one for one in root.scheduling_policy_units_service().list() if one.name == "Memory")
    added = policies.add(t.SchedulingPolicy(name="mine"))
    policies.policy_service(added.id).filters_service().add(t.Filter(scheduling_policy_unit=t.SchedulingPolicyUnit(id=unit.id)))
    cluster = clusters.cluster_service(named(clusters, "branch").id)
    cluster.update(t.Cluster(scheduling_policy=t.SchedulingPolicy(id=added.id)))
    equal(cluster.get().scheduling_policy.id, added.id)
    refused(409, policies.policy_service(added.id).remove)
