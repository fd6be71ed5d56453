import { randomUUID } from 'node:crypto';
import { Timeline } from '../../compute/timeline.ts';
import type { Parameters } from '../../query/parameters.ts';
import type { MemberValue } from '../member-xml.ts';
import type { QueryService, ServiceAction, ServiceActions, ServiceContext } from '../service.ts';
import { ServiceError, validationError } from '../service-error.ts';
import { servicePage } from '../service-paging.ts';
import { Stack, type StackResource, type StackSettings } from './stack.ts';
import { capabilitiesOf, danglingReferences, parseTemplate, type Template } from './template.ts';
import { resourceView, stackView } from './view.ts';

// No size to ask for: the service decides.
const RULES = { token: 'NextToken', size: 'MaxResults', standard: 100, largest: 100 };

function templateOf(parameters: Parameters): Template {
  const body = parameters.text('TemplateBody');
  if (body === undefined || body === '') {
    if (parameters.text('TemplateURL') !== undefined) throw validationError('TemplateURL must reference a valid S3 object to which you have access.');
    throw validationError('Either Template URL or Template Body must be specified.');
  }
  const template = parseTemplate(body);
  const dangling = danglingReferences(template);
  if (dangling.length > 0)
    throw validationError(`Template format error: Unresolved resource dependencies [${dangling.join(', ')}] in the Resources block of the template`);
  return template;
}

/** Values of the template's parameters, with those kept from before. */
function settingsOf(parameters: Parameters, template: Template, before: Stack | undefined): StackSettings {
  const given = parameters.structures('Parameters.member');
  const values = new Map<string, string>();
  for (const item of given) {
    const key = item.required('ParameterKey');
    const value = item.boolean('UsePreviousValue') === true ? before?.settings.values.get(key) : item.text('ParameterValue');
    if (!template.parameters.some((parameter) => parameter.key === key)) throw validationError(`Parameters: [${key}] do not exist in the template`);
    if (value !== undefined) values.set(key, value);
  }
  const missing = template.parameters.filter(({ key, standard }) => standard === undefined && !values.has(key)).map(({ key }) => key);
  if (missing.length > 0) throw validationError(`Parameters: [${missing.join(', ')}] must have values`);
  for (const { key, allowed } of template.parameters) {
    const value = values.get(key);
    if (value !== undefined && allowed.length > 0 && !allowed.includes(value)) throw validationError(`Parameter '${key}' must be one of AllowedValues`);
  }
  const capabilities = parameters.list('Capabilities.member');
  const needed = capabilitiesOf(template);
  if (needed.length > 0 && !capabilities.includes('CAPABILITY_NAMED_IAM') && !needed.every((name) => capabilities.includes(name)))
    throw new ServiceError('InsufficientCapabilitiesException', `Requires capabilities : [${needed.join(', ')}]`);
  const tags = parameters.structures('Tags.member').map((tag): [string, string] => [tag.required('Key'), tag.text('Value') ?? '']);
  return {
    values,
    capabilities,
    notifications: parameters.list('NotificationARNs.member'),
    tags: tags.length > 0 ? tags : (before?.settings.tags ?? []),
    roleArn: parameters.text('RoleARN') ?? before?.settings.roleArn,
  };
}

const parametersView = (template: Template): MemberValue =>
  template.parameters.map(({ key, standard, noEcho, description }) => ({
    ParameterKey: key,
    DefaultValue: standard,
    NoEcho: noEcho,
    Description: description,
  }));

/** All stacks of the region: those deleted are still found by their id. */
class StackStore {
  readonly stacks: Stack[] = [];
  readonly timeline: Timeline = new Timeline();
  readonly context: ServiceContext;

  constructor(context: ServiceContext) {
    this.context = context;
  }

  named(parameters: Parameters, name: string = parameters.required('StackName')): Stack {
    const found = this.stacks.find((stack) => stack.id === name || (stack.name === name && stack.status !== 'DELETE_COMPLETE'));
    if (found === undefined) throw validationError(`Stack with id ${name} does not exist`);
    return found;
  }

  resource(parameters: Parameters): { readonly stack: Stack; readonly resource: StackResource } {
    const stack = this.named(parameters);
    const id = parameters.required('LogicalResourceId');
    const resource = stack.resources.get(id);
    if (resource === undefined) throw validationError(`Resource ${id} does not exist for stack ${stack.name}`);
    return { stack, resource };
  }
}

