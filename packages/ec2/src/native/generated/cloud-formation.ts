// Written by generator/generate.mjs from generator/services. Do not edit.
import type { List } from '@portolan/core';
import type { QueryCallOptions } from './../query-types.ts';

export interface CreateStackParameters {
  readonly StackName: string;
  readonly TemplateBody?: string | undefined;
  readonly TemplateURL?: string | undefined;
  readonly Parameters?: readonly {
    readonly ParameterKey?: string | undefined;
    readonly ParameterValue?: string | undefined;
    readonly UsePreviousValue?: boolean | undefined;
    readonly ResolvedValue?: string | undefined;
  }[] | undefined;
  readonly DisableRollback?: boolean | undefined;
  readonly TimeoutInMinutes?: number | undefined;
  readonly NotificationARNs?: readonly string[] | undefined;
  readonly Capabilities?: readonly string[] | undefined;
  readonly ResourceTypes?: readonly string[] | undefined;
  readonly RoleARN?: string | undefined;
  readonly OnFailure?: string | undefined;
  readonly StackPolicyBody?: string | undefined;
  readonly StackPolicyURL?: string | undefined;
  readonly Tags?: readonly {
    readonly Key: string;
    readonly Value: string;
  }[] | undefined;
  readonly ClientRequestToken?: string | undefined;
  readonly EnableTerminationProtection?: boolean | undefined;
  readonly RetainExceptOnCreate?: boolean | undefined;
}

export interface CreateStackResult {
  readonly StackId?: string | undefined;
  readonly OperationId?: string | undefined;
}

export interface UpdateStackParameters {
  readonly StackName: string;
  readonly TemplateBody?: string | undefined;
  readonly TemplateURL?: string | undefined;
  readonly UsePreviousTemplate?: boolean | undefined;
  readonly StackPolicyDuringUpdateBody?: string | undefined;
  readonly StackPolicyDuringUpdateURL?: string | undefined;
  readonly Parameters?: readonly {
    readonly ParameterKey?: string | undefined;
    readonly ParameterValue?: string | undefined;
    readonly UsePreviousValue?: boolean | undefined;
    readonly ResolvedValue?: string | undefined;
  }[] | undefined;
  readonly Capabilities?: readonly string[] | undefined;
  readonly ResourceTypes?: readonly string[] | undefined;
  readonly RoleARN?: string | undefined;
  readonly StackPolicyBody?: string | undefined;
  readonly StackPolicyURL?: string | undefined;
  readonly NotificationARNs?: readonly string[] | undefined;
  readonly Tags?: readonly {
    readonly Key: string;
    readonly Value: string;
  }[] | undefined;
  readonly DisableRollback?: boolean | undefined;
  readonly ClientRequestToken?: string | undefined;
  readonly RetainExceptOnCreate?: boolean | undefined;
}

export interface UpdateStackResult {
  readonly StackId?: string | undefined;
  readonly OperationId?: string | undefined;
}

export interface DeleteStackParameters {
  readonly StackName: string;
  readonly RetainResources?: readonly string[] | undefined;
  readonly RoleARN?: string | undefined;
  readonly ClientRequestToken?: string | undefined;
}

export interface DescribeStacksParameters {
  readonly StackName?: string | undefined;
  readonly NextToken?: string | undefined;
}

export interface DescribeStacksResult {
  readonly Stacks: readonly {
    readonly StackId?: string | undefined;
    readonly StackName?: string | undefined;
    readonly ChangeSetId?: string | undefined;
    readonly Description?: string | undefined;
    readonly Parameters: readonly {
      readonly ParameterKey?: string | undefined;
      readonly ParameterValue?: string | undefined;
      readonly UsePreviousValue?: boolean | undefined;
      readonly ResolvedValue?: string | undefined;
    }[];
    readonly CreationTime?: Date | undefined;
    readonly DeletionTime?: Date | undefined;
    readonly LastUpdatedTime?: Date | undefined;
    readonly StackStatus?: string | undefined;
    readonly StackStatusReason?: string | undefined;
    readonly DisableRollback?: boolean | undefined;
    readonly NotificationARNs: readonly string[];
    readonly TimeoutInMinutes?: number | undefined;
    readonly Capabilities: readonly string[];
    readonly Outputs: readonly {
      readonly OutputKey?: string | undefined;
      readonly OutputValue?: string | undefined;
      readonly Description?: string | undefined;
      readonly ExportName?: string | undefined;
    }[];
    readonly RoleARN?: string | undefined;
    readonly Tags: readonly {
      readonly Key?: string | undefined;
      readonly Value?: string | undefined;
    }[];
    readonly EnableTerminationProtection?: boolean | undefined;
    readonly RetainExceptOnCreate?: boolean | undefined;
  }[];
  readonly NextToken?: string | undefined;
}

export interface ListStacksParameters {
  readonly NextToken?: string | undefined;
  readonly StackStatusFilter?: readonly string[] | undefined;
}

