import type { OpenstackNative } from '@portolan/openstack';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type NativeRun, openRackspace } from './rackspace-native.ts';

const wait = { intervalMs: 10 } as const;

describe('DNS', () => {
  let run: NativeRun;
  let client: Awaited<OpenstackNative['dns']>;

  beforeAll(async () => {
    run = await openRackspace();
    client = run.watch(await run.native.dns);
  });
  afterAll(async () => {
    await run[Symbol.asyncDispose]();
  });

  it('makes, finds, changes and deletes domains', async () => {
    const domain = await client.domains.create(
      {
        name: 'example.com',
        emailAddress: 'ops@example.com',
        records: [{ type: 'A', name: 'www.example.com', data: '192.0.2.5' }],
        subdomains: [{ name: 'sub.example.com', emailAddress: 'ops@example.com' }],
      },
      wait,
    );
    expect(domain).toMatchObject({ name: 'example.com', ttl: 3600, nameservers: [{ name: 'dns1.stabletransit.com' }, { name: 'dns2.stabletransit.com' }] });
    const many = await client.domains.createMany(
      [1, 2, 3].map((n) => ({ name: `many-${n}.org`, emailAddress: 'ops@many.org' })),
      wait,
    );
    expect(many).toHaveLength(3);
    expect((await client.domains.list({ pageSize: 2 }).toArray()).map(({ name }) => name)).toEqual([
      'example.com',
      'many-1.org',
      'many-2.org',
      'many-3.org',
      'sub.example.com',
    ]);
    expect((await client.domains.search('many').toArray()).map(({ name }) => name)).toEqual(['many-1.org', 'many-2.org', 'many-3.org']);
    expect(await client.domains.find('MANY-2.org')).toMatchObject({ name: 'many-2.org' });
    expect(await client.domains.find('nowhere.org')).toBeUndefined();
    await client.domains.update(domain, { ttl: 600, comment: 'short' }, wait);
    expect(await client.domains.get(domain, { records: true, subdomains: true })).toMatchObject({
      ttl: 600,
      comment: 'short',
      recordsList: { totalEntries: 3 },
      subdomains: { totalEntries: 1, domains: [{ name: 'sub.example.com' }] },
    });
    expect((await client.domains.get(domain)).recordsList).toBeUndefined();
    expect((await client.domains.subdomains(domain).toArray()).map(({ name }) => name)).toEqual(['sub.example.com']);
    await client.domains.updateMany(
      many.map(({ id }) => ({ id, comment: 'all' })),
      wait,
    );
    expect(await client.domains.get(many[0]?.id ?? 0)).toMatchObject({ comment: 'all' });
    expect((await client.domains.changes(domain, new Date(0))).changes?.map(({ action, targetType }) => `${action} ${targetType}`)).toEqual([
      'create Domain',
      'create A Record',
      'create NS Record',
      'create NS Record',
      'update Domain',
    ]);
    await client.domains.deleteMany(many, wait);
    await client.domains.delete(domain, { ...wait, subdomains: true });
    await client.domains.delete(domain, wait);
    expect(await client.domains.list().toArray()).toEqual([]);
  });

  it('tells by its job what cannot be', async () => {
    const spec = { name: 'once.org', emailAddress: 'ops@once.org' };
    const { id } = await client.domains.create(spec, wait);
    await expect(client.domains.create(spec, wait)).rejects.toMatchObject({
      code: 'already-exists',
      message: expect.stringContaining('Domain already exists'),
    });
    await expect(client.domains.create({ ...spec, name: 'two.org', ttl: 10 }, wait)).rejects.toMatchObject({ code: 'invalid-argument' });
    await client.domains.delete(id, wait);
    const jobs = await client.jobs.list({ only: 'errors', details: true }).toArray();
    expect(jobs).toMatchObject([{ status: 'ERROR', verb: 'POST', error: { code: 409 } }]);
    const [job] = jobs;
    if (job === undefined) throw new Error('no job');
    expect(await client.jobs.get(job)).toMatchObject({ jobId: job.jobId, request: expect.stringContaining('once.org') });
    await expect(client.jobs.wait(job, wait)).rejects.toMatchObject({ code: 'already-exists' });
    await expect(client.jobs.run({ method: 'PUT', path: '/domains/1', json: {}, operation: 'UpdateDomain' }, wait)).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('keeps records', async () => {
    const { id } = await client.domains.create({ name: 'records.org', emailAddress: 'ops@records.org' }, wait);
    const added = await client.records.add(
      id,
      [
        { type: 'A', name: 'www.records.org', data: '192.0.2.1', comment: 'first' },
        { type: 'A', name: 'www.records.org', data: '192.0.2.2' },
        { type: 'MX', name: 'records.org', data: 'mail.records.org', priority: 5 },
        { type: 'TXT', name: 'records.org', data: 'v=spf1 -all' },
      ],
      wait,
    );
    const [first, second, mail, text] = added;
    if (first === undefined || second === undefined || mail === undefined || text === undefined) throw new Error('four were added');
    expect(await client.records.list(id, { pageSize: 2 }).toArray()).toHaveLength(6);
    expect(await client.records.search(id, { type: 'A', name: 'www.records.org' }).toArray()).toHaveLength(2);
    expect(await client.records.search(id, { type: 'SRV' }).toArray()).toEqual([]);
    expect(await client.records.find(id, { type: 'MX' })).toMatchObject({ id: mail.id, priority: 5 });
    await expect(client.records.find(id, { type: 'A' })).rejects.toMatchObject({ code: 'conflict' });
    await client.records.update(id, first.id, { data: '192.0.2.9', ttl: 900 }, wait);
    expect(await client.records.get(id, first)).toMatchObject({ data: '192.0.2.9', ttl: 900, comment: 'first' });
    await client.records.updateMany(
      id,
      [
        { record: second, ttl: 301 },
        { record: mail, priority: 7 },
      ],
      wait,
    );
    expect(await client.records.get(id, mail)).toMatchObject({ priority: 7, data: 'mail.records.org' });
    await client.records.delete(id, text, wait);
    await client.records.delete(id, text, wait);
    await client.records.deleteMany(id, [first, second], wait);
    expect((await client.records.list(id).toArray()).map(({ type }) => type).toSorted((a = '', b = '') => a.localeCompare(b))).toEqual(['MX', 'NS', 'NS']);
    await expect(client.records.add(id, [{ type: 'A', name: 'www.other.org', data: '192.0.2.1' }], wait)).rejects.toMatchObject({ code: 'invalid-argument' });
    await client.domains.delete(id, wait);
  });

  it('exports zones that it imports again, and clones them', async () => {
    const records = [
      { type: 'A', name: 'www.zone.org', data: '192.0.2.1' },
      { type: 'TXT', name: 'zone.org', data: 'one "two"; three' },
      { type: 'SRV', name: '_sip._tcp.zone.org', data: '5 5060 sip.zone.org', priority: 1 },
      { type: 'CNAME', name: 'alias.zone.org', data: 'www.zone.org' },
    ] as const;
    const domain = await client.domains.create({ name: 'zone.org', emailAddress: 'ops@zone.org', ttl: 500, records }, wait);
    const file = await client.domains.export(domain, wait);
    expect(file).toMatch(/^zone\.org\.\s+500\s+IN\s+SOA\s/m);
    const clone = await client.domains.clone(domain, 'clone.org', wait);
    expect(clone).toMatchObject({ name: 'clone.org', emailAddress: 'ops@clone.org' });
    const dataOf = async (id: string | number): Promise<(string | undefined)[]> =>
      (await client.records.list(id).toArray()).map(({ type, data }) => `${type} ${data}`).toSorted((a, b) => a.localeCompare(b));
    expect(await dataOf(clone?.id ?? 0)).toContain('CNAME www.clone.org');
    const before = await dataOf(domain.id);
    await client.domains.delete(domain, wait);
    const again = await client.domains.import(file, wait);
    expect(again).toMatchObject({ name: 'zone.org', emailAddress: 'ops@zone.org', ttl: 500 });
    expect(await dataOf(again.id)).toEqual(before);
  });

  it('names the addresses of servers and load balancers', async () => {
    const balancers = await run.native.loadBalancers;
    const loadBalancer = await balancers.create({ name: 'named', protocol: 'HTTP', virtualIps: [{ type: 'PUBLIC', ipVersion: 'IPV4' }] });
    const address = loadBalancer.virtualIps?.[0]?.address ?? '';
    const device = { loadBalancer };
    expect(await client.reverse.list(device).toArray()).toEqual([]);
    const [record] = await client.reverse.add(device, [{ name: 'lb.example.org', data: address }], wait);
    if (record === undefined) throw new Error('no record');
    await client.reverse.update(device, { id: record.id, name: 'lb2.example.org', data: address, ttl: 900 }, wait);
    expect(await client.reverse.get(device, record)).toMatchObject({ type: 'PTR', name: 'lb2.example.org', ttl: 900, data: address });
    expect(await client.reverse.list(device).toArray()).toHaveLength(1);
    await expect(client.reverse.add(device, [{ name: 'x.example.org', data: '192.0.2.77' }], wait)).rejects.toMatchObject({ code: 'permission-denied' });
    await client.reverse.delete(device, address, wait);
    expect(await client.reverse.list(device).toArray()).toEqual([]);
  });

  it('has limits', async () => {
    expect(await client.limits()).toMatchObject({ limits: { absolute: { domains: 500 } } });
  });

  it('has no call that was not made here', async () => {
    expect(run.uncalled(await run.native.dns)).toEqual([]);
  });
});
