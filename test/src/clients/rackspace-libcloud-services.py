"""Drives Rackspace's load balancers, DNS and CDN with Apache libcloud: python rackspace-libcloud-services.py AUTH_ORIGIN USER API_KEY REGION. Prints one JSON object."""

import io
import json
import sys

from libcloud.common.exceptions import BaseHTTPError
from libcloud.common.types import LibcloudError
from libcloud.dns.providers import get_driver as dns_driver
from libcloud.dns.types import Provider as Dns, RecordDoesNotExistError, RecordType, ZoneDoesNotExistError
from libcloud.loadbalancer.base import Algorithm, Member
from libcloud.loadbalancer.drivers.rackspace import (
    RackspaceAccessRule,
    RackspaceAccessRuleType,
    RackspaceConnectionThrottle,
    RackspaceHTTPHealthMonitor,
    RackspaceHealthMonitor,
)
from libcloud.loadbalancer.providers import get_driver as balancer_driver
from libcloud.loadbalancer.types import MemberCondition, Provider as Balancer
from libcloud.storage.providers import get_driver as storage_driver
from libcloud.storage.types import Provider as Storage

origin, user, key, region = sys.argv[1:5]
where = {"region": region.lower(), "ex_force_auth_url": origin, "secure": False}


def load_balancers():
    driver = balancer_driver(Balancer.RACKSPACE)(user, key, **where)
    driver.connection.poll_interval = 0.05
    members = [Member(id=None, ip="10.0.0.5", port=80, extra={"condition": MemberCondition.ENABLED, "weight": 2})]
    made = driver.create_balancer("front", members, protocol="http", port=80, algorithm=Algorithm.WEIGHTED_ROUND_ROBIN)
    seen = {"protocols": "http" in driver.list_protocols(), "algorithms": driver.ex_list_algorithm_names()}
    seen["ports"] = dict(driver.ex_list_protocols_with_default_ports())["https"]
    seen["made"] = [made.name, made.port, len(made.extra["virtualIps"]), made.extra["protocol"]]
    added = driver.balancer_attach_member(made, Member(id=None, ip="10.0.0.6", port=81))
    changed = driver.ex_balancer_update_member(made, added, condition=MemberCondition.DRAINING, weight=7)
    seen["member"] = [changed.ip, changed.extra["condition"] == MemberCondition.DRAINING, changed.extra["weight"]]
    more = driver.ex_balancer_attach_members(made, [Member(id=None, ip=f"10.0.1.{n}", port=80) for n in (1, 2)])
    seen["detached"] = driver.ex_balancer_detach_members(made, more).id == made.id
    driver.balancer_detach_member(made, added)
    seen["members"] = [x.ip for x in driver.balancer_list_members(made)]
    made = driver.update_balancer(made, name="front-2", algorithm=Algorithm.RANDOM)
    seen["renamed"] = [made.name, driver._algorithm_to_value(made.extra["algorithm"])]
    made = driver.ex_update_balancer_health_monitor(made, RackspaceHealthMonitor("CONNECT", 10, 5, 3))
    seen["monitor"] = made.extra["healthMonitor"].type
    http = RackspaceHTTPHealthMonitor("HTTP", 10, 5, 3, path="/", body_regex="ok", status_regex="^200$")
    seen["http"] = driver.ex_update_balancer_health_monitor(made, http).extra["healthMonitor"].status_regex
    made = driver.ex_disable_balancer_health_monitor(made)
    seen["unmonitored"] = "healthMonitor" not in made.extra
    throttle = RackspaceConnectionThrottle(min_connections=1, max_connections=50, max_connection_rate=20, rate_interval_seconds=10)
    made = driver.ex_update_balancer_connection_throttle(made, throttle)
    seen["throttle"] = made.extra["connectionThrottle"].max_connections
    made = driver.ex_disable_balancer_connection_throttle(made)
    made = driver.ex_enable_balancer_connection_logging(made)
    seen["logging"] = made.extra["connectionLoggingEnabled"]
    made = driver.ex_disable_balancer_connection_logging(made)
    made = driver.ex_enable_balancer_session_persistence(made)
    seen["sessions"] = made.extra["sessionPersistenceType"]
    made = driver.ex_disable_balancer_session_persistence(made)
    made = driver.ex_update_balancer_error_page(made, "<html>gone</html>")
    seen["page"] = driver.ex_get_balancer_error_page(made)
    made = driver.ex_disable_balancer_custom_error_page(made)
    rule = driver.ex_create_balancer_access_rule(made, RackspaceAccessRule(rule_type=RackspaceAccessRuleType.DENY, address="192.0.2.0/24"))
    rules = [RackspaceAccessRule(rule_type=RackspaceAccessRuleType.ALLOW, address=f"192.0.2.{n}") for n in (1, 2)]
    driver.ex_create_balancer_access_rules(made, rules)
    made = driver.ex_destroy_balancer_access_rule(made, rule)
    left = driver.ex_balancer_access_list(made)
    seen["rules"] = [x.address for x in left]
    made = driver.ex_destroy_balancer_access_rules(made, left)
    seen["usage"] = "loadBalancerUsageRecords" in driver.ex_list_current_usage(made)
    seen["found"] = [x.name for x in driver.list_balancers()] + [x.name for x in driver.list_balancers(ex_member_address="10.0.0.5")]
    seen["destroyed"] = driver.destroy_balancer(made)
    seen["left"] = [x.name for x in driver.list_balancers()]
    try:
        driver.get_balancer("1")
    except BaseHTTPError as error:
        seen["missing"] = error.code
    return seen