export interface ListStacksResult {
  readonly StackSummaries: readonly {
    readonly StackId?: string | undefined;
    readonly StackName?: string | undefined;
    readonly TemplateDescription?: string | undefined;
    readonly CreationTime?: Date | undefined;
    readonly LastUpdatedTime?: Date | undefined;
    readonly DeletionTime?: Date | undefined;
    readonly StackStatus?: string | undefined;
    readonly StackStatusReason?: string | undefined;
  }[];
  readonly NextToken?: string | undefined;
}

export interface DescribeStackEventsParameters {
  readonly StackName: string;
  readonly NextToken?: string | undefined;
}

export interface DescribeStackEventsResult {
  readonly StackEvents: readonly {
    readonly StackId?: string | undefined;
    readonly EventId?: string | undefined;
    readonly StackName?: string | undefined;
    readonly OperationId?: string | undefined;
    readonly LogicalResourceId?: string | undefined;
    readonly PhysicalResourceId?: string | undefined;
    readonly ResourceType?: string | undefined;
    readonly Timestamp?: Date | undefined;
    readonly ResourceStatus?: string | undefined;
    readonly ResourceStatusReason?: string | undefined;
    readonly ResourceProperties?: string | undefined;
    readonly ClientRequestToken?: string | undefined;
    readonly HookType?: string | undefined;
    readonly HookStatus?: string | undefined;
    readonly HookStatusReason?: string | undefined;
    readonly HookInvocationPoint?: string | undefined;
    readonly HookInvocationId?: string | undefined;
    readonly HookFailureMode?: string | undefined;
  }[];
  readonly NextToken?: string | undefined;
}

export interface DescribeStackResourceParameters {
  readonly StackName: string;
  readonly LogicalResourceId: string;
}

export interface DescribeStackResourceResult {
  readonly StackResourceDetail?: {
    readonly StackName?: string | undefined;
    readonly StackId?: string | undefined;
    readonly LogicalResourceId?: string | undefined;
    readonly PhysicalResourceId?: string | undefined;
    readonly ResourceType?: string | undefined;
    readonly LastUpdatedTimestamp?: Date | undefined;
    readonly ResourceStatus?: string | undefined;
    readonly ResourceStatusReason?: string | undefined;
    readonly Description?: string | undefined;
    readonly Metadata?: string | undefined;
  } | undefined;
}

export interface DescribeStackResourcesParameters {
  readonly StackName?: string | undefined;
  readonly LogicalResourceId?: string | undefined;
  readonly PhysicalResourceId?: string | undefined;
}

export interface DescribeStackResourcesResult {
  readonly StackResources: readonly {
    readonly StackName?: string | undefined;
    readonly StackId?: string | undefined;
    readonly LogicalResourceId?: string | undefined;
    readonly PhysicalResourceId?: string | undefined;
    readonly ResourceType?: string | undefined;
    readonly Timestamp?: Date | undefined;
    readonly ResourceStatus?: string | undefined;
    readonly ResourceStatusReason?: string | undefined;
    readonly Description?: string | undefined;
  }[];
}

export interface ListStackResourcesParameters {
  readonly StackName: string;
  readonly NextToken?: string | undefined;
}

export interface ListStackResourcesResult {
  readonly StackResourceSummaries: readonly {
    readonly LogicalResourceId?: string | undefined;
    readonly PhysicalResourceId?: string | undefined;
    readonly ResourceType?: string | undefined;
    readonly LastUpdatedTimestamp?: Date | undefined;
    readonly ResourceStatus?: string | undefined;
    readonly ResourceStatusReason?: string | undefined;
  }[];
  readonly NextToken?: string | undefined;
}

export interface GetTemplateParameters {
  readonly StackName?: string | undefined;
  readonly ChangeSetName?: string | undefined;
  readonly TemplateStage?: string | undefined;
}

export interface GetTemplateResult {
  readonly TemplateBody?: string | undefined;
  readonly StagesAvailable: readonly string[];
}

export interface GetTemplateSummaryParameters {
  readonly TemplateBody?: string | undefined;
  readonly TemplateURL?: string | undefined;
  readonly StackName?: string | undefined;
  readonly StackSetName?: string | undefined;
  readonly CallAs?: string | undefined;
}

export interface GetTemplateSummaryResult {
  readonly Parameters: readonly {
    readonly ParameterKey?: string | undefined;
    readonly DefaultValue?: string | undefined;
    readonly ParameterType?: string | undefined;
    readonly NoEcho?: boolean | undefined;
    readonly Description?: string | undefined;
    readonly ParameterConstraints?: {
      readonly AllowedValues: readonly string[];
    } | undefined;
  }[];
  readonly Description?: string | undefined;
  readonly Capabilities: readonly string[];
  readonly CapabilitiesReason?: string | undefined;
  readonly ResourceTypes: readonly string[];
  readonly Version?: string | undefined;
  readonly Metadata?: string | undefined;
  readonly DeclaredTransforms: readonly string[];
}

