import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import type { ConfigFields, FieldSpec } from '@portolan/core/driver';
import { configError, readConfig } from '@portolan/core/driver';
import fc from 'fast-check';
import { BUILT_IN, CloudError, connect, registerProvider, Secret } from 'portolan';
import { describe, expect, it } from 'vitest';
import { anyText, runs, yamlLike } from './bounded.ts';

const HUSH = 'hush-hush-hush';
const context = { source: 'connect()', directory: '/nowhere', home: '/nowhere', env: {} };

const FIELDS: ConfigFields<Record<string, unknown>> = {
  name: { kind: 'string', doc: 'A name.', required: true },
  password: { kind: 'secret', doc: 'A password.' },
  url: { kind: 'url', doc: 'An address.' },
  file: { kind: 'path', doc: 'A file.' },
  count: { kind: 'integer', doc: 'A number.', min: 1, max: 10 },
  flag: { kind: 'boolean', doc: 'A flag.' },
  colour: { kind: 'choice', choices: ['red', 'green'], doc: 'A colour.' },
  list: { kind: 'strings', doc: 'A list.' },
  map: { kind: 'map', doc: 'A map.' },
  rest: { kind: 'any', doc: 'Anything.' },
} satisfies Record<string, FieldSpec>;

/** Fields of the table with values of any kind, and other fields. */
const profile = fc.oneof(
  yamlLike,
  fc.record(Object.fromEntries(Object.keys(FIELDS).map((name) => [name, yamlLike])), { requiredKeys: [] }),
  fc.dictionary(fc.oneof(anyText, fc.constantFrom(...Object.keys(FIELDS))), yamlLike, { maxKeys: 8, noNullPrototype: false }),
);

const problemsOf = (work: () => unknown): readonly string[] => {
  try {
    work();
    return [];
  } catch (error) {
    if (!(error instanceof CloudError)) throw error;
    expect(error).toMatchObject({ code: 'invalid-argument', outcome: 'not-done' });
    expect(error.problems.length).toBeGreaterThan(0);
    for (const problem of error.problems) expect(error.message).toContain(problem);
    return error.problems;
  }
};

describe('the configuration reader', () => {
  it('takes any value or refuses it with a CloudError, and takes what it returned', () => {
    fc.assert(
      fc.property(profile, (input) => {
        let settings: unknown;
        if (problemsOf(() => (settings = readConfig(FIELDS, input, context))).length > 0) return;
        expect(readConfig(FIELDS, settings, context)).toEqual(settings);
      }),
      runs(2000),
    );
  });

  it('tells the problems of all fields at once', () => {
    const bad: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
      name: fc.constantFrom(1, true, [], {}),
      password: fc.constantFrom(1, [HUSH], { [HUSH]: HUSH }, true),
      url: fc.oneof(fc.constantFrom(7, 'ftp://h', `http://u:${HUSH}@h`, `http://h?token=${HUSH}`, `${HUSH}@h`, 'h o s t')),
      count: fc.constantFrom(0, 11, 1.5, Number.NaN, '1e1', [], ''),
      flag: fc.constantFrom('perhaps', 2, [], 'TRUE!'),
      colour: fc.constantFrom('blue', 1, ['red']),
      list: fc.constantFrom([1], {}, [''], 5),
      map: fc.constantFrom([], { a: 1 }, 'x'),
      unheard: anyText,
    };
    fc.assert(
      fc.property(fc.subarray(Object.keys(bad), { minLength: 1 }), fc.record(bad), (names, values) => {
        const input = { name: 'ok', ...Object.fromEntries(names.map((name) => [name, values[name]])) };
        const problems = problemsOf(() => readConfig(FIELDS, input, context));
        for (const name of names) expect(problems.filter((problem) => problem.includes(`field "${name}"`))).toHaveLength(1);
        expect(problems).toHaveLength(names.length);
        expect(problems.join('\n')).not.toContain(HUSH);
      }),
      runs(500),
    );
  });

  it('says nothing of the value of a secret field, whatever it is', () => {
    const around = fc.tuple(anyText, anyText).map(([before, after]) => `${before}${HUSH}${after}`);
    const value = fc.oneof(
      around,
      fc.array(around),
      fc.dictionary(anyText, around, { noNullPrototype: false }),
      around.map((text) => new Secret(text)),
    );
    fc.assert(
      fc.property(value, yamlLike, (password, count) => {
        try {
          const settings = readConfig(FIELDS, { password, count, name: 'ok' }, context);
          expect(inspect(settings, { depth: 10, showHidden: true }) + JSON.stringify({ ...settings, rest: undefined })).not.toContain(HUSH);
        } catch (error) {
          if (!(error instanceof CloudError)) throw error;
          expect(inspect(error, { depth: 10, showHidden: true }) + JSON.stringify(error)).not.toContain(HUSH);
        }
      }),
      runs(1000),
    );
  });
});

