"""Makes every call of a file of vectors with ovirtsdk4: python ovirt-sdk-requests.py URL VECTORS. Prints what it could not call, as JSON."""

import datetime
import enum
import functools
import inspect
import json
import keyword
import re
import sys

import ovirtsdk4 as sdk
import ovirtsdk4.services as services
import ovirtsdk4.types as types
import ovirtsdk4.writers as writers

url, path = sys.argv[1:3]
connection = sdk.Connection(url=url, token="token")
system = connection.system_service()


@functools.cache
def member_type(struct, name):
    """What the setter of a member checks for."""
    source = inspect.getsource(getattr(struct, name).fset)
    found = re.search(r"_check_type\('%s', value, (\w+)\)" % name, source)
    if found is None:  # A list: setters take any, writers know.
        writer = getattr(writers, struct.__name__ + "Writer")
        found = re.search(r"(\w+)Writer\.write_many\(obj\.%s," % name, inspect.getsource(writer.write_one))
    return getattr(types, found.group(1), None) if found else None


def spelled(name):
    """`async`, `from` and `import` are words of Python: ovirtsdk4 has an underscore behind them."""
    return name + "_" if keyword.iskeyword(name) else name


def build(kind, value):
    if isinstance(value, list):
        return [build(kind, one) for one in value]
    if isinstance(value, dict):
        if "$date" in value:
            return datetime.datetime.fromisoformat(value["$date"].replace("Z", "+00:00"))
        if kind is None:
            raise TypeError("no type")
        return kind(**{spelled(name): build(member_type(kind, spelled(name)), one) for name, one in value.items()})
    if kind is not None and isinstance(kind, type) and issubclass(kind, enum.Enum):
        return kind(value)
    return value


def parameter_type(method, name):
    """What the method checks a parameter for; of lists, what an action holds under that name."""
    found = re.search(r"\('%s', %s, ([\w.]+)\)" % (name, name), inspect.getsource(method))
    if found is None:
        return None
    if found.group(1) == "list":
        return member_type(types.Action, name) if isinstance(getattr(types.Action, name, None), property) else None
    return getattr(types, found.group(1).split(".")[-1], None)


failed = []
for index, vector in enumerate(json.load(open(path, encoding="utf-8"))):
    title = "%s.%s" % (vector["service"], vector["method"])
    try:
        where = vector["at"].lstrip("/")
        # No path leads to some services: they are in the model all the same.
        service = getattr(services, vector["service"] + "Service")(connection, "/" + where) if where == "unreachable" else system.service(where)
        method = getattr(service, spelled(vector["method"]))
        args = {spelled(name): build(parameter_type(method, spelled(name)), one) for name, one in vector.get("args", {}).items()}
    except Exception as error:
        failed.append([title, "%s: %s" % (type(error).__name__, error)])
        continue
    try:
        method(headers={"X-Vector": str(index)}, **args)
    except Exception as error:
        failed.append([title, "%s: %s" % (type(error).__name__, error)])
connection.close(logout=False)
print(json.dumps(failed))
