import { format, inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { Secret } from './secret.ts';

describe('Secret', () => {
  const secret = new Secret('hunter2');

  it('gives its value to whoever asks for it', () => {
    expect(secret.reveal()).toBe('hunter2');
  });

  it('prints as *** wherever it is printed', () => {
    const texts = [
      String(secret),
      // As a careless caller would write it, past the linter.
      `password: ${secret as unknown as string}`,
      JSON.stringify({ password: secret }),
      inspect(secret),
      inspect({ deep: { er: [secret] } }, { depth: null, showHidden: true }),
      inspect(secret, { customInspect: false, showHidden: true }),
      format('%s %o %j', secret, secret, secret),
      JSON.stringify(Object.entries(secret)),
      JSON.stringify(Object.assign({}, secret)),
    ];
    for (const text of texts) expect(text).not.toContain('hunter2');
    expect(inspect({ password: secret })).toBe('{ password: *** }');
    expect(JSON.stringify({ password: secret })).toBe('{"password":"***"}');
  });

  it('is made once of a secret', () => {
    expect(Secret.of(secret)).toBe(secret);
    expect(Secret.of('x').reveal()).toBe('x');
  });
});
