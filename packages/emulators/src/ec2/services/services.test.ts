import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ManualClock } from '../../kit/clock.ts';
import { type Ec2Emulator, startEc2Emulator } from '../index.ts';
import { type Answer, send } from '../testing/client.ts';
import { EXAMPLE_KEY, type Key, signV4 } from '../testing/sign.ts';

const START = Date.UTC(2026, 0, 15, 12);
const clock = new ManualClock(START);
let aws: Ec2Emulator;
let euca: Ec2Emulator;

interface Service {
  readonly scope: string;
  readonly version: string;
  readonly path: string;
}
const ELB: Service = { scope: 'elasticloadbalancing', version: '2012-06-01', path: '/services/LoadBalancing' };
const IAM: Service = { scope: 'iam', version: '2010-05-08', path: '/services/Euare' };
const STS: Service = { scope: 'sts', version: '2011-06-15', path: '/services/Tokens' };
const SCALING: Service = { scope: 'autoscaling', version: '2011-01-01', path: '/services/AutoScaling' };
const WATCH: Service = { scope: 'monitoring', version: '2010-08-01', path: '/services/CloudWatch' };
const FORMATION: Service = { scope: 'cloudformation', version: '2010-05-15', path: '/services/CloudFormation' };

interface Options {
  readonly key?: Key;
  readonly timeMs?: number;
  readonly region?: string;
}

function call(emulator: Ec2Emulator, service: Service, action: string, parameters: Record<string, string> = {}, options: Options = {}): Promise<Answer> {
  const url = new URL(emulator.url);
  const target = emulator.provider === 'aws' ? '/' : service.path;
  const body = new URLSearchParams({ Action: action, Version: service.version, ...parameters }).toString().replaceAll('+', '%20');
  const { headers } = signV4({
    method: 'POST',
    host: url.host,
    target,
    service: service.scope,
    region: options.region ?? 'us-east-1',
    timeMs: options.timeMs ?? clock.now(),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body,
    key: options.key ?? EXAMPLE_KEY,
  });
  return send(url.origin, 'POST', target, headers, body);
}

const refusal = (answer: Answer): [number, string | undefined] => [answer.status, answer.element('Code')];

beforeAll(async () => {
  aws = await startEc2Emulator({ clock, maxPageSize: 2 });
  euca = await startEc2Emulator({ clock, flavour: 'eucalyptus' });
});
afterAll(async () => {
  await Promise.all([aws.close(), euca.close()]);
});

