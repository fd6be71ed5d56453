import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { CloudError } from '../errors/cloud-error.ts';
import { Secret } from '../secret.ts';
import { cloudError } from '../testing/rejection.ts';
import type { ConfigContext, FieldSpec } from './config-fields.ts';
import { readConfig } from './read-config.ts';

const context: ConfigContext = { source: 'portolan.yaml, profile "dev"', directory: '/project', home: '/home/me', env: {} };

/** Reads one field called `it`. */
function read(spec: Partial<FieldSpec>, value: unknown, env: ConfigContext['env'] = {}): unknown {
  const fields = { it: { kind: 'string', doc: 'A thing.', ...spec } } as never;
  return (readConfig(fields, value === undefined ? {} : { it: value }, { ...context, env }) as { it: unknown }).it;
}

const problem = async (spec: Partial<FieldSpec>, value: unknown, env?: ConfigContext['env']): Promise<string> =>
  (await cloudError(() => read(spec, value, env))).problems.join('\n');

describe('readConfig: kinds of fields', () => {
  it.each<[Partial<FieldSpec>, unknown, unknown]>([
    [{ kind: 'string' }, 'x', 'x'],
    [{ kind: 'url' }, 'https://a.example:8443/path/', 'https://a.example:8443/path'],
    [{ kind: 'url' }, 'http://a.example//', 'http://a.example'],
    [{ kind: 'url' }, 'https://a.example/with/@sign', 'https://a.example/with/@sign'],
    [{ kind: 'path' }, 'ca.pem', '/project/ca.pem'],
    [{ kind: 'path' }, '../ca.pem', '/ca.pem'],
    [{ kind: 'path' }, '/etc/ca.pem', '/etc/ca.pem'],
    [{ kind: 'path' }, '~/ca.pem', '/home/me/ca.pem'],
    [{ kind: 'path' }, '~', '/home/me'],
    [{ kind: 'path' }, '~other/x', '/project/~other/x'],
    [{ kind: 'integer' }, 7, 7],
    [{ kind: 'integer' }, '-7', -7],
    [{ kind: 'integer', min: 1, max: 3 }, 3, 3],
    [{ kind: 'boolean' }, true, true],
    [{ kind: 'boolean' }, 'Yes', true],
    [{ kind: 'boolean' }, 'off', false],
    [{ kind: 'boolean' }, '0', false],
    [{ kind: 'choice', choices: ['a', 'b'] }, 'b', 'b'],
    [{ kind: 'strings' }, ['a', 'b'], ['a', 'b']],
    [{ kind: 'strings' }, 'a, b,c', ['a', 'b', 'c']],
    [{ kind: 'map' }, { a: 'b' }, { a: 'b' }],
    [{ kind: 'any' }, { deep: [1] }, { deep: [1] }],
    [{ default: 'd' }, undefined, 'd'],
    [{}, undefined, undefined],
  ])('%j reads %j as %j', (spec, value, result) => {
    expect(read(spec, value)).toEqual(result);
  });

  it.each<[Partial<FieldSpec>, unknown, string]>([
    [{ kind: 'string' }, '', 'got the string "", expected text'],
    [{ kind: 'string', example: 'x-1' }, 7, 'got the number 7, expected text, e.g. x-1'],
    [{ kind: 'url' }, 7, 'got the number 7, expected an address such as https://'],
    [{ kind: 'url' }, 'cloud.example.com/path', '(it lacks https://)'],
    [{ kind: 'url' }, 'ftp://x', '(http or https)'],
    [{ kind: 'url' }, 'https://', 'expected an address'],
    [{ kind: 'url' }, 'https://a/?x=1', 'has a ? or # in it'],
    [{ kind: 'path' }, '', 'expected the path of a file'],
    [{ kind: 'integer' }, 1.5, 'expected a whole number'],
    [{ kind: 'integer' }, '1e3', 'expected a whole number'],
    [{ kind: 'integer', min: 1, max: 3 }, 4, 'got the number 4, expected a whole number from 1 to 3'],
    [{ kind: 'boolean' }, 'maybe', 'expected true or false'],
    [{ kind: 'boolean' }, 1, 'expected true or false'],
    [{ kind: 'choice', choices: ['alpha', 'beta'] }, 'alhpa', 'expected one of alpha, beta; did you mean "alpha"?'],
    [{ kind: 'strings' }, ['a', ''], 'expected a list of texts'],
    [{ kind: 'strings' }, [1], 'expected a list of texts'],
    [{ kind: 'map' }, { a: 1 }, 'expected names with texts'],
    [{ kind: 'map' }, ['a'], 'expected names with texts'],
  ])('%j refuses %j', async (spec, value, said) => {
    const text = await problem(spec, value);
    expect(text).toContain('portolan.yaml, profile "dev": field "it": ');
    expect(text).toContain(said);
  });
});

