import { type CreateServerRequest, encodeForm } from '@portolan/core/driver';
import { describe, expect, it } from 'vitest';
import { aws, eucalyptus } from '../../presets.ts';
import * as requests from './requests.ts';

const present = (parameters: object): Record<string, unknown> => Object.fromEntries(Object.entries(parameters).filter(([, value]) => value !== undefined));
const spec = (changes: Partial<CreateServerRequest> = {}): CreateServerRequest => ({
  name: 'web',
  imageId: 'ami-1',
  sizeId: 'm1.small',
  tags: {},
  metadata: {},
  ...changes,
});

describe('create', () => {
  it('is sent once to a cloud that knows no tokens', () => {
    const query = requests.create(spec({}), undefined, eucalyptus);
    expect(query.idempotent).toBe(false);
    expect(present(query.parameters)).not.toHaveProperty('ClientToken');
  });

  it('asks Amazon for one instance with its token and tags', () => {
    const query = requests.create(spec({ tags: { role: 'x' }, bootScript: '#!/bin/sh\n', keyPairId: 'k', locationId: 'one' }), 'token', aws);
    expect(query.idempotent).toBe(true);
    expect(present(query.parameters)).toEqual({
      ImageId: 'ami-1',
      MinCount: 1,
      MaxCount: 1,
      InstanceType: 'm1.small',
      ClientToken: 'token',
      KeyName: 'k',
      'Placement.AvailabilityZone': 'one',
      UserData: 'IyEvYmluL3NoCg==',
      'TagSpecification.1.ResourceType': 'instance',
      'TagSpecification.1.Tag.1.Key': 'Name',
      'TagSpecification.1.Tag.1.Value': 'web',
      'TagSpecification.1.Tag.2.Key': 'role',
      'TagSpecification.1.Tag.2.Value': 'x',
    });
    expect(encodeForm(query.parameters)).toContain('UserData=IyEvYmluL3NoCg%3D%3D');
  });

  it('sends Eucalyptus no parameter its version does not have', () => {
    expect(Object.keys(requests.create(spec(), 't', eucalyptus).parameters).filter((name) => name.startsWith('TagSpecification'))).toEqual([]);
  });

  it('names groups by id or name, and puts them on the cards where there are several', () => {
    expect(present(requests.create(spec({ networkIds: ['subnet-1'], firewallIds: ['sg-1', 'default'] }), 't', eucalyptus).parameters)).toMatchObject({
      SubnetId: 'subnet-1',
      'SecurityGroupId.1': 'sg-1',
      'SecurityGroup.1': 'default',
    });
    const cards = present(requests.create(spec({ networkIds: ['subnet-1', 'subnet-2'], firewallIds: ['sg-1'] }), 't', aws).parameters);
    expect(cards).toMatchObject({
      'NetworkInterface.1.DeviceIndex': 0,
      'NetworkInterface.1.SubnetId': 'subnet-1',
      'NetworkInterface.1.SecurityGroupId.1': 'sg-1',
      'NetworkInterface.2.DeviceIndex': 1,
      'NetworkInterface.2.SubnetId': 'subnet-2',
    });
    expect(cards).not.toHaveProperty('SubnetId');
    expect(cards).not.toHaveProperty('SecurityGroupId.1');
  });

  it('takes the options of EC2 alone, and refuses what it does not know', () => {
    const native = { instanceProfile: 'web', monitoring: true, blockDevices: [{ deviceName: '/dev/sda1', sizeGiB: 20, deleteOnTermination: true }] };
    expect(present(requests.create(spec({ native }), 't', aws).parameters)).toMatchObject({
      'IamInstanceProfile.Name': 'web',
      'Monitoring.Enabled': true,
      'BlockDeviceMapping.1.DeviceName': '/dev/sda1',
      'BlockDeviceMapping.1.Ebs.VolumeSize': 20,
      'BlockDeviceMapping.1.Ebs.DeleteOnTermination': true,
    });
    expect(() => requests.create(spec({ native: { subnet: 'x' } }), 't', aws)).toThrow(/unknown option "subnet"; known: .*subnetId/);
    expect(() => requests.create(spec({ native: 'x' }), 't', aws)).toThrow(/native: expected an object/);
  });
});

describe('list', () => {
  it('lets the server filter, literally, and asks for pages where there are any', () => {
    expect(present(requests.list({ name: 'we*b', state: 'stopping', tags: { a: 'b' }, pageSize: 2 }, 'next', aws).parameters)).toEqual({
      MaxResults: 5,
      NextToken: 'next',
      'Filter.1.Name': 'tag:Name',
      'Filter.1.Value.1': 'we\\*b',
      'Filter.2.Name': 'instance-state-name',
      'Filter.2.Value.1': 'shutting-down',
      'Filter.2.Value.2': 'stopping',
      'Filter.3.Name': 'tag:a',
      'Filter.3.Value.1': 'b',
    });
    expect(present(requests.list({}, undefined, eucalyptus).parameters)).toEqual({});
  });
});

describe('reboot', () => {
  it('is not sent twice by itself', () => {
    expect(requests.reboot('i-1').idempotent).toBe(false);
    expect(requests.stop('i-1').idempotent).toBe(true);
  });
});
