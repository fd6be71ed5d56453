import { describe, expect, it } from 'vitest';
import { computeBench, ec2Done, ec2Refused } from '../../testing/compute-bench.ts';
import { ec2Answer } from '../../testing/native-bench.ts';

const shown = (content: string) => ec2Answer('DescribeAddresses', `<addressesSet><item><publicIp>192.0.2.1</publicIp>${content}</item></addressesSet>`);

describe('addresses', () => {
  it('of a VPC go by their allocation, and are taken off before they are released', async () => {
    const bench = computeBench([
      ec2Done('AssociateAddress'),
      shown('<allocationId>eipalloc-1</allocationId><associationId>eipassoc-1</associationId><instanceId>i-1a</instanceId>'),
      ec2Done('DisassociateAddress'),
      ec2Done('ReleaseAddress'),
    ]);
    await bench.compute.addresses.associate('eipalloc-1', 'i-1a', {});
    expect(bench.form(0)).toMatchObject({ AllocationId: 'eipalloc-1', InstanceId: 'i-1a', AllowReassociation: 'true' });
    await bench.compute.addresses.release('eipalloc-1', {});
    expect([bench.form(2)['AssociationId'], bench.form(3)['AllocationId']]).toEqual(['eipassoc-1', 'eipalloc-1']);
  });

  it('of the classic kind go by the address itself', async () => {
    const bench = computeBench(
      [ec2Done('AssociateAddress'), shown('<instanceId>i-1a (arn:aws:euare::1:x)</instanceId>'), ec2Done('DisassociateAddress'), ec2Done('ReleaseAddress')],
      'eucalyptus',
    );
    await bench.compute.addresses.associate('192.0.2.1', 'i-1a', {});
    expect(bench.form(0)).toEqual(expect.not.objectContaining({ AllowReassociation: expect.anything() }));
    await bench.compute.addresses.disassociate('192.0.2.1', {});
    await bench.compute.addresses.release('192.0.2.1', {});
    expect([bench.form(2)['PublicIp'], bench.form(3)['PublicIp']]).toEqual(['192.0.2.1', '192.0.2.1']);
  });

  it('that belong to nobody are told so, whatever the cloud writes there', async () => {
    const of = async (content: string) => (await computeBench([shown(content)], 'eucalyptus').compute.addresses.get('192.0.2.1', {})).serverId;
    expect([await of(''), await of('<instanceId>available (eucalyptus)</instanceId>'), await of('<instanceId>i-1A (arn)</instanceId>')]).toEqual([
      undefined,
      undefined,
      'i-1A',
    ]);
  });

  it('that are gone are released', async () => {
    await computeBench([ec2Answer('DescribeAddresses', '<addressesSet/>')]).compute.addresses.release('eipalloc-1', {});
    await computeBench([ec2Refused('InvalidAddress.NotFound')], 'eucalyptus').compute.addresses.release('192.0.2.1', {});
  });
});
