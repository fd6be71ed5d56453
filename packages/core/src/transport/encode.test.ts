import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assertHeader, encodeForm, encodePath, encodePathSegment, encodeQuery, utf8FromHeader, utf8ToHeader, withQuery } from './encode.ts';

describe('path encoding', () => {
  it.each([
    ['a b', 'a%20b'],
    ['a/b', 'a%2Fb'],
    ["!'()*", '%21%27%28%29%2A'],
    ['-._~', '-._~'],
    ['+&=?#%:@$,;', '%2B%26%3D%3F%23%25%3A%40%24%2C%3B'],
    ['é', '%C3%A9'],
    ['😀', '%F0%9F%98%80'],
    ['..', '..'],
    ['', ''],
  ])('of the segment %j is %j', (segment, encoded) => {
    expect(encodePathSegment(segment)).toBe(encoded);
  });

  it('of a path keeps its slashes', () => {
    expect(encodePath('/a b//c%2F/é/')).toBe('/a%20b//c%252F/%C3%A9/');
  });

  it('refuses half a surrogate pair, which has no bytes', () => {
    expect(() => encodePathSegment('a\ud800b')).toThrowError(expect.objectContaining({ code: 'invalid-argument', outcome: 'not-done' }));
  });

  it('loses nothing and leaves only unreserved characters, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const encoded = encodePathSegment(text);
        expect(encoded).toMatch(/^(?:[A-Za-z0-9\-._~]|%[0-9A-F]{2})*$/);
        expect(decodeURIComponent(encoded)).toBe(text);
      }),
    );
  });
});

describe('query encoding', () => {
  it('writes blanks as %20, repeats arrays, drops what is undefined, keeps what is empty', () => {
    expect(encodeQuery({ 'a b': 'c d', list: [1, '2'], none: undefined, empty: '', flag: true, big: 2n ** 60n, 'x[]': [] })).toBe(
      'a%20b=c%20d&list=1&list=2&empty=&flag=true&big=1152921504606846976',
    );
  });

  it('keeps the order of pairs', () => {
    expect(
      encodeQuery([
        ['b', 1],
        ['a', 2],
        ['b', 3],
      ]),
    ).toBe('b=1&a=2&b=3'); // prettier-ignore
  });

  it('is added to a path that may have a query already', () => {
    expect(withQuery('/x', {})).toBe('/x');
    expect(withQuery('/x', { a: 1 })).toBe('/x?a=1');
    expect(withQuery('/x?acl', { a: 1 })).toBe('/x?acl&a=1');
  });

  it('of a form is the same and read back by URLSearchParams', () => {
    const fields = { Action: 'Run*', Note: 'a+b c~é', Empty: '' };
    expect(Object.fromEntries(new URLSearchParams(encodeForm(fields)))).toEqual(fields);
  });
});

describe('headers', () => {
  it.each(['', 'plain', 'a\tb', 'grün', '"q"; x=1'])('may carry %j', (value) => {
    expect(() => assertHeader('X-A', value)).not.toThrow();
  });

  it('that are refused do not repeat their value, but name the character', () => {
    expect(() => assertHeader('Authorization', 'hush\nhush')).toThrowError(/^(?!.*hush).*Authorization.*U\+000A/);
    expect(() => assertHeader('X-A', '日')).toThrowError(/U\+65E5/);
  });

  it('carry UTF-8 there and back, and leave other bytes alone', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => utf8FromHeader(utf8ToHeader(text)) === text));
    expect(utf8FromHeader('gr\u00fcn')).toBe('grün');
  });
});
