import { constants, generateKeyPairSync, privateDecrypt } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ManualClock } from '../../kit/clock.ts';
import { type Ec2Emulator, type Ec2EmulatorOptions, startEc2Emulator } from '../index.ts';
import { type Answer, ec2 } from '../testing/client.ts';

const STEP = 1000;
let clock: ManualClock;
const open: Ec2Emulator[] = [];

async function start(options: Ec2EmulatorOptions = {}): Promise<Ec2Emulator> {
  const emulator = await startEc2Emulator({ clock, transitionMs: STEP, ...options });
  open.push(emulator);
  return emulator;
}

beforeEach(() => {
  clock = new ManualClock(Date.UTC(2026, 0, 15, 12));
});

afterEach(async () => {
  await Promise.all(open.splice(0).map((emulator) => emulator.close()));
});

const imageNamed = async (emulator: Ec2Emulator, pattern: string): Promise<string> =>
  (await ec2(emulator, 'DescribeImages', { 'Filter.1.Name': 'name', 'Filter.1.Value.1': pattern })).element('imageId') ?? '';

async function run(emulator: Ec2Emulator, parameters: Record<string, string> = {}, image = '*22.04*amd64*'): Promise<Answer> {
  return ec2(emulator, 'RunInstances', {
    ImageId: await imageNamed(emulator, image),
    MinCount: '1',
    MaxCount: '1',
    InstanceType: emulator.provider === 'aws' ? 't2.small' : 'm1.medium',
    ...parameters,
  });
}

const stateOf = async (emulator: Ec2Emulator, id: string): Promise<string | undefined> =>
  (await ec2(emulator, 'DescribeInstances', { 'InstanceId.1': id })).element('name');
const act = (emulator: Ec2Emulator, action: string, id: string): Promise<Answer> => ec2(emulator, action, { 'InstanceId.1': id });

describe('the life of an instance', () => {
  it('goes through its states on the clock, and is forgotten an hour after its end', async () => {
    const emulator = await start();
    const launched = await run(emulator);
    const id = launched.element('instanceId') ?? '';
    expect(launched.element('name')).toBe('pending');
    clock.advance(STEP - 1);
    expect(await stateOf(emulator, id)).toBe('pending');
    clock.advance(1);
    expect(await stateOf(emulator, id)).toBe('running');
    const stopping = await act(emulator, 'StopInstances', id);
    expect(stopping.elements('name')).toEqual(['stopping', 'running']);
    expect((await act(emulator, 'StartInstances', id)).element('Code')).toBe('IncorrectInstanceState');
    clock.advance(STEP);
    expect(await stateOf(emulator, id)).toBe('stopped');
    expect((await act(emulator, 'RebootInstances', id)).element('Code')).toBe('IncorrectInstanceState');
    expect((await act(emulator, 'StopInstances', id)).elements('name')).toEqual(['stopped', 'stopped']);
    await act(emulator, 'StartInstances', id);
    clock.advance(STEP);
    expect((await act(emulator, 'RebootInstances', id)).element('return')).toBe('true');
    expect([await stateOf(emulator, id), emulator.reboots(id)]).toEqual(['running', 1]);
    expect((await act(emulator, 'TerminateInstances', id)).elements('name')).toEqual(['shutting-down', 'running']);
    clock.advance(STEP);
    expect(await stateOf(emulator, id)).toBe('terminated');
    expect((await act(emulator, 'TerminateInstances', id)).elements('code')).toEqual(['48', '48']);
    expect((await act(emulator, 'StartInstances', id)).element('Code')).toBe('IncorrectInstanceState');
    clock.advance(3_600_000);
    expect((await act(emulator, 'DescribeInstances', id)).element('Code')).toBe('InvalidInstanceID.NotFound');
  });

  it('is over by the next request when transitions take no time', async () => {
    const emulator = await start({ transitionMs: 0 });
    const launched = await run(emulator);
    expect(launched.element('name')).toBe('pending');
    expect(await stateOf(emulator, launched.element('instanceId') ?? '')).toBe('running');
  });

  it('cannot be stopped on instance store, nor terminated under protection', async () => {
    const emulator = await start({ transitionMs: 0 });
    const stored = (await run(emulator, { DisableApiTermination: 'true' }, '*s3')).element('instanceId') ?? '';
    expect((await act(emulator, 'StopInstances', stored)).element('Code')).toBe('UnsupportedOperation');
    expect((await act(emulator, 'TerminateInstances', stored)).element('Code')).toBe('OperationNotPermitted');
    await ec2(emulator, 'ModifyInstanceAttribute', { InstanceId: stored, 'DisableApiTermination.Value': 'false' });
    expect((await act(emulator, 'TerminateInstances', stored)).status).toBe(200);
  });

  it('changes all instances named in a call or none', async () => {
    const emulator = await start({ transitionMs: 0 });
    const id = (await run(emulator)).element('instanceId') ?? '';
    const answer = await ec2(emulator, 'TerminateInstances', { 'InstanceId.1': id, 'InstanceId.2': 'i-0123456789abcdef0' });
    expect([answer.element('Code'), await stateOf(emulator, id)]).toEqual(['InvalidInstanceID.NotFound', 'running']);
  });

  it('is resized only while stopped', async () => {
    const emulator = await start({ transitionMs: 0 });
    const id = (await run(emulator)).element('instanceId') ?? '';
    const resize = () => ec2(emulator, 'ModifyInstanceAttribute', { InstanceId: id, 'InstanceType.Value': 'm5.large' });
    expect((await resize()).element('Code')).toBe('IncorrectInstanceState');
    await act(emulator, 'StopInstances', id);
    expect((await resize()).element('return')).toBe('true');
    expect((await act(emulator, 'DescribeInstances', id)).element('instanceType')).toBe('m5.large');
  });
});

