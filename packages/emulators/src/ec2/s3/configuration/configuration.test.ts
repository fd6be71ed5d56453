import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ManualClock } from '../../../kit/clock.ts';
import { type Ec2Emulator, startEc2Emulator } from '../../index.ts';
import { type Answer, s3, send } from '../../testing/client.ts';

const START = Date.UTC(2026, 0, 15, 12);
const DAY = 86_400_000;
const clock = new ManualClock(START);
const OTHER = { accessKeyId: 'OTHER', secretAccessKey: 'other' };
let emulator: Ec2Emulator;

const set = (target: string, body: string): Promise<Answer> =>
  s3(emulator, 'PUT', target, { body, headers: { 'content-md5': createHash('md5').update(body).digest('base64') } });
const make = async (name: string, keys: Record<string, string> = {}): Promise<void> => {
  await s3(emulator, 'PUT', `/${name}`);
  for (const [key, body] of Object.entries(keys)) await s3(emulator, 'PUT', `/${name}/${key}`, { body });
};
const policy = (statement: Record<string, unknown>): string => JSON.stringify({ Version: '2012-10-17', Statement: [{ Principal: '*', ...statement }] });

beforeAll(async () => {
  emulator = await startEc2Emulator({ clock, credentials: [{ ...OTHER, accountId: '999999999999' }] });
});
afterAll(() => emulator.close());

