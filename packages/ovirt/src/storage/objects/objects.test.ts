import { Readable } from 'node:stream';
import { bodyOf, type PutObjectRequest } from '@portolan/core/driver';
import { describe, expect, it } from 'vitest';
import { SsoAuth } from '../../auth.ts';
import { Cleanups } from '../../cleanups.ts';
import { imageioHttp } from '../../client.ts';
import { Places } from '../../compute/places.ts';
import { ImageioClient } from '../../imageio-client.ts';
import { FakeEngine, faultReply, type Reply, type Seen, xmlReply } from '../../testing/fake-engine.ts';
import { StorageDomains } from '../buckets/buckets.ts';
import { Transfers } from '../transfers/transfers.ts';
import { writeDescription } from './description.ts';
import { ObjectDisks } from './disks.ts';
import { OvirtObjects } from './objects.ts';

const HOST = 'https://host1:54322';
const OLD = '11111111-0000-4000-8000-000000000000';
const NEW = '22222222-0000-4000-8000-000000000000';

interface FakeDisk {
  readonly id: string;
  alias: string;
  description: string;
}

/** An engine with one domain, whose disks can be made, changed and removed, and whose transfers begin at once. */
function storage(trouble: (request: Seen) => Reply | undefined = () => undefined): {
  readonly objects: OvirtObjects;
  readonly engine: FakeEngine;
  readonly disks: Map<string, FakeDisk>;
  readonly writes: () => readonly string[];
} {
  const disks = new Map<string, FakeDisk>();
  const old = writeDescription({ diskId: OLD, sizeBytes: 3, writtenAt: 5, headers: {}, metadata: {} });
  disks.set(OLD, { id: OLD, alias: 'k', description: old });
  const escaped = (text: string): string => text.replaceAll('"', '&quot;');
  const show = ({ id, alias, description }: FakeDisk): string =>
    `<disk id="${id}"><alias>${alias}</alias><description>${escaped(description)}</description><status>ok</status><storage_domains><storage_domain id="s1"/></storage_domains></disk>`;
  const member = (body: string, name: string): string => (new RegExp(`<${name}>([^<]*)<`).exec(body)?.[1] ?? '').replaceAll('&quot;', '"');
  const engine = new FakeEngine((request) => {
    const { method, target, origin, body } = request;
    const trouble1 = trouble(request);
    if (trouble1 !== undefined) return trouble1;
    if (origin === HOST) return method === 'OPTIONS' ? { status: 200, body: '{"features":["flush"],"max_writers":1}' } : { status: 200 };
    if (!target.includes('/api/')) return undefined;
    const path = target.slice('/ovirt-engine/api'.length);
    if (path === '/clusters') return xmlReply('<clusters><cluster id="c1"><name>Default</name><data_center id="d1"/></cluster></clusters>');
    if (path.endsWith('/storagedomains'))
      return xmlReply(
        '<storage_domains><storage_domain id="s1"><name>data</name><type>data</type><status>active</status><storage><type>nfs</type></storage></storage_domain></storage_domains>',
      );
    if (path.startsWith('/imagetransfers')) {
      if (path.endsWith('/cancel')) disks.delete(NEW);
      if (path === '/imagetransfers' && method === 'GET') return xmlReply('<image_transfers/>');
      if (/\/(cancel|finalize)$/.test(path)) return xmlReply('<action><status>complete</status></action>');
      const phase = engine.calls.some((call) => call.endsWith('/finalize')) ? 'finished_success' : 'transferring';
      return xmlReply(`<image_transfer id="t1"><phase>${phase}</phase><transfer_url>${HOST}/images/x</transfer_url></image_transfer>`);
    }
    if (path.startsWith('/disks?'))
      return xmlReply(
        `<disks>${[...disks.values()]
          .filter(({ alias }) => target.includes(`%22${alias}%22`) || target.includes('description'))
          .map(show)
          .join('')}</disks>`,
      );
    if (method === 'POST') disks.set(NEW, { id: NEW, alias: member(body, 'alias'), description: member(body, 'description') });
    const disk = disks.get(method === 'POST' ? NEW : path.slice('/disks/'.length));
    if (disk === undefined) return { status: 404 };
    if (method === 'PUT') Object.assign(disk, { alias: member(body, 'alias'), description: member(body, 'description') });
    if (method === 'DELETE') {
      disks.delete(disk.id);
      return { status: 200 };
    }
    return xmlReply(show(disk));
  });
  const client = engine.client();
  const auth = new SsoAuth({ origin: 'https://engine.example.com', enginePath: '/ovirt-engine' }, engine.connection);
  const objects = new OvirtObjects({
    domains: new StorageDomains(client, new Places(client, {})),
    disks: new ObjectDisks(client),
    transfers: new Transfers(client, new ImageioClient(imageioHttp(engine.connection))),
    cleanups: new Cleanups(auth),
    clock: engine.clock,
    patience: (options, limitMs) => client.patience(options, limitMs),
  });
  const writes = (): readonly string[] => engine.calls.filter((call) => !call.startsWith('GET'));
  return { objects, engine, disks, writes };
}

