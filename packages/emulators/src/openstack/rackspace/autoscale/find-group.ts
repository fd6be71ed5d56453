import type { RackspaceCall } from '../rackspace-service.ts';
import { fault } from './autoscale-faults.ts';
import type { Group } from './autoscale-state.ts';

export function findGroup(call: RackspaceCall, id: string): Group {
  const group = call.region.rackspace.autoscale.groups.get(id);
  if (group?.projectId !== call.project.id) throw fault(404, 'NoSuchScalingGroupError', `No such scaling group ${id} for tenant ${call.project.id}`);
  return group;
}
