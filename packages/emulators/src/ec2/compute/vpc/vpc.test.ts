import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ManualClock } from '../../../kit/clock.ts';
import { type Ec2Emulator, startEc2Emulator } from '../../index.ts';
import { type Answer, ec2 } from '../../testing/client.ts';

const clock = new ManualClock(Date.UTC(2026, 0, 15, 12));
let aws: Ec2Emulator;

const call = (action: string, parameters: Record<string, string> = {}): Promise<Answer> => ec2(aws, action, parameters);
const made = async (action: string, parameters: Record<string, string>, element: string): Promise<string> =>
  (await call(action, parameters)).element(element) ?? '';
const code = async (action: string, parameters: Record<string, string>): Promise<string | undefined> => (await call(action, parameters)).element('Code');

let vpc = '';
let subnet = '';

beforeAll(async () => {
  aws = await startEc2Emulator({ clock, transitionMs: 1000, seed: { servers: ['one'] } });
  vpc = await made('CreateVpc', { CidrBlock: '10.0.0.0/16' }, 'vpcId');
  subnet = await made('CreateSubnet', { VpcId: vpc, CidrBlock: '10.0.1.0/24', AvailabilityZone: 'us-east-1a' }, 'subnetId');
});
afterAll(() => aws.close());

describe('gateways and routes', () => {
  it('lead out of a network, and are not deleted while they are used', async () => {
    const gateway = await made(
      'CreateInternetGateway',
      { 'TagSpecification.1.ResourceType': 'internet-gateway', 'TagSpecification.1.Tag.1.Key': 'a', 'TagSpecification.1.Tag.1.Value': '1' },
      'internetGatewayId',
    );
    expect(gateway).toMatch(/^igw-[0-9a-f]{17}$/);
    await call('AttachInternetGateway', { InternetGatewayId: gateway, VpcId: vpc });
    expect(await code('AttachInternetGateway', { InternetGatewayId: gateway, VpcId: vpc })).toBe('Resource.AlreadyAssociated');
    expect((await call('DescribeInternetGateways', { 'Filter.1.Name': 'tag:a', 'Filter.1.Value.1': '1' })).element('vpcId')).toBe(vpc);
    const table = await made('CreateRouteTable', { VpcId: vpc }, 'routeTableId');
    const route = { RouteTableId: table, DestinationCidrBlock: '0.0.0.0/0', GatewayId: gateway };
    expect((await call('CreateRoute', route)).status).toBe(200);
    expect(await code('CreateRoute', route)).toBe('RouteAlreadyExists');
    expect(await code('CreateRoute', { ...route, DestinationCidrBlock: '1.0.0.0/8', GatewayId: 'igw-00000000' })).toBe('InvalidInternetGatewayID.NotFound');
    const association = await made('AssociateRouteTable', { RouteTableId: table, SubnetId: subnet }, 'associationId');
    expect(await code('AssociateRouteTable', { RouteTableId: table, SubnetId: subnet })).toBe('Resource.AlreadyAssociated');
    expect(await code('DeleteRouteTable', { RouteTableId: table })).toBe('DependencyViolation');
    const listed = await call('DescribeRouteTables', { 'Filter.1.Name': 'vpc-id', 'Filter.1.Value.1': vpc });
    expect([listed.elements('main').sort(), listed.elements('gatewayId').sort()]).toEqual([
      ['false', 'true'],
      [gateway, 'local', 'local'],
    ]);
    await call('DisassociateRouteTable', { AssociationId: association });
    expect(await code('DeleteRoute', { RouteTableId: table, DestinationCidrBlock: '10.0.0.0/16' })).toBe('InvalidParameterValue');
    await call('DeleteRoute', { RouteTableId: table, DestinationCidrBlock: '0.0.0.0/0' });
    expect((await call('DeleteRouteTable', { RouteTableId: table })).status).toBe(200);
    expect(await code('DeleteInternetGateway', { InternetGatewayId: gateway })).toBe('DependencyViolation');
    await call('DetachInternetGateway', { InternetGatewayId: gateway, VpcId: vpc });
    expect((await call('DeleteInternetGateway', { InternetGatewayId: gateway })).status).toBe(200);
    expect(await code('DescribeInternetGateways', { 'InternetGatewayId.1': gateway })).toBe('InvalidInternetGatewayID.NotFound');
  });

  it('to NAT take an address and a while', async () => {
    const address = await made('AllocateAddress', { Domain: 'vpc' }, 'allocationId');
    const first = await call('CreateNatGateway', { SubnetId: subnet, AllocationId: address, ClientToken: 't' });
    const id = first.element('natGatewayId') ?? '';
    expect([first.element('state'), await made('CreateNatGateway', { SubnetId: subnet, AllocationId: address, ClientToken: 't' }, 'natGatewayId')]).toEqual([
      'pending',
      id,
    ]);
    clock.advance(1000);
    expect((await call('DescribeNatGateways', { 'NatGatewayId.1': id })).element('state')).toBe('available');
    await call('DeleteNatGateway', { NatGatewayId: id });
    clock.advance(1000);
    expect((await call('DescribeNatGateways', { 'NatGatewayId.1': id })).element('state')).toBe('deleted');
    expect(await code('CreateNatGateway', { SubnetId: subnet, AllocationId: 'eipalloc-1' })).toBe('InvalidAllocationID.NotFound');
  });
});

