import { CloudError, Secret } from '@portolan/core/driver';
import { describe, expect, it } from 'vitest';
import { SigV4 } from '../../auth.ts';
import { QueryClient } from '../../client.ts';
import type { Ec2Settings } from '../../config.ts';
import { endpointOf } from '../../endpoints.ts';
import { presets } from '../../presets.ts';
import { type FakeConnection, fakeConnection, type Play, type Sent } from '../../testing/fake-connection.ts';
import { Ec2Compute } from '../driver.ts';

interface Bench extends FakeConnection {
  readonly compute: Ec2Compute;
  readonly actions: () => (string | undefined)[];
}

function bench(plays: readonly Play[], preset: 'aws' | 'eucalyptus' = 'aws'): Bench {
  const connection = fakeConnection(plays, preset);
  const identity = { accessKeyId: 'AKID', secretAccessKey: new Secret('s') };
  const ec2 = endpointOf('http://h:8773/services/compute');
  const auth = new SigV4({ identity, region: 'r', clock: connection.clock, ec2, s3: undefined, clockToleranceMs: 15_000 });
  const { apiVersion } = presets[preset];
  const credentials = { kind: 'keys', ...identity } as const;
  const settings: Ec2Settings = { preset, region: 'r', credentials, serviceUrls: {}, imageOwners: [], apiVersion, signatureVersion: 'v4' };
  const compute = new Ec2Compute(new QueryClient(connection, auth, ec2, apiVersion), settings, connection, () => 'uuid');
  return Object.assign(connection, { compute, actions: () => connection.transport.sent.map((sent) => sent.operation) });
}

const form = (sent: Sent | undefined): URLSearchParams => new URLSearchParams(sent?.text);
const done = (action: string): string => `<${action}Response><requestId>r</requestId><return>true</return></${action}Response>`;
const failed = (code: string): Play => ({
  status: 400,
  body: `<Response><Errors><Error><Code>${code}</Code><Message>m</Message></Error></Errors><RequestID>r</RequestID></Response>`,
});
const ran =
  '<RunInstancesResponse><reservationId>r-1</reservationId><instancesSet><item><instanceId>i-1a</instanceId><instanceState><code>0</code><name>pending</name></instanceState></item></instancesSet></RunInstancesResponse>';
const shown = (state: string, more = '<instanceType>m1.small</instanceType>'): string =>
  `<DescribeInstancesResponse><reservationSet><item><instancesSet><item><instanceId>i-1a</instanceId><instanceState><code>16</code><name>${state}</name></instanceState>${more}</item></instancesSet></item></reservationSet></DescribeInstancesResponse>`;
const spec = { name: 'web', imageId: 'ami-1', sizeId: 'm1.small', tags: { role: 'x' }, metadata: {} };

describe('create', () => {
  it('is sent again with the same token after an answer was lost', async () => {
    const lost = new CloudError('unavailable', 'cut', { retry: 'maybe', outcome: 'unknown' });
    const { compute, transport } = bench([lost, { body: ran }]);
    expect(await compute.servers.create(spec, {})).toMatchObject({ id: 'i-1a', name: 'web', tags: { role: 'x' }, state: 'pending' });
    expect(transport.sent.map((sent) => form(sent).get('ClientToken'))).toEqual(['uuid', 'uuid']);
  });

  it('takes the idempotency key for the token', async () => {
    const { compute, transport } = bench([{ body: ran }]);
    await compute.servers.create({ ...spec, idempotencyKey: 'my-key' }, {});
    expect(form(transport.sent[0]).get('ClientToken')).toBe('my-key');
    expect(form(transport.sent[0]).get('Version')).toBe('2016-11-15');
  });

  it('tags on Eucalyptus once the instance is seen, and tells which it was when that fails', async () => {
    const { compute, actions, transport } = bench([{ body: ran }, failed('InvalidInstanceID.NotFound'), { body: done('CreateTags') }], 'eucalyptus');
    await compute.servers.create(spec, {});
    expect(actions()).toEqual(['RunInstances', 'CreateTags', 'CreateTags']);
    expect(Object.fromEntries(form(transport.sent[2]))).toMatchObject({
      'ResourceId.1': 'i-1a',
      'Tag.1.Key': 'Name',
      'Tag.1.Value': 'web',
      'Tag.2.Key': 'role',
      Version: '2014-10-01',
    });
    const broken = bench([{ body: ran }, failed('UnauthorizedOperation')], 'eucalyptus');
    await expect(broken.compute.servers.create(spec, {})).rejects.toMatchObject({
      code: 'permission-denied',
      outcome: 'done',
      leftover: { kind: 'server', id: 'i-1a' },
    });
  });

  it('calls an answer without an instance what it is', async () => {
    await expect(
      bench([{ body: '<RunInstancesResponse><requestId>r</requestId></RunInstancesResponse>' }]).compute.servers.create(spec, {}),
    ).rejects.toMatchObject({ code: 'protocol', outcome: 'unknown' });
  });

  it('refuses the name as a tag', async () => {
    const { compute, transport } = bench([{ body: ran }]);
    await expect(compute.servers.create({ ...spec, tags: { Name: 'y' } }, {})).rejects.toMatchObject({ code: 'invalid-argument', outcome: 'not-done' });
    expect(transport.sent).toHaveLength(0);
  });
});

