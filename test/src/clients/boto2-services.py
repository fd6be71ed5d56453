"""Drives Eucalyptus' services beside EC2 with boto 2: python boto2-services.py HOST:PORT S3_HOST:PORT ID KEY. Prints one JSON object."""

import datetime
import json
import sys
import time

from boto.cloudformation.connection import CloudFormationConnection
from boto.ec2.autoscale import AutoScaleConnection, AutoScalingGroup, LaunchConfiguration
from boto.ec2.autoscale.policy import ScalingPolicy
from boto.ec2.cloudwatch import CloudWatchConnection
from boto.ec2.cloudwatch.alarm import MetricAlarm
from boto.ec2.connection import EC2Connection
from boto.ec2.elb import ELBConnection, HealthCheck
from boto.exception import BotoServerError, S3ResponseError
from boto.iam.connection import IAMConnection
from boto.regioninfo import RegionInfo
from boto.s3.connection import OrdinaryCallingFormat, S3Connection
from boto.sts.connection import STSConnection

host, s3_host = (x.split(":") for x in sys.argv[1:3])
keys = {"aws_access_key_id": sys.argv[3], "aws_secret_access_key": sys.argv[4], "is_secure": False}
region = RegionInfo(name="eucalyptus", endpoint=host[0])
seen = {}


def at(connection, path, **more):
    return connection(region=region, port=int(host[1]), path="/services/" + path, **dict(keys, **more))


def code(call, *arguments, **named):
    try:
        call(*arguments, **named)
    except (BotoServerError, S3ResponseError) as error:
        return [error.status, error.error_code]
    return "succeeded"


ec2 = at(EC2Connection, "compute")
zone = ec2.get_all_zones()[0].name
image = next(x.id for x in ec2.get_all_images() if "22.04" in (x.name or ""))

elb = at(ELBConnection, "LoadBalancing")
web = elb.create_load_balancer("web", [zone], [(80, 8080, "http")])
web.configure_health_check(HealthCheck(interval=20, target="HTTP:8080/x", timeout=3, healthy_threshold=3, unhealthy_threshold=5))
[found] = elb.get_all_load_balancers()
seen["elb"] = [found.name, [tuple(x.get_tuple()) for x in found.listeners], found.health_check.target, code(elb.get_all_load_balancers, ["none"])]
web.delete()

scaling = at(AutoScaleConnection, "AutoScaling")
configuration = LaunchConfiguration(name="lc", image_id=image, instance_type="m1.medium", user_data="hello")
scaling.create_launch_configuration(configuration)
group = AutoScalingGroup(group_name="g", availability_zones=[zone], launch_config=configuration, min_size=1, max_size=2, connection=scaling)
scaling.create_auto_scaling_group(group)
scaling.create_scaling_policy(ScalingPolicy(name="more", as_name="g", adjustment_type="ChangeInCapacity", scaling_adjustment=1))
scaling.execute_policy("more", as_group="g")
[group] = scaling.get_all_groups(["g"])
seen["group"] = [group.desired_capacity, len(group.instances), scaling.get_all_launch_configurations()[0].image_id == image]
group.shutdown_instances()
for _ in range(100):
    [group] = scaling.get_all_groups(["g"])
    if not group.instances:
        break
    time.sleep(0.05)
group.delete()
seen["groups"] = [x.name for x in scaling.get_all_groups() if x.instances]

watch = at(CloudWatchConnection, "CloudWatch")
watch.put_metric_data("App", "queue", value=7, dimensions={"host": "a"})
[metric] = watch.list_metrics(namespace="App")
now = datetime.datetime.utcnow()
points = metric.query(now - datetime.timedelta(hours=1), now + datetime.timedelta(minutes=1), "Average", period=3600)
watch.put_metric_alarm(MetricAlarm(name="full", metric="queue", namespace="App", statistic="Average", comparison=">", threshold=5, period=60, evaluation_periods=1, dimensions={"host": ["a"]}))
alarms = watch.describe_alarms()
seen["watch"] = [metric.name, [x["Average"] for x in points], [(x.name, x.state_value) for x in alarms]]

iam = IAMConnection(host=host[0], port=int(host[1]), path="/services/Euare", **keys)
iam.create_user("ann")
iam.put_user_policy("ann", "all", '{"Statement":[]}')
made = iam.create_access_key("ann")["create_access_key_response"]["create_access_key_result"]["access_key"]
policy = iam.get_user_policy("ann", "all")["get_user_policy_response"]["get_user_policy_result"]["policy_document"]
names = [x["user_name"] for x in iam.get_all_users()["list_users_response"]["list_users_result"]["users"]]
seen["iam"] = [policy, names, code(iam.create_user, "ann"), code(iam.get_user, "bob")]

sts = at(STSConnection, "Tokens", aws_access_key_id=made["access_key_id"], aws_secret_access_key=made["secret_access_key"])
token = sts.get_session_token()
with_token = at(EC2Connection, "compute", aws_access_key_id=token.access_key, aws_secret_access_key=token.secret_key, security_token=token.session_token)
seen["sts"] = [len(token.session_token) > 20, len(with_token.get_all_zones()) > 0]

formation = at(CloudFormationConnection, "CloudFormation")
formation.create_stack("boxes", template_body=json.dumps({"Resources": {"Box": {"Type": "AWS::S3::Bucket"}}}))
for _ in range(100):
    [stack] = formation.describe_stacks("boxes")
    if stack.stack_status == "CREATE_COMPLETE":
        break
    time.sleep(0.05)
seen["stack"] = [stack.stack_status, [x.logical_resource_id for x in stack.describe_resources()], code(formation.describe_stacks, "none")]

s3 = S3Connection(host=s3_host[0], port=int(s3_host[1]), path="/services/objectstorage", calling_format=OrdinaryCallingFormat(), **keys)
bucket = s3.create_bucket("kept")
bucket.configure_versioning(True)
for text in ("one", "two"):
    bucket.new_key("k").set_contents_from_string(text)
bucket.delete_key("k")
versions = list(bucket.list_versions())
oldest = [x for x in versions if getattr(x, "size", None) is not None][-1]
seen["versions"] = [len(versions), bucket.get_key("k"), oldest.get_contents_as_string().decode(), bucket.get_versioning_status()]
bucket.set_acl("public-read")
seen["acl"] = sorted(x.permission for x in bucket.get_acl().acl.grants)

print(json.dumps(seen))
