import fc from 'fast-check';

let told: number | undefined;

/** One seed for all properties of a file, printed whether they hold or not; PORTOLAN_SEED repeats a run. */
function seedOfRun(): number {
  if (told === undefined) {
    told = Number(process.env['PORTOLAN_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
    console.info(`fuzz: PORTOLAN_SEED=${told}`);
  }
  return told;
}

/** Runs of one property; `PORTOLAN_FUZZ` multiplies them. */
export function runs(count: number): fc.Parameters<unknown> {
  const factor = Number(process.env['PORTOLAN_FUZZ'] ?? '1');
  const seed = seedOfRun();
  return {
    numRuns: Math.ceil(count * (Number.isFinite(factor) && factor > 0 ? factor : 1)),
    // What has not ended by then is stopped where it stands, as passed so far.
    interruptAfterTimeLimit: 50_000 * Math.max(1, factor),
    markInterruptAsFailure: false,
    seed,
  };
}

/** Text of any kind: ASCII, controls, marks, halves of surrogate pairs excepted. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.string({ unit: 'binary-ascii', maxLength: 40 }),
  fc.constantFrom(
    '',
    '.',
    '..',
    '/',
    '//',
    'a//b',
    '%',
    '%2F',
    '%zz',
    '+',
    ' ',
    '?',
    '#',
    '&',
    '=',
    '~',
    "'",
    '"',
    '\\',
    '*',
    '[',
    '\u0000',
    '\u007f',
    '\u0080',
    '\u2028',
    '\ufeff',
    '__proto__',
    'constructor',
  ),
);

/** What YAML can say. */
export const yamlLike: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constant(null),
    fc.constant(undefined),
    fc.boolean(),
    fc.double(),
    fc.bigInt(),
    fc.date({ noInvalidDate: false }),
    anyText,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(anyText, tie('value'), { maxKeys: 4, noNullPrototype: false }),
  ),
})).value;
