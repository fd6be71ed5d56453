import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startEmulator } from '@portolan/emulators';
import { connect } from 'portolan';
import { expect, it } from 'vitest';
import { ClientHome, script, venv } from './client-home.ts';

const API = '/ovirt-engine/api';

interface Read {
  /** The service of ovirtsdk4 that read it. */
  readonly type: string;
  readonly object: unknown;
}

/** What is followed besides: lists and objects that come inline, at some depth. */
const FOLLOWED: Readonly<Record<string, string>> = {
  vms: 'nics.vnic_profile.network,disk_attachments.disk.storage_domains,snapshots,tags,cdroms,statistics,graphics_consoles,permissions.role,applications,sessions,reported_devices,affinity_labels,watchdogs,host_devices,numa_nodes,katello_errata,mediated_devices,cluster.data_center,template,host',
  templates: 'nics,disk_attachments.disk,tags,permissions,cdroms,watchdogs,graphics_consoles,mediated_devices',
  hosts:
    'nics.network,nics.statistics,statistics,tags,permissions,hooks,devices,numa_nodes,network_attachments.network,agents,storages,unmanaged_networks,affinity_labels,cluster',
  clusters:
    'affinity_groups.vms,cpu_profiles,enabled_features,external_network_providers,gluster_hooks,gluster_volumes.bricks,network_filters,networks,permissions,data_center',
  datacenters: 'clusters,networks.vnic_profiles,permissions,qoss,quotas.quota_storage_limits,quotas.quota_cluster_limits,storage_domains,iscsi_bonds',
  storagedomains: 'disks,disk_profiles,disk_snapshots,permissions,storage_connections,templates,vms',
  disks: 'permissions,statistics,disk_snapshots',
  networks: 'permissions,vnic_profiles,network_labels,data_center',
  users: 'roles.permits,permissions,tags,ssh_public_keys,options,groups',
  roles: 'permits',
  schedulingpolicies: 'filters,balances',
  externalhostproviders: 'certificates,compute_resources,discovered_hosts,host_groups',
  jobs: 'steps',
};

