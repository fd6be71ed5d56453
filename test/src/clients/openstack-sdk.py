"""Drives an OpenStack with openstacksdk: python openstack-sdk.py AUTH_URL REGION CREDENTIAL_ID SECRET. Prints one JSON object."""

import json
import os
import sys

# The application credential alone, not the password of the environment.
for name in [name for name in os.environ if name.startswith("OS_")]:
    del os.environ[name]

import openstack  # noqa: E402 (it reads the environment)

auth_url, region, credential, secret = sys.argv[1:5]
cloud = openstack.connect(
    auth_type="v3applicationcredential",
    auth={"auth_url": auth_url, "application_credential_id": credential, "application_credential_secret": secret},
    region_name=region,
    identity_api_version=3,
)
image = next(x for x in cloud.image.images() if "22.04" in x.name)
flavor = cloud.compute.find_flavor("m1.small")
network = cloud.network.find_network("private")
server = cloud.compute.create_server(name="sdk", image_id=image.id, flavor_id=flavor.id, networks=[{"uuid": network.id}], metadata={"a": "b"})
server = cloud.compute.wait_for_server(server, interval=1)
volume = cloud.block_storage.create_volume(size=1, name="sdk")
volume = cloud.block_storage.wait_for_status(volume, "available", interval=1)
cloud.create_container("sdk")
cloud.create_object("sdk", "x.bin", data=b"q" * 100_000)
content = cloud.object_store.download_object("x.bin", container="sdk")
seen = {
    "status": server.status,
    "metadata": dict(server.metadata),
    "addresses": list(server.addresses),
    "volume": volume.status,
    "bytes": len(content),
}
cloud.delete_object("sdk", "x.bin")
cloud.delete_container("sdk")
cloud.block_storage.delete_volume(volume)
cloud.compute.delete_server(server)
cloud.compute.wait_for_delete(server, interval=1)
seen["left"] = [x.name for x in cloud.compute.servers() if x.name == "sdk"] + [x.name for x in cloud.object_store.containers() if x.name == "sdk"]
print(json.dumps(seen))
