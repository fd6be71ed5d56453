import { Secret } from '@portolan/core/driver';
import { describe, expect, it } from 'vitest';
import { SigV4 } from '../../auth.ts';
import { S3Client } from '../../client.ts';
import { S3Endpoint } from '../../endpoints.ts';
import { aws } from '../../presets.ts';
import { type Answer, type FakeConnection, fakeConnection, type Play } from '../../testing/fake-connection.ts';
import { S3Buckets } from './buckets.ts';

function bench(plays: readonly Play[]): FakeConnection & { readonly buckets: S3Buckets } {
  const connection = fakeConnection(plays);
  const s3 = new S3Endpoint('http://h:1', undefined);
  const identity = { accessKeyId: 'AKID', secretAccessKey: new Secret('s') };
  const auth = new SigV4({ identity, region: 'us-east-1', clock: connection.clock, ec2: undefined, s3, clockToleranceMs: aws.clockToleranceMs });
  return Object.assign(connection, { buckets: new S3Buckets(new S3Client(connection, auth, s3), 'us-east-1') });
}

const refused = (status: number, code: string): Answer => ({ status, body: `<Error><Code>${code}</Code><Message>m</Message></Error>` });
const absent: Play = { status: 404 };
const done: Play = { status: 200 };
const tagged = (owner: string): Answer => ({ body: `<Tagging><TagSet><Tag><Key>portolan-owner</Key><Value>${owner}</Value></Tag></TagSet></Tagging>` });
const sent = ({ transport }: FakeConnection): string[] => transport.sent.map(({ method, target }) => `${method} ${target}`);

describe('buckets of an owner', () => {
  it('are looked for, made and tagged', async () => {
    const one = bench([absent, done, refused(404, 'NoSuchTagSet'), { status: 204 }]);
    expect(await one.buckets.create({ name: 'b', owner: 'ci' }, {})).toMatchObject({ name: 'b', owner: 'ci' });
    expect(sent(one)).toEqual(['HEAD /b', 'PUT /b', 'GET /b?tagging=', 'PUT /b?tagging=']);
    expect(one.transport.sent[3]?.headers).toHaveProperty('Content-MD5');
  });

  it('are taken back when they cannot be tagged', async () => {
    const one = bench([absent, done, refused(404, 'NoSuchTagSet'), refused(403, 'AccessDenied'), { status: 204 }]);
    await expect(one.buckets.create({ name: 'b', owner: 'ci' }, {})).rejects.toMatchObject({
      code: 'permission-denied',
      outcome: 'not-done',
      leftover: undefined,
    });
    expect(sent(one).at(-1)).toBe('DELETE /b');
  });

  it('are named when they can neither be tagged nor taken back', async () => {
    const one = bench([absent, done, refused(404, 'NoSuchTagSet'), refused(403, 'AccessDenied'), refused(403, 'AccessDenied')]);
    const leftover = { kind: 'bucket', id: 'b' };
    await expect(one.buckets.create({ name: 'b', owner: 'ci' }, {})).rejects.toMatchObject({ code: 'permission-denied', outcome: 'done', leftover });
  });

  it('are not taken over from whoever was quicker, nor deleted', async () => {
    const one = bench([absent, refused(409, 'BucketAlreadyOwnedByYou'), tagged('prod')]);
    await expect(one.buckets.create({ name: 'b', owner: 'ci' }, {})).rejects.toMatchObject({ code: 'already-exists' });
    expect(sent(one)).toEqual(['HEAD /b', 'PUT /b', 'GET /b?tagging=']);
  });

  it('come with a remedy where a store keeps no tags', async () => {
    const one = bench([absent, done, refused(501, 'NotImplemented'), { status: 204 }]);
    const error = { code: 'unsupported', outcome: 'not-done', remedy: 'say so in the profile: lacks: [storage.buckets.owner]' };
    await expect(one.buckets.create({ name: 'b', owner: 'ci' }, {})).rejects.toMatchObject(error);
  });

  it('are none on a store that takes no notice of their tags, and says nothing', async () => {
    const one = bench([absent, done, { body: '<ListBucketResult/>' }, { status: 204 }]);
    await expect(one.buckets.create({ name: 'b', owner: 'ci' }, {})).rejects.toMatchObject({ code: 'unsupported', outcome: 'not-done' });
    expect(sent(one)).toEqual(['HEAD /b', 'PUT /b', 'GET /b?tagging=', 'DELETE /b']);
  });

  it('are those whose tags say so; what may not be looked into bears none', async () => {
    const list = '<ListAllMyBucketsResult><Buckets><Bucket><Name>a</Name></Bucket><Bucket><Name>b</Name></Bucket></Buckets></ListAllMyBucketsResult>';
    const one = bench([{ body: list }, ({ target }) => (target.startsWith('/a') ? tagged('ci') : refused(403, 'AccessDenied'))]);
    expect((await one.buckets.listPage({ owner: 'ci' })).items).toMatchObject([{ name: 'a', owner: 'ci' }]);
  });
});
