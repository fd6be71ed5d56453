import { describe, expect, it } from 'vitest';
import { computeBench, ec2Done, ec2Refused } from '../../testing/compute-bench.ts';
import { ec2Answer } from '../../testing/native-bench.ts';

const subnet = (id: string, more = ''): string =>
  `<subnetId>${id}</subnetId><vpcId>vpc-1</vpcId><cidrBlock>10.0.1.0/24</cidrBlock><availabilityZone>a</availabilityZone><mapPublicIpOnLaunch>false</mapPublicIpOnLaunch>${more}`;
const vpcs = (...ids: readonly string[]) => ec2Answer('DescribeVpcs', `<vpcSet>${ids.map((id) => `<item><vpcId>${id}</vpcId></item>`).join('')}</vpcSet>`);
const made = ec2Answer('CreateSubnet', `<subnet>${subnet('subnet-1')}</subnet>`);
const shown = ec2Answer(
  'DescribeSubnets',
  `<subnetSet><item>${subnet('subnet-1', '<tagSet><item><key>Name</key><value>n</value></item></tagSet>')}</item></subnetSet>`,
);

describe('networks', () => {
  it('are cut from the default VPC, or from the one that is named', async () => {
    const bench = computeBench([vpcs('vpc-1'), made]);
    const network = await bench.compute.networks.create({ name: 'n', cidr: '10.0.1.0/24', locationId: 'a' }, {});
    expect(network).toMatchObject({ id: 'subnet-1', name: 'n', cidrs: ['10.0.1.0/24'], locationId: 'a', public: false });
    expect(bench.form(0)).toMatchObject({ 'Filter.1.Name': 'isDefault', 'Filter.1.Value.1': 'true' });
    expect(bench.form(1)).toMatchObject({ VpcId: 'vpc-1', CidrBlock: '10.0.1.0/24', AvailabilityZone: 'a', 'TagSpecification.1.Tag.1.Value': 'n' });
    const named = computeBench([made]);
    await named.compute.networks.create({ name: 'n', cidr: '10.0.1.0/24', native: { vpcId: 'vpc-9' } }, {});
    expect(named.form(0)).toMatchObject({ Action: 'CreateSubnet', VpcId: 'vpc-9' });
  });

  it('say what is missing before anything is made', async () => {
    const bench = computeBench([vpcs()]);
    await expect(bench.compute.networks.create({ name: 'n' }, {})).rejects.toMatchObject({ code: 'invalid-argument', outcome: 'not-done' });
    expect(bench.actions()).toEqual([]);
    const none = bench.compute.networks.create({ name: 'n', cidr: '10.0.1.0/24' }, {});
    await expect(none).rejects.toMatchObject({ code: 'invalid-argument', remedy: 'give native: { vpcId }' });
    expect(bench.actions()).toEqual(['DescribeVpcs']);
  });

  it('are not missed while a new one is not shown yet', async () => {
    const bench = computeBench([made, ec2Refused('InvalidSubnetID.NotFound'), ec2Answer('DescribeSubnets', '<subnetSet/>'), shown]);
    const { id } = await bench.compute.networks.create({ name: 'n', cidr: '10.0.1.0/24', native: { vpcId: 'vpc-1' } }, {});
    expect(await bench.compute.networks.get(id, {})).toMatchObject({ id, name: 'n' });
    expect(bench.actions()).toEqual(['CreateSubnet', 'DescribeSubnets', 'DescribeSubnets', 'DescribeSubnets']);
    await expect(computeBench([ec2Answer('DescribeSubnets', '<subnetSet/>')]).compute.networks.get('subnet-2', {})).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('are listed page by page, and gone when they are gone', async () => {
    const bench = computeBench([ec2Answer('DescribeSubnets', `<subnetSet><item>${subnet('subnet-1')}</item></subnetSet><nextToken>t</nextToken>`), shown]);
    const first = await bench.compute.networks.listPage({});
    expect([first.items.length, first.next]).toEqual([1, 't']);
    expect((await bench.compute.networks.listPage({}, first.next)).next).toBeUndefined();
    expect(bench.form(1)['NextToken']).toBe('t');
    await computeBench([ec2Refused('InvalidSubnetID.NotFound')]).compute.networks.delete('subnet-1', {});
    await computeBench([ec2Done('DeleteSubnet')]).compute.networks.delete('subnet-1', {});
    await expect(computeBench([ec2Refused('DependencyViolation')]).compute.networks.delete('subnet-1', {})).rejects.toMatchObject({ code: 'conflict' });
  });
});
