import type { MemberValue } from '../member-xml.ts';
import type { Stack, StackResource } from './stack.ts';

type View = { readonly [name: string]: MemberValue };

const date = (ms: number | undefined): Date | undefined => (ms === undefined ? undefined : new Date(ms));

export const stackView = (stack: Stack): View => ({
  StackId: stack.id,
  StackName: stack.name,
  Description: stack.template.description,
  Parameters: stack.template.parameters.map(({ key, standard, noEcho }) => ({
    ParameterKey: key,
    ParameterValue: noEcho ? '****' : (stack.settings.values.get(key) ?? standard),
  })),
  CreationTime: new Date(stack.createdAt),
  DeletionTime: date(stack.deletedAt),
  LastUpdatedTime: date(stack.updatedAt),
  StackStatus: stack.status,
  StackStatusReason: stack.reason,
  DisableRollback: stack.disableRollback,
  NotificationARNs: stack.settings.notifications,
  TimeoutInMinutes: stack.timeoutMinutes,
  Capabilities: stack.settings.capabilities,
  Outputs: stack.outputs.map(({ key, value, description }) => ({ OutputKey: key, OutputValue: value, Description: description })),
  RoleARN: stack.settings.roleArn,
  Tags: stack.settings.tags.map(([Key, Value]) => ({ Key, Value })),
  EnableTerminationProtection: stack.isProtected,
});

/** The time of the last change goes by another name in each answer. */
export const resourceView = (resource: StackResource, time: string): View => ({
  LogicalResourceId: resource.logicalId,
  PhysicalResourceId: resource.physicalId,
  ResourceType: resource.type,
  [time]: new Date(resource.changedAt),
  ResourceStatus: resource.status,
});
