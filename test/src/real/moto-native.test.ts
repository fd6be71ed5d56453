import { type Cloud, connect } from 'portolan';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Moto, startMoto } from '../harness/moto.ts';
import { NATIVE_DEFECTS } from '../harness/moto-defects.ts';

let moto: Moto;
let cloud: Cloud<'aws'>;
beforeAll(async () => {
  moto = await startMoto();
  cloud = await connect(moto.profile, { env: {} });
});
afterAll(async () => {
  await cloud.close();
  await moto.close();
});

const text = (value: string | undefined): string => value ?? '';

describe('native EC2 at moto', () => {
  const image = async (): Promise<string> => text((await cloud.native.ec2.describeImages({ Owner: ['099720109477'] }).toArray())[0]?.imageId);

  it('tells regions, zones and what the account is', async () => {
    const { ec2 } = cloud.native;
    const regions = await ec2.describeRegions({ RegionName: ['us-east-1', 'eu-west-1'] }).toArray();
    expect(new Set(regions.map(({ regionName }) => regionName))).toEqual(new Set(['us-east-1', 'eu-west-1']));
    const zones = await ec2.describeAvailabilityZones().toArray();
    expect(zones[0]).toMatchObject({ regionName: 'us-east-1', zoneState: 'available', zoneName: expect.stringMatching(/^us-east-1/) });
  });

  it('runs, tags, describes by filters, stops, starts, changes and ends servers', async () => {
    const { ec2 } = cloud.native;
    const { instancesSet, reservationId } = await ec2.runInstances({
      ImageId: await image(),
      MinCount: 2,
      MaxCount: 2,
      InstanceType: 't2.nano',
      UserData: '#!/bin/sh\necho ü\n',
      TagSpecification: [{ ResourceType: 'instance', Tag: [{ Key: 'role', Value: 'moto & co' }] }],
      BlockDeviceMapping: [{ DeviceName: '/dev/sda1', Ebs: { VolumeSize: 9, DeleteOnTermination: true } }],
    });
    const ids = instancesSet.map(({ instanceId }) => text(instanceId));
    expect([ids.length, reservationId]).toEqual([2, expect.stringMatching(/^r-/)]);
    const found = await ec2.describeInstances({ Filter: { 'tag:role': 'moto & co', 'instance-state-name': ['pending', 'running'] } }).toArray();
    expect(found[0]).toMatchObject({ reservationId, ownerId: expect.stringMatching(/^\d{12}$/) });
    expect(found[0]?.instancesSet[0]).toMatchObject({
      tagSet: [{ key: 'role', value: 'moto & co' }],
      instanceState: { code: 16, name: 'running' },
      launchTime: expect.any(Date),
    });
    expect(await ec2.describeInstances({ InstanceId: ids }).toArray()).toHaveLength(1);
    const { userData } = await ec2.describeInstanceAttribute({ InstanceId: ids[0] ?? '', Attribute: 'userData' });
    expect(userData?.value?.toString()).toBe('#!/bin/sh\necho ü\n');
    const stopped = await ec2.stopInstances({ InstanceId: ids.slice(0, 1) });
    expect(stopped.instancesSet[0]).toMatchObject({ instanceId: ids[0], previousState: { name: 'running' } });
    await ec2.modifyInstanceAttribute({ InstanceId: ids[0] ?? '', InstanceType: { Value: 't2.micro' } });
    await ec2.startInstances({ InstanceId: ids.slice(0, 1) });
    const [changed] = await ec2.describeInstances({ InstanceId: ids.slice(0, 1) }).toArray();
    expect(changed?.instancesSet[0]?.instanceType).toBe('t2.micro');
    await ec2.rebootInstances({ InstanceId: ids });
    const status = await ec2.describeInstanceStatus({ InstanceId: ids }).toArray();
    expect(status.map(({ instanceStatus }) => instanceStatus?.status)).toEqual(['ok', 'ok']);
    expect((await ec2.getConsoleOutput({ InstanceId: ids[0] ?? '' })).output).toBeInstanceOf(Buffer);
    await ec2.createTags({ ResourceId: ids, Tag: [{ Key: 'more', Value: '' }] });
    expect(await ec2.describeTags({ Filter: { 'resource-id': ids, key: 'more' } }).toArray()).toHaveLength(2);
    await ec2.deleteTags({ ResourceId: ids, Tag: [{ Key: 'more' }] });
    const ended = await ec2.terminateInstances({ InstanceId: ids });
    expect(ended.instancesSet.map(({ instanceId }) => instanceId)).toEqual(ids);
    await expect(ec2.describeInstances({ InstanceId: ['i-00000000000000000'] }).toArray()).rejects.toMatchObject({
      code: 'not-found',
      providerCode: 'InvalidInstanceID.NotFound',
    });
  });

  it('asks whether it might', async () => {
    const { ec2 } = cloud.native;
    await ec2.dryRun('RunInstances', { ImageId: await image(), MinCount: 1, MaxCount: 1 });
    expect(await ec2.describeInstances({ Filter: { 'instance-state-name': 'running' } }).toArray()).toEqual([]);
  });

  it('makes volumes, attaches them, copies them as snapshots', async () => {
    const { ec2 } = cloud.native;
    const { volumeId = '', size } = await ec2.createVolume({ AvailabilityZone: 'us-east-1a', Size: 3, VolumeType: 'gp2', Encrypted: true });
    const { instancesSet } = await ec2.runInstances({ ImageId: await image(), MinCount: 1, MaxCount: 1, Placement: { AvailabilityZone: 'us-east-1a' } });
    const InstanceId = text(instancesSet[0]?.instanceId);
    await ec2.attachVolume({ VolumeId: volumeId, InstanceId, Device: '/dev/sdf' });
    const [volume] = await ec2.describeVolumes({ VolumeId: [volumeId] }).toArray();
    expect(volume).toMatchObject({
      size,
      status: 'in-use',
      encrypted: true,
      createTime: expect.any(Date),
      attachmentSet: [{ instanceId: InstanceId, device: '/dev/sdf' }],
    });
    await expect(ec2.deleteVolume({ VolumeId: volumeId })).rejects.toMatchObject({ code: 'conflict' });
    await ec2.detachVolume({ VolumeId: volumeId, InstanceId });
    const { snapshotId = '' } = await ec2.createSnapshot({ VolumeId: volumeId, Description: 'of moto' });
    expect(await ec2.describeSnapshots({ SnapshotId: [snapshotId] }).toArray()).toMatchObject([
      { volumeId, volumeSize: 3, description: 'of moto', startTime: expect.any(Date) },
    ]);
    const copied = await ec2.copySnapshot({ SourceRegion: 'us-east-1', SourceSnapshotId: snapshotId });
    expect(copied.snapshotId).toMatch(/^snap-/);
    for (const SnapshotId of [snapshotId, text(copied.snapshotId)]) await ec2.deleteSnapshot({ SnapshotId });
    await ec2.deleteVolume({ VolumeId: volumeId });
    const { imageId = '' } = await ec2.createImage({ InstanceId, Name: 'of moto' });
    expect(await ec2.describeImages({ ImageId: [imageId] }).toArray()).toMatchObject([{ name: 'of moto', imageState: 'available' }]);
    await ec2.deregisterImage({ ImageId: imageId });
    await ec2.terminateInstances({ InstanceId: [InstanceId] });
  });

  it('makes keys', async () => {
    const { ec2 } = cloud.native;
    const made = await ec2.createKeyPair({ KeyName: 'made' });
    expect(made.keyMaterial?.reveal()).toMatch(/^-----BEGIN RSA PRIVATE KEY-----/);
    expect(String(made.keyMaterial)).not.toContain('BEGIN');
    await expect(ec2.createKeyPair({ KeyName: 'made' })).rejects.toMatchObject({ code: 'already-exists', providerCode: 'InvalidKeyPair.Duplicate' });
    expect((await ec2.describeKeyPairs({ KeyName: ['made'] }).toArray())[0]).toMatchObject({ keyName: 'made', keyFingerprint: made.keyFingerprint });
    await ec2.deleteKeyPair({ KeyName: 'made' });
    await expect(ec2.describeKeyPairs({ KeyName: ['made'] }).toArray()).rejects.toMatchObject({ code: 'not-found' });
  });

  it('cuts networks: VPC, subnet, route, gateway, interface, list of access', async () => {
    const { ec2 } = cloud.native;
    const { vpc } = await ec2.createVpc({ CidrBlock: '10.9.0.0/16' });
    const VpcId = text(vpc?.vpcId);
    const { subnet } = await ec2.createSubnet({ VpcId, CidrBlock: '10.9.1.0/24', AvailabilityZone: 'us-east-1a' });
    const SubnetId = text(subnet?.subnetId);
    expect(subnet).toMatchObject({ vpcId: VpcId, cidrBlock: '10.9.1.0/24', availableIpAddressCount: 251 });
    await ec2.modifySubnetAttribute({ SubnetId, MapPublicIpOnLaunch: { Value: true } });
    expect((await ec2.describeSubnets({ Filter: { 'vpc-id': VpcId } }).toArray())[0]?.mapPublicIpOnLaunch).toBe(true);
    await ec2.modifyVpcAttribute({ VpcId, EnableDnsHostnames: { Value: true } });
    expect((await ec2.describeVpcAttribute({ VpcId, Attribute: 'enableDnsHostnames' })).enableDnsHostnames).toEqual({ value: true });
    const { internetGateway } = await ec2.createInternetGateway();
    const InternetGatewayId = text(internetGateway?.internetGatewayId);
    await ec2.attachInternetGateway({ InternetGatewayId, VpcId });
    const { routeTable } = await ec2.createRouteTable({ VpcId });
    const RouteTableId = text(routeTable?.routeTableId);
    await ec2.createRoute({ RouteTableId, DestinationCidrBlock: '0.0.0.0/0', GatewayId: InternetGatewayId });
    const { associationId = '' } = await ec2.associateRouteTable({ RouteTableId, SubnetId });
    const [routes] = await ec2.describeRouteTables({ RouteTableId: [RouteTableId] }).toArray();
    expect(routes?.routeSet.map(({ destinationCidrBlock, gatewayId, state }) => [destinationCidrBlock, gatewayId, state])).toEqual([
      ['10.9.0.0/16', 'local', 'active'],
      ['0.0.0.0/0', InternetGatewayId, 'active'],
    ]);
    expect(routes?.associationSet).toMatchObject([{ routeTableAssociationId: associationId, subnetId: SubnetId }]);
    const { networkInterface } = await ec2.createNetworkInterface({ SubnetId, Description: 'card' });
    const NetworkInterfaceId = text(networkInterface?.networkInterfaceId);
    expect((await ec2.describeNetworkInterfaces({ NetworkInterfaceId: [NetworkInterfaceId] }).toArray())[0]).toMatchObject({
      subnetId: SubnetId,
      vpcId: VpcId,
    });
    const { networkAcl } = await ec2.createNetworkAcl({ VpcId });
    const NetworkAclId = text(networkAcl?.networkAclId);
    await ec2.createNetworkAclEntry({
      NetworkAclId,
      RuleNumber: 100,
      Protocol: '6',
      RuleAction: 'allow',
      Egress: false,
      CidrBlock: '10.0.0.0/8',
      PortRange: { From: 22, To: 23 },
    });
    const [acl] = await ec2.describeNetworkAcls({ NetworkAclId: [NetworkAclId] }).toArray();
    expect(acl?.entrySet).toContainEqual(
      expect.objectContaining({ ruleNumber: 100, protocol: '6', ruleAction: 'allow', egress: false, portRange: { from: 22, to: 23 } }),
    );
    const { dhcpOptions } = await ec2.createDhcpOptions({ DhcpConfiguration: [{ Key: 'domain-name-servers', Value: ['10.9.0.2'] }] });
    const DhcpOptionsId = text(dhcpOptions?.dhcpOptionsId);
    await ec2.associateDhcpOptions({ DhcpOptionsId, VpcId });
    await expect(ec2.deleteVpc({ VpcId })).rejects.toMatchObject({ code: 'conflict', providerCode: 'DependencyViolation' });
    await ec2.deleteNetworkAcl({ NetworkAclId });
    await ec2.deleteNetworkInterface({ NetworkInterfaceId });
    await ec2.disassociateRouteTable({ AssociationId: associationId });
    await ec2.deleteRoute({ RouteTableId, DestinationCidrBlock: '0.0.0.0/0' });
    await ec2.deleteRouteTable({ RouteTableId });
    await ec2.detachInternetGateway({ InternetGatewayId, VpcId });
    await ec2.deleteInternetGateway({ InternetGatewayId });
    await ec2.deleteSubnet({ SubnetId });
    await ec2.deleteVpc({ VpcId });
  });

  it('opens and closes firewalls, and moves addresses', async () => {
    const { ec2 } = cloud.native;
    const [vpc] = await ec2.describeVpcs({ Filter: { isDefault: 'true' } }).toArray();
    const { groupId: GroupId = '' } = await ec2.createSecurityGroup({ GroupName: 'moto', GroupDescription: 'of moto', VpcId: text(vpc?.vpcId) });
    const rule = { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, IpRanges: [{ CidrIp: '10.0.0.0/8', Description: 'us' }] };
    await ec2.authorizeSecurityGroupIngress({ GroupId, IpPermissions: [rule] });
    await expect(ec2.authorizeSecurityGroupIngress({ GroupId, IpPermissions: [rule] })).rejects.toMatchObject({ code: 'already-exists' });
    const [group] = await ec2.describeSecurityGroups({ GroupId: [GroupId] }).toArray();
    expect(group?.ipPermissions).toMatchObject([{ ipProtocol: 'tcp', fromPort: 22, toPort: 22, ipRanges: [{ cidrIp: '10.0.0.0/8', description: 'us' }] }]);
    await ec2.revokeSecurityGroupIngress({ GroupId, IpPermissions: [rule] });
    await ec2.deleteSecurityGroup({ GroupId });
    const { publicIp, allocationId: AllocationId = '' } = await ec2.allocateAddress({ Domain: 'vpc' });
    expect(await ec2.describeAddresses({ AllocationId: [AllocationId] }).toArray()).toMatchObject([{ publicIp, domain: 'vpc' }]);
    await ec2.releaseAddress({ AllocationId });
    await expect(ec2.describeAddresses({ AllocationId: [AllocationId] }).toArray()).rejects.toMatchObject({ code: 'not-found' });
  });

  it('has peerings, private gateways and requests for spare servers', async () => {
    const { ec2 } = cloud.native;
    const [one, two] = await Promise.all(['10.10.0.0/16', '10.11.0.0/16'].map((CidrBlock) => ec2.createVpc({ CidrBlock })));
    const { vpcPeeringConnection } = await ec2.createVpcPeeringConnection({ VpcId: text(one?.vpc?.vpcId), PeerVpcId: text(two?.vpc?.vpcId) });
    const VpcPeeringConnectionId = text(vpcPeeringConnection?.vpcPeeringConnectionId);
    await ec2.acceptVpcPeeringConnection({ VpcPeeringConnectionId });
    expect(await ec2.describeVpcPeeringConnections({ VpcPeeringConnectionId: [VpcPeeringConnectionId] }).toArray()).toMatchObject([
      { status: { code: 'active' } },
    ]);
    const { customerGateway } = await ec2.createCustomerGateway({ Type: 'ipsec.1', IpAddress: '192.0.2.1', BgpAsn: 65_000 });
    const { vpnGateway } = await ec2.createVpnGateway({ Type: 'ipsec.1' });
    const { vpnConnection } = await ec2.createVpnConnection({
      Type: 'ipsec.1',
      CustomerGatewayId: text(customerGateway?.customerGatewayId),
      VpnGatewayId: text(vpnGateway?.vpnGatewayId),
    });
    expect(await ec2.describeVpnConnections().toArray()).toMatchObject([
      { vpnConnectionId: vpnConnection?.vpnConnectionId, vpnGatewayId: vpnGateway?.vpnGatewayId },
    ]);
    const { spotInstanceRequestSet } = await ec2.requestSpotInstances({
      SpotPrice: '0.5',
      InstanceCount: 1,
      LaunchSpecification: { ImageId: await image(), InstanceType: 't2.nano' },
    });
    expect(spotInstanceRequestSet).toMatchObject([{ spotPrice: '0.500000', launchSpecification: { instanceType: 't2.nano' } }]);
    await ec2.cancelSpotInstanceRequests({ SpotInstanceRequestId: spotInstanceRequestSet.map(({ spotInstanceRequestId }) => text(spotInstanceRequestId)) });
  });
});

describe('moto', () => {
  it.each(NATIVE_DEFECTS.map(({ what, shows }) => [what, shows] as const))('is still not like Amazon: %s', async (_, shows) => {
    expect(await shows(cloud.native)).toBe(true);
  });
});
