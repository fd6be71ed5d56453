import type { FirewallRule, HttpRequest } from '@portolan/core/driver';
import { beforeEach, describe, expect, it } from 'vitest';
import { CloudapiClient } from '../../client.ts';
import { bodyOfRequest, type FakeAnswer, type FakeConnection, fakeConnection, json, noAuth } from '../../testing/fake-connection.ts';
import { SmartdcFirewalls } from './firewalls.ts';
import type { FirewallRuleFields, FirewallRuleWire } from './wire.ts';

/** The rules of the account, and its machines; what is written shows at once. */
let rules: FirewallRuleWire[];
let machines: { readonly id: string; readonly tags: Readonly<Record<string, unknown>> }[];
let keepsDescriptions: boolean;
let connection: FakeConnection;
let firewalls: SmartdcFirewalls;

const callOf = (request: HttpRequest): string => `${request.method} ${request.target.replace('/demo/', '')}`;
const asked = (): readonly string[] => connection.sent.map(callOf);
const written = (): readonly string[] => asked().filter((call) => !call.startsWith('GET'));

beforeEach(() => {
  rules = [];
  machines = [];
  keepsDescriptions = true;
  let made = 0;
  connection = fakeConnection((request): FakeAnswer => {
    const [, method = '', id = '', turn] = /^(\w+) fwrules(?:\/([^/]+))?(?:\/(\w+))?$/.exec(callOf(request)) ?? [];
    const index = rules.findIndex((rule) => rule.id === id);
    if (method === '') return json(machines);
    if (method === 'GET') return json(rules);
    if (method === 'DELETE') {
      rules.splice(index, 1);
      return { status: 204 };
    }
    if (turn !== undefined) {
      rules = rules.map((rule) => (rule.id === id ? { ...rule, enabled: turn === 'enable' } : rule));
      return json({});
    }
    const { rule, enabled = false, description } = bodyOfRequest(request) as FirewallRuleFields;
    made += 1;
    const wire = { id: `r${made}`, rule, enabled, log: false, ...(description === undefined || !keepsDescriptions ? {} : { description }) };
    rules.push(wire);
    return json(wire, 201);
  });
  firewalls = new SmartdcFirewalls(new CloudapiClient(connection, noAuth, { url: 'https://x.test', account: 'demo', apiVersion: '*' }), connection.clock);
});

const SSH: FirewallRule = { direction: 'ingress', protocol: 'tcp', fromPort: 22, toPort: 22, cidr: '10.0.0.0/8' };
const ANY: FirewallRule = { direction: 'ingress', protocol: 'any', cidr: '192.0.2.0/24' };
const make = async (name = 'web'): Promise<string> => (await firewalls.create({ name }, {})).id;
const rulesOf = async (id: string): Promise<readonly FirewallRule[]> => (await firewalls.get(id, {})).rules;

describe('create', () => {
  it('is one rule that is off and holds name and description', async () => {
    const made = await firewalls.create({ name: 'web "1"', description: 'a – b\n' }, {});
    expect(bodyOfRequest(connection.sent[0])).toEqual({
      rule: `FROM tag "portolan.fw.${made.id}" TO any ALLOW tcp PORT 1`,
      enabled: false,
      description: 'portolan.fw {"name":"web \\"1\\"","description":"a – b\\n"}',
    });
    expect(made).toMatchObject({ name: 'web "1"', description: 'a – b\n', rules: [] });
    expect(asked()).toEqual(['POST fwrules']);
    expect(await firewalls.listPage({})).toEqual({ items: [made] });
  });

  it.each([
    [{ name: 'x'.repeat(236) }, 'invalid-argument'],
    [{ name: 'x', description: 'y'.repeat(220) }, 'invalid-argument'],
    [{ name: 'x', networkId: 'n' }, 'unsupported'],
    [{ name: 'x', native: { log: true } }, 'invalid-argument'],
  ])('%j is refused before anything is sent', async (request, code) => {
    await expect(firewalls.create(request, {})).rejects.toMatchObject({ code, outcome: 'not-done' });
    expect(asked()).toEqual([]);
  });

  it('what a description can just hold is kept', async () => {
    const { id } = await firewalls.create({ name: 'x'.repeat(232) }, {});
    expect(rules[0]?.description).toHaveLength(255);
    expect((await firewalls.get(id, {})).name).toHaveLength(232);
  });

  it('where descriptions are not kept, nothing is left and the remedy is told', async () => {
    keepsDescriptions = false;
    await expect(make()).rejects.toMatchObject({ code: 'unsupported', remedy: expect.stringContaining('compute.firewalls') });
    expect(rules).toEqual([]);
  });
});