describe('a bucket policy', () => {
  it('lets strangers in where it says so, and keeps the owner out where it denies', async () => {
    await make('shared', { 'pub/k': 'open', k: 'shut' });
    expect((await send(emulator.s3Url, 'GET', '/shared/pub/k')).status).toBe(403);
    await set('/shared?policy', policy({ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::shared/pub/*' }));
    expect((await send(emulator.s3Url, 'GET', '/shared/pub/k')).text).toBe('open');
    expect((await send(emulator.s3Url, 'GET', '/shared/k')).status).toBe(403);
    expect((await s3(emulator, 'GET', '/shared?policyStatus')).element('IsPublic')).toBe('true');
    await set('/shared?policy', policy({ Effect: 'Deny', Action: 's3:*', Resource: ['arn:aws:s3:::shared', 'arn:aws:s3:::shared/*'] }));
    expect((await s3(emulator, 'GET', '/shared/k')).status).toBe(403);
    expect((await s3(emulator, 'DELETE', '/shared?policy')).status).toBe(204);
    expect((await s3(emulator, 'GET', '/shared/k')).text).toBe('shut');
  });

  it('names accounts and conditions', async () => {
    await make('named', { a: 'a', b: 'b' });
    const statement = { Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::999999999999:root' }, Action: ['s3:ListBucket'], Resource: 'arn:aws:s3:::named' };
    await set('/named?policy', policy({ ...statement, Condition: { StringEquals: { 's3:prefix': 'a' } } }));
    expect((await s3(emulator, 'GET', '/named?prefix=a', { key: OTHER })).elements('Key')).toEqual(['a']);
    expect((await s3(emulator, 'GET', '/named', { key: OTHER })).status).toBe(403);
    expect((await send(emulator.s3Url, 'GET', '/named?prefix=a')).status).toBe(403);
  });

  const malformed: readonly string[] = [
    '{',
    '{}',
    policy({ Effect: 'Perhaps', Action: 's3:*', Resource: 'arn:aws:s3:::strict' }),
    policy({ Effect: 'Allow', Action: 'ec2:*', Resource: 'arn:aws:s3:::strict' }),
    policy({ Effect: 'Allow', Action: 's3:*', Resource: 'arn:aws:s3:::other' }),
  ];
  for (const body of malformed) {
    it(`is refused when it reads ${body.slice(0, 60)}`, async () => {
      await make('strict');
      expect((await set('/strict?policy', body)).element('Code')).toBe('MalformedPolicy');
    });
  }
});

describe('public access block and ownership', () => {
  it('refuse or ignore public grants and policies', async () => {
    await make('blocked', { k: 'x' });
    await s3(emulator, 'PUT', '/blocked/k?acl', { headers: { 'x-amz-acl': 'public-read' } });
    expect((await send(emulator.s3Url, 'GET', '/blocked/k')).status).toBe(200);
    const all = ['BlockPublicAcls', 'IgnorePublicAcls', 'BlockPublicPolicy', 'RestrictPublicBuckets'].map((name) => `<${name}>true</${name}>`).join('');
    await set('/blocked?publicAccessBlock', `<PublicAccessBlockConfiguration>${all}</PublicAccessBlockConfiguration>`);
    expect((await send(emulator.s3Url, 'GET', '/blocked/k')).status).toBe(403);
    expect((await s3(emulator, 'PUT', '/blocked/new', { body: 'x', headers: { 'x-amz-acl': 'public-read' } })).element('Code')).toBe('AccessDenied');
    expect((await set('/blocked?policy', policy({ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::blocked/*' }))).status).toBe(403);
    await s3(emulator, 'DELETE', '/blocked?publicAccessBlock');
    expect((await send(emulator.s3Url, 'GET', '/blocked/k')).status).toBe(200);
  });

  it('switch grants off altogether', async () => {
    await s3(emulator, 'PUT', '/enforced', { headers: { 'x-amz-object-ownership': 'BucketOwnerEnforced' } });
    expect((await s3(emulator, 'GET', '/enforced?ownershipControls')).element('ObjectOwnership')).toBe('BucketOwnerEnforced');
    const put = (acl: string): Promise<Answer> => s3(emulator, 'PUT', '/enforced/k', { body: 'x', headers: { 'x-amz-acl': acl } });
    expect((await put('public-read')).element('Code')).toBe('AccessControlListNotSupported');
    expect((await put('bucket-owner-full-control')).status).toBe(200);
    expect((await s3(emulator, 'PUT', '/enforced?acl', { headers: { 'x-amz-acl': 'private' } })).element('Code')).toBe('AccessControlListNotSupported');
  });
});

describe('CORS', () => {
  it('answers browsers before and with their requests', async () => {
    await make('cors', { k: 'x' });
    const ask = (origin: string, method: string, headers = ''): Promise<Answer> =>
      send(emulator.s3Url, 'OPTIONS', '/cors/k', {
        origin,
        'access-control-request-method': method,
        ...(headers === '' ? {} : { 'access-control-request-headers': headers }),
      });
    expect((await ask('https://a.test', 'GET')).element('Code')).toBe('AccessForbidden');
    const rule =
      '<CORSRule><AllowedOrigin>https://*.test</AllowedOrigin><AllowedMethod>GET</AllowedMethod><AllowedMethod>PUT</AllowedMethod><AllowedHeader>x-amz-*</AllowedHeader><ExposeHeader>ETag</ExposeHeader><MaxAgeSeconds>60</MaxAgeSeconds></CORSRule>';
    expect((await set('/cors?cors', `<CORSConfiguration>${rule}</CORSConfiguration>`)).status).toBe(200);
    const good = await ask('https://a.test', 'PUT', 'X-Amz-Date');
    expect([
      good.status,
      good.headers['access-control-allow-origin'],
      good.headers['access-control-allow-headers'],
      good.headers['access-control-max-age'],
    ]).toEqual([200, 'https://a.test', 'x-amz-date', '60']);
    for (const [origin, method, headers] of [
      ['https://a.other', 'GET', ''],
      ['https://a.test', 'DELETE', ''],
      ['https://a.test', 'GET', 'authorization'],
    ] as const) {
      expect((await ask(origin, method, headers)).status).toBe(403);
    }
    const got = await s3(emulator, 'GET', '/cors/k', { headers: { origin: 'https://a.test' } });
    expect([got.headers['access-control-allow-origin'], got.headers['access-control-expose-headers']]).toEqual(['https://a.test', 'ETag']);
    expect(
      (
        await set(
          '/cors?cors',
          '<CORSConfiguration><CORSRule><AllowedOrigin>*</AllowedOrigin><AllowedMethod>PATCH</AllowedMethod></CORSRule></CORSConfiguration>',
        )
      ).element('Code'),
    ).toBe('InvalidRequest');
  });
});

describe('lifecycle', () => {
  const rule = (id: string, inner: string, filter = '<Filter><Prefix>old/</Prefix></Filter>'): string =>
    `<LifecycleConfiguration><Rule><ID>${id}</ID>${filter}<Status>Enabled</Status>${inner}</Rule></LifecycleConfiguration>`;

  it('expires, moves and aborts at the midnight after the days are over', async () => {
    await make('aging', { 'old/a': 'x', 'new/a': 'x' });
    await s3(emulator, 'POST', '/aging/old/upload?uploads');
    await set(
      '/aging?lifecycle',
      rule(
        'r 1',
        '<Expiration><Days>2</Days></Expiration><AbortIncompleteMultipartUpload><DaysAfterInitiation>1</DaysAfterInitiation></AbortIncompleteMultipartUpload>',
      ),
    );
    const expires = (await s3(emulator, 'HEAD', '/aging/old/a')).headers['x-amz-expiration'];
    expect(expires).toBe('expiry-date="Sun, 18 Jan 2026 00:00:00 GMT", rule-id="r%201"');
    clock.advance(2 * DAY);
    expect((await s3(emulator, 'GET', '/aging')).elements('Key')).toEqual(['new/a', 'old/a']);
    expect(emulator.openUploads('aging')).toBe(0);
    clock.advance(DAY / 2);
    expect((await s3(emulator, 'GET', '/aging')).elements('Key')).toEqual(['new/a']);
  });

  it('moves to another storage class and thins out old versions', async () => {
    await make('versions');
    await s3(emulator, 'PUT', '/versions?versioning', { body: '<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>' });
    await s3(emulator, 'PUT', '/versions/old/k', { body: '1' });
    await s3(emulator, 'PUT', '/versions/old/k', { body: '2' });
    const inner =
      '<Transition><Days>1</Days><StorageClass>GLACIER</StorageClass></Transition><NoncurrentVersionExpiration><NoncurrentDays>3</NoncurrentDays></NoncurrentVersionExpiration>';
    await set('/versions?lifecycle', rule('r', inner));
    clock.advance(2 * DAY);
    expect((await s3(emulator, 'HEAD', '/versions/old/k')).headers['x-amz-storage-class']).toBe('GLACIER');
    expect((await s3(emulator, 'GET', '/versions?versions')).elements('VersionId')).toHaveLength(2);
    clock.advance(2 * DAY);
    expect((await s3(emulator, 'GET', '/versions?versions')).elements('VersionId')).toHaveLength(1);
  });

  for (const [what, body, code] of [
    ['no action', rule('r', ''), 'InvalidRequest'],
    ['no days', rule('r', '<Expiration><Days>0</Days></Expiration>'), 'InvalidArgument'],
    ['a date that is not midnight', rule('r', '<Expiration><Date>2026-02-01T10:00:00Z</Date></Expiration>'), 'InvalidArgument'],
    ['neither filter nor prefix', rule('r', '<Expiration><Days>1</Days></Expiration>', ''), 'MalformedXML'],
  ] as const) {
    it(`is refused with ${code} for ${what}`, async () => {
      await make('rules');
      expect((await set('/rules?lifecycle', body)).element('Code')).toBe(code);
    });
  }
});

describe('a website', () => {
  it('serves index and error pages, folders and redirects at its own host name', async () => {
    await make('site');
    for (const [key, body] of Object.entries({ 'index.html': 'home', 'docs/index.html': 'docs', 'oops.html': 'oops', secret: 'shh' }))
      await s3(emulator, 'PUT', `/site/${key}`, {
        body,
        headers: { 'content-type': 'text/html', ...(key === 'secret' ? {} : { 'x-amz-acl': 'public-read' }) },
      });
    const visit = (path: string): Promise<Answer> => send(emulator.s3Url, 'GET', path, { host: 'site.s3-website.localhost' });
    expect((await visit('/')).status).toBe(404);
    const rules =
      '<RoutingRules><RoutingRule><Condition><KeyPrefixEquals>alt/</KeyPrefixEquals></Condition><Redirect><ReplaceKeyPrefixWith>docs/</ReplaceKeyPrefixWith></Redirect></RoutingRule></RoutingRules>';
    await set(
      '/site?website',
      `<WebsiteConfiguration><IndexDocument><Suffix>index.html</Suffix></IndexDocument><ErrorDocument><Key>oops.html</Key></ErrorDocument>${rules}</WebsiteConfiguration>`,
    );
    expect([(await visit('/')).text, (await visit('/docs/')).text]).toEqual(['home', 'docs']);
    const folder = await visit('/docs');
    expect([folder.status, folder.headers['location']]).toEqual([302, '/docs/']);
    const lost = await visit('/nowhere');
    expect([lost.status, lost.text]).toEqual([403, 'oops']);
    const moved = await visit('/alt/index.html');
    expect([moved.status, moved.headers['location']]).toEqual([301, 'http://site.s3-website.localhost/docs/index.html']);
    expect((await visit('/secret')).status).toBe(403);
    expect((await set('/site?website', '<WebsiteConfiguration/>')).element('Code')).toBe('InvalidArgument');
  });
});

describe('other settings', () => {
  it('are kept as they were put, and refused where they are wrong', async () => {
    await make('settings');
    const kept: readonly (readonly [string, string, string])[] = [
      [
        'encryption',
        '<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>AES256</SSEAlgorithm></ApplyServerSideEncryptionByDefault></Rule></ServerSideEncryptionConfiguration>',
        'AES256',
      ],
      ['accelerate', '<AccelerateConfiguration><Status>Enabled</Status></AccelerateConfiguration>', 'Enabled'],
      ['requestPayment', '<RequestPaymentConfiguration><Payer>Requester</Payer></RequestPaymentConfiguration>', 'Requester'],
      [
        'logging',
        '<BucketLoggingStatus><LoggingEnabled><TargetBucket>settings</TargetBucket><TargetPrefix>log/</TargetPrefix></LoggingEnabled></BucketLoggingStatus>',
        'log/',
      ],
      [
        'notification',
        '<NotificationConfiguration><TopicConfiguration><Topic>arn:aws:sns:us-east-1:1:t</Topic><Event>s3:ObjectCreated:*</Event></TopicConfiguration></NotificationConfiguration>',
        's3:ObjectCreated:*',
      ],
      ['inventory&id=one', '<InventoryConfiguration><Id>one</Id></InventoryConfiguration>', 'one'],
    ];
    for (const [name, body, mark] of kept) {
      expect([name, (await set(`/settings?${name}`, body)).status]).toEqual([name, 200]);
      expect((await s3(emulator, 'GET', `/settings?${name}`)).text).toContain(mark);
      expect((await set(`/settings?${name}`, '<Wrong/>')).element('Code')).toBe('MalformedXML');
    }
    expect((await s3(emulator, 'GET', '/settings?inventory')).elements('Id')).toEqual(['one']);
    expect((await set('/settings?logging', kept[3]![1].replace('settings', 'nowhere'))).element('Code')).toBe('InvalidTargetBucketForLogging');
    expect((await set('/settings?encryption', kept[0]![1].replace('AES256', 'ROT13'))).element('Code')).toBe('MalformedXML');
  });

  it('make a requester pay, and name an owner that must be right', async () => {
    await make('paid', { k: 'x' });
    await set('/paid?policy', policy({ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::paid/*' }));
    await set('/paid?requestPayment', '<RequestPaymentConfiguration><Payer>Requester</Payer></RequestPaymentConfiguration>');
    expect((await s3(emulator, 'GET', '/paid/k', { key: OTHER })).status).toBe(403);
    const paid = await s3(emulator, 'GET', '/paid/k', { key: OTHER, headers: { 'x-amz-request-payer': 'requester' } });
    expect([paid.status, paid.headers['x-amz-request-charged']]).toEqual([200, 'requester']);
    expect((await s3(emulator, 'GET', '/paid/k', { headers: { 'x-amz-expected-bucket-owner': '999999999999' } })).status).toBe(403);
    expect((await s3(emulator, 'GET', '/paid/k', { headers: { 'x-amz-expected-bucket-owner': emulator.accountId } })).status).toBe(200);
  });
});
