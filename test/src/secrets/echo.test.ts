import type { EmulatorRequest, FaultEffect } from '@portolan/emulators';
import { describe, expect, it } from 'vitest';
import { callAll } from './calls.ts';
import { OtherOrigin } from './other-origin.ts';
import { SubjectRun } from './subject-run.ts';
import { SUBJECTS } from './subjects.ts';

// Debug pages, gateways and web application firewalls answer with the request they refuse. What they repeat is in no error.

const STATUSES = [200, 400, 401, 404, 500] as const;

const WRITERS: Readonly<Record<string, (said: string) => readonly [type: string, body: string]>> = {
  text: (said) => ['text/plain', said],
  page: (said) => ['text/html', `<html><body><h1>Debug</h1><p>${escaped(said)}</p></body></html>`],
  'JSON, as Keystone': (said) => ['application/json', JSON.stringify({ error: { code: 400, title: 'Bad', message: said } })],
  'JSON, as CloudAPI': (said) => ['application/json', JSON.stringify({ code: 'InvalidArgument', message: said })],
  'JSON, as OAuth': (said) => ['application/json', JSON.stringify({ error: said, error_code: 'access_denied' })],
  'XML, as S3': (said) => ['application/xml', `<Error><Code>InvalidRequest</Code><Message>${escaped(said)}</Message></Error>`],
  'XML, as EC2': (said) => [
    'application/xml',
    `<Response><Errors><Error><Code>InvalidRequest</Code><Message>${escaped(said)}</Message></Error></Errors><RequestID>1</RequestID></Response>`,
  ],
  'XML, as the engine': (said) => ['application/xml', `<fault><reason>Bad</reason><detail>[${escaped(said)}]</detail></fault>`],
};

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const headersOf = (headers: Readonly<Record<string, unknown>>): string =>
  Object.entries(headers)
    // What is secret first: messages are cut.
    .sort(([a], [b]) => Number(/^(authorization|x-.*token)$/.test(b)) - Number(/^(authorization|x-.*token)$/.test(a)))
    .map(([name, value]) => `${name}: ${String(value)}`)
    .join('\n');

describe.each(Object.keys(SUBJECTS).filter((name) => name !== 'memory'))(
  'a server that repeats what it was sent gets no secret of %s into an error',
  (name) => {
    it('at sign-in', async () => {
      await using run = await SubjectRun.of(name);
      let status = 0;
      let write = WRITERS['text'] as (said: string) => readonly [string, string];
      const echo = await OtherOrigin.open((visit, response) => {
        const [type, body] = write(`${visit.body}\n${headersOf(visit.headers)}\n${visit.method} ${visit.target}`);
        response.writeHead(status, { 'Content-Type': type }).end(body);
      });
      try {
        for (status of STATUSES) {
          for (const [how, writer] of Object.entries(WRITERS)) {
            write = writer;
            const where = `${status} ${how}`;
            await run.with(where, { ...run.subject.at(echo.origin), maxAttempts: 1 }, (cloud) => callAll(cloud, run.outlets, where));
          }
        }
      } finally {
        await echo.close();
      }
      run.clean();
      expect(run.outlets.counts.errors).toBeGreaterThan(100);
    });

    it('at every other call', async () => {
      await using run = await SubjectRun.of(name);
      const { emulator } = run.subject;
      if (emulator === undefined) return;
      for (const status of STATUSES) {
        for (const [how, write] of Object.entries(WRITERS)) {
          const where = `${status} ${how}`;
          let last: EmulatorRequest | undefined;
          const effect: FaultEffect = {
            kind: 'respond',
            status,
            get headers() {
              return { 'Content-Type': write('')[0] };
            },
            get body() {
              return write(`${headersOf(last?.headers ?? {})}\n${last?.method} ${last?.target}`)[1];
            },
          };
          await run.with(where, { maxAttempts: 1 }, async (cloud) => {
            await cloud.compute.servers.list().toArray();
            emulator.faults.add({
              effect,
              times: Number.POSITIVE_INFINITY,
              match: (request) => {
                last = request;
                return true;
              },
            });
            await callAll(cloud, run.outlets, where);
            emulator.faults.clear();
          });
          emulator.faults.clear();
        }
      }
      run.clean();
      expect(run.outlets.counts.errors).toBeGreaterThan(100);
    });
  },
);
