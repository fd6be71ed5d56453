import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectRestUnserved, type NativeCloud, openNative, recording } from './native-cloud.ts';

let opened: Awaited<ReturnType<typeof openNative>>;
let cloud: NativeCloud;
let clock: typeof opened.clock;

beforeAll(async () => {
  opened = await openNative();
  ({ cloud, clock } = opened);
});
afterAll(async () => {
  await cloud?.close();
  await opened?.emulator.close();
});

describe('CloudFormation', () => {
  const template = (sizes: readonly string[]): string =>
    JSON.stringify({
      Description: 'two boxes',
      Parameters: { Env: { Type: 'String', Default: 'test', AllowedValues: ['test', 'live'] } },
      Resources: Object.fromEntries(sizes.map((id) => [id, { Type: 'AWS::S3::Bucket', Properties: { Name: { Ref: 'Env' } } }])),
      Outputs: { First: { Value: { Ref: sizes[0] } }, Env: { Value: { Ref: 'Env' } } },
    });

  it('takes stacks through their states', async () => {
    const { service: formation, called } = recording(cloud.native.cloudFormation);
    const at = { StackName: 'boxes' };
    const state = async (): Promise<string | undefined> => (await formation.describeStacks(at).toArray())[0]?.StackStatus;
    const made = await formation.createStack({
      ...at,
      TemplateBody: template(['A', 'B']),
      Parameters: [{ ParameterKey: 'Env', ParameterValue: 'live' }],
      Tags: [{ Key: 'team', Value: 'a' }],
    });
    expect([made.StackId?.startsWith('arn:aws:cloudformation:us-east-1:'), await state()]).toEqual([true, 'CREATE_IN_PROGRESS']);
    await formation.signalResource({ ...at, LogicalResourceId: 'A', UniqueId: 'one', Status: 'SUCCESS' });
    clock.advance(1000);
    const [stack] = await formation.describeStacks(at).toArray();
    expect(stack).toMatchObject({
      StackStatus: 'CREATE_COMPLETE',
      Parameters: [{ ParameterKey: 'Env', ParameterValue: 'live' }],
      Tags: [{ Key: 'team', Value: 'a' }],
    });
    expect(stack?.Outputs.map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue?.replace(/-[^-]*$/, '')])).toEqual([
      ['First', 'boxes-A'],
      ['Env', 'live'],
    ]);
    await expect(formation.createStack({ ...at, TemplateBody: template(['A']) })).rejects.toMatchObject({ code: 'already-exists' });
    await expect(
      formation.updateStack({ ...at, UsePreviousTemplate: true, Parameters: [{ ParameterKey: 'Env', UsePreviousValue: true }] }),
    ).rejects.toMatchObject({ message: expect.stringContaining('No updates') as string });
    await formation.updateStack({ ...at, TemplateBody: template(['A', 'C']), Parameters: [{ ParameterKey: 'Env', UsePreviousValue: true }] });
    await formation.cancelUpdateStack(at);
    clock.advance(1000);
    expect(await state()).toBe('UPDATE_ROLLBACK_COMPLETE');
    await expect(formation.continueUpdateRollback(at)).rejects.toMatchObject({ providerCode: 'ValidationError' });
    await formation.updateStack({ ...at, TemplateBody: template(['A', 'C']) });
    clock.advance(1000);
    expect((await formation.listStackResources(at).toArray()).map(({ LogicalResourceId, ResourceStatus }) => [LogicalResourceId, ResourceStatus])).toEqual([
      ['A', 'UPDATE_COMPLETE'],
      ['C', 'CREATE_COMPLETE'],
    ]);
    expect((await formation.describeStackResource({ ...at, LogicalResourceId: 'C' })).StackResourceDetail).toMatchObject({
      ResourceType: 'AWS::S3::Bucket',
      StackName: 'boxes',
    });
    expect(await formation.describeStackResources(at).toArray()).toHaveLength(2);
    expect((await formation.describeStackEvents(at).toArray())[0]).toMatchObject({ ResourceStatus: 'UPDATE_COMPLETE', LogicalResourceId: 'boxes' });
    expect(JSON.parse((await formation.getTemplate(at)).TemplateBody ?? '')).toHaveProperty('Resources.C');
    expect(await formation.getTemplateSummary(at)).toMatchObject({ Description: 'two boxes', ResourceTypes: ['AWS::S3::Bucket'] });
    expect(await formation.validateTemplate({ TemplateBody: template(['A']) })).toMatchObject({ Parameters: [{ ParameterKey: 'Env', DefaultValue: 'test' }] });
    await expect(formation.validateTemplate({ TemplateBody: '{"Resources":{}}' })).rejects.toMatchObject({ code: 'invalid-argument' });
    expect((await formation.estimateTemplateCost({ TemplateBody: template(['A']) })).Url).toMatch(/^http/);
    await formation.setStackPolicy({ ...at, StackPolicyBody: '{"Statement":[]}' });
    expect((await formation.getStackPolicy(at)).StackPolicyBody).toBe('{"Statement":[]}');
    const role = JSON.stringify({ Resources: { R: { Type: 'AWS::IAM::Role', Properties: {} } } });
    await expect(formation.createStack({ StackName: 'roles', TemplateBody: role })).rejects.toMatchObject({
      providerCode: 'InsufficientCapabilitiesException',
    });
    await formation.deleteStack(at);
    clock.advance(1000);
    await expect(formation.describeStacks(at).toArray()).rejects.toMatchObject({ message: expect.stringContaining('does not exist') as string });
    expect((await formation.describeStacks({ StackName: made.StackId }).toArray())[0]?.StackStatus).toBe('DELETE_COMPLETE');
    expect((await formation.listStacks({ StackStatusFilter: ['DELETE_COMPLETE'] }).toArray()).map(({ StackName }) => StackName)).toEqual(['boxes']);
    await expectRestUnserved(cloud.native.cloudFormation, called, []);
  });
});
