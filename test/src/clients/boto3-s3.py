"""Drives S3 with boto3: python boto3-s3.py S3_URL REGION. Keys come from the environment. Prints one JSON object."""

import hashlib
import io
import json
import os
import sys
import urllib.error
import urllib.request

import boto3
from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import ClientError

url, region = sys.argv[1:3]
s3 = boto3.client(
    "s3", endpoint_url=url, region_name=region, config=Config(signature_version="s3v4", s3={"addressing_style": "path"}, retries={"max_attempts": 1})
)
KEYS = ["a", "a//b", "dir/../x", "..", ".", "a b+c", "%2F", "é", "😀", "Ａ", "a*'()!~", "dir/x", "dir/y/z", "/lead", "x/", "q?a=1&b#c", "<&>\"'", " sp "]


def refusal(call):
    try:
        call()
    except ClientError as error:
        return [error.response["ResponseMetadata"]["HTTPStatusCode"], error.response["Error"]["Code"]]
    raise SystemExit("not refused")


def fetch(address, method="GET", data=None):
    try:
        with urllib.request.urlopen(urllib.request.Request(address, method=method, data=data)) as answer:
            return [answer.status, answer.read().decode()]
    except urllib.error.HTTPError as error:
        return [error.code, ""]


box = {"Bucket": "box"}
s3.create_bucket(**box, **({} if region == "us-east-1" else {"CreateBucketConfiguration": {"LocationConstraint": region}}))
for key in KEYS:
    s3.put_object(**box, Key=key, Body=key.encode(), Metadata={"n": "v1", "two": "a, b"}, ContentType="text/plain")
got = {key: s3.get_object(**box, Key=key) for key in KEYS}
seen = {"same": all(got[key]["Body"].read() == key.encode() and got[key]["Metadata"] == {"n": "v1", "two": "a, b"} for key in KEYS)}
for version in ("list_objects", "list_objects_v2"):
    pages = s3.get_paginator(version).paginate(**box, PaginationConfig={"PageSize": 3})
    seen[version] = [x["Key"] for page in pages for x in page["Contents"]] == sorted(KEYS, key=lambda key: key.encode())
folders = s3.list_objects_v2(**box, Delimiter="/", Prefix="dir/")
seen["folders"] = [[x["Key"] for x in folders["Contents"]], [x["Prefix"] for x in folders["CommonPrefixes"]]]

big = os.urandom(12 * 2**20 + 5)
s3.upload_fileobj(io.BytesIO(big), "box", "big", Config=TransferConfig(multipart_threshold=5 * 2**20, multipart_chunksize=5 * 2**20))
back = io.BytesIO()
s3.download_fileobj("box", "big", back, Config=TransferConfig(multipart_threshold=5 * 2**20, multipart_chunksize=5 * 2**20))
seen["big"] = back.getvalue() == big
parts = [hashlib.md5(big[at : at + 5 * 2**20]).digest() for at in range(0, len(big), 5 * 2**20)]
seen["etag"] = s3.head_object(**box, Key="big")["ETag"] == f'"{hashlib.md5(b"".join(parts)).hexdigest()}-{len(parts)}"'
ranged = s3.get_object(**box, Key="big", Range="bytes=5-14")
seen["range"] = [ranged["ContentRange"], ranged["Body"].read() == big[5:15]]
s3.copy_object(**box, Key="copy é?", CopySource={"Bucket": "box", "Key": "a b+c"})
seen["copy"] = s3.get_object(**box, Key="copy é?")["Body"].read().decode()

read = s3.generate_presigned_url("get_object", Params={**box, "Key": "a b+c"}, ExpiresIn=60)
write = s3.generate_presigned_url("put_object", Params={**box, "Key": "new"}, ExpiresIn=60)
seen["presigned"] = [fetch(read), fetch(read.replace("a%20b", "a%20c"))[0], fetch(write, "PUT", b"data")[0], fetch(f"{url}/box/a")[0]]
seen["written"] = s3.get_object(**box, Key="new")["Body"].read().decode()

upload = s3.create_multipart_upload(**box, Key="unfinished")["UploadId"]
s3.upload_part(**box, Key="unfinished", UploadId=upload, PartNumber=1, Body=b"x")
seen["uploads"] = [x["Key"] for x in s3.list_multipart_uploads(**box)["Uploads"]]
s3.abort_multipart_upload(**box, Key="unfinished", UploadId=upload)
wrong = boto3.client("s3", endpoint_url=url, region_name=region, aws_secret_access_key="no", aws_access_key_id=os.environ["AWS_ACCESS_KEY_ID"])
seen["refusals"] = {
    "bucket": refusal(lambda: s3.list_objects_v2(Bucket="box-that-is-not")),
    "key": refusal(lambda: s3.get_object(**box, Key="none")),
    "head": refusal(lambda: s3.head_object(**box, Key="none")),
    "range": refusal(lambda: s3.get_object(**box, Key="a", Range="bytes=100-")),
    "ifMatch": refusal(lambda: s3.get_object(**box, Key="a", IfMatch='"x"')),
    "notModified": refusal(lambda: s3.get_object(**box, Key="a", IfNoneMatch=s3.head_object(**box, Key="a")["ETag"])),
    "digest": refusal(lambda: s3.put_object(**box, Key="m", Body=b"x", ContentMD5="AAAAAAAAAAAAAAAAAAAAAA==")),
    "notEmpty": refusal(lambda: s3.delete_bucket(**box)),
    "secret": refusal(wrong.list_buckets),
}
everything = [{"Key": key} for key in [*KEYS, "big", "copy é?", "new", "none"]]
seen["deleted"] = len(s3.delete_objects(**box, Delete={"Objects": everything})["Deleted"]) == len(everything)
s3.delete_bucket(**box)
seen["left"] = [x["Name"] for x in s3.list_buckets()["Buckets"]]
print(json.dumps(seen))
