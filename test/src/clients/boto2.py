"""Drives Eucalyptus with boto 2: python boto2.py EC2_HOST:PORT S3_HOST:PORT ID KEY. Prints one JSON object."""

import io
import json
import sys
import time

from boto.ec2.connection import EC2Connection
from boto.ec2.regioninfo import RegionInfo
from boto.exception import EC2ResponseError
from boto.s3.connection import OrdinaryCallingFormat, S3Connection

ec2_host, s3_host = (x.split(":") for x in sys.argv[1:3])
keys = {"aws_access_key_id": sys.argv[3], "aws_secret_access_key": sys.argv[4], "is_secure": False}
region = RegionInfo(name="eucalyptus", endpoint=ec2_host[0])
seen = {}


class Version2(EC2Connection):
    """With the signatures of boto before 2.49, and of euca2ools."""

    def _required_auth_capability(self):
        return ["ec2"]


for path, connection in (("/services/compute", EC2Connection), ("/services/Eucalyptus", Version2)):
    ec2 = connection(region=region, port=int(ec2_host[1]), path=path, **keys)
    seen[path] = [ec2._required_auth_capability()[0], [x.name for x in ec2.get_all_zones()]]


def until(instance, state):
    end = time.time() + 30
    while instance.update() != state:
        if time.time() > end:
            raise SystemExit(f"{instance.state}, not {state}")
        time.sleep(0.05)


seen["types"] = [x.name for x in ec2.get_all_instance_types()]
image = next(x for x in ec2.get_all_images() if "22.04" in (x.name or ""))
seen["location"] = image.location
instance = ec2.run_instances(image.id, user_data="hello", instance_type="m1.medium", client_token="t").instances[0]
again = ec2.run_instances(image.id, user_data="hello", instance_type="m1.medium", client_token="t").instances[0]
seen["id"], seen["once"] = instance.id, again.id == instance.id
until(instance, "running")
instance.add_tag("Name", "x y")
found = ec2.get_only_instances(filters={"tag:Name": "x y"})
seen["found"] = [x.id for x in found] == [instance.id]
seen["tags"] = dict(found[0].tags)
seen["console"] = len(ec2.get_console_output(instance.id).output) > 0
instance.stop()
until(instance, "stopped")
instance.modify_attribute("instanceType", "m1.large")
instance.start()
until(instance, "running")
seen["type"] = ec2.get_only_instances([instance.id])[0].instance_type
volume = ec2.create_volume(3, instance.placement)
until_volume = time.time() + 30
while volume.update() != "available" and time.time() < until_volume:
    time.sleep(0.05)
volume.attach(instance.id, "/dev/sdf")
while volume.update() != "in-use" and time.time() < until_volume:
    time.sleep(0.05)
snapshot = volume.create_snapshot("before")
seen["volume"] = [volume.size, volume.attach_data.instance_id == instance.id, snapshot.volume_id == volume.id]
volume.detach()
while volume.update() != "available" and time.time() < until_volume:
    time.sleep(0.05)
volume.delete()
instance.terminate()
until(instance, "terminated")
try:
    Version2(region=region, port=int(ec2_host[1]), path="/services/compute", **{**keys, "aws_secret_access_key": "no"}).get_all_zones()
except EC2ResponseError as error:
    seen["refused"] = error.status

for path in ("/services/Walrus", "/services/objectstorage"):
    s3 = S3Connection(host=s3_host[0], port=int(s3_host[1]), path=path, calling_format=OrdinaryCallingFormat(), **keys)
    box = s3.create_bucket("boto2")
    key = box.new_key("a b/é+c")
    key.set_metadata("color", "red")
    key.set_contents_from_string("data")
    key = box.get_key("a b/é+c")
    upload = box.initiate_multipart_upload("parts")
    upload.upload_part_from_file(io.BytesIO(b"x" * 5 * 2**20), 1)
    upload.upload_part_from_file(io.BytesIO(b"y"), 2)
    upload.complete_upload()
    seen[path] = {
        "metadata": key.metadata,
        "range": key.get_contents_as_string(headers={"Range": "bytes=1-2"}).decode(),
        "names": [x.name for x in box.list()],
        "parts": box.get_key("parts").size,
        "deleted": len(box.delete_keys([x.name for x in box.list()]).deleted),
    }
    box.delete()
print(json.dumps(seen))
