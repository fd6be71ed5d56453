import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ManualClock } from '../../../kit/clock.ts';
import { type Ec2Emulator, startEc2Emulator } from '../../index.ts';
import { type Answer, s3 } from '../../testing/client.ts';

const START = Date.UTC(2026, 0, 15, 12);
const DAY = 86_400_000;
const clock = new ManualClock(START);
let emulator: Ec2Emulator;

const md5 = (body: string): string => createHash('md5').update(body).digest('base64');
const xml = (target: string, body: string, headers: Record<string, string> = {}): Promise<Answer> =>
  s3(emulator, 'PUT', target, { body, headers: { 'content-md5': md5(body), ...headers } });
const retention = (mode: string, until: number): string =>
  `<Retention><Mode>${mode}</Mode><RetainUntilDate>${new Date(until).toISOString()}</RetainUntilDate></Retention>`;
const make = async (name: string): Promise<void> => void (await s3(emulator, 'PUT', `/${name}`, { headers: { 'x-amz-bucket-object-lock-enabled': 'true' } }));
const put = async (target: string, headers: Record<string, string> = {}): Promise<string> =>
  (await s3(emulator, 'PUT', target, { body: 'x', headers: { 'content-md5': md5('x'), ...headers } })).headers['x-amz-version-id'] ?? '';

beforeAll(async () => {
  emulator = await startEc2Emulator({ clock });
});
afterAll(() => emulator.close());

describe('object lock', () => {
  it('brings versioning, which then cannot be suspended', async () => {
    await make('locked');
    expect((await s3(emulator, 'GET', '/locked?versioning')).element('Status')).toBe('Enabled');
    expect((await s3(emulator, 'GET', '/locked?object-lock')).element('ObjectLockEnabled')).toBe('Enabled');
    const body = '<VersioningConfiguration><Status>Suspended</Status></VersioningConfiguration>';
    expect((await s3(emulator, 'PUT', '/locked?versioning', { body })).element('Code')).toBe('InvalidBucketState');
    await s3(emulator, 'PUT', '/plain');
    expect((await s3(emulator, 'GET', '/plain?object-lock')).element('Code')).toBe('ObjectLockConfigurationNotFoundError');
    expect((await s3(emulator, 'PUT', '/plain/k', { headers: { 'x-amz-object-lock-legal-hold': 'ON' } })).element('Code')).toBe('InvalidRequest');
    expect((await xml('/plain?object-lock', '<ObjectLockConfiguration><ObjectLockEnabled>Enabled</ObjectLockEnabled></ObjectLockConfiguration>')).status).toBe(
      409,
    );
  });

  it('keeps governed versions from who does not say bypass, and compliant ones from all', async () => {
    await make('modes');
    const governed = await put('/modes/g');
    const compliant = await put('/modes/c');
    expect((await xml(`/modes/g?retention&versionId=${governed}`, retention('GOVERNANCE', START + DAY))).status).toBe(200);
    expect((await xml(`/modes/c?retention&versionId=${compliant}`, retention('COMPLIANCE', START + DAY))).status).toBe(200);
    const bypass = { headers: { 'x-amz-bypass-governance-retention': 'true' } };
    expect((await s3(emulator, 'DELETE', '/modes/c')).status).toBe(204);
    expect((await s3(emulator, 'DELETE', `/modes/g?versionId=${governed}`)).element('Code')).toBe('AccessDenied');
    expect((await s3(emulator, 'DELETE', `/modes/c?versionId=${compliant}`, bypass)).element('Code')).toBe('AccessDenied');
    expect((await xml('/modes/g?retention', retention('GOVERNANCE', START + DAY / 2))).status).toBe(403);
    expect((await xml('/modes/g?retention', retention('GOVERNANCE', START + 2 * DAY))).status).toBe(200);
    expect((await s3(emulator, 'DELETE', `/modes/g?versionId=${governed}`, bypass)).status).toBe(204);
    clock.advance(DAY + 1);
    expect((await s3(emulator, 'DELETE', `/modes/c?versionId=${compliant}`)).status).toBe(204);
    clock.advance(-DAY - 1);
  });

  it('holds until the hold is lifted, and bulk deletes tell each refusal', async () => {
    await make('held');
    const id = await put('/held/k', { 'x-amz-object-lock-legal-hold': 'ON' });
    expect((await s3(emulator, 'HEAD', '/held/k')).headers['x-amz-object-lock-legal-hold']).toBe('ON');
    const body = `<Delete><Object><Key>k</Key><VersionId>${id}</VersionId></Object></Delete>`;
    const refused = await s3(emulator, 'POST', '/held?delete', { body, headers: { 'content-md5': md5(body), 'x-amz-bypass-governance-retention': 'true' } });
    expect([refused.status, refused.elements('Code')]).toEqual([200, ['AccessDenied']]);
    expect((await xml('/held/k?legal-hold', '<LegalHold><Status>OFF</Status></LegalHold>')).status).toBe(200);
    expect((await s3(emulator, 'GET', '/held/k?legal-hold')).element('Status')).toBe('OFF');
    expect((await s3(emulator, 'DELETE', `/held/k?versionId=${id}`)).status).toBe(204);
    expect((await s3(emulator, 'PUT', '/held/bare', { body: 'x', headers: { 'x-amz-object-lock-legal-hold': 'ON' } })).element('Code')).toBe('InvalidRequest');
  });

  it('gives new objects the retention of the bucket', async () => {
    await make('standard');
    const rule = '<Rule><DefaultRetention><Mode>GOVERNANCE</Mode><Days>3</Days></DefaultRetention></Rule>';
    const set = await xml('/standard?object-lock', `<ObjectLockConfiguration><ObjectLockEnabled>Enabled</ObjectLockEnabled>${rule}</ObjectLockConfiguration>`);
    expect(set.status).toBe(200);
    await put('/standard/k');
    const seen = await s3(emulator, 'GET', '/standard/k?retention');
    expect([seen.element('Mode'), Date.parse(seen.element('RetainUntilDate') ?? '')]).toEqual(['GOVERNANCE', START + 3 * DAY]);
    expect((await s3(emulator, 'GET', '/standard/k?legal-hold')).element('Code')).toBe('NoSuchObjectLockConfiguration');
    expect((await xml('/standard/k?retention', retention('GOVERNANCE', START - 1))).element('Code')).toBe('InvalidArgument');
  });
});
