import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ManualClock } from '../../kit/clock.ts';
import { type Ec2Emulator, startEc2Emulator } from '../index.ts';
import { type Answer, ec2, send } from '../testing/client.ts';
import { EXAMPLE_KEY, presignV4, signV4 } from '../testing/sign.ts';

const START = Date.UTC(2026, 0, 15, 12);
const SECOND = 1000;
const MINUTE = 60 * SECOND;
let clock: ManualClock;
let aws: Ec2Emulator;
let euca: Ec2Emulator;

beforeEach(async () => {
  clock = new ManualClock(START);
  aws = await startEc2Emulator({ clock });
  euca = await startEc2Emulator({ clock, flavour: 'eucalyptus' });
});

afterEach(async () => {
  await Promise.all([aws.close(), euca.close()]);
});

const outcome = (answer: Answer): unknown[] => [answer.status, answer.element('Code')];
const regions = (emulator: Ec2Emulator, options: Parameters<typeof ec2>[3] = {}): Promise<Answer> => ec2(emulator, 'DescribeRegions', {}, options);

describe('version 4 on aws', () => {
  it('takes a good signature and answers in the version asked', async () => {
    const answer = await ec2(aws, 'DescribeRegions', { Version: '2014-10-01' });
    expect(answer.status).toBe(200);
    expect(answer.text).toMatch(/^<\?xml[^>]*>\n<DescribeRegionsResponse xmlns="http:\/\/ec2.amazonaws.com\/doc\/2014-10-01\/"><requestId>/);
  });

  it('refuses wrong secrets, unknown keys, wrong scopes and no credentials at all', async () => {
    expect(outcome(await regions(aws, { key: { ...EXAMPLE_KEY, secretAccessKey: 'x' } }))).toEqual([401, 'AuthFailure']);
    expect(outcome(await regions(aws, { key: { ...EXAMPLE_KEY, accessKeyId: 'x' } }))).toEqual([401, 'AuthFailure']);
    expect(outcome(await regions(aws, { region: 'eu-west-1' }))).toEqual([401, 'AuthFailure']);
    expect(outcome(await send(aws.ec2Url, 'GET', '/?Action=DescribeRegions&Version=2016-11-15'))).toEqual([403, 'MissingAuthenticationToken']);
  });

  it('refuses a changed body', async () => {
    const host = new URL(aws.ec2Url).host;
    const body = 'Action=DescribeRegions&Version=2016-11-15';
    const { headers } = signV4({
      method: 'POST',
      host,
      target: '/',
      service: 'ec2',
      region: 'us-east-1',
      timeMs: START,
      body,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect((await send(aws.ec2Url, 'POST', '/', headers, body)).status).toBe(200);
    expect(outcome(await send(aws.ec2Url, 'POST', '/', headers, body.replace('Regions', 'Volumes')))).toEqual([401, 'AuthFailure']);
    expect(outcome(await send(aws.ec2Url, 'POST', '/?x=1', headers, body))).toEqual([401, 'AuthFailure']);
  });

  it('allows fifteen minutes either way', async () => {
    for (const off of [-14, 14]) expect((await regions(aws, { timeMs: START + off * MINUTE })).status).toBe(200);
    for (const off of [-16, 16]) expect(outcome(await regions(aws, { timeMs: START + off * MINUTE }))).toEqual([400, 'RequestExpired']);
  });

  it('checks session tokens', async () => {
    const session = aws.issueSession(MINUTE);
    const { sessionToken: _, ...without } = session;
    expect((await regions(aws, { key: session })).status).toBe(200);
    expect(outcome(await regions(aws, { key: without }))).toEqual([401, 'AuthFailure']);
    clock.advance(2 * MINUTE);
    expect(outcome(await regions(aws, { key: session }))).toEqual([400, 'RequestExpired']);
  });

  it('takes a presigned GET until it expires', async () => {
    const target = presignV4({
      method: 'GET',
      host: new URL(aws.ec2Url).host,
      target: '/?Action=DescribeRegions&Version=2016-11-15',
      service: 'ec2',
      region: 'us-east-1',
      timeMs: START,
      expires: 60,
    });
    expect((await send(aws.ec2Url, 'GET', target)).status).toBe(200);
    clock.advance(2 * MINUTE);
    expect(outcome(await send(aws.ec2Url, 'GET', target))).toEqual([400, 'RequestExpired']);
  });
});

describe('version 4 on Eucalyptus', () => {
  it('answers refusals as text/plain, with the status line for a code', async () => {
    const answer = await regions(euca, { key: { ...EXAMPLE_KEY, secretAccessKey: 'x' } });
    expect([...outcome(answer), answer.headers['content-type']]).toEqual([403, '403 Forbidden', 'text/plain']);
    expect(answer.text.startsWith('<?xml version="1.0"?><Response><Errors><Error><Code>')).toBe(true);
  });

  it('allows twenty seconds of the future and 15 minutes 20 of the past', async () => {
    expect((await regions(euca, { timeMs: START + 19 * SECOND })).status).toBe(200);
    expect((await regions(euca, { timeMs: START - 15 * MINUTE - 19 * SECOND })).status).toBe(200);
    expect((await regions(euca, { timeMs: START + 21 * SECOND })).element('Message')).toMatch(/^Message was generated in the future/);
    expect((await regions(euca, { timeMs: START - 15 * MINUTE - 21 * SECOND })).element('Message')).toMatch(/^Message has expired \(times in UTC\)/);
  });

  it('looks at neither region nor service', async () => {
    expect((await regions(euca, { region: 'whatever' })).status).toBe(200);
  });

  it('serves its old path too, and no other', async () => {
    const origin = euca.url;
    const call = (path: string): Promise<Answer> => {
      const body = 'Action=DescribeRegions&Version=2014-10-01';
      const { headers } = signV4({
        method: 'POST',
        host: new URL(origin).host,
        target: path,
        service: 'ec2',
        region: 'x',
        timeMs: START,
        body,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      });
      return send(origin, 'POST', path, headers, body);
    };
    expect((await call('/services/Eucalyptus')).status).toBe(200);
    expect((await call('/services/compute/')).status).toBe(200);
    expect((await call('/services/Nothing')).status).toBe(404);
  });
});

describe('parameters', () => {
  it('nobody knows are refused by both, each in its way', async () => {
    expect(outcome(await ec2(aws, 'DescribeRegions', { Bogus: '1' }))).toEqual([400, 'UnknownParameter']);
    const answer = await ec2(euca, 'DescribeRegions', { Bogus: '1', DryRun: 'true' });
    expect([answer.status, answer.element('Message')]).toEqual([412, 'Failed to bind the following fields:\nBogus = 1\nDryRun = true\n']);
  });

  it('name an action and a version that exist', async () => {
    expect(outcome(await ec2(aws, 'NoSuchAction'))).toEqual([400, 'InvalidAction']);
    expect(outcome(await ec2(aws, 'DescribeRegions', { Version: '1999-01-01' }))).toEqual([400, 'NoSuchVersion']);
    expect((await ec2(euca, 'DescribeRegions', { Version: '1999-01-01' })).status).toBe(412);
  });

  it('are limited in size by Eucalyptus', async () => {
    const long = presignV4({
      method: 'GET',
      host: new URL(euca.url).host,
      target: `/services/compute?Action=DescribeRegions&Version=2014-10-01&x=${'y'.repeat(4096)}`,
      service: 'ec2',
      region: 'x',
      timeMs: START,
      expires: 60,
    });
    expect((await send(euca.url, 'GET', long)).status).toBe(414);
  });
});

describe('version 2', () => {
  const signed = (host: string, path: string, method: 'SHA256' | 'SHA1', timeMs = START): string => {
    const parameters: Record<string, string> = {
      AWSAccessKeyId: EXAMPLE_KEY.accessKeyId,
      Action: 'DescribeRegions',
      SignatureMethod: `Hmac${method}`,
      SignatureVersion: '2',
      Timestamp: new Date(timeMs).toISOString().slice(0, 19).concat('Z'),
      Version: '2014-10-01',
    };
    const query = Object.keys(parameters)
      .sort()
      .map((name) => `${name}=${encodeURIComponent(parameters[name] ?? '')}`)
      .join('&');
    const signature = createHmac(method.toLowerCase(), EXAMPLE_KEY.secretAccessKey).update(`GET\n${host}\n${path}\n${query}`).digest('base64');
    return `${path}?${query}&Signature=${encodeURIComponent(signature)}`;
  };

  it('is verified with either hash, over the host with its port or without', async () => {
    const { host, hostname } = new URL(euca.url);
    for (const name of [host, hostname]) expect((await send(euca.url, 'GET', signed(name, '/services/Eucalyptus/', 'SHA256'))).status).toBe(200);
    expect((await send(euca.url, 'GET', signed(host, '/services/Eucalyptus/', 'SHA1'))).status).toBe(200);
    expect((await send(aws.ec2Url, 'GET', signed(new URL(aws.ec2Url).host, '/', 'SHA256'))).status).toBe(200);
  });

  it('is refused when changed or stale', async () => {
    const target = signed(new URL(euca.url).host, '/services/Eucalyptus/', 'SHA256');
    expect((await send(euca.url, 'GET', target.replace('DescribeRegions', 'DescribeVolumes'))).status).toBe(403);
    expect((await send(euca.url, 'GET', signed('other.host', '/services/Eucalyptus/', 'SHA256'))).status).toBe(403);
    expect((await send(euca.url, 'GET', signed(new URL(euca.url).host, '/services/Eucalyptus/', 'SHA256', START + 30 * SECOND))).status).toBe(403);
  });
});