describe('get', () => {
  it('hides that a new instance is not shown yet, in either way of not showing it', async () => {
    const { compute } = bench([
      { body: ran },
      failed('InvalidInstanceID.NotFound'),
      { body: '<DescribeInstancesResponse><reservationSet/></DescribeInstancesResponse>' },
      { body: shown('running') },
    ]);
    const { id } = await compute.servers.create(spec, {});
    expect((await compute.servers.get(id, {})).state).toBe('running');
  });

  it('rejects with not-found at once for any other', async () => {
    const { compute, transport } = bench([failed('InvalidInstanceID.Malformed')]);
    await expect(compute.servers.get('nonsense', {})).rejects.toMatchObject({ code: 'not-found' });
    expect(transport.sent).toHaveLength(1);
  });

  it('returns what is terminated while the cloud shows it', async () => {
    expect((await bench([{ body: shown('terminated') }]).compute.servers.get('i-1a', {})).state).toBe('terminated');
  });
});

describe('listPage', () => {
  it('flattens reservations, leaves out the terminated and goes on by the token', async () => {
    const page = `<DescribeInstancesResponse><reservationSet><item><instancesSet><item><instanceId>i-1</instanceId></item><item><instanceId>i-2</instanceId><instanceState><name>terminated</name></instanceState></item></instancesSet></item><item><instancesSet><item><instanceId>i-3</instanceId></item></instancesSet></item></reservationSet><nextToken>n</nextToken></DescribeInstancesResponse>`;
    const { items, next } = await bench([{ body: page }]).compute.servers.listPage({});
    expect(items.map((server) => server.id)).toEqual(['i-1', 'i-3']);
    expect(next).toBe('n');
    const empty = '<DescribeInstancesResponse><reservationSet/><nextToken/></DescribeInstancesResponse>';
    expect(await bench([{ body: empty }]).compute.servers.listPage({})).toEqual({ items: [] });
  });

  it('takes another document, a web page or half a document for what they are', async () => {
    for (const body of ['<html/>', '<DescribeImagesResponse/>', '{}', shown('running').slice(0, -30)]) {
      await expect(bench([{ body }]).compute.servers.listPage({})).rejects.toMatchObject({ code: 'protocol' });
    }
  });
});

describe('delete', () => {
  it('does not leave a new instance running because it is not seen yet', async () => {
    const { compute, actions } = bench([
      { body: ran },
      failed('InvalidInstanceID.NotFound'),
      { body: '<TerminateInstancesResponse><instancesSet/></TerminateInstancesResponse>' },
    ]);
    const { id } = await compute.servers.create(spec, {});
    await compute.servers.delete(id, {});
    expect(actions()).toEqual(['RunInstances', 'TerminateInstances', 'TerminateInstances']);
  });

  it('is done when there is none', async () => {
    await bench([failed('InvalidInstanceID.NotFound')]).compute.servers.delete('i-0', {});
    await expect(bench([failed('OperationNotPermitted')]).compute.servers.delete('i-0', {})).rejects.toMatchObject({ code: 'permission-denied' });
  });
});

