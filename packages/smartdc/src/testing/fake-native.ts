import type { HttpRequest } from '@portolan/core/driver';
import { CloudapiClient, MantaClient } from '../client.ts';
import { SmartdcNative } from '../native.ts';
import { type FakeAnswer, FakeClock, type FakeConnection, fakeConnection, noAuth } from './fake-connection.ts';

export interface FakeNative {
  readonly native: SmartdcNative;
  readonly connection: FakeConnection;
  readonly clock: FakeClock;
}

/** A native client of the account `demo` over answers made up by the test. */
export function fakeNative(answer: (request: HttpRequest, call: string) => FakeAnswer): FakeNative {
  const clock = new FakeClock(0);
  const connection = fakeConnection((request) => answer(request, callOf(request)), clock);
  const manta = new MantaClient(connection, noAuth, { url: 'https://manta.test', account: 'demo' });
  const sign = (origin: string) => async (methods: string | readonly string[], path: string, seconds: number) => ({
    url: `${origin}${path}?method=${[methods].flat().join(',')}&expires=${seconds}`,
    expiresAt: new Date(seconds * 1000),
  });
  const at = (url: string): SmartdcNative =>
    new SmartdcNative({
      cloudapi: new CloudapiClient(connection, noAuth, { url, account: 'demo', apiVersion: '~9||~8||~7' }),
      manta,
      clock,
      signCloudapiUrl: sign(url),
      signMantaUrl: sign('https://manta.test'),
      elsewhere: at,
    });
  return { native: at('https://cloudapi.test'), connection, clock };
}

/** `GET machines?limit=1`: below the account. */
export const callOf = (request: HttpRequest): string => `${request.method} ${request.target.replace(/^\/demo\/?/, '')}`;