describe('RunInstances', () => {
  it('happens once for one client token', async () => {
    const emulator = await start();
    const parameters = { ClientToken: 'once', ImageId: await imageNamed(emulator, '*22.04*amd64*'), MaxCount: '2' };
    const first = await run(emulator, parameters);
    clock.advance(STEP);
    const again = await run(emulator, parameters);
    expect(again.element('reservationId')).toBe(first.element('reservationId'));
    expect(again.elements('instanceId')).toEqual(first.elements('instanceId'));
    expect(again.element('name')).toBe('running');
    expect((await run(emulator, { ...parameters, MaxCount: '3' })).element('Code')).toBe('IdempotentParameterMismatch');
    expect((await ec2(emulator, 'DescribeInstances')).elements('instanceId')).toHaveLength(2);
  });

  it('hands user data to the guest, up to 16 KiB of good base64', async () => {
    const emulator = await start();
    const id = (await run(emulator, { UserData: Buffer.from('#!/bin/sh\n').toString('base64') })).element('instanceId') ?? '';
    expect(emulator.userData(id)?.toString()).toBe('#!/bin/sh\n');
    expect((await run(emulator, { UserData: '***' })).element('Message')).toBe('Invalid BASE64 encoding of user data.');
    expect((await run(emulator, { UserData: Buffer.alloc(16_384).toString('base64') })).status).toBe(200);
    expect((await run(emulator, { UserData: Buffer.alloc(16_385).toString('base64') })).element('Message')).toBe('User data is limited to 16384 bytes');
  });

  it('refuses what does not exist or does not fit', async () => {
    const emulator = await start();
    const code = async (parameters: Record<string, string>): Promise<string | undefined> => (await run(emulator, parameters)).element('Code');
    expect(await code({ ImageId: 'ami-01234567' })).toBe('InvalidAMIID.NotFound');
    expect(await code({ ImageId: 'nonsense' })).toBe('InvalidAMIID.Malformed');
    expect(await code({ KeyName: 'absent' })).toBe('InvalidKeyPair.NotFound');
    expect(await code({ 'SecurityGroupId.1': 'sg-01234567' })).toBe('InvalidGroup.NotFound');
    expect(await code({ InstanceType: 'absent' })).toBe('InvalidParameterValue');
    expect(await code({ InstanceType: 't4g.small' })).toBe('InvalidParameterValue');
    expect(await code({ 'Placement.AvailabilityZone': 'mars-1a' })).toBe('InvalidParameterValue');
    expect(await code({ MinCount: '3', MaxCount: '2' })).toBe('InvalidParameterValue');
    expect(await code({ 'NetworkInterface.1.DeviceIndex': '0', 'SecurityGroup.1': 'default' })).toBe('InvalidParameterCombination');
    expect((await ec2(emulator, 'DescribeInstances')).elements('instanceId')).toEqual([]);
  });

  it('does nothing on a dry run', async () => {
    const emulator = await start();
    const answer = await run(emulator, { DryRun: 'true' });
    expect([answer.status, answer.element('Code')]).toEqual([412, 'DryRunOperation']);
    expect((await run(emulator, { DryRun: 'true', KeyName: 'absent' })).element('Code')).toBe('InvalidKeyPair.NotFound');
    expect((await ec2(emulator, 'DescribeInstances')).elements('instanceId')).toEqual([]);
  });

  it('tags what it makes, and tags can be changed after', async () => {
    const emulator = await start();
    const tagged = await run(emulator, {
      'TagSpecification.1.ResourceType': 'instance',
      'TagSpecification.1.Tag.1.Key': 'Name',
      'TagSpecification.1.Tag.1.Value': 'web 1',
    });
    const id = tagged.element('instanceId') ?? '';
    await ec2(emulator, 'CreateTags', { 'ResourceId.1': id, 'Tag.1.Key': 'role', 'Tag.1.Value': 'web' });
    const found = (filters: Record<string, string>) => ec2(emulator, 'DescribeInstances', filters).then((answer) => answer.elements('instanceId'));
    expect(
      await found({
        'Filter.1.Name': 'tag:Name',
        'Filter.1.Value.1': 'web*',
        'Filter.2.Name': 'tag:role',
        'Filter.2.Value.1': 'db',
        'Filter.2.Value.2': 'web',
      }),
    ).toEqual([id]);
    expect(await found({ 'Filter.1.Name': 'tag:Name', 'Filter.1.Value.1': 'WEB*' })).toEqual([]);
    expect(await found({ 'Filter.1.Name': 'tag:Name', 'Filter.1.Value.1': 'web ?' })).toEqual([id]);
    await ec2(emulator, 'DeleteTags', { 'ResourceId.1': id, 'Tag.1.Key': 'role', 'Tag.1.Value': 'other' });
    expect(await found({ 'Filter.1.Name': 'tag-key', 'Filter.1.Value.1': 'role' })).toEqual([id]);
    await ec2(emulator, 'DeleteTags', { 'ResourceId.1': id, 'Tag.1.Key': 'role' });
    expect(await found({ 'Filter.1.Name': 'tag-key', 'Filter.1.Value.1': 'role' })).toEqual([]);
    expect((await ec2(emulator, 'CreateTags', { 'ResourceId.1': id, 'Tag.1.Key': 'aws:x', 'Tag.1.Value': '' })).element('Code')).toBe('InvalidParameterValue');
    const many = Object.fromEntries(
      Array.from({ length: 50 }, (_, i) => [
        [`Tag.${i + 1}.Key`, `k${i}`],
        [`Tag.${i + 1}.Value`, ''],
      ]).flat() as [string, string][],
    );
    expect((await ec2(emulator, 'CreateTags', { 'ResourceId.1': id, ...many })).element('Code')).toBe('TagLimitExceeded');
    expect((await ec2(emulator, 'DescribeInstances', { 'Filter.1.Name': 'nonsense', 'Filter.1.Value.1': 'x' })).element('Code')).toBe('InvalidParameterValue');
  });

  it('makes things nobody knows yet, where consistency takes time', async () => {
    const emulator = await start({ consistencyDelayMs: 5000 });
    const id = (await run(emulator)).element('instanceId') ?? '';
    expect((await act(emulator, 'DescribeInstances', id)).element('Code')).toBe('InvalidInstanceID.NotFound');
    expect((await ec2(emulator, 'CreateTags', { 'ResourceId.1': id, 'Tag.1.Key': 'a', 'Tag.1.Value': '' })).element('Code')).toBe('InvalidInstanceID.NotFound');
    expect((await ec2(emulator, 'DescribeInstances')).elements('instanceId')).toEqual([]);
    clock.advance(5000);
    expect(await stateOf(emulator, id)).toBe('running');
  });
});

