"""Calls the query services beside EC2, and the younger parts of S3, with boto3. Prints what it saw as one JSON value."""
import json
import sys
import urllib.request
import uuid

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

url, s3_url, region, key, secret = sys.argv[1:6]
auth = {"region_name": region, "aws_access_key_id": key, "aws_secret_access_key": secret}
seen = {}


def client(name, endpoint=url):
    config = Config(retries={"max_attempts": 1}, s3={"addressing_style": "path"}, signature_version="s3v4" if name == "s3" else None)
    return boto3.client(name, endpoint_url=endpoint, config=config, **auth)


def code(call, **arguments):
    try:
        call(**arguments)
    except ClientError as error:
        return [error.response["ResponseMetadata"]["HTTPStatusCode"], error.response["Error"]["Code"]]
    return "succeeded"


elb = client("elb")
listener = {"Protocol": "HTTP", "LoadBalancerPort": 80, "InstancePort": 8080}
elb.create_load_balancer(LoadBalancerName="web", Listeners=[listener], AvailabilityZones=[region + "a"])
[web] = elb.describe_load_balancers()["LoadBalancerDescriptions"]
seen["elb"] = [web["ListenerDescriptions"][0]["Listener"]["InstancePort"], web["HealthCheck"]["Target"], code(elb.describe_load_balancers, LoadBalancerNames=["none"])]
elb.delete_load_balancer(LoadBalancerName="web")

iam = client("iam")
iam.create_user(UserName="ann", Path="/dev/")
document = json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]})
iam.put_user_policy(UserName="ann", PolicyName="all", PolicyDocument=document)
made = iam.create_access_key(UserName="ann")["AccessKey"]
policy = iam.get_user_policy(UserName="ann", PolicyName="all")["PolicyDocument"]
for number in range(3):
    iam.create_group(GroupName="group-%d" % number)
pages = iam.get_paginator("list_groups").paginate(PaginationConfig={"PageSize": 2})
groups = [group["GroupName"] for page in pages for group in page["Groups"]]
seen["iam"] = [policy == json.loads(document), groups, code(iam.create_user, UserName="ann"), code(iam.delete_user, UserName="ann")]

own = boto3.client("sts", endpoint_url=url, region_name=region, aws_access_key_id=made["AccessKeyId"], aws_secret_access_key=made["SecretAccessKey"])
arn = own.get_caller_identity()["Arn"]
session = client("sts").assume_role(RoleArn="arn:aws:iam::012345678901:role/app", RoleSessionName="boto3")
keys = session["Credentials"]
temporary = boto3.client(
    "sts",
    endpoint_url=url,
    region_name=region,
    aws_access_key_id=keys["AccessKeyId"],
    aws_secret_access_key=keys["SecretAccessKey"],
    aws_session_token=keys["SessionToken"],
)
wrong = boto3.client("sts", endpoint_url=url, region_name=region, aws_access_key_id=key, aws_secret_access_key="wrong")
seen["sts"] = [arn, temporary.get_caller_identity()["Arn"], code(wrong.get_caller_identity)]
wrong_ec2 = boto3.client("ec2", endpoint_url=url, region_name=region, aws_access_key_id=key, aws_secret_access_key="wrong")
seen["wrongSecret"] = code(wrong_ec2.describe_regions)

formation = client("cloudformation")
template = json.dumps({"Resources": {"Box": {"Type": "AWS::S3::Bucket"}}, "Outputs": {"Name": {"Value": {"Ref": "Box"}}}})
formation.create_stack(StackName="boxes", TemplateBody=template)
formation.get_waiter("stack_create_complete").wait(StackName="boxes", WaiterConfig={"Delay": 0.1, "MaxAttempts": 50})
[stack] = formation.describe_stacks(StackName="boxes")["Stacks"]
formation.delete_stack(StackName="boxes")
formation.get_waiter("stack_delete_complete").wait(StackName="boxes", WaiterConfig={"Delay": 0.1, "MaxAttempts": 50})
seen["cloudformation"] = [stack["StackStatus"], [output["OutputKey"] for output in stack["Outputs"]], code(formation.describe_stacks, StackName="boxes")]