describe('readConfig: secrets', () => {
  it('become Secrets, and stay the one they were', () => {
    const secret = new Secret('hunter2');
    expect(read({ kind: 'secret' }, secret)).toBe(secret);
    expect((read({ kind: 'secret' }, 'hunter2') as Secret).reveal()).toBe('hunter2');
  });

  it.each<[Partial<FieldSpec>, unknown]>([
    [{ kind: 'secret' }, ['hunter2']],
    [{ kind: 'secret' }, { password: 'hunter2' }],
    [{ kind: 'url' }, 'https://me:hunter2@host/'],
    [{ kind: 'url' }, 'me:hunter2@host'],
    [{ kind: 'url' }, 'https://me:hunter2@host:port'],
    [{ kind: 'url' }, 'https://host/?token=hunter2'],
    [{ kind: 'url' }, 'https://host:port/?token=hunter2'],
    [{ kind: 'url' }, 'ftp://host/?token=hunter2'],
    [{ kind: 'map' }, { a: ['hunter2'] }],
  ])('are in no message: %j', async (spec, value) => {
    const error: CloudError = await cloudError(() => read(spec, value));
    expect(error.problems.length).toBe(1);
    for (const text of [error.message, inspect(error), JSON.stringify(error), error.stack ?? '']) expect(text).not.toContain('hunter2');
  });

  it('of the environment are in no message either', async () => {
    expect(await problem({ kind: 'url', env: ['X_URL'] }, undefined, { X_URL: 'https://me:hunter2@host' })).not.toContain('hunter2');
  });
});

describe('readConfig: where values come from', () => {
  const spec = { env: ['FIRST', 'SECOND'], default: 'd' };

  it('is the profile before the environment before the default', () => {
    expect(read(spec, 'own', { FIRST: 'e' })).toBe('own');
    expect(read(spec, undefined, { FIRST: '', SECOND: 'e' })).toBe('e');
    expect(read(spec, undefined, { FIRST: 'f', SECOND: 's' })).toBe('f');
    expect(read(spec, undefined, {})).toBe('d');
  });

  it('is not the profile where a field was left empty', () => {
    expect(read(spec, null, { FIRST: 'e' })).toBe('e');
    expect(read(spec, null)).toBe('d');
  });

  it('names the variable that is wrong', async () => {
    expect(await problem({ kind: 'integer', env: ['X_COUNT'] }, undefined, { X_COUNT: 'many' })).toContain(
      'variable X_COUNT (for field "it"): got the string "many"',
    );
  });

  it('reads no field from a prototype', () => {
    expect(readConfig({ it: { kind: 'string', doc: '' } }, Object.create({ it: 'inherited' }), context)).toEqual({});
  });
});

describe('readConfig: what is wrong', () => {
  const fields = {
    url: { kind: 'url', doc: 'Where the cloud is.', required: true, env: ['CLOUD_URL', 'CLOUD'], example: 'https://cloud.example.com' },
    username: { kind: 'string', doc: 'Who.' },
    retries: { kind: 'integer', doc: 'How often.' },
  } as const;

  it('is told all at once, each with file, profile and field', async () => {
    const error = await cloudError(() => readConfig(fields, { usrname: 'me', retries: 'soon', colour: 'blue' }, context));
    expect(error).toMatchObject({ code: 'invalid-argument', operation: 'connect', outcome: 'not-done' });
    expect(error.problems).toEqual([
      'portolan.yaml, profile "dev": unknown field "usrname"; did you mean "username"?',
      'portolan.yaml, profile "dev": unknown field "colour"; known: url, username, retries',
      'portolan.yaml, profile "dev": field "url" is missing: Where the cloud is, e.g. https://cloud.example.com (or set CLOUD_URL or CLOUD)',
      'portolan.yaml, profile "dev": field "retries": got the string "soon", expected a whole number',
    ]);
    expect(error.message).toContain('bad configuration, 4 problems\n  - portolan.yaml');
  });

  it.each([null, 'text', 7, [], undefined])('is a profile that is %j', async (input) => {
    const error = await cloudError(() => readConfig({ it: { kind: 'string', doc: '' } }, input, context));
    expect(error.problems[0]).toContain('expected fields');
  });
});
