import { describe, expect, it } from 'vitest';
import { lastName, markerOf } from './marker.ts';

describe('a marker of an encoded listing', () => {
  it('is the last row, however it is written', () => {
    for (const text of ['a b+c%41', 'a%20b%2Bc%2541', 'a+b%2Bc%2541']) expect(markerOf(text, 'a b+c%41')).toBe('a b+c%41');
    // Without the row nobody could tell `%41` from `A`.
    expect(markerOf('x%41', 'x%41')).toBe('x%41');
    expect(markerOf('x%41', 'xA')).toBe('xA');
  });

  it('is decoded where no row tells, unless no encoder would have left it so', () => {
    expect(markerOf('a%2Fb', undefined)).toBe('a/b');
    expect(markerOf('a b%2F', 'z')).toBe('a b%2F');
    expect(markerOf('é', undefined)).toBe('é');
    expect(markerOf('100%', undefined)).toBe('100%');
  });
});

describe('lastName', () => {
  it('is by the bytes of UTF-8, not by UTF-16', () => {
    expect(lastName(['\u{1f600}', '\uffee', undefined])).toBe('\u{1f600}');
    expect(lastName([undefined])).toBeUndefined();
  });
});
