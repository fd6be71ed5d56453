import { parseXml } from '@portolan/core/driver';
import { describe, expect, it } from 'vitest';
import { LIST_ITEMS, plain } from '../ec2-xml.ts';
import { toServer } from './mapping.ts';
import type { DescribeInstancesWire, InstanceWire } from './wire.ts';

// Eucalyptus 4.4, shortened.
const EUCALYPTUS = `<DescribeInstancesResponse xmlns="http://ec2.amazonaws.com/doc/2014-10-01/"><requestId>1</requestId><reservationSet><item>
<reservationId>r-3a4b5c6d</reservationId><ownerId>012345678901</ownerId><groupSet><item><groupId>sg-0a1b2c3d</groupId><groupName>default</groupName></item></groupSet><instancesSet>
<item><instanceId>i-1a2b3c4d</instanceId><imageId>emi-12345678</imageId><instanceState><code>16</code><name>running</name></instanceState>
<privateDnsName>euca-172-17-0-9.eucalyptus.internal</privateDnsName><dnsName>euca-10-111-5-20.eucalyptus.cloud</dnsName><reason/><keyName>k</keyName><amiLaunchIndex>0</amiLaunchIndex><productCodes/>
<instanceType>m1.small</instanceType><launchTime>2015-08-30T12:36:01.000Z</launchTime><placement><availabilityZone>one</availabilityZone></placement>
<privateIpAddress>172.17.0.9</privateIpAddress><ipAddress>10.111.5.20</ipAddress><tagSet><item><key>Name</key><value>web 1</value></item><item><key>role</key><value/></item><item><key>euca:node</key><value>10.0.0.7</value></item><item><key>portolan.key</key><value>x</value></item></tagSet></item>
</instancesSet></item></reservationSet></DescribeInstancesResponse>`;

async function first(text: string): Promise<InstanceWire> {
  const { root } = await parseXml(text, { root: 'DescribeInstancesResponse', arrays: LIST_ITEMS });
  return (plain(root) as DescribeInstancesWire).reservationSet?.[0]?.instancesSet?.[0] as InstanceWire;
}

describe('toServer', () => {
  it('reads an instance of Eucalyptus', async () => {
    expect({ ...toServer(await first(EUCALYPTUS)), raw: undefined }).toEqual({
      id: 'i-1a2b3c4d',
      name: 'web 1',
      state: 'running',
      nativeState: 'running',
      createdAt: new Date('2015-08-30T12:36:01.000Z'),
      imageId: 'emi-12345678',
      sizeId: 'm1.small',
      locationId: 'one',
      publicAddresses: ['10.111.5.20'],
      privateAddresses: ['172.17.0.9'],
      tags: { role: '' },
      metadata: {},
      keyPairId: 'k',
      stateReason: undefined,
      raw: undefined,
    });
  });

  it('reads addresses of all cards, each once', () => {
    const server = toServer({
      instanceId: 'i-1',
      privateIpAddress: '10.0.0.4',
      ipAddress: '203.0.113.1',
      networkInterfaceSet: [
        { privateIpAddress: '10.0.0.4', association: { publicIp: '203.0.113.1' }, ipv6AddressesSet: [{ ipv6Address: '2001:db8::1' }] },
        {
          privateIpAddress: '10.0.1.4',
          privateIpAddressesSet: [{ privateIpAddress: '10.0.1.4' }, { privateIpAddress: '10.0.1.5', association: { publicIp: '203.0.113.2' } }],
        },
      ],
    });
    expect(server.privateAddresses).toEqual(['10.0.0.4', '10.0.1.4', '10.0.1.5']);
    expect(server.publicAddresses).toEqual(['203.0.113.1', '2001:db8::1', '203.0.113.2']);
  });

  it('takes 0.0.0.0 for none, and the same address twice for a private one', () => {
    expect(toServer({ privateIpAddress: '0.0.0.0', ipAddress: '0.0.0.0' })).toMatchObject({ publicAddresses: [], privateAddresses: [] });
    expect(toServer({ privateIpAddress: '10.0.0.4', ipAddress: '10.0.0.4' })).toMatchObject({ publicAddresses: [], privateAddresses: ['10.0.0.4'] });
  });

  it.each([
    ['pending', 'pending'],
    ['running', 'running'],
    ['shutting-down', 'stopping'],
    ['terminated', 'terminated'],
    ['stopping', 'stopping'],
    ['stopped', 'stopped'],
    ['hibernating', 'unknown'],
  ])('%s is %s', (native, state) => {
    expect(toServer({ instanceState: { name: native } })).toMatchObject({ state, nativeState: native });
  });

  it('makes something of nothing', () => {
    expect(toServer({})).toMatchObject({ id: '', name: '', state: 'unknown', tags: {}, publicAddresses: [], privateAddresses: [] });
    expect(toServer({ launchTime: 'never' }).createdAt).toBeUndefined();
  });
});