describe('rules', () => {
  it('are written once, and go', async () => {
    const id = await make();
    await firewalls.allow(id, SSH, {});
    await firewalls.allow(id, { ...SSH, cidr: '10.9.9.9/8' }, {});
    expect(rules[1]).toMatchObject({
      rule: `FROM subnet 10.0.0.0/8 TO tag "portolan.fw.${id}" ALLOW tcp PORT 22`,
      enabled: true,
      description: 'portolan.fw tcp',
    });
    expect(rules).toHaveLength(2);
    expect(await rulesOf(id)).toEqual([SSH]);
    await firewalls.revoke(id, SSH, {});
    await firewalls.revoke(id, SSH, {});
    expect(written()).toEqual(['POST fwrules', 'POST fwrules', 'DELETE fwrules/r2']);
    expect(await rulesOf(id)).toEqual([]);
  });

  it('for any protocol are several on the wire and one here', async () => {
    const id = await make();
    await firewalls.allow(id, ANY, {});
    expect(rules).toHaveLength(4);
    expect(await rulesOf(id)).toEqual([ANY]);
    await firewalls.revoke(id, { ...ANY, protocol: 'tcp' }, {});
    expect(await rulesOf(id)).toEqual([ANY]);
    await firewalls.revoke(id, ANY, {});
    expect(rules).toHaveLength(1);
  });

  it('for any protocol beside one for TCP: each goes by itself', async () => {
    const id = await make();
    const tcp: FirewallRule = { ...ANY, protocol: 'tcp' };
    await firewalls.allow(id, tcp, {});
    await firewalls.allow(id, ANY, {});
    expect(await rulesOf(id)).toEqual([tcp, ANY]);
    await firewalls.revoke(id, ANY, {});
    expect(await rulesOf(id)).toEqual([tcp]);
  });

  it('of which a part is missing are shown as what they let in, made whole by allowing again, and can be revoked', async () => {
    const id = await make();
    await firewalls.allow(id, ANY, {});
    rules = rules.filter(({ rule }) => !rule.includes('udp'));
    expect((await rulesOf(id)).map(({ protocol }) => protocol)).toEqual(['tcp', 'icmp']);
    await firewalls.allow(id, ANY, {});
    expect(await rulesOf(id)).toEqual([ANY]);
    rules = rules.filter(({ rule }) => !rule.includes('udp'));
    await firewalls.revoke(id, { ...ANY, protocol: 'tcp' }, {});
    expect((await rulesOf(id)).map(({ protocol }) => protocol)).toEqual(['icmp']);
    await firewalls.revoke(id, ANY, {});
    expect(await rulesOf(id)).toEqual([]);
  });

  it('that somebody switched off let nothing in, and are switched on again', async () => {
    const id = await make();
    await firewalls.allow(id, SSH, {});
    rules = rules.map((rule) => ({ ...rule, enabled: false }));
    expect(await rulesOf(id)).toEqual([]);
    await firewalls.allow(id, SSH, {});
    expect(written().at(-1)).toBe('POST fwrules/r2/enable');
    expect(await rulesOf(id)).toEqual([SSH]);
  });

  it('let in the servers of another firewall, which has to be there', async () => {
    const [db, web] = [await make('db'), await make('web')];
    const rule: FirewallRule = { direction: 'ingress', protocol: 'tcp', fromPort: 5432, toPort: 5432, firewallId: web };
    await firewalls.allow(db, rule, {});
    expect(rules.at(-1)?.rule).toBe(`FROM tag "portolan.fw.${web}" TO tag "portolan.fw.${db}" ALLOW tcp PORT 5432`);
    expect(await rulesOf(db)).toEqual([rule]);
    expect(await rulesOf(web)).toEqual([]);
    await expect(firewalls.allow(db, { ...rule, firewallId: 'nobody' }, {})).rejects.toMatchObject({ code: 'not-found' });
    await expect(firewalls.delete(web, {})).rejects.toMatchObject({ code: 'conflict', outcome: 'not-done' });
    await firewalls.revoke(db, rule, {});
    await firewalls.delete(web, {});
  });

  it('of a firewall that is not there are not-found', async () => {
    await expect(firewalls.allow('x', SSH, {})).rejects.toMatchObject({ code: 'not-found' });
    await expect(firewalls.revoke('x', SSH, {})).rejects.toMatchObject({ code: 'not-found' });
    await expect(firewalls.get('x', {})).rejects.toMatchObject({ code: 'not-found' });
  });

  it('of others are neither shown nor touched', async () => {
    const id = await make();
    const others: FirewallRuleWire[] = [
      { id: 'o1', rule: 'FROM any TO all vms ALLOW tcp PORT 22', enabled: true },
      { id: 'o2', rule: `FROM subnet 10.0.0.0/8 TO tag "portolan.fw.${id}" ALLOW tcp PORT 22`, enabled: true, description: 'mine' },
      { id: 'o3', rule: `FROM any TO tag "portolan.fw.${id}" ALLOW tcp PORT 22`, enabled: true, description: 'portolan.fw tcp' },
      { id: 'o4', rule: 'FROM tag "portolan.fw.zz" TO any ALLOW tcp PORT 1', enabled: false, description: 'portolan.fw {' },
      { id: 'o5', rule: 'FROM tag "portolan.fw.zz" TO any ALLOW tcp PORT 1', enabled: false },
    ];
    rules.push(...others);
    expect(await rulesOf(id)).toEqual([]);
    await firewalls.allow(id, SSH, {});
    await firewalls.revoke(id, SSH, {});
    await firewalls.delete(id, {});
    expect(rules).toEqual(others);
    expect(await firewalls.listPage({})).toEqual({ items: [] });
  });
});

