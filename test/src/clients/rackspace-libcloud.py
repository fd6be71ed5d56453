"""Drives a Rackspace cloud with Apache libcloud and rackspaceauth: python rackspace-libcloud.py AUTH_ORIGIN USER API_KEY REGION. Prints one JSON object."""

import io
import json
import sys
import time

from keystoneauth1.session import Session
from libcloud.common.types import InvalidCredsError
from libcloud.compute.providers import get_driver as compute_driver
from libcloud.compute.types import Provider as Compute
from libcloud.storage.providers import get_driver as storage_driver
from libcloud.storage.types import Provider as Storage
from rackspaceauth import v2

origin, user, key, region = sys.argv[1:5]
where = {"region": region.lower(), "ex_force_auth_url": origin, "secure": False}

compute = compute_driver(Compute.RACKSPACE)(user, key, **where)
image = next(x for x in compute.list_images() if "22.04" in x.name)
size = min(compute.list_sizes(), key=lambda x: x.ram)
node = compute.create_node(name="web-1", image=image, size=size, ex_metadata={"role": "web"})
until = time.time() + 30
while (node := next(x for x in compute.list_nodes() if x.id == node.id)).state != "running" and time.time() < until:
    time.sleep(0.1)
seen = {"state": node.state, "public": node.public_ips, "metadata": node.extra["metadata"]}
seen["destroyed"] = compute.destroy_node(node)
while any(x.id == node.id for x in compute.list_nodes()) and time.time() < until:
    time.sleep(0.1)
seen["left"] = [x.name for x in compute.list_nodes()]

storage = storage_driver(Storage.CLOUDFILES)(user, key, **where)
box = storage.create_container("box")
stored = storage.upload_object_via_stream(io.BytesIO(b"hello"), box, "a b/é.txt", extra={"meta_data": {"color": "red"}})
read = storage.get_object("box", "a b/é.txt")
seen["object"] = [read.size, b"".join(read.as_stream()).decode(), read.meta_data]
seen["listed"] = [x.name for x in box.list_objects()]
read.delete()
seen["box"] = box.delete()

session = Session(v2.APIKey(username=user, api_key=key, auth_url=origin + "/v2.0"))
endpoint = {"service_type": "compute", "service_name": "cloudServersOpenStack", "region_name": region}
seen["flavors"] = len(session.get("/flavors", endpoint_filter=endpoint).json()["flavors"])

try:
    compute_driver(Compute.RACKSPACE)(user, "wrong", **where).list_sizes()
except InvalidCredsError as error:
    seen["refused"] = type(error).__name__
print(json.dumps(seen))
