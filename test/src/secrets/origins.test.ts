import type { EmulatorRequest, FaultEffect } from '@portolan/emulators';
import { describe, expect, it } from 'vitest';
import { callAll } from './calls.ts';
import { expectClean } from './marks.ts';
import { OtherOrigin, type Visit } from './other-origin.ts';
import { SubjectRun } from './subject-run.ts';
import { SUBJECTS } from './subjects.ts';

const CREDENTIAL_HEADERS = ['authorization', 'proxy-authorization', 'cookie', 'x-auth-token', 'x-subject-token', 'x-storage-token', 'x-amz-security-token'];

/** Fails if a visit brought a credential: one of the headers that carry them, or a secret anywhere. */
function expectStrangers(run: SubjectRun, visits: readonly Visit[]): void {
  const carrying = visits.flatMap(({ method, target, headers }) =>
    CREDENTIAL_HEADERS.filter((name) => name in headers).map((name) => `${method} ${target}: ${name}`),
  );
  expect(carrying).toEqual([]);
  expectClean(visits.flatMap((visit) => run.marks.find(JSON.stringify(visit), `${visit.method} ${visit.target} at the other origin`)));
}

it('a credential at another origin is noticed, in its header or anywhere else', async () => {
  await using run = await SubjectRun.of('openstack');
  const visit: Visit = { method: 'GET', target: '/', headers: { accept: '*/*' }, body: '' };
  expectStrangers(run, [visit]);
  expect(() => expectStrangers(run, [{ ...visit, headers: { 'x-auth-token': 'x' } }])).toThrow('x-auth-token');
  expect(() => expectStrangers(run, [{ ...visit, body: `password=${String(run.subject.profile['password'])}` }])).toThrow();
});

const names = Object.keys(SUBJECTS).filter((name) => name !== 'memory');

describe.each(names)('credentials of %s stay at their origin', (name) => {
  it.each([
    ['the first request', false],
    ['a later request', true],
  ])('when %s is redirected', async (_which, later) => {
    await using run = await SubjectRun.of(name);
    const { emulator } = run.subject;
    const other = await OtherOrigin.open((_visit, response) => void response.writeHead(200, { 'Content-Type': 'application/json' }).end('{"servers":[]}'));
    try {
      for (const status of [301, 302, 303, 307, 308]) {
        const location = `${other.origin}/elsewhere?x=1`;
        const body = `<Error><Code>PermanentRedirect</Code><Message>go</Message><Endpoint>${other.origin.slice(7)}</Endpoint></Error>`;
        const effect: FaultEffect = { kind: 'respond', status, headers: { Location: location, 'Content-Type': 'application/xml' }, body };
        await run.with(`status ${status}`, {}, async (cloud) => {
          if (later) await cloud.compute.servers.list().toArray();
          emulator?.faults.add({ effect, times: Number.POSITIVE_INFINITY });
          await callAll(cloud, run.outlets, `status ${status}`);
          emulator?.faults.clear();
        });
        emulator?.faults.clear();
      }
    } finally {
      await other.close();
    }
    expectStrangers(run, other.visits);
    run.clean();
    expect(run.outlets.counts.errors).toBeGreaterThan(20);
  });

  it('when lists, versions and addresses in answers point elsewhere', async () => {
    await using run = await SubjectRun.of(name);
    const { emulator } = run.subject;
    const other = await OtherOrigin.open(
      (_visit, response) => void response.writeHead(200, { 'Content-Type': 'application/json' }).end('{"servers":[],"images":[]}'),
    );
    const version = { id: 'v3.14', status: 'stable', updated: '2026-01-01T00:00:00Z', links: [{ rel: 'self', href: `${other.origin}/v3/` }] };
    const link = `${other.origin}/next?marker=x`;
    const links = [{ rel: 'next', href: link }];
    const answers: Readonly<Record<string, FaultEffect>> = {
      'a next link': json(200, {
        servers: [],
        servers_links: links,
        images: [],
        next: link,
        networks: [],
        networks_links: links,
        volumes: [],
        volumes_links: links,
        flavors: [],
        flavors_links: links,
      }),
      'versions elsewhere': json(300, { versions: { values: [version] } }),
      'a version elsewhere': json(200, { version }),
      'a Link header': json(200, [], { Link: `<${link}>; rel="next"`, 'Content-Location': link }),
      'the address of a transfer': xml(
        `<image_transfer id="11111111-1111-4111-8111-111111111111" href="${other.origin}/ovirt-engine/api/imagetransfers/1"><phase>transferring</phase><transfer_url>${other.origin}/images/ticket</transfer_url><proxy_url>${other.origin}/images/ticket</proxy_url></image_transfer>`,
      ),
      'a bucket elsewhere': xml(`<Error><Code>TemporaryRedirect</Code><Endpoint>${other.origin.slice(7)}</Endpoint><Bucket>backups</Bucket></Error>`),
    };
    try {
      for (const [what, effect] of Object.entries(answers)) {
        emulator?.faults.clear();
        emulator?.faults.add({ effect, times: Number.POSITIVE_INFINITY, match: isNoSignIn });
        await run.with(what, {}, (cloud) => callAll(cloud, run.outlets, what));
      }
      emulator?.faults.clear();
      if (name.startsWith('openstack')) {
        for (const [what, effect] of Object.entries(answers)) {
          emulator?.faults.clear();
          emulator?.faults.add({ effect, times: Number.POSITIVE_INFINITY, match: ({ method, path }) => method === 'GET' && /^\/(identity)?\/?$/.test(path) });
          await run.with(`unversioned, ${what}`, { authUrl: `${emulator?.url}/identity` }, (cloud) => callAll(cloud, run.outlets, what));
        }
      }
    } finally {
      await other.close();
    }
    expectStrangers(run, other.visits);
    run.clean();
  });
});

const isNoSignIn = ({ method, path }: EmulatorRequest): boolean => !(method === 'POST' && /token/.test(path));

const json = (status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): FaultEffect => ({
  kind: 'respond',
  status,
  headers: { 'Content-Type': 'application/json', ...headers },
  body: JSON.stringify(value),
});

const xml = (body: string): FaultEffect => ({ kind: 'respond', status: 200, headers: { 'Content-Type': 'application/xml' }, body });