const put = (source: Parameters<typeof bodyOf>[0], length: number, more: Partial<PutObjectRequest> = {}): PutObjectRequest => ({
  bucket: 'data',
  key: 'k',
  body: bodyOf(source, { length }),
  contentType: 'text/plain',
  metadata: {},
  ...more,
});

describe('OvirtObjects', () => {
  it('removes what was there before only when the new one has taken its place', async () => {
    const { objects, disks, writes } = storage();
    expect(await objects.put(put('abc', 3), {})).toEqual({ key: 'k', etag: NEW, sizeBytes: 3, md5: '900150983cd24fb0d6963f7d28e17f72' });
    expect(writes()).toEqual(['POST /disks', 'POST /imagetransfers', 'POST /imagetransfers/t1/finalize', `PUT /disks/${NEW}`, `DELETE /disks/${OLD}`]);
    expect([...disks.values()].map(({ id, alias }) => [id, alias])).toEqual([[NEW, 'k']]);
    expect(await objects.head('data', 'k', {})).toMatchObject({ sizeBytes: 3, contentType: 'text/plain', etag: NEW, md5: '900150983cd24fb0d6963f7d28e17f72' });
  });

  it.each<[string, (request: Seen) => boolean]>([
    ['making the disk', ({ method, target }) => method === 'POST' && target.endsWith('/disks')],
    ['opening the transfer', ({ method, target }) => method === 'POST' && target.endsWith('/imagetransfers')],
    ['opening the transfer, and looking for it,', ({ target }) => target.endsWith('/imagetransfers')],
    ['writing', ({ method, origin }) => method === 'PUT' && origin === HOST],
    ['flushing', ({ method, origin }) => method === 'PATCH' && origin === HOST],
    ['finalizing', ({ target }) => target.endsWith('/finalize')],
    ['giving the name', ({ method, target }) => method === 'PUT' && target.includes('/disks/')],
  ])('takes everything back when %s fails, and says that nothing was done', async (_, hits) => {
    const { objects, disks } = storage((request) => (hits(request) ? faultReply(400, 'No.') : undefined));
    const source = Readable.from([Buffer.from('abc')]);
    await expect(objects.put(put(source, 3), {})).rejects.toMatchObject({ code: 'invalid-argument', outcome: 'not-done' });
    await new Promise((resolve) => setImmediate(resolve));
    expect([...disks.keys()]).toEqual([OLD]);
    expect(source.destroyed).toBe(true);
  });

  it('has stored the object when only its predecessor cannot be removed, and names that', async () => {
    const { objects, disks } = storage(({ method, target }) => (method === 'DELETE' && target.endsWith(OLD) ? faultReply(409, 'It is needed.') : undefined));
    await expect(objects.put(put('abc', 3), {})).rejects.toMatchObject({ outcome: 'done', leftover: { kind: 'disk', id: OLD } });
    expect(disks.size).toBe(2);
    expect(await objects.head('data', 'k', {})).toMatchObject({ etag: NEW });
    expect((await objects.listPage('data', { prefix: '' })).items).toMatchObject([{ key: 'k', etag: NEW }]);
  });

  it('is later than what it replaces, also when that was written by a clock ahead', async () => {
    const { objects, disks, engine } = storage();
    const ahead = engine.clock.now() + 3_600_000;
    disks.set(OLD, { id: OLD, alias: 'k', description: writeDescription({ diskId: OLD, sizeBytes: 3, writtenAt: ahead, headers: {}, metadata: {} }) });
    await objects.put(put('abc', 3), {});
    expect(await objects.head('data', 'k', {})).toMatchObject({ etag: NEW, lastModified: new Date(ahead + 1) });
  });

  it('refuses what cannot be kept before it sends anything', async () => {
    const { objects, engine } = storage();
    const source = Readable.from([Buffer.from('abc')]);
    await expect(objects.put(put(source, 3, { metadata: { a: 'x'.repeat(600) } }), {})).rejects.toMatchObject({
      code: 'invalid-argument',
      outcome: 'not-done',
    });
    await expect(objects.put(put('abc', 3, { key: '/'.repeat(90) }), {})).rejects.toMatchObject({ code: 'invalid-argument' });
    await expect(objects.copy({ from: { bucket: 'data', key: 'k' }, to: { bucket: 'data', key: '/'.repeat(90) } }, {})).rejects.toMatchObject({
      code: 'invalid-argument',
    });
    expect(engine.seen).toEqual([]);
    expect(source.destroyed).toBe(true);
  });

  it('reads no byte of an empty object, and none beyond the end', async () => {
    const { objects, engine } = storage();
    await expect(objects.get('data', 'k', { range: { start: 3 } })).rejects.toMatchObject({ code: 'invalid-argument', status: 416 });
    await objects.put(put('', 0), {});
    const { body, length } = await objects.get('data', 'k', {});
    expect([length, await body.toArray()]).toEqual([0, []]);
    expect(engine.calls.filter((call) => call.includes('imagetransfers'))).toEqual([]);
  });
});
