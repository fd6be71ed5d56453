import { describe, expect, it } from 'vitest';
import { computeBench, ec2Done, ec2Refused } from '../../testing/compute-bench.ts';
import { ec2Answer } from '../../testing/native-bench.ts';

const image = (state: string): string => `<imagesSet><item><imageId>ami-1</imageId><name>n</name><imageState>${state}</imageState></item></imagesSet>`;

describe('images of servers', () => {
  it('are made once the new server is seen, and are there before the cloud shows them', async () => {
    const bench = computeBench([
      ec2Answer('CreateImage', '<imageId>ami-1</imageId>'),
      ec2Refused('InvalidAMIID.NotFound'),
      ec2Answer('DescribeImages', '<imagesSet/>'),
      ec2Answer('DescribeImages', image('available')),
    ]);
    const { id, state } = await bench.compute.images.createFromServer({ serverId: 'i-1', name: 'n' }, {});
    expect([id, state]).toEqual(['ami-1', 'pending']);
    expect(bench.form(0)).toMatchObject({ InstanceId: 'i-1', Name: 'n', 'TagSpecification.1.ResourceType': 'image' });
    expect(await bench.compute.images.get(id, {})).toMatchObject({ name: 'n', state: 'available' });
    expect(bench.actions()).toHaveLength(4);
  });

  it('are an error where the answer tells of none', async () => {
    const bench = computeBench([ec2Answer('CreateImage', '')]);
    await expect(bench.compute.images.createFromServer({ serverId: 'i-1', name: 'n' }, {})).rejects.toMatchObject({ code: 'protocol' });
  });

  it('are tagged afterwards on Eucalyptus, and named when that fails', async () => {
    const bench = computeBench([ec2Answer('CreateImage', '<imageId>emi-1</imageId>'), ec2Done('CreateTags')], 'eucalyptus');
    await bench.compute.images.createFromServer({ serverId: 'i-1', name: 'n' }, {});
    expect(bench.form(1)).toMatchObject({ 'ResourceId.1': 'emi-1', 'Tag.1.Value': 'n' });
    const broken = computeBench([ec2Answer('CreateImage', '<imageId>emi-1</imageId>'), ec2Refused('UnauthorizedOperation')], 'eucalyptus');
    await expect(broken.compute.images.createFromServer({ serverId: 'i-1', name: 'n' }, {})).rejects.toMatchObject({
      outcome: 'done',
      leftover: { kind: 'image', id: 'emi-1' },
    });
  });

  it('that were given up are none', async () => {
    const bench = computeBench([ec2Answer('DescribeImages', image('deregistered'))]);
    await expect(bench.compute.images.get('ami-1', {})).rejects.toMatchObject({ code: 'not-found' });
    expect((await bench.compute.images.listPage({})).items).toEqual([]);
    await computeBench([ec2Refused('InvalidAMIID.Unavailable')]).compute.images.delete('ami-1', {});
  });
});
