import type { Action, ActionTable } from '../query/action.ts';

// 4.4 has message types for these and no code behind them: 200, nothing in the answer, nothing done.
const NAMES = `CopyImage CopySnapshot CreatePlacementGroup DeletePlacementGroup DescribePlacementGroups ModifyInstancePlacement ModifyVolumeAttribute EnableVolumeIO
  ReportInstanceStatus AssignPrivateIpAddresses UnassignPrivateIpAddresses RequestSpotInstances DescribeSpotInstanceRequests CancelSpotInstanceRequests
  DescribeSpotPriceHistory DescribeReservedInstances DescribeReservedInstancesOfferings PurchaseReservedInstancesOffering DescribeHosts AllocateHosts ReleaseHosts
  CreateFlowLogs DescribeFlowLogs DeleteFlowLogs CreateVpcPeeringConnection DescribeVpcPeeringConnections AcceptVpcPeeringConnection RejectVpcPeeringConnection
  DeleteVpcPeeringConnection CreateVpnConnection DescribeVpnConnections DeleteVpnConnection CreateVpnGateway DescribeVpnGateways DeleteVpnGateway
  CreateCustomerGateway DescribeCustomerGateways DeleteCustomerGateway CreateVpcEndpoint DescribeVpcEndpoints DeleteVpcEndpoints ImportImage ImportSnapshot
  AssociateIamInstanceProfile DescribeIamInstanceProfileAssociations DisassociateIamInstanceProfile MoveAddressToVpc RestoreAddressToClassic`;

const silent: Action = { acceptsAnything: true, run: () => ({}) };

export const eucalyptusSilentActions: ActionTable = Object.fromEntries(NAMES.split(/\s+/).map((name) => [name, silent]));
