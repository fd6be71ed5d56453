import { describe, expect, it } from 'vitest';
import { rejection } from '../testing/rejection.ts';
import { CloudError } from './cloud-error.ts';
import { isAbort, withContext } from './with-context.ts';

const context = { provider: 'fake', operation: 'servers.get', target: '9f' };
const failing = (error: unknown, signal?: AbortSignal): Promise<unknown> =>
  rejection(
    withContext(context, signal, async () => {
      throw error;
    }),
  );

describe('withContext', () => {
  it('passes results through', async () => {
    await expect(withContext(context, undefined, async () => 7)).resolves.toBe(7);
  });

  it('adds what an error does not know, to the same error', async () => {
    const error = new CloudError('not-found', 'gone', { target: 'inner' });
    expect(await failing(error)).toBe(error);
    expect(error.message).toBe('fake servers.get "inner": gone');
  });

  it('lets the innermost of several contexts win', async () => {
    const error = await rejection(
      withContext({ provider: 'outer', operation: 'outer.op', target: 'outer' }, undefined, () =>
        withContext({ operation: 'inner.op' }, undefined, async () => {
          throw new CloudError('conflict', 'busy');
        }),
      ),
    );
    expect(error).toMatchObject({ provider: 'outer', operation: 'inner.op', target: 'outer' });
  });

  it('makes a foreign error an unknown one that keeps it as its cause', async () => {
    const cause = new TypeError('x is not a function');
    expect(await failing(cause)).toMatchObject({ code: 'unknown', cause, message: 'fake servers.get "9f": x is not a function' });
    expect(await failing('just text')).toMatchObject({ code: 'unknown', message: 'fake servers.get "9f": just text' });
  });

  it('does not know what a foreign error left undone, and knows an overflow of the stack for an answer without a bottom', async () => {
    expect(await failing(new TypeError('x'))).toMatchObject({ outcome: 'unknown' });
    const deep = (): number => deep() + 1;
    const overflow = await rejection(withContext(context, undefined, async () => deep()));
    expect(overflow).toMatchObject({ code: 'protocol', outcome: 'unknown', operation: 'servers.get' });
  });

  it.each([new Error('left'), 'text', 0, { any: 'thing' }, new CloudError('timeout', 'my own limit')])(
    'passes the reason of an abort as it is: %s',
    async (reason) => {
      const before = reason instanceof CloudError ? reason.message : undefined;
      expect(await failing(reason, AbortSignal.abort(reason))).toBe(reason);
      if (reason instanceof CloudError) expect([reason.message, reason.operation]).toEqual([before, undefined]);
    },
  );

  it('gives the reason for the AbortError that node’s streams make of it', async () => {
    const reason = new Error('left');
    const abortError = new DOMException('The operation was aborted', 'AbortError');
    expect(await failing(abortError, AbortSignal.abort(reason))).toBe(reason);
    // Nobody aborted our signal: somebody else's abort passes as it came.
    expect(await failing(abortError, new AbortController().signal)).toBe(abortError);
    expect(await failing(abortError)).toBe(abortError);
  });

  it('does not take a real failure for an abort because the signal happens to be aborted', async () => {
    expect(await failing(new CloudError('not-found', 'gone'), AbortSignal.abort(new Error('left')))).toMatchObject({ code: 'not-found' });
    expect(isAbort(new Error('other'), AbortSignal.abort(new Error('left')))).toBe(false);
  });
});