describe('lists', () => {
  it('are paged, and page on where they were while instances come and go', async () => {
    const emulator = await start({ maxPageSize: 2, transitionMs: 0 });
    const ids = (await run(emulator, { MaxCount: '5' })).elements('instanceId');
    const first = await ec2(emulator, 'DescribeInstances');
    expect(first.elements('instanceId')).toEqual(ids.slice(0, 2));
    const second = await ec2(emulator, 'DescribeInstances', { NextToken: first.element('nextToken') ?? '' });
    expect(second.elements('instanceId')).toEqual(ids.slice(2, 4));
    const third = await ec2(emulator, 'DescribeInstances', { NextToken: second.element('nextToken') ?? '', MaxResults: '100' });
    expect([third.elements('instanceId'), third.element('nextToken')]).toEqual([ids.slice(4), undefined]);
    const code = async (parameters: Record<string, string>): Promise<string | undefined> =>
      (await ec2(emulator, 'DescribeInstances', parameters)).element('Code');
    expect(await code({ MaxResults: '4' })).toBe('InvalidParameterValue');
    expect(await code({ NextToken: 'bogus' })).toBe('InvalidParameterValue');
    expect(await code({ MaxResults: '10', 'InstanceId.1': ids[0] ?? '' })).toBe('InvalidParameterCombination');
  });

  it('come whole from Eucalyptus, whatever is asked', async () => {
    const emulator = await start({ flavour: 'eucalyptus', maxPageSize: 2 });
    await run(emulator, { MaxCount: '5' }, '*22.04*');
    const answer = await ec2(emulator, 'DescribeInstances', { MaxResults: '5' });
    expect([answer.elements('instanceId').length, answer.element('nextToken')]).toEqual([5, undefined]);
  });
});

