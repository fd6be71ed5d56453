import type { FaultEffect } from '@portolan/emulators';
import { describe, expect, it } from 'vitest';
import { callAll, program } from './calls.ts';
import { OtherOrigin } from './other-origin.ts';
import { SubjectRun } from './subject-run.ts';
import { SUBJECTS } from './subjects.ts';

const HTML = '<!doctype html><html><head><title>It works!</title></head><body><h1>Apache</h1></body></html>';

const EVERYTHING_GOES_WRONG: Readonly<Record<string, FaultEffect>> = {
  'status 500': { kind: 'respond', status: 500, body: 'boom' },
  'status 503': { kind: 'respond', status: 503, headers: { 'Retry-After': '0' } },
  'status 401': { kind: 'respond', status: 401 },
  'status 403': { kind: 'respond', status: 403, body: '{"error":{"message":"no"}}' },
  'status 429': { kind: 'respond', status: 429, headers: { 'Retry-After': '0' } },
  'a web page': { kind: 'respond', status: 200, headers: { 'Content-Type': 'text/html' }, body: HTML },
  'half a JSON document': { kind: 'respond', status: 200, headers: { 'Content-Type': 'application/json' }, body: '{"servers": [{"id": "x"' },
  'half an XML document': { kind: 'respond', status: 200, headers: { 'Content-Type': 'application/xml' }, body: '<vms><vm id="x"><name>a' },
  'JSON of another shape': { kind: 'respond', status: 200, headers: { 'Content-Type': 'application/json' }, body: '[null, {"token": 1}, "x"]' },
  'no body': { kind: 'respond', status: 200 },
  'a reset before the work': { kind: 'reset-before' },
  'a reset after the work': { kind: 'reset-after' },
  'a cut answer': { kind: 'cut-response', bytes: 150 },
  'an answer cut in its body': { kind: 'cut-response', bytes: 700 },
};

describe.each(Object.keys(SUBJECTS))('no secret of %s gets out', (name) => {
  it('when all goes well', async () => {
    await using run = await SubjectRun.of(name);
    let done = false;
    await run.with('the program', {}, async (cloud) => {
      await program(cloud);
      done = true;
    });
    run.clean();
    expect(done).toBe(true);
    if (run.subject.emulator !== undefined) {
      expect(run.outlets.counts.events).toBeGreaterThan(10);
      expect(run.outlets.counts.spans).toBeGreaterThan(5);
      expect(run.marks.size).toBeGreaterThan(run.subject.secrets.length + (run.subject.wrong?.secrets.length ?? 0));
    }
  });

  if (name === 'memory') return;

  it('when the credentials are wrong', async () => {
    await using run = await SubjectRun.of(name);
    await run.with('wrong credentials', run.subject.wrong?.fields ?? {}, (cloud) => callAll(cloud, run.outlets, 'wrong credentials'));
    run.clean();
    expect(run.outlets.counts.errors).toBeGreaterThan(3);
  });

  it('when everything fails from the first request on', async () => {
    await using run = await SubjectRun.of(name);
    for (const [fault, effect] of Object.entries(EVERYTHING_GOES_WRONG)) {
      run.subject.emulator?.faults.clear();
      run.subject.emulator?.faults.add({ effect, times: Number.POSITIVE_INFINITY });
      await run.with(fault, {}, (cloud) => callAll(cloud, run.outlets, fault));
    }
    run.clean();
    expect(run.outlets.counts.errors).toBeGreaterThan(3 * Object.keys(EVERYTHING_GOES_WRONG).length);
  });

  it('when everything fails once it has signed in', async () => {
    await using run = await SubjectRun.of(name);
    const { emulator } = run.subject;
    for (const [fault, effect] of Object.entries(EVERYTHING_GOES_WRONG)) {
      emulator?.faults.clear();
      await run.with(`later, ${fault}`, {}, async (cloud) => {
        await cloud.compute.servers.list().toArray();
        emulator?.faults.add({ effect, times: Number.POSITIVE_INFINITY });
        await callAll(cloud, run.outlets, `later, ${fault}`);
        emulator?.faults.clear();
      });
    }
    run.clean();
    expect(run.outlets.counts.errors).toBeGreaterThan(3 * Object.keys(EVERYTHING_GOES_WRONG).length);
  });

  it('when tokens are revoked or refused halfway', async () => {
    await using run = await SubjectRun.of(name);
    const { emulator } = run.subject;
    await run.with('revoked', {}, async (cloud) => {
      await cloud.compute.servers.list().toArray();
      emulator?.revokeTokens();
      await callAll(cloud, run.outlets, 'revoked');
      if (emulator !== undefined && 'advance' in emulator.clock) (emulator.clock as { advance(ms: number): void }).advance(48 * 3_600_000);
      await callAll(cloud, run.outlets, 'after two days');
      for (let skip = 0; skip < 4; skip += 1) emulator?.faults.add({ effect: { kind: 'respond', status: 401 }, skip });
      await callAll(cloud, run.outlets, '401 now and then');
    });
    run.clean();
  });

  it('when nobody, or somebody else, answers at the address', async () => {
    await using run = await SubjectRun.of(name);
    const page = await OtherOrigin.open((_visit, response) => void response.writeHead(200, { 'Content-Type': 'text/html' }).end(HTML));
    try {
      for (const [what, origin] of [
        ['nobody', 'http://127.0.0.1:1'],
        ['a web server', page.origin],
        ['a TLS port that is none', page.origin.replace('http:', 'https:')],
      ] as const) {
        await run.with(what, run.subject.at(origin), (cloud) => callAll(cloud, run.outlets, what));
      }
    } finally {
      await page.close();
    }
    run.clean();
    expect(run.outlets.counts.errors).toBeGreaterThan(5);
  });
});
