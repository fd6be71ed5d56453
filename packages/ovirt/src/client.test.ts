import { Secret } from '@portolan/core/driver';
import { describe, expect, it } from 'vitest';
import { SsoAuth } from './auth.ts';
import { EngineClient, engineAddress } from './client.ts';
import { Sdk } from './sdk/index.ts';
import { FakeEngine, xmlReply } from './testing/fake-engine.ts';

const URL_OF_API = 'https://engine.example.com/ovirt-engine/api';
const list = { operation: 'ListVms', method: 'GET', path: '/vms' } as const;

describe('EngineClient', () => {
  it('finds the engine beside its API', () => {
    expect(engineAddress('https://h:1/ovirt-engine/api')).toEqual({ origin: 'https://h:1', apiPath: '/ovirt-engine/api', enginePath: '/ovirt-engine' });
    expect(engineAddress('https://h/ovirt-engine/api/v4').enginePath).toBe('/ovirt-engine');
  });

  it('sends what the engine wants to hear', async () => {
    const engine = new FakeEngine(({ target }) => (target.includes('/api') ? xmlReply('<vms/>') : undefined));
    expect(await engine.client().list(list, 'vms', 'vm', {})).toEqual([]);
    expect(engine.seen[1]?.headers).toMatchObject({ Version: '4', Accept: 'application/xml', 'Accept-Language': 'en-US', Authorization: 'Bearer T1' });
    expect(engine.seen[1]?.headers).not.toHaveProperty('Content-Type');
  });

  it('sends the headers of the profile with every request to the API, and to nobody else', async () => {
    const engine = new FakeEngine(({ target }) => (target.includes('/api') ? xmlReply('<vms/>') : undefined));
    const auth = new SsoAuth({ ...engineAddress(URL_OF_API), username: 'u@p', password: new Secret('x') }, engine.connection);
    const client = new EngineClient(engine.connection, auth, { address: engineAddress(URL_OF_API), headers: { 'X-Gateway': 'g' } });
    await client.list(list, 'vms', 'vm', {});
    await new Sdk(client.sdkTransport())
      .system()
      .vmsService()
      .list({}, { headers: { 'x-gateway': 'mine' } });
    expect(engine.seen.map(({ target, headers }) => [target.split('?')[0], headers['X-Gateway'], headers['x-gateway']])).toEqual([
      ['/ovirt-engine/sso/oauth/token', undefined, undefined],
      ['/ovirt-engine/api/vms', 'g', undefined],
      ['/ovirt-engine/api/vms', undefined, 'mine'],
    ]);
  });

  it.each([
    ['<fault><detail>[Cannot do it.]</detail><reason>Operation Failed</reason></fault>', { code: 'conflict' }],
    ['<templates/>', { code: 'protocol' }],
    ['<vms><vm id="1">', { code: 'protocol' }],
    ['', { code: 'protocol' }],
    ['<html><body>Login</body></html>', { code: 'protocol', remedy: expect.stringMatching(/endpoint/) }],
    ['<!DOCTYPE vms [<!ENTITY x "y">]><vms/>', { code: 'protocol' }],
  ])('a 200 with %s is no list', async (body, expected) => {
    const engine = new FakeEngine(({ target }) => (target.includes('/api') ? xmlReply(body) : undefined));
    await expect(engine.client().list(list, 'vms', 'vm', {})).rejects.toMatchObject(body.startsWith('<fault') ? { ...expected, status: 200 } : expected);
  });

  it('maps the items of a collection one by one, and passes on what the mapping throws', async () => {
    const engine = new FakeEngine(({ target }) => (target.includes('/api') ? xmlReply('<vms><vm id="1"/><vm id="2"/></vms>') : undefined));
    expect(await engine.client().list(list, 'vms', 'vm', {}, (node) => node['@id'])).toEqual(['1', '2']);
    const wrong = new TypeError('wrong');
    const mapping = (): never => {
      throw wrong;
    };
    await expect(engine.client().list(list, 'vms', 'vm', {}, mapping)).rejects.toBe(wrong);
  });

  it('reads a failed action in place of a collection as the fault it holds', async () => {
    const body = '<action><fault><detail>[VM is locked]</detail></fault><status>failed</status></action>';
    const engine = new FakeEngine(({ target }) => (target.includes('/api') ? xmlReply(body) : undefined));
    await expect(engine.client().list(list, 'vms', 'vm', {})).rejects.toMatchObject({ code: 'conflict', status: 200 });
  });

  it('takes no web page and no failed action for a removal', async () => {
    const remove = { operation: 'RemoveVm', method: 'DELETE', path: '/vms/1' } as const;
    const answering = (body: string): Promise<void> =>
      new FakeEngine(({ target }) => (target.includes('/api') ? xmlReply(body) : undefined)).client().perform(remove, {});
    await answering('');
    await answering('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<action><status>complete</status></action>');
    await expect(answering('<html><body>It works</body></html>')).rejects.toMatchObject({ code: 'protocol' });
    await expect(answering('{"status":"ok"}')).rejects.toMatchObject({ code: 'protocol' });
    await expect(answering('<action><status>failed</status></action>')).rejects.toMatchObject({ outcome: 'not-done' });
    await expect(answering('<action><fault><detail>[VM is locked]</detail></fault></action>')).rejects.toMatchObject({ code: 'conflict' });
  });
});
