import type { QueryServiceId } from './services.ts';

/**
 * Actions that Eucalyptus answers with 200 and an empty document, and does nothing: refused here. Patterns of names.
 * Source: Eucalyptus 4.4.2, the service implementations whose handlers return their reply as it was made.
 */
const NOTHING: Readonly<Partial<Record<QueryServiceId, RegExp>>> = {
  ec2: new RegExp(
    `^(?:${[
      'CopyImage',
      'CopySnapshot',
      '(?:Create|Delete|Describe)PlacementGroups?',
      'ModifyInstancePlacement',
      'ModifyVolumeAttribute',
      'EnableVolumeIO',
      'ReportInstanceStatus',
      '(?:Una|A)ssignPrivateIpAddresses',
      '\\w*Spot\\w+',
      '\\w*ReservedInstances\\w*',
      '\\w*ScheduledInstance\\w*',
      '\\w+Hosts?',
      '\\w+FlowLogs',
      '\\w+VpcPeeringConnection\\w*',
      '\\w+Vpn(?:Gateway|Connection|ConnectionRoute)s?',
      '\\w+VgwRoutePropagation',
      '\\w+CustomerGateways?',
      '\\w+VpcEndpoint\\w*',
      '\\w*ClassicLink\\w*',
      '(?:Una|A)ssignIpv6Addresses',
      '(?:Disa|A)ssociate(?:Subnet|Vpc)CidrBlock',
      '\\w+EgressOnlyInternetGateways?',
      '\\w+IamInstanceProfileAssociations?',
      '(?:Disa|A)ssociateIamInstanceProfile',
      'ImportImage',
      'ImportSnapshot',
      '\\w+ExportTasks?',
      'MoveAddressToVpc',
      'RestoreAddressToClassic',
      'GetConsoleScreenshot',
    ].join('|')})$`,
  ),
  autoScaling:
    /^(?:(?:Put|Delete|Describe)NotificationConfigurations?|PutScheduledUpdateGroupAction|DeleteScheduledAction|DescribeScheduledActions|DescribeAccountLimits|DescribeAutoScalingNotificationTypes|(?:Attach|Detach)Instances)$/,
  cloudFormation: /^EstimateTemplateCost$/,
};

export const doesNothing = (service: QueryServiceId, action: string): boolean => NOTHING[service]?.test(action) === true;
