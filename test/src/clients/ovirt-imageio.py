"""Moves disk images with the imageio client: python ovirt-imageio.py SOURCE TARGET. Prints one JSON object."""

import json
import os
import ssl
import sys
import time
import urllib.parse
import urllib.request

import ovirtsdk4 as sdk
import ovirtsdk4.types as t
from ovirt_imageio import client
from ovirt_imageio._internal.backends import http

URL, USER, PASSWORD, CA = (os.environ.get(name) for name in ("OVIRT_URL", "OVIRT_USERNAME", "OVIRT_PASSWORD", "OVIRT_CA"))
source, target = sys.argv[1:3]
connection = sdk.Connection(url=URL, username=USER, password=PASSWORD, ca_file=CA)
system = connection.system_service()
disks, transfers = system.disks_service(), system.image_transfers_service()


def wait(read, wanted):
    until = time.time() + 30
    while (seen := read()) != wanted:
        if time.time() > until:
            raise SystemExit(f"waited for {wanted}, have {seen}")
        time.sleep(0.03)


def begin(disk, direction):
    transfer = transfers.image_transfer_service(transfers.add(t.ImageTransfer(disk=t.Disk(id=disk), direction=direction, format=t.DiskFormat.RAW)).id)
    wait(lambda: transfer.get().phase, t.ImageTransferPhase.TRANSFERRING)
    return transfer


def finish(transfer):
    transfer.finalize()
    wait(lambda: transfer.get().phase, t.ImageTransferPhase.FINISHED_SUCCESS)


disk = disks.add(
    t.Disk(
        name="image-1",
        format=t.DiskFormat.RAW,
        provisioned_size=os.path.getsize(source),
        sparse=True,
        storage_domains=[t.StorageDomain(name="backups")],
    )
)
wait(lambda: disks.disk_service(disk.id).get().status, t.DiskStatus.OK)
upload = begin(disk.id, t.ImageTransferDirection.UPLOAD)
locked = disks.disk_service(disk.id).get().status.value
url = upload.get().transfer_url
client.upload(source, url, CA)
local = client.checksum(source)
with urllib.request.urlopen(url + "/checksum", context=ssl.create_default_context(cafile=CA)) as answer:
    remote = json.load(answer)
with http.open(urllib.parse.urlparse(url), mode="r", cafile=CA) as backend:
    size = backend.size()
    extents = [[x.start, x.length, x.zero] for x in backend.extents()]
finish(upload)
download = begin(disk.id, t.ImageTransferDirection.DOWNLOAD)
client.download(download.get().transfer_url, target, CA, fmt="raw")
finish(download)
canceled = begin(disk.id, t.ImageTransferDirection.DOWNLOAD)
canceled.cancel()
wait(lambda: disks.disk_service(disk.id).get().status, t.DiskStatus.OK)
connection.close()
print(json.dumps({"id": disk.id, "locked": locked, "size": size, "local": local, "remote": remote, "extents": extents}))
