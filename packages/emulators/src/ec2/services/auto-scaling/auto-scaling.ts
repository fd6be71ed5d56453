import type { QueryService, ServiceAction, ServiceContext } from '../service.ts';
import { groupActions } from './group-actions.ts';
import { instanceAndPolicyActions } from './instance-actions.ts';
import { ScalingStore } from './store.ts';

// Accepted by Eucalyptus 4.4, with nothing behind them.
const SILENT = `PutNotificationConfiguration DeleteNotificationConfiguration DescribeNotificationConfigurations PutScheduledUpdateGroupAction DeleteScheduledAction
  DescribeScheduledActions DescribeAccountLimits DescribeAutoScalingNotificationTypes`;

/** Auto Scaling over the emulated EC2: groups start and end real (emulated) instances. */
export function autoScaling(context: ServiceContext): QueryService {
  const store = new ScalingStore(context);
  const settled =
    (action: ServiceAction): ServiceAction =>
    async (call) => {
      await store.settle(call.now);
      const result = await action(call);
      await store.settle(call.now);
      return result;
    };
  const actions = { ...groupActions(store), ...instanceAndPolicyActions(store) };
  return {
    scope: 'autoscaling',
    version: '2011-01-01',
    namespace: 'http://autoscaling.amazonaws.com/doc/2011-01-01/',
    eucalyptusPath: 'AutoScaling',
    eucalyptusSilent: SILENT.split(/\s+/),
    amazonOnly: ['AttachInstances', 'DetachInstances', 'SetInstanceProtection'],
    actions: Object.fromEntries(Object.entries(actions).map(([name, action]) => [name, settled(action)])),
  };
}