it('finds seeded servers running', async () => {
  for (const flavour of ['aws', 'eucalyptus'] as const) {
    const emulator = await start({ flavour, seed: { servers: ['one', 'two', 'three'] } });
    const answer = await ec2(emulator, 'DescribeInstances', { 'Filter.1.Name': 'instance-state-name', 'Filter.1.Value.1': 'running' });
    expect(answer.elements('value')).toEqual(['one', 'two', 'three']);
  }
});

describe('Eucalyptus', () => {
  it('has zero addresses until an instance runs, no VPC, and takes ids in any case', async () => {
    const emulator = await start({ flavour: 'eucalyptus' });
    const launched = await run(emulator, {}, '*22.04*');
    const id = launched.element('instanceId') ?? '';
    expect([launched.element('ipAddress'), launched.element('privateIpAddress'), launched.element('subnetId')]).toEqual(['0.0.0.0', '0.0.0.0', undefined]);
    clock.advance(STEP);
    const running = await act(emulator, 'DescribeInstances', id.toUpperCase().replace('I-', 'i-'));
    expect([running.element('instanceId'), running.element('ipAddress')]).toEqual([id, '203.0.113.1']);
    expect((await ec2(emulator, 'DescribeAccountAttributes', { 'AttributeName.1': 'supported-platforms' })).element('attributeValue')).toBe('EC2');
  });

  it('describes its instance types in its own form', async () => {
    const emulator = await start({ flavour: 'eucalyptus' });
    const types = await ec2(emulator, 'DescribeInstanceTypes', { Availability: 'true', 'InstanceType.1': 'm1.medium' });
    expect([types.element('name'), types.element('cpu'), types.element('memory'), types.elements('zoneName')]).toEqual([
      'm1.medium',
      '1',
      '2048',
      ['one', 'two'],
    ]);
  });
});

describe('key pairs', () => {
  it('are made, imported once, and deleted even when absent', async () => {
    const emulator = await start({ transitionMs: 0 });
    const made = await ec2(emulator, 'CreateKeyPair', { KeyName: 'made' });
    expect(made.element('keyMaterial')).toMatch(/^-----BEGIN RSA PRIVATE KEY-----\n/);
    expect(made.element('keyFingerprint')).toMatch(/^([0-9a-f]{2}:){19}[0-9a-f]{2}$/);
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const der = publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
    const imported = await ec2(emulator, 'ImportKeyPair', { KeyName: 'mine', PublicKeyMaterial: Buffer.from(der).toString('base64') });
    expect(imported.element('keyFingerprint')).toMatch(/^([0-9a-f]{2}:){15}[0-9a-f]{2}$/);
    expect((await ec2(emulator, 'ImportKeyPair', { KeyName: 'mine', PublicKeyMaterial: 'AAAA' })).element('Code')).toBe('InvalidKeyPair.Duplicate');
    expect((await ec2(emulator, 'ImportKeyPair', { KeyName: 'bad', PublicKeyMaterial: 'AAAA' })).element('Code')).toBe('InvalidKey.Format');
    expect((await ec2(emulator, 'DescribeKeyPairs')).elements('keyName')).toEqual(['made', 'mine']);
    expect((await ec2(emulator, 'DescribeKeyPairs', { 'KeyName.1': 'absent' })).element('Code')).toBe('InvalidKeyPair.NotFound');
    for (const _ of [1, 2]) expect((await ec2(emulator, 'DeleteKeyPair', { KeyName: 'made' })).element('return')).toBe('true');
  });

  it('encrypt the password of a Windows instance', async () => {
    const emulator = await start({ transitionMs: 0 });
    const material = (await ec2(emulator, 'CreateKeyPair', { KeyName: 'win' })).element('keyMaterial') ?? '';
    const id = (await run(emulator, { KeyName: 'win' }, 'Windows*')).element('instanceId') ?? '';
    const data = (await ec2(emulator, 'GetPasswordData', { InstanceId: id })).element('passwordData') ?? '';
    // Without padding, as some builds of Node refuse to undo PKCS#1 v1.5: 00 02 …nonzero… 00 password.
    const padded = privateDecrypt({ key: material, padding: constants.RSA_NO_PADDING }, Buffer.from(data, 'base64'));
    expect(padded.subarray(0, 2)).toEqual(Buffer.of(0, 2));
    expect(padded.subarray(padded.indexOf(0, 2) + 1).toString()).toBe(`P4ss-${id}`);
  });
});
