import { describe, expect, it } from 'vitest';
import { parseJson } from './json.ts';

const thrown = (work: () => unknown): Error => {
  try {
    work();
  } catch (error) {
    return error as Error;
  }
  throw new Error('it did not fail');
};

describe('parseJson', () => {
  it.each([
    ['{"a":[1,null,"x"]}', { a: [1, null, 'x'] }],
    [' [] ', []],
    ['\ufeff{"a":1}', { a: 1 }],
    ['"\\ud83d\\ude00"', '😀'],
  ])('reads %j', (text, value) => {
    expect(parseJson(text)).toEqual(value);
  });

  it.each(['{"a":1', '{a:1}', "{'a':1}", '[1,]', '{"a":1}{"b":2}', 'undefined', 'NaN', 'OK'])('refuses %j and shows it', (text) => {
    const error = thrown(() => parseJson(text, { status: 200, contentType: 'application/json' }));
    expect(error).toMatchObject({ code: 'protocol', status: 200, retry: 'never', remedy: undefined });
    expect(error.message).toContain(JSON.stringify(text).slice(1, -1));
  });

  it.each([
    ['<!doctype HTML><p>', undefined],
    ['\n <html><body>', 'text/plain'],
    ['oops', 'text/html; charset=utf-8'],
  ])('knows a web page: %j', (text, contentType) => {
    expect(thrown(() => parseJson(text, { contentType }))).toMatchObject({ remedy: 'check the endpoint: a web page answered' });
  });

  it('shows no more than 200 characters', () => {
    expect(thrown(() => parseJson('x'.repeat(5000))).message.length).toBeLessThan(400);
  });

  it('makes no prototype of what a document says', () => {
    const parsed = parseJson('{"__proto__":{"polluted":true}}') as Record<string, unknown>;
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect(Object.hasOwn(parsed, '__proto__')).toBe(true);
  });
});

describe('integers beyond 2^53', () => {
  const text =
    '{"id":12345678901234567890,"neg":-9007199254740993,"safe":9007199254740991,"text":"12345678901234567890 \\" 12345678901234567891","float":1.12345678901234567890,"exp":12345678901234567890e1,"list":[18446744073709551615,1]}';

  it('are rounded by default, as JSON.parse does', () => {
    expect(parseJson(text)).toEqual(JSON.parse(text));
  });

  it('keep their digits as text when asked, and nothing else changes', () => {
    expect(parseJson(text, { bigIntegers: 'string' })).toEqual({
      id: '12345678901234567890',
      neg: '-9007199254740993',
      safe: 9007199254740991,
      text: '12345678901234567890 " 12345678901234567891',
      float: 1.1234567890123457,
      exp: 123456789012345680000,
      list: ['18446744073709551615', 1],
    });
  });

  it('are refused when asked, naming the number', () => {
    const error = thrown(() => parseJson(text, { bigIntegers: 'refuse' }));
    expect(error).toMatchObject({ code: 'protocol', message: expect.stringContaining('12345678901234567890') });
    expect(parseJson('{"text":"12345678901234567890"}', { bigIntegers: 'refuse' })).toEqual({ text: '12345678901234567890' });
  });
});
