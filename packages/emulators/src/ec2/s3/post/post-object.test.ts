import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ManualClock } from '../../../kit/clock.ts';
import { type Ec2Emulator, startEc2Emulator } from '../../index.ts';
import { type Answer, s3, send } from '../../testing/client.ts';
import { EXAMPLE_KEY } from '../../testing/sign.ts';

const START = Date.UTC(2026, 0, 15, 12);
let emulator: Ec2Emulator;
let euca: Ec2Emulator;

const mac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
const SCOPE = '20260115/us-east-1/s3/aws4_request';

type Conditions = readonly unknown[];

/** Fields of a signed form, version 4. */
function signed(conditions: Conditions, fields: Record<string, string>, expiration = START + 60_000): Record<string, string> {
  const credential = { 'x-amz-algorithm': 'AWS4-HMAC-SHA256', 'x-amz-credential': `${EXAMPLE_KEY.accessKeyId}/${SCOPE}`, 'x-amz-date': '20260115T120000Z' };
  const all = [...conditions, ...Object.entries(credential).map(([name, value]) => ({ [name]: value }))];
  const policy = Buffer.from(JSON.stringify({ expiration: new Date(expiration).toISOString(), conditions: all })).toString('base64');
  const key = SCOPE.split('/').reduce<string | Buffer>((from, part) => mac(from, part), `AWS4${EXAMPLE_KEY.secretAccessKey}`);
  return { ...fields, ...credential, policy, 'x-amz-signature': mac(key, policy).toString('hex') };
}

function post(target: Ec2Emulator, path: string, fields: Record<string, string>, file: string | undefined = 'the file', name = 'a b.txt'): Promise<Answer> {
  const parts = Object.entries(fields).map(([field, value]) => `--B\r\nContent-Disposition: form-data; name="${field}"\r\n\r\n${value}\r\n`);
  if (file !== undefined) parts.push(`--B\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: text/plain\r\n\r\n${file}\r\n`);
  const url = new URL(target.s3Url);
  const prefix = url.pathname.replace(/\/$/, '');
  return send(url.origin, 'POST', prefix + path, { 'content-type': 'multipart/form-data; boundary=B' }, `${parts.join('')}--B--\r\n`);
}

beforeAll(async () => {
  const clock = new ManualClock(START);
  emulator = await startEc2Emulator({ clock });
  euca = await startEc2Emulator({ clock, flavour: 'eucalyptus' });
  for (const each of [emulator, euca]) await s3(each, 'PUT', '/bkt');
});
afterAll(async () => {
  await Promise.all([emulator.close(), euca.close()]);
});

// biome-ignore lint/suspicious/noTemplateCurlyInString: this is how a form writes it
const FILE_NAME_KEY = 'up/${filename}';
const CONDITIONS: Conditions = [{ bucket: 'bkt' }, ['starts-with', '$key', 'up/']];

