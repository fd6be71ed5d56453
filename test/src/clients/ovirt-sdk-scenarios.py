"""What users of ovirtsdk4 write, one task a function: python ovirt-sdk-scenarios.py. Prints, as one JSON object, how
each of them went, and which actions of the SDK none of them has called."""

import json
import traceback

# In the order in which they are done.
from ovirt_tasks import (
    connections,
    machines,
    templates_and_pools,
    disks_and_backups,
    networking,
    snapshots_and_tags,
    storage,
    places,
    rights_and_events,
    other_actions,
)
from ovirt_tasks.engine import actions, called, connection, scenarios

went = {}
for work in scenarios:
    try:
        work()
        went[work.__name__] = "ok"
    except Exception as error:
        last = traceback.extract_tb(error.__traceback__)
        line = next((frame.lineno for frame in reversed(last) if frame.name == work.__name__), 0)
        went[work.__name__] = "line %d: %s: %s" % (line, type(error).__name__, error)
connection.close()
print(json.dumps({"went": went, "actions": len(called), "uncalled": sorted(actions() - called)}))
