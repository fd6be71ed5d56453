"""Reads recorded answers of an engine with ovirtsdk4: python ovirt-sdk-replies.py URL PATHS. PATHS is a JSON file of [path, "list" or "get", what to follow]. Prints
the object that each call returned, one JSON value a line: absent members absent, `$href` the href, a list with an href `{$href, $items}`."""

import datetime
import enum
import inspect
import json
import sys

import ovirtsdk4 as sdk

url, path = sys.argv[1:3]
connection = sdk.Connection(url=url, token="token")
root = connection.system_service()
members = {}


def members_of(kind):
    """Names of a struct's members: its properties."""
    if kind not in members:
        members[kind] = [name for name, one in inspect.getmembers(kind) if isinstance(one, property) and name != "href"]
    return members[kind]


def plain(value):
    if isinstance(value, sdk.List):
        items = [plain(one) for one in value]
        return items if value.href is None else {"$href": value.href, "$items": items}
    if isinstance(value, list):
        return [plain(one) for one in value]
    if isinstance(value, sdk.Struct):
        seen = {} if value.href is None else {"$href": value.href}
        for name in members_of(type(value)):
            member = getattr(value, name)
            if member is not None:
                seen[name.rstrip("_")] = plain(member)
        return seen
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, datetime.datetime):
        return {"$date": value.isoformat()}
    return value


for where, method, follow in json.load(open(path, encoding="utf-8")):
    service = root.service(where) if where else root
    print(json.dumps({"type": type(service).__name__.removesuffix("Service"), "object": plain(getattr(service, method)(**({"follow": follow} if follow else {})))}))
connection.close(logout=False)
