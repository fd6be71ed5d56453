import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { CLOUD_ERROR_CODES, CloudError, isCloudError } from './cloud-error.ts';

const whole = (): CloudError =>
  new CloudError('conflict', 'VM is locked', {
    provider: 'fake',
    operation: 'servers.start',
    target: '9f',
    status: 409,
    providerCode: 'Locked',
    requestId: 'r-1',
    retry: 'maybe',
    retryAfterMs: 1500,
    outcome: 'not-done',
    remedy: 'wait for the backup',
    leftover: { kind: 'volume', id: 'v-1' },
  });

describe('CloudError', () => {
  it('says who tried what on what, what the server answered, and what helps', () => {
    expect(whole().message).toBe('fake servers.start "9f": 409 Locked (VM is locked) — wait for the backup');
  });

  it.each([
    [{}, 'it broke', 'it broke'],
    [{ operation: 'connect' }, 'it broke', 'connect: it broke'],
    [{ target: 'x' }, 'it broke', '"x": it broke'],
    [{ status: 500 }, '', '500'],
    [{ target: 'x' }, '', '"x": unknown'],
    [{ providerCode: 'Oops' }, 'it broke', 'Oops (it broke)'],
    [{ status: 500, providerCode: '' }, 'it broke', '500 (it broke)'],
    [{ problems: ['a is bad', 'b is worse'] }, 'bad configuration', 'bad configuration\n  - a is bad\n  - b is worse'],
  ])('leaves out of the message what is not known: %j', (details, said, message) => {
    expect(new CloudError('unknown', said, details).message).toBe(message);
  });

  it('shows odd targets as they are, escaped', () => {
    expect(new CloudError('not-found', 'gone', { target: 'a"b\n' }).message).toBe('"a\\"b\\n": gone');
  });

  it.each(['it broke', 'Error', '', 'CloudError: ', '$& and $1', 'several\nlines'])(
    'has a stack that begins with name and message, then frames: %j',
    (said) => {
      const error = new CloudError('unknown', said, { target: '$&' });
      const lines = (): string[] => (error.stack ?? '').split('\n');
      expect(error.stack?.startsWith(`CloudError: ${error.message}\n`)).toBe(true);
      error.inContext({ provider: 'fake', operation: 'x.y' });
      expect(error.stack?.startsWith(`CloudError: fake x.y "$&": ${said || 'unknown'}\n    at `)).toBe(true);
      expect(lines().filter((line) => line.includes('cloud-error.test.ts')).length).toBeGreaterThan(0);
      // No second copy of an older message further down.
      expect(error.stack?.split('    at ')[0]).toBe(`CloudError: ${error.message}\n`);
    },
  );

  it('keeps what the innermost context knew, and takes what it did not', () => {
    const error = new CloudError('not-found', 'gone', { operation: 'images.get', target: 'i-1' });
    expect(error.inContext({ provider: 'fake', operation: 'servers.create', target: 'web' })).toBe(error);
    expect([error.provider, error.operation, error.target]).toEqual(['fake', 'images.get', 'i-1']);
    expect(error.message).toBe('fake images.get "i-1": gone');
  });

  it('tells all it knows when printed and in JSON, and nothing it was not told', () => {
    const printed = inspect(whole());
    for (const fact of ["code: 'conflict'", "requestId: 'r-1'", 'retryAfterMs: 1500', "outcome: 'not-done'", "kind: 'volume'"]) expect(printed).toContain(fact);
    expect(JSON.parse(JSON.stringify(whole()))).toEqual({
      name: 'CloudError',
      message: whole().message,
      code: 'conflict',
      provider: 'fake',
      operation: 'servers.start',
      target: '9f',
      status: 409,
      providerCode: 'Locked',
      requestId: 'r-1',
      retry: 'maybe',
      retryAfterMs: 1500,
      outcome: 'not-done',
      remedy: 'wait for the backup',
      leftover: { kind: 'volume', id: 'v-1' },
    });
    expect(new CloudError('unknown', 'x').toJSON()).toEqual({ name: 'CloudError', message: 'x', code: 'unknown', retry: 'never' });
  });

  it('prints nothing of its cause, which may carry a request with its credentials', () => {
    const cause = Object.assign(new Error('socket hang up'), { config: { headers: { Authorization: 'Bearer hunter2' } } });
    const error = new CloudError('unavailable', 'no answer', { cause });
    expect(error.cause).toBe(cause);
    for (const text of [inspect(error), inspect({ deep: { error } }), JSON.stringify(error), String(error), error.stack ?? ''])
      expect(text).not.toContain('hunter2');
  });

  it('is known by its brand, whatever copy of the library made it', () => {
    const foreign = Object.assign(new Error('from another copy'), { code: 'not-found' });
    Object.defineProperty(foreign, Symbol.for('portolan/CloudError'), { value: true });
    expect(isCloudError(foreign)).toBe(true);
    expect(isCloudError(foreign, 'not-found')).toBe(true);
    expect(isCloudError(foreign, 'conflict')).toBe(false);
    for (const other of [new Error('x'), { code: 'not-found' }, null, undefined, 'not-found', 7]) expect(isCloudError(other)).toBe(false);
  });

  it('lists every code once', () => {
    expect(new Set(CLOUD_ERROR_CODES).size).toBe(CLOUD_ERROR_CODES.length);
    expect(CLOUD_ERROR_CODES).toContain('precondition-failed');
  });
});