const changeActions = (store: StackStore): ServiceActions => ({
  CreateStack: ({ parameters, now }) => {
    const { region, accountId, ec2 } = store.context;
    const name = parameters.required('StackName');
    if (!/^[A-Za-z][A-Za-z0-9-]{0,127}$/.test(name))
      throw validationError(
        `1 validation error detected: Value '${name}' at 'stackName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z][-a-zA-Z0-9]*`,
      );
    if (store.stacks.some((stack) => stack.name === name && stack.status !== 'DELETE_COMPLETE'))
      throw new ServiceError('AlreadyExistsException', `Stack [${name}] already exists`);
    const template = templateOf(parameters);
    const settings = settingsOf(parameters, template, undefined);
    const id = `arn:aws:cloudformation:${region}:${accountId}:stack/${name}/${randomUUID()}`;
    const stack = new Stack(id, name, template, settings, {
      now,
      timeline: store.timeline,
      stepMs: ec2.transitionMs,
      disableRollback: parameters.boolean('DisableRollback') ?? false,
      timeoutMinutes: parameters.integer('TimeoutInMinutes'),
      isProtected: parameters.boolean('EnableTerminationProtection') ?? false,
    });
    stack.policy = parameters.text('StackPolicyBody');
    store.stacks.push(stack);
    return { StackId: id };
  },
  UpdateStack: ({ parameters, now }) => {
    const stack = store.named(parameters);
    if (stack.isBusy || stack.status === 'DELETE_COMPLETE') throw validationError(`Stack:${stack.id} is in ${stack.status} state and can not be updated.`);
    const template = parameters.boolean('UsePreviousTemplate') === true ? stack.template : templateOf(parameters);
    const settings = settingsOf(parameters, template, stack);
    const facts = (body: string, { values, tags }: StackSettings): string => JSON.stringify([body, [...values], tags]);
    if (facts(template.body, settings) === facts(stack.template.body, stack.settings)) throw validationError('No updates are to be performed.');
    stack.update(template, settings, now);
    return { StackId: stack.id };
  },
  DeleteStack: ({ parameters, now }) => {
    const name = parameters.required('StackName');
    const stack = store.stacks.find((candidate) => (candidate.id === name || candidate.name === name) && candidate.status !== 'DELETE_COMPLETE');
    if (stack?.isProtected === true) throw validationError(`Stack [${stack.name}] cannot be deleted while TerminationProtection is enabled`);
    if (stack !== undefined && stack.status !== 'DELETE_IN_PROGRESS') stack.delete(parameters.list('RetainResources.member'), now);
    return undefined;
  },
  CancelUpdateStack: ({ parameters, now }) => {
    const stack = store.named(parameters);
    if (stack.status !== 'UPDATE_IN_PROGRESS') throw validationError(`CancelUpdateStack cannot be called from current stack status ${stack.status}`);
    stack.cancelUpdate(now);
    return undefined;
  },
  ContinueUpdateRollback: ({ parameters }) => {
    const stack = store.named(parameters);
    throw validationError(`Stack:${stack.id} is in ${stack.status} state and can not continue update rollback.`);
  },
  SignalResource: ({ parameters }) => {
    const { resource } = store.resource(parameters);
    parameters.required('UniqueId');
    const status = parameters.required('Status');
    if (status !== 'SUCCESS' && status !== 'FAILURE')
      throw validationError(`Value '${status}' at 'status' failed to satisfy constraint: Member must satisfy enum value set: [SUCCESS, FAILURE]`);
    if (!resource.status.endsWith('_IN_PROGRESS')) throw validationError(`Signal not allowed for resource ${resource.logicalId} in state ${resource.status}`);
    return undefined;
  },
  GetStackPolicy: ({ parameters }) => ({ StackPolicyBody: store.named(parameters).policy }),
  SetStackPolicy: ({ parameters }) => {
    const stack = store.named(parameters);
    const policy = parameters.required('StackPolicyBody');
    try {
      JSON.parse(policy);
    } catch {
      throw validationError('Error validating stack policy: Invalid policy');
    }
    stack.policy = policy;
    return undefined;
  },
});