describe('resize', () => {
  const act = (action: string): Play => ({ body: done(action) });

  it('stops, changes and starts one that runs', async () => {
    const { compute, actions, transport } = bench([
      { body: shown('running') },
      act('StopInstances'),
      { body: shown('stopping') },
      { body: shown('stopped') },
      act('ModifyInstanceAttribute'),
      act('StartInstances'),
    ]);
    await compute.servers.resize('i-1a', 'm1.large', {});
    expect(actions()).toEqual(['DescribeInstances', 'StopInstances', 'DescribeInstances', 'DescribeInstances', 'ModifyInstanceAttribute', 'StartInstances']);
    expect(form(transport.sent[4]).get('InstanceType.Value')).toBe('m1.large');
  });

  it('leaves one stopped that was', async () => {
    const { compute, actions } = bench([{ body: shown('stopped') }, act('ModifyInstanceAttribute')]);
    await compute.servers.resize('i-1a', 'm1.large', {});
    expect(actions()).toEqual(['DescribeInstances', 'ModifyInstanceAttribute']);
  });

  it('starts it again when the cloud refuses the size', async () => {
    const { compute, actions } = bench([
      { body: shown('running') },
      act('StopInstances'),
      { body: shown('stopped') },
      failed('InvalidParameterValue'),
      act('StartInstances'),
    ]);
    await expect(compute.servers.resize('i-1a', 'nonsense', {})).rejects.toMatchObject({ code: 'invalid-argument' });
    expect(actions().at(-1)).toBe('StartInstances');
  });

  it('does nothing for the size it has, and refuses states in between', async () => {
    const { compute, actions } = bench([{ body: shown('running') }]);
    await compute.servers.resize('i-1a', 'm1.small', {});
    expect(actions()).toEqual(['DescribeInstances']);
    await expect(bench([{ body: shown('pending') }]).compute.servers.resize('i-1a', 'm1.large', {})).rejects.toMatchObject({
      code: 'conflict',
      outcome: 'not-done',
    });
  });
});

describe('setTags', () => {
  it('takes away what is not among them, writes what changed, and leaves the name and marks', async () => {
    const tags =
      '<tagSet><item><key>Name</key><value>web</value></item><item><key>old</key><value>1</value></item><item><key>same</key><value>2</value></item><item><key>portolan.key</key><value>k</value></item></tagSet>';
    const { compute, transport, actions } = bench([{ body: shown('running', tags) }, { body: done('DeleteTags') }, { body: done('CreateTags') }]);
    await compute.servers.setTags('i-1a', { same: '2', fresh: '3' }, {});
    expect(actions()).toEqual(['DescribeInstances', 'DeleteTags', 'CreateTags']);
    expect(transport.sent[1]?.text).toContain('Tag.1.Key=old&');
    expect(transport.sent[1]?.text).not.toContain('Tag.1.Value');
    expect(form(transport.sent[2]).get('Tag.1.Key')).toBe('fresh');
    expect(transport.sent[2]?.text).not.toContain('Tag.2');
  });
});

describe('consoleOutput', () => {
  it('decodes base64 with line breaks, and nothing yet is nothing', async () => {
    const encoded = Buffer.from('x'.repeat(100)).toString('base64').replace(/.{76}/, '$&\n');
    const answer = (output: string): Play => ({ body: `<GetConsoleOutputResponse><instanceId>i-1</instanceId>${output}</GetConsoleOutputResponse>` });
    expect(await bench([answer(`<output>${encoded}</output>`)]).compute.servers.consoleOutput('i-1', {})).toBe('x'.repeat(100));
    expect(await bench([answer('<output/>')]).compute.servers.consoleOutput('i-1', {})).toBe('');
    expect(await bench([answer('')]).compute.servers.consoleOutput('i-1', {})).toBe('');
  });
});

describe('the clock', () => {
  it('is corrected when Eucalyptus says a message comes from the future', async () => {
    const { compute, transport, clock } = bench(
      [
        {
          status: 403,
          headers: { 'content-type': 'text/plain', date: 'Sat, 21 Nov 2026 11:59:18 GMT' },
          body: '<?xml version="1.0"?><Response><Errors><Error><Code>403 Forbidden</Code><Message>Message was generated in the future (times in UTC): Timestamp=x</Message></Error></Errors><RequestID>r</RequestID></Response>',
        },
        { body: '<DescribeInstancesResponse><reservationSet/></DescribeInstancesResponse>' },
      ],
      'eucalyptus',
    );
    await compute.servers.listPage({});
    expect(transport.sent.map((sent) => sent.headers['X-Amz-Date'])).toEqual(['20261121T120000Z', '20261121T115918Z']);
    expect(clock.slept).toEqual([]);
  });
});