scaling = client("autoscaling")
ec2 = client("ec2")
image = ec2.describe_images()["Images"][0]["ImageId"]
scaling.create_launch_configuration(LaunchConfigurationName="lc", ImageId=image, InstanceType="t3.small")
scaling.create_auto_scaling_group(AutoScalingGroupName="workers", LaunchConfigurationName="lc", MinSize=0, MaxSize=2, DesiredCapacity=2, AvailabilityZones=[region + "a"])
[group] = scaling.describe_auto_scaling_groups()["AutoScalingGroups"]
ids = [instance["InstanceId"] for instance in group["Instances"]]
known = [instance["InstanceId"] for page in ec2.describe_instances(InstanceIds=ids)["Reservations"] for instance in page["Instances"]]
scaling.delete_auto_scaling_group(AutoScalingGroupName="workers", ForceDelete=True)
seen["autoscaling"] = [len(ids), sorted(ids) == sorted(known), code(scaling.delete_auto_scaling_group, AutoScalingGroupName="none")]

s3 = client("s3", s3_url)
s3.create_bucket(Bucket="locked", ObjectLockEnabledForBucket=True)
first = s3.put_object(Bucket="locked", Key="k", Body=b"one")["VersionId"]
s3.put_object(Bucket="locked", Key="k", Body=b"two", ObjectLockLegalHoldStatus="ON")
s3.delete_object(Bucket="locked", Key="k")
listed = s3.list_object_versions(Bucket="locked")
held = [version["VersionId"] for version in listed["Versions"] if version["VersionId"] != first][0]
seen["versions"] = [
    len(listed["Versions"]),
    len(listed["DeleteMarkers"]),
    s3.get_object(Bucket="locked", Key="k", VersionId=first)["Body"].read().decode(),
    code(s3.delete_object, Bucket="locked", Key="k", VersionId=held),
    code(s3.get_object, Bucket="locked", Key="k"),
    s3.get_object_legal_hold(Bucket="locked", Key="k", VersionId=held)["LegalHold"]["Status"],
]

s3.create_bucket(Bucket="forms")
form = s3.generate_presigned_post("forms", "up/${filename}", Fields={"success_action_status": "201"}, Conditions=[{"success_action_status": "201"}, ["content-length-range", 1, 100]])


def post(body):
    mark = uuid.uuid4().hex
    parts = ['--%s\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n' % (mark, name, value) for name, value in form["fields"].items()]
    parts.append('--%s\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n%s\r\n--%s--\r\n' % (mark, body, mark))
    request = urllib.request.Request(form["url"], "".join(parts).encode(), {"Content-Type": "multipart/form-data; boundary=" + mark})
    try:
        return urllib.request.urlopen(request).status
    except urllib.error.HTTPError as error:
        return error.code


seen["post"] = [post("hello"), s3.get_object(Bucket="forms", Key="up/a.txt")["Body"].read().decode(), post("x" * 200)]

s3.put_bucket_cors(Bucket="forms", CORSConfiguration={"CORSRules": [{"AllowedMethods": ["GET"], "AllowedOrigins": ["*"]}]})
s3.put_bucket_lifecycle_configuration(Bucket="forms", LifecycleConfiguration={"Rules": [{"ID": "r", "Status": "Enabled", "Filter": {"Prefix": "tmp/"}, "Expiration": {"Days": 1}}]})
s3.put_bucket_tagging(Bucket="forms", Tagging={"TagSet": [{"Key": "a", "Value": "b"}]})
s3.put_bucket_website(Bucket="forms", WebsiteConfiguration={"IndexDocument": {"Suffix": "index.html"}})
s3.put_public_access_block(Bucket="forms", PublicAccessBlockConfiguration={"BlockPublicAcls": True})
seen["settings"] = [
    s3.get_bucket_cors(Bucket="forms")["CORSRules"][0]["AllowedMethods"],
    s3.get_bucket_lifecycle_configuration(Bucket="forms")["Rules"][0]["Expiration"],
    s3.get_bucket_tagging(Bucket="forms")["TagSet"],
    s3.get_bucket_website(Bucket="forms")["IndexDocument"],
    code(s3.put_object_acl, Bucket="forms", Key="up/a.txt", ACL="public-read"),
    code(s3.get_bucket_policy, Bucket="forms"),
    s3.get_object_attributes(Bucket="forms", Key="up/a.txt", ObjectAttributes=["ObjectSize", "ETag"])["ObjectSize"],
]
print(json.dumps(seen))