describe.each(BUILT_IN.map((entry) => [entry.id, entry] as const))('a profile of %s', (id, entry) => {
  const field = fc.oneof(yamlLike, fc.constantFrom('http://127.0.0.1:1/api', 'a', '/a/b', 'true', '7', 'http://a@b/?c#d', 'public', 'v2', '3', 'all', HUSH));

  it('of any fields is taken, or refused with all its problems', async () => {
    const manifest = await entry.manifest();
    const names = Object.keys(manifest.fields);
    await fc.assert(
      fc.asyncProperty(fc.dictionary(fc.constantFrom(...names), field, { noNullPrototype: false }), async (input) => {
        try {
          await (await connect({ ...input, provider: id } as never, { env: {}, home: '/nowhere', cwd: '/nowhere' })).close();
        } catch (error) {
          if (!(error instanceof CloudError)) throw error;
          expect(error.code).toBe('invalid-argument');
          const secrets = Object.entries(manifest.fields as Readonly<Record<string, FieldSpec>>).flatMap(([name, spec]) =>
            spec.kind === 'secret' && input[name] === HUSH ? [name] : [],
          );
          const elsewhere = Object.entries(input).some(([name, value]) => value === HUSH && !secrets.includes(name));
          if (!elsewhere) expect(inspect(error, { depth: 10 })).not.toContain(HUSH);
        }
      }),
      runs(150),
    );
  });
});

describe('variables in a profile', () => {
  /** What the provider is given of a profile with this text, and of what is said when it refuses. */
  const given = async (file: string, text: string, env: Readonly<Record<string, string>>): Promise<{ value?: unknown; error?: CloudError }> => {
    let value: unknown;
    const { manifest } = BUILT_IN[0] ?? {};
    if (manifest === undefined) throw new Error('no provider');
    registerProvider({
      ...(await manifest()),
      id: 'fuzzed',
      parseConfig: (input) => {
        value = (input as { store: unknown }).store;
        throw configError(['seen']);
      },
    });
    await writeFile(file, JSON.stringify({ profiles: { p: { provider: 'fuzzed', store: text } } }));
    try {
      await connect('p', { configFile: file, env, home: '/nowhere' });
    } catch (error) {
      if (!(error instanceof CloudError)) throw error;
      return error.problems[0] === 'seen' ? { value } : { error };
    }
    throw new Error('it connected');
  };

  it('are put in once, whatever is around them and in them', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'portolan-fuzz-'));
    // Without braces and dollars of its own: those are tested by what stands in the variable.
    const literal = anyText.map((text) => text.toWellFormed().replaceAll(/[${}]/g, ''));
    // biome-ignore lint/suspicious/noTemplateCurlyInString: this is what profiles have in them.
    const value = fc.oneof(literal, fc.constantFrom('${A}', '$${A}', '$', '${', '}', '$&', "$'", '$1')).filter((text) => text !== '');
    const part = fc.oneof(
      literal.map((text) => ({ text, becomes: (_a: string) => text })),
      // biome-ignore lint/suspicious/noTemplateCurlyInString: likewise.
      fc.constant({ text: '${A}', becomes: (a: string) => a }),
      // biome-ignore lint/suspicious/noTemplateCurlyInString: likewise.
      fc.constant({ text: '$${A}', becomes: (_a: string) => '${A}' }),
    );
    try {
      await fc.assert(
        fc.asyncProperty(fc.array(part, { maxLength: 5 }), value, async (parts, a) => {
          const text = parts.map((one) => one.text).join('');
          expect(await given(join(folder, 'portolan.json'), text, { A: a })).toEqual({ value: parts.map((one) => one.becomes(a)).join('') });
        }),
        runs(150),
      );
      await fc.assert(
        fc.asyncProperty(anyText, anyText, async (before, name) => {
          const { error } = await given(join(folder, 'portolan.json'), `${before.toWellFormed()}\${${name.toWellFormed().replaceAll('}', '')}${HUSH}}`, {
            A: HUSH,
          });
          expect(error?.message ?? '').not.toContain(HUSH);
        }),
        runs(100),
      );
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