describe('other resources', () => {
  it('reads sizes in either cloud’s schema', async () => {
    const amazon =
      '<DescribeInstanceTypesResponse><instanceTypeSet><item><instanceType>t2.small</instanceType><vCpuInfo><defaultVCpus>1</defaultVCpus></vCpuInfo><memoryInfo><sizeInMiB>2048</sizeInMiB></memoryInfo></item></instanceTypeSet><nextToken>n</nextToken></DescribeInstanceTypesResponse>';
    const page = await bench([{ body: amazon }]).compute.sizes.listPage({});
    expect(page).toMatchObject({ items: [{ id: 't2.small', memoryMiB: 2048, cpus: 1 }], next: 'n' });
    expect(page.items[0]?.diskMiB).toBeUndefined();
    const euca =
      '<DescribeInstanceTypesResponse><instanceTypeDetails><item><name>m1.small</name><cpu>1</cpu><disk>5</disk><memory>512</memory></item><item><name>odd</name></item></instanceTypeDetails></DescribeInstanceTypesResponse>';
    expect((await bench([{ body: euca }], 'eucalyptus').compute.sizes.listPage({})).items).toMatchObject([
      { id: 'm1.small', memoryMiB: 512, cpus: 1, diskMiB: 5120 },
      { id: 'odd', memoryMiB: 0 },
    ]);
  });

  it('asks for machine images alone', async () => {
    const { compute, transport } = bench([
      {
        body: '<DescribeImagesResponse><imagesSet><item><imageId>emi-1</imageId><imageLocation>b/m.manifest.xml</imageLocation><imageState>available</imageState></item></imagesSet></DescribeImagesResponse>',
      },
    ]);
    expect((await compute.images.listPage({ name: 'a*' })).items).toMatchObject([{ id: 'emi-1', name: 'b/m.manifest.xml', state: 'available', os: 'linux' }]);
    expect(form(transport.sent[0]).get('Filter.1.Value.1')).toBe('machine');
    expect(form(transport.sent[0]).get('Filter.2.Value.1')).toBe('a\\*');
  });

  it('imports a key that is there already, and no other under its name', async () => {
    const key =
      'ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQCwUZGth42BYzjbMNVpp+t6PQzKCVoAwUaLhcmxODCQHBtwaG3P4nIgbsBRRTwGM6f3oqm1QOWrpquMRVP8iLgSJOSBIHLdGNBLtVr1LCqb+4KYcv4mhjU/n/Nzvrk8+LKOVQuzLOYsc79139RTf7JJRMhrPndXEkFevHe1czfCl7gzrPzbqtENbXwO4IAp8+vuFnScZc5p+nlw8tiSS7LJFeCed+uXCJrIJlu76uYogF2C6RRarC4xWWm0vtAxXy+dMvKG+NkMKW8TrDJpp2U63iU/Gvw3pdI4UREcvXAD0l3/jNqdqmGQ6huynvioCliAF4Eg7YgxFfJ+c8L+nPFN me';
    const known = (more: string): Play => ({
      body: `<DescribeKeyPairsResponse><keySet><item><keyName>k</keyName>${more}</item></keySet></DescribeKeyPairsResponse>`,
    });
    const same = bench([failed('InvalidKeyPair.Duplicate'), known(`<keyFingerprint>x</keyFingerprint><publicKey>${key.slice(0, -3)} other</publicKey>`)]);
    expect((await same.compute.keyPairs.import({ name: 'k', publicKey: key }, {})).id).toBe('k');
    const other = bench([failed('InvalidKeyPair.Duplicate'), known('<keyFingerprint>aa:bb</keyFingerprint>')]);
    await expect(other.compute.keyPairs.import({ name: 'k', publicKey: key }, {})).rejects.toMatchObject({ code: 'already-exists' });
  });

  it('keeps the private key out of what is printed', async () => {
    const body =
      '<CreateKeyPairResponse><keyName>k</keyName><keyFingerprint>f</keyFingerprint><keyMaterial>-----BEGIN RSA PRIVATE KEY-----</keyMaterial></CreateKeyPairResponse>';
    const made = await bench([{ body }]).compute.keyPairs.create({ name: 'k' }, {});
    expect(JSON.stringify(made)).not.toContain('BEGIN');
    expect(made.privateKey.reveal()).toContain('BEGIN');
  });

  it('takes a rule that is there, and one that is not, for success', async () => {
    const rule = { direction: 'ingress', protocol: 'tcp', fromPort: 22, toPort: 22, cidr: '0.0.0.0/0' } as const;
    const { compute, transport } = bench([failed('InvalidPermission.Duplicate'), failed('InvalidPermission.NotFound'), failed('InvalidGroup.NotFound')]);
    await compute.firewalls.allow('sg-1', rule, {});
    await compute.firewalls.revoke('sg-1', rule, {});
    await expect(compute.firewalls.revoke('sg-1', rule, {})).rejects.toMatchObject({ code: 'not-found' });
    expect(Object.fromEntries(form(transport.sent[0]))).toMatchObject({
      Action: 'AuthorizeSecurityGroupIngress',
      GroupId: 'sg-1',
      'IpPermissions.1.IpProtocol': 'tcp',
      'IpPermissions.1.FromPort': '22',
      'IpPermissions.1.IpRanges.1.CidrIp': '0.0.0.0/0',
    });
  });
});