describe('the services beside EC2', () => {
  for (const [service, action] of [
    [ELB, 'DescribeLoadBalancers'],
    [IAM, 'ListUsers'],
    [STS, 'GetCallerIdentity'],
    [SCALING, 'DescribeAutoScalingGroups'],
    [WATCH, 'DescribeAlarms'],
    [FORMATION, 'DescribeStacks'],
  ] as const) {
    it(`know who calls ${service.scope}, and word a refusal as it does`, async () => {
      const good = await call(aws, service, action);
      expect([good.status, good.text.startsWith(`<${action}Response xmlns="http`)]).toEqual([200, true]);
      expect(refusal(await call(aws, service, action, {}, { key: { ...EXAMPLE_KEY, secretAccessKey: 'x' } }))).toEqual([403, 'SignatureDoesNotMatch']);
      expect(refusal(await call(aws, service, action, {}, { key: { ...EXAMPLE_KEY, accessKeyId: 'x' } }))).toEqual([403, 'InvalidClientTokenId']);
      expect(refusal(await call(aws, service, action, {}, { region: 'eu-west-1' }))).toEqual([403, 'SignatureDoesNotMatch']);
      const late = await call(aws, service, action, {}, { timeMs: START - 3_600_000 });
      expect([...refusal(late), late.element('Message')]).toEqual([
        403,
        'SignatureDoesNotMatch',
        expect.stringMatching(/^Signature expired: 20260115T110000Z is now earlier than /),
      ]);
      expect(refusal(await call(aws, service, 'Nonsense'))).toEqual([400, 'InvalidAction']);
      expect(refusal(await call(aws, { ...service, version: '1999-01-01' }, action))).toEqual([400, 'InvalidAction']);
      expect((await call(euca, service, action)).status).toBe(200);
      const euca403 = await call(euca, service, action, {}, { key: { ...EXAMPLE_KEY, secretAccessKey: 'x' } });
      expect([euca403.status, euca403.headers['content-type']]).toEqual([403, 'text/plain']);
    });
  }

  it('say what is missing in the words of validation', async () => {
    const missing = await call(aws, ELB, 'DeleteLoadBalancer');
    expect([...refusal(missing), missing.element('Type')]).toEqual([400, 'ValidationError', 'Sender']);
  });

  it('page their lists', async () => {
    for (const name of ['a', 'b', 'c', 'd', 'e']) await call(aws, IAM, 'CreateUser', { UserName: name });
    const seen: string[] = [];
    let marker: string | undefined;
    do {
      const page = await call(aws, IAM, 'ListUsers', marker === undefined ? {} : { Marker: marker });
      seen.push(...page.elements('UserName'));
      expect(page.element('IsTruncated')).toBe(String(page.element('Marker') !== undefined));
      marker = page.element('Marker');
    } while (marker !== undefined);
    expect(seen).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(refusal(await call(aws, IAM, 'ListUsers', { Marker: 'x' }))).toEqual([400, 'InvalidNextToken']);
  });

  it('are silent at Eucalyptus where it has nothing behind an action, and unknown where it has none', async () => {
    const silent = await call(euca, SCALING, 'DescribeScheduledActions');
    expect([silent.status, silent.text.includes('Result')]).toEqual([200, false]);
    expect(refusal(await call(euca, SCALING, 'AttachInstances'))).toEqual([400, 'InvalidAction']);
    expect((await send(euca.url, 'POST', '/services/Nothing')).status).toBe(404);
  });

  it('return policies encoded at Amazon, and as they were at Eucalyptus', async () => {
    const document = '{"Statement":[]}';
    for (const [emulator, wanted] of [
      [aws, encodeURIComponent(document)],
      [euca, document],
    ] as const) {
      await call(emulator, IAM, 'CreateUser', { UserName: 'ann' });
      await call(emulator, IAM, 'PutUserPolicy', { UserName: 'ann', PolicyName: 'p', PolicyDocument: document });
      expect((await call(emulator, IAM, 'GetUserPolicy', { UserName: 'ann', PolicyName: 'p' })).element('PolicyDocument')).toBe(wanted);
    }
  });

  it('answer in JSON who asks for it, with times as numbers', async () => {
    const json = async (action: string, parameters: Record<string, string> = {}): Promise<unknown> =>
      JSON.parse((await call(aws, FORMATION, action, { ...parameters, ContentType: 'JSON' })).text);
    const template = '{"Resources":{"Box":{"Type":"AWS::S3::Bucket"}}}';
    expect(await json('CreateStack', { StackName: 'boxes', TemplateBody: template })).toHaveProperty('CreateStackResponse.CreateStackResult.StackId');
    expect(await json('DescribeStacks')).toHaveProperty('DescribeStacksResponse.DescribeStacksResult.Stacks.0.CreationTime', clock.now() / 1000);
    expect(await json('DescribeStacks', { StackName: 'none' })).toHaveProperty('Error.Code', 'ValidationError');
  });

  it('let a web identity take a role unsigned', async () => {
    const token = `x.${Buffer.from('{"sub":"u"}').toString('base64url')}.y`;
    const form = new URLSearchParams({
      Action: 'AssumeRoleWithWebIdentity',
      Version: STS.version,
      RoleArn: 'arn:aws:iam::012345678901:role/r',
      RoleSessionName: 's-1',
      WebIdentityToken: token,
    });
    const open = await send(aws.url, 'POST', '/', { 'content-type': 'application/x-www-form-urlencoded' }, form.toString());
    expect([open.status, open.element('SubjectFromWebIdentityToken')]).toEqual([200, 'u']);
    form.set('Action', 'GetCallerIdentity');
    const closed = await send(aws.url, 'POST', '/', { 'content-type': 'application/x-www-form-urlencoded' }, form.toString());
    expect(closed.status).toBe(403);
  });

  it('end a key that is switched off or deleted', async () => {
    await call(aws, IAM, 'CreateUser', { UserName: 'keys' });
    const made = await call(aws, IAM, 'CreateAccessKey', { UserName: 'keys' });
    const key = { accessKeyId: made.element('AccessKeyId') ?? '', secretAccessKey: made.element('SecretAccessKey') ?? '' };
    const identity = async (): Promise<number> => (await call(aws, STS, 'GetCallerIdentity', {}, { key })).status;
    expect(await identity()).toBe(200);
    await call(aws, IAM, 'UpdateAccessKey', { UserName: 'keys', AccessKeyId: key.accessKeyId, Status: 'Inactive' });
    expect(await identity()).toBe(403);
    await call(aws, IAM, 'UpdateAccessKey', { UserName: 'keys', AccessKeyId: key.accessKeyId, Status: 'Active' });
    expect(await identity()).toBe(200);
    await call(aws, IAM, 'DeleteAccessKey', { UserName: 'keys', AccessKeyId: key.accessKeyId });
    expect(await identity()).toBe(403);
  });
});