def dns():
    driver = dns_driver(Dns.RACKSPACE)(user, key, region="us", ex_force_auth_url=origin, secure=False)
    driver.connection.poll_interval = 0.05
    zone = driver.create_zone("example.com", ttl=900, extra={"email": "ops@example.com", "comment": "mine"})
    record = driver.create_record("www", zone, RecordType.A, "192.0.2.1", extra={"ttl": 300})
    driver.create_record("", zone, RecordType.MX, "mail.example.com", extra={"priority": 5})
    seen = {"zone": [zone.domain, zone.ttl, zone.extra["comment"]], "record": [record.name, record.data, record.ttl]}
    changed = driver.update_record(record, data="192.0.2.2")
    seen["changed"] = driver.get_record(zone.id, changed.id).data
    zone = driver.update_zone(zone, extra={"comment": "yours"})
    seen["zones"] = [[x.domain, x.extra["comment"]] for x in driver.list_zones()]
    seen["records"] = sorted([x.type, x.name] for x in driver.list_records(zone) if x.type != RecordType.NS)
    seen["deleted"] = driver.delete_record(changed)
    try:
        driver.get_record(zone.id, changed.id)
    except RecordDoesNotExistError as error:
        seen["norecord"] = error.record_id == changed.id
    try:
        driver.create_zone("example.com", extra={"email": "ops@example.com"})
    except LibcloudError as error:
        seen["twice"] = str(error)
    seen["gone"] = driver.delete_zone(zone)
    try:
        driver.get_zone(zone.id)
    except ZoneDoesNotExistError as error:
        seen["nozone"] = error.zone_id == zone.id
    return seen


def files():
    driver = storage_driver(Storage.CLOUDFILES)(user, key, **where)
    box = driver.create_container("pics")
    stored = driver.upload_object_via_stream(io.BytesIO(b"hello"), box, "a b/c.txt")
    seen = {"published": driver.enable_container_cdn(box, ex_ttl=900)}
    url = driver.get_container_cdn_url(box)
    seen["urls"] = [url.startswith("http:"), driver.get_container_cdn_url(box, ex_ssl_uri=True).startswith("https:")]
    seen["object"] = driver.get_object_cdn_url(stored) == url + "/a b/c.txt"
    seen["purged"] = driver.ex_purge_object_from_cdn(stored, email="ops@example.com")
    seen["meta"] = driver.ex_get_meta_data()["object_count"]
    seen["key"] = driver.ex_set_account_metadata_temp_url_key("secret")
    seen["range"] = b"".join(driver.download_object_range_as_stream(stored, 1, 3)).decode()
    stored.delete()
    seen["deleted"] = box.delete()
    return seen


print(json.dumps({"load_balancers": load_balancers(), "dns": dns(), "files": files()}))