describe('network ACLs', () => {
  it('have numbered rules, and one of each network is its default', async () => {
    const standard = await call('DescribeNetworkAcls', { 'Filter.1.Name': 'vpc-id', 'Filter.1.Value.1': vpc });
    expect([standard.element('default'), standard.elements('ruleNumber'), standard.element('subnetId')]).toEqual([
      'true',
      ['100', '100', '32767', '32767'],
      subnet,
    ]);
    const acl = await made('CreateNetworkAcl', { VpcId: vpc }, 'networkAclId');
    const entry = {
      NetworkAclId: acl,
      RuleNumber: '10',
      Protocol: '6',
      RuleAction: 'allow',
      Egress: 'false',
      CidrBlock: '0.0.0.0/0',
      'PortRange.From': '80',
      'PortRange.To': '81',
    };
    await call('CreateNetworkAclEntry', entry);
    expect(await code('CreateNetworkAclEntry', entry)).toBe('NetworkAclEntryAlreadyExists');
    await call('ReplaceNetworkAclEntry', { ...entry, RuleAction: 'deny' });
    expect((await call('DescribeNetworkAcls', { 'NetworkAclId.1': acl })).elements('ruleAction')).toEqual(['deny', 'deny', 'deny']);
    const association = standard.element('networkAclAssociationId') ?? '';
    expect((await call('ReplaceNetworkAclAssociation', { AssociationId: association, NetworkAclId: acl })).element('newAssociationId')).toMatch(/^aclassoc-/);
    expect(await code('DeleteNetworkAcl', { NetworkAclId: acl })).toBe('DependencyViolation');
    expect(await code('DeleteNetworkAclEntry', { NetworkAclId: acl, RuleNumber: '11', Egress: 'false' })).toBe('InvalidNetworkAclEntry.NotFound');
    expect(await code('DeleteNetworkAcl', { NetworkAclId: standard.element('networkAclId') ?? '' })).toBe('InvalidParameterValue');
  });
});

describe('network interfaces', () => {
  it('are made, attached and changed', async () => {
    const id = await made('CreateNetworkInterface', { SubnetId: subnet, Description: 'second', PrivateIpAddress: '10.0.1.9' }, 'networkInterfaceId');
    const [instance] = (await call('DescribeInstances')).elements('instanceId');
    const attachment = await made('AttachNetworkInterface', { NetworkInterfaceId: id, InstanceId: instance ?? '', DeviceIndex: '1' }, 'attachmentId');
    expect(await code('DeleteNetworkInterface', { NetworkInterfaceId: id })).toBe('InvalidNetworkInterface.InUse');
    await call('ModifyNetworkInterfaceAttribute', { NetworkInterfaceId: id, 'SourceDestCheck.Value': 'false' });
    expect((await call('DescribeNetworkInterfaceAttribute', { NetworkInterfaceId: id, Attribute: 'sourceDestCheck' })).element('value')).toBe('false');
    await call('AssignPrivateIpAddresses', { NetworkInterfaceId: id, 'PrivateIpAddress.1': '10.0.1.10' });
    const seen = await call('DescribeNetworkInterfaces', { 'NetworkInterfaceId.1': id });
    expect([seen.element('status'), seen.elements('primary'), seen.element('description')]).toEqual(['in-use', ['true', 'false'], 'second']);
    expect(await code('UnassignPrivateIpAddresses', { NetworkInterfaceId: id, 'PrivateIpAddress.1': '10.0.1.9' })).toBe('InvalidParameterValue');
    await call('DetachNetworkInterface', { AttachmentId: attachment });
    expect((await call('DeleteNetworkInterface', { NetworkInterfaceId: id })).status).toBe(200);
  });
});

describe('DHCP options and attributes of a network', () => {
  it('are kept for as long as a network has them', async () => {
    const id = await made('CreateDhcpOptions', { 'DhcpConfiguration.1.Key': 'domain-name', 'DhcpConfiguration.1.Value.1': 'example.test' }, 'dhcpOptionsId');
    expect(await code('CreateDhcpOptions', { 'DhcpConfiguration.1.Key': 'colour', 'DhcpConfiguration.1.Value.1': 'red' })).toBe('InvalidParameterValue');
    await call('AssociateDhcpOptions', { DhcpOptionsId: id, VpcId: vpc });
    expect((await call('DescribeVpcs', { 'VpcId.1': vpc })).element('dhcpOptionsId')).toBe(id);
    expect(await code('DeleteDhcpOptions', { DhcpOptionsId: id })).toBe('DependencyViolation');
    await call('AssociateDhcpOptions', { DhcpOptionsId: 'default', VpcId: vpc });
    expect((await call('DeleteDhcpOptions', { DhcpOptionsId: id })).status).toBe(200);
    await call('ModifyVpcAttribute', { VpcId: vpc, 'EnableDnsHostnames.Value': 'true' });
    expect((await call('DescribeVpcAttribute', { VpcId: vpc, Attribute: 'enableDnsHostnames' })).element('value')).toBe('true');
  });
});
