import { describe, expect, it } from 'vitest';
import { metadataFromHeader, metadataHeaders, metadataOf, metadataToHeader } from './metadata.ts';

describe('metadataToHeader', () => {
  it.each(['plain', 'two words', 'a=b;c"d"', 'x?=y'])('sends %j as it is', (value) => {
    expect(metadataToHeader(value)).toBe(value);
  });

  it.each(['ünï', '日本', '', ' lead', 'trail ', 'two  blanks', 'tab\there', '=?UTF-8?B?eA==?=', '=?', 'a\u00a0b', '😀'])(
    'encodes %j and gets it back',
    (value) => {
      const header = metadataToHeader(value);
      expect(header).toMatch(/^[\x21-\x7e]+$/);
      expect(metadataFromHeader(header)).toBe(value);
    },
  );
});

describe('metadataFromHeader', () => {
  it.each([
    // As Amazon answers it.
    ['=?UTF-8?Q?=C3=BCn=C3=AF_x?=', 'ünï x'],
    ['=?utf-8?b?w7w=?= =?utf-8?b?w7w=?=', 'üü'],
    ['a =?UTF-8?B?w7w=?= b', 'a ü b'],
    ['=?ISO-8859-1?Q?=FC?=', '=?ISO-8859-1?Q?=FC?='],
    // Raw UTF-8, one character a byte, as other clients store it.
    ['\u00c3\u00bc', 'ü'],
    ['100%25', '100%25'],
  ])('reads %j', (header, value) => {
    expect(metadataFromHeader(header)).toBe(value);
  });
});

describe('metadataHeaders', () => {
  it('is undone by metadataOf', () => {
    const metadata = { owner: 'me', note: 'ü', empty: '' };
    const answered = Object.fromEntries(Object.entries(metadataHeaders(metadata)).map(([name, value]) => [name.toLowerCase(), value]));
    expect(metadataOf({ 'content-type': 'x', ...answered })).toEqual(metadata);
  });
});