const lookActions = (store: StackStore): ServiceActions => {
  const { pageLimit } = store.context.ec2;
  const newestFirst = (index: number): string => String(1e9 + index);
  return {
    DescribeStacks: ({ parameters }) => {
      const name = parameters.text('StackName');
      const chosen = name === undefined ? store.stacks.filter(({ status }) => status !== 'DELETE_COMPLETE') : [store.named(parameters, name)];
      const page = servicePage(chosen, ({ id }) => id, parameters, RULES, pageLimit);
      return { Stacks: page.items.map(stackView), NextToken: page.next };
    },
    ListStacks: ({ parameters }) => {
      const states = parameters.list('StackStatusFilter.member');
      const chosen = store.stacks.filter(({ status }) => states.length === 0 || states.includes(status));
      const page = servicePage(chosen, ({ id }) => id, parameters, RULES, pageLimit);
      return {
        StackSummaries: page.items.map((stack) => ({
          StackId: stack.id,
          StackName: stack.name,
          TemplateDescription: stack.template.description,
          CreationTime: new Date(stack.createdAt),
          LastUpdatedTime: stack.updatedAt === undefined ? undefined : new Date(stack.updatedAt),
          DeletionTime: stack.deletedAt === undefined ? undefined : new Date(stack.deletedAt),
          StackStatus: stack.status,
          StackStatusReason: stack.reason,
        })),
        NextToken: page.next,
      };
    },
    DescribeStackEvents: ({ parameters }) => {
      const stack = store.named(parameters);
      const places = new Map(stack.events.map((event, index) => [event, newestFirst(index)]));
      const page = servicePage(stack.events, (event) => places.get(event) ?? '', parameters, RULES, pageLimit);
      return {
        StackEvents: page.items.map((event) => ({
          StackId: stack.id,
          EventId: event.id,
          StackName: stack.name,
          LogicalResourceId: event.logicalId,
          PhysicalResourceId: event.physicalId,
          ResourceType: event.type,
          Timestamp: new Date(event.at),
          ResourceStatus: event.status,
          ResourceStatusReason: event.reason,
        })),
        NextToken: page.next,
      };
    },
    DescribeStackResource: ({ parameters }) => {
      const { stack, resource } = store.resource(parameters);
      return { StackResourceDetail: { StackName: stack.name, StackId: stack.id, ...resourceView(resource, 'LastUpdatedTimestamp'), Metadata: '{}' } };
    },
    DescribeStackResources: ({ parameters }) => {
      const physical = parameters.text('PhysicalResourceId');
      const holder =
        physical === undefined
          ? store.named(parameters)
          : store.stacks.find((stack) => [...stack.resources.values()].some(({ physicalId }) => physicalId === physical));
      if (holder === undefined) throw validationError(`Stack for ${physical ?? ''} does not exist`);
      const logical = parameters.text('LogicalResourceId');
      const chosen = [...holder.resources.values()].filter(({ logicalId }) => logical === undefined || logicalId === logical);
      return { StackResources: chosen.map((resource) => ({ StackName: holder.name, StackId: holder.id, ...resourceView(resource, 'Timestamp') })) };
    },
    ListStackResources: ({ parameters }) => {
      const chosen = [...store.named(parameters).resources.values()];
      const page = servicePage(chosen, ({ logicalId }) => logicalId, parameters, RULES, pageLimit);
      return { StackResourceSummaries: page.items.map((resource) => resourceView(resource, 'LastUpdatedTimestamp')), NextToken: page.next };
    },
    GetTemplate: ({ parameters }) => ({ TemplateBody: store.named(parameters).template.body, StagesAvailable: ['Original', 'Processed'] }),
    GetTemplateSummary: ({ parameters }) => {
      const template = parameters.text('StackName') === undefined ? templateOf(parameters) : store.named(parameters).template;
      return {
        Parameters: template.parameters.map(({ key, standard, type, noEcho, description, allowed }) => ({
          ParameterKey: key,
          DefaultValue: standard,
          ParameterType: type,
          NoEcho: noEcho,
          Description: description,
          ParameterConstraints: { AllowedValues: allowed.length === 0 ? undefined : allowed },
        })),
        Description: template.description,
        Capabilities: capabilitiesOf(template),
        ResourceTypes: [...new Set(template.resources.map(({ type }) => type))],
        Version: '2010-09-09',
      };
    },
    ValidateTemplate: ({ parameters }) => {
      const template = templateOf(parameters);
      const capabilities = capabilitiesOf(template);
      return {
        Parameters: parametersView(template),
        Description: template.description,
        Capabilities: capabilities,
        CapabilitiesReason: capabilities.length === 0 ? undefined : 'The following resource(s) require capabilities: [AWS::IAM]',
      };
    },
    EstimateTemplateCost: ({ parameters }) => {
      templateOf(parameters);
      return { Url: `http://calculator.s3.amazonaws.com/calc5.html?key=cloudformation/${randomUUID()}` };
    },
  };
};

/** CloudFormation: stacks go through their states and events; nothing is made of what they describe. */
export function cloudFormation(context: ServiceContext): QueryService {
  const store = new StackStore(context);
  const settled =
    (action: ServiceAction): ServiceAction =>
    (call) => {
      store.timeline.settle(call.now);
      return action(call);
    };
  const actions = { ...changeActions(store), ...lookActions(store) };
  return {
    scope: 'cloudformation',
    version: '2010-05-15',
    namespace: 'http://cloudformation.amazonaws.com/doc/2010-05-15/',
    eucalyptusPath: 'CloudFormation',
    eucalyptusSilent: ['EstimateTemplateCost'],
    actions: Object.fromEntries(Object.entries(actions).map(([name, action]) => [name, settled(action)])),
  };
}