it('the same answers are read as the same objects by ovirtsdk4 and by ours', { timeout: 170_000 }, async () => {
  const emulator = await startEmulator('ovirt', { transitionMs: 5 });
  const { url, username, password } = emulator.profile as { url: string; username: string; password: string };
  const home = await ClientHome.make({ OVIRT_URL: url, OVIRT_USERNAME: username, OVIRT_PASSWORD: password });
  const answers = new Map<string, string>();
  const server = createServer((request, response) => {
    const body = answers.get(decodeURIComponent(request.url ?? '').replace(/\/$/, ''));
    response.writeHead(body === undefined ? 404 : 200, { 'content-type': 'application/xml' }).end(body);
  });
  try {
    // One of everything, and then every answer that links lead to.
    const { failed } = await home.json<{ failed: readonly unknown[] }>(venv('python'), [script('ovirt-sdk-sweep.py'), 'keep'], { timeoutMs: 60_000 });
    expect(failed).toEqual([]);
    const headers = { authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`, accept: 'application/xml' };
    await record(emulator.url, headers, answers);
    const plainly = [...answers].map(([path, body]) => [path.slice(API.length + 1), kindOf(path, body), ''] as const);
    const following = await Promise.all(
      Object.entries(FOLLOWED).map(async ([path, follow]) => {
        const target = `${API}/${path}?follow=${follow}`;
        const reply = await fetch(emulator.url + target, { headers });
        expect([path, reply.status]).toEqual([path, 200]);
        answers.set(target, await reply.text());
        return [path, 'list', follow] as const;
      }),
    );
    const calls = [...plainly, ...following];
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const replay = `http://127.0.0.1:${(server.address() as AddressInfo).port}${API}`;

    const theirs = await home.lines<Read>(venv('python'), [script('ovirt-sdk-replies.py'), replay, await home.write('calls.json', JSON.stringify(calls))], {
      timeoutMs: 60_000,
    });
    expect(theirs).toHaveLength(calls.length);
    await using cloud = await connect({ provider: 'ovirt', url: replay, token: 'token' } as never);
    if (!cloud.is('ovirt')) throw new Error('not oVirt');
    const different: unknown[] = [];
    for (const [index, [path, method, follow]] of calls.entries()) {
      const service = cloud.native.sdk.service(path) as unknown as Readonly<Record<typeof method, (given: object) => Promise<unknown>>>;
      const [ours, other] = [plain(await service[method](follow === '' ? {} : { follow })), withPlainDates(theirs[index]?.object)];
      if (JSON.stringify(ours) !== JSON.stringify(other)) different.push({ path, method, ours, theirs: other });
    }
    expect(different).toEqual([]);
    // All methods that a path leads to, and documents: nothing of it can shrink unseen.
    const read = new Set(calls.map(([, method], index) => `${theirs[index]?.type ?? ''}.${method}`));
    expect(read.size).toBe(273);
    expect(calls.length).toBeGreaterThanOrEqual(1900);
  } finally {
    server.closeAllConnections();
    server.close();
    await home.close();
    await emulator.close();
  }
});

/** Gets everything that hrefs lead to, beginning at the entry point, and each item by its place in each list: not all have their address there. */
async function record(origin: string, headers: Readonly<Record<string, string>>, answers: Map<string, string>): Promise<void> {
  const seen = new Set<string>();
  // Options of the engine cannot be listed: who wants one knows its name.
  for (let level = [API, `${API}/options/MaxNumOfVmCpus`].map((path) => ({ path, sure: true })); level.length > 0; ) {
    const fresh = level.filter(({ path }) => !seen.has(path));
    for (const { path } of fresh) seen.add(path);
    const bodies = await Promise.all(
      fresh.map(async ({ path, sure }) => {
        const reply = await fetch(origin + path, { headers });
        if (reply.status === 200) return reply.text();
        // Events go on to name virtual machines that are gone, and transfers name their disk by a path that no engine has.
        if (sure && !/\/(vms|images)\/[^/]+$/.test(path)) throw new Error(`${path}: ${reply.status}`);
        return '';
      }),
    );
    for (const [index, { path }] of fresh.entries()) if (bodies[index] !== '') answers.set(path, bodies[index] ?? '');
    level = bodies.flatMap((body, index) => {
      const links = [...body.replace(/<actions>[\s\S]*?<\/actions>/g, '').matchAll(/ href="([^"{;]+)"/g)].map((match) => ({
        path: match[1] ?? '',
        sure: true,
      }));
      const path = fresh[index]?.path ?? '';
      const items =
        kindOf(path, body) === 'list'
          ? [...body.matchAll(/^ {4}<\w+ (?:href="[^"]*" )?id="([^"]+)"/gm)].map((match) => ({ path: `${path}/${match[1] ?? ''}`, sure: false }))
          : [];
      return [...links, ...items].filter((one, at, all) => all.findIndex((other) => other.path === one.path) === at);
    });
    level = level.filter((one, at) => level.findIndex((other) => other.path === one.path) === at);
  }
}

/** A collection is what is not one object: its path has an odd number of segments, and its root has neither id nor href. */
function kindOf(path: string, body: string): 'list' | 'get' {
  const root = /<(?!\?)\w+([^>]*)>/.exec(body)?.[1] ?? '';
  return path !== API && !/ (id|href)="/.test(root) ? 'list' : 'get';
}

const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const ordered = (entries: readonly (readonly [string, unknown])[]): object => Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));

/** The one normalisation: names in words, members in order, dates as moments. */
function plain(value: unknown): unknown {
  if (value instanceof Date) return { $date: value.getTime() };
  if (Array.isArray(value)) {
    const { href } = value as { readonly href?: string };
    return href === undefined ? value.map(plain) : { $href: href, $items: value.map(plain) };
  }
  if (typeof value === 'bigint') return Number(value);
  if (typeof value !== 'object' || value === null) return value;
  return ordered(Object.entries(value).flatMap(([name, member]) => (member === undefined ? [] : [[name === 'href' ? '$href' : snake(name), plain(member)]])));
}

function withPlainDates(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withPlainDates);
  if (typeof value !== 'object' || value === null) return value;
  const { $date } = value as { readonly $date?: string };
  if ($date !== undefined) return { $date: Date.parse($date) };
  return ordered(Object.entries(value).map(([name, member]) => [name, withPlainDates(member)]));
}