describe('delete', () => {
  it('takes its rules along, what keeps it in being at last; absent is success', async () => {
    const id = await make();
    await firewalls.allow(id, SSH, {});
    await firewalls.allow(id, { direction: 'ingress', protocol: 'tcp', firewallId: id }, {});
    await firewalls.delete(id, {});
    await firewalls.delete(id, {});
    expect(written().slice(3)).toEqual(['DELETE fwrules/r2', 'DELETE fwrules/r3', 'DELETE fwrules/r1']);
  });

  it('of one with a server behind it is a conflict', async () => {
    const id = await make();
    machines = [{ id: 'm1', tags: { [`portolan.fw.${id}`]: 'true' } }];
    await expect(firewalls.delete(id, {})).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('m1'), outcome: 'not-done' });
    expect(asked().at(-1)).toBe(`GET machines?limit=1000&offset=0&tag.portolan.fw.${id}=true`);
    expect(rules).toHaveLength(1);
    machines = [{ id: 'm1', tags: { role: 'web' } }];
    await firewalls.delete(id, {});
    expect(rules).toEqual([]);
  });
});

it('an answer that is no list of rules is a protocol error', async () => {
  connection = fakeConnection(() => json({ hello: 1 }));
  firewalls = new SmartdcFirewalls(new CloudapiClient(connection, noAuth, { url: 'https://x.test', account: 'demo', apiVersion: '*' }), connection.clock);
  await expect(firewalls.listPage({})).rejects.toMatchObject({ code: 'protocol' });
  connection = fakeConnection(() => json([{ id: 1 }]));
  firewalls = new SmartdcFirewalls(new CloudapiClient(connection, noAuth, { url: 'https://x.test', account: 'demo', apiVersion: '*' }), connection.clock);
  await expect(firewalls.listPage({})).rejects.toMatchObject({ code: 'protocol' });
});