describe('a form', () => {
  it('stores its file under a key with the file name in it', async () => {
    const done = await post(
      emulator,
      '/bkt',
      signed([...CONDITIONS, { 'Content-Type': 'text/x' }, { 'x-amz-meta-a': '1' }], { key: FILE_NAME_KEY, 'Content-Type': 'text/x', 'x-amz-meta-a': '1' }),
    );
    expect([done.status, done.text]).toEqual([204, '']);
    const got = await s3(emulator, 'GET', '/bkt/up/a%20b.txt');
    expect([got.text, got.headers['content-type'], got.headers['x-amz-meta-a']]).toEqual(['the file', 'text/x', '1']);
  });

  it('answers as the form wants: 201 with a document, or sent on', async () => {
    const made = await post(emulator, '/bkt', signed([...CONDITIONS, { success_action_status: '201' }], { key: 'up/k', success_action_status: '201' }));
    expect([made.status, made.element('Key'), made.element('Bucket'), made.element('ETag')]).toEqual([201, 'up/k', 'bkt', made.headers['etag']]);
    const to = 'http://example.test/done?x=1';
    const away = await post(emulator, '/bkt', signed([...CONDITIONS, ['eq', '$success_action_redirect', to]], { key: 'up/k', success_action_redirect: to }));
    const url = new URL(away.headers['location'] ?? '');
    expect([away.status, url.searchParams.get('x'), url.searchParams.get('key'), url.searchParams.get('bucket')]).toEqual([303, '1', 'up/k', 'bkt']);
  });

  const refused: readonly (readonly [string, Record<string, string>, string])[] = [
    ['a key outside the policy', signed(CONDITIONS, { key: 'down/k' }), 'AccessDenied'],
    ['a field without condition', signed(CONDITIONS, { key: 'up/k', acl: 'public-read' }), 'AccessDenied'],
    ['an expired policy', signed(CONDITIONS, { key: 'up/k' }, START - 1), 'AccessDenied'],
    ['a file too large', signed([...CONDITIONS, ['content-length-range', 0, 3]], { key: 'up/k' }), 'EntityTooLarge'],
    ['a file too small', signed([...CONDITIONS, ['content-length-range', 100, 300]], { key: 'up/k' }), 'EntityTooSmall'],
    ['a signature of another policy', { ...signed(CONDITIONS, { key: 'up/k' }), policy: Buffer.from('{}').toString('base64') }, 'SignatureDoesNotMatch'],
    ['an unknown key', { ...signed(CONDITIONS, { key: 'up/k' }), 'x-amz-credential': `NOBODY/${SCOPE}` }, 'InvalidAccessKeyId'],
    ['no key', signed(CONDITIONS, {}), 'InvalidArgument'],
    ['no signature', { key: 'up/k' }, 'AccessDenied'],
  ];
  for (const [what, fields, code] of refused) {
    it(`is refused with ${code} for ${what}`, async () => {
      const answer = await post(emulator, '/bkt', fields, 'refused!');
      expect(answer.element('Code')).toBe(code);
      expect((await s3(emulator, 'GET', '/bkt/up/k')).text).not.toBe('refused!');
    });
  }

  it('may carry fields the policy is told to ignore', async () => {
    expect((await post(emulator, '/bkt', signed(CONDITIONS, { key: 'up/k', 'x-ignore-me': 'x' }))).status).toBe(204);
  });

  it('is signed by version 2 at Eucalyptus, and at Amazon no more', async () => {
    const policy = Buffer.from(
      JSON.stringify({ expiration: new Date(START + 1000).toISOString(), conditions: [{ bucket: 'bkt' }, ['eq', '$key', 'k']] }),
    ).toString('base64');
    const signature = createHmac('sha1', EXAMPLE_KEY.secretAccessKey).update(policy).digest('base64');
    const fields = { key: 'k', AWSAccessKeyId: EXAMPLE_KEY.accessKeyId, policy, signature };
    expect((await post(euca, '/bkt', fields)).status).toBe(204);
    expect((await s3(euca, 'GET', '/bkt/k')).text).toBe('the file');
    expect((await post(euca, '/bkt', { ...fields, signature: 'AAAA' })).element('Code')).toBe('SignatureDoesNotMatch');
    expect((await post(emulator, '/bkt', fields)).element('Code')).toBe('InvalidRequest');
  });

  it('needs to be a form with one file', async () => {
    expect((await post(emulator, '/bkt', signed(CONDITIONS, { key: 'up/k' }), '')).status).toBe(204);
    const none = '--B\r\nContent-Disposition: form-data; name="key"\r\n\r\nk\r\n--B--\r\n';
    const bare = await send(emulator.s3Url, 'POST', '/bkt', { 'content-type': 'multipart/form-data; boundary=B' }, none);
    expect(bare.element('Code')).toBe('InvalidArgument');
    expect((await send(emulator.s3Url, 'POST', '/bkt', { 'content-type': 'multipart/form-data; boundary=B' }, 'rubbish')).element('Code')).toBe(
      'MalformedPOSTRequest',
    );
    expect((await send(emulator.s3Url, 'POST', '/bkt', { 'content-type': 'text/plain' }, 'x')).status).toBe(412);
  });
});
