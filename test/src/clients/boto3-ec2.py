"""Drives EC2 with boto3: python boto3-ec2.py EC2_URL REGION INSTANCE_TYPE. Keys come from the environment. Prints one JSON object."""

import base64
import json
import sys

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

url, region, size = sys.argv[1:4]
ec2 = boto3.client("ec2", endpoint_url=url, region_name=region, config=Config(retries={"max_attempts": 1}))
on_aws = size.startswith("t")


def wait(name, **which):
    waiter = ec2.get_waiter(name)
    waiter.config.delay = 0.1
    waiter.wait(**which)


def refusal(call):
    try:
        call()
    except ClientError as error:
        return [error.response["ResponseMetadata"]["HTTPStatusCode"], error.response["Error"]["Code"]]
    raise SystemExit("not refused")


seen = {"regions": [x["RegionName"] for x in ec2.describe_regions()["Regions"]]}
zones = [x["ZoneName"] for x in ec2.describe_availability_zones()["AvailabilityZones"]]
image = next(x for x in ec2.describe_images(Filters=[{"Name": "name", "Values": ["*22.04*amd64*"]}])["Images"])["ImageId"]
key = ec2.create_key_pair(KeyName="k1")
seen["key"] = key["KeyMaterial"].split("\n")[0]
group = ec2.create_security_group(GroupName="web", Description="web servers")["GroupId"]
ec2.authorize_security_group_ingress(
    GroupId=group,
    IpPermissions=[{"IpProtocol": "tcp", "FromPort": 22, "ToPort": 22, "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}],
)
rule = ec2.describe_security_groups(GroupIds=[group])["SecurityGroups"][0]["IpPermissions"][0]
seen["rule"] = [rule["IpProtocol"], rule["FromPort"], rule["ToPort"], rule["IpRanges"][0]["CidrIp"]]

launch = {
    "ImageId": image,
    "MinCount": 2,
    "MaxCount": 2,
    "InstanceType": size,
    "KeyName": "k1",
    "SecurityGroupIds": [group],
    "UserData": "#!/bin/sh\necho hé\n",
    "ClientToken": "once",
}
ids = [x["InstanceId"] for x in ec2.run_instances(**launch)["Instances"]]
seen["id"] = ids[0]
seen["once"] = sorted(x["InstanceId"] for x in ec2.run_instances(**launch)["Instances"]) == sorted(ids)
wait("instance_running", InstanceIds=ids)
ec2.create_tags(Resources=ids, Tags=[{"Key": "Name", "Value": "web 1"}, {"Key": "é", "Value": ""}])
found = ec2.describe_instances(Filters=[{"Name": "tag:Name", "Values": ["web *"]}, {"Name": "instance-state-name", "Values": ["running"]}])
instances = [x for r in found["Reservations"] for x in r["Instances"]]
seen["found"] = sorted(x["InstanceId"] for x in instances) == sorted(ids)
seen["tags"] = sorted([x["Key"], x["Value"]] for x in instances[0]["Tags"])
seen["public"] = instances[0]["PublicIpAddress"]
data = ec2.describe_instance_attribute(InstanceId=ids[0], Attribute="userData")["UserData"]["Value"]
seen["userData"] = base64.b64decode(data).decode()
ec2.reboot_instances(InstanceIds=ids[:1])
ec2.stop_instances(InstanceIds=ids[:1])
wait("instance_stopped", InstanceIds=ids[:1])
ec2.start_instances(InstanceIds=ids[:1])
wait("instance_running", InstanceIds=ids[:1])

# boto3 of today sends a ClientToken with CreateVolume, and Eucalyptus refuses calls with parameters it does not know.
zone = instances[0]["Placement"]["AvailabilityZone"]
if not on_aws:
    seen["unknownParameter"] = refusal(lambda: ec2.create_volume(Size=3, AvailabilityZone=zone))
else:
    volume = ec2.create_volume(Size=3, AvailabilityZone=zone)["VolumeId"]
    wait("volume_available", VolumeIds=[volume])
    ec2.attach_volume(VolumeId=volume, InstanceId=instances[0]["InstanceId"], Device="/dev/sdf")
    wait("volume_in_use", VolumeIds=[volume])
    snapshot = ec2.create_snapshot(VolumeId=volume)["SnapshotId"]
    wait("snapshot_completed", SnapshotIds=[snapshot])
    seen["snapshot"] = ec2.describe_snapshots(SnapshotIds=[snapshot])["Snapshots"][0]["VolumeSize"]
address = ec2.allocate_address()
which = {"AllocationId": address["AllocationId"]} if on_aws else {"PublicIp": address["PublicIp"]}
ec2.associate_address(InstanceId=ids[0], **which)
moved = ec2.describe_instances(InstanceIds=ids[:1])["Reservations"][0]["Instances"][0]
seen["address"] = moved["PublicIpAddress"] == address["PublicIp"]

seen["refusals"] = {
    "instance": refusal(lambda: ec2.describe_instances(InstanceIds=["i-12345678"])),
    "malformed": refusal(lambda: ec2.describe_instances(InstanceIds=["bogus"])),
    "image": refusal(lambda: ec2.run_instances(ImageId=image.split("-")[0] + "-12345678", MinCount=1, MaxCount=1)),
    "key": refusal(lambda: ec2.create_key_pair(KeyName="k1")),
    "secret": refusal(boto3.client("ec2", endpoint_url=url, region_name=region, aws_secret_access_key="no", aws_access_key_id=sys.argv[4]).describe_regions),
}
if on_aws:
    ec2.detach_volume(VolumeId=volume)
    wait("volume_available", VolumeIds=[volume])
    ec2.delete_volume(VolumeId=volume)
    ec2.delete_snapshot(SnapshotId=snapshot)
ec2.terminate_instances(InstanceIds=ids)
wait("instance_terminated", InstanceIds=ids)
if on_aws:
    seen["types"] = len([x for page in ec2.get_paginator("describe_instance_types").paginate(PaginationConfig={"PageSize": 5}) for x in page["InstanceTypes"]])
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.0.1.0/24")["Subnet"]
    seen["subnet"] = [subnet["CidrBlock"], subnet["AvailableIpAddressCount"]]
    ec2.delete_subnet(SubnetId=subnet["SubnetId"])
    ec2.delete_vpc(VpcId=vpc)
ec2.release_address(**which)
seen["zones"] = len(zones)
print(json.dumps(seen))