export interface ValidateTemplateParameters {
  readonly TemplateBody?: string | undefined;
  readonly TemplateURL?: string | undefined;
}

export interface ValidateTemplateResult {
  readonly Parameters: readonly {
    readonly ParameterKey?: string | undefined;
    readonly DefaultValue?: string | undefined;
    readonly NoEcho?: boolean | undefined;
    readonly Description?: string | undefined;
  }[];
  readonly Description?: string | undefined;
  readonly Capabilities: readonly string[];
  readonly CapabilitiesReason?: string | undefined;
  readonly DeclaredTransforms: readonly string[];
}

export interface GetStackPolicyParameters {
  readonly StackName: string;
}

export interface GetStackPolicyResult {
  readonly StackPolicyBody?: string | undefined;
}

export interface SetStackPolicyParameters {
  readonly StackName: string;
  readonly StackPolicyBody?: string | undefined;
  readonly StackPolicyURL?: string | undefined;
}

export interface EstimateTemplateCostParameters {
  readonly TemplateBody?: string | undefined;
  readonly TemplateURL?: string | undefined;
  readonly Parameters?: readonly {
    readonly ParameterKey?: string | undefined;
    readonly ParameterValue?: string | undefined;
    readonly UsePreviousValue?: boolean | undefined;
    readonly ResolvedValue?: string | undefined;
  }[] | undefined;
}

export interface EstimateTemplateCostResult {
  readonly Url?: string | undefined;
}

export interface CancelUpdateStackParameters {
  readonly StackName: string;
  readonly ClientRequestToken?: string | undefined;
}

export interface ContinueUpdateRollbackParameters {
  readonly StackName: string;
  readonly RoleARN?: string | undefined;
  readonly ResourcesToSkip?: readonly string[] | undefined;
  readonly ClientRequestToken?: string | undefined;
}

export interface SignalResourceParameters {
  readonly StackName: string;
  readonly LogicalResourceId: string;
  readonly UniqueId: string;
  readonly Status: string;
}


export interface CloudFormationActions {
  /** CreateStack */
  createStack(parameters: CreateStackParameters, options?: QueryCallOptions): Promise<CreateStackResult>;
  /** UpdateStack */
  updateStack(parameters: UpdateStackParameters, options?: QueryCallOptions): Promise<UpdateStackResult>;
  /** DeleteStack */
  deleteStack(parameters: DeleteStackParameters, options?: QueryCallOptions): Promise<void>;
  /** DescribeStacks */
  describeStacks(parameters?: DescribeStacksParameters, options?: QueryCallOptions): List<DescribeStacksResult['Stacks'][number]>;
  /** ListStacks */
  listStacks(parameters?: ListStacksParameters, options?: QueryCallOptions): List<ListStacksResult['StackSummaries'][number]>;
  /** DescribeStackEvents */
  describeStackEvents(parameters: DescribeStackEventsParameters, options?: QueryCallOptions): List<DescribeStackEventsResult['StackEvents'][number]>;
  /** DescribeStackResource */
  describeStackResource(parameters: DescribeStackResourceParameters, options?: QueryCallOptions): Promise<DescribeStackResourceResult>;
  /** DescribeStackResources */
  describeStackResources(parameters?: DescribeStackResourcesParameters, options?: QueryCallOptions): List<DescribeStackResourcesResult['StackResources'][number]>;
  /** ListStackResources */
  listStackResources(parameters: ListStackResourcesParameters, options?: QueryCallOptions): List<ListStackResourcesResult['StackResourceSummaries'][number]>;
  /** GetTemplate */
  getTemplate(parameters?: GetTemplateParameters, options?: QueryCallOptions): Promise<GetTemplateResult>;
  /** GetTemplateSummary */
  getTemplateSummary(parameters?: GetTemplateSummaryParameters, options?: QueryCallOptions): Promise<GetTemplateSummaryResult>;
  /** ValidateTemplate */
  validateTemplate(parameters?: ValidateTemplateParameters, options?: QueryCallOptions): Promise<ValidateTemplateResult>;
  /** GetStackPolicy */
  getStackPolicy(parameters: GetStackPolicyParameters, options?: QueryCallOptions): Promise<GetStackPolicyResult>;
  /** SetStackPolicy */
  setStackPolicy(parameters: SetStackPolicyParameters, options?: QueryCallOptions): Promise<void>;
  /** EstimateTemplateCost */
  estimateTemplateCost(parameters?: EstimateTemplateCostParameters, options?: QueryCallOptions): Promise<EstimateTemplateCostResult>;
  /** CancelUpdateStack */
  cancelUpdateStack(parameters: CancelUpdateStackParameters, options?: QueryCallOptions): Promise<void>;
  /** ContinueUpdateRollback */
  continueUpdateRollback(parameters: ContinueUpdateRollbackParameters, options?: QueryCallOptions): Promise<void>;
  /** SignalResource */
  signalResource(parameters: SignalResourceParameters, options?: QueryCallOptions): Promise<void>;
}
