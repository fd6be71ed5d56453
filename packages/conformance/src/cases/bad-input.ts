import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import type { Cloud } from '@portolan/core';
import type { ConformanceCase } from '../case.ts';
import { expectError } from '../expect-error.ts';

const HOUR_MS = 3_600_000;

/** The cheapest call that needs credentials. */
const touch = async (cloud: Cloud): Promise<unknown> =>
  cloud.compute.servers.supported ? cloud.compute.servers.list().first() : cloud.storage.buckets.list().first();

/** A server that is no cloud: a page for people. */
async function pages(status: number): Promise<{ origin: string; close: () => Promise<void> }> {
  const server = createServer((request, response) => {
    request.resume();
    response.writeHead(status, { 'Content-Type': 'text/html' });
    response.end('<!DOCTYPE html><html><head><title>Welcome</title></head><body>It works</body></html>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** What people get wrong. */
export const badInputCases: readonly ConformanceCase[] = [
  {
    id: 'bad.wrong-secret',
    title: 'wrong credentials are unauthenticated, and the secret is nowhere in the error',
    needs: [],
    asks: ['wrongSecret'],
    run: async ({ harness, open }) => {
      const cloud = await open({ fields: harness.wrongSecret ?? {} });
      const error = await expectError(() => touch(cloud), 'unauthenticated');
      const printed = `${error.message}\n${error.stack}\n${inspect(error, { depth: 9, showHidden: true })}\n${JSON.stringify(error)}`;
      for (const secret of Object.values(harness.wrongSecret ?? {})) {
        if (typeof secret === 'string' && secret.length >= 8) assert.ok(!printed.includes(secret), 'the secret is in the error');
      }
    },
  },
  {
    id: 'bad.wrong-endpoint',
    title: 'an address where no such API lives is protocol, not-found or unauthenticated, and says to check the endpoint when a page came',
    needs: [],
    asks: ['at'],
    run: async ({ harness, open, cleanup }) => {
      const server = await pages(200);
      cleanup(server.close);
      const cloud = await open({ fields: harness.at?.(server.origin) ?? {} });
      const error = await expectError(() => touch(cloud), 'protocol');
      assert.match(`${error.remedy}`, /endpoint|url|address/i);
    },
  },
  {
    id: 'bad.no-server',
    title: 'an address where nothing listens is unavailable, and nothing was done',
    needs: [],
    asks: ['at'],
    run: async ({ harness, open }) => {
      const server = await pages(200);
      await server.close();
      const cloud = await open({ fields: { ...harness.at?.(server.origin), maxAttempts: 1 } });
      const error = await expectError(() => touch(cloud), 'unavailable');
      assert.equal(error.outcome, 'not-done');
    },
  },
  {
    id: 'bad.untrusted-certificate',
    title: 'a certificate that nobody trusts is refused with what to do; caFile and tlsVerify: false help, for that connection alone',
    needs: [],
    asks: ['untrusted'],
    run: async ({ harness, open, cleanup }) => {
      const back = await harness.untrusted?.();
      assert.ok(back !== undefined);
      cleanup(back.close);
      const refused = async (): Promise<void> => {
        const error = await expectError(async () => touch(await open({ fields: back.fields })), 'unavailable');
        assert.equal(error.outcome, 'not-done');
        assert.match(`${error.remedy}`, /caFile/);
      };
      await refused();
      await touch(await open({ fields: { ...back.fields, caFile: back.caFile } }));
      await touch(await open({ fields: { ...back.fields, tlsVerify: false } }));
      await refused();
    },
  },
  {
    id: 'bad.wrong-region',
    title: 'a region that is not there is told with those there are',
    needs: [],
    asks: ['wrongRegion'],
    run: async ({ harness, open }) => {
      const error = await expectError(async () => touch(await open({ fields: harness.wrongRegion ?? {} })), 'invalid-argument', 'not-found', 'unauthenticated');
      assert.match(error.message, /region/i);
    },
  },
  {
    id: 'bad.clock',
    title: 'a clock that is an hour off is corrected, or named in the error',
    needs: [],
    run: async ({ open }) => {
      for (const offset of [HOUR_MS, -HOUR_MS]) {
        const cloud = await open({
          clock: {
            now: () => Date.now() + offset,
            sleep: (ms, signal) =>
              new Promise((resolve, reject) => {
                const timer = setTimeout(resolve, ms);
                signal?.addEventListener(
                  'abort',
                  () => {
                    clearTimeout(timer);
                    reject(signal.reason as Error);
                  },
                  { once: true },
                );
              }),
          },
        });
        try {
          await touch(cloud);
        } catch (error) {
          assert.match(error instanceof Error ? error.message : '', /clock/);
        }
      }
    },
  },
  {
    id: 'bad.unknown-field',
    title: 'a mistyped field of the profile is refused with the nearest known one',
    needs: [],
    run: async ({ open }) => {
      const error = await expectOpenError(() => open({ fields: { tlsVerfy: 'false' } }));
      assert.match(error, /tlsVerify/);
    },
  },
  {
    id: 'auth.revoked',
    title: 'tokens that became void are renewed once, and nobody notices',
    needs: [],
    asks: ['revokeTokens'],
    run: async ({ cloud, harness, requests }) => {
      await touch(cloud);
      harness.revokeTokens?.();
      const before = requests();
      await Promise.all(Array.from({ length: 8 }, () => touch(cloud)));
      assert.ok(requests() - before <= 32, `${requests() - before} requests for 8 calls`);
    },
  },
  {
    id: 'auth.expired',
    title: 'tokens that grew old are renewed, and nobody notices',
    needs: [],
    asks: ['advance'],
    run: async ({ cloud, harness }) => {
      await touch(cloud);
      harness.advance?.(25 * HOUR_MS);
      await touch(cloud);
    },
  },
];

async function expectOpenError(work: () => Promise<unknown>): Promise<string> {
  try {
    await work();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  assert.fail('it was accepted');
}
