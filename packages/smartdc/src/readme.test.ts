import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Cloud } from '@portolan/core/driver';
import { describe, expect, it } from 'vitest';
import { capabilities } from './capabilities.ts';
import { connecting, creating, nodeClient, sweeping } from './testing/coming-from.ts';
import { bodyOfRequest, type FakeAnswer, json } from './testing/fake-connection.ts';
import { callOf, fakeNative } from './testing/fake-native.ts';

const README = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const FIXTURE = readFileSync(new URL('./testing/coming-from.ts', import.meta.url), 'utf8');

const M = { id: 'm-1', name: 'web-1', state: 'running', ips: ['203.0.113.7', '10.0.0.1'], primaryIp: '203.0.113.7', metadata: { credentials: { root: 'x' } } };

function answer(call: string): FakeAnswer {
  const [method = '', target = ''] = call.split(' ');
  if (method === 'HEAD') return { status: 200, headers: { 'x-resource-count': '3', 'x-query-limit': '1000' } };
  if (target.startsWith('datacenters')) return json({ 'us-east-1': 'https://us-east-1.example.test' });
  if (target.startsWith('images')) return json([{ id: 'i', name: 'base-64-lts' }]);
  if (target.startsWith('packages')) return json([]);
  if (target.endsWith('/audit')) return json([{ action: 'reboot', success: 'yes', time: '2999-01-01T00:00:00Z' }]);
  if (method === 'POST' && target === 'machines') return json({ ...M, state: 'provisioning' }, 201);
  if (method !== 'GET') return { status: 202, headers: { date: 'Sat, 21 Nov 2026 10:00:00 GMT' } };
  if (target.startsWith('machines?')) return json([M]);
  if (target.startsWith('machines/')) return json(stopped ? { ...M, state: 'stopped' } : M);
  return json({ login: 'acme' });
}
let stopped = false;

function cloud(): {
  readonly cloud: Cloud<'smartdc'>;
  readonly asked: () => readonly string[];
  readonly sent: ReturnType<typeof fakeNative>['connection']['sent'];
} {
  const { native, connection, clock } = fakeNative((_, call) => answer(call));
  const context = { provider: 'smartdc', capabilities, clock, random: () => 0 };
  const made = new Cloud<'smartdc'>({ context, compute: {}, storage: {}, native, close: async () => undefined });
  return { cloud: made, asked: () => connection.sent.map(callOf), sent: connection.sent };
}

/** What stands between the markers, without its indentation. */
function regions(text: string): ReadonlyMap<string, string> {
  const found = [...text.matchAll(/^( *)\/\/ #region (\S+)\n([\s\S]*?)\n *\/\/ #endregion/gm)];
  return new Map(found.map(([, indent = '', name = '', body = '']) => [name, body.replaceAll(new RegExp(`^${indent}`, 'gm'), '')]));
}

describe('README, coming from another client', () => {
  const sections = README.split(/^## /m).filter((section) => /^Coming from /.test(section));
  const snippets = sections.flatMap((section) => [...section.matchAll(/```ts\n([\s\S]*?)\n```/g)].map((match) => match[1] ?? ''));

  it('has both', () => {
    expect(sections.map((section) => section.split('\n', 1)[0])).toEqual(['Coming from py-smartdc', 'Coming from node-smartdc']);
  });

  it('shows what is compiled and run here, word for word', () => {
    expect(snippets).toEqual([...regions(FIXTURE).values()]);
    expect(snippets.length).toBe(4);
  });

  it('connecting', async () => {
    const fake = cloud();
    const count = await connecting(async (config) => {
      expect(config).toMatchObject({ location: 'us-sw-1', keyId: '/acme/keys/laptop' });
      return fake.cloud;
    });
    expect(count).toBe(3);
    expect(fake.sent.map(({ origin, method }) => `${method} ${origin}`)).toEqual(['GET https://cloudapi.test', 'HEAD https://us-east-1.example.test']);
  });

  it('creating', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'smartdc-readme-'));
    const here = process.cwd();
    try {
      await writeFile(join(folder, 'setup.sh'), '#!/bin/sh\n');
      process.chdir(folder);
      const fake = cloud();
      const printed: unknown[] = [];
      await creating(fake.cloud, { log: (...values) => printed.push(...values) });
      expect(bodyOfRequest(fake.sent.find(({ method }) => method === 'POST'))).toEqual({
        name: 'web-1',
        image: 'i',
        package: 'g4-highcpu-1G',
        'metadata.user-script': '#!/bin/sh\n',
        'tag.role': 'web',
      });
      expect(printed).toEqual([['203.0.113.7'], ['root']]);
    } finally {
      process.chdir(here);
      await rm(folder, { recursive: true });
    }
  });

  it('sweeping', async () => {
    stopped = true;
    try {
      const fake = cloud();
      await sweeping(fake.cloud);
      expect(fake.asked()).toEqual(['GET machines?limit=1000&offset=0&tag.role=old', 'POST machines/m-1', 'GET machines/m-1', 'DELETE machines/m-1']);
    } finally {
      stopped = false;
    }
  });

  it('node-smartdc', async () => {
    const fake = cloud();
    const printed: unknown[] = [];
    await nodeClient(async () => fake.cloud, { log: (...values) => printed.push(values.join(' ')) });
    expect(printed).toEqual(['web-1 203.0.113.7', 'acme']);
    expect(fake.asked().slice(-3)).toEqual(['POST machines/m-1', 'GET machines/m-1/audit', 'GET ']);
  });
});
