import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type OpenstackEmulator, startOpenstackEmulator } from '../index.ts';
import { type Reply, type SendOptions, session } from '../testing/session.ts';

let cloud: OpenstackEmulator;
let glance: (path: string, options?: SendOptions) => Promise<Reply>;
const ACCEPT_JSON = { Accept: 'application/json' };

beforeEach(async () => {
  const images = Array.from({ length: 30 }, (_, index) => ({ name: `seeded-${index}` }));
  cloud = await startOpenstackEmulator({ seed: { images } });
  const call = await session(cloud);
  glance = (path, options) => call(`/image${path}`, options);
});
afterEach(() => cloud.close());

describe('images', () => {
  it('come 25 to a page by default, newest first, with a path as the next link', async () => {
    const first = (await glance('/v2/images')).json;
    expect(first.images).toHaveLength(25);
    expect(first.images[0].name).toBe('seeded-29');
    expect(first.next).toBe(`/v2/images?marker=${first.images[24].id}`);
    const second = (await glance(first.next)).json;
    expect(second.images).toHaveLength(10);
    expect(second).not.toHaveProperty('next');
  });

  it('are queued until their data came, once', async () => {
    const body = { name: 'i', disk_format: 'raw', container_format: 'bare', os_distro: 'x' };
    const created = await glance('/v2/images', { body });
    expect([created.status, created.json.status, created.json.size, created.json.os_distro]).toEqual([201, 'queued', null, 'x']);
    const path = `/v2/images/${created.json.id}`;
    expect((await glance(`${path}/file`)).status).toBe(204);
    const data = { method: 'PUT', body: 'hello', headers: { 'Content-Type': 'application/octet-stream' } };
    expect((await glance(`${path}/file`, data)).status).toBe(204);
    expect((await glance(path)).json).toMatchObject({ status: 'active', size: 5, checksum: '5d41402abc4b2a76b9719d911017c592' });
    expect((await glance(`${path}/file`, data)).status).toBe(409);
    expect((await glance(`${path}/file`)).text).toBe('hello');
    expect((await glance(path, { method: 'DELETE' })).status).toBe(204);
    expect((await glance(path)).status).toBe(404);
  });

  it('fault in the form the Accept header asks for', async () => {
    expect((await glance('/v2/images/nope', { headers: ACCEPT_JSON })).text).toBe(
      '{"message": "No image found with ID nope<br /><br />\\n\\n\\n", "code": "404 Not Found", "title": "Not Found"}',
    );
    expect((await glance('/v2/images/nope', { headers: { Accept: '*/*' } })).headers['content-type']).toMatch(/^text\/html/);
    expect((await glance('/v2/images/nope')).headers['content-type']).toMatch(/^text\/plain/);
  });

  it('are changed by their own JSON patch, within limits', async () => {
    const { id } = (await glance('/v2/images', { body: { name: 'i' } })).json;
    const patch = (operations: object, type = 'application/openstack-images-v2.1-json-patch'): Promise<Reply> =>
      glance(`/v2/images/${id}`, { method: 'PATCH', body: JSON.stringify(operations), headers: { 'Content-Type': type } });
    const changed = await patch([
      { op: 'replace', path: '/name', value: 'j' },
      { op: 'add', path: '/foo', value: 'bar' },
    ]);
    expect(changed.json).toMatchObject({ name: 'j', foo: 'bar' });
    expect((await patch([{ op: 'replace', path: '/nope', value: 1 }])).status).toBe(409);
    expect((await patch([{ op: 'replace', path: '/status', value: 'x' }])).status).toBe(403);
    expect((await patch([], 'application/json')).status).toBe(415);
  });

  it("that are public are not the caller's to delete", async () => {
    const [image] = (await glance('/v2/images?limit=1')).json.images;
    expect((await glance(`/v2/images/${image.id}`, { method: 'DELETE' })).status).toBe(403);
  });
});
