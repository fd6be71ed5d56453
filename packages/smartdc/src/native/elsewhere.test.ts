import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { bodyOfRequest, json } from '../testing/fake-connection.ts';
import { callOf, fakeNative } from '../testing/fake-native.ts';

describe('datacenters.connect', () => {
  const list = { west: 'https://west.test', plain: 'http://plain.test', odd: 'ftp://odd.test' };

  it('is a second client at the address that the cloud names', async () => {
    const { native, connection } = fakeNative(() => json(list));
    const west = await native.datacenters.connect('west');
    expect(west.cloudapi.url).toBe('https://west.test');
    await west.account.get();
    expect(connection.sent.map(({ origin, target }) => origin + target)).toEqual(['https://cloudapi.test/demo/datacenters', 'https://west.test/demo']);
  });

  it('takes an address, without asking', async () => {
    const { native, connection } = fakeNative(() => json(list));
    expect((await native.datacenters.connect({ url: 'http://own.test' })).cloudapi.url).toBe('http://own.test');
    expect(connection.sent).toEqual([]);
  });

  it('does not follow a list out of encryption, nor to what is no address', async () => {
    const { native } = fakeNative(() => json(list));
    await expect(native.datacenters.connect('plain')).rejects.toMatchObject({ code: 'protocol', outcome: 'not-done' });
    await expect(native.datacenters.connect('odd')).rejects.toMatchObject({ code: 'invalid-argument' });
  });

  it('an unknown name is not-found, with those there are', async () => {
    const { native } = fakeNative(() => json(list));
    await expect(native.datacenters.connect('us-sw-1')).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringContaining('odd, plain, west'),
      remedy: expect.stringContaining('us-sw-1.api'),
    });
    await expect(native.datacenters.connect('toString')).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('consoles', () => {
  it('VNC is an upgrade with signed headers, under the one version it is served', async () => {
    const { native, connection } = fakeNative(() => json({}));
    expect(await native.consoles.vnc('m')).toMatchObject({
      url: 'wss://cloudapi.test/demo/machines/m/vnc',
      protocols: ['binary'],
      headers: { 'Accept-Version': expect.stringContaining('~8') },
    });
    expect(connection.sent).toEqual([]);
  });

  it('for browsers it is a signed address', async () => {
    const { native } = fakeNative(() => json({}));
    const { url, expiresAt } = await native.consoles.vncUrl('m', { expiresInSeconds: 60 });
    expect(url).toBe('wss://cloudapi.test/demo/machines/m/vnc?method=GET&expires=60');
    expect(expiresAt).toEqual(new Date(60_000));
  });

  it('the change feed is subscribed to by a message', async () => {
    const { native } = fakeNative(() => json({}));
    expect((await native.consoles.changefeed()).url).toBe('wss://cloudapi.test/demo/changefeed');
    expect(JSON.parse(native.consoles.changefeedMessage({ subResources: ['state'], vms: [{ id: 'm' }] }))).toEqual({
      resource: 'vm',
      subResources: ['state'],
      vms: ['m'],
    });
    expect(JSON.parse(native.consoles.changefeedMessage())).toMatchObject({ resource: 'vm', subResources: expect.arrayContaining(['destroyed']) });
  });
});

describe('images', () => {
  it('are shared by what their list of accounts becomes', async () => {
    const { native, connection } = fakeNative(() => json({ id: 'i', acl: ['a', 'b'] }));
    await native.images.share('i', ['b', 'c']);
    await native.images.unshare('i', ['a']);
    expect(connection.sent.map(callOf)).toEqual(['GET images/i', 'POST images/i?action=update', 'GET images/i', 'POST images/i?action=update']);
    expect([bodyOfRequest(connection.sent[1]), bodyOfRequest(connection.sent[3])]).toEqual([{ acl: ['a', 'b', 'c'] }, { acl: ['b'] }]);
  });

  it('one that could not be made ends the wait, with the reason', async () => {
    const { native } = fakeNative(() => json({ id: 'i', state: 'failed', error: { code: 'PrepareImageDidNotRun', message: 'no' } }));
    await expect(native.images.pollUntilActive('i')).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('PrepareImageDidNotRun') });
  });
});

