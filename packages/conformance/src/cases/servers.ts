import assert from 'node:assert/strict';
import type { ConformanceCase } from '../case.ts';
import { expectError } from '../expect-error.ts';
import { runningServer, shape, waiting, workServer } from '../work-server.ts';

const ABSENT = '00000000-0000-4000-8000-000000000000';
const CREATE = ['compute.servers.create', 'compute.servers.delete', 'compute.images', 'compute.sizes'];

/** Making, finding and describing servers. */
export const serverCases: readonly ConformanceCase[] = [
  {
    id: 'servers.create',
    title: 'a created server becomes running, and is got and listed as what was asked for',
    needs: CREATE,
    run: async (context) => {
      const { cloud } = context;
      const made = await workServer(context);
      assert.ok(['pending', 'running'].includes(made.state), `it begins as ${made.state}`);
      const ready = await cloud.compute.servers.waitUntil(made, 'running', waiting(context));
      assert.equal(ready.id, made.id);
      assert.equal(ready.state, 'running');
      assert.equal(ready.name, made.name);
      const got = await cloud.compute.servers.get(made.id);
      assert.equal(got.name, made.name);
      const { image, size } = await shape(context);
      if (got.imageId !== undefined) assert.equal(got.imageId, typeof image === 'string' ? image : image.id);
      if (got.sizeId !== undefined) assert.equal(got.sizeId, typeof size === 'string' ? size : size.id);
      const listed = (await cloud.compute.servers.list().toArray()).filter(({ id }) => id === made.id);
      assert.equal(listed.length, 1, `the list shows it ${listed.length} times`);
      const named = await cloud.compute.servers.list({ name: made.name }).toArray();
      assert.deepEqual(
        named.map(({ id }) => id),
        [made.id],
      );
      const running = await cloud.compute.servers.list({ state: 'running' }).toArray();
      assert.ok(running.some(({ id }) => id === made.id));
      assert.ok(running.every(({ state }) => state === 'running'));
    },
  },
  {
    id: 'servers.boot-script',
    title: 'a boot script is taken along; one too long is refused before anything is sent',
    needs: [...CREATE, 'compute.servers.bootScript'],
    run: async (context) => {
      const { cloud, requests } = context;
      await runningServer(context, { bootScript: '#!/bin/sh\necho "größer & <kleiner>" > /etc/motd\n' });
      const limit = cloud.capabilities.compute?.servers?.maxBootScriptBytes;
      if (limit === undefined) return;
      const chosen = await shape(context);
      const before = requests();
      await expectError(
        () => cloud.compute.servers.create({ name: context.name('long'), ...chosen, bootScript: `#!/bin/sh\n${'#'.repeat(limit)}` }),
        'invalid-argument',
      );
      assert.equal(requests(), before);
    },
  },
  {
    id: 'servers.tags',
    title: 'tags given at create come back, find the server, and are replaced as a whole',
    needs: [...CREATE, 'compute.servers.tags'],
    run: async (context) => {
      const { cloud, name } = context;
      const mark = name('tag');
      const server = await runningServer(context, { tags: { role: 'web', mark } });
      assert.deepEqual(await cloud.compute.servers.getTags(server), { role: 'web', mark });
      const found = await cloud.compute.servers.list({ tags: { mark } }).toArray();
      assert.deepEqual(
        found.map(({ id }) => id),
        [server.id],
      );
      assert.deepEqual(await cloud.compute.servers.list({ tags: { mark: 'another' } }).toArray(), []);
      await cloud.compute.servers.setTags(server, { role: 'db', since: '2026' });
      await eventually(async () => assert.deepEqual(await cloud.compute.servers.getTags(server), { role: 'db', since: '2026' }));
      await cloud.compute.servers.setTags(server, {});
      await eventually(async () => assert.deepEqual(await cloud.compute.servers.getTags(server), {}));
    },
  },
  {
    id: 'servers.metadata',
    title: 'metadata given at create come back and are replaced as a whole',
    needs: [...CREATE, 'compute.servers.metadata'],
    run: async (context) => {
      const { cloud } = context;
      const server = await runningServer(context, { metadata: { colour: 'blue', owner: 'ops' } });
      assert.deepEqual(await cloud.compute.servers.getMetadata(server), { colour: 'blue', owner: 'ops' });
      await cloud.compute.servers.setMetadata(server, { colour: 'green' });
      await eventually(async () => assert.deepEqual(await cloud.compute.servers.getMetadata(server), { colour: 'green' }));
    },
  },
  {
    id: 'servers.tags-and-metadata',
    title: 'tags and metadata do not mix',
    needs: [...CREATE, 'compute.servers.tags', 'compute.servers.metadata'],
    run: async (context) => {
      const server = await runningServer(context, { tags: { a: '1' }, metadata: { b: '2' } });
      const got = await context.cloud.compute.servers.get(server);
      assert.deepEqual({ ...got.tags }, { a: '1' });
      assert.deepEqual({ ...got.metadata }, { b: '2' });
    },
  },
  {
    id: 'servers.key-pair',
    title: 'a server can be made with an imported key',
    needs: [...CREATE, 'compute.servers.keyPair', 'compute.keyPairs.import'],
    run: async (context) => {
      const { cloud, name, cleanup } = context;
      const { opensshPublicKey } = await import('../openssh-public-key.ts');
      const keyPair = await cloud.compute.keyPairs.import({ name: name('key'), publicKey: opensshPublicKey() });
      cleanup(() => cloud.compute.keyPairs.delete(keyPair));
      const server = await runningServer(context, { keyPair });
      const { keyPairId } = await cloud.compute.servers.get(server);
      if (keyPairId !== undefined) assert.equal(keyPairId, keyPair.id);
    },
  },
  {
    id: 'servers.idempotency-key',
    title: 'the same key makes one server, also from another connection',
    needs: [...CREATE, 'compute.servers.idempotencyKey'],
    run: async (context) => {
      const { cloud, name, open } = context;
      const idempotencyKey = name('once');
      const wanted = name('srv');
      const first = await workServer(context, { name: wanted }, { idempotencyKey });
      const chosen = await shape(context);
      const second = await cloud.compute.servers.create({ name: wanted, ...chosen }, { idempotencyKey });
      assert.equal(second.id, first.id);
      const other = await open();
      const third = await other.compute.servers.create({ name: wanted, ...chosen }, { idempotencyKey });
      assert.equal(third.id, first.id);
      assert.equal((await cloud.compute.servers.list({ name: wanted }).toArray()).length, 1);
    },
  },
  {
    id: 'servers.create-many',
    title: 'createMany makes them all, and one listing waits for them',
    needs: CREATE,
    run: async (context) => {
      const { cloud, name, cleanup, requests } = context;
      const chosen = await shape(context);
      const results = await cloud.compute.servers.createMany([1, 2, 3].map(() => ({ name: name('many'), ...chosen })));
      const servers = results.map((result) => {
        if ('error' in result) throw result.error;
        cleanup(() => cloud.compute.servers.delete(result.server));
        return result.server;
      });
      const before = requests();
      let looks = 0;
      const ready = await cloud.compute.servers.waitUntil(servers, 'running', { ...waiting(context), onState: () => (looks += 1) });
      assert.deepEqual(
        ready.map(({ id }) => id),
        servers.map(({ id }) => id),
      );
      assert.ok(ready.every(({ state }) => state === 'running'));
      assert.ok(looks >= 3);
      assert.ok(requests() - before < 200, `${requests() - before} requests to wait for three servers`);
    },
  },
  {
    id: 'servers.create-unknown-image',
    title: 'an unknown image or size is refused, and no server is left',
    needs: CREATE,
    run: async (context) => {
      const { cloud, name } = context;
      const { image, size } = await shape(context);
      const wanted = name('never');
      const error = await expectError(() => cloud.compute.servers.create({ name: wanted, image: ABSENT, size }), 'not-found', 'invalid-argument');
      assert.equal(error.operation, 'servers.create');
      await expectError(() => cloud.compute.servers.create({ name: wanted, image, size: ABSENT }), 'not-found', 'invalid-argument');
      assert.deepEqual(await cloud.compute.servers.list({ name: wanted }).toArray(), []);
    },
  },
  {
    id: 'servers.refused-name',
    title: 'a name that the cloud refuses is invalid-argument, and no server is left',
    needs: CREATE,
    asks: ['refusedServerName'],
    run: async (context) => {
      const { cloud, harness } = context;
      const refused = harness.refusedServerName ?? '';
      await expectError(async () => cloud.compute.servers.create({ name: refused, ...(await shape(context)) }), 'invalid-argument');
      assert.deepEqual(await cloud.compute.servers.list({ name: refused }).toArray(), []);
    },
  },
  {
    id: 'servers.arguments',
    title: 'empty and wrong arguments are refused before anything is sent',
    needs: CREATE,
    run: async ({ cloud, requests }) => {
      const { servers } = cloud.compute;
      const before = requests();
      for (const call of [
        () => servers.get(''),
        () => servers.delete(''),
        () => servers.get(undefined as never),
        () => servers.create({ name: '', image: 'i', size: 's' }),
        () => servers.create({ name: 'a\nb', image: 'i', size: 's' }),
        () => servers.create({ name: 'x', image: '', size: 's' }),
        () => servers.create({ name: 'x', image: 'i', size: undefined as never }),
        () => servers.waitUntil('x', 'happy' as never),
      ]) {
        const error = await expectError(call, 'invalid-argument');
        assert.match(error.message, /expected|empty|control/);
      }
      assert.equal(requests(), before);
    },
  },
  {
    id: 'servers.delete-many',
    title: 'many are deleted together, those that are absent too; none is left and none failed',
    needs: [...CREATE],
    run: async (context) => {
      const { servers } = context.cloud.compute;
      const made = [await runningServer(context), await runningServer(context)];
      assert.deepEqual(await servers.deleteMany([...made, ABSENT]), { deleted: 3, failed: [] });
      await servers.waitUntil(made, 'terminated', waiting(context));
      assert.deepEqual(await servers.deleteMany(made), { deleted: 2, failed: [] });
      assert.deepEqual(await servers.deleteMany([]), { deleted: 0, failed: [] });
      await expectError(() => servers.deleteMany(['']), 'invalid-argument');
    },
  },
  {
    id: 'servers.get-unknown',
    title: 'get of an unknown id is not-found; delete of it succeeds',
    needs: ['compute.servers.delete'],
    run: async ({ cloud }) => {
      const error = await expectError(() => cloud.compute.servers.get(ABSENT), 'not-found');
      assert.equal(error.operation, 'servers.get');
      assert.equal(error.target, ABSENT);
      assert.equal(error.retry, 'never');
      await cloud.compute.servers.delete(ABSENT);
    },
  },
];

/** Clouds show a change some moments after they accepted it. */
async function eventually(check: () => Promise<void>): Promise<void> {
  for (let left = 40; ; left -= 1) {
    try {
      await check();
      return;
    } catch (error) {
      if (left <= 0) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
