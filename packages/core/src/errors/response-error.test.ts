import { describe, expect, it } from 'vitest';
import type { FailedResponse } from '../transport/failed-response.ts';
import { CLOUD_ERROR_CODES } from './cloud-error.ts';
import { errorFromStatus } from './http-status.ts';
import { clockSkewMs, clockSkewRemedy, responseError } from './response-error.ts';

const NOW = Date.parse('2026-11-21T12:00:00Z');
const failure = (status: number, headers: Record<string, string> = {}): FailedResponse => ({
  request: { method: 'GET', origin: 'https://h', target: '/x', headers: {} },
  status,
  headers,
  body: Buffer.alloc(0),
  receivedAt: NOW,
});

describe('the meaning of a status', () => {
  it.each([
    [304, 'precondition-failed', 'never', 'not-done'],
    [307, 'protocol', 'never', 'not-done'],
    [400, 'invalid-argument', 'never', 'not-done'],
    [401, 'unauthenticated', 'never', 'not-done'],
    [403, 'permission-denied', 'never', 'not-done'],
    [404, 'not-found', 'never', 'not-done'],
    [405, 'unsupported', 'never', 'not-done'],
    [408, 'timeout', 'maybe', 'not-done'],
    [409, 'conflict', 'never', 'not-done'],
    [410, 'not-found', 'never', 'not-done'],
    [412, 'precondition-failed', 'never', 'not-done'],
    [413, 'invalid-argument', 'never', 'not-done'],
    [416, 'invalid-argument', 'never', 'not-done'],
    [418, 'invalid-argument', 'never', 'not-done'],
    [429, 'rate-limited', 'maybe', 'not-done'],
    [500, 'unknown', 'maybe', 'unknown'],
    [501, 'unsupported', 'never', 'not-done'],
    [502, 'unavailable', 'maybe', 'unknown'],
    [503, 'unavailable', 'maybe', 'unknown'],
    [504, 'unavailable', 'maybe', 'unknown'],
    [599, 'unavailable', 'maybe', 'unknown'],
    [200, 'protocol', 'never', 'unknown'],
  ])('%i is %s, retry %s, %s', (status, code, retry, outcome) => {
    expect(errorFromStatus(status)).toMatchObject({ code, retry, outcome });
  });

  it('is one of the codes, for every status there is', () => {
    for (let status = 100; status < 600; status += 1) expect(CLOUD_ERROR_CODES).toContain(errorFromStatus(status).code);
  });
});

describe('responseError', () => {
  it('says status, code and message of the server, with what follows from the status', () => {
    const error = responseError(failure(404), { providerCode: 'ResourceNotFound', message: ' VM not found ', requestId: 'r1' });
    expect(error).toMatchObject({ code: 'not-found', status: 404, providerCode: 'ResourceNotFound', requestId: 'r1', retry: 'never', outcome: 'not-done' });
    expect(error.message).toBe('404 ResourceNotFound (VM not found)');
  });

  it("prefers the driver's code, and derives the rest from it", () => {
    expect(responseError(failure(400), { code: 'rate-limited' })).toMatchObject({ code: 'rate-limited', retry: 'maybe', outcome: 'not-done' });
    expect(responseError(failure(500), { code: 'invalid-argument' })).toMatchObject({ retry: 'never', outcome: 'unknown' });
    expect(responseError(failure(503), { code: 'quota-exceeded', outcome: 'not-done' })).toMatchObject({ retry: 'never', outcome: 'not-done' });
    expect(responseError(failure(404), { retry: 'maybe' }).retry).toBe('maybe');
  });

  it('reads Retry-After, unless the driver read something better', () => {
    expect(responseError(failure(503, { 'retry-after': '5' })).retryAfterMs).toBe(5000);
    expect(responseError(failure(503, { 'retry-after': '5' }), { retryAfterMs: 9 }).retryAfterMs).toBe(9);
    expect(responseError(failure(503)).retryAfterMs).toBeUndefined();
  });

  it('tells whose clock is wrong when the server does not believe us', () => {
    expect(responseError(failure(401, { date: 'Sat, 21 Nov 2026 12:06:12 GMT' })).message).toContain('the clock is 372 s behind the server: correct it');
    expect(responseError(failure(401, { date: 'Sat, 21 Nov 2026 11:50:00 GMT' })).remedy).toBe('the clock is 600 s ahead of the server: correct it');
    expect(responseError(failure(403, { date: 'Sat, 21 Nov 2026 12:06:12 GMT' })).remedy).toBeUndefined();
    expect(responseError(failure(401, { date: 'Sat, 21 Nov 2026 12:06:12 GMT' }), { remedy: 'log in again' }).remedy).toBe('log in again');
  });

  it('cuts messages of servers that send novels', () => {
    expect(responseError(failure(500), { message: 'x'.repeat(100_000) }).message.length).toBeLessThan(2100);
  });
});

describe('clock skew', () => {
  it('is known from the date of the answer alone', () => {
    expect(clockSkewMs(failure(200, { date: 'Sat, 21 Nov 2026 11:59:00 GMT' }))).toBe(60_000);
    expect(clockSkewMs(failure(200))).toBeUndefined();
    expect(clockSkewMs(failure(200, { date: 'yesterday' }))).toBeUndefined();
  });

  it('is not worth a word below a minute', () => {
    expect(clockSkewRemedy(failure(401, { date: 'Sat, 21 Nov 2026 12:00:59 GMT' }))).toBeUndefined();
  });
});