it('the default package is the one marked so, by a text or by a truth', async () => {
  const listed = (value: unknown): ReturnType<typeof fakeNative> =>
    fakeNative(() =>
      json([
        { id: 'a', name: 'a', default: false },
        { id: 'b', name: 'b', default: value },
      ]),
    );
  for (const value of [true, 'true']) expect(await listed(value).native.packages.default()).toMatchObject({ id: 'b' });
  expect(await listed('false').native.packages.default()).toBeUndefined();
});

it('secrets of access keys hide themselves', async () => {
  const { native } = fakeNative(() => json({ accesskeyid: 'k', accesskeysecret: 'tdc_hidden', status: 'Active' }, 201));
  const key = await native.accessKeys.create();
  expect(inspect(key) + JSON.stringify(key)).not.toContain('tdc_hidden');
  expect(key.accesskeysecret?.reveal()).toBe('tdc_hidden');
});

it('addresses of a network are read to their end, though one goes between two pages', async () => {
  const all = ['10.0.0.1', '10.0.0.2', '10.0.0.3', '10.0.0.4', '10.0.0.5'];
  let gone = 0;
  const { native } = fakeNative((request) => {
    const [, limit, offset] = /limit=(\d+)&offset=(\d+)/.exec(request.target) ?? [];
    const page = all.slice(gone).slice(Number(offset), Number(offset) + Number(limit));
    gone = 1;
    return json(page.map((ip) => ({ ip })));
  });
  expect((await native.networks.ips.list('n', { pageSize: 3 }).toArray()).map(({ ip }) => ip)).toEqual(all);
});

it('volumes: waiting ends when making one failed, and for one to be gone when it is', async () => {
  const { native } = fakeNative(() => json({ id: 'v', state: 'failed' }));
  await expect(native.volumes.pollUntilReady('v')).rejects.toMatchObject({ code: 'conflict' });
  const gone = fakeNative(() => json({ code: 'VolumeNotFound' }, 404));
  await expect(gone.native.volumes.pollUntilDeleted('v')).resolves.toBeUndefined();
});

it('migrations: a step that failed ends the wait, with the reason', async () => {
  const { native } = fakeNative(() => json({ machine: 'm', phase: 'sync', state: 'failed', error: 'no room' }));
  await expect(native.migrations.pollUntilStepDone('m')).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('no room') });
});

describe('migrations.watch', () => {
  const events = (text: string): ReturnType<typeof fakeNative> =>
    fakeNative(() => ({ status: 200, headers: { 'content-type': 'application/x-json-stream' }, body: text }));
  const progress = '{"type":"progress","phase":"sync","message":"ü"}\n';

  it('tells events to their end', async () => {
    const { native, connection } = events(`${progress}${progress}{"type":"end","state":"paused"}\n`);
    const seen: string[] = [];
    for await (const event of native.migrations.watch('m')) seen.push(event.type);
    expect(seen).toEqual(['progress', 'progress', 'end']);
    expect(bodyOfRequest(connection.sent[0])).toEqual({ action: 'watch' });
  });

  it('a stream that breaks off is no end', async () => {
    const { native } = events(progress);
    const seen: string[] = [];
    const reading = async (): Promise<void> => {
      for await (const event of native.migrations.watch('m')) seen.push(event.type);
    };
    await expect(reading()).rejects.toMatchObject({ code: 'unavailable' });
    expect(seen).toEqual(['progress']);
  });
});

it('role tags are read from a header; a path must begin at the account', async () => {
  const { native } = fakeNative(() => json([], 200, { 'role-tag': 'a, b' }));
  expect(await native.roleTags.get('/machines')).toEqual(['a', 'b']);
  await expect(native.roleTags.set('machines', [])).rejects.toMatchObject({ code: 'invalid-argument' });
  await expect(native.roleTags.set('//evil.test', [])).rejects.toMatchObject({ code: 'invalid-argument' });
});

it('an answer that is none is a protocol error and names the call', async () => {
  const { native } = fakeNative(() => json('hello'));
  await expect(native.account.get()).rejects.toMatchObject({ code: 'protocol', operation: 'cloudapi GetAccount' });
  await expect(native.keys.list().toArray()).rejects.toMatchObject({ code: 'protocol', operation: 'cloudapi ListKeys', target: '/keys' });
});
